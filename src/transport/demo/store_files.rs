//! `/vector_stores/{id}/files`: attach, list, change, detach, read.

use super::account::{Account, Due};
use super::fields::Fields;
use super::incoming::IncomingBody;
use super::indexing::{duration, verdict};
use super::list::{Asked, STORE_FILES, page};
use super::refusal::Refusal;
use super::router::Reply;
use super::stores::Attached;
use crate::json::Json;
use crate::openai::attribute::Attributes;
use crate::openai::chunking::{ChunkingStrategy, StaticChunking};
use crate::openai::id::FileId;
use crate::openai::store_file::{IndexStatus, StoreFile, StoreFileDeleted, Text};

/// What the API calls automatic: 800 tokens, 400 of overlap.
pub const AUTO: ChunkingStrategy =
    ChunkingStrategy::Static(StaticChunking { max_chunk_size_tokens: Some(800), chunk_overlap_tokens: Some(400) });

/// The fields that attach a file.
pub const ATTACHING: &[&str] = &["file_id", "attributes", "chunking_strategy"];

impl Account {
    pub(super) fn list_store_files(&self, store: &str, query: &[(String, String)]) -> Result<Reply, Refusal> {
        let asked = Asked::read(query, &STORE_FILES)?;
        let keep = |attached: &Attached| has_status(attached, asked.filter);
        page(&self.store(store)?.files, &asked, self.manners(), |attached| &attached.object, keep).map(Reply::Json)
    }

    pub(super) fn get_store_file(&self, store: &str, file: &str) -> Result<Reply, Refusal> {
        Reply::of(&self.attached(store, file)?.object)
    }

    pub(super) fn attach_file(&mut self, store: &str, body: &IncomingBody) -> Result<Reply, Refusal> {
        let fields = Fields::read(body, ATTACHING)?;
        let file = fields.required_text("file_id")?.to_owned();
        let attributes = fields.attributes()?;
        let strategy = chunking(&fields)?;
        let place = self.open_store(store)?;
        self.all_exist(std::slice::from_ref(&file))?;
        self.attach(place, &file, attributes, strategy);
        self.get_store_file(store, &file)
    }

    pub(super) fn update_store_file(&mut self, store: &str, file: &str, body: &IncomingBody) -> Result<Reply, Refusal> {
        let fields = Fields::read(body, &["attributes"])?;
        if !fields.has("attributes") {
            return Err(Refusal::missing("attributes"));
        }
        let attributes = fields.attributes()?.unwrap_or_default();
        self.attached(store, file)?;
        if let Some(attached) = self.stores.get_mut(store).and_then(|store| store.files.get_mut(file)) {
            attached.object.attributes = Some(attributes);
        }
        self.get_store_file(store, file)
    }

    pub(super) fn detach_file(&mut self, store: &str, file: &str) -> Result<Reply, Refusal> {
        self.attached(store, file)?;
        let place = self.store_place(store)?;
        let until = self.listed_until();
        let mut stores = vec![place];
        if let Some(kept) = self.files.get_mut(file) {
            if self.quirks.detaching_is_everywhere {
                stores = std::mem::take(&mut kept.stores);
            } else {
                kept.stores.retain(|other| *other != place);
            }
        }
        for place in stores {
            if let Some(store) = self.stores.at_mut(place) {
                store.detach(file, until);
            }
        }
        Reply::of(&StoreFileDeleted { id: file.into(), deleted: Some(true) })
    }

    pub(super) fn store_file_content(&self, store: &str, file: &str) -> Result<Reply, Refusal> {
        let attached = self.attached(store, file)?;
        if attached.object.status != Some(IndexStatus::Completed) {
            return Err(Refusal::invalid(format!("File '{file}' has not been processed.")));
        }
        let data: Vec<Text> =
            self.files.get(file).map(|kept| vec![text(kept.content.parsed(&kept.file))]).unwrap_or_default();
        Reply::of_fields(&[
            ("object", &"vector_store.file_content.page"),
            ("data", &data),
            ("has_more", &false),
            ("next_page", &Json::Null),
        ])
    }

