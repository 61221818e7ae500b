//! The question before a run: a plan is made of what was chosen, which may need a look at who uses it, and a yes is
//! taken only for the plan that was shown.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::propose::Proposing;
use super::{Asked, Jobs, Task};
use crate::account::cost::Saving;
use crate::account::details::Kind;
use crate::account::plans::{self, Along};
use crate::account::protected::Protected;
use crate::account::references::{self, Gap, References};
use crate::account::survey::Survey;
use crate::bulk::plan::{Item, Plan};
use crate::openai::file::File;
use crate::openai::id::StoreId;
use crate::state::backup::Backup;
use crate::state::session::Connection;
use crate::state::settings;
use crate::state::toasts::Toasts;
use crate::table::chunks::Chunks;

/// What was read of the account is trusted for so long, in milliseconds; after that a yes has it read again.
const TRUSTED_FOR: u64 = 60_000;

/// What is asked, from the moment something was chosen.
#[derive(Clone)]
pub struct Question {
    pub task: Task,
    /// The list in which they were chosen.
    from: Kind,
    /// The store whose page was open.
    store: StoreId,
    pub connection: Connection,
    /// Ids frozen at the moment of choosing; they only ever get fewer.
    chosen: Rc<RefCell<Vec<Item>>>,
    // Counted references: they outlive the dialog.
    pub with: ArcRwSignal<Along>,
    /// The recipe it is about, if nothing was chosen one by one.
    pub proposing: Option<Proposing>,
    pub plan: ArcRwSignal<Making>,
    /// Of the plan, before it is carried out.
    pub backup: Backup,
    reading: Rc<RefCell<Option<AbortHandle>>>,
    pub(super) known: Rc<RefCell<Option<Rc<Known>>>>,
}

#[derive(Clone)]
pub enum Making {
    /// Looking who uses what: so many of so many stores.
    Reading {
        done: u64,
        total: u64,
    },
    /// This list cannot be had, and without it there is no plan.
    Refused(Gap),
    Ready(Made),
}

#[derive(Clone)]
pub struct Made {
    pub plan: Plan,
    /// It could not be found out what uses the files, and the person wants to go on all the same.
    pub unknown: bool,
    /// Something changed since the person said yes to another plan.
    pub changed: bool,
    /// What no longer has to be paid for, where that was reckoned.
    pub saving: Option<Saving>,
    /// What was protected when it was made, and when that was, in milliseconds since 1970.
    pub(super) protected: Protected,
    at: u64,
}

/// What a plan is made from.
pub(super) struct Known {
    references: References,
    /// Name and size of each file.
    files: HashMap<Arc<str>, (Arc<str>, Option<u64>)>,
    /// All of the account, for a recipe.
    survey: Option<Survey>,
    /// When it was read, in milliseconds since 1970.
    at: u64,
}

impl Question {
    pub(super) fn new(task: Task, from: Kind, store: StoreId, connection: Connection, chosen: Vec<Item>) -> Question {
        Question {
            task,
            from,
            store,
            connection,
            chosen: Rc::new(RefCell::new(chosen)),
            with: ArcRwSignal::new(Along::Nothing),
            proposing: None,
            plan: ArcRwSignal::new(Making::Reading { done: 0, total: 0 }),
            backup: Backup::default(),
            reading: Rc::default(),
            known: Rc::default(),
        }
    }

    /// How many were chosen.
    pub fn count(&self) -> u64 {
        self.chosen.borrow().len() as u64
    }

    /// Whether the plan depends on who uses what.
    fn needs_references(&self) -> bool {
        match self.task {
            _ if self.proposing.is_some() => true,
            Task::DeleteFiles | Task::RemoveFiles => true,
            Task::DeleteStores => self.with.get_untracked() != Along::Nothing,
            Task::CancelBatches => false,
        }
    }

    fn stop_reading(&self) {
        if let Some(reading) = self.reading.take() {
            reading.abort();
        }
    }
}

