//! After a run: its receipt is kept, and after a pause the lists are read again and compared with what was reported.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Jobs;
use super::drive::Run;
use crate::account::references::Gap;
use crate::account::verify::{self, Looked};
use crate::bulk::receipt::{Check, Head, Writing, sealed};
use crate::bulk::report::Report;
use crate::state::activity::Past;
use crate::state::services::Browser;

/// Lists follow a deletion after a while; until they are read again, in milliseconds.
const PAUSE: u64 = 5_000;
/// Items of a receipt written before others get their turn.
const AT_ONCE: usize = 500;

/// What becomes of a run once it is over.
#[derive(Clone)]
pub struct After {
    /// The name of its receipt: past runs stand in the order of their names.
    pub id: Arc<str>,
    /// Milliseconds since 1970.
    began: u64,
    // A counted reference: it outlives the dialog in which the run was begun.
    pub looking: ArcRwSignal<Looking>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looking {
    /// The run goes on, or there was nothing to look for.
    NotYet,
    /// The lists need a moment to follow.
    Waiting,
    /// The lists are being read.
    Reading,
    Found(Arc<Check>),
    Failed(Gap),
}

impl After {
    pub(super) fn new(browser: Browser) -> After {
        let clock = browser.get().clock;
        let (now, chance) = (clock.now(), clock.random());
        let id = format!("{now:014}-{:04x}", (chance * 65_536.0) as u32);
        After { id: id.into(), began: now, looking: ArcRwSignal::new(Looking::NotYet) }
    }
}

impl Jobs {
    /// Keeps the receipt, and has the lists looked at in a while.
    pub(super) fn close(self, run: &Run, report: Arc<Report>) {
        let (run, clock) = (run.clone(), self.browser.get().clock);
        let any_sent = report.lines.iter().any(|line| line.attempts > 0);
        run.after.looking.set(if any_sent { Looking::Waiting } else { Looking::NotYet });
        spawn_local(async move {
            self.keep(&run, &report, None).await;
            if self.is_current(&run) {
                self.graph.follow();
            }
            clock.sleep(PAUSE).await;
            // It may have been looked for at once, or tried again.
            let is_due = run.after.looking.with_untracked(|looking| *looking == Looking::Waiting);
            if is_due && self.is_still(&run, &report) {
                self.look(&run, report).await;
            }
        });
    }

    /// Looks now.
    pub fn verify(self, run: &Run) {
        let Some(report) = run.report.get_untracked() else { return };
        if !run.after.looking.with_untracked(|looking| *looking == Looking::Reading) {
            let run = run.clone();
            spawn_local(async move { self.look(&run, report).await });
        }
    }

    async fn look(self, run: &Run, report: Arc<Report>) {
        run.after.looking.set(Looking::Reading);
        let looked = verify::look(&run.connection.client, &report).await;
        if !self.is_still(run, &report) {
            return;
        }
        match looked {
            Ok(looked) => {
                let check = Arc::new(Check::of(&report, &looked.listed, self.browser.now()));
                run.after.looking.set(Looking::Found(check.clone()));
                self.tell_looked(run, looked);
                self.keep(run, &report, Some(&check)).await;
            }
            Err(gap) => run.after.looking.set(Looking::Failed(gap)),
        }
    }

    /// Whether this is what the run came to: it may have been tried again meanwhile.
    fn is_still(self, run: &Run, report: &Arc<Report>) -> bool {
        run.report.with_untracked(|now| now.as_ref().is_some_and(|now| Arc::ptr_eq(now, report)))
    }

    /// The lists on the screen are now what was just read.
    fn tell_looked(self, run: &Run, looked: Looked) {
        if !self.is_current(run) {
            return;
        }
        let Looked { files, stores, batches, .. } = looked;
        if let Some(files) = files {
            self.catalog.files.replace(files);
        }
        if let Some(stores) = stores {
            self.catalog.stores.replace(stores);
        }
        if let Some(batches) = batches {
            self.catalog.batches.replace(batches);
        }
    }

    async fn keep(self, run: &Run, report: &Arc<Report>, check: Option<&Check>) {
        let services = self.browser.get();
        let profile = &run.connection.profile;
        let head = Head {
            account: profile.name.clone(),
            base: profile.base.as_str().to_owned(),
            task: run.task.code(),
            began: run.after.began,
            ended: report.lines.iter().filter_map(|line| line.at).max().unwrap_or(run.after.began),
        };
        let mut writing = Writing::begin(&head, report.clone(), check);
        while writing.more(AT_ONCE) {
            services.clock.sleep(0).await;
        }
        let content = writing.end();
        let sha256 = (services.digest)(content.clone().into_bytes()).await.unwrap_or_default();
        let past = Past::new(&run.after.id, &head, report, check, &sha256, profile.colour);
        self.activity.keep(past, sealed(&content, &sha256)).await;
    }
}
