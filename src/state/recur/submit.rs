//! The submission of an occurrence: like that of a draft, once, whatever happens to the page and however many tabs
//! there are.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Recurring, Trouble};
use crate::bulk::records::Change;
use crate::json::text;
use crate::jsonl::order::{Fault, Order, Told};
use crate::jsonl::split::Room;
use crate::jsonl::submit::{Input, Stage, State};
use crate::jsonl::submitted::Submitted;
use crate::openai::error::Kind;
use crate::openai::file;
use crate::openai::id::BatchId;
use crate::openai::request::Content;
use crate::recur::plan::{Last, Plan};
use crate::recur::record::{Run, run_name};
use crate::recur::wall::DAY;
use crate::state::carry::{Load, Part};
use crate::state::compose::keep::place;
use crate::state::session::Connection;
use crate::text::visible::visible;
use crate::transport::find::batch_with;

/// Who wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Person,
    /// The plan, which the person allowed it.
    Itself,
    /// Nothing is sent; it is only to be known what became of an earlier try.
    Looking,
}

impl Recurring {
    /// The person wants an occurrence submitted.
    pub fn submit(self, id: &str, mark: u64) {
        self.begin(id, mark, By::Person);
    }

    pub(super) fn begin(self, id: &str, mark: u64, by: By) {
        if self.busy.get_untracked().is_some() {
            return;
        }
        let id = id.to_owned();
        self.busy.set(Some(id.clone()));
        spawn_local(async move {
            let ended = self.try_submit(&id, mark, by).await;
            self.troubles.update(|troubles| match ended {
                Err(trouble) => drop(troubles.insert(id, (mark, trouble))),
                Ok(()) => drop(troubles.remove(&id)),
            });
            self.busy.set(None);
        });
    }

    async fn try_submit(self, id: &str, mark: u64, by: By) -> Result<(), Trouble> {
        let Some(connection) = self.connection() else { return Ok(()) };
        if connection.profile.locked && by != By::Looking {
            return Err(Trouble::Locked);
        }
        let place = place(&connection);
        let lock = format!("quartermaster.recurring {place} {id}");
        let _lock = (self.browser.get().lock)(&lock, false).await.ok_or(Trouble::Elsewhere)?;
        // Another tab may have settled it, or begun it, since this one has looked.
        self.reread().await;
        let Some(plan) = self.plan_now(id).filter(|plan| plan.owner == place) else { return Ok(()) };
        let run = self.runs.with_untracked(|runs| runs.get(id).cloned());
        if (run.is_none() && plan.settled >= Some(mark)) || (run.is_some() && by == By::Itself) {
            return Ok(());
        }
        let mark = run.as_ref().map_or(mark, |run| run.mark);
        let mut draft = plan.occurrence(mark);
        if let Some(run) = &run {
            // The schedule may have been changed since.
            draft.id = run.submitted.id.clone();
        }
        if run.is_none() {
            let due = plan.schedule.at(mark, &self.browser.get().zone).at;
            let found = batch_with(&connection.client, &draft.nonce(0), due.saturating_sub(DAY)).await;
            if let Some(batch) = found.map_err(Trouble::Refused)? {
                self.settle(&plan, mark, vec![batch.id]).await;
                return Ok(());
            }
        }
        let parts = match run {
            Some(run) => run.submitted.parts.into_iter().map(|part| Part::new(part.bytes, part.stage, None)).collect(),
            None => self.parts_of(&plan, mark, &connection).await?,
        };
        self.carrier.parts.set(parts);
        let load = self.load(&plan, mark, draft, &connection);
        let ended = self.carry(&plan, mark, &load, by).await;
        self.carrier.parts.set(Vec::new());
        ended
    }

    async fn carry(self, plan: &Plan, mark: u64, load: &Load, by: By) -> Result<(), Trouble> {
        if by != By::Looking && !self.journal(plan, mark, load).await {
            return Err(Trouble::NoJournal);
        }
        for part in 0..self.carrier.parts.with_untracked(Vec::len) {
            let stage = self.carrier.parts.with_untracked(|parts| parts.get(part).map(|part| part.machine.stage.clone()));
            if by == By::Looking && matches!(stage, Some(Stage::Upload | Stage::Ready(_))) {
                return Ok(self.reread().await);
            }
            if self.carrier.is_without_content(part) && !self.carrier.give(self.contents(plan).await?) {
                return Err(Trouble::NotKept);
            }
            if !self.carrier.carry(part, load).await {
                self.reread().await;
                let state = self.carrier.parts.with_untracked(|parts| parts.get(part).map(|part| part.machine.state.clone()));
                return match state {
                    Some(State::Refused(error)) => Err(Trouble::Refused(error)),
                    Some(state) => Err(Trouble::Unclear(state)),
                    None => Ok(()),
                };
            }
        }
        let made = self.carrier.kept().into_iter().filter_map(|part| match part.stage {
            Stage::Done(id) => Some(id),
            _ => None,
        });
        let made = made.collect();
        self.settle(plan, mark, made).await;
        Ok(())
    }

    fn load(self, plan: &Plan, mark: u64, draft: crate::jsonl::draft::Draft, connection: &Connection) -> Load {
        let (plan, id) = (plan.clone(), draft.id.clone());
        let journal = Rc::new(move || {
            let run = self.run(&plan, mark, id.clone());
            let writing = self.browser.get().records.write(vec![run]);
            let later: crate::bulk::records::Later<()> = Box::pin(async move {
                if !writing.await {
                    self.refused.set(true);
                }
            });
            later
        });
        Load {
            draft,
            endpoint: plan_endpoint(&journal, self, connection),
            journal,
            client: connection.client.clone(),
            connection: connection.number,
        }
    }
}
