//! `/vector_stores`: create, list, change, delete.

use std::collections::HashSet;
use std::sync::Arc;

use super::account::{Account, Due};
use super::fields::Fields;
use super::incoming::IncomingBody;
use super::list::{Asked, STORES, page};
use super::refusal::Refusal;
use super::router::Reply;
use super::shelf::Shelf;
use super::store_files::chunking;
use crate::openai::file_batch::FileBatch;
use crate::openai::id::StoreId;
use crate::openai::store_file::{IndexStatus, StoreFile};
use crate::openai::vector_store::{ExpiresAfter, FileCounts, StoreDeleted, StoreStatus, VectorStore};

/// A vector store with its files and file batches.
pub struct Store {
    pub object: VectorStore,
    pub files: Shelf<Attached>,
    pub groups: Shelf<Group>,
    counts: Counts,
}

/// A file in a store.
pub struct Attached {
    pub object: StoreFile,
    /// Seconds since 1970 from which its indexing can end.
    pub ready_at: u64,
}

/// A file batch.
pub struct Group {
    pub object: FileBatch,
    pub files: HashSet<Arc<str>>,
}

/// Files by the state of their indexing, and the bytes they take.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    in_progress: u64,
    completed: u64,
    failed: u64,
    cancelled: u64,
    usage: u64,
}

impl Counts {
    pub fn add(&mut self, file: &StoreFile) {
        *self.of(file) += 1;
        self.usage += file.usage_bytes.unwrap_or_default();
    }

    fn subtract(&mut self, file: &StoreFile) {
        *self.of(file) -= 1;
        self.usage -= file.usage_bytes.unwrap_or_default();
    }

    fn of(&mut self, file: &StoreFile) -> &mut u64 {
        match &file.status {
            Some(IndexStatus::Completed) => &mut self.completed,
            Some(IndexStatus::Failed) => &mut self.failed,
            Some(IndexStatus::Cancelled) => &mut self.cancelled,
            _ => &mut self.in_progress,
        }
    }

    pub fn object(&self) -> FileCounts {
        FileCounts {
            in_progress: Some(self.in_progress),
            completed: Some(self.completed),
            failed: Some(self.failed),
            cancelled: Some(self.cancelled),
            total: Some(self.in_progress + self.completed + self.failed + self.cancelled),
        }
    }
}

impl Store {
    pub fn new(id: StoreId, now: u64, name: Option<String>) -> Self {
        let mut store = Store {
            object: VectorStore {
                id,
                created_at: Some(now),
                name,
                description: None,
                usage_bytes: None,
                file_counts: None,
                status: None,
                expires_after: None,
                expires_at: None,
                last_active_at: Some(now),
                metadata: None,
            },
            files: Shelf::default(),
            groups: Shelf::default(),
            counts: Counts::default(),
        };
        store.show_counts();
        store
    }

    pub fn attach(&mut self, file: StoreFile, ready_at: u64) -> usize {
        self.counts.add(&file);
        let place = self.files.push(file.id.shared().clone(), Attached { object: file, ready_at });
        self.show_counts();
        place
    }

    /// Lists go on showing it until then (milliseconds since 1970); the counts do not.
    pub fn detach(&mut self, file: &str, listed_until: u64) {
        if let Some(attached) = self.files.get(file) {
            self.counts.subtract(&attached.object);
            self.files.remove(file, listed_until);
            self.show_counts();
        }
    }

    /// Changes a file in place.
    pub fn change(&mut self, place: usize, change: impl FnOnce(&mut Attached)) {
        if let Some(attached) = self.files.at_mut(place) {
            self.counts.subtract(&attached.object);
            change(attached);
            self.counts.add(&attached.object);
            self.show_counts();
        }
    }

    fn show_counts(&mut self) {
        self.object.usage_bytes = Some(self.counts.usage);
        self.object.file_counts = Some(self.counts.object());
        if !self.is_expired() {
            let running = self.counts.in_progress > 0;
            self.object.status = Some(if running { StoreStatus::InProgress } else { StoreStatus::Completed });
        }
    }

    pub fn is_expired(&self) -> bool {
        self.object.status == Some(StoreStatus::Expired)
    }

    /// Its expiry counts from its last use.
    pub fn touch(&mut self, now: u64) {
        self.object.last_active_at = Some(now);
        let days = self.object.expires_after.as_ref().and_then(|after| after.days);
        self.object.expires_at = days.map(|days| now + days * 86_400);
    }
}

impl Account {
    pub(super) fn list_stores(&self, query: &[(String, String)]) -> Result<Reply, Refusal> {
        let asked = Asked::read(query, &STORES)?;
        page(&self.stores, &asked, self.manners(), |store| &store.object, |_| true).map(Reply::Json)
    }

    pub(super) fn get_store(&self, id: &str) -> Result<Reply, Refusal> {
        Reply::of(&self.store(id)?.object)
    }

