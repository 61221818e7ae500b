//! Makes calls over a transport: errors are told apart, and what may be repeated is.

use std::cell::Cell;
use std::rc::Rc;

use super::clock::Clock;
use super::retry::again;
use super::{Response, Transport};
use crate::openai::error::{Error, Kind};
use crate::openai::request::{Call, Content, Request};

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

/// Decodes an answer: the only work that is compiled anew for each type of answer.
fn keep<T>(call: &Call<T>, body: Vec<u8>, answer: &mut Option<T>) -> Result<(), Error> {
    *answer = Some(call.decode(body)?);
    Ok(())
}
