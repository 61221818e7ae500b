//! Carries out the orders of a job: sends its requests, wakes it, and tells it the answers.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::after::After;
use super::{Asked, Jobs, Task};
use crate::account::verdict::verdict;
use crate::bulk::job::{Event, Job, Limits, Order};
use crate::bulk::outcome::Verdict;
use crate::bulk::plan::Deed;
use crate::bulk::progress::Progress;
use crate::bulk::report::Report;
use crate::state::services::Browser;
use crate::state::session::Connection;

/// A job and what carries it out.
#[derive(Clone)]
pub struct Run {
    pub task: Task,
    pub(super) connection: Connection,
    job: Rc<RefCell<Job>>,
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
}

impl Run {
    pub(super) fn new(asked: Asked, browser: Browser) -> Run {
        let Asked { task, plan, connection } = asked;
        let job = Job::new(plan, Limits::default());
        Run {
            task,
            connection,
            progress: ArcRwSignal::new(job.progress(browser.now())),
            job: Rc::new(RefCell::new(job)),
            report: ArcRwSignal::new(None),
            after: After::new(browser),
            alarm: Rc::default(),
            gone: Rc::default(),
            removing: Rc::default(),
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
        run.progress.set(progress);
        for order in orders {
            match order {
                Order::Send { item, step, .. } => self.send(run, item, step),
                Order::WakeAt(at) => self.wake(run, at),
                Order::Note(_) => {}
                Order::Finished => self.finish(run),
            }
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
        let report = Arc::new(Report::of(&run.job.borrow()));
        run.report.set(Some(report.clone()));
        self.close(run, report);
    }
}
