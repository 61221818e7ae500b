//! An account with a clock of its own, and short ways to ask it.

use quartermaster::openai::request::Method;
use quartermaster::transport::demo::account::Account;
use quartermaster::transport::demo::incoming::{Answer, Incoming, IncomingBody, IncomingFile};
use quartermaster::transport::demo::seed::Seed;
use serde_json::{Value, json};

/// 2026-11-20.
pub const NOW: u64 = 1_795_132_800;

pub struct Api {
    pub account: Account,
    pub now_ms: u64,
}

impl Api {
    pub fn new(seed: &Seed) -> Self {
        Api { account: Account::new(seed, NOW), now_ms: NOW * 1000 }
    }

    pub fn empty() -> Self {
        Api::new(&Seed::empty())
    }

    pub fn wait(&mut self, seconds: u64) {
        self.now_ms += seconds * 1000;
    }

    pub fn ask(&mut self, method: Method, path: &str, body: IncomingBody) -> Answer {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let query = query.split('&').filter_map(|pair| pair.split_once('='));
        let query = query.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.account.answer(&Incoming { method, path: path.to_owned(), query, body }, self.now_ms)
    }

    fn json(&mut self, method: Method, path: &str, body: IncomingBody) -> (u16, Value) {
        let answer = self.ask(method, path, body);
        assert_eq!(answer.content_type, "application/json");
        (answer.status, serde_json::from_slice(&answer.body).unwrap())
    }

    pub fn try_get(&mut self, path: &str) -> (u16, Value) {
        self.json(Method::Get, path, IncomingBody::Empty)
    }

    pub fn try_delete(&mut self, path: &str) -> (u16, Value) {
        self.json(Method::Delete, path, IncomingBody::Empty)
    }

    pub fn try_post(&mut self, path: &str, body: Value) -> (u16, Value) {
        self.json(Method::Post, path, IncomingBody::Json(body.to_string().into_bytes()))
    }

    #[track_caller]
    pub fn get(&mut self, path: &str) -> Value {
        well(self.try_get(path))
    }

    #[track_caller]
    pub fn delete(&mut self, path: &str) -> Value {
        well(self.try_delete(path))
    }

    #[track_caller]
    pub fn post(&mut self, path: &str, body: Value) -> Value {
        well(self.try_post(path, body))
    }

    /// A form with these fields and a file in the field `field`.
    pub fn try_form(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        field: &str,
        filename: &str,
        bytes: &[u8],
    ) -> (u16, Value) {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let file = IncomingFile {
            field: field.to_owned(),
            filename: filename.to_owned(),
            bytes: bytes.to_vec(),
            size: bytes.len() as u64,
        };
        self.json(Method::Post, path, IncomingBody::Form { fields, file: Some(file) })
    }

    /// The id of a new file.
    #[track_caller]
    pub fn file(&mut self, purpose: &str, filename: &str, content: &str) -> String {
        let answer = self.try_form("/files", &[("purpose", purpose)], "file", filename, content.as_bytes());
        id(&well(answer))
    }

    #[track_caller]
    pub fn store(&mut self, body: Value) -> String {
        id(&self.post("/vector_stores", body))
    }

    /// The bytes of a file, as text.
    #[track_caller]
    pub fn content(&mut self, file: &str) -> String {
        let answer = self.ask(Method::Get, &format!("/files/{file}/content"), IncomingBody::Empty);
        assert_eq!((answer.status, answer.content_type), (200, "application/octet-stream"));
        String::from_utf8(answer.body).unwrap()
    }

    /// All ids of a list, page by page with `after`; each page may hold so many.
    #[track_caller]
    pub fn walk(&mut self, path: &str, limit: usize) -> Vec<String> {
        let sign = if path.contains('?') { '&' } else { '?' };
        let mut found: Vec<String> = Vec::new();
        loop {
            let after = found.last().map(|id| format!("&after={id}")).unwrap_or_default();
            let page = self.get(&format!("{path}{sign}limit={limit}{after}"));
            let ids = ids(&page);
            assert!(ids.len() <= limit);
            assert_eq!(page["first_id"], ids.first().map_or(Value::Null, |id| json!(id)));
            assert_eq!(page["last_id"], ids.last().map_or(Value::Null, |id| json!(id)));
            found.extend(ids);
            if page["has_more"] == json!(false) {
                return found;
            }
        }
    }
}

#[track_caller]
fn well((status, body): (u16, Value)) -> Value {
    assert_eq!(status, 200, "{body}");
    body
}

pub fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

pub fn ids(page: &Value) -> Vec<String> {
    assert_eq!(page["object"], "list");
    page["data"].as_array().unwrap().iter().map(id).collect()
}

/// Asserts a refusal, by status and by `param`, `code` of its body.
#[track_caller]
pub fn refused((status, body): (u16, Value), expected: u16, param: impl Into<Value>, code: impl Into<Value>) {
    let error = &body["error"];
    assert_eq!((status, &error["param"], &error["code"]), (expected, &param.into(), &code.into()), "{body}");
    assert!(!error["message"].as_str().unwrap().is_empty() && error["type"].is_string(), "{body}");
}
