//! From a path to the operation it names.

use super::account::Account;
use super::incoming::Incoming;
use super::refusal::{self, Refusal};
use crate::json::{self, ToJson};
use crate::openai::request::Method::{Delete, Get, Post};

/// The body of a successful answer.
pub enum Reply {
    Json(Vec<u8>),
    /// The content of a file.
    Bytes(Vec<u8>),
}

impl Reply {
    pub fn of(object: &dyn ToJson) -> Result<Reply, Refusal> {
        Ok(Reply::Json(json::text(object).into_bytes()))
    }

    /// An object of these fields.
    pub fn of_fields(fields: &[(&str, &dyn ToJson)]) -> Result<Reply, Refusal> {
        Ok(Reply::Json(refusal::object(fields)))
    }
}

impl Account {
    pub(super) fn route(&mut self, request: &Incoming) -> Result<Reply, Refusal> {
        let segments: Vec<String> = request.path.split('/').skip(1).map(decoded).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let (query, body) = (&request.query, &request.body);
        match (request.method, &*segments) {
            (Get, ["models"]) => super::models::list(),
            (Get, ["models", id]) => super::models::get(id),

            (Get, ["files"]) => self.list_files(query),
            (Post, ["files"]) => self.create_file(body),
            (Get, ["files", id]) => self.get_file(id),
            (Delete, ["files", id]) => self.delete_file(id),
            (Get, ["files", id, "content"]) => self.file_content(id),

            (Post, ["uploads"]) => self.create_upload(body),
            (Post, ["uploads", id, "parts"]) => self.add_part(id, body),
            (Post, ["uploads", id, "complete"]) => self.complete_upload(id, body),
            (Post, ["uploads", id, "cancel"]) => self.cancel_upload(id),

            (Get, ["batches"]) => self.list_batches(query),
            (Post, ["batches"]) => self.create_batch(body),
            (Get, ["batches", id]) => self.get_batch(id),
            (Post, ["batches", id, "cancel"]) => self.cancel_batch(id),

            (Get, ["vector_stores"]) => self.list_stores(query),
            (Post, ["vector_stores"]) => self.create_store(body),
            (Get, ["vector_stores", id]) => self.get_store(id),
            (Post, ["vector_stores", id]) => self.update_store(id, body),
            (Delete, ["vector_stores", id]) => self.delete_store(id),
            (Post, ["vector_stores", id, "search"]) => self.search(id, body),

            (Get, ["vector_stores", id, "files"]) => self.list_store_files(id, query),
            (Post, ["vector_stores", id, "files"]) => self.attach_file(id, body),
            (Get, ["vector_stores", id, "files", file]) => self.get_store_file(id, file),
            (Post, ["vector_stores", id, "files", file]) => self.update_store_file(id, file, body),
            (Delete, ["vector_stores", id, "files", file]) => self.detach_file(id, file),
            (Get, ["vector_stores", id, "files", file, "content"]) => self.store_file_content(id, file),

            (Post, ["vector_stores", id, "file_batches"]) => self.create_file_batch(id, body),
            (Get, ["vector_stores", id, "file_batches", batch]) => self.get_file_batch(id, batch),
            (Post, ["vector_stores", id, "file_batches", batch, "cancel"]) => self.cancel_file_batch(id, batch),
            (Get, ["vector_stores", id, "file_batches", batch, "files"]) => self.list_file_batch(id, batch, query),

            (method, ["files" | "batches" | "uploads" | "vector_stores" | "models"] | ["files" | "batches", _]) => {
                Err(Refusal::invalid(format!("Invalid method for URL ({} /v1{})", method.as_str(), request.path))
                    .with_status(405))
            }
            (method, _) => Err(Refusal::not_found(format!("Invalid URL ({} /v1{})", method.as_str(), request.path))),
        }
    }
}

/// A segment of a path with its `%XX` resolved.
fn decoded(segment: &str) -> String {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}
