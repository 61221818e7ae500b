//! Carries a submission out: what the machine of each part orders is done here, one part after the other.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use futures_util::future::{AbortHandle, Abortable, Aborted};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::{KeptPart, Submitted};
use super::{Composer, Preparing};
use crate::jsonl::draft::Source;
use crate::jsonl::order::{Order as Work, Told};
use crate::jsonl::split::Room;
use crate::jsonl::submit::{Event, Input, Order, Stage, State, Submission};
use crate::openai::batch;
use crate::openai::error::{Error, Kind};
use crate::openai::id::UploadId;
use crate::openai::purpose::Purpose;
use crate::openai::request::Content;
use crate::openai::upload;
use crate::state::inspect::Mending;
use crate::state::services::Handed;
use crate::state::settings::lang;
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
    fn new(bytes: u64, stage: Stage, content: Option<Rc<dyn Content>>) -> Self {
        let machine = Submission::new(stage);
        Part { bytes, machine, sent: ArcRwSignal::new(0), content, abort: None, tried: false }
    }

    pub(super) fn kept(&self) -> KeptPart {
        KeptPart { bytes: self.bytes, stage: self.machine.stage.clone() }
    }

    fn is_done(&self) -> bool {
        matches!(self.machine.stage, Stage::Done(_))
    }
}

impl Composer {
    /// The person wants the draft submitted.
    pub fn submit(self) {
        if self.obstacle_untracked() || self.lock.with_value(Option::is_some) {
            return;
        }
        let (Some(endpoint), Some(file)) = (untrack(|| self.endpoint()), self.inspection.file.get_untracked()) else {
            return;
        };
        self.endpoint.set(endpoint);
        let over = untrack(|| self.is_over());
        spawn_local(async move {
            let contents = if over { self.split(file).await } else { Some(vec![file.content]) };
            if let Some(contents) = contents {
                self.begin_parts(contents);
            }
        });
    }

    fn obstacle_untracked(self) -> bool {
        untrack(|| self.obstacle()).is_some()
    }

    fn begin_parts(self, contents: Vec<Rc<dyn Content>>) {
        let whole = contents.len() == 1;
        let parts = contents.into_iter().map(|content| {
            let stage = if whole { self.uploaded_already() } else { Stage::Upload };
            Part::new(content.size(), stage, Some(content))
        });
        self.parts.set(parts.collect());
        self.go_on();
    }

    /// A file of the account that was not mended needs no upload.
    fn uploaded_already(self) -> Stage {
        let id = self.draft.with_untracked(|draft| (draft.source == Source::Account).then(|| draft.file.clone()));
        let as_it_is = self.inspection.mending.with_untracked(|mending| !matches!(mending, Mending::Done(_)));
        match id.filter(|_| as_it_is) {
            None => Stage::Upload,
            Some(id) => {
                let since = self.catalog.files.rows.with_untracked(|rows| {
                    rows.iter().find(|file| file.id.as_str() == id).and_then(|file| file.created_at)
                });
                Stage::Ready(Input { file: id.into(), since: since.unwrap_or(0) })
            }
        }
    }

    /// The requests as files that each are a batch's; none if that did not succeed, which is then shown, or was stopped.
    async fn split(self, file: Handed) -> Option<Vec<Rc<dyn Content>>> {
        let room = Room::of(&self.endpoint.get_untracked());
        let of = file.content.size();
        self.preparing.set(Preparing::Running { bytes: 0, of });
        let (tell, made) = oneshot::channel();
        let tell = Cell::new(Some(tell));
        let hears = Rc::new(move |told: Told, files: Vec<Rc<dyn Content>>| match told {
            Told::Read { bytes, of } => self.preparing.set(Preparing::Running { bytes, of }),
            Told::Split(_) => {
                self.preparing.set(Preparing::Nothing);
                // Nobody waits for it any more if the page shows another draft.
                drop(tell.take().map(|tell| tell.send(files)));
            }
            Told::Failed(fault) => {
                self.preparing.set(Preparing::Failed(fault));
                tell.take();
            }
            _ => {}
        });
        let work = self.browser.get().work;
        self.working.set_value(Some(work(Work::Split(room), vec![file.content], hears)));
        let made = made.await.ok();
        self.working.set_value(None);
        made
    }

    /// Takes up a submission that the page did not see through. What may have been sent is looked for at once.
    pub(super) fn resume(self, submitted: Option<Submitted>) {
        let Some(Submitted { endpoint, parts, .. }) = submitted else { return };
        self.endpoint.set(endpoint);
        let asked = parts.iter().any(|part| matches!(part.stage, Stage::Asked(_)));
        self.parts.set(parts.into_iter().map(|part| Part::new(part.bytes, part.stage, None)).collect());
        if asked {
            self.go_on();
        }
    }

    /// Carries on with the first part that is not done, and the others after it.
    pub fn go_on(self) {
        let Some(client) = self.catalog.client() else { return };
        let take = self.browser.get().lock;
        let Some(place) = self.place.get_value() else { return };
        spawn_local(async move {
            let Some(lock) = take(&format!("quartermaster.submission {place}"), false).await else {
                self.toasts.say(lang().submit_elsewhere());
                return;
            };
            if self.lock.with_value(Option::is_some) {
                return;
            }
            self.lock.set_value(Some(lock));
            if !self.journal_first().await {
                self.lock.set_value(None);
                self.parts.set(Vec::new());
                self.toasts.say(lang().submit_changed());
                return;
            }
            self.run(&client).await;
            self.lock.set_value(None);
            if self.parts.with_untracked(|parts| !parts.is_empty() && parts.iter().all(Part::is_done)) {
                self.keep_submitted();
            }
        });
    }

