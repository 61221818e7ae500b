//! How a request is carried: one trait, whose three faces are the browser's fetch, the demo account
//! in memory, and (in tests) that account behind HTTP.

pub mod client;
pub mod clock;
pub mod demo;
pub mod find;
pub mod retry;
pub mod upload;

use std::any::Any;
use std::ops::Range;
use std::rc::Rc;

use crate::openai::error::{Error, Kind};
use crate::openai::request::{Content, Local, Request};

/// Carries one request, once. Dropping the future ends the request.
pub trait Transport {
    fn send<'a>(&'a self, request: &'a Request) -> Local<'a, Result<Response, Failure>>;

    /// The same for an answer that may be larger than memory: the body of a success comes beside it. `heard` is told
    /// how many bytes of it have come.
    fn fetch<'a>(&'a self, request: &'a Request, heard: &'a dyn Fn(u64)) -> Local<'a, Result<Apart, Failure>> {
        Box::pin(async move {
            let mut answer = self.send(request).await?;
            let success = (200..300).contains(&answer.status);
            let body = if success { std::mem::take(&mut answer.body) } else { Vec::new() };
            heard(body.len() as u64);
            Ok((answer, Rc::new(Held(body)) as Rc<dyn Content>))
        })
    }

    /// The same, piece by piece, so that never all of it is held: the body of a success goes into the drain.
    fn pour<'a>(&'a self, request: &'a Request, into: &'a mut dyn Drain) -> Local<'a, Result<Response, Failure>> {
        Box::pin(async move {
            let mut answer = self.send(request).await?;
            if (200..300).contains(&answer.status) && !into.take(&std::mem::take(&mut answer.body)).await {
                return Err(Failure::Cut);
            }
            Ok(answer)
        })
    }
}

/// Takes bytes as they come.
pub trait Drain {
    /// Whether it can take more.
    fn take<'a>(&'a mut self, bytes: &'a [u8]) -> Local<'a, bool>;
}

/// An answer, and the body of a success beside it.
pub type Apart = (Response, Rc<dyn Content>);

/// Content that is in memory.
pub struct Held(pub Vec<u8>);

impl Content for Held {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn slice(&self, range: Range<u64>) -> Rc<dyn Content> {
        let size = self.size();
        let part = self.0.get(range.start.min(size) as usize..range.end.min(size) as usize);
        Rc::new(Held(part.unwrap_or_default().to_vec()))
    }

    fn read(&self) -> Local<'_, Option<Vec<u8>>> {
        Box::pin(async { Some(self.0.clone()) })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// An answer that arrived whole, whatever its status.
#[derive(Clone, Debug, Default)]
pub struct Response {
    pub status: u16,
    /// `x-request-id`, where it may be read.
    pub request_id: Option<String>,
    /// Milliseconds, from `retry-after-ms` or `retry-after`, where they may be read (rarely, across origins).
    pub retry_after: Option<u64>,
    pub body: Vec<u8>,
}

/// No answer to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// `navigator.onLine` is false.
    Offline,
    /// fetch said `TypeError`: DNS, reset, CORS, a blocked preflight or a policy; the browser does not tell which.
    Unreadable,
    /// The status came but the body broke off.
    Cut,
    /// Our own time limit.
    TimedOut,
    /// The page's policy names another address, or none like it.
    Blocked,
    /// The page refuses such requests (read-only mode).
    Refused,
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Error::of(match failure {
            Failure::Offline => Kind::Offline,
            Failure::Unreadable | Failure::Cut => Kind::Unreadable,
            Failure::TimedOut => Kind::TimedOut,
            Failure::Blocked => Kind::Blocked,
            Failure::Refused => Kind::Refused,
        })
    }
}
