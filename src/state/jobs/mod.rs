//! Jobs as the person meets them: a plan waits for a yes, runs, and is told to pause, go on or stop.

mod after;
mod ask;
mod choose;
mod drive;
mod follow;
mod hold;
mod keep;
mod offer;
mod propose;
mod start;
mod sweep;
mod tabs;
mod take_away;
mod task;

use std::rc::Rc;

use leptos::prelude::*;

pub use self::after::{After, Looking};
pub use self::ask::{Made, Making, Question};
pub use self::drive::Run;
pub use self::hold::Held;
pub use self::offer::Offer;
pub use self::propose::Proposing;
pub use self::tabs::Mirror;
pub use self::take_away::Form;
pub use self::task::Task;
use super::activity::Activity;
use super::catalog::Catalog;
use super::graph::Graph;
use super::guard::Guard;
use super::services::{Browser, Listener};
use super::session::{Connection, Session};
use super::settings::Settings;
use super::toasts::Toasts;
use crate::bulk::job::Event;
use crate::bulk::plan::Plan;
use crate::bulk::progress::RunState;
use crate::text::Lang;

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
    graph: Graph,
    guard: Guard,
    activity: Activity,
    toasts: Toasts,
    pub question: RwSignal<Option<Question>, LocalStorage>,
    pub run: RwSignal<Option<Run>, LocalStorage>,
    /// A run that can still be undone.
    pub held: RwSignal<Option<Held>, LocalStorage>,
    /// Whether the panel of the run is open.
    pub open: RwSignal<bool>,
    /// Runs that were cut off.
    pub offers: RwSignal<Vec<Offer>, LocalStorage>,
    /// A run in another tab.
    pub mirror: RwSignal<Option<Mirror>, LocalStorage>,
    tabs: StoredValue<Listener, LocalStorage>,
    settings: Settings,
}

impl Jobs {
    pub fn provide(
        browser: Browser,
        session: Session,
        catalog: Catalog,
        graph: Graph,
        guard: Guard,
        activity: Activity,
        toasts: Toasts,
    ) -> Self {
        let jobs = Jobs {
            browser,
            session,
            catalog,
            graph,
            guard,
            activity,
            toasts,
            question: RwSignal::new_local(None),
            run: RwSignal::new_local(None),
            held: RwSignal::new_local(None),
            open: RwSignal::new(true),
            offers: RwSignal::new_local(Vec::new()),
            mirror: RwSignal::new_local(None),
            tabs: StoredValue::new_local(Rc::new(|_| ())),
            settings: expect_context(),
        };
        provide_context(jobs);
        jobs.follow_network();
        jobs.follow_session();
        jobs.open_tabs();
        jobs.look_for_offers();
        jobs
    }

    fn lang(self) -> Lang {
        self.settings.lang.get_untracked()
    }

    /// Tells the run under way what the person wants of it.
    pub fn say(self, event: Event) {
        match self.run.get_untracked() {
            Some(run) if event == Event::RetryFailed => self.retry_failed(run),
            Some(run) => self.tell(&run, event),
            None => self.wish(event),
        }
    }

    pub fn is_busy(self) -> bool {
        self.held.with_untracked(Option::is_some) || self.is_running()
    }

    pub(super) fn is_running(self) -> bool {
        self.run.with_untracked(|run| {
            run.as_ref().is_some_and(|run| {
                run.progress.with_untracked(|progress| !matches!(progress.state, RunState::Finished { .. }))
            })
        })
    }

    /// Puts a finished run away.
    pub fn dismiss(self) {
        if !self.is_busy()
            && let Some(run) = self.run.get_untracked()
        {
            self.erase(&run);
            self.run.set(None);
        }
    }
}
