//! The composer of batches: a draft for each account, kept on this device until it is submitted or thrown away.

mod drive;
pub mod keep;
mod prepare;
mod repeat;

use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::carry::{Carrier, Part};
use super::catalog::Catalog;
use super::inspect::{Inspection, Reading};
use super::services::{Browser, Handed, Lock};
use super::session::Session;
use super::settings::lang;
use super::toasts::Toasts;
use crate::jsonl::build::Built;
use crate::jsonl::check::Verdict;
use crate::jsonl::draft::{Draft, Source};
use crate::jsonl::order::Fault;
use crate::jsonl::problem::Kind;
use crate::openai::batch::Endpoint;
use crate::openai::error::Error;
use crate::openai::id::BatchId;
pub use repeat::Composition;

#[derive(Clone, Copy)]
pub struct Composer {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    toasts: Toasts,
    /// Of a file that is only checked.
    pub check: Inspection,
    pub draft: RwSignal<Draft>,
    /// The file of the person's disk: JSONL or a table.
    pub source: RwSignal<Option<Handed>, LocalStorage>,
    /// The names of a table's columns.
    pub columns: RwSignal<Vec<String>>,
    pub preparing: RwSignal<Preparing>,
    pub built: RwSignal<Option<Built>>,
    /// Of the requests as they are to be sent.
    pub inspection: Inspection,
    /// The batches that are to be, once their submission began.
    pub parts: RwSignal<Vec<Part>, LocalStorage>,
    carrier: Carrier,
    /// Where the parts' requests go.
    endpoint: RwSignal<Endpoint>,
    /// The browser keeps nothing: closing the page would lose the draft.
    pub unkept: RwSignal<bool>,
    /// Whether the person wants it sent although the inspection found errors.
    pub insists: RwSignal<bool>,
    /// What is being prepared, and ends when this is let go.
    working: StoredValue<Option<Lock>, LocalStorage>,
    /// Held while a submission runs.
    lock: StoredValue<Option<Lock>, LocalStorage>,
    /// Counts the preparations, so that what is told of an earlier one changes nothing.
    number: StoredValue<u32>,
    /// The account that the draft belongs to.
    place: StoredValue<Option<String>>,
}

/// From what the person gave to what can be inspected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preparing {
    Nothing,
    Running {
        bytes: u64,
        of: u64,
    },
    Failed(Fault),
    /// The file of the account could not be had.
    Refused(Error),
}

