//! How far a fill is, in numbers to be shown.

use std::sync::Arc;

use super::machine::{Fill, STUCK};
use super::part::{Outcome, Part, Stage};
use crate::bulk::outcome::Cause;
use crate::openai::id::{FileBatchId, FileId};

/// How many files stand where. They add up to all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Not attached yet.
    pub waiting: u64,
    /// Attached, and being indexed.
    pub in_progress: u64,
    pub completed: u64,
    pub failed: u64,
    pub cancelled: u64,
    pub not_tried: u64,
}

impl Sums {
    pub fn total(&self) -> u64 {
        self.ended() + self.waiting + self.in_progress
    }

    pub fn ended(&self) -> u64 {
        self.completed + self.failed + self.cancelled + self.not_tried
    }

    fn add(&mut self, other: &Sums) {
        self.waiting += other.waiting;
        self.in_progress += other.in_progress;
        self.completed += other.completed;
        self.failed += other.failed;
        self.cancelled += other.cancelled;
        self.not_tried += other.not_tried;
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Files are being attached.
    Attaching,
    /// All are attached, and being indexed.
    Indexing,
    /// The API asked for fewer requests.
    CoolingDown,
    Offline,
    Cancelling,
    Over {
        /// What kept the rest from being attached.
        stopped_by: Option<Arc<Cause>>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub sums: Sums,
    pub state: State,
    pub parts: Vec<PartProgress>,
}

impl Progress {
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Over { .. })
    }
}

/// How far a file batch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartProgress {
    /// From 1; a part that is retried gets a new one.
    pub number: u32,
    /// None until it was created, or if the answer that named it was lost.
    pub batch: Option<FileBatchId>,
    pub sums: Sums,
    pub over: bool,
    /// Nothing has moved for ten minutes.
    pub stuck: bool,
    /// What its last request met with, or why its files failed if all did for the same reason.
    pub trouble: Option<Arc<Cause>>,
}

/// Files that failed for the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub cause: Arc<Cause>,
    pub files: Vec<FileId>,
    /// How many of them may be in the store all the same.
    pub unsettled: u64,
}

impl Fill {
    /// What failed, by reason, in the order of the files.
    pub fn failures(&self) -> Vec<Failure> {
        let mut all: Vec<Failure> = Vec::new();
        for (file, outcome) in self.parts.iter().flat_map(Part::outcomes) {
            let Some(Outcome::Failed { cause, unsettled }) = outcome else { continue };
            let at = all.iter().position(|failure| failure.cause.key == cause.key).unwrap_or(all.len());
            if at == all.len() {
                all.push(Failure { cause: cause.clone(), files: Vec::new(), unsettled: 0 });
            }
            if let Some(failure) = all.get_mut(at) {
                failure.files.push(file.file_id.clone());
                failure.unsettled += u64::from(*unsettled);
            }
        }
        all
    }

    pub fn progress(&self, now: u64) -> Progress {
        let parts: Vec<PartProgress> = self.parts.iter().map(|part| part.progress(now)).collect();
        let mut sums = Sums::default();
        parts.iter().for_each(|part| sums.add(&part.sums));
        let state = if self.parts.iter().all(Part::is_over) {
            State::Over { stopped_by: self.stopped_by.clone() }
        } else if self.cancelled {
            State::Cancelling
        } else if self.offline {
            State::Offline
        } else if self.cool > now {
            State::CoolingDown
        } else if self.parts.iter().any(|part| part.stage.writes()) {
            State::Attaching
        } else {
            State::Indexing
        };
        Progress { sums, state, parts }
    }
}

impl Part {
    fn progress(&self, now: u64) -> PartProgress {
        let mut sums = Sums::default();
        let mut open = 0;
        for slot in &self.slots {
            match slot.outcome {
                Some(Outcome::Completed) => sums.completed += 1,
                Some(Outcome::Failed { .. }) => sums.failed += 1,
                Some(Outcome::Cancelled) => sums.cancelled += 1,
                Some(Outcome::NotTried) => sums.not_tried += 1,
                None => open += 1,
            }
        }
        if self.stage.writes() {
            sums.waiting = open;
        } else {
            // The server's counts, as far as they fit what was asked.
            let counts = self.counts.clone().unwrap_or_default();
            let mut take = |number: Option<u64>| {
                let number = number.unwrap_or_default().min(open);
                open -= number;
                number
            };
            sums.completed += take(counts.completed);
            sums.failed += take(counts.failed);
            sums.cancelled += take(counts.cancelled);
            sums.in_progress = open;
        }
        let looks = matches!(self.stage, Stage::Count | Stage::List);
        PartProgress {
            number: self.number,
            batch: self.batch.clone(),
            sums,
            over: self.is_over(),
            stuck: looks && self.moved > 0 && now > self.moved + STUCK,
            trouble: self.trouble.clone().or_else(|| self.common_cause()),
        }
    }

    /// Why all of its files failed, if that was one thing.
    fn common_cause(&self) -> Option<Arc<Cause>> {
        let mut causes = self.slots.iter().map(|slot| match &slot.outcome {
            Some(Outcome::Failed { cause, .. }) => Some(cause),
            _ => None,
        });
        let first = causes.next()??;
        causes.all(|cause| cause == Some(first)).then(|| first.clone())
    }
}
