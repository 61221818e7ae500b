//! What can become of one item, and what one answer says about it.

use std::sync::Arc;

/// The key of the cause of what was begun and not ended because the person cancelled the run.
pub const CANCELLED: &str = "cancelled";

/// Why something did not happen, in words that another module made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cause {
    /// Failures with the same key are one group of the report.
    pub key: Arc<str>,
    /// The server's own sentence, or empty.
    pub message: Arc<str>,
    /// HTTP status, if an answer could be read.
    pub status: Option<u16>,
    /// `x-request-id`, where it may be read.
    pub request_id: Option<Arc<str>>,
}

/// What one answer means for one item, judged by whoever knows the endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It happened.
    Done,
    /// 404: there is nothing there to act on.
    Gone,
    /// Not looked at; the same request may be accepted later.
    Throttled {
        cause: Cause,
        /// Milliseconds to wait, where the server said so and the browser may read it.
        retry_after: Option<u64>,
    },
    /// Network error, timeout, 5xx: it may or may not have happened, and asking again is safe.
    Unclear(Cause),
    /// This item will never succeed; others may.
    Failed(Cause),
    /// Nothing will succeed: bad key, missing scope, out of credit. Ends the run.
    Stop(Cause),
    /// The page did not let the request out (read-only mode). Ends the run; the item was not tried.
    Unsent(Cause),
}

/// How an item ended. Each item of a plan ends in exactly one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// We did it: the server said so, or a try of ours without a clear answer was followed by a 404.
    Done,
    /// It was not there when we came.
    AlreadyGone,
    /// A request for it was sent and did not succeed. An item refused with the reason that stopped the
    /// whole run (a revoked key) is failed too: it was tried. So is one of which only the first steps were done.
    Failed {
        cause: Arc<Cause>,
        /// A try of ours had no clear answer and nothing settled it since: it may have happened after all.
        unsettled: bool,
    },
    /// Protected: never sent.
    Skipped,
    /// Never sent, or only ever answered with "later": the server has not looked at it.
    NotTried,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemState {
    Waiting,
    /// A request is under way.
    Running,
    Ended(Outcome),
}

/// How many items stand where. The seven numbers always add up to the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub done: u32,
    pub already_gone: u32,
    pub failed: u32,
    pub skipped: u32,
    pub not_tried: u32,
    pub waiting: u32,
    pub running: u32,
}

impl Sums {
    pub fn total(&self) -> u32 {
        self.ended() + self.left()
    }

    pub fn ended(&self) -> u32 {
        self.done + self.already_gone + self.failed + self.skipped + self.not_tried
    }

    pub fn left(&self) -> u32 {
        self.waiting + self.running
    }

    /// The number that counts items in this state.
    pub(super) fn of(&mut self, state: &ItemState) -> &mut u32 {
        match state {
            ItemState::Waiting => &mut self.waiting,
            ItemState::Running => &mut self.running,
            ItemState::Ended(Outcome::Done) => &mut self.done,
            ItemState::Ended(Outcome::AlreadyGone) => &mut self.already_gone,
            ItemState::Ended(Outcome::Failed { .. }) => &mut self.failed,
            ItemState::Ended(Outcome::Skipped) => &mut self.skipped,
            ItemState::Ended(Outcome::NotTried) => &mut self.not_tried,
        }
    }
}
