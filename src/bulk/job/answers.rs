//! What an answer does to its item, and what ends a run before its time.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{Job, Phase};
use crate::bulk::note::{End, Note};
use crate::bulk::outcome::{CANCELLED, Cause, ItemState, Outcome, Verdict};
use crate::bulk::plan::{Deed, Item, Mark};

/// A failed try is repeated after so long, then twice as long … (ms), as the official clients do.
const BACKOFF: u64 = 500;
const BACKOFF_MAX: u64 = 8_000;

impl Job {
    pub(super) fn answered(&mut self, item: u32, verdict: Verdict, now: u64, random: f64) {
        let Some(slot) = self.slots.get_mut(item as usize) else { return };
        if slot.state != ItemState::Running {
            return;
        }
        let epoch = slot.epoch;
        let plan = self.plan.clone();
        let Some(what) = plan.items().get(item as usize) else { return };
        let last = slot.step + 1 >= what.steps();
        match verdict {
            Verdict::Done | Verdict::Gone => {
                self.pace.accepted(epoch);
                let ours = verdict == Verdict::Done || slot.unclear.is_some();
                slot.acted |= ours;
                if !last {
                    self.advance(item, what, now);
                } else if ours || (what.deed == Deed::RemoveFile && slot.acted) {
                    self.settle(item, Outcome::Done, now);
                } else {
                    self.settle(item, Outcome::AlreadyGone, now);
                }
            }
            Verdict::Unsent(cause) => {
                slot.attempts -= 1;
                self.end(Some(cause.into()), now);
                self.give_up(item, now);
            }
            Verdict::Failed(cause) => {
                self.pace.accepted(epoch);
                self.fail(item, cause.into(), now);
            }
            Verdict::Stop(cause) => {
                let cause = Arc::new(cause);
                self.fail(item, cause.clone(), now);
                self.end(Some(cause), now);
            }
            Verdict::Throttled { cause, retry_after } => {
                slot.throttles += 1;
                let spent = slot.throttles > self.limits.throttles;
                self.pace.refused(epoch, retry_after, now, random);
                // At first it goes ahead of the others, but an item that only itself is refused must not hold them up:
                // each further time it stays behind for longer than a cool-down takes.
                let wait = if slot.throttles < 2 { 0 } else { 2 * backoff(slot.throttles, random) };
                self.put_off(item, cause.into(), spent, now + wait, now);
            }
            Verdict::Unclear(cause) => {
                let cause = Arc::new(cause);
                slot.unclear = Some(cause.clone());
                if let Some(notes) = &mut self.notes {
                    notes.push(Note::Unclear { item, cause: cause.clone() });
                }
                if !self.offline {
                    slot.tries += 1;
                    self.pace.unclear(epoch, now, random);
                }
                let spent = slot.tries >= self.limits.tries;
                let due = now + backoff(slot.tries, random);
                self.put_off(item, cause, spent, due, now);
            }
        }
    }

    /// Sends an item again at `due`, unless its patience or the run is at an end.
    fn put_off(&mut self, item: u32, cause: Arc<Cause>, spent: bool, due: u64, now: u64) {
        if self.pace.hopeless() {
            self.end(Some(cause.clone()), now);
        }
        if spent {
            self.fail(item, cause, now);
        } else if self.phase == Phase::Running {
            self.set(item, ItemState::Waiting, now);
            self.again.push(Reverse((self.stage(item), due, item)));
        } else {
            self.give_up(item, now);
        }
    }

    /// On to the next step, ahead of all other items.
    fn advance(&mut self, item: u32, what: &Item, now: u64) {
        let Some(slot) = self.slots.get_mut(item as usize) else { return };
        slot.step += 1;
        (slot.tries, slot.throttles) = (0, 0);
        // What an earlier run left open may have been any of the steps.
        let marks = self.plan.marks();
        if !matches!(marks.get(item as usize), Some(Mark::Unsettled(_))) {
            slot.unclear = None;
        }
        if self.phase == Phase::Running {
            self.set(item, ItemState::Waiting, now);
            self.again.push(Reverse((what.stage(), 0, item)));
        } else {
            self.give_up(item, now);
        }
    }

