//! A recurring plan: what is submitted, when, and what has become of it so far.

use super::schedule::{Occurrence, Schedule};
use super::wall::Zone;
use crate::jsonl::draft::Draft;
use crate::jsonl::estimate::Amount;
use crate::openai::batch::Endpoint;
use crate::openai::id::BatchId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub id: String,
    pub name: String,
    /// Whose it is: see [`place`](crate::account::owner::Owner::place).
    pub owner: String,
    /// The name of that account.
    pub account: String,
    /// As the composer held it.
    pub draft: Draft,
    pub requests: Requests,
    pub schedule: Schedule,
    /// The person allows it to be submitted without being asked.
    pub automatic: bool,
    pub paused: bool,
    /// The mark of the last occurrence of which nothing is to be done any more; all before it are settled too.
    pub settled: Option<u64>,
    pub last: Option<Last>,
}

/// The requests, as they were inspected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requests {
    pub endpoint: Endpoint,
    /// Of most of them.
    pub model: String,
    pub amount: Amount,
    /// Bytes that are kept on this device; none of a file that is in the account.
    pub bytes: Option<u64>,
    /// Too much for one batch.
    pub over: bool,
}

/// What became of an occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    pub mark: u64,
    /// When that was, in seconds since 1970.
    pub at: u64,
    /// None if it was skipped.
    pub batches: Vec<BatchId>,
}

/// How it stands with a plan at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Paused,
    /// Nothing comes any more.
    Over,
    Waits(Occurrence),
    /// The last one that has come; so many before it have passed without anything being done, and are not made up for.
    Due {
        occurrence: Occurrence,
        missed: u64,
    },
}

impl Plan {
    pub fn standing(&self, now: u64, zone: Zone<'_>) -> Standing {
        if self.paused {
            return Standing::Paused;
        }
        let come = self.schedule.latest(now, zone);
        let open = come.filter(|occurrence| self.settled.is_none_or(|settled| occurrence.mark > settled));
        match (open, self.schedule.next(now, self.settled, zone)) {
            (Some(occurrence), _) => {
                let missed = self.schedule.count(self.settled, occurrence.mark, zone).saturating_sub(1);
                Standing::Due { occurrence, missed }
            }
            (None, Some(next)) => Standing::Waits(next),
            (None, None) => Standing::Over,
        }
    }

    /// Begins anew: what has come by now is nobody's business any more.
    pub fn begin(&mut self, now: u64, zone: Zone<'_>) {
        self.paused = false;
        self.settled = self.schedule.latest(now, zone).map(|occurrence| occurrence.mark);
    }

    /// It is settled what becomes of an occurrence.
    pub fn settle(&mut self, last: Last) {
        self.settled = self.settled.max(Some(last.mark));
        self.last = Some(last);
    }

    /// What is submitted for an occurrence. Its id, and so the nonce of its batches, is the plan's and the time at which
    /// it was due.
    pub fn occurrence(&self, mark: u64) -> Draft {
        let id = format!("{}-{}", self.id, self.schedule.name(mark));
        Draft { id, plan: self.id.clone(), ..self.draft.clone() }
    }
}