    /// Whether it is still to be submitted: another tab may have done so. What that one has begun is gone on with.
    async fn journal_first(self) -> bool {
        if self.was_submitted().await {
            return false;
        }
        if let Some(Submitted { parts: known, .. }) = self.read_submission().await {
            self.parts.update(|parts| {
                for (part, KeptPart { bytes, stage }) in parts.iter_mut().zip(known) {
                    let further = matches!(stage, Stage::Asked(_) | Stage::Done(_)) && part.machine.stage != stage;
                    if further && part.bytes == bytes {
                        part.machine = Submission::new(stage);
                    }
                }
            });
        }
        self.journal().await;
        true
    }

    async fn run(self, client: &Client) {
        let count = self.parts.with_untracked(Vec::len);
        for part in 0..count {
            if self.is_without_content(part) && !self.find_contents().await {
                return self.toasts.say(lang().submit_no_source());
            }
            let mut order = self.tell(part, Submission::go);
            while let Some(next) = order {
                let event = self.carry_out(client, part, next).await;
                order = self.tell(part, |machine| machine.on(event));
            }
            let done = self.parts.with_untracked(|parts| parts.get(part).is_some_and(Part::is_done));
            if !done {
                return;
            }
        }
    }

    fn is_without_content(self, part: usize) -> bool {
        self.parts.with_untracked(|parts| {
            parts.get(part).is_some_and(|part| part.machine.stage == Stage::Upload && part.content.is_none())
        })
    }

    /// The page was closed before all was uploaded: the requests are made again of the same draft. Whether they are
    /// what they were.
    async fn find_contents(self) -> bool {
        let Some(file) = self.inspection.file.get_untracked() else { return false };
        let several = self.parts.with_untracked(Vec::len) > 1;
        let contents = if several { self.split(file).await } else { Some(vec![file.content]) };
        let contents = contents.unwrap_or_default();
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

    fn tell(self, part: usize, tell: impl FnOnce(&mut Submission) -> Option<Order>) -> Option<Order> {
        self.parts.try_update(|parts| parts.get_mut(part).and_then(|part| tell(&mut part.machine))).flatten()
    }

    async fn carry_out(self, client: &Client, part: usize, order: Order) -> Event {
        match order {
            Order::Upload => self.upload(client, part).await,
            Order::Keep => {
                self.journal().await;
                Event::Kept
            }
            Order::Create(file) => {
                let of = self.parts.with_untracked(Vec::len);
                let endpoint = self.endpoint.get_untracked();
                let request = self.draft.with_untracked(|draft| draft.request(file, endpoint, part, of));
                match client.call(&batch::create(&request)).await {
                    Ok(made) => {
                        let id = made.id.clone();
                        self.catalog.batches.put(vec![Arc::new(made)]);
                        Event::Created(id)
                    }
                    Err(error) => Event::Failed(error),
                }
            }
            Order::Look(since) => {
                let nonce = self.draft.with_untracked(|draft| draft.nonce(part));
                match batch_with(client, &nonce, since).await {
                    Ok(found) => {
                        let id = found.as_ref().map(|batch| batch.id.clone());
                        self.catalog.batches.put(found.into_iter().map(Arc::new).collect());
                        Event::Listed(id)
                    }
                    Err(error) => Event::Failed(error),
                }
            }
            Order::Rest(ms) => {
                self.browser.get().clock.sleep(ms).await;
                Event::Rested
            }
        }
    }

    async fn upload(self, client: &Client, part: usize) -> Event {
        let name = self.draft.with_untracked(|draft| draft.upload_name(part));
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
                self.catalog.files.put(vec![Arc::new(file)]);
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

    /// Whether something is under way.
    pub fn is_running(self) -> bool {
        self.parts.with(|parts| parts.iter().any(|part| !part.machine.rests()))
    }

    /// Whether all parts have become batches.
    pub fn is_done(self) -> bool {
        self.parts.with(|parts| !parts.is_empty() && parts.iter().all(Part::is_done))
    }

    /// Whether it may be that a batch is there of which the page does not know.
    pub fn is_unsure(self) -> bool {
        self.parts.with(|parts| parts.iter().any(|part| matches!(part.machine.stage, Stage::Asked(_))))
    }

    /// Goes back to the draft, where nothing was made of it yet.
    pub fn edit(self) {
        let untouched = self.parts.with_untracked(|parts| {
            parts.iter().all(|part| {
                let stage = &part.machine.stage;
                part.machine.rests() && matches!(stage, Stage::Upload | Stage::Ready(_))
            })
        });
        if untouched {
            self.parts.set(Vec::new());
            // What comes of it is another submission, with other nonces.
            self.draft.update(|draft| draft.id = self.session.new_id());
            spawn_local(async move {
                // What cannot be kept is said on the page.
                self.journal().await;
            });
        }
    }

    /// What the machine of a part is at.
    pub fn state(self, part: usize) -> Option<State> {
        self.parts.with(|parts| parts.get(part).map(|part| part.machine.state.clone()))
    }
}