impl Composer {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog, toasts: Toasts) -> Self {
        let carrier = Carrier::new(browser, session, catalog);
        let composer = Composer {
            browser,
            session,
            catalog,
            toasts,
            check: Inspection::new(browser),
            draft: RwSignal::new(Draft::new(session.new_id())),
            source: RwSignal::new_local(None),
            columns: RwSignal::new(Vec::new()),
            preparing: RwSignal::new(Preparing::Nothing),
            built: RwSignal::new(None),
            inspection: Inspection::new(browser),
            parts: carrier.parts,
            carrier,
            endpoint: RwSignal::new(Endpoint::ChatCompletions),
            unkept: RwSignal::new(false),
            insists: RwSignal::new(false),
            working: StoredValue::new_local(None),
            lock: StoredValue::new_local(None),
            number: StoredValue::new(0),
            place: StoredValue::new(None),
        };
        provide_context(composer);
        let number = Memo::new(move |_| session.current.with(|now| now.as_ref().map(|now| now.number)));
        Effect::new(move |_| {
            number.get();
            composer.check.close();
            composer.enter();
        });
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if untrack(|| composer.is_running()) {
                event.prevent_default();
            }
        });
        on_cleanup(move || leaving.remove());
        composer.prepare_on_change();
        composer.keep_on_change();
        composer
    }

    /// Takes a file as the source of the draft. Whether it did: not while a submission is under way.
    pub fn adopt(self, file: Handed) -> bool {
        if self.is_submitting() {
            self.toasts.say(lang().compose_busy());
            return false;
        }
        self.draft.update(|draft| {
            draft.source = Source::File;
            draft.name = file.name.clone();
        });
        self.take(file);
        true
    }

    /// Takes requests of a batch that are to be sent again. Whether it did: not while a submission is under way.
    pub fn adopt_rows(self, parent: &BatchId, file: Handed) -> bool {
        if untrack(|| self.is_done()) {
            self.begin_another();
        }
        if untrack(|| self.is_submitting()) {
            self.toasts.say(lang().compose_busy());
            return false;
        }
        self.draft.update(|draft| {
            draft.source = Source::Rows;
            draft.parent = parent.as_str().to_owned();
        });
        self.take(file);
        true
    }

    /// A file of the person's disk, for the source that was chosen.
    pub fn take(self, file: Handed) {
        self.draft.update(|draft| draft.name = file.name.clone());
        self.keep_file(Some(file.content.clone()));
        self.source.set(Some(file));
    }

    /// Where the requests go.
    pub fn endpoint(self) -> Option<Endpoint> {
        let made = self.draft.with(|draft| draft.source.is_made().then(|| draft.endpoint.clone()));
        made.or_else(|| self.inspection.reading.with(|reading| reading.report()?.endpoint()))
    }

    pub fn is_submitting(self) -> bool {
        self.parts.with(|parts| !parts.is_empty())
    }

    /// Whether the requests are too many or too large for one batch.
    pub fn is_over(self) -> bool {
        let over = [Kind::TooManyRequests, Kind::TooManyBytes, Kind::TooManyInputs];
        self.inspection.reading.with(|reading| match reading {
            Reading::Done(report) => over.iter().any(|kind| report.problem(*kind).is_some()),
            _ => false,
        })
    }

    /// Why it cannot be submitted yet.
    pub fn obstacle(self) -> Option<Obstacle> {
        if !matches!(self.preparing.get(), Preparing::Nothing) {
            return Some(Obstacle::NotReady);
        }
        let over = self.is_over();
        self.inspection.reading.with(|reading| {
            let Reading::Done(report) = reading else { return Some(Obstacle::NotReady) };
            let splits = |kind| matches!(kind, Kind::TooManyRequests | Kind::TooManyBytes | Kind::TooManyInputs);
            let errors = report.problems.iter().any(|problem| problem.kind.is_error() && !splits(problem.kind));
            if report.requests == 0 {
                Some(Obstacle::Empty)
            } else if errors && !self.insists.get() && (over || report.verdict() == Verdict::Bad) {
                Some(Obstacle::Errors)
            } else if self.endpoint().is_none() {
                Some(Obstacle::NoEndpoint)
            } else if !self.draft.with(Draft::is_labelled) {
                Some(Obstacle::Labels)
            } else {
                None
            }
        })
    }

    /// Throws the draft away, and what is known of its submission.
    pub fn throw_away(self) {
        self.forget();
        self.begin(Draft::new(self.session.new_id()), None);
    }

    /// After a submission: the next draft.
    pub fn begin_another(self) {
        self.begin(Draft::new(self.session.new_id()), None);
    }

    /// Another kind of source; a file was meant for the one before.
    pub fn choose(self, source: Source) {
        let had_file = self.source.with_untracked(Option::is_some);
        if had_file {
            self.keep_file(None);
            self.source.set(None);
        }
        self.columns.set(Vec::new());
        self.draft.update(|draft| {
            draft.source = source;
            if had_file {
                draft.name = String::new();
            }
        });
    }

    /// Shows a draft in the place of the present one.
    fn begin(self, draft: Draft, source: Option<Handed>) {
        self.number.update_value(|number| *number += 1);
        self.working.set_value(None);
        self.lock.set_value(None);
        self.inspection.close();
        self.columns.set(Vec::new());
        self.built.set(None);
        self.preparing.set(Preparing::Nothing);
        self.parts.set(Vec::new());
        self.insists.set(false);
        self.source.set(source);
        self.draft.set(draft);
    }

    /// The account in use has changed: its own draft is shown.
    fn enter(self) {
        let place = self.session.current.with_untracked(|now| now.as_ref().map(keep::place));
        self.place.set_value(place.clone());
        self.begin(Draft::new(self.session.new_id()), None);
        let Some(place) = place else { return };
        spawn_local(async move {
            let Some(kept) = self.read(&place).await else { return };
            // The person may have gone elsewhere, or begun another one.
            let unchanged = self.place.with_value(|now| now.as_ref() == Some(&place));
            if unchanged && self.draft.with_untracked(Draft::is_empty) {
                self.begin(kept.draft, kept.source);
                self.resume(kept.submission);
            }
        });
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There is nothing yet, or it is still being read.
    NotReady,
    Empty,
    Errors,
    NoEndpoint,
    /// The description or the metadata.
    Labels,
}

/// Content that is in memory, as a file.
fn held(name: &str, text: &str) -> Handed {
    let content = crate::transport::Held(text.as_bytes().to_vec());
    Handed { name: name.to_owned(), content: Rc::new(content) }
}
