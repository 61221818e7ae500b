//! Uploads into a store: what has arrived in the account is attached.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Fills;
use crate::openai::attribute::Attributes;
use crate::openai::chunking::ChunkingStrategy;
use crate::openai::id::{FileId, StoreId};
use crate::openai::purpose::Purpose;
use crate::openai::store_file::Attach;
use crate::state::services::Handed;

/// How files are to be attached.
#[derive(Clone, Debug, Default)]
pub struct How {
    pub attributes: Attributes,
    pub chunking_strategy: Option<ChunkingStrategy>,
}

impl How {
    pub fn attach(&self, file_id: FileId) -> Attach {
        Attach { file_id, attributes: self.attributes.clone(), chunking_strategy: self.chunking_strategy.clone() }
    }
}

impl Fills {
    /// Uploads files for search and attaches those that arrive, when all have ended; one that is tried again later
    /// and arrives is attached by itself.
    pub fn upload(self, store: &StoreId, name: &str, files: Vec<Handed>, how: How) {
        let (left, arrived) = (Cell::new(files.len()), RefCell::new(Vec::new()));
        let (store, name) = (store.clone(), name.to_owned());
        let ended = move |file: Option<FileId>| {
            arrived.borrow_mut().extend(file.map(|file| how.attach(file)));
            left.set(left.get().saturating_sub(1));
            if left.get() == 0 {
                self.start(&store, &name, arrived.take());
            }
        };
        self.uploads.start_with(files, Purpose::Assistants, None, Some(Rc::new(ended)));
    }
}
