//! When a request may be sent again, and after how long. Pure: time and chance are handed in.

use crate::openai::error::{Error, Kind};
use crate::openai::request::Replay;

/// How often a request is sent again, at most.
const RETRIES: u32 = 4;
/// A longer wait (in milliseconds) is not for us to decide: the error goes to whoever asked.
const LONGEST_WAIT: u64 = 60_000;
/// Milliseconds before the first retry; doubled for each further one.
const FIRST_WAIT: f64 = 500.0;
/// Milliseconds that our own waits do not exceed.
const LONGEST_BACKOFF: f64 = 8_000.0;

/// Milliseconds until the request that failed with `error` is to be sent again, or `None` if it is not.
/// `tries` is how often it has been sent, `random` lies in `0.0..1.0`.
pub fn again(replay: Replay, error: &Error, tries: u32, random: f64) -> Option<u64> {
    if tries > RETRIES || !worth_it(replay, &error.kind) {
        return None;
    }
    match error.retry_after {
        Some(wait) if wait > LONGEST_WAIT => None,
        Some(wait) if wait > 0 => Some(wait),
        _ => Some(backoff(tries, random)),
    }
}

fn worth_it(replay: Replay, kind: &Kind) -> bool {
    match kind {
        // Turned away before anything was done: 429 by the rate limit, 409 because a lock could not
        // be had (so the official SDKs). These may be repeated whatever they are.
        Kind::RateLimited | Kind::Conflict => true,
        // The deed may have been done and only the answer lost.
        Kind::Server | Kind::Unreadable | Kind::TimedOut => replay == Replay::Safe,
        // Neither money, nor a key, nor a network comes of asking again; the page's own refusals stand.
        Kind::OutOfCredit
        | Kind::BadKey
        | Kind::MissingScope(_)
        | Kind::Forbidden
        | Kind::NotFound
        | Kind::TooLarge
        | Kind::BadRequest
        | Kind::Offline
        | Kind::NotUnderstood
        | Kind::Blocked
        | Kind::Refused
        | Kind::Interrupted
        | Kind::Cancelled => false,
    }
}

/// The official SDKs' formula: min(0.5 s · 2ⁿ, 8 s), shortened by up to a quarter so that many do not come at once.
fn backoff(tries: u32, random: f64) -> u64 {
    let doublings = tries.saturating_sub(1).min(16);
    let wait = (FIRST_WAIT * f64::from(1u32 << doublings)).min(LONGEST_BACKOFF);
    (wait * (1.0 - 0.25 * random)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(kind: Kind) -> Error {
        Error::of(kind)
    }

    fn after(ms: u64) -> Error {
        Error { retry_after: Some(ms), ..error(Kind::RateLimited) }
    }

    #[test]
    fn waits_double_up_to_eight_seconds_and_end() {
        let waits =
            |random| (1..=5).map(|tries| again(Replay::Safe, &error(Kind::Server), tries, random)).collect::<Vec<_>>();
        assert_eq!(waits(0.0), [Some(500), Some(1_000), Some(2_000), Some(4_000), None]);
        assert_eq!(waits(1.0), [Some(375), Some(750), Some(1_500), Some(3_000), None]);
        assert_eq!(backoff(6, 0.0), 8_000);
        assert_eq!(backoff(u32::MAX, 0.0), 8_000);
    }

    #[test]
    fn what_may_have_been_done_is_not_done_twice() {
        for kind in [Kind::Server, Kind::Unreadable, Kind::TimedOut] {
            assert_eq!(again(Replay::Never, &error(kind.clone()), 1, 0.0), None, "{kind:?}");
            assert_eq!(again(Replay::Safe, &error(kind), 1, 0.0), Some(500));
        }
    }

    #[test]
    fn what_was_turned_away_is_asked_again() {
        for kind in [Kind::RateLimited, Kind::Conflict] {
            for replay in [Replay::Never, Replay::Safe] {
                assert_eq!(again(replay, &error(kind.clone()), 1, 0.0), Some(500), "{kind:?}");
            }
        }
    }

    #[test]
    fn what_asking_does_not_mend_is_not_asked_again() {
        use Kind::*;
        let hopeless = [
            OutOfCredit,
            BadKey,
            MissingScope(vec![]),
            Forbidden,
            NotFound,
            TooLarge,
            BadRequest,
            Offline,
            NotUnderstood,
            Refused,
            Cancelled,
        ];
        for kind in hopeless {
            assert_eq!(again(Replay::Safe, &error(kind.clone()), 1, 0.0), None, "{kind:?}");
        }
    }

    #[test]
    fn the_server_is_taken_at_its_word_up_to_a_minute() {
        assert_eq!(again(Replay::Safe, &after(1), 1, 0.9), Some(1));
        assert_eq!(again(Replay::Never, &after(60_000), 4, 0.9), Some(60_000));
        assert_eq!(again(Replay::Safe, &after(60_001), 1, 0.9), None);
        assert_eq!(again(Replay::Safe, &after(0), 1, 0.0), Some(500));
        assert_eq!(again(Replay::Safe, &after(1), 5, 0.0), None);
    }
}
