//! A request meets the faults and then the account: what the one who carries the answer has to do.

use super::account::Account;
use super::faults::Faults;
use super::incoming::{Answer, Incoming};

/// How a request ends.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Milliseconds to wait first.
    pub delay: u64,
    pub end: End,
}

#[derive(Clone, Debug)]
pub enum End {
    Answer(Answer),
    /// Send status, headers and the full `content-length`, half of the body, then drop the connection.
    Cut(Answer),
    /// Drop the connection without an answer.
    Reset,
    /// Never answer.
    Hang,
}

/// Decides, carries out what is to be carried out, and says how it ends. Waits for nothing itself.
pub fn serve(account: &mut Account, faults: &mut Faults, request: &Incoming, now_ms: u64) -> Outcome {
    let decided = faults.decide(request.method.as_str(), &request.path, now_ms);
    let _ = decided;
    Outcome { delay: 0, end: End::Answer(account.answer(request, now_ms)) }
}
