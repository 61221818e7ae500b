//! The account: its objects, and the one door through which they are asked for.

use serde::Deserialize;

use super::incoming::{Answer, Incoming};
use super::seed::Seed;

/// Departures from the documentation that have been reported of the real API.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Quirks {
    /// A deleted file stays in the lists and counts of its vector stores.
    pub stores_keep_deleted_files: bool,
    /// Detaching a file from one vector store detaches it from all.
    pub detaching_is_everywhere: bool,
    /// A cursor whose object was deleted is refused; otherwise the list goes on from where it stood.
    pub gone_cursors_fail: bool,
    /// GET of a file batch answers with its vector store.
    pub file_batch_is_store: bool,
}

/// A whole account. Objects move on (index, run, expire) as the clock handed in moves on.
pub struct Account {
    page_limit: Option<usize>,
    quirks: Quirks,
    requests: u64,
}

impl Account {
    /// `now` in seconds since 1970.
    pub fn new(seed: &Seed, now: u64) -> Self {
        let _ = (seed, now);
        Account { page_limit: None, quirks: Quirks::default(), requests: 0 }
    }

    /// Carries out one request. `now_ms` in milliseconds since 1970; a time before the last one counts as the last.
    pub fn answer(&mut self, request: &Incoming, now_ms: u64) -> Answer {
        let _ = (request, now_ms, self.page_limit, self.quirks);
        self.requests += 1;
        Answer {
            status: 404,
            content_type: "application/json",
            request_id: format!("req_{}", self.requests),
            retry_after: None,
            body: Vec::new(),
        }
    }

    /// Lets no page be longer, whatever limit is asked for.
    pub fn set_page_limit(&mut self, limit: Option<usize>) {
        self.page_limit = limit;
    }

    pub fn set_quirks(&mut self, quirks: Quirks) {
        self.quirks = quirks;
    }

    /// Oldest first, like all that is read back below.
    pub fn file_ids(&self) -> Vec<String> {
        Vec::new()
    }

    pub fn store_ids(&self) -> Vec<String> {
        Vec::new()
    }

    /// Files attached to a vector store; none for a store that is not there.
    pub fn store_file_ids(&self, store: &str) -> Vec<String> {
        let _ = store;
        Vec::new()
    }

    pub fn batch_ids(&self) -> Vec<String> {
        Vec::new()
    }
}
