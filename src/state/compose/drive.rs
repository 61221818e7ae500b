//! A submission of the draft: what it is of, and its parts one after the other.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Composer, Preparing};
use crate::jsonl::draft::Source;
use crate::jsonl::order::{Order as Work, Told};
use crate::jsonl::split::Room;
use crate::jsonl::submit::{Input, Stage, State, Submission};
use crate::jsonl::submitted::{KeptPart, Submitted};
use crate::openai::request::Content;
use crate::state::carry::{Load, Part};
use crate::state::inspect::Mending;
use crate::state::services::Handed;
use crate::state::settings::lang;

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
    pub(super) fn uploaded_already(self) -> Stage {
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
        let connection =
            self.session.current.with_untracked(|now| now.as_ref().map(|now| (now.number, now.client.clone())));
        let Some((connection, client)) = connection else { return };
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
            let load = Load {
                draft: self.draft.get_untracked(),
                endpoint: self.endpoint.get_untracked(),
                journal: Rc::new(move || {
                    Box::pin(async move {
                        // What cannot be kept is said on the page.
                        self.journal().await;
                    })
                }),
                client,
                connection,
            };
            self.run(&load).await;
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

    async fn run(self, load: &Load) {
        let count = self.parts.with_untracked(Vec::len);
        for part in 0..count {
            if self.carrier.is_without_content(part) && !self.find_contents().await {
                return self.toasts.say(lang().submit_no_source());
            }
            if !self.carrier.carry(part, load).await {
                return;
            }
        }
    }

    /// The page was closed before all was uploaded: the requests are made again of the same draft. Whether they are
    /// what they were.
    async fn find_contents(self) -> bool {
        let Some(file) = self.inspection.file.get_untracked() else { return false };
        let several = self.parts.with_untracked(Vec::len) > 1;
        let contents = if several { self.split(file).await } else { Some(vec![file.content]) };
        self.carrier.give(contents.unwrap_or_default())
    }

    /// Stops the upload of a part.
    pub fn stop_upload(self, part: usize) {
        self.carrier.stop_upload(part);
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
