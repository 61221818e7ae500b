//! What an answer that is not a success says: the server's complaint, from whatever body it came in.

use serde_json::Value;

use super::error::{Error, Kind};
use super::redact::clean;

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
        let complaint = match serde_json::from_slice(body) {
            Ok(answer) => complaint(&answer).unwrap_or_else(|| Complaint::saying(&answer["message"])),
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
        let answer = serde_json::from_slice(body).ok()?;
        Some(of(200, complaint(&answer)?))
    }
}

impl Complaint {
    fn saying(message: &Value) -> Self {
        Complaint { message: text(message).unwrap_or_default(), ..Complaint::default() }
    }
}

/// The `error` of an answer: an object, or (from gateways) a sentence alone.
fn complaint(answer: &Value) -> Option<Complaint> {
    match &answer["error"] {
        Value::Object(error) => Some(Complaint {
            message: error.get("message").and_then(text).unwrap_or_default(),
            r#type: error.get("type").and_then(text),
            code: error.get("code").and_then(text),
            param: error.get("param").and_then(text),
        }),
        sentence @ Value::String(_) => Some(Complaint::saying(sentence)),
        _ => None,
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
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
