//! What a look into the vector stores tells of each of them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::references::References;
use crate::openai::file::File;
use crate::openai::vector_store::VectorStore;
use crate::table::chunks::Chunks;

/// The metadata by which a store names the one that it was made to replace.
pub const MIGRATED_FROM: &str = "migrated_from";

/// Nothing is known where nothing was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inside {
    /// Files that it lists and that do not exist any more.
    pub gone: Option<u64>,
    /// Files that have been in progress for too long.
    pub stuck: Option<u64>,
    /// The store that was made of it, once that holds everything that can be found in this one.
    pub replaced_by: Option<Arc<str>>,
}

pub type Insides = FxHashMap<Arc<str>, Inside>;

/// `files` is the list of files if it is whole; `now` in seconds since 1970.
pub fn insides(
    stores: &Chunks<VectorStore>,
    files: Option<&Chunks<File>>,
    references: &References,
    now: u64,
) -> Insides {
    let existing = files.map(|files| references.existing(files.iter().map(|file| file.id.as_str())));
    let mut insides = Insides::default();
    for store in stores.iter().filter(|store| references.has_read(store.id.as_str())) {
        let id = store.id.as_str();
        let gone = existing.as_ref().map(|existing| references.gone(id, existing).count() as u64);
        let inside = Inside { gone, stuck: Some(references.stuck(id, now).count() as u64), replaced_by: None };
        insides.insert(store.id.shared().clone(), inside);
    }
    let Some(existing) = existing else { return insides };
    for new in stores.iter() {
        let old = new.metadata.as_ref().and_then(|metadata| metadata.get(MIGRATED_FROM));
        if let Some(old) = old
            && references.is_covered(old, new.id.as_str(), &existing)
            && let Some(inside) = insides.get_mut(old.as_str())
        {
            inside.replaced_by = Some(new.id.shared().clone());
        }
    }
    insides
}
