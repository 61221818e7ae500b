//! The beginning of a run, and its end: one tab at a time acts with a key, and the journal begins before the run does.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drive::Run;
use super::keep::Keeper;
use super::{Asked, Jobs};
use crate::bulk::job::{Event, Job, Limits};
use crate::bulk::journal::{Head, Journal};
use crate::bulk::note::Past;
use crate::bulk::plan::{Friction, Plan};
use crate::state::services::Lock;
use crate::state::settings;

/// A run that took longer than this is told of when it ends, if the person wants that (ms).
const LONG: u64 = 20_000;

/// Another tab that looks for runs that were cut off holds a lock for less than this (ms).
const A_LOOK: u64 = 100;

impl Jobs {
    /// The person said yes: a few files that nothing uses wait a moment, the rest begins.
    pub fn start(self, asked: Asked) {
        self.open.set(true);
        if asked.plan.friction(false) == Friction::OneClick { self.hold(asked) } else { self.run_now(asked) }
    }

    pub(super) fn run_now(self, asked: Asked) {
        let Asked { task, plan, connection } = asked;
        let now = self.browser.now();
        if connection.profile.is_demo() {
            let job = Job::new(plan, self.limits());
            let run = Run::new(task, connection, job, None, self.browser);
            self.run.set(Some(run.clone()));
            return self.tell(&run, Event::Start);
        }
        let about = super::keep::about(task, &connection.owner());
        let head = Head { id: self.session.new_id(), began: now, about: about.clone(), plan: plan.clone() };
        let keeper = Keeper::new(&head.id, Journal::new(&head.id, 0), about);
        let run = Run::new(task, connection, self.journaled(plan, Past::default()), Some(keeper), self.browser);
        self.run.set(Some(run.clone()));
        self.enter(run, Some(head), None);
    }

    /// Tries failed items again, in this run if it is still on, else in one that goes on from it.
    pub(super) fn retry_failed(self, run: Run) {
        let Some(report) = run.report.get_untracked() else { return };
        run.report.set(None);
        if run.keeper.is_none() {
            return self.tell(&run, Event::RetryFailed);
        }
        spawn_local(async move {
            if self.take_place(&run).await {
                self.tell(&run, Event::RetryFailed);
            } else {
                run.report.set(Some(report));
                self.toasts.say(self.lang().job_elsewhere());
            }
        });
    }

    pub(super) fn journaled(self, plan: Plan, past: Past) -> Job {
        Job::going_on(plan, self.limits(), past)
    }

    fn limits(self) -> Limits {
        Limits { in_flight: settings::ceiling(&*self.browser.get().device), ..Limits::default() }
    }

    /// Begins when nobody else acts with this key, and when the head of its journal is written.
    pub(super) fn enter(self, run: Run, head: Option<Head>, then: Option<Event>) {
        spawn_local(async move {
            let Some(keeper) = run.keeper.clone() else { return };
            let mine = self.lock(&super::offer::lock_of(&keeper.id)).await;
            if mine.is_none() || !self.take_place(&run).await {
                self.run.set(None);
                self.look_for_offers();
                return self.toasts.say(self.lang().job_elsewhere());
            }
            keeper.locks.borrow_mut().extend(mine);
            if let Some(head) = head
                && !self.browser.get().records.write(vec![head.record()]).await
            {
                keeper.break_off();
            }
            run.unkept.set(keeper.is_broken());
            let owner = run.connection.owner();
            let whose = self.lang().job_cut_off_of(&owner.name, &owner.tail);
            settings::set_unfinished(&*self.browser.get().device, (!keeper.is_broken()).then_some(&whose));
            self.tell(&run, Event::Start);
            if let Some(event) = then {
                self.tell(&run, event);
            }
        });
    }

    /// One run at a time for each key.
    async fn take_place(self, run: &Run) -> bool {
        let Some(keeper) = &run.keeper else { return true };
        let place = self.lock(&format!("quartermaster.run {}", run.connection.owner().place())).await;
        keeper.place.replace(place);
        keeper.place.borrow().is_some()
    }

    /// A lock that no other tab holds for longer than a look.
    async fn lock(self, name: &str) -> Option<Lock> {
        let services = self.browser.get();
        for _ in 0..3 {
            let lock = (services.lock)(name, false).await;
            if lock.is_some() {
                return lock;
            }
            (services.alarm)(A_LOOK).await;
        }
        None
    }

    /// The run is over: another may begin. Its journal stays until the report is put away.
    pub(super) fn release(self, run: &Run) {
        if let Some(keeper) = &run.keeper {
            self.write_now(run, keeper);
            settings::set_unfinished(&*self.browser.get().device, None);
            keeper.place.take();
        }
    }

    /// A long run that ended while nobody looked is told of by the system.
    pub(super) fn notify(self, run: &Run) {
        let services = self.browser.get();
        if settings::wants_notices(&*services.device) && self.browser.now() > run.began + LONG {
            let lang = self.lang();
            let sums = run.progress.get_untracked().sums;
            let (done, failed) = (u64::from(sums.done + sums.already_gone), u64::from(sums.failed));
            let text = format!("{} {}", lang.job_ended_done(done), lang.job_ended_failed(failed));
            (services.notices.show)(lang.job_ended(), &text);
        }
    }
}
