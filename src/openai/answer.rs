//! What an answer that is not a success says: the server's complaint, from whatever body it came in.

use super::error::{Error, Kind};
use super::redact::clean;
use crate::json::{FromJson, Json, parse};

/// A success with a longer body is not searched for a complaint: complaints are short.
const LONGEST_COMPLAINT: usize = 16 * 1024;

/// `error.code` of refusals that only money mends (OpenAI's help centre, articles 5955604 and 6614457).
const BILLING: [&str; 5] = [
    "insufficient_quota",
    "credit_balance_exhausted",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
];

#[derive(Default)]
struct Complaint {
    message: String,
    r#type: Option<String>,
    code: Option<String>,
    param: Option<String>,
}

impl Error {
    /// Reads an answer whose status is not a success. `retry_after` is in milliseconds.
    pub fn from_answer(status: u16, request_id: Option<String>, retry_after: Option<u64>, body: &[u8]) -> Self {
        let complaint = match parse(body) {
            Ok(answer) => complaint(&answer).unwrap_or_else(|| Complaint::saying(answer.get("message"))),
            Err(_) => Complaint { message: plain(body), ..Complaint::default() },
        };
        Error { request_id, retry_after, ..of(status, complaint) }
    }

    /// The complaint in the body of an answer whose status claims success, if there is one.
    pub fn in_success(body: &[u8]) -> Option<Self> {
        const NAME: &[u8] = b"\"error\"";
        if body.len() > LONGEST_COMPLAINT || !body.windows(NAME.len()).any(|part| part == NAME) {
            return None;
        }
        let answer = parse(body).ok()?;
        Some(of(200, complaint(&answer)?))
    }
}

impl Complaint {
    fn saying(message: &Json) -> Self {
        Complaint { message: text(message).unwrap_or_default(), ..Complaint::default() }
    }
}

/// The `error` of an answer: an object, or (from gateways) a sentence alone.
fn complaint(answer: &Json) -> Option<Complaint> {
    match answer.get("error") {
        error @ Json::Object(_) => Some(Complaint {
            message: text(error.get("message")).unwrap_or_default(),
            r#type: text(error.get("type")),
            code: text(error.get("code")),
            param: text(error.get("param")),
        }),
        sentence @ Json::Text(_) => Some(Complaint::saying(sentence)),
        _ => None,
    }
}

fn text(value: &Json) -> Option<String> {
    String::from_json(value.clone())
}

