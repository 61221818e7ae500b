//! `/vector_stores/{id}/file_batches`: many files attached at once.

use std::sync::Arc;

use super::account::Account;
use super::fields::Fields;
use super::incoming::IncomingBody;
use super::list::{Asked, STORE_FILES, page};
use super::refusal::Refusal;
use super::router::Reply;
use super::store_files::{ATTACHING, chunking, has_status};
use super::stores::{Attached, Counts, Group, Store};
use crate::openai::attribute::Attributes;
use crate::openai::chunking::ChunkingStrategy;
use crate::openai::file_batch::FileBatch;
use crate::openai::id::FileBatchId;
use crate::openai::store_file::IndexStatus;

type Attaching = (String, Option<Attributes>, Option<ChunkingStrategy>);

impl Account {
    pub(super) fn create_file_batch(&mut self, store: &str, body: &IncomingBody) -> Result<Reply, Refusal> {
        let fields = Fields::read(body, &["file_ids", "files", "chunking_strategy", "attributes"])?;
        let most = if self.quirks.small_file_batches { 500 } else { 2_000 };
        let wanted = attaching(&fields, most)?;
        let place = self.open_store(store)?;
        let ids: Vec<String> = wanted.iter().map(|(id, ..)| id.clone()).collect();
        self.all_exist(&ids)?;
        for (id, attributes, strategy) in wanted {
            self.attach(place, &id, attributes, strategy);
        }
        let id: Arc<str> = self.chance.id("vsfb_").into();
        let object = FileBatch {
            id: FileBatchId::from(id.clone()),
            object: Some("vector_store.file_batch".to_owned()),
            created_at: Some(self.now),
            vector_store_id: Some(store.into()),
            status: Some(IndexStatus::InProgress),
            file_counts: None,
        };
        let files = ids.into_iter().map(Arc::from).collect();
        if let Some(store) = self.stores.at_mut(place) {
            store.groups.push(id.clone(), Group { object, files });
        }
        self.show_group(store, &id)
    }

    pub(super) fn get_file_batch(&self, store: &str, batch: &str) -> Result<Reply, Refusal> {
        self.group(store, batch)?;
        if self.quirks.file_batch_is_store { self.get_store(store) } else { self.show_group(store, batch) }
    }

    pub(super) fn cancel_file_batch(&mut self, store: &str, batch: &str) -> Result<Reply, Refusal> {
        self.group(store, batch)?;
        if let Some(store) = self.stores.get_mut(store) {
            cancel(store, batch);
        }
        self.show_group(store, batch)
    }

    pub(super) fn list_file_batch(
        &self,
        store: &str,
        batch: &str,
        query: &[(String, String)],
    ) -> Result<Reply, Refusal> {
        let asked = Asked::read(query, &STORE_FILES)?;
        let group = self.group(store, batch)?;
        let keep = |attached: &Attached| {
            group.files.contains(attached.object.id.shared()) && has_status(attached, asked.filter)
        };
        page(&self.store(store)?.files, &asked, self.manners(), |attached| &attached.object, keep).map(Reply::Json)
    }

    fn group(&self, store: &str, batch: &str) -> Result<&Group, Refusal> {
        let store = self.store(store)?;
        if !batch.starts_with("vsfb_") {
            return Err(Refusal::wrong_prefix("batch_id", batch, "vsfb_"));
        }
        store.groups.get(batch).ok_or_else(|| {
            let store = &store.object.id;
            Refusal::not_found(format!("No vector store file batch found with id '{batch}' in vector store '{store}'."))
        })
    }

    /// The batch as it stands now. Files that were detached meanwhile are not counted any more.
    fn show_group(&self, store: &str, batch: &str) -> Result<Reply, Refusal> {
        let group = self.group(store, batch)?;
        let files = &self.store(store)?.files;
        let mut counts = Counts::default();
        for attached in group.files.iter().filter_map(|id| files.get(id)) {
            counts.add(&attached.object);
        }
        let mut object = group.object.clone();
        let counts = counts.object();
        if object.status == Some(IndexStatus::InProgress) && counts.in_progress == Some(0) {
            object.status = Some(IndexStatus::Completed);
        }
        object.file_counts = Some(counts);
        Reply::of(&object)
    }
}

/// Cancels what is not indexed yet.
fn cancel(store: &mut Store, batch: &str) {
    let Some(group) = store.groups.get(batch) else { return };
    let unfinished: Vec<usize> = group
        .files
        .iter()
        .filter_map(|id| store.files.place(id))
        .filter(|place| store.files.at(*place).is_some_and(|file| has_status(file, Some("in_progress"))))
        .collect();
    if unfinished.is_empty() {
        return;
    }
    for place in unfinished {
        store.change(place, |attached| attached.object.status = Some(IndexStatus::Cancelled));
    }
    if let Some(group) = store.groups.get_mut(batch) {
        group.object.status = Some(IndexStatus::Cancelled);
    }
}

/// Either `file_ids`, with attributes and chunking for all, or `files`, each with its own.
fn attaching(fields: &Fields, most: usize) -> Result<Vec<Attaching>, Refusal> {
    let ids = fields.texts("file_ids", 1, most)?;
    let files = fields.objects("files", ATTACHING, 1, most)?;
    let (attributes, strategy) = (fields.attributes()?, chunking(fields)?);
    match (ids, files) {
        (Some(_), Some(_)) => Err(Refusal::invalid("'file_ids' and 'files' are mutually exclusive.").param("files")),
        (None, None) => Err(Refusal::missing("file_ids")),
        (Some(ids), None) => Ok(ids.into_iter().map(|id| (id, attributes.clone(), strategy.clone())).collect()),
        (None, Some(files)) => files
            .iter()
            .map(|file| Ok((file.required_text("file_id")?.to_owned(), file.attributes()?, chunking(file)?)))
            .collect(),
    }
}
