//! Whether a batch will be done in its 24 hours, by its own speed so far.

use crate::openai::batch::{Batch, BatchStatus};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    OnTime,
    /// At this speed it runs out of time, or half of the time has gone by without an answer.
    AtRisk,
}

/// Of a batch whose requests are being answered: how many are, of how many, in how many seconds.
fn so_far(batch: &Batch, now: u64) -> Option<(u64, u64, u64)> {
    let counts = batch.request_counts.as_ref().filter(|_| batch.status == Some(BatchStatus::InProgress))?;
    let total = counts.total?;
    let done = counts.completed.unwrap_or(0).saturating_add(counts.failed.unwrap_or(0)).min(total);
    (done > 0).then_some((done, total, now.saturating_sub(batch.in_progress_at?)))
}

/// When all requests will be answered if it goes on as it did so far, in seconds since 1970 as `now` is.
pub fn finish(batch: &Batch, now: u64) -> Option<u64> {
    let (done, total, ran) = so_far(batch, now)?;
    let left = u128::from(ran) * u128::from(total - done) / u128::from(done);
    Some(now.saturating_add(u64::try_from(left).unwrap_or(u64::MAX)))
}

/// Requests answered in an hour, as it went so far.
pub fn an_hour(batch: &Batch, now: u64) -> Option<u64> {
    let (done, _, ran) = so_far(batch, now)?;
    u64::try_from(u128::from(done) * 3_600 / u128::from(ran.max(1))).ok()
}

/// How it stands with a batch that still has requests to answer.
pub fn pace(batch: &Batch, now: u64) -> Option<Pace> {
    let deadline = batch.expires_at?;
    let late = match batch.status.as_ref()? {
        BatchStatus::Finalizing => false,
        BatchStatus::Validating | BatchStatus::InProgress => match finish(batch, now) {
            Some(finish) => finish > deadline,
            None => {
                let begun = batch.created_at?;
                now.saturating_sub(begun) > deadline.saturating_sub(begun) / 2
            }
        },
        _ => return None,
    };
    Some(if late { Pace::AtRisk } else { Pace::OnTime })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGUN: u64 = 1_000_000;
    const HOUR: u64 = 3_600;

    fn batch(status: &str, done: u64) -> Batch {
        let json = format!(
            r#"{{"id":"b","status":"{status}","created_at":{BEGUN},"in_progress_at":{BEGUN},"expires_at":{},
                "request_counts":{{"total":1000,"completed":{done},"failed":0}}}}"#,
            BEGUN + 24 * HOUR
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn the_speed_so_far_decides() {
        let after = |hours, done| pace(&batch("in_progress", done), BEGUN + hours * HOUR);
        assert_eq!(finish(&batch("in_progress", 250), BEGUN + 6 * HOUR), Some(BEGUN + 24 * HOUR));
        assert_eq!(an_hour(&batch("in_progress", 250), BEGUN + 5 * HOUR), Some(50));
        assert_eq!(an_hour(&batch("in_progress", 250), BEGUN), Some(900_000), "no division by zero");
        assert_eq!(after(6, 250), Some(Pace::OnTime), "to the second");
        assert_eq!(after(6, 249), Some(Pace::AtRisk));
        assert_eq!(after(23, 999), Some(Pace::OnTime));
    }

    #[test]
    fn without_an_answer_half_of_the_time_is_too_long() {
        let after = |status, hours| pace(&batch(status, 0), BEGUN + hours * HOUR);
        assert_eq!((after("in_progress", 12), after("in_progress", 13)), (Some(Pace::OnTime), Some(Pace::AtRisk)));
        assert_eq!(after("validating", 13), Some(Pace::AtRisk));
    }

    #[test]
    fn what_has_nothing_left_to_answer_is_not_late() {
        assert_eq!(finish(&batch("completed", 500), BEGUN + HOUR), None);
        assert_eq!(pace(&batch("finalizing", 500), BEGUN + 23 * HOUR), Some(Pace::OnTime));
        for over in ["completed", "failed", "expired", "cancelling", "cancelled", "of tomorrow"] {
            assert_eq!(pace(&batch(over, 1), BEGUN + 23 * HOUR), None);
        }
        assert_eq!(pace(&serde_json::from_str(r#"{"id":"b","status":"in_progress"}"#).unwrap(), BEGUN), None);
    }
}
