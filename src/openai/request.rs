//! A request as the API understands it, before anyone decides how to carry it.

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::ops::Range;
use std::pin::Pin;
use std::rc::Rc;

use super::error::Error;
use crate::json::Answer;

/// A future on the page's only thread.
pub type Local<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Delete,
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        }
    }
}

/// May the request be sent a second time when the fate of the first is unknown?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// GET, DELETE, searches, cancels: saying it twice does no more than saying it once.
    Safe,
    /// Uploads, creations, attachments: the API offers no idempotency key, so a second one may double the first.
    Never,
}

/// Where, what and how: everything of a request but the address of the API and the key,
/// which only the transport knows.
#[derive(Clone)]
pub struct Request {
    pub method: Method,
    /// Below the API's base, with a leading slash, segments percent-encoded: `/files/file-abc`.
    pub path: String,
    /// Decoded; the transport encodes them.
    pub query: Vec<(&'static str, String)>,
    pub body: Body,
    /// Whether the SDKs send `OpenAI-Beta: assistants=v2` here (all `/vector_stores` operations).
    pub beta: bool,
    pub replay: Replay,
    /// Bytes of the answer that are wanted; a transport may stop after them.
    pub most: Option<u64>,
}

#[derive(Clone, Default)]
pub enum Body {
    #[default]
    Empty,
    /// JSON text.
    Json(String),
    /// `multipart/form-data`; the transport chooses the boundary and the content type.
    Form(Form),
}

#[derive(Clone)]
pub struct Form {
    pub fields: Vec<(&'static str, String)>,
    pub file: FilePart,
    /// Told the number of bytes sent so far, as the transport learns of it.
    pub progress: Option<Rc<dyn Fn(u64)>>,
}

#[derive(Clone)]
pub struct FilePart {
    /// Name of the form field: `file` or `data`.
    pub field: &'static str,
    pub filename: String,
    pub content: Rc<dyn Content>,
}

/// Bytes that may be larger than memory: a file of the person's disk, or a slice of one.
pub trait Content {
    /// In bytes.
    fn size(&self) -> u64;
    /// Part of it, without copying; `range` is clamped to the size.
    fn slice(&self, range: Range<u64>) -> Rc<dyn Content>;
    /// All of it, in memory. `None` if it can no longer be read (moved, changed or deleted meanwhile).
    fn read(&self) -> Local<'_, Option<Vec<u8>>>;
    /// For a transport that has a better way than `read` for a kind of content it knows.
    fn as_any(&self) -> &dyn Any;
}

/// A request together with the type of its answer.
pub struct Call<T> {
    pub request: Request,
    decode: fn(Vec<u8>) -> Result<T, Error>,
    answer: PhantomData<fn() -> T>,
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Call { request: self.request.clone(), decode: self.decode, answer: PhantomData }
    }
}

impl<T: Answer> Call<T> {
    /// A call that is answered with JSON. An `error` in it is one, even where the status claims success.
    pub fn json(request: Request) -> Self {
        let decode = |body: Vec<u8>| match Error::in_success(&body) {
            Some(error) => Err(error),
            None => T::read(&body).map_err(Error::from),
        };
        Call { request, decode, answer: PhantomData }
    }
}

impl Call<Vec<u8>> {
    /// A call that is answered with the bytes of a file.
    pub fn raw(request: Request) -> Self {
        Call { request, decode: Ok, answer: PhantomData }
    }
}

impl<T> Call<T> {
    /// Reads the body of a successful answer.
    pub fn decode(&self, body: Vec<u8>) -> Result<T, Error> {
        (self.decode)(body)
    }
}

impl Request {
    pub fn get(path: impl Into<String>) -> Self {
        Request::new(Method::Get, path, Body::Empty, Replay::Safe)
    }

    pub fn delete(path: impl Into<String>) -> Self {
        Request::new(Method::Delete, path, Body::Empty, Replay::Safe)
    }

    /// A POST that must not be repeated blindly.
    pub fn post(path: impl Into<String>, body: Body) -> Self {
        Request::new(Method::Post, path, body, Replay::Never)
    }

    fn new(method: Method, path: impl Into<String>, body: Body, replay: Replay) -> Self {
        Request { method, path: path.into(), query: Vec::new(), body, beta: false, replay, most: None }
    }

    /// Marks a POST that may be repeated (a search, a cancel).
    pub fn replayable(mut self) -> Self {
        self.replay = Replay::Safe;
        self
    }

    /// Asks for the first bytes only.
    pub fn first(mut self, bytes: u64) -> Self {
        self.most = Some(bytes);
        self
    }

    pub fn beta(mut self) -> Self {
        self.beta = true;
        self
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// Adds a query parameter if there is a value for it.
    pub fn with_some(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Whether it leaves the account as it was: a GET, or a search (which is a POST).
    pub fn only_reads(&self) -> bool {
        self.method == Method::Get || (self.method == Method::Post && self.searches())
    }

    /// `/vector_stores/{id}/search`, and not a file or store that is named so.
    fn searches(&self) -> bool {
        let store = self.path.strip_prefix("/vector_stores/").and_then(|rest| rest.strip_suffix("/search"));
        store.is_some_and(|store| !store.contains('/'))
    }
}
