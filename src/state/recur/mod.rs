//! Recurring plans: kept on this device for each account, due while the page is open, and submitted once.

mod change;
mod due;
mod submit;

use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::carry::Carrier;
use super::catalog::Catalog;
use super::compose::keep::place;
use super::services::{Browser, Listener};
use super::session::{Connection, Session};
use super::settings::Settings;
use super::toasts::Toasts;
use crate::bulk::records::Change;
use crate::jsonl::order::Fault;
use crate::jsonl::submit::State;
use crate::openai::error::Error;
use crate::recur::plan::Plan;
use crate::recur::record::{self, PLANS, Run};

pub use change::Wish;
pub use due::{Due, Why};

/// What tabs tell each other when something of this has changed.
const CHANGED: &str = "recurring";

#[derive(Clone, Copy)]
pub struct Recurring {
    browser: Browser,
    session: Session,
    settings: Settings,
    toasts: Toasts,
    /// Of all accounts, in the order of their names.
    all: RwSignal<Vec<Plan>>,
    /// Submissions that are not settled, by plan.
    runs: RwSignal<HashMap<String, Run>>,
    /// Why an occurrence that was due was not submitted, by plan; with its mark.
    troubles: RwSignal<HashMap<String, (u64, Trouble)>>,
    /// What is due now.
    pub due: RwSignal<Vec<Due>>,
    /// The plan of which an occurrence is being submitted here.
    pub busy: RwSignal<Option<String>>,
    /// The account in use, and since when, in seconds since 1970: what came due before is asked about.
    entered: RwSignal<Option<(String, u64)>>,
    /// Whether the browser lets nothing be kept.
    pub refused: RwSignal<bool>,
    carrier: Carrier,
    tell: StoredValue<Listener, LocalStorage>,
    /// Occurrences of which the person was told.
    told: StoredValue<Vec<(String, u64)>>,
}

/// Why an occurrence was not submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The read-only lock was shut.
    Locked,
    /// Another tab is at it.
    Elsewhere,
    /// The file is not in the account any more.
    FileGone,
    /// The requests are not on this device any more.
    NotKept,
    /// It cannot be noted on this device what is about to be sent.
    NoJournal,
    /// The requests could not be divided.
    Unreadable(Fault),
    /// The API refused something, or could not be asked.
    Refused(Error),
    /// The answer was lost; what the machine says of it.
    Unclear(State),
}

impl Recurring {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog, toasts: Toasts) -> Self {
        let recurring = Recurring {
            browser,
            session,
            settings: expect_context(),
            toasts,
            all: RwSignal::new(Vec::new()),
            runs: RwSignal::new(HashMap::new()),
            troubles: RwSignal::new(HashMap::new()),
            due: RwSignal::new(Vec::new()),
            busy: RwSignal::new(None),
            entered: RwSignal::new(None),
            refused: RwSignal::new(false),
            carrier: Carrier::new(browser, session, catalog),
            tell: StoredValue::new_local(Rc::new(|_: &str| {})),
            told: StoredValue::new(Vec::new()),
        };
        provide_context(recurring);
        let tell = (browser.get().tabs)(Rc::new(move |text| {
            if text == CHANGED {
                recurring.read();
            }
        }));
        recurring.tell.set_value(tell);
        session.on_forget(move |place| recurring.forget_all(place));
        session.follow(move || {
            recurring.troubles.set(HashMap::new());
            recurring.entered.set(recurring.place_now().map(|place| (place, recurring.now())));
            recurring.read();
        });
        recurring.look_as_time_goes();
        recurring
    }

    /// In seconds since 1970.
    fn now(self) -> u64 {
        self.browser.now() / 1000
    }

    fn place_now(self) -> Option<String> {
        self.connection().map(|now| place(&now))
    }

    fn connection(self) -> Option<Connection> {
        self.session.current.get_untracked()
    }

    /// Those of the account in use.
    pub fn mine(self) -> Vec<Plan> {
        let Some((place, _)) = self.entered.get() else { return Vec::new() };
        self.all.with(|all| all.iter().filter(|plan| plan.owner == place).cloned().collect())
    }

    /// A plan of the account in use.
    pub fn plan(self, id: &str) -> Option<Plan> {
        self.mine().into_iter().find(|plan| plan.id == id)
    }

    fn plan_now(self, id: &str) -> Option<Plan> {
        self.all.with_untracked(|all| all.iter().find(|plan| plan.id == id).cloned())
    }

    /// All that is kept, as it stands on the device: another tab may have changed it.
    fn read(self) {
        spawn_local(async move { self.reread().await });
    }

    async fn reread(self) {
        let records = self.browser.get().records;
        let plans = records.read(PLANS).await;
        self.refused.set(plans.is_none());
        let mut plans: Vec<Plan> =
            plans.unwrap_or_default().iter().filter_map(|(_, text)| record::read(text)).collect();
        plans.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        let mut runs = HashMap::new();
        if let Some(place) = self.place_now() {
            let [_, prefix] = record::prefixes(&place);
            let read = records.read(&prefix).await.unwrap_or_default();
            runs.extend(read.iter().filter_map(|(_, text)| {
                let run: Run = record::read(text)?;
                Some((run.plan.clone(), run))
            }));
        }
        if self.runs.with_untracked(|known| *known != runs) {
            self.runs.set(runs);
        }
        if self.all.with_untracked(|known| *known != plans) {
            self.all.set(plans);
        }
    }

    /// Writes, and tells the other tabs. Whether it will survive the page.
    async fn write(self, changes: Vec<Change>) -> bool {
        let kept = self.browser.get().records.write(changes).await;
        self.refused.set(!kept);
        self.reread().await;
        self.tell.with_value(|tell| tell(CHANGED));
        kept
    }
}
