//! What the person does with plans: makes, changes, pauses, skips and deletes them.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Recurring;
use crate::bulk::records::Change;
use crate::json::text;
use crate::jsonl::draft::{Draft, Source};
use crate::openai::request::Content;
use crate::recur::plan::{Last, Plan, Requests};
use crate::recur::record::{plan_name, prefixes, run_name};
use crate::recur::schedule::Schedule;
use crate::state::compose::{Composer, Composition};
use crate::state::services::Handed;
use crate::state::settings::lang;

/// What is kept of a plan besides its record: the requests, and the table that they were made of.
pub(super) const REQUESTS: &str = "requests";
const TABLE: &str = "table";

pub(super) fn kept_name(plan: &Plan, what: &str) -> String {
    format!("recurring {} {} {what}", plan.owner, plan.id)
}

/// What a person wants of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub name: String,
    pub schedule: Schedule,
    pub automatic: bool,
}

impl Recurring {
    /// Changes a plan as it stands on the device: another tab may have changed it. Whether that is kept.
    pub(super) async fn change(self, id: &str, besides: Vec<Change>, change: impl FnOnce(&mut Plan)) -> bool {
        let Some(_lock) = (self.browser.get().lock)("quartermaster.recurring", true).await else { return false };
        self.reread().await;
        let mut changes = besides;
        if let Some(mut plan) = self.plan_now(id) {
            change(&mut plan);
            changes.push(put(&plan));
        }
        self.write(changes).await
    }

    fn change_soon(self, id: &str, besides: Vec<Change>, change: impl FnOnce(&mut Plan) + 'static) {
        let id = id.to_owned();
        spawn_local(async move {
            if !self.change(&id, besides, change).await {
                self.toasts.say(lang().recur_not_kept());
            }
        });
    }

    /// Makes a plan of a composition, or gives it to the plan that it is of. Whether it is kept.
    pub async fn keep(self, composition: Composition, wish: Wish) -> bool {
        let Some(connection) = self.connection() else { return false };
        let Some(owner) = self.place_now() else { return false };
        let Composition { draft, requests, content, table } = composition;
        let known = self.plan_now(&draft.plan).filter(|plan| plan.owner == owner);
        let id = known.as_ref().map_or_else(|| self.session.new_id(), |plan| plan.id.clone());
        let account = connection.profile.name.clone();
        let (name, schedule, automatic) = (wish.name.clone(), wish.schedule, wish.automatic);
        let draft = Draft { id: String::new(), plan: String::new(), ..draft };
        let mut plan = Plan {
            id: id.clone(),
            name,
            owner,
            account,
            draft,
            requests,
            schedule,
            automatic,
            paused: false,
            settled: None,
            last: None,
        };
        for (what, content) in [(REQUESTS, content), (TABLE, table)] {
            let keep = self.browser.get().keep_file;
            if !keep(&kept_name(&plan, what), content).await {
                self.refused.set(true);
                return false;
            }
        }
        if known.is_some() {
            let (draft, requests) = (plan.draft, plan.requests);
            return self.change(&id, Vec::new(), move |known| self.fulfil(known, &wish, Some((draft, requests)))).await;
        }
        plan.begin(self.now(), &self.browser.get().zone);
        self.write(vec![put(&plan)]).await
    }

    /// Changes what is not its composition.
    pub fn edit(self, id: &str, wish: Wish) {
        self.change_soon(id, Vec::new(), move |plan| self.fulfil(plan, &wish, None));
    }

    fn fulfil(self, plan: &mut Plan, wish: &Wish, composition: Option<(Draft, Requests)>) {
        plan.name.clone_from(&wish.name);
        plan.automatic = wish.automatic;
        if let Some((draft, requests)) = composition {
            (plan.draft, plan.requests) = (draft, requests);
        }
        if plan.schedule != wish.schedule {
            plan.schedule = wish.schedule;
            let paused = plan.paused;
            plan.begin(self.now(), &self.browser.get().zone);
            plan.paused = paused;
        }
    }

    pub fn pause(self, id: &str) {
        self.change_soon(id, Vec::new(), |plan| plan.paused = true);
    }

    /// What came while it was paused is not made up for.
    pub fn resume(self, id: &str) {
        let (now, zone) = (self.now(), self.browser.get().zone);
        self.change_soon(id, Vec::new(), move |plan| plan.begin(now, &zone));
    }

    /// Nothing is to be done of an occurrence, nor of what was begun of it.
    pub fn skip(self, plan: &Plan, mark: u64) {
        let last = Last { mark, at: self.now(), batches: Vec::new() };
        let erase = Change::Erase { prefix: run_name(&plan.owner, &plan.id) };
        self.change_soon(&plan.id, vec![erase], move |plan| plan.settle(last));
    }

    pub fn delete(self, plan: &Plan) {
        let plan = plan.clone();
        spawn_local(async move {
            let names = [plan_name(&plan.owner, &plan.id), run_name(&plan.owner, &plan.id)];
            let erased = self.write(names.map(|prefix| Change::Erase { prefix }).to_vec()).await;
            self.erase_files(&plan).await;
            if !erased {
                self.toasts.say(lang().recur_not_kept());
            }
        });
    }

    async fn erase_files(self, plan: &Plan) {
        let keep = self.browser.get().keep_file;
        for what in [REQUESTS, TABLE] {
            // What cannot be erased could not be kept either.
            keep(&kept_name(plan, what), None).await;
        }
    }

    /// Of an account that is forgotten nothing is kept.
    pub(super) fn forget_all(self, place: &str) {
        let place = place.to_owned();
        spawn_local(async move {
            let plans = self.all.get_untracked().into_iter().filter(|plan| plan.owner == place);
            for plan in plans.collect::<Vec<_>>() {
                self.erase_files(&plan).await;
            }
            self.write(prefixes(&place).map(|prefix| Change::Erase { prefix }).to_vec()).await;
        });
    }

    /// Opens the composition of a plan in the composer, where it can be changed. Whether it could be.
    pub async fn compose(self, plan: &Plan, composer: Composer) -> bool {
        let what = if plan.draft.source == Source::Table { TABLE } else { REQUESTS };
        let content: Option<Rc<dyn Content>> = match plan.draft.source {
            Source::File | Source::Table | Source::Rows => {
                let kept = (self.browser.get().kept_file)(&kept_name(plan, what)).await;
                if kept.is_none() {
                    return false;
                }
                kept
            }
            Source::Paste | Source::List | Source::Account => None,
        };
        let source = content.map(|content| Handed { name: plan.draft.name.clone(), content });
        composer.adopt_plan(plan, source)
    }
}

fn put(plan: &Plan) -> Change {
    Change::Put { name: plan_name(&plan.owner, &plan.id), text: text(plan) }
}
