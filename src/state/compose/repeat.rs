//! The draft as a composition that can be submitted again and again.

use std::rc::Rc;

use leptos::prelude::*;

use super::Composer;
use crate::jsonl::draft::{Draft, Source};
use crate::jsonl::submit::Stage;
use crate::openai::request::Content;
use crate::recur::plan::{Plan, Requests};
use crate::state::services::Handed;
use crate::state::settings::lang;

/// A draft that was inspected, with what has to be kept of it.
#[derive(Clone)]
pub struct Composition {
    pub draft: Draft,
    pub requests: Requests,
    /// The requests, if they are not in the account.
    pub content: Option<Rc<dyn Content>>,
    /// The table that they were made of.
    pub table: Option<Rc<dyn Content>>,
}

impl Composer {
    /// Whether there is room in the metadata for the entry that names the plan.
    pub fn has_room_for_plan(self) -> bool {
        self.draft.with_untracked(|draft| Draft { plan: "plan".to_owned(), ..draft.clone() }.is_labelled())
    }

    /// None if it cannot be submitted as it is.
    pub fn composition(self) -> Option<Composition> {
        let obstacle = untrack(|| self.obstacle());
        let (draft, over) = (self.draft.get_untracked(), untrack(|| self.is_over()));
        let endpoint = untrack(|| self.endpoint()).filter(|_| obstacle.is_none())?;
        let file = self.inspection.file.get_untracked()?;
        let in_account = !over && matches!(self.uploaded_already(), Stage::Ready(_));
        let content = (!in_account).then_some(file.content);
        let table = self.source.get_untracked().filter(|_| draft.source == Source::Table).map(|table| table.content);
        let bytes = content.iter().chain(&table).map(|content| content.size()).reduce(|all, each| all + each);
        let requests = self.inspection.reading.with_untracked(|reading| {
            let report = reading.report()?;
            let model = report.model().unwrap_or_default().to_owned();
            Some(Requests { endpoint, model, amount: report.amount, bytes, over })
        })?;
        Some(Composition { draft, requests, content, table })
    }

    /// Shows the composition of a plan in the place of the present draft. Whether it did: not while a submission is
    /// under way.
    pub fn adopt_plan(self, plan: &Plan, source: Option<Handed>) -> bool {
        if untrack(|| self.is_submitting() && !self.is_done()) {
            self.toasts.say(lang().compose_busy());
            return false;
        }
        self.keep_file(source.as_ref().map(|source| source.content.clone()));
        self.begin(Draft { id: self.session.new_id(), plan: plan.id.clone(), ..plan.draft.clone() }, source);
        true
    }
}
