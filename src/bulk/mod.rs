//! Many requests as one job: plan, machine, pace, report. Knows ids and outcomes, not endpoints.

mod event;
pub mod export;
pub mod job;
pub mod journal;
pub mod kept;
pub mod mirror;
pub mod note;
pub mod outcome;
pub(crate) mod pace;
pub mod plan;
pub mod progress;
pub mod receipt;
pub mod records;
pub mod report;
mod stretch;
