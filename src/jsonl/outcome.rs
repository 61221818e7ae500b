//! How a request of a batch ended.

use super::answer::Answer;
use super::scan::Scan;

/// From the best to the worst: of two answers to one request the better one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// An answer.
    Done,
    /// An answer, but JSON was asked for and it is none.
    NotJson,
    /// The answer was cut off at its limit of tokens.
    Truncated,
    /// The model refused, or its filter did.
    Refused,
    /// An answer without anything in it.
    Empty,
    /// The endpoint answered with an error (4xx or 5xx), wherever it stands.
    Failed,
    /// Nobody got round to it in time.
    Expired,
    /// The batch was cancelled before.
    Cancelled,
    /// The line of the answer is not what the API documents.
    Strange,
    /// There is no answer at all.
    Missing,
}

impl Outcome {
    pub const ALL: [Outcome; 10] = [
        Outcome::Done,
        Outcome::NotJson,
        Outcome::Truncated,
        Outcome::Refused,
        Outcome::Empty,
        Outcome::Failed,
        Outcome::Expired,
        Outcome::Cancelled,
        Outcome::Strange,
        Outcome::Missing,
    ];

    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::NotJson => "not_json",
            Outcome::Truncated => "truncated",
            Outcome::Refused => "refused",
            Outcome::Empty => "empty",
            Outcome::Failed => "failed",
            Outcome::Expired => "expired",
            Outcome::Cancelled => "cancelled",
            Outcome::Strange => "strange",
            Outcome::Missing => "missing",
        }
    }

    /// Whether there is no answer that was paid for, so that the request is to be sent again.
    pub fn is_lost(self) -> bool {
        self >= Outcome::Failed
    }

    /// `json` is whether the request asked for JSON.
    pub fn of(answer: &Answer<'_>, json: bool) -> Self {
        let code = |wanted: &str| answer.error.is_some_and(|error| error.code.is_some_and(|code| code.is(wanted)));
        let finished = |why: &[&str]| answer.finish.is_some_and(|finish| why.iter().any(|why| finish.is(why)));
        match answer.status {
            _ if code("batch_expired") => Outcome::Expired,
            _ if code("batch_cancelled") => Outcome::Cancelled,
            Some(200..300) if answer.error.is_none() => {
                if finished(&["length", "max_output_tokens", "max_tokens"]) {
                    Outcome::Truncated
                } else if answer.refused() || finished(&["content_filter"]) {
                    Outcome::Refused
                } else if answer.is_empty() {
                    Outcome::Empty
                } else if json && !answer.tools && !answer.texts.iter().all(|text| is_json(&text.decode())) {
                    Outcome::NotJson
                } else {
                    Outcome::Done
                }
            }
            Some(_) => Outcome::Failed,
            None if answer.error.is_some() => Outcome::Failed,
            None => Outcome::Strange,
        }
    }
}

fn is_json(text: &str) -> bool {
    let mut scan = Scan::new(text);
    scan.skip().and_then(|_| scan.end()).is_ok()
}
