//! When batches that can still change are asked for again: soon while something is about to happen, ever more seldom
//! while nothing does.

use crate::openai::batch::{Batch, BatchStatus};

/// In milliseconds.
pub const FIRST: u64 = 30_000;
const SHORTEST: u64 = 5_000;
const LONGEST: u64 = 120_000;

/// Whether it can still change.
pub fn is_alive(batch: &Batch) -> bool {
    batch.status.as_ref().is_some_and(|status| !status.is_final())
}

/// Whether it will change in a moment.
fn is_turning(batch: &Batch) -> bool {
    use BatchStatus::{Cancelling, Finalizing, Validating};
    matches!(batch.status, Some(Validating | Finalizing | Cancelling))
}

/// Milliseconds until the next look, after one that came so long after the last: at what was seen before and now.
pub fn after<'a>(wait: u64, seen: impl IntoIterator<Item = (&'a Batch, &'a Batch)>) -> u64 {
    let (mut turning, mut changed) = (false, false);
    for (before, now) in seen {
        turning |= is_turning(now);
        changed |= before != now;
    }
    match (turning, changed) {
        (true, _) => SHORTEST,
        (false, true) => (wait / 2).max(SHORTEST),
        (false, false) => (wait * 3 / 2).min(LONGEST),
    }
}

/// While nobody sees the page.
pub fn unseen() -> u64 {
    LONGEST
}

/// After a look that failed.
pub fn after_failure() -> u64 {
    LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(status: &str, done: u64) -> Batch {
        let json = format!(r#"{{"id":"batch_1","status":"{status}","request_counts":{{"completed":{done}}}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn what_turns_is_watched_closely_and_what_rests_ever_more_seldom() {
        let (running, further, turning) = (batch("in_progress", 1), batch("in_progress", 2), batch("finalizing", 2));
        assert_eq!(after(FIRST, [(&running, &turning)]), 5_000);
        assert_eq!(after(FIRST, [(&running, &running), (&running, &further)]), 15_000);
        assert_eq!(after(6_000, [(&running, &further)]), 5_000);
        let quiet = |wait| after(wait, [(&running, &running)]);
        assert_eq!([quiet(5_000), quiet(FIRST), quiet(100_000), quiet(120_000)], [7_500, 45_000, 120_000, 120_000]);
    }

    #[test]
    fn only_what_can_change_is_alive() {
        let alive = |status| is_alive(&batch(status, 0));
        assert_eq!(["validating", "in_progress", "cancelling", "of tomorrow"].map(alive), [true; 4]);
        assert_eq!(["completed", "failed", "expired", "cancelled"].map(alive), [false; 4]);
    }
}
