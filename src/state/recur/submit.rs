//! The submission of an occurrence: like that of a draft, once, whatever happens to the page and however many tabs
//! there are.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::change::{REQUESTS, kept_name};
use super::{Recurring, Trouble};
use crate::bulk::records::{Change, Later};
use crate::json::text;
use crate::jsonl::draft::Draft;
use crate::jsonl::order::{Fault, Order, Told};
use crate::jsonl::split::Room;
use crate::jsonl::submit::{Input, Stage, State};
use crate::jsonl::submitted::{KeptPart, Submitted};
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
use crate::state::settings;
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
            Some(run) => self.parts_again(run, by),
            None => self.parts_of(&plan, mark, &connection).await?,
        };
        self.carrier.parts.set(parts);
        let load = self.load(&plan, mark, draft, &connection);
        let ended = self.carry(&plan, mark, &load, by).await;
        self.carrier.parts.set(Vec::new());
        ended
    }

    async fn carry(self, plan: &Plan, mark: u64, load: &Load, by: By) -> Result<(), Trouble> {
        if by != By::Looking && !self.journal(plan, mark, &load.draft.id).await {
            return Err(Trouble::NoJournal);
        }
        for part in 0..self.carrier.parts.with_untracked(Vec::len) {
            let stage =
                self.carrier.parts.with_untracked(|parts| parts.get(part).map(|part| part.machine.stage.clone()));
            if by == By::Looking && matches!(stage, Some(Stage::Upload | Stage::Ready(_))) {
                self.reread().await;
                return Ok(());
            }
            if self.carrier.is_without_content(part) && !self.carrier.give(self.contents(plan).await?) {
                return Err(Trouble::NotKept);
            }
            if !self.carrier.carry(part, load).await {
                self.reread().await;
                let state =
                    self.carrier.parts.with_untracked(|parts| parts.get(part).map(|part| part.machine.state.clone()));
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

    fn load(self, plan: &Plan, mark: u64, draft: Draft, connection: &Connection) -> Load {
        let (journaled, id) = (plan.clone(), draft.id.clone());
        let journal = Rc::new(move || {
            let writing = self.journal(&journaled, mark, &id);
            let later: Later<()> = Box::pin(async move {
                // What cannot be kept is said on the page; that it began was kept.
                writing.await;
            });
            later
        });
        let Connection { number, client, .. } = connection.clone();
        Load { draft, endpoint: plan.requests.endpoint.clone(), journal, client, connection: number }
    }

    /// Writes how far it is. Whether that will outlive the page.
    fn journal(self, plan: &Plan, mark: u64, id: &str) -> Later<bool> {
        let submitted =
            Submitted { id: id.to_owned(), endpoint: plan.requests.endpoint.clone(), parts: self.carrier.kept() };
        let run = Run { plan: plan.id.clone(), mark, submitted };
        let put = Change::Put { name: run_name(&plan.owner, &plan.id), text: text(&run) };
        let writing = self.browser.get().records.write(vec![put]);
        Box::pin(async move {
            let kept = writing.await;
            self.refused.set(!kept);
            kept
        })
    }

    /// What was begun before. A person who was told that there is no batch, and wants it all the same, insists.
    fn parts_again(self, run: Run, by: By) -> Vec<Part> {
        let absent = self.troubles.with_untracked(|troubles| {
            let last = troubles.get(&run.plan).filter(|(mark, _)| *mark == run.mark);
            last.is_some_and(|(_, trouble)| *trouble == Trouble::Unclear(State::Absent))
        });
        let part = |kept: KeptPart| {
            let mut part = Part::new(kept.bytes, kept.stage, None);
            if absent && by == By::Person && matches!(part.machine.stage, Stage::Asked(_)) {
                part.machine.state = State::Absent;
            }
            part
        };
        run.submitted.parts.into_iter().map(part).collect()
    }

    /// What is to be submitted, of an occurrence that was not begun yet.
    async fn parts_of(self, plan: &Plan, mark: u64, connection: &Connection) -> Result<Vec<Part>, Trouble> {
        if plan.requests.bytes.is_some() {
            let contents = self.contents(plan).await?;
            return Ok(contents
                .into_iter()
                .map(|content| Part::new(content.size(), Stage::Upload, Some(content)))
                .collect());
        }
        let file = connection.client.call(&file::get(&plan.draft.file.as_str().into())).await;
        let file = file.map_err(|error| match error.kind {
            Kind::NotFound => Trouble::FileGone,
            _ => Trouble::Refused(error),
        })?;
        // No batch of it is older than the occurrence; the clocks may differ.
        let since = plan.schedule.at(mark, &self.browser.get().zone).at.saturating_sub(DAY);
        Ok(vec![Part::new(file.bytes.unwrap_or(0), Stage::Ready(Input { file: file.id, since }), None)])
    }

    /// The requests that are kept on this device, as files that each are a batch's.
    async fn contents(self, plan: &Plan) -> Result<Vec<Rc<dyn Content>>, Trouble> {
        let kept = (self.browser.get().kept_file)(&kept_name(plan, REQUESTS)).await.ok_or(Trouble::NotKept)?;
        if !plan.requests.over {
            return Ok(vec![kept]);
        }
        let (tell, made) = oneshot::channel();
        let tell = Cell::new(Some(tell));
        let hears = Rc::new(move |told: Told, files: Vec<Rc<dyn Content>>| {
            let ended = match told {
                Told::Split(_) => Ok(files),
                Told::Failed(fault) => Err(fault),
                _ => return,
            };
            drop(tell.take().map(|tell| tell.send(ended)));
        });
        let order = Order::Split(Room::of(&plan.requests.endpoint));
        let _working = (self.browser.get().work)(order, vec![kept], hears);
        made.await.unwrap_or(Err(Fault::Broken)).map_err(Trouble::Unreadable)
    }

    /// An occurrence has become these batches.
    async fn settle(self, plan: &Plan, mark: u64, batches: Vec<BatchId>) {
        let last = Last { mark, at: self.now(), batches };
        let name = run_name(&plan.owner, &plan.id);
        self.change(&plan.id, vec![Change::Erase { prefix: name }], move |plan| plan.settle(last)).await;
        let (services, lang) = (self.browser.get(), self.settings.lang.get_untracked());
        let told = lang.recur_submitted(&visible(&plan.name));
        if (services.hidden)() && settings::wants_notices(&*services.device) {
            (services.notices.show)(lang.recur_submitted_title(), &told);
        }
        self.toasts.say(told);
    }
}
