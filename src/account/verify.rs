//! A look at the lists after a run: what they hold of what the run was about.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::references::{self, Gap};
use crate::bulk::outcome::{ItemState, Outcome};
use crate::bulk::plan::{Deed, User};
use crate::bulk::receipt::Listed;
use crate::bulk::report::Report;
use crate::openai::batch::{Batch, BatchStatus};
use crate::openai::file::File;
use crate::openai::id::HasId;
use crate::openai::vector_store::VectorStore;
use crate::transport::client::Client;

/// The lists that were read, each as a whole, and what they hold.
#[derive(Default)]
pub struct Looked {
    pub files: Option<Vec<File>>,
    pub stores: Option<Vec<VectorStore>>,
    pub batches: Option<Vec<Batch>>,
    pub listed: Listed,
}

/// Reads every list that the run may have changed: of files, stores or batches, and of the files of each store that a
/// file was taken out of, or is to be in still. One list that cannot be had whole ends it.
pub async fn look(client: &Client, report: &Report) -> Result<Looked, Gap> {
    let mut looked = Looked::default();
    let deeds: HashSet<Deed> = report.lines.iter().map(|line| line.item.deed).collect();
    let ids = &mut looked.listed.ids;
    if deeds.contains(&Deed::DeleteFile) {
        let files = references::files(client).await?;
        add(ids, &files);
        looked.files = Some(files);
    }
    if deeds.contains(&Deed::DeleteStore) {
        let stores = references::stores(client).await?;
        add(ids, &stores);
        looked.stores = Some(stores);
    }
    if deeds.contains(&Deed::CancelBatch) {
        let batches = references::batches(client).await?;
        let goes_on = |batch: &&Batch| {
            !batch.status.as_ref().is_some_and(|status| status.is_final() || *status == BatchStatus::Cancelling)
        };
        ids.extend(batches.iter().filter(goes_on).map(|batch| batch.id().clone()));
        looked.batches = Some(batches);
    }
    for (store, name) in stores_concerned(report) {
        let files = references::files_of(client, &store.clone().into(), &name).await?;
        looked.listed.held.extend(files.into_iter().map(|file| (store.clone(), file)));
    }
    Ok(looked)
}

fn add<T: HasId>(ids: &mut HashSet<Arc<str>>, objects: &[T]) {
    ids.extend(objects.iter().map(|object| object.id().clone()));
}

/// Stores that were to lose a file, or to keep one, with their names; those that are gone themselves left out.
fn stores_concerned(report: &Report) -> HashMap<Arc<str>, Arc<str>> {
    let mut concerned = HashMap::new();
    let mut gone = HashSet::new();
    for line in &report.lines {
        let went = matches!(line.state, ItemState::Ended(Outcome::Done | Outcome::AlreadyGone));
        if line.item.deed == Deed::DeleteStore && went {
            gone.insert(line.item.id.clone());
        }
        if line.attempts > 0 {
            let stores = line.item.uses.iter().filter(|user| matches!(user.by, User::Store | User::Elsewhere));
            concerned.extend(stores.map(|store| (store.id.clone(), store.name.clone())));
        }
    }
    concerned.retain(|store, _| !gone.contains(store));
    concerned
}
