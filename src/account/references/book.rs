//! What was read of the vector stores, store by store, until it becomes a graph.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::held::{Held, HeldFile, Names};
use super::lists::Gap;
use super::{Link, References, STORE};
use crate::openai::batch::Batch;
use crate::openai::store_file::StoreFile;
use crate::openai::vector_store::VectorStore;

/// What was read of each store so far: it is read on from here, and kept on this device.
#[derive(Clone, Debug, Default)]
pub struct Book {
    names: Arc<Names>,
    held: FxHashMap<Arc<str>, Arc<Held>>,
    /// Stores whose record is not written yet.
    fresh: Vec<Arc<str>>,
}

impl Book {
    /// Whether the files of a store are known, as far as the list of stores tells. `now` in milliseconds since 1970.
    pub fn knows(&self, store: &VectorStore, now: u64) -> bool {
        self.held.get(store.id.shared()).is_some_and(|held| held.is_current(store, now))
    }

    /// Takes the files of a store as they were just listed.
    pub fn keep(&mut self, store: &VectorStore, files: &[StoreFile], now: u64) {
        let held = Held::new(store, files, now, Arc::make_mut(&mut self.names));
        self.fresh.push(held.id.clone());
        self.held.insert(held.id.clone(), Arc::new(held));
    }

    /// The stores read since this was asked last, each with its record.
    pub fn records(&mut self) -> Vec<(Arc<str>, String)> {
        let fresh = std::mem::take(&mut self.fresh);
        let record = |id: Arc<str>| Some((id.clone(), self.held.get(&id)?.record(&self.names)));
        fresh.into_iter().filter_map(record).collect()
    }

    /// Takes a record back; what is not understood is read anew.
    pub fn read(&mut self, record: &str) {
        if let Some(held) = Held::read(record, Arc::make_mut(&mut self.names)) {
            self.held.insert(held.id.clone(), Arc::new(held));
        }
    }

    /// Forgets stores that are not listed any more; their ids.
    pub fn forget_others(&mut self, stores: &[VectorStore]) -> Vec<Arc<str>> {
        let listed: FxHashSet<&Arc<str>> = stores.iter().map(|store| store.id.shared()).collect();
        let gone: Vec<Arc<str>> = self.held.keys().filter(|id| !listed.contains(id)).cloned().collect();
        gone.iter().for_each(|id| drop(self.held.remove(id)));
        gone
    }

    /// What uses what, of the stores as they were listed at a time (milliseconds since 1970): those of which only
    /// something older is known count as unread.
    pub fn references(
        &mut self,
        stores: &[VectorStore],
        batches: Vec<Arc<Batch>>,
        gaps: Vec<Gap>,
        since: u64,
    ) -> References {
        let known = |store: &VectorStore| {
            let held = self.held.get(store.id.shared())?;
            held.is_read_since(store, since).then(|| held.clone())
        };
        let known: Vec<Arc<Held>> = stores.iter().filter_map(known).collect();
        let unread = (stores.len() - known.len()) as u64;
        let names = Arc::make_mut(&mut self.names);
        let mut links: Vec<(u32, Link)> = Vec::new();
        for (place, store) in (0u32..).zip(&known) {
            let link = |held: &HeldFile| (held.file, Link { to: place << 2 | STORE, bytes: held.bytes });
            links.extend(store.files.iter().map(link));
        }
        for (place, batch) in (0u32..).zip(&batches) {
            let files = [&batch.input_file_id, &batch.output_file_id, &batch.error_file_id];
            for (role, file) in (0u32..).zip(files) {
                let link = Link { to: place << 2 | role, bytes: 0 };
                links.extend(file.iter().map(|file| (names.number(file.shared()), link)));
            }
        }
        // Sorted by counting: those of one file stay in their order.
        let mut starts = vec![0u32; names.len() + 1];
        links.iter().for_each(|(file, _)| starts[*file as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut sorted = vec![Link::default(); links.len()];
        for (file, link) in links {
            let place = &mut next[file as usize];
            sorted[*place as usize] = link;
            *place += 1;
        }
        References {
            names: self.names.clone(),
            by_store: Arc::new((0..).zip(&known).map(|(place, store)| (store.id.clone(), place)).collect()),
            stores: known.into(),
            batches: batches.into(),
            starts: starts.into(),
            links: sorted.into(),
            gaps: gaps.into(),
            unread,
            is_blank: false,
        }
    }
}