impl Jobs {
    /// Freezes the objects chosen in a list and begins to make a plan of them.
    pub fn ask(self, task: Task, from: Kind, toasts: Toasts) {
        self.ask_for(task, from, self.chosen(task, from), toasts);
    }

    /// The same for one object of a list, whatever is chosen.
    pub fn ask_about(self, task: Task, from: Kind, id: &str, toasts: Toasts) {
        let one = Item { id: id.into(), ..Item::default() };
        self.ask_for(task, from, self.still(task, from, &[one]), toasts);
    }

    fn ask_for(self, task: Task, from: Kind, chosen: Vec<Item>, toasts: Toasts) {
        let lang = crate::state::settings::lang();
        if self.is_busy() {
            return toasts.say(lang.job_busy());
        }
        let Some(connection) = self.session.current.get_untracked() else { return };
        if chosen.is_empty() {
            if task == Task::CancelBatches {
                toasts.say(lang.cancel_batches_over());
            }
            return;
        }
        self.put(Question::new(task, from, self.catalog.inside.id_now(), connection, chosen));
    }

    pub(super) fn put(self, question: Question) {
        self.make(&question, None);
        self.question.set(Some(question));
    }

    /// No.
    pub fn decline(self) {
        if let Some(question) = self.question.get_untracked() {
            question.stop_reading();
            question.backup.stop();
            self.question.set(None);
        }
    }

    /// Other files are to go along with the stores.
    pub fn choose_with(self, question: &Question, with: Along) {
        if question.with.get_untracked() != with {
            question.with.set(with);
            self.make(question, None);
        }
    }

    /// Makes the plan, after a look at who uses what if need be. `agreed` is the plan that the person said yes to: if
    /// it comes out the same, it is carried out.
    pub fn make(self, question: &Question, agreed: Option<Plan>) {
        question.stop_reading();
        let known = question.known.borrow().clone();
        if !question.needs_references() {
            return self.made(question, &Known::nothing(), agreed);
        }
        if let Some(known) = known.filter(|known| self.browser.now() < known.at + TRUSTED_FOR) {
            return self.made(question, &known, agreed);
        }
        question.plan.set(Making::Reading { done: 0, total: 0 });
        let (handle, registration) = AbortHandle::new_pair();
        question.reading.replace(Some(handle));
        let question = question.clone();
        let reading = async move {
            match self.read(&question).await {
                Ok(known) => {
                    let known = Rc::new(known);
                    question.known.replace(Some(known.clone()));
                    self.made(&question, &known, agreed);
                }
                Err(gap) => question.plan.set(Making::Refused(gap)),
            }
        };
        let reading = Abortable::new(reading, registration);
        // An aborted reading changes nothing.
        spawn_local(async move {
            let _ = reading.await;
        });
    }

    async fn read(self, question: &Question) -> Result<Known, Gap> {
        let plan = question.plan.clone();
        let told = move |done, total| plan.set(Making::Reading { done, total });
        let client = &question.connection.client;
        let at_once = settings::ceiling(&*self.browser.get().device);
        // Taking a file out of a store leaves batches alone: a key that may not see them can do it.
        if question.task == Task::RemoveFiles && question.proposing.is_none() {
            let references = references::holders(client, at_once, &told).await?;
            return Ok(Known { references, at: self.browser.now(), ..Known::nothing() });
        }
        let reading = references::read(client, at_once, &told).await?;
        let references = reading.references.clone();
        // A file is protected by its name, so the names have to be known.
        let needs_files = question.task == Task::DeleteStores || question.proposing.is_some();
        let list = match self.catalog.files.is_whole() {
            true => self.catalog.files.rows.get_untracked(),
            false if needs_files => references::files(client).await?.into_iter().map(Arc::new).collect(),
            false => Chunks::default(),
        };
        let is_current = self
            .session
            .current
            .with_untracked(|now| now.as_ref().is_some_and(|now| now.number == question.connection.number));
        let stores = reading.stores.iter().cloned().map(Arc::new).collect();
        if is_current {
            self.graph.take(reading);
        }
        let at = self.browser.now();
        if question.proposing.is_some() {
            let survey = self.catalog.survey_of(self.browser, references, list, stores);
            return Ok(Known { survey: Some(survey), at, ..Known::nothing() });
        }
        let named = |file: &Arc<File>| {
            (file.id.shared().clone(), (file.filename.as_deref().unwrap_or_default().into(), file.bytes))
        };
        Ok(Known { references, files: list.iter().map(named).collect(), at, survey: None })
    }

