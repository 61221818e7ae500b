//! Carries a submission out: what the machine of a part orders is done here.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable, Aborted};
use leptos::prelude::*;

use super::catalog::Catalog;
use super::services::Browser;
use super::session::Session;
use crate::bulk::records::Later;
use crate::jsonl::draft::Draft;
use crate::jsonl::submit::{Event, Input, Order, Stage, Submission};
use crate::jsonl::submitted::KeptPart;
use crate::openai::batch::{self, Batch, Endpoint};
use crate::openai::error::{Error, Kind};
use crate::openai::id::UploadId;
use crate::openai::purpose::Purpose;
use crate::openai::request::Content;
use crate::openai::upload;
use crate::transport::client::Client;
use crate::transport::find::batch_with;
use crate::transport::upload::{Sending, send};

/// A batch that is to be.
#[derive(Clone)]
pub struct Part {
    pub bytes: u64,
    pub machine: Submission,
    /// Bytes that were uploaded; counted references, since a part outlives its screen.
    pub sent: ArcRwSignal<u64>,
    content: Option<Rc<dyn Content>>,
    abort: Option<AbortHandle>,
    /// Whether an upload was begun before, with an unclear end.
    tried: bool,
}

impl Part {
    pub fn new(bytes: u64, stage: Stage, content: Option<Rc<dyn Content>>) -> Self {
        let machine = Submission::new(stage);
        Part { bytes, machine, sent: ArcRwSignal::new(0), content, abort: None, tried: false }
    }

    fn kept(&self) -> KeptPart {
        KeptPart { bytes: self.bytes, stage: self.machine.stage.clone() }
    }

    pub fn is_done(&self) -> bool {
        matches!(self.machine.stage, Stage::Done(_))
    }
}

/// What becomes of the parts.
pub struct Load {
    pub draft: Draft,
    pub endpoint: Endpoint,
    /// Writes the stage of each part into the journal.
    pub journal: Rc<dyn Fn() -> Later<()>>,
    pub client: Client,
    /// The number of the connection that the client is of.
    pub connection: u32,
}

/// Where the parts are.
#[derive(Clone, Copy)]
pub struct Carrier {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    pub parts: RwSignal<Vec<Part>, LocalStorage>,
}

impl Carrier {
    pub fn new(browser: Browser, session: Session, catalog: Catalog) -> Self {
        Carrier { browser, session, catalog, parts: RwSignal::new_local(Vec::new()) }
    }

    /// Takes a part as far as it goes; whether it has become a batch.
    pub async fn carry(self, part: usize, load: &Load) -> bool {
        let mut order = self.tell(part, Submission::go);
        while let Some(next) = order {
            let event = self.carry_out(load, part, next).await;
            order = self.tell(part, |machine| machine.on(event));
        }
        self.parts.with_untracked(|parts| parts.get(part).is_some_and(Part::is_done))
    }

    /// Whether a part is to be uploaded and has nothing that could be.
    pub fn is_without_content(self, part: usize) -> bool {
        self.parts.with_untracked(|parts| {
            parts.get(part).is_some_and(|part| part.machine.stage == Stage::Upload && part.content.is_none())
        })
    }

    /// Gives the parts of a submission that was begun before what they were made of. Whether it is what it was.
    pub fn give(self, contents: Vec<Rc<dyn Content>>) -> bool {
        let fit = |parts: &Vec<Part>| {
            parts.len() == contents.len()
                && parts.iter().zip(&contents).all(|(part, content)| part.bytes == content.size())
        };
        if !self.parts.with_untracked(fit) {
            return false;
        }
        self.parts.update(|parts| {
            for (part, content) in parts.iter_mut().zip(contents) {
                part.content = Some(content);
                part.tried = true;
            }
        });
        true
    }

    /// As they are journaled.
    pub fn kept(self) -> Vec<KeptPart> {
        self.parts.with_untracked(|parts| parts.iter().map(Part::kept).collect())
    }

    /// Whether the account whose batch it is is still in use: the lists are another's otherwise.
    fn is_here(self, load: &Load) -> bool {
        self.session.current.with_untracked(|now| now.as_ref().is_some_and(|now| now.number == load.connection))
    }

    fn tell(self, part: usize, tell: impl FnOnce(&mut Submission) -> Option<Order>) -> Option<Order> {
        self.parts.try_update(|parts| parts.get_mut(part).and_then(|part| tell(&mut part.machine))).flatten()
    }

    async fn carry_out(self, load: &Load, part: usize, order: Order) -> Event {
        let Load { draft, client, .. } = load;
        match order {
            Order::Upload => self.upload(load, part).await,
            Order::Keep => {
                (load.journal)().await;
                Event::Kept
            }
            Order::Create(file) => {
                let of = self.parts.with_untracked(Vec::len);
                match client.call(&batch::create(&draft.request(file, load.endpoint.clone(), part, of))).await {
                    Ok(made) => {
                        let id = made.id.clone();
                        self.put(load, Some(made));
                        Event::Created(id)
                    }
                    Err(error) => Event::Failed(error),
                }
            }
            Order::Look(since) => match batch_with(client, &draft.nonce(part), since).await {
                Ok(found) => {
                    let id = found.as_ref().map(|batch| batch.id.clone());
                    self.put(load, found);
                    Event::Listed(id)
                }
                Err(error) => Event::Failed(error),
            },
            Order::Rest(ms) => {
                self.browser.get().clock.sleep(ms).await;
                Event::Rested
            }
        }
    }

    /// Shows a batch in its list.
    fn put(self, load: &Load, batch: Option<Batch>) {
        if self.is_here(load) {
            self.catalog.batches.put(batch.into_iter().map(Arc::new).collect());
        }
    }

    async fn upload(self, load: &Load, part: usize) -> Event {
        let (name, client) = (load.draft.upload_name(part), &load.client);
        let (abort, registration) = AbortHandle::new_pair();
        let begun: Rc<RefCell<Option<UploadId>>> = Rc::default();
        let sending = self.parts.try_update(|parts| {
            let part = parts.get_mut(part)?;
            let sent = part.sent.clone();
            sent.set(0);
            part.abort = Some(abort);
            Some(Sending {
                name,
                content: part.content.clone()?,
                purpose: Purpose::Batch,
                life: None,
                progress: Rc::new(move |bytes| sent.set(bytes)),
                // The name tells this file from all others.
                is_known: Rc::new(|_| false),
                tried: std::mem::replace(&mut part.tried, true),
                begun: begun.clone(),
            })
        });
        let Some(sending) = sending.flatten() else { return Event::Failed(Error::of(Kind::Interrupted)) };
        match Abortable::new(send(client, &sending), registration).await {
            Ok(Ok(file)) => {
                let input = Input { file: file.id.clone(), since: file.created_at.unwrap_or(0) };
                if self.is_here(load) {
                    self.catalog.files.put(vec![Arc::new(file)]);
                }
                Event::Uploaded(input)
            }
            Ok(Err(error)) => Event::Failed(error),
            Err(Aborted) => {
                let begun = begun.take();
                if let Some(id) = begun {
                    // If this fails too, it ends by itself within the hour.
                    let _ = client.once(&upload::cancel(&id)).await;
                }
                Event::Stopped
            }
        }
    }

    /// Stops the upload of a part.
    pub fn stop_upload(self, part: usize) {
        self.parts.with_untracked(|parts| {
            if let Some(abort) = parts.get(part).and_then(|part| part.abort.as_ref()) {
                abort.abort();
            }
        });
    }
}
