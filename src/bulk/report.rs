//! What became of a plan: every item with its outcome, the sums, the failures by cause, and what to do again.

use std::collections::HashMap;
use std::sync::Arc;

use super::job::Job;
use super::outcome::{Cause, ItemState, Outcome, Sums};
use super::plan::{Deed, Item, Mark, Plan};
use crate::sorted::sorted;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub item: Item,
    pub state: ItemState,
    /// Requests sent for it.
    pub attempts: u32,
    /// When it ended (ms); `None` if it has not, or was skipped.
    pub at: Option<u64>,
    /// The request of the last answer that concerned it.
    pub request_id: Option<Arc<str>>,
}

/// Failures that share a cause's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The first of them; the others may differ in message and request id.
    pub cause: Arc<Cause>,
    pub items: Vec<Item>,
    /// How many of them may have happened after all.
    pub unsettled: u32,
}

/// One line for each item of the plan, in its order. Made of a job at any time; complete once it has finished.
#[derive(Clone, Debug)]
pub struct Report {
    pub lines: Vec<Line>,
    pub sums: Sums,
    /// Why the run ended before its time, unless the person cancelled it.
    pub stopped_by: Option<Arc<Cause>>,
}

impl Report {
    /// Whether this was done, or to be done, to some object.
    pub fn has(&self, deed: Deed) -> bool {
        self.lines.iter().any(|line| line.item.deed == deed)
    }

    pub fn of(job: &Job) -> Report {
        let mut sums = Sums::default();
        let line = |(index, item): (u32, &Item)| {
            let state = job.state(index)?.clone();
            *sums.of(&state) += 1;
            let request_id = job.request_id(index).cloned();
            Some(Line { item: item.clone(), state, attempts: job.attempts(index), at: job.ended_at(index), request_id })
        };
        let lines = (0..).zip(job.plan().items()).filter_map(line).collect();
        Report { lines, sums, stopped_by: job.stopped_by().cloned() }
    }

    /// Bytes of all objects to which this was done, of those whose size is known.
    pub fn freed(&self, deed: Deed) -> u64 {
        let done = self.lines.iter().filter(|line| line.item.deed == deed);
        let done = done.filter(|line| line.state == ItemState::Ended(Outcome::Done));
        done.filter_map(|line| line.item.bytes).fold(0, u64::saturating_add)
    }

    /// Failures grouped by the key of their cause, the largest group first.
    pub fn failures(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for line in &self.lines {
            let ItemState::Ended(Outcome::Failed { cause, unsettled }) = &line.state else { continue };
            let place = *known.entry(&cause.key).or_insert_with(|| {
                groups.push(Group { cause: cause.clone(), items: Vec::new(), unsettled: 0 });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(place) {
                group.items.push(line.item.clone());
                group.unsettled += u32::from(*unsettled);
            }
        }
        sorted(groups, &|group| u64::MAX - group.items.len() as u64)
    }

    /// A plan of what failed. It remembers which of them may be gone by our hand.
    pub fn failed(&self) -> Plan {
        self.plan(false)
    }

    /// A plan of what failed and what was not tried.
    pub fn unfinished(&self) -> Plan {
        self.plan(true)
    }

    fn plan(&self, not_tried: bool) -> Plan {
        let chosen = self.lines.iter().filter_map(|line| {
            let mark = match &line.state {
                ItemState::Ended(Outcome::Failed { cause, unsettled: true }) => Mark::Unsettled(cause.clone()),
                ItemState::Ended(Outcome::Failed { .. }) => Mark::Plain,
                ItemState::Ended(Outcome::NotTried) if not_tried => Mark::Plain,
                _ => return None,
            };
            Some((line.item.clone(), mark))
        });
        Plan::marked(chosen.collect())
    }
}
