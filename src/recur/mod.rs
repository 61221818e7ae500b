//! Batches that come again: a composition with a schedule, and how far the submission of an occurrence is.

pub mod plan;
pub mod record;
pub mod schedule;
pub mod wall;
