//! The one place that turns an error into words.

use super::Lang;
use crate::openai::error::{Error, Kind};

/// What happened, and what to do about it; what the server said stands in the error itself.
pub struct Sentence {
    pub what: String,
    pub advice: &'static str,
}

impl Lang {
    pub fn failure(self, error: &Error) -> Sentence {
        let (what, advice) = match &error.kind {
            Kind::MissingScope(scopes) if !scopes.is_empty() => {
                let what = self.fail_scope(&scopes.join(", "));
                return Sentence { what, advice: self.fail_scope_do() };
            }
            Kind::MissingScope(_) => (self.fail_scope_unnamed(), self.fail_scope_do()),
            Kind::BadKey => (self.fail_bad_key(), self.fail_bad_key_do()),
            Kind::Forbidden => (self.fail_forbidden(), self.fail_forbidden_do()),
            Kind::NotFound => (self.fail_not_found(), self.fail_not_found_do()),
            Kind::Conflict => (self.fail_conflict(), self.fail_conflict_do()),
            Kind::RateLimited => (self.fail_rate(), self.fail_rate_do()),
            Kind::OutOfCredit => (self.fail_credit(), self.fail_credit_do()),
            Kind::TooLarge => (self.fail_large(), self.fail_large_do()),
            Kind::BadRequest => (self.fail_request(), self.fail_request_do()),
            Kind::Server => (self.fail_server(), self.fail_server_do()),
            Kind::Offline => (self.fail_offline(), self.fail_offline_do()),
            Kind::Unreadable => (self.fail_unreadable(), self.fail_unreadable_do()),
            Kind::TimedOut => (self.fail_timeout(), self.fail_timeout_do()),
            Kind::Interrupted => (self.fail_interrupted(), self.fail_interrupted_do()),
            Kind::NotUnderstood => (self.fail_strange(), self.fail_strange_do()),
            Kind::Blocked => (self.fail_blocked(), self.fail_blocked_do()),
            Kind::Refused => (self.fail_refused(), self.fail_refused_do()),
            Kind::Cancelled => (self.fail_cancelled(), self.fail_cancelled_do()),
        };
        Sentence { what: what.to_owned(), advice }
    }
}
