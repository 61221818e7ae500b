//! Jobs as the person meets them: a plan waits for a yes, runs, and is told to pause, go on or stop.

mod after;
mod ask;
mod choose;
mod drive;
mod follow;
mod sweep;
mod take_away;
mod task;

use leptos::prelude::*;

pub use self::after::{After, Looking};
pub use self::ask::{Made, Making, Question};
pub use self::drive::Run;
pub use self::take_away::Form;
pub use self::task::Task;
use super::activity::Activity;
use super::catalog::Catalog;
use super::guard::Guard;
use super::services::Browser;
use super::session::{Connection, Session};
use super::toasts::Toasts;
use crate::bulk::job::Event;
use crate::bulk::plan::Plan;
use crate::bulk::progress::RunState;

/// A plan that got its yes.
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
    guard: Guard,
    activity: Activity,
    toasts: Toasts,
    pub question: RwSignal<Option<Question>, LocalStorage>,
    pub run: RwSignal<Option<Run>, LocalStorage>,
}

impl Jobs {
    pub fn provide(
        browser: Browser,
        session: Session,
        catalog: Catalog,
        guard: Guard,
        activity: Activity,
        toasts: Toasts,
    ) -> Self {
        let (question, run) = (RwSignal::new_local(None), RwSignal::new_local(None));
        let jobs = Jobs { browser, session, catalog, guard, activity, toasts, question, run };
        provide_context(jobs);
        jobs.follow_network();
        jobs.follow_session();
        jobs
    }

    /// The person said yes.
    pub fn start(self, asked: Asked) {
        let run = Run::new(asked, self.browser);
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