    pub(super) fn attached(&self, store: &str, file: &str) -> Result<&Attached, Refusal> {
        self.store(store)?
            .files
            .get(file)
            .ok_or_else(|| Refusal::not_found(format!("No file found with id '{file}' in vector store '{store}'.")))
    }

    pub(super) fn all_exist(&self, files: &[String]) -> Result<(), Refusal> {
        match files.iter().find(|id| self.files.get(id).is_none()) {
            Some(id) => Err(Refusal::no_file(id).param("file_id")),
            None => Ok(()),
        }
    }

    /// Attaches a file that exists. One that is there already only takes on what was said about it.
    pub(super) fn attach(
        &mut self,
        store_place: usize,
        file: &str,
        attributes: Option<Attributes>,
        strategy: Option<ChunkingStrategy>,
    ) {
        let (Some(store), Some(kept)) = (self.stores.at_mut(store_place), self.files.get_mut(file)) else { return };
        store.touch(self.now);
        if let Some(attached) = store.files.get_mut(file) {
            if attributes.is_some() {
                attached.object.attributes = attributes;
            }
            return;
        }
        let object = StoreFile {
            id: FileId::from(file),
            usage_bytes: Some(0),
            created_at: Some(self.now),
            vector_store_id: Some(store.object.id.clone()),
            status: Some(IndexStatus::InProgress),
            last_error: None,
            chunking_strategy: Some(strategy.unwrap_or(AUTO)),
            attributes: Some(attributes.unwrap_or_default()),
        };
        let ready_at = self.now + duration(&kept.file);
        let place = store.attach(object, ready_at);
        kept.stores.push(store_place);
        self.at(ready_at, Due::Indexed(store_place, place));
    }

    /// The indexing of a file ends, unless it was cancelled.
    pub(super) fn index(&mut self, store: usize, place: usize) {
        let Some(store) = self.stores.at_mut(store) else { return };
        let Some(attached) = store.files.at(place) else { return };
        if attached.object.status != Some(IndexStatus::InProgress) || attached.ready_at > self.now {
            return;
        }
        // A file that was deleted meanwhile stays unfinished, as has been seen.
        let Some(kept) = self.files.get(attached.object.id.as_str()) else { return };
        let verdict = verdict(&kept.file);
        store.change(place, |attached| {
            attached.object.status = Some(verdict.status);
            attached.object.last_error = verdict.error;
            attached.object.usage_bytes = Some(verdict.usage);
        });
    }
}

/// Whether it is in this state of indexing, if one is asked for.
pub fn has_status(attached: &Attached, filter: Option<&str>) -> bool {
    filter.is_none_or(|filter| attached.object.status.as_ref().map(IndexStatus::as_str) == Some(filter))
}

/// A piece of text as answers carry it.
pub fn text(text: String) -> Text {
    Text { r#type: Some("text".to_owned()), text: Some(text) }
}

/// `{type: auto}` or `{type: static, static: {…}}`: 100 to 4096 tokens, an overlap of at most half of that.
pub fn chunking(fields: &Fields) -> Result<Option<ChunkingStrategy>, Refusal> {
    let Some(nested) = fields.object("chunking_strategy", &["type", "static"])? else { return Ok(None) };
    if nested.required_choice("type", &["auto", "static"])? == "auto" {
        return if nested.has("static") { Err(Refusal::unknown(&nested.full("static"))) } else { Ok(Some(AUTO)) };
    }
    let sizes = nested.object("static", &["max_chunk_size_tokens", "chunk_overlap_tokens"])?;
    let sizes = sizes.ok_or_else(|| nested.missing("static"))?;
    let most = sizes.required_integer("max_chunk_size_tokens", 100, 4096)?;
    let overlap = sizes.required_integer("chunk_overlap_tokens", 0, most / 2)?;
    Ok(Some(ChunkingStrategy::Static(StaticChunking {
        max_chunk_size_tokens: Some(most),
        chunk_overlap_tokens: Some(overlap),
    })))
}
