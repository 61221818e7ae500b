//! What comes in and what goes out, before and after HTTP.

use crate::openai::request::Method;

/// A request as it arrived, headers put aside.
#[derive(Clone, Debug)]
pub struct Incoming {
    pub method: Method,
    /// Below the API's base, with its leading slash, segments still percent-encoded, without the query:
    /// `/files/file-abc/content`. A path that names nothing is answered with the API's 404.
    pub path: String,
    /// Decoded, in the order of the address.
    pub query: Vec<(String, String)>,
    pub body: IncomingBody,
}

#[derive(Clone, Debug, Default)]
pub enum IncomingBody {
    #[default]
    Empty,
    /// Of any other content type than `multipart/form-data`; read as JSON.
    Json(Vec<u8>),
    /// `multipart/form-data`: text fields in order, and the one part that has a file name.
    Form { fields: Vec<(String, String)>, file: Option<IncomingFile> },
}

#[derive(Clone, Debug)]
pub struct IncomingFile {
    /// Name of the form field: `file` or `data`.
    pub field: String,
    pub filename: String,
    /// The content, or only its head: the account in the page does not hold large files.
    pub bytes: Vec<u8>,
    /// Size of the whole content in bytes, which may exceed `bytes.len()`.
    pub size: u64,
}

/// The answer to a request, whatever its status.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    /// For `x-request-id`.
    pub request_id: String,
    /// Milliseconds, for `retry-after-ms` (and `retry-after` in whole seconds, rounded up).
    pub retry_after: Option<u64>,
    pub body: Vec<u8>,
}
