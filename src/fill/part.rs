//! A part of a fill: one file batch, and what became of each of its files.

use std::sync::Arc;

use crate::bulk::outcome::Cause;
use crate::openai::file_batch::CreateFileBatch;
use crate::openai::id::FileBatchId;
use crate::openai::store_file::Attach;
use crate::openai::vector_store::FileCounts;

/// How a file ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Completed,
    Failed {
        cause: Arc<Cause>,
        /// It may be in the store all the same.
        unsettled: bool,
    },
    /// It is in the store, and its indexing was called off.
    Cancelled,
    /// It was never attached.
    NotTried,
}

/// What is to be asked next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Leave,
    Create,
    Look,
    Count,
    List,
    Cancel,
    Over,
}

impl Stage {
    /// Whether it attaches, or is on the way to it: one part at a time.
    pub(super) fn writes(self) -> bool {
        matches!(self, Stage::Leave | Stage::Create | Stage::Look)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    pub attach: Attach,
    pub outcome: Option<Outcome>,
    /// It stands in the store as failed: it is indexed again only once it has left.
    pub stands: bool,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub number: u32,
    pub(super) slots: Vec<Slot>,
    pub(super) batch: Option<FileBatchId>,
    pub(super) stage: Stage,
    /// A request is under way.
    pub(super) busy: bool,
    /// Not asked before (ms).
    pub(super) due: u64,
    /// When it was first asked to be created, and then when it was (ms).
    pub(super) since: u64,
    /// Requests in a row that brought nothing.
    pub(super) tries: u32,
    /// Creations that never arrived.
    pub(super) lost: u32,
    /// Between two looks (ms).
    pub(super) wait: u64,
    pub(super) counts: Option<FileCounts>,
    /// When something last moved (ms).
    pub(super) moved: u64,
    /// Since when it is being cancelled (ms).
    pub(super) cancelled: Option<u64>,
    /// What the last request met with.
    pub(super) trouble: Option<Arc<Cause>>,
}

impl Part {
    pub(super) fn new(number: u32, slots: Vec<Slot>) -> Part {
        let leaves = slots.iter().any(|slot| slot.stands);
        Part {
            number,
            slots,
            batch: None,
            stage: if leaves { Stage::Leave } else { Stage::Create },
            busy: false,
            due: 0,
            since: 0,
            tries: 0,
            lost: 0,
            wait: 0,
            counts: None,
            moved: 0,
            cancelled: None,
            trouble: None,
        }
    }

    pub fn batch(&self) -> Option<&FileBatchId> {
        self.batch.as_ref()
    }

    /// Files without an outcome.
    pub fn open(&self) -> impl Iterator<Item = &Attach> {
        self.slots.iter().filter(|slot| slot.outcome.is_none()).map(|slot| &slot.attach)
    }

    /// Files to be detached before they are attached again.
    pub fn leaving(&self) -> impl Iterator<Item = &Attach> {
        self.slots.iter().filter(|slot| slot.stands && slot.outcome.is_none()).map(|slot| &slot.attach)
    }

    pub fn outcomes(&self) -> impl Iterator<Item = (&Attach, Option<&Outcome>)> {
        self.slots.iter().map(|slot| (&slot.attach, slot.outcome.as_ref()))
    }

    /// What creates its file batch: said once where all its files are attached alike.
    pub fn creation(&self) -> CreateFileBatch {
        let files: Vec<Attach> = self.open().cloned().collect();
        let alike = |one: &Attach, other: &Attach| {
            one.attributes == other.attributes && one.chunking_strategy == other.chunking_strategy
        };
        match files.first().cloned() {
            Some(first) if files.iter().all(|file| alike(&first, file)) => CreateFileBatch::Alike {
                file_ids: files.into_iter().map(|file| file.file_id).collect(),
                attributes: first.attributes,
                chunking_strategy: first.chunking_strategy,
            },
            _ => CreateFileBatch::Each { files },
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// Nothing of it was attached yet.
    pub(super) fn is_unsent(&self) -> bool {
        matches!(self.stage, Stage::Leave | Stage::Create)
    }

    /// What it asks next only tells how far it is.
    pub(super) fn only_shows(&self) -> bool {
        matches!(self.stage, Stage::Count | Stage::List) && self.cancelled.is_none()
    }

    /// From now on nothing of it is attached, and the server is to index no more of it.
    pub(super) fn call_off(&mut self, now: u64) {
        match self.stage {
            Stage::Over => {}
            Stage::Leave | Stage::Create => self.end(&Outcome::NotTried),
            Stage::Look | Stage::Count | Stage::List | Stage::Cancel => {
                self.cancelled = Some(now);
                self.due = now;
                // Without its id nobody can call it off: what has not ended soon is left to itself.
                self.stage = if self.batch.is_some() { Stage::Cancel } else { Stage::List };
            }
        }
    }

    /// Gives every file without an outcome this one; the part is over.
    pub(super) fn end(&mut self, outcome: &Outcome) {
        for slot in self.slots.iter_mut().filter(|slot| slot.outcome.is_none()) {
            slot.outcome = Some(outcome.clone());
        }
        self.stage = Stage::Over;
    }
}
