//! What is due now, and what is done about it: plans that may are submitted, the person is told of the others.

use leptos::prelude::*;

use super::submit::By;
use super::{Recurring, Trouble};
use crate::jsonl::submit::Stage;
use crate::recur::plan::{Plan, Standing};
use crate::recur::record::Run;
use crate::recur::schedule::Occurrence;
use crate::state::compose::keep::DEMO;
use crate::state::settings;
use crate::text::visible::visible;

/// An occurrence whose time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub plan: Plan,
    pub occurrence: Occurrence,
    /// How many before it have passed.
    pub missed: u64,
    pub why: Why,
}

/// Why it is not submitted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person is to be asked.
    Asks,
    /// It is about to be submitted, or on its way.
    Now,
    /// It came due while the page was closed, or another account was in use.
    Away,
    /// Its account is not in use.
    OtherAccount,
    /// It was begun, and the page was closed; whether a look at the list settles what became of it.
    CutOff {
        unsure: bool,
    },
    Trouble(Trouble),
}

impl Recurring {
    pub(super) fn look_as_time_goes(self) {
        Effect::new(move |_| {
            let due = self.find();
            if self.due.with_untracked(|known| *known != due) {
                self.due.set(due.clone());
            }
            if self.busy.get().is_none() {
                untrack(|| self.act(&due));
            }
        });
    }

    fn find(self) -> Vec<Due> {
        let now = self.browser.roughly_now.get() / 1000;
        let zone = self.browser.get().zone;
        let Some((place, since)) = self.entered.get() else { return Vec::new() };
        let all = self.all.get();
        let others = all.iter().filter(|plan| plan.owner == place || plan.owner != DEMO);
        let due = others.filter_map(|plan| {
            let is_mine = plan.owner == place;
            let run = self.runs.with(|runs| runs.get(&plan.id).filter(|_| is_mine).cloned());
            let (occurrence, missed) = match (&run, plan.standing(now, &zone)) {
                (Some(run), _) => (plan.schedule.at(run.mark, &zone), 0),
                (None, Standing::Due { occurrence, missed }) => (occurrence, missed),
                _ => return None,
            };
            let trouble = self.troubles.with(|troubles| troubles.get(&plan.id).cloned());
            let trouble = trouble.filter(|(mark, _)| *mark == occurrence.mark).map(|(_, trouble)| trouble);
            let why = match (trouble, run) {
                _ if !is_mine => Why::OtherAccount,
                _ if self.busy.get().as_ref() == Some(&plan.id) => Why::Now,
                (Some(trouble), _) => Why::Trouble(trouble),
                (None, Some(run)) => Why::CutOff { unsure: is_unsure(&run) },
                (None, None) if occurrence.at <= since => Why::Away,
                (None, None) if plan.automatic => Why::Now,
                (None, None) => Why::Asks,
            };
            Some(Due { plan: plan.clone(), occurrence, missed, why })
        });
        due.collect()
    }

    /// One at a time: the next one comes when the first is over.
    fn act(self, all: &[Due]) {
        all.iter().for_each(|due| self.tell(due));
        let one = all.iter().find_map(|due| match due.why {
            Why::Now => Some((due, By::Itself)),
            Why::CutOff { unsure: true } => Some((due, By::Looking)),
            _ => None,
        });
        if let Some((due, by)) = one {
            self.begin(&due.plan.id, due.occurrence.mark, by);
        }
    }

    /// The system tells of what waits for the person while nobody sees the page; the page itself shows it.
    fn tell(self, due: &Due) {
        let one = (due.plan.id.clone(), due.occurrence.mark);
        if due.why == Why::Now || self.told.with_value(|told| told.contains(&one)) {
            return;
        }
        self.told.update_value(|told| told.push(one));
        let (services, lang) = (self.browser.get(), self.settings.lang.get_untracked());
        if (services.hidden)() && settings::wants_notices(&*services.device) {
            (services.notices.show)(lang.recur_due_title(), &lang.recur_due(&visible(&due.plan.name)));
        }
    }
}

/// Whether it is to be found out what became of it, rather than decided what is to become of it.
fn is_unsure(run: &Run) -> bool {
    let mut stages = run.submitted.parts.iter().map(|part| &part.stage);
    stages.clone().any(|stage| matches!(stage, Stage::Asked(_))) || stages.all(|stage| matches!(stage, Stage::Done(_)))
}
