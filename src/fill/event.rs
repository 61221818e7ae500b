//! What a fill is told, and what it orders.

use std::sync::Arc;

use crate::bulk::outcome::{Cause, Verdict};
use crate::openai::id::{FileBatchId, FileId};
use crate::openai::store_file::IndexStatus;
use crate::openai::vector_store::FileCounts;

/// What happened. Parts are told by their numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Start,
    /// Each order that asks something is answered once.
    Answered {
        part: u32,
        answer: Answer,
    },
    /// The time of the last `WakeAt` has come.
    Wake,
    /// Nobody looks: what only shows progress waits, what attaches goes on.
    Hidden(bool),
    /// The network is gone: nothing is asked.
    Offline(bool),
    /// What is not attached yet never will be; what is being indexed is called off.
    Cancel,
    /// Files that failed, and those that a failure kept from being tried, are attached again, by themselves; or only
    /// those that failed for the cause of this key.
    RetryFailed(Option<Arc<str>>),
}

/// What came of an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The failed files are out of the store.
    Left,
    Created(FileBatchId, Option<FileCounts>),
    /// The file looked for is in the store.
    There,
    /// `None`: the answer was not about the file batch (openai-python 2724).
    Counted(Option<FileCounts>),
    Listed(Vec<Seen>),
    Cancelled,
    Trouble(Verdict),
}

/// How a file stands in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub file: FileId,
    pub status: Option<IndexStatus>,
    /// Its last error.
    pub why: Option<Arc<Cause>>,
}

/// What is to be done now, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Keep this part as it stands now, before the orders after this one are carried out.
    Keep(u32),
    /// Detach the files of the part that stand in the store as failed.
    Leave(u32),
    /// Create the file batch of the part.
    Create(u32),
    /// Is the first file of the part in the store?
    Look(u32),
    /// Ask for the file batch.
    Count(u32),
    /// List the files of the file batch, or of the store if the part has none.
    List(u32),
    Cancel(u32),
    /// Send `Wake` at this time (ms, on the clock of the events). Replaces any `WakeAt` before it.
    WakeAt(u64),
    /// A part has ended: the numbers of the store have changed.
    Changed,
    /// Every file has its outcome.
    Finished,
}
