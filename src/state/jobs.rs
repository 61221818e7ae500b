//! Carries out the orders of a job: sends its requests, tells it the answers, and keeps the lists true.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::services::Browser;
use super::session::{Connection, Session};
use super::table::TableState;
use super::toasts::Toasts;
use crate::account::verdict::verdict;
use crate::bulk::job::{Event, Job, Limits, Order};
use crate::bulk::outcome::Verdict;
use crate::bulk::plan::{Item, Plan};
use crate::bulk::progress::{Progress, RunState};
use crate::bulk::report::Report;
use crate::openai::batch::{self, BatchStatus};
use crate::openai::error::{Error, Kind};
use crate::openai::{file, vector_store};
use crate::table::column::Value;
use crate::table::rows::Rows;

/// Between two changes of a list while objects vanish from it, in milliseconds.
const REMOVE_EVERY: u64 = 400;

/// What is done to each object of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    DeleteFiles,
    DeleteStores,
    CancelBatches,
}

/// A plan that waits for a yes.
#[derive(Clone)]
pub struct Asked {
    pub task: Task,
    pub plan: Plan,
    pub connection: Connection,
}

#[derive(Clone, Copy)]
pub struct Jobs {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    pub asked: RwSignal<Option<Asked>, LocalStorage>,
    pub run: RwSignal<Option<Run>, LocalStorage>,
}

/// A job and what carries it out.
#[derive(Clone)]
pub struct Run {
    pub task: Task,
    connection: Connection,
    job: Rc<RefCell<Job>>,
    // Counted references: a run outlives the dialog in which it was begun.
    pub progress: ArcRwSignal<Progress>,
    /// Made when the job has finished.
    pub report: ArcRwSignal<Option<Arc<Report>>>,
    /// Counts the wake-ups ordered, so that only the last one rings.
    alarm: Rc<Cell<u32>>,
    /// Confirmed to be gone, and still on the screen.
    gone: Rc<RefCell<HashSet<Arc<str>>>>,
    removing: Rc<Cell<bool>>,
}