    pub(super) fn create_store(&mut self, body: &IncomingBody) -> Result<Reply, Refusal> {
        let known = &["name", "description", "file_ids", "expires_after", "chunking_strategy", "metadata"];
        let fields = Fields::read(body, known)?;
        let name = fields.text("name")?.map(str::to_owned);
        let description = fields.text("description")?.map(str::to_owned);
        let most = if self.quirks.small_file_batches { 100 } else { 500 };
        let files = fields.texts("file_ids", 0, most)?.unwrap_or_default();
        let expires_after = expires_after(&fields)?;
        let strategy = chunking(&fields)?;
        let metadata = fields.metadata()?;
        self.all_exist(&files)?;

        let id = StoreId::from(self.chance.id("vs_"));
        let mut store = Store::new(id.clone(), self.now, name);
        store.object.description = description;
        store.object.metadata = metadata;
        let place = self.add_store(store);
        self.set_expiry(place, expires_after);
        for file in &files {
            self.attach(place, file, None, strategy.clone());
        }
        self.get_store(id.as_str())
    }

    pub(super) fn update_store(&mut self, id: &str, body: &IncomingBody) -> Result<Reply, Refusal> {
        let fields = Fields::read(body, &["name", "expires_after", "metadata"])?;
        // Null clears, absence leaves as it is.
        let name = if fields.is_null("name") { None } else { fields.text("name")?.map(str::to_owned) };
        let expires_after = if fields.is_null("expires_after") { None } else { expires_after(&fields)? };
        let metadata = fields.metadata()?;
        let place = self.store_place(id)?;
        if let Some(store) = self.stores.at_mut(place) {
            if fields.has("name") {
                store.object.name = name;
            }
            if fields.has("metadata") {
                store.object.metadata = metadata;
            }
        }
        if fields.has("expires_after") {
            self.set_expiry(place, expires_after);
        }
        self.get_store(id)
    }

    pub(super) fn delete_store(&mut self, id: &str) -> Result<Reply, Refusal> {
        let place = self.store_place(id)?;
        let files: Vec<Arc<str>> = self.store(id)?.files.iter().map(|(file, _)| file.clone()).collect();
        for file in files {
            if let Some(kept) = self.files.get_mut(&file) {
                kept.stores.retain(|store| *store != place);
            }
        }
        let until = self.listed_until();
        self.stores.remove(id, until);
        Reply::of(&StoreDeleted { id: id.into(), deleted: Some(true) })
    }

    pub(super) fn store(&self, id: &str) -> Result<&Store, Refusal> {
        let place = self.store_place(id)?;
        self.stores.at(place).ok_or_else(|| no_store(id))
    }

    pub(super) fn store_place(&self, id: &str) -> Result<usize, Refusal> {
        if !id.starts_with("vs_") {
            return Err(Refusal::wrong_prefix("vector_store_id", id, "vs_"));
        }
        self.stores.place(id).filter(|place| !self.stores.is_gone(*place)).ok_or_else(|| no_store(id))
    }

    /// A store that can still be filled and searched.
    pub(super) fn open_store(&self, id: &str) -> Result<usize, Refusal> {
        if self.store(id)?.is_expired() {
            return Err(Refusal::invalid(format!("Vector store '{id}' has expired.")));
        }
        self.store_place(id)
    }

    pub(super) fn add_store(&mut self, store: Store) -> usize {
        let expires_at = store.object.expires_at;
        let place = self.stores.push(store.object.id.shared().clone(), store);
        if let Some(time) = expires_at {
            self.at(time, Due::Store(place));
        }
        place
    }

    pub(super) fn set_expiry(&mut self, place: usize, expires_after: Option<ExpiresAfter>) {
        let Some(store) = self.stores.at_mut(place) else { return };
        store.object.expires_after = expires_after;
        let last_active = store.object.last_active_at.unwrap_or(self.now);
        store.touch(last_active);
        if let Some(time) = store.object.expires_at {
            self.at(time, Due::Store(place));
        }
    }

    pub(super) fn expire_store(&mut self, place: usize) {
        let Some(store) = self.stores.at_mut(place) else { return };
        match store.object.expires_at {
            Some(time) if time <= self.now => store.object.status = Some(StoreStatus::Expired),
            // It was used meanwhile.
            Some(time) => self.at(time, Due::Store(place)),
            None => {}
        }
    }
}

fn no_store(id: &str) -> Refusal {
    Refusal::not_found(format!("No vector store found with id '{id}'.")).param("vector_store_id")
}

fn expires_after(fields: &Fields) -> Result<Option<ExpiresAfter>, Refusal> {
    let Some(nested) = fields.object("expires_after", &["anchor", "days"])? else { return Ok(None) };
    let anchor = nested.required_choice("anchor", &["last_active_at"])?.to_owned();
    let days = nested.required_integer("days", 1, 365)?;
    Ok(Some(ExpiresAfter { anchor: Some(anchor), days: Some(days) }))
}
