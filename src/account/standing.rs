//! How a file stands: what uses it, or how sure it is that nothing does.

use super::references::{References, Referrer, Role, is_over};
use crate::openai::batch::BatchStatus;
use crate::openai::file::File;
use crate::openai::purpose::Purpose;
use crate::table::column::{Column, Kind, Tone, Value};

/// Hours for which a new object is never called unused, unless the person says otherwise.
pub const GRACE_HOURS: u64 = 48;

/// The first of these that is true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Standing {
    /// Who uses what was not read to the end.
    #[default]
    Unknown,
    /// A vector store holds it.
    Store,
    /// The input of a batch that has not ended.
    Waiting,
    /// Younger than the grace period, or nobody says how old.
    New,
    /// Input or results of a batch that was completed.
    Batch,
    /// Of batches that failed, expired or were cancelled.
    FailedBatch,
    /// Nothing known uses it, and of its purpose the API does not show all uses.
    Unproven,
    /// Nothing uses it.
    Unused,
}

impl Standing {
    /// The word for it in a query.
    pub const fn term(self) -> Option<&'static str> {
        match self {
            Standing::Unknown => None,
            Standing::Store => Some("store"),
            Standing::Waiting => Some("waiting"),
            Standing::New => Some("new"),
            Standing::Batch => Some("batch"),
            Standing::FailedBatch => Some("failed_batch"),
            Standing::Unproven => Some("unproven"),
            Standing::Unused => Some(UNUSED),
        }
    }

    /// Whether something would be missing it.
    pub const fn is_in_use(self) -> bool {
        matches!(self, Standing::Store | Standing::Waiting)
    }
}

const UNUSED: &str = "no";

/// The column in which a table of files shows it.
pub static USED: Column<Standing> = Column::new("used", 160, |standing: &Standing| match standing.term() {
    None => Value::Absent,
    Some(term) => Value::Status {
        term,
        tone: match standing {
            Standing::Store => Tone::Good,
            Standing::Waiting => Tone::Busy,
            Standing::Unused => Tone::Warning,
            _ => Tone::Quiet,
        },
    },
})
.of(Kind::Status)
.hidden();

/// When something counts as old enough to be called unused; both in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grace {
    /// Since 1970.
    pub now: u64,
    pub period: u64,
}

impl Grace {
    pub fn is_new(self, created: Option<u64>) -> bool {
        // Whoever's clock is wrong: what was made in the future is new.
        created.is_none_or(|created| self.now < created.saturating_add(self.period))
    }
}

/// Whether the API shows everything that can use a file of this purpose. Files for fine-tuning, evaluations and vision,
/// and those that Responses are given by id, are used in ways that no list tells.
fn shows_use(purpose: Option<&Purpose>) -> bool {
    matches!(purpose, Some(Purpose::Assistants | Purpose::AssistantsOutput | Purpose::Batch | Purpose::BatchOutput))
}

pub fn standing(file: &File, references: &References, grace: Grace) -> Standing {
    let mut of_batch = None;
    for referrer in references.referrers(file.id.as_str()) {
        match referrer {
            Referrer::Store(_) => return Standing::Store,
            Referrer::Batch(batch, Role::Input) if !is_over(batch) => return Standing::Waiting,
            Referrer::Batch(batch, _) => {
                let has_failed =
                    matches!(batch.status, Some(BatchStatus::Failed | BatchStatus::Expired | BatchStatus::Cancelled));
                // Of several batches, those that were completed count.
                if !has_failed || of_batch.is_none() {
                    of_batch = Some(if has_failed { Standing::FailedBatch } else { Standing::Batch });
                }
            }
        }
    }
    match of_batch {
        _ if !references.is_whole() => Standing::Unknown,
        _ if grace.is_new(file.created_at) => Standing::New,
        Some(standing) => standing,
        None if shows_use(file.purpose.as_ref()) => Standing::Unused,
        None => Standing::Unproven,
    }
}
