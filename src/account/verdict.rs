//! What an error of the API means for one item of a job, and back again for whoever shows it.

use crate::bulk::outcome::{CANCELLED, Cause, Verdict};
use crate::openai::error::{Error, Kind};
use crate::openai::store_file::{IndexErrorCode, LastError};

/// The verdict on one item, from the answer to its request.
pub fn verdict(answer: Result<(), Error>) -> Verdict {
    let Err(error) = answer else { return Verdict::Done };
    let cause = cause(&error);
    match error.kind {
        Kind::NotFound => Verdict::Gone,
        Kind::RateLimited => Verdict::Throttled { cause, retry_after: error.retry_after },
        Kind::Conflict
        | Kind::Server
        | Kind::Unreadable
        | Kind::TimedOut
        | Kind::Interrupted
        | Kind::NotUnderstood
        | Kind::Offline => Verdict::Unclear(cause),
        Kind::BadKey | Kind::MissingScope(_) | Kind::OutOfCredit | Kind::Cancelled => Verdict::Stop(cause),
        Kind::Refused | Kind::Blocked => Verdict::Unsent(cause),
        Kind::Forbidden | Kind::TooLarge | Kind::BadRequest => Verdict::Failed(cause),
    }
}

/// The same for a request where what is not there is no success: a 404 keeps what was said about it.
pub fn refusal(error: Error) -> Verdict {
    let said = cause(&error);
    match verdict(Err(error)) {
        Verdict::Gone => Verdict::Failed(said),
        verdict => verdict,
    }
}

/// Causes of files that were not indexed begin with this word, before the API's own.
const NOT_INDEXED: &str = "not_indexed";

/// Why a store could not index a file.
pub fn index_cause(error: &LastError) -> Cause {
    let code = error.code.as_ref().map_or("", IndexErrorCode::as_str);
    let message = error.message.as_deref().unwrap_or_default();
    Cause { key: format!("{NOT_INDEXED} {code}").into(), message: message.into(), ..Cause::default() }
}

/// The error of a store of which a cause was made; `None` if it was made of a request's.
pub fn index_error(cause: &Cause) -> Option<LastError> {
    let code = cause.key.strip_prefix(NOT_INDEXED)?.trim();
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some(LastError { code: given(code).map(|code| code.as_str().into()), message: given(&cause.message) })
}

/// The words by which causes are told apart; written into receipts, so they stay as they are.
const WORDS: [(Kind, &str); 17] = [
    (Kind::BadKey, "bad_key"),
    (Kind::Forbidden, "forbidden"),
    (Kind::NotFound, "not_found"),
    (Kind::Conflict, "conflict"),
    (Kind::RateLimited, "rate_limited"),
    (Kind::OutOfCredit, "out_of_credit"),
    (Kind::TooLarge, "too_large"),
    (Kind::BadRequest, "bad_request"),
    (Kind::Server, "server"),
    (Kind::Offline, "offline"),
    (Kind::Unreadable, "unreadable"),
    (Kind::TimedOut, "timed_out"),
    (Kind::Interrupted, "interrupted"),
    (Kind::NotUnderstood, "not_understood"),
    (Kind::Blocked, "blocked"),
    (Kind::Refused, "refused"),
    (Kind::Cancelled, CANCELLED),
];
const MISSING_SCOPE: &str = "missing_scope";

pub fn cause(error: &Error) -> Cause {
    Cause {
        key: key(&error.kind).into(),
        message: error.message.as_str().into(),
        status: error.status,
        request_id: error.request_id.as_deref().map(Into::into),
    }
}

/// The error that a cause was made of, as far as the cause remembers it.
pub fn error(cause: &Cause) -> Error {
    Error {
        status: cause.status,
        message: cause.message.to_string(),
        request_id: cause.request_id.as_deref().map(str::to_owned),
        ..Error::of(kind(&cause.key))
    }
}

fn key(kind: &Kind) -> String {
    match kind {
        Kind::MissingScope(scopes) => format!("{MISSING_SCOPE} {}", scopes.join(" ")),
        kind => WORDS.iter().find(|(known, _)| known == kind).map_or("", |(_, word)| word).to_owned(),
    }
}

fn kind(key: &str) -> Kind {
    if let Some(scopes) = key.strip_prefix(MISSING_SCOPE) {
        return Kind::MissingScope(scopes.split_whitespace().map(str::to_owned).collect());
    }
    WORDS.iter().find(|(_, word)| *word == key).map_or(Kind::NotUnderstood, |(kind, _)| kind.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_comes_back_from_its_cause() {
        let kinds = WORDS.iter().map(|(kind, _)| kind.clone());
        let scoped = [Kind::MissingScope(vec!["api.files.write".into(), "api.batch.write".into()])];
        for kind in kinds.chain(scoped) {
            let before = Error {
                status: Some(418),
                message: "short and stout".into(),
                request_id: Some("req_1".into()),
                ..Error::of(kind)
            };
            assert_eq!(error(&cause(&before)), before);
        }
    }

    #[test]
    fn an_error_of_indexing_comes_back_and_is_none_of_a_request() {
        for code in [None, Some(IndexErrorCode::UnsupportedFile), Some("new_code".into())] {
            let before = LastError { code, message: Some("Not supported.".into()) };
            assert_eq!(index_error(&index_cause(&before)), Some(before));
        }
        assert_eq!(index_error(&cause(&Error::of(Kind::Server))), None);
    }

    #[test]
    fn what_stops_a_run_is_what_no_other_item_survives_either() {
        let stops = |kind| matches!(verdict(Err(Error::of(kind))), Verdict::Stop(_));
        assert!(stops(Kind::BadKey) && stops(Kind::MissingScope(vec![])) && stops(Kind::OutOfCredit));
        assert!(!stops(Kind::BadRequest) && !stops(Kind::Server) && !stops(Kind::RateLimited));
        assert!(matches!(verdict(Err(Error::of(Kind::Refused))), Verdict::Unsent(_)));
        assert_eq!(verdict(Ok(())), Verdict::Done);
        assert_eq!(verdict(Err(Error::of(Kind::NotFound))), Verdict::Gone);
    }
}
