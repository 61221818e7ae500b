//! Why a file is there: what made it, what uses it, and how sure it is that nothing does.

use std::sync::Arc;

use super::references::{References, Referrer, Role, is_over};
use super::standing::{Grace, Standing, standing};
use crate::openai::batch::Batch;
use crate::openai::file::File;

#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub origin: Origin,
    /// Names of the stores that hold it, or their ids where they have none.
    pub stores: Vec<Arc<str>>,
    pub standing: Standing,
    /// Everything was read that could use it.
    pub is_whole: bool,
    /// Vector stores that could not be read.
    pub unread: u64,
    /// Seconds since 1970.
    pub created: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    Batch {
        role: Role,
        /// Its name, or its id where it has none.
        name: Arc<str>,
        /// It has not ended.
        is_running: bool,
        /// Seconds since 1970.
        ended: Option<u64>,
        /// Further batches that it is a file of.
        others: u64,
    },
    /// It was uploaded for this purpose; empty where that is not known.
    Upload(Arc<str>),
}

pub fn story(file: &File, references: &References, grace: Grace) -> Story {
    let (mut stores, mut batches) = (Vec::new(), Vec::new());
    for referrer in references.referrers(file.id.as_str()) {
        match referrer {
            Referrer::Store(store) => {
                stores.push(if store.name.is_empty() { store.id.clone() } else { store.name.clone() })
            }
            Referrer::Batch(batch, role) => batches.push((batch, role)),
        }
    }
    // A batch that still runs is told first, then the one that ended last.
    let rank = |(batch, _): &&(&Batch, Role)| (!is_over(batch), batch.ended_at());
    let origin = match batches.iter().max_by_key(rank) {
        Some((batch, role)) => Origin::Batch {
            role: *role,
            name: batch.description().map_or_else(|| batch.id.shared().clone(), Arc::from),
            is_running: !is_over(batch),
            ended: batch.ended_at(),
            others: batches.len() as u64 - 1,
        },
        None => Origin::Upload(file.purpose.as_ref().map_or("", |purpose| purpose.as_str()).into()),
    };
    let standing = standing(file, references, grace);
    Story {
        origin,
        stores,
        standing,
        is_whole: references.is_whole(),
        unread: references.unread(),
        created: file.created_at,
    }
}