impl Jobs {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog) -> Self {
        let jobs = Jobs { browser, session, catalog, asked: RwSignal::new_local(None), run: RwSignal::new_local(None) };
        provide_context(jobs);
        jobs.follow_network();
        jobs.follow_session();
        jobs
    }

    /// Freezes the chosen objects into a plan and asks for a yes.
    pub fn ask(self, task: Task, toasts: Toasts) {
        let lang = super::settings::lang();
        if self.is_busy() {
            return toasts.say(lang.job_busy());
        }
        let Some(connection) = self.session.current.get_untracked() else { return };
        let plan = Plan::new(self.chosen(task));
        if plan.count() > 0 {
            self.asked.set(Some(Asked { task, plan, connection }));
        } else if task == Task::CancelBatches {
            toasts.say(lang.cancel_batches_over());
        }
    }

    /// How many of the chosen objects the task would act on.
    pub fn chosen_count(self, task: Task) -> u64 {
        let rows = self.table(task).rows.get().0;
        self.table(task)
            .selection
            .with(|selection| selection.rows().into_iter().filter(|row| is_target(task, &*rows, *row)).count() as u64)
    }

    fn table(self, task: Task) -> TableState {
        match task {
            Task::DeleteFiles => self.catalog.file_table,
            Task::DeleteStores => self.catalog.store_table,
            Task::CancelBatches => self.catalog.batch_table,
        }
    }

    fn chosen(self, task: Task) -> Vec<Item> {
        let table = self.table(task);
        let rows = table.rows.get_untracked().0;
        let (name, size) =
            (rows.find_column("name").or_else(|| rows.find_column("description")), rows.find_column("size"));
        let item = |row: u32| Item {
            id: rows.id(row).into(),
            name: name.and_then(|name| rows.value(row, name).text()).unwrap_or_default().into(),
            bytes: match size.map(|size| rows.value(row, size)) {
                Some(Value::Bytes(bytes)) => Some(bytes),
                _ => None,
            },
        };
        let mut chosen = table.selection.get_untracked();
        chosen.on(&rows);
        chosen.rows().into_iter().filter(|row| is_target(task, &*rows, *row)).map(item).collect()
    }

    /// The person said yes.
    pub fn start(self, asked: Asked) {
        self.asked.set(None);
        let Asked { task, plan, connection } = asked;
        let job = Job::new(plan, Limits::default());
        let run = Run {
            task,
            connection,
            progress: ArcRwSignal::new(job.progress(self.browser.now())),
            job: Rc::new(RefCell::new(job)),
            report: ArcRwSignal::new(None),
            alarm: Rc::default(),
            gone: Rc::default(),
            removing: Rc::default(),
        };
        self.run.set(Some(run.clone()));
        self.tell(&run, Event::Start);
    }

    /// Tells the run under way what the person wants of it.
    pub fn say(self, event: Event) {
        if let Some(run) = self.run.get_untracked() {
            run.report.set(None);
            self.tell(&run, event);
        }
    }

    pub fn is_busy(self) -> bool {
        self.run.with_untracked(|run| {
            run.as_ref().is_some_and(|run| {
                run.progress.with_untracked(|progress| !matches!(progress.state, RunState::Finished { .. }))
            })
        })
    }

    /// Puts a finished run away.
    pub fn dismiss(self) {
        if !self.is_busy() {
            self.run.set(None);
        }
    }

    fn tell(self, run: &Run, event: Event) {
        let clock = self.browser.get().clock;
        let (orders, progress) = {
            let mut job = run.job.borrow_mut();
            let orders = job.on(event, clock.now(), clock.random());
            (orders, job.progress(clock.now()))
        };
        run.progress.set(progress);
        for order in orders {
            match order {
                Order::Send { item, .. } => self.send(run, item),
                Order::WakeAt(at) => self.wake(run, at),
                Order::Finished => self.finish(run),
            }
        }
    }

    fn send(self, run: &Run, item: u32) {
        let Some(id) = run.job.borrow().plan().items().get(item as usize).map(|item| item.id.clone()) else { return };
        let run = run.clone();
        spawn_local(async move {
            let verdict = verdict(self.act(&run, &id).await);
            if matches!(verdict, Verdict::Done | Verdict::Gone) && run.task != Task::CancelBatches {
                run.gone.borrow_mut().insert(id);
                self.remove_soon(&run);
            }
            self.tell(&run, Event::Answered { item, verdict });
        });
    }

    /// One request for one object.
    async fn act(self, run: &Run, id: &Arc<str>) -> Result<(), Error> {
        let client = &run.connection.client;
        let confirmed = |deleted: Option<bool>| match deleted {
            Some(true) => Ok(()),
            _ => Err(Error::not_understood("the API did not confirm the deletion")),
        };
        match run.task {
            Task::DeleteFiles => confirmed(client.once(&file::delete(&id.clone().into())).await?.deleted),
            Task::DeleteStores => confirmed(client.once(&vector_store::delete(&id.clone().into())).await?.deleted),
            Task::CancelBatches => {
                let cancelled = client.once(&batch::cancel(&id.clone().into())).await.map_err(final_conflict)?;
                if self.is_current(run) {
                    self.catalog.batches.put(vec![Arc::new(cancelled)]);
                }
                Ok(())
            }
        }
    }

    fn wake(self, run: &Run, at: u64) {
        let clock = self.browser.get().clock;
        let alarm = run.alarm.get() + 1;
        run.alarm.set(alarm);
        let run = run.clone();
        spawn_local(async move {
            clock.sleep(at.saturating_sub(clock.now())).await;
            if run.alarm.get() == alarm {
                self.tell(&run, Event::Wake);
            }
        });
    }

    fn finish(self, run: &Run) {
        self.remove(run);
        run.report.set(Some(Arc::new(Report::of(&run.job.borrow()))));
    }

    /// Takes what is gone from the list: several at a time, since each change draws the table anew.
    fn remove_soon(self, run: &Run) {
        if run.removing.replace(true) {
            return;
        }
        let (run, clock) = (run.clone(), self.browser.get().clock);
        spawn_local(async move {
            clock.sleep(REMOVE_EVERY).await;
            self.remove(&run);
        });
    }

    fn remove(self, run: &Run) {
        run.removing.set(false);
        let gone = run.gone.take();
        if gone.is_empty() || !self.is_current(run) {
            return;
        }
        let whole = match run.task {
            Task::DeleteFiles => {
                self.catalog.files.remove(&gone);
                self.catalog.files.is_whole()
            }
            Task::DeleteStores => {
                self.catalog.stores.remove(&gone);
                self.catalog.stores.is_whole()
            }
            Task::CancelBatches => return,
        };
        if whole {
            let table = self.table(run.task);
            let rows = table.rows.get_untracked().0;
            table.selection.update(|selection| selection.retain(&rows));
        }
    }

    /// Whether the account that the run works on is the one on the screen.
    fn is_current(self, run: &Run) -> bool {
        self.session.current.with_untracked(|now| now.as_ref().is_some_and(|now| now.number == run.connection.number))
    }

    fn follow_network(self) {
        let told = move |event: Event| {
            // The demo account needs no network.
            if let Some(run) = self.run.get_untracked().filter(|run| !run.connection.profile.is_demo()) {
                self.tell(&run, event);
            }
        };
        let offline = window_event_listener(ev::offline, move |_| told(Event::Offline));
        let online = window_event_listener(ev::online, move |_| told(Event::Online));
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if self.is_busy() {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            offline.remove();
            online.remove();
            leaving.remove();
        });
    }

    /// A question about another account's objects must not be answered for this one, and a run must not go on
    /// with a key that was erased.
    fn follow_session(self) {
        Effect::new(move |_| {
            self.session.current.track();
            let accounts = self.session.accounts.get();
            self.asked.set(None);
            let Some(run) = self.run.get_untracked() else { return };
            let profile = &run.connection.profile;
            if !profile.is_demo() && !accounts.iter().any(|account| account.id == profile.id) {
                self.tell(&run, Event::Cancel);
            }
        });
    }
}

/// A batch that ended meanwhile answers 409, which no second try mends.
fn final_conflict(error: Error) -> Error {
    match error.kind {
        Kind::Conflict => Error { kind: Kind::BadRequest, ..error },
        _ => error,
    }
}

/// A batch that has ended cannot be cancelled; everything else can be deleted.
fn is_target(task: Task, rows: &dyn Rows, row: u32) -> bool {
    let status = |row| rows.find_column("status").and_then(|column| rows.value(row, column).text());
    task != Task::CancelBatches || !status(row).is_some_and(|status| BatchStatus::from(status).is_final())
}
