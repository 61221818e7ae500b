//! Jobs as the person meets them: a plan waits for a yes, runs, and is told to pause, go on or stop.

mod choose;
mod drive;
mod follow;
mod sweep;
mod task;

use leptos::prelude::*;

pub use self::drive::Run;
pub use self::task::Task;
use super::catalog::Catalog;
use super::services::Browser;
use super::session::{Connection, Session};
use super::toasts::Toasts;
use crate::bulk::job::Event;
use crate::bulk::plan::Plan;
use crate::bulk::progress::RunState;

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

    /// The person said yes.
    pub fn start(self, asked: Asked) {
        self.asked.set(None);
        let run = Run::new(asked, self.browser.now());
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
}
