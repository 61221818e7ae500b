//! The account: its objects, its clock, and the one door through which they are asked for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use serde::Deserialize;

use super::batches::Run;
use super::chance::Chance;
use super::files::Kept;
use super::incoming::{Answer, Incoming};
use super::list::Manners;
use super::router::Reply;
use super::seed::Seed;
use super::shelf::Shelf;
use super::stores::Store;
use super::uploads::Sending;

/// Departures from the documentation that have been reported of the real API.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quirks {
    /// A deleted file stays in the lists and counts of its vector stores.
    pub stores_keep_deleted_files: bool,
    /// Detaching a file from one vector store detaches it from all.
    pub detaching_is_everywhere: bool,
    /// A cursor whose object was deleted is refused; otherwise the list goes on from where it stood.
    pub gone_cursors_fail: bool,
    /// GET of a file batch answers with its vector store.
    pub file_batch_is_store: bool,
    /// File batches of more than 500 files, and stores created with more than 100, are refused.
    pub small_file_batches: bool,
}

/// What is to happen when its time has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    /// The file at this place expires.
    File(usize),
    /// The vector store expires, unless it was used meanwhile.
    Store(usize),
    /// A file of a store is indexed: store, and place in the store.
    Indexed(usize, usize),
    /// A batch takes its next step.
    Batch(usize),
}

/// A whole account. Objects move on (index, run, expire) as the clock handed in moves on.
pub struct Account {
    pub(super) files: Shelf<Kept>,
    pub(super) stores: Shelf<Store>,
    pub(super) batches: Shelf<Run>,
    pub(super) uploads: Shelf<Sending>,
    pub(super) chance: Chance,
    /// Seconds since 1970.
    pub(super) now: u64,
    now_ms: u64,
    due: BinaryHeap<Reverse<(u64, Due)>>,
    pub(super) quirks: Quirks,
    page_limit: Option<usize>,
    /// Milliseconds for which lists go on showing what this request deletes.
    pub(super) lag: u64,
    /// How long one row of a batch takes, in milliseconds.
    pub(super) row_ms: u64,
    /// Characters that good answers have beyond what they need.
    pub(super) wordy: usize,
}

impl Account {
    /// `now` in seconds since 1970.
    pub fn new(seed: &Seed, now: u64) -> Self {
        let mut account = Account {
            files: Shelf::default(),
            stores: Shelf::default(),
            batches: Shelf::default(),
            uploads: Shelf::default(),
            chance: Chance::new(seed.number),
            now,
            now_ms: now * 1000,
            due: BinaryHeap::new(),
            quirks: Quirks::default(),
            page_limit: None,
            lag: 0,
            row_ms: 50,
            wordy: 0,
        };
        account.plant(seed);
        account
    }

    /// Carries out one request. `now_ms` in milliseconds since 1970; a time before the last one counts as the last.
    pub fn answer(&mut self, request: &Incoming, now_ms: u64) -> Answer {
        self.advance(now_ms);
        let (status, content_type, body) = match self.route(request) {
            Ok(Reply::Json(text)) => (200, "application/json", text),
            Ok(Reply::Bytes(bytes)) => (200, "application/octet-stream", bytes),
            Err(refusal) => (refusal.status(), "application/json", refusal.body()),
        };
        self.lag = 0;
        Answer { status, content_type, request_id: self.request_id(), retry_after: None, body }
    }

    /// A new name for `x-request-id`.
    pub(super) fn request_id(&mut self) -> String {
        self.chance.id("req_")
    }

    /// Lets no page be longer, whatever limit is asked for.
    pub fn set_page_limit(&mut self, limit: Option<usize>) {
        self.page_limit = limit;
    }

    pub fn set_quirks(&mut self, quirks: Quirks) {
        self.quirks = quirks;
    }

    /// How long one row of a batch that is created from now on takes, in milliseconds (50 unless set).
    pub fn set_row_ms(&mut self, ms: u64) {
        self.row_ms = ms;
    }

    /// By how many characters the good answers of a batch that begins from now on are longer than they need be.
    pub fn set_wordy(&mut self, characters: usize) {
        self.wordy = characters;
    }

    /// Oldest first, like all that is read back below.
    pub fn file_ids(&self) -> Vec<String> {
        ids(&self.files)
    }

    pub fn store_ids(&self) -> Vec<String> {
        ids(&self.stores)
    }

    /// Files attached to a vector store; none for a store that is not there.
    pub fn store_file_ids(&self, store: &str) -> Vec<String> {
        self.stores.get(store).map(|store| ids(&store.files)).unwrap_or_default()
    }

    pub fn batch_ids(&self) -> Vec<String> {
        ids(&self.batches)
    }

    pub(super) fn manners(&self) -> Manners {
        Manners { page_limit: self.page_limit, gone_cursors_fail: self.quirks.gone_cursors_fail, now_ms: self.now_ms }
    }

    /// Until when (milliseconds since 1970) lists show what is deleted now; 0 for not at all.
    pub(super) fn listed_until(&self) -> u64 {
        if self.lag == 0 { 0 } else { self.now_ms + self.lag }
    }

    /// Lets something happen at a time, in seconds since 1970. It is checked then whether it still applies.
    pub(super) fn at(&mut self, time: u64, due: Due) {
        self.due.push(Reverse((time, due)));
    }

    /// Lets everything happen that was due until now, each at its own time.
    fn advance(&mut self, now_ms: u64) {
        let now = now_ms / 1000;
        while let Some(Reverse((time, due))) = self.due.peek().copied()
            && time <= now
        {
            self.due.pop();
            self.now = self.now.max(time);
            match due {
                Due::File(place) => self.expire_file(place),
                Due::Store(place) => self.expire_store(place),
                Due::Indexed(store, place) => self.index(store, place),
                Due::Batch(place) => self.step(place),
            }
        }
        self.now = self.now.max(now);
        self.now_ms = self.now_ms.max(now_ms);
    }
}

fn ids<T>(shelf: &Shelf<T>) -> Vec<String> {
    shelf.iter().map(|(id, _)| id.to_string()).collect()
}