fn of(status: u16, complaint: Complaint) -> Error {
    Error {
        kind: kind(status, &complaint.message, complaint.r#type.as_deref(), complaint.code.as_deref()),
        status: Some(status),
        message: clean(&complaint.message),
        code: complaint.code.as_deref().map(clean),
        param: complaint.param.as_deref().map(clean),
        request_id: None,
        retry_after: None,
    }
}

fn kind(status: u16, message: &str, r#type: Option<&str>, code: Option<&str>) -> Kind {
    let is = |name: &str| r#type == Some(name) || code == Some(name);
    if status == 402 || BILLING.iter().any(|name| is(name)) {
        return Kind::OutOfCredit;
    }
    match status {
        401 | 403 if message.contains("Missing scopes") || message.contains("insufficient permissions") => {
            Kind::MissingScope(scopes(message))
        }
        401 => Kind::BadKey,
        403 => Kind::Forbidden,
        404 => Kind::NotFound,
        409 => Kind::Conflict,
        413 => Kind::TooLarge,
        429 => Kind::RateLimited,
        408 | 500.. => Kind::Server,
        400..500 if message.contains("File is too large") => Kind::TooLarge,
        400..500 => Kind::BadRequest,
        // An error in an answer that claims success: the body alone tells what it is.
        200..300 if is("rate_limit_exceeded") || is("slow_down") => Kind::RateLimited,
        200..300 if is("invalid_request_error") => Kind::BadRequest,
        200..300 => Kind::Server,
        _ => Kind::NotUnderstood,
    }
}

/// "… Missing scopes: api.files.read, api.files.write. Check that …"
fn scopes(message: &str) -> Vec<String> {
    let Some((_, list)) = message.split_once("Missing scopes:") else { return Vec::new() };
    let end = list.find(". ").or_else(|| list.find('\n')).unwrap_or(list.len());
    list[..end]
        .split(',')
        .map(|scope| clean(scope.trim().trim_end_matches('.')))
        .filter(|scope| !scope.is_empty())
        .collect()
}

/// A body that is not JSON: its text, or the title of its HTML.
fn plain(body: &[u8]) -> String {
    let start = &body[..body.len().min(LONGEST_COMPLAINT)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim();
    if !text.starts_with('<') {
        return text.to_owned();
    }
    let title = text.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    title.map_or(String::new(), |(title, _)| title.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(status: u16, body: &str) -> Kind {
        Error::from_answer(status, None, None, body.as_bytes()).kind
    }

    /// A body as the API writes it.
    fn body(message: &str, r#type: &str, code: Option<&str>) -> String {
        serde_json::json!({"error": {"message": message, "type": r#type, "param": null, "code": code}}).to_string()
    }

    #[test]
    fn each_refusal_is_told_apart() {
        let request = |message| body(message, "invalid_request_error", None);
        let scopes = |names: &[&str]| Kind::MissingScope(names.iter().map(|name| name.to_string()).collect());
        let missing = "You have insufficient permissions for this operation. Missing scopes: api.files.read, \
                       model.request. Check that you have the correct role.";
        for (status, body, kind) in [
            (400, request("Unknown parameter."), Kind::BadRequest),
            (400, request("File is too large."), Kind::TooLarge),
            (400, body("Enqueued", "invalid_request_error", Some("token_limit_exceeded")), Kind::BadRequest),
            (401, body("Incorrect API key", "invalid_request_error", Some("invalid_api_key")), Kind::BadKey),
            (401, request(missing), scopes(&["api.files.read", "model.request"])),
            (403, request("Missing scopes: api.batch.write"), scopes(&["api.batch.write"])),
            (403, request("You have insufficient permissions for this operation."), scopes(&[])),
            (403, request("Country, region, or territory not supported"), Kind::Forbidden),
            (404, request("No such File object: file-a"), Kind::NotFound),
            (408, String::new(), Kind::Server),
            (409, String::new(), Kind::Conflict),
            (413, "<html><title>413 Too Large</title></html>".into(), Kind::TooLarge),
            (429, body("Slow down", "requests", Some("rate_limit_exceeded")), Kind::RateLimited),
            (429, body("Slow down", "slow_down", None), Kind::RateLimited),
            (429, "<html>".into(), Kind::RateLimited),
            (429, body("No", "insufficient_quota", None), Kind::OutOfCredit),
            (500, body("Oops", "server_error", None), Kind::Server),
            (503, "upstream connect error".into(), Kind::Server),
            (599, String::new(), Kind::Server),
            (302, String::new(), Kind::NotUnderstood),
        ] {
            assert_eq!(kind_of(status, &body), kind, "{status} {body}");
        }
        for code in BILLING {
            assert_eq!(kind_of(429, &body("No", "insufficient_quota", Some(code))), Kind::OutOfCredit, "{code}");
            assert_eq!(kind_of(429, &body("No", "requests", Some(code))), Kind::OutOfCredit, "{code}");
        }
    }

    #[test]
    fn all_that_was_said_is_kept() {
        let body = br#"{"error":{"message":"No such File object: file-a","type":"x","param":"id","code":7}}"#;
        let error = Error::from_answer(404, Some("req_1".into()), Some(1_500), body);
        assert_eq!(error.message, "No such File object: file-a");
        assert_eq!((error.param.as_deref(), error.code.as_deref()), (Some("id"), Some("7")));
        assert_eq!((error.status, error.retry_after), (Some(404), Some(1_500)));
        assert_eq!(error.request_id.as_deref(), Some("req_1"));
    }

    #[test]
    fn a_body_of_any_kind_gives_a_sentence_or_none() {
        for (body, message) in [
            ("  Forbidden by the proxy \n", "Forbidden by the proxy"),
            ("<!doctype html><html><head><title> 502 Bad Gateway </title></head>", "502 Bad Gateway"),
            ("<html><body>no title</body></html>", ""),
            (r#"{"error":"a sentence alone"}"#, "a sentence alone"),
            (r#"{"message":"a gateway's"}"#, "a gateway's"),
            (r#"{"error":null}"#, ""),
            (r#"{"error":{"message":null}}"#, ""),
            ("[1]", ""),
            ("", ""),
            ("{\"error\":", "{\"error\":"),
        ] {
            assert_eq!(Error::from_answer(500, None, None, body.as_bytes()).message, message, "{body}");
        }
        Error::from_answer(500, None, None, &[0xff, 0xfe, 0x00]);
    }

    #[test]
    fn no_field_of_an_error_repeats_a_key() {
        let body = r#"{"error":{"message":"bad sk-proj-SECRET","code":"sk-SECRET","param":"sk-SECRET","type":"t"}}"#;
        let missing = r#"{"error":{"message":"Missing scopes: sk-SECRET"}}"#;
        for error in [
            Error::from_answer(401, None, None, body.as_bytes()),
            Error::from_answer(401, None, None, missing.as_bytes()),
            Error::from_answer(401, None, None, b"Incorrect API key provided: SECRET"),
            Error::not_understood("invalid type: string \"sk-SECRET\""),
        ] {
            assert!(!format!("{error:?} {error}").contains("SECRET"), "{error:?}");
        }
    }

    #[test]
    fn an_error_in_a_success_is_found_and_no_other() {
        let kind = |body: &str| Error::in_success(body.as_bytes()).map(|error| error.kind);
        assert_eq!(kind(&body("Oops", "server_error", None)), Some(Kind::Server));
        assert_eq!(kind(&body("Slow", "requests", Some("rate_limit_exceeded"))), Some(Kind::RateLimited));
        assert_eq!(kind(&body("Wrong", "invalid_request_error", None)), Some(Kind::BadRequest));
        assert_eq!(kind(&body("No", "insufficient_quota", None)), Some(Kind::OutOfCredit));
        for fine in [
            r#"{"id":"file-a","filename":"error","status":"error"}"#,
            r#"{"id":"batch_a","error":null,"errors":null}"#,
            r#"{"data":[{"error":{"message":"of an item"}}]}"#,
            "",
        ] {
            assert_eq!(kind(fine), None, "{fine}");
        }
    }
}
