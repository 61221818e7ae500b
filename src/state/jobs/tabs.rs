//! Other tabs: one runs a job, all of them show it.

use std::collections::HashSet;
use std::mem::discriminant;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drive::Run;
use super::keep::read_about;
use super::{Jobs, Task};
use crate::account::owner::Owner;
use crate::bulk::job::Event;
use crate::bulk::mirror::Message;
use crate::bulk::progress::{Progress, RunState};
use crate::state::session::Connection;

/// Between two reports of how far a run has come, in milliseconds.
const EVERY: u64 = 400;

/// A run in another tab.
#[derive(Clone)]
pub struct Mirror {
    pub id: String,
    pub task: Task,
    pub owner: Owner,
    pub progress: ArcRwSignal<Progress>,
}

impl Jobs {
    pub(super) fn open_tabs(self) {
        let tell = (self.browser.get().tabs)(Rc::new(move |text| {
            if let Some(message) = Message::read(text) {
                self.heard(message);
            }
        }));
        tell(&Message::Hello.write());
        self.tabs.set_value(tell);
    }

    fn heard(self, message: Message) {
        match message {
            Message::Hello => {
                if let Some(run) = self.run.get_untracked() {
                    self.tell_progress(&run);
                }
            }
            Message::Wish { job, event } => {
                let mine = self.run.get_untracked().filter(|run| run.keeper.as_ref().is_some_and(|own| own.id == job));
                if let Some(run) = mine {
                    self.tell(&run, event);
                }
            }
            Message::Gone { place, ids } => {
                let is_here = |now: &Option<Connection>| now.as_ref().is_some_and(|now| now.owner().place() == place);
                if self.session.current.with_untracked(is_here) {
                    self.forget_rows(&ids.into_iter().map(Arc::from).collect());
                }
            }
            Message::Runs { job, about, progress } => self.mirrored(job, &about, progress),
        }
    }

    fn mirrored(self, id: String, about: &str, progress: Progress) {
        let over = matches!(progress.state, RunState::Finished { .. });
        if let Some(mirror) = self.mirror.get_untracked().filter(|mirror| mirror.id == id) {
            mirror.progress.set(progress);
            if over {
                self.mirror.set(None);
            }
        } else if !over && let Some((task, owner)) = read_about(about) {
            self.offers.update(|offers| offers.retain(|offer| offer.id != id));
            self.mirror.set(Some(Mirror { id: id.clone(), task, owner, progress: ArcRwSignal::new(progress) }));
            self.watch(id);
        }
    }

    /// Waits until no tab has the run in hand any more: it was put away, or its tab is gone.
    pub(super) fn watch(self, id: String) {
        let waiting = (self.browser.get().lock)(&super::offer::lock_of(&id), true);
        spawn_local(async move {
            drop(waiting.await);
            if self.mirror.get_untracked().is_some_and(|mirror| mirror.id == id) {
                self.mirror.set(None);
            }
            if self.run.with_untracked(Option::is_none) {
                self.look_for_offers();
            }
        });
    }

    /// Asks the other tab to pause, to go on, or to stop.
    pub(super) fn wish(self, event: Event) {
        if let Some(mirror) = self.mirror.get_untracked() {
            self.post(&Message::Wish { job: mirror.id, event });
        }
    }

    /// Shows how far a run has come, here and in the other tabs: not after each of hundreds of answers a second.
    pub(super) fn show(self, run: &Run, progress: Progress) {
        let is_news = run.progress.with_untracked(|old| discriminant(&old.state) != discriminant(&progress.state));
        let now = self.browser.now();
        if is_news || now.abs_diff(run.shown.get()) >= EVERY {
            run.shown.set(now);
            run.progress.set(progress);
            self.tell_progress(run);
        } else if !run.showing.replace(true) {
            let (run, wait) = (run.clone(), self.browser.get().clock.sleep(EVERY));
            spawn_local(async move {
                wait.await;
                run.showing.set(false);
                let progress = run.job.borrow().progress(self.browser.now());
                self.show(&run, progress);
            });
        }
    }

    fn tell_progress(self, run: &Run) {
        if let Some(keeper) = &run.keeper {
            let progress = run.progress.get_untracked();
            self.post(&Message::Runs { job: keeper.id.clone(), about: keeper.about.clone(), progress });
        }
    }

    pub(super) fn tell_gone(self, run: &Run, gone: &HashSet<Arc<str>>) {
        if run.keeper.is_some() {
            let ids = gone.iter().map(|id| id.to_string()).collect();
            self.post(&Message::Gone { place: run.connection.owner().place(), ids });
        }
    }

    fn post(self, message: &Message) {
        self.tabs.with_value(|tell| tell(&message.write()));
    }
}
