//! Which keys are good, and what they may do.

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};

/// What a good key begins with. Each such key has an account of its own.
const GOOD: &str = "sk-test-";
/// Then the areas that the key may not touch, and a name: `sk-test-noscope-files-batches-anna`.
const NO_SCOPE: &str = "sk-test-noscope-";
/// A key that may change nothing.
const READ_ONLY: &str = "sk-test-readonly-";

/// Areas as a key names them, with the scopes of reading and of writing there.
const AREAS: [(&str, [&str; 2]); 4] = [
    ("files", ["api.files.read", "api.files.write"]),
    ("stores", ["api.vector_stores.read", "api.vector_stores.write"]),
    ("batches", ["api.batch.read", "api.batch.write"]),
    ("models", ["api.model.read", "api.model.write"]),
];

/// An error of the API's, to be answered with this status.
#[derive(Debug)]
pub struct Refused {
    pub status: u16,
    pub body: Value,
}

impl Refused {
    pub fn new(status: u16, message: &str, code: Option<&str>) -> Self {
        let error = json!({ "message": message, "type": "invalid_request_error", "param": null, "code": code });
        Refused { status, body: json!({ "error": error }) }
    }
}

pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// All that a log or a message may show of a key.
pub fn last_four(key: &str) -> String {
    let from = key.char_indices().rev().nth(3).map_or(0, |(start, _)| start);
    key[from..].to_owned()
}

/// The key, if it is good.
pub fn good(key: Option<&str>) -> Result<&str, Refused> {
    match key {
        Some(key) if key.starts_with(GOOD) => Ok(key),
        Some(key) if !key.is_empty() => {
            let masked = match key.get(..5) {
                Some(start) if key.len() > 11 => format!("{start}****{}", last_four(key)),
                _ => "*".repeat(key.chars().count()),
            };
            let message = format!(
                "Incorrect API key provided: {masked}. You can find your API key at \
                 https://platform.openai.com/account/api-keys."
            );
            Err(Refused::new(401, &message, Some("invalid_api_key")))
        }
        _ => {
            let message = "You didn't provide an API key. You need to provide your API key in an Authorization header \
                 using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from \
                 https://platform.openai.com/account/api-keys.";
            Err(Refused::new(401, message, None))
        }
    }
}

/// Whether this key may do that; `withheld` are scopes it lacks beside those that its name says.
pub fn allowed(key: &str, withheld: &[String], method: &str, path: &str) -> Result<(), Refused> {
    let Some((area, scope)) = needed(method, path) else { return Ok(()) };
    let by_name = key
        .strip_prefix(NO_SCOPE)
        .is_some_and(|rest| rest.split('-').take_while(|word| is_area(word)).any(|word| word == area));
    let read_only = key.starts_with(READ_ONLY) && scope.ends_with(".write");
    if !by_name && !read_only && !withheld.iter().any(|name| name == scope) {
        return Ok(());
    }
    let message = format!(
        "You have insufficient permissions for this operation. Missing scopes: {scope}. Check that you have the \
         correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if you're using \
         a restricted API key, that it has the necessary scopes."
    );
    Err(Refused::new(403, &message, None))
}

fn is_area(word: &str) -> bool {
    AREAS.iter().any(|(area, _)| *area == word)
}

/// The area that a request touches and the scope that it takes.
fn needed(method: &str, path: &str) -> Option<(&'static str, &'static str)> {
    let wanted = match path.split('/').nth(1)? {
        "uploads" => "files",
        "vector_stores" => "stores",
        name => name,
    };
    let (area, [read, write]) = AREAS.iter().find(|(area, _)| *area == wanted)?;
    let reads = method == "GET" || path.ends_with("/search");
    Some((area, if reads { read } else { write }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_key_is_named_by_its_ends_only() {
        let refused = good(Some("sk-12345678abcdef")).unwrap_err();
        assert_eq!(refused.status, 401);
        let message = refused.body["error"]["message"].as_str().unwrap();
        assert!(message.starts_with("Incorrect API key provided: sk-12****cdef. You can find"), "{message}");
        assert!(!good(Some("short")).unwrap_err().body.to_string().contains("short"));
        assert!(good(Some("ééééééééé")).is_err());
        assert!(good(Some("")).is_err() && good(None).is_err());
        assert!(good(Some("sk-test-anna")).is_ok());
    }

    #[test]
    fn scopes_follow_from_the_name_and_from_what_is_withheld() {
        let may = |key, withheld: &[&str], method, path| {
            let withheld: Vec<String> = withheld.iter().map(|scope| (*scope).to_owned()).collect();
            allowed(key, &withheld, method, path).map_err(|refused| refused.body.to_string())
        };
        assert!(may("sk-test-files", &[], "GET", "/files").is_ok());
        let refused = may("sk-test-noscope-files-batches-anna", &[], "GET", "/files").unwrap_err();
        assert!(refused.contains("Missing scopes: api.files.read. Check"), "{refused}");
        assert!(may("sk-test-noscope-files-batches-anna", &[], "GET", "/batches").is_err());
        assert!(may("sk-test-noscope-files-batches-anna", &[], "GET", "/vector_stores").is_ok());
        assert!(may("sk-test-noscope-anna-files", &[], "GET", "/files").is_ok());
        assert!(may("sk-test-readonly-anna", &[], "POST", "/vector_stores/vs_1/search").is_ok());
        assert!(may("sk-test-readonly-anna", &[], "DELETE", "/vector_stores/vs_1").is_err());
        assert!(may("sk-test-anna", &["api.files.write"], "POST", "/uploads").is_err());
        assert!(may("sk-test-anna", &["api.files.write"], "GET", "/files/file-1").is_ok());
    }
}
