//! What can go wrong, told apart by what the person can do about it. Words are made of it elsewhere.

use thiserror::Error as ThisError;

use super::redact::clean;
use crate::json::Fault;

/// What the API (or the way to it) answered instead of what was asked.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[error("{kind:?} (status {status:?}, request {request_id:?}): {message}")]
pub struct Error {
    pub kind: Kind,
    /// HTTP status, if an answer could be read.
    pub status: Option<u16>,
    /// The server's own sentence, or empty.
    pub message: String,
    /// `error.code` of the body.
    pub code: Option<String>,
    /// `error.param` of the body.
    pub param: Option<String>,
    /// `x-request-id`.
    pub request_id: Option<String>,
    /// Milliseconds to wait, where the server said so and the browser may read it.
    pub retry_after: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 401: the key is wrong, revoked, or its address is not allowed.
    BadKey,
    /// 401 or 403 with "Missing scopes: …": the scopes named, none if the server named none.
    MissingScope(Vec<String>),
    /// 403 otherwise: country, role, project.
    Forbidden,
    /// 404.
    NotFound,
    /// 409: a lock timed out; the SDKs try again.
    Conflict,
    /// 429 that waiting mends.
    RateLimited,
    /// 429 that only money mends.
    OutOfCredit,
    /// 413, or "File is too large".
    TooLarge,
    /// Any other 4xx.
    BadRequest,
    /// 408 and 5xx.
    Server,
    /// The browser says that there is no network.
    Offline,
    /// No answer, or one that the browser may not show (CORS, an extension, a reset, DNS).
    Unreadable,
    /// Nothing came within the time allowed.
    TimedOut,
    /// The page was closed before the answer came.
    Interrupted,
    /// An answer came that is not what the API documents.
    NotUnderstood,
    /// The page's content-security policy does not let requests through to that address.
    Blocked,
    /// The page itself refused to send it (read-only mode).
    Refused,
    /// The person stopped it.
    Cancelled,
}

impl Error {
    /// An error of which nothing is known but its kind.
    pub fn of(kind: Kind) -> Self {
        Error {
            kind,
            status: None,
            message: String::new(),
            code: None,
            param: None,
            request_id: None,
            retry_after: None,
        }
    }

    /// A successful status with a body that is not what was expected.
    pub fn not_understood(why: impl ToString) -> Self {
        Error { message: clean(&why.to_string()), ..Error::of(Kind::NotUnderstood) }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Error::not_understood(fault)
    }
}
