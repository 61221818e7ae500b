//! Makes calls over a transport: errors are told apart, and what may be repeated is.

use std::cell::Cell;
use std::rc::Rc;

use super::clock::Clock;
use super::retry::again;
use super::{Drain, Response, Transport};
use crate::openai::error::{Error, Kind};
use crate::openai::request::{Call, Content, Local, Request};

/// Milliseconds between two looks whether the network is back, and how many there are.
const OFFLINE_WAIT: u64 = 2_000;
const OFFLINE_TRIES: u32 = 30;

/// Clones share the transport, the clock and the read-only switch.
#[derive(Clone)]
pub struct Client {
    transport: Rc<dyn Transport>,
    clock: Rc<dyn Clock>,
    read_only: Rc<Cell<bool>>,
}

/// Takes the body of a successful answer, or says what is wrong with it.
type Read<'a> = &'a mut dyn FnMut(Vec<u8>) -> Result<(), Error>;

impl Client {
    pub fn new(transport: Rc<dyn Transport>, clock: Rc<dyn Clock>) -> Self {
        Client { transport, clock, read_only: Rc::default() }
    }

    pub fn clock(&self) -> &Rc<dyn Clock> {
        &self.clock
    }

    pub fn is_read_only(&self) -> bool {
        self.read_only.get()
    }

    /// While it is on, whatever might change the account is refused, here, before it is sent
    /// (or sent again).
    pub fn set_read_only(&self, on: bool) {
        self.read_only.set(on);
    }

    /// Asks, and asks again where that is safe and may help; see [`again`].
    pub async fn call<T>(&self, call: &Call<T>) -> Result<T, Error> {
        let mut answer = None;
        self.patiently(&call.request, &mut |body| keep(call, body, &mut answer)).await?;
        answer.ok_or_else(|| Error::of(Kind::NotUnderstood))
    }

    /// Asks once.
    pub async fn once<T>(&self, call: &Call<T>) -> Result<T, Error> {
        self.told(call).await.map(|(answer, _)| answer)
    }

    /// Asks once, and tells the request's id (`x-request-id`) too, where it may be read.
    pub async fn told<T>(&self, call: &Call<T>) -> Result<(T, Option<String>), Error> {
        let mut answer = None;
        let request_id = self.send(&call.request, &mut |body| keep(call, body, &mut answer)).await?;
        Ok((answer.ok_or_else(|| Error::of(Kind::NotUnderstood))?, request_id))
    }

    /// The body of a success, which may be larger than memory; `heard` is told how many bytes of it have come. Asks
    /// once.
    pub async fn fetch(&self, request: &Request, heard: &dyn Fn(u64)) -> Result<Rc<dyn Content>, Error> {
        let (answer, content) = self.transport.fetch(request, heard).await?;
        let Response { status, request_id, retry_after, body } = answer;
        if !(200..300).contains(&status) {
            return Err(Error::from_answer(status, request_id, retry_after, &body));
        }
        Ok(content)
    }

    /// The body of a success, piece by piece; asked for again where it breaks off, and what has come already is passed
    /// over: a file never changes. Ends early, with `Cancelled`, if the drain takes no more.
    pub async fn pour(&self, request: &Request, into: &mut dyn Drain) -> Result<(), Error> {
        let mut rest = Rest { into, came: 0, over: 0, full: false };
        let (mut tries, mut offline) = (0, 0);
        loop {
            let before = rest.came;
            rest.over = rest.came;
            let Err(error) = self.pour_once(request, &mut rest).await else { return Ok(()) };
            if rest.full {
                return Err(Error::of(Kind::Cancelled));
            }
            if self.waits_for_network(&error, &mut offline).await {
                continue;
            }
            tries = if rest.came > before { 1 } else { tries + 1 };
            match again(request.replay, &error, tries, self.clock.random()) {
                Some(wait) => self.clock.sleep(wait).await,
                None => return Err(error),
            }
        }
    }

    /// Waits a while if there is no network, up to some tries: whether it is worth asking again.
    pub async fn waits_for_network(&self, error: &Error, tries: &mut u32) -> bool {
        let waits = error.kind == Kind::Offline && *tries < OFFLINE_TRIES;
        if waits {
            *tries += 1;
            self.clock.sleep(OFFLINE_WAIT).await;
        }
        waits
    }

    async fn pour_once(&self, request: &Request, rest: &mut Rest<'_>) -> Result<(), Error> {
        let Response { status, request_id, retry_after, body } = self.transport.pour(request, rest).await?;
        if !(200..300).contains(&status) {
            return Err(Error::from_answer(status, request_id, retry_after, &body));
        }
        // It ended before what came the last time.
        if rest.over > 0 { Err(Error::of(Kind::Unreadable)) } else { Ok(()) }
    }

    async fn patiently(&self, request: &Request, read: Read<'_>) -> Result<(), Error> {
        let mut tries = 0;
        loop {
            let Err(error) = self.send(request, read).await else { return Ok(()) };
            tries += 1;
            match again(request.replay, &error, tries, self.clock.random()) {
                Some(wait) => self.clock.sleep(wait).await,
                None => return Err(error),
            }
        }
    }

    /// Answers with the request's id.
    async fn send(&self, request: &Request, read: Read<'_>) -> Result<Option<String>, Error> {
        if self.read_only.get() && !request.only_reads() {
            return Err(Error::of(Kind::Refused));
        }
        let Response { status, request_id, retry_after, body } = self.transport.send(request).await?;
        if !(200..300).contains(&status) {
            return Err(Error::from_answer(status, request_id, retry_after, &body));
        }
        match read(body) {
            Ok(()) => Ok(request_id),
            Err(error) => Err(Error { status: Some(status), request_id, retry_after, ..error }),
        }
    }
}

/// What is still to come of a body.
struct Rest<'a> {
    into: &'a mut dyn Drain,
    /// Bytes that were taken.
    came: u64,
    /// Bytes that come a second time, and are passed over.
    over: u64,
    /// No more is taken.
    full: bool,
}

impl Drain for Rest<'_> {
    fn take<'a>(&'a mut self, bytes: &'a [u8]) -> Local<'a, bool> {
        Box::pin(async move {
            let known = self.over.min(bytes.len() as u64);
            self.over -= known;
            let new = bytes.get(known as usize..).unwrap_or_default();
            self.full = !new.is_empty() && !self.into.take(new).await;
            self.came += new.len() as u64;
            !self.full
        })
    }
}

/// Decodes an answer: the only work that is compiled anew for each type of answer.
fn keep<T>(call: &Call<T>, body: Vec<u8>, answer: &mut Option<T>) -> Result<(), Error> {
    *answer = Some(call.decode(body)?);
    Ok(())
}