    /// A plan of what is known.
    pub(super) fn made(self, question: &Question, known: &Known, agreed: Option<Plan>) {
        let protected = self.guard.now();
        let is_protected = |item: &Item| protected.holds_item(item);
        let chosen = question.chosen.borrow().clone();
        let items = match question.task {
            _ if let (Some(proposing), Some(survey)) = (&question.proposing, &known.survey) => {
                proposing.propose(survey, known.at, self.catalog.grace.get_untracked(), &is_protected);
                proposing.chosen()
            }
            Task::DeleteFiles => plans::files(chosen, &known.references),
            Task::DeleteStores => {
                let of = |id: &str| known.files.get(id).cloned().unwrap_or_default();
                plans::stores(chosen, question.with.get_untracked(), &known.references, &of, &is_protected)
            }
            Task::RemoveFiles => plans::removals(question.store.as_str(), chosen, &known.references),
            Task::CancelBatches => chosen,
        };
        let plan = Plan::sparing(items, &is_protected);
        let changed = match agreed {
            Some(agreed) if agreed.is_same(&plan) => return self.begin(question, plan),
            agreed => agreed.is_some(),
        };
        let saving = known.survey.as_ref().map(|survey| survey.saves(&plan));
        let at = if known.at > 0 { known.at } else { self.browser.now() };
        question.plan.set(Making::Ready(Made { plan, unknown: false, changed, saving, protected, at }));
    }

    /// A plan without knowing who uses the files: for a key that may not see it.
    pub fn make_unknown(self, question: &Question) {
        let protected = self.guard.now();
        let plan = Plan::sparing(question.chosen.borrow().clone(), &|item| protected.holds_item(item));
        let at = self.browser.now();
        question.plan.set(Making::Ready(Made { plan, unknown: true, changed: false, saving: None, protected, at }));
    }

    /// Yes to the plan shown. If what it was made from may have changed meanwhile, it is made again, and only the same
    /// plan is carried out. Whether the question is answered by that.
    pub fn agree(self, question: &Question, toasts: Toasts) -> bool {
        let Making::Ready(made) = question.plan.get_untracked() else { return false };
        let before = question.chosen.borrow().clone();
        let now = match question.proposing {
            Some(_) => before.clone(),
            None => self.still(question.task, question.from, &before),
        };
        let is_old = question.needs_references() && !made.unknown && self.browser.now() > made.at + TRUSTED_FOR;
        // Another tab may have protected something.
        let is_pinned_since = self.guard.now() != made.protected;
        if now.is_empty() && question.proposing.is_none() {
            toasts.say(crate::state::settings::lang().confirm_vanished());
            self.decline();
            return true;
        }
        if now != before || is_old || is_pinned_since {
            question.chosen.replace(now);
            if is_old || question.count() != before.len() as u64 {
                question.known.replace(None);
            }
            self.make(question, Some(made.plan));
            return false;
        }
        self.begin(question, made.plan);
        true
    }

    fn begin(self, question: &Question, plan: Plan) {
        self.question.set(None);
        self.start(Asked { task: question.task, plan, connection: question.connection.clone() });
    }
}

impl Known {
    fn nothing() -> Known {
        Known { references: References::default(), files: HashMap::new(), survey: None, at: 0 }
    }
}
