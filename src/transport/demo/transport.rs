//! The demo account as a transport: in the page, without a network.

use std::cell::RefCell;
use std::rc::Rc;

use super::account::Account;
use super::faults::{Fault, Faults};
use super::incoming::{Incoming, IncomingBody, IncomingFile};
use super::seed::Seed;
use super::serve::{End, serve};
use crate::openai::request::{Body, Form, Local, Request};
use crate::transport::clock::Clock;
use crate::transport::{Failure, Response, Transport};

/// What is kept in memory of the input of a batch, in bytes: all of it, up to this.
const MOST_OF_A_BATCH: u64 = 32 * 1024 * 1024;
/// What is kept of any other file, or of a part of an upload.
const MOST_OF_A_FILE: u64 = 256 * 1024;
/// Bytes that the wire is said to carry in a millisecond.
const SPEED: u64 = 12_000;
/// Steps in which an upload reports its progress.
const STEPS: u64 = 20;

/// Answers from memory, after the little while that a network would take.
pub struct Demo {
    account: RefCell<Account>,
    faults: RefCell<Faults>,
    clock: Rc<dyn Clock>,
}

impl Demo {
    pub fn new(seed: &Seed, clock: Rc<dyn Clock>) -> Self {
        let account = Account::new(seed, clock.now() / 1000);
        Demo { account: RefCell::new(account), faults: RefCell::default(), clock }
    }

    /// Puts other rules in force. The same rules and seed strike the same requests.
    pub fn set_faults(&self, rules: Vec<Fault>, seed: u64) {
        *self.faults.borrow_mut() = Faults::new(rules, seed);
    }

    /// Looks into the account, or changes its settings.
    pub fn with_account<T>(&self, look: impl FnOnce(&mut Account) -> T) -> T {
        look(&mut self.account.borrow_mut())
    }

    async fn carry(&self, request: &Request) -> Result<Response, Failure> {
        let body = match &request.body {
            Body::Empty => IncomingBody::Empty,
            Body::Json(text) => IncomingBody::Json(text.clone().into_bytes()),
            Body::Form(form) => self.upload(form).await?,
        };
        let incoming = Incoming {
            method: request.method,
            path: request.path.clone(),
            query: request.query.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            body,
        };
        // Half of the way before the deed and half after it, so that what is dropped may or may not have happened.
        self.clock.sleep(15 + (self.clock.random() * 35.0) as u64).await;
        let outcome = serve(&mut self.account.borrow_mut(), &mut self.faults.borrow_mut(), &incoming, self.clock.now());
        let size = match &outcome.end {
            End::Answer(answer) | End::Cut(answer) => answer.body.len() as u64,
            End::Reset | End::Hang => 0,
        };
        self.clock.sleep(outcome.delay + 15 + size / SPEED).await;
        match outcome.end {
            End::Answer(answer) => Ok(Response {
                status: answer.status,
                request_id: Some(answer.request_id),
                retry_after: answer.retry_after,
                body: first(answer.body, request.most),
            }),
            End::Cut(_) => Err(Failure::Cut),
            End::Reset => Err(Failure::Unreadable),
            End::Hang => std::future::pending().await,
        }
    }

    /// Takes the time a network would take, and keeps what there is room for.
    async fn upload(&self, form: &Form) -> Result<IncomingBody, Failure> {
        let content = &form.file.content;
        let size = content.size();
        for step in 1..=STEPS {
            self.clock.sleep(size / STEPS / SPEED).await;
            if let Some(progress) = &form.progress {
                progress(size * step / STEPS);
            }
        }
        let batch = form.fields.iter().any(|(name, value)| *name == "purpose" && value == "batch");
        let most = if batch { MOST_OF_A_BATCH } else { MOST_OF_A_FILE };
        // A file that cannot be read any more makes fetch fail without saying why.
        let mut bytes = content.slice(0..size.min(most)).read().await.ok_or(Failure::Unreadable)?;
        if batch && size > most {
            // The rest of the last line is missing; the lines before it are whole.
            bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1));
        }
        Ok(IncomingBody::Form {
            fields: form.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            file: Some(IncomingFile {
                field: form.file.field.to_owned(),
                filename: form.file.filename.clone(),
                bytes,
                size,
            }),
        })
    }
}

/// As much of a body as is wanted.
fn first(mut body: Vec<u8>, most: Option<u64>) -> Vec<u8> {
    body.truncate(most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX)));
    body
}

impl Transport for Demo {
    fn send<'a>(&'a self, request: &'a Request) -> Local<'a, Result<Response, Failure>> {
        Box::pin(self.carry(request))
    }
}
