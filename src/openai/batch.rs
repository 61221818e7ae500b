//! Batches: requests from a file, answered within a day at half the price.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::{LifeSeconds, given, json};
use super::define::{object, open_enum};
use super::id::{BatchId, FileId, HasId, ModelId};
use super::page::Page;
use super::path::path;
use super::request::{Body, Call, Request};
use crate::json::ToJson;

object! {
    /// All times are seconds since 1970.
    pub struct Batch = "batch" {
        required id: BatchId,
        pub endpoint: Option<Endpoint>,
        pub model: Option<ModelId>,
        pub errors: Option<BatchErrors>,
        pub input_file_id: Option<FileId>,
        /// Always `24h`, so far.
        pub completion_window: Option<String>,
        pub status: Option<BatchStatus>,
        /// Absent when every request failed, even though the status is `completed`.
        pub output_file_id: Option<FileId>,
        pub error_file_id: Option<FileId>,
        pub created_at: Option<u64>,
        pub in_progress_at: Option<u64>,
        pub expires_at: Option<u64>,
        pub finalizing_at: Option<u64>,
        pub completed_at: Option<u64>,
        pub failed_at: Option<u64>,
        pub expired_at: Option<u64>,
        pub cancelling_at: Option<u64>,
        pub cancelled_at: Option<u64>,
        /// All zero while the batch is being validated.
        pub request_counts: Option<RequestCounts>,
        /// Only of batches created after 2025-09-07.
        pub usage: Option<Usage>,
        pub metadata: Option<BTreeMap<String, String>>,
    }
}

open_enum! {
    pub enum BatchStatus {
        Validating = "validating",
        Failed = "failed",
        InProgress = "in_progress",
        Finalizing = "finalizing",
        Completed = "completed",
        Expired = "expired",
        Cancelling = "cancelling",
        Cancelled = "cancelled",
    }
}

impl BatchStatus {
    /// Whether it will not change any more; an unknown status may.
    pub fn is_final(&self) -> bool {
        use BatchStatus::*;
        matches!(self, Failed | Completed | Expired | Cancelled)
    }
}

open_enum! {
    /// Where the requests of a batch go.
    pub enum Endpoint {
        Responses = "/v1/responses",
        ChatCompletions = "/v1/chat/completions",
        Embeddings = "/v1/embeddings",
        Completions = "/v1/completions",
        Moderations = "/v1/moderations",
        ImagesGenerations = "/v1/images/generations",
        ImagesEdits = "/v1/images/edits",
        /// The Videos API was to be removed on 2026-09-24.
        Videos = "/v1/videos",
    }
}

object! {
    #[derive(Eq)]
    pub struct BatchErrors = "list" {
        pub data: Option<Vec<BatchError>>,
    }
}

object! {
    /// Why the input file was refused.
    #[derive(Eq)]
    pub struct BatchError {
        /// Such as `invalid_json_line`, `duplicate_custom_id`, `token_limit_exceeded`.
        pub code: Option<String>,
        pub message: Option<String>,
        pub param: Option<String>,
        /// Of the input file, from 1.
        pub line: Option<u64>,
    }
}

object! {
    #[derive(Eq, Default)]
    pub struct RequestCounts {
        pub total: Option<u64>,
        pub completed: Option<u64>,
        pub failed: Option<u64>,
    }
}

object! {
    /// In tokens.
    #[derive(Eq, Default)]
    pub struct Usage {
        pub input_tokens: Option<u64>,
        pub input_tokens_details: Option<InputTokens>,
        pub output_tokens: Option<u64>,
        pub output_tokens_details: Option<OutputTokens>,
        pub total_tokens: Option<u64>,
    }
}

object! {
    #[derive(Eq, Default)]
    pub struct InputTokens {
        pub cached_tokens: Option<u64>,
    }
}

object! {
    #[derive(Eq, Default)]
    pub struct OutputTokens {
        pub reasoning_tokens: Option<u64>,
    }
}

impl Batch {
    /// What the person wrote of it: the API keeps `description` (OpenAI's own page writes it there) or `name`
    /// among the metadata.
    pub fn description(&self) -> Option<&str> {
        let metadata = self.metadata.as_ref()?;
        ["batch_description", "description", "name"].into_iter().find_map(|key| metadata.get(key)).map(String::as_str)
    }

    /// When it came to its end, whichever that was. Seconds since 1970.
    pub fn ended_at(&self) -> Option<u64> {
        self.completed_at.or(self.failed_at).or(self.expired_at).or(self.cancelled_at)
    }
}

impl HasId for Batch {
    fn id(&self) -> &Arc<str> {
        self.id.shared()
    }
}

/// The API offers neither an order nor a filter: newest first, all of them.
#[derive(Clone, Debug, Default)]
pub struct ListBatches {
    /// Up to [`OTHERS_PER_PAGE`](super::limits::OTHERS_PER_PAGE).
    pub limit: Option<u32>,
    pub after: Option<BatchId>,
}

#[derive(Clone, Debug)]
pub struct CreateBatch {
    pub input_file_id: FileId,
    pub endpoint: Endpoint,
    /// `24h`, the only one there is.
    pub completion_window: &'static str,
    pub metadata: BTreeMap<String, String>,
    /// Of the output and error files; thirty days unless given.
    pub output_life: Option<LifeSeconds>,
}

impl ToJson for CreateBatch {
    fn write(&self, to: &mut String) {
        let fields: &[(&str, &dyn ToJson)] = &[
            ("input_file_id", &self.input_file_id),
            ("endpoint", &self.endpoint),
            ("completion_window", &self.completion_window),
            ("metadata", &self.metadata),
            ("output_expires_after", &self.output_life),
        ];
        given(fields, to);
    }
}

impl CreateBatch {
    pub fn new(input_file_id: FileId, endpoint: Endpoint) -> Self {
        CreateBatch { input_file_id, endpoint, completion_window: "24h", metadata: BTreeMap::new(), output_life: None }
    }
}

pub fn list(which: &ListBatches) -> Call<Page<Batch>> {
    Call::json(Request::get("/batches").with_some("limit", which.limit).with_some("after", which.after.as_ref()))
}

pub fn get(id: &BatchId) -> Call<Batch> {
    Call::json(Request::get(path(&["batches", id.as_str()])))
}

/// Costs money, and the API offers no idempotency key: when the answer is lost, look for the batch by
/// its metadata before sending this again.
pub fn create(batch: &CreateBatch) -> Call<Batch> {
    Call::json(Request::post("/batches", json(batch)))
}

/// It stays `cancelling` for up to ten minutes; what is done by then is kept.
pub fn cancel(id: &BatchId) -> Call<Batch> {
    Call::json(Request::post(path(&["batches", id.as_str(), "cancel"]), Body::Empty).replayable())
}
