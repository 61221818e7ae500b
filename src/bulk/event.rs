//! What a job is told and what it orders.

use std::sync::Arc;

use super::note::Note;
use super::outcome::Verdict;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Requests in flight, at most; 1 to 64.
    pub in_flight: u32,
    /// Requests for one item, at most, that had no clear answer.
    pub tries: u32,
    /// How often one item may be told "later".
    pub throttles: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { in_flight: 8, tries: 6, throttles: 15 }
    }
}

/// What happened. `item` is an index into the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Start,
    /// Each `Send` is answered once, also if its request was given up.
    Answered {
        item: u32,
        verdict: Verdict,
        /// `x-request-id` of the answer, where it may be read.
        request_id: Option<Arc<str>>,
    },
    /// Of the claims noted and not yet told, so many now stand durably in the journal.
    Claimed(u32),
    /// The time of the last `WakeAt` has come.
    Wake,
    Pause,
    Resume,
    /// What is not yet sent never will be.
    Cancel,
    /// The network is gone: nothing is sent, and requests lost meanwhile are not held against their items.
    Offline,
    Online,
    /// Failed items go back to waiting, with all their tries; the others stay as they ended.
    RetryFailed,
}

/// What is to be done now, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// To be written into the journal, in the order of the notes. Only jobs that keep one order this.
    Note(Note),
    Send {
        item: u32,
        /// Which of its [steps](super::plan::Item::step), from 0.
        step: u32,
        /// 1 for the item's first request.
        attempt: u32,
    },
    /// Send `Wake` at this time (ms, on the clock of the events). Replaces any `WakeAt` before it.
    WakeAt(u64),
    /// Every item has ended and nothing is under way.
    Finished,
}