    pub(super) fn stage(&self, item: u32) -> usize {
        self.plan.items().get(item as usize).map_or(0, Item::stage)
    }

    fn fail(&mut self, item: u32, cause: Arc<Cause>, now: u64) {
        let unsettled = self.slots.get(item as usize).is_some_and(|slot| slot.unclear.is_some());
        self.settle(item, Outcome::Failed { cause, unsettled }, now);
    }

    /// An answer ended the item.
    fn settle(&mut self, item: u32, outcome: Outcome, now: u64) {
        self.set(item, ItemState::Ended(outcome), now);
        self.meter.count(now);
    }

    pub(super) fn set(&mut self, item: u32, state: ItemState, now: u64) {
        let stage = self.stage(item);
        let Some(slot) = self.slots.get_mut(item as usize) else { return };
        let is_ended = |state: &ItemState| matches!(state, ItemState::Ended(_));
        match (is_ended(&slot.state), is_ended(&state)) {
            (false, true) => {
                self.open[stage] -= 1;
                slot.ended_at = (now > 0).then_some(now);
            }
            (true, false) => {
                self.open[stage] += 1;
                slot.ended_at = None;
            }
            _ => {}
        }
        *self.sums.of(&slot.state) -= 1;
        *self.sums.of(&state) += 1;
        slot.state = state;
        if let ItemState::Ended(outcome) = &slot.state
            && item < self.claiming
        {
            let outcome = outcome.clone();
            let (attempts, request_id, unclear) = (slot.attempts, slot.request_id.clone(), slot.unclear.clone());
            self.note(Note::Ended { item, end: End { outcome, attempts, at: now, request_id, unclear } });
        }
    }

    /// Ends an item that will not be sent (again): not tried, unless a try of ours may have succeeded, or did as far
    /// as the steps before.
    fn give_up(&mut self, item: u32, now: u64) {
        let Some(slot) = self.slots.get(item as usize) else { return };
        let outcome = match (&slot.unclear, slot.acted) {
            (Some(cause), _) => Outcome::Failed { cause: cause.clone(), unsettled: true },
            (None, false) => Outcome::NotTried,
            (None, true) => {
                let cancelled = || Cause { key: CANCELLED.into(), ..Cause::default() }.into();
                Outcome::Failed { cause: self.stopped_by.clone().unwrap_or_else(cancelled), unsettled: false }
            }
        };
        self.set(item, ItemState::Ended(outcome), now);
    }

    /// No new requests from here on; what is under way still gets its outcome.
    pub(super) fn end(&mut self, cause: Option<Arc<Cause>>, now: u64) {
        if matches!(self.phase, Phase::Ending | Phase::Finished) {
            return;
        }
        self.phase = Phase::Ending;
        self.note(Note::Ending(cause.clone()));
        self.stopped_by = cause;
        self.again.clear();
        self.next = self.slots.len() as u32;
        for item in 0..self.slots.len() as u32 {
            if self.state(item) == Some(&ItemState::Waiting) {
                self.give_up(item, now);
            }
        }
    }

    pub(super) fn retry_failed(&mut self, now: u64) {
        if !matches!(self.phase, Phase::Running | Phase::Finished) {
            return;
        }
        self.hold();
        for item in 0..self.slots.len() as u32 {
            let Some(slot) = self.slots.get_mut(item as usize) else { continue };
            if matches!(slot.state, ItemState::Ended(Outcome::Failed { .. })) {
                (slot.tries, slot.throttles) = (0, 0);
                self.set(item, ItemState::Waiting, now);
                let stage = self.stage(item);
                self.again.push(Reverse((stage, now, item)));
            }
        }
        if self.phase == Phase::Finished && self.sums.waiting > 0 {
            self.phase = Phase::Running;
            self.paused = false;
            self.stopped_by = None;
            self.pace.rest();
            self.meter.start(now);
        }
    }
}

/// How long to wait after so many failures in a row (ms).
fn backoff(failures: u32, random: f64) -> u64 {
    let longest = (BACKOFF << failures.saturating_sub(1).min(8)).min(BACKOFF_MAX);
    (longest as f64 * (1.0 - 0.25 * random)) as u64
}
