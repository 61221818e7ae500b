//! Carries out the orders of a job: sends its requests, wakes it, and tells it the answers.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::after::After;
use super::keep::Keeper;
use super::{Jobs, Task};
use crate::account::verdict::verdict;
use crate::bulk::job::{Event, Job, Order};
use crate::bulk::outcome::Verdict;
use crate::bulk::plan::Deed;
use crate::bulk::progress::Progress;
use crate::bulk::report::Report;
use crate::state::services::Browser;
use crate::state::session::Connection;

/// So many requests are sent in one task of the browser: each costs it the better part of a millisecond.
const AT_ONCE: usize = 16;

/// A job and what carries it out.
#[derive(Clone)]
pub struct Run {
    pub task: Task,
    pub connection: Connection,
    pub(super) job: Rc<RefCell<Job>>,
    /// Its journal; none for the demo account.
    pub(super) keeper: Option<Rc<Keeper>>,
    /// When it began (ms).
    pub(super) began: u64,
    // Counted references: a run outlives the dialog in which it was begun.
    pub progress: ArcRwSignal<Progress>,
    /// Made when the job has finished.
    pub report: ArcRwSignal<Option<Arc<Report>>>,
    pub after: After,
    /// Counts the wake-ups ordered, so that only the last one rings.
    alarm: Rc<Cell<u32>>,
    /// Confirmed to be gone, and still on the screen.
    pub(super) gone: Rc<RefCell<HashSet<Arc<str>>>>,
    pub(super) removing: Rc<Cell<bool>>,
    /// The browser does not keep its journal: it cannot go on if it is cut off.
    pub unkept: ArcRwSignal<bool>,
    /// When its progress was last shown (ms), and whether it will be soon.
    pub(super) shown: Rc<Cell<u64>>,
    pub(super) showing: Rc<Cell<bool>>,
}

impl Run {
    pub(super) fn new(task: Task, connection: Connection, job: Job, keeper: Option<Keeper>, browser: Browser) -> Run {
        let now = browser.now();
        Run {
            task,
            connection,
            progress: ArcRwSignal::new(job.progress(browser.now())),
            job: Rc::new(RefCell::new(job)),
            keeper: keeper.map(Rc::new),
            began: now,
            report: ArcRwSignal::new(None),
            after: After::new(browser),
            alarm: Rc::default(),
            gone: Rc::default(),
            removing: Rc::default(),
            unkept: ArcRwSignal::new(false),
            shown: Rc::default(),
            showing: Rc::default(),
        }
    }
}

impl Jobs {
    pub(super) fn tell(self, run: &Run, event: Event) {
        let clock = self.browser.get().clock;
        let (orders, progress) = {
            let mut job = run.job.borrow_mut();
            let orders = job.on(event, clock.now(), clock.random());
            (orders, job.progress(clock.now()))
        };
        self.show(run, progress);
        let mut requests = Vec::new();
        for order in orders {
            match order {
                Order::Note(note) => self.note(run, &note),
                Order::Send { item, step, .. } => requests.push((item, step)),
                Order::WakeAt(at) => self.wake(run, at),
                Order::Finished => self.finish(run),
            }
        }
        self.send_all(run, requests);
        self.write(run);
    }

    /// Sends a few at once, and the rest a few at a time.
    fn send_all(self, run: &Run, mut requests: Vec<(u32, u32)>) {
        let rest = requests.split_off(requests.len().min(AT_ONCE));
        for (item, step) in requests {
            self.send(run, item, step);
        }
        if !rest.is_empty() {
            let run = run.clone();
            spawn_local(async move {
                self.pause(&run, 0).await;
                self.send_all(&run, rest);
            });
        }
    }

    fn send(self, run: &Run, item: u32, step: u32) {
        let Some(what) = run.job.borrow().plan().items().get(item as usize).cloned() else { return };
        let run = run.clone();
        spawn_local(async move {
            let answer = self.act(&run, &what, step).await;
            let request_id = match &answer {
                Ok(request_id) => request_id.as_deref().map(Into::into),
                Err(error) => error.request_id.as_deref().map(Into::into),
            };
            let verdict = verdict(answer.map(drop));
            let is_last = step + 1 == what.steps();
            if is_last && matches!(verdict, Verdict::Done | Verdict::Gone) && what.deed != Deed::CancelBatch {
                run.gone.borrow_mut().insert(what.id);
                self.remove_soon(&run);
            }
            self.tell(&run, Event::Answered { item, verdict, request_id });
        });
    }

    fn wake(self, run: &Run, at: u64) {
        let services = self.browser.get();
        let alarm = run.alarm.get() + 1;
        run.alarm.set(alarm);
        let run = run.clone();
        spawn_local(async move {
            self.pause(&run, at.saturating_sub(services.clock.now())).await;
            if run.alarm.get() == alarm {
                self.tell(&run, Event::Wake);
            }
        });
    }

    /// Waits so many milliseconds, in a hidden tab too.
    async fn pause(self, run: &Run, ms: u64) {
        let services = self.browser.get();
        // The demo account asks for nothing over the network, and the alarm's script would be that.
        match run.keeper {
            Some(_) => (services.alarm)(ms).await,
            None => services.clock.sleep(ms).await,
        }
    }

    fn finish(self, run: &Run) {
        self.remove(run);
        let report = Arc::new(Report::of(&run.job.borrow()));
        run.report.set(Some(report.clone()));
        self.release(run);
        self.notify(run);
        self.close(run, report);
    }
}
