//! Which items are sent when.

use std::cmp::Reverse;

use super::{Job, Order, Phase};
use crate::bulk::note::Note;
use crate::bulk::outcome::ItemState;

impl Job {
    fn sends(&self) -> bool {
        self.phase == Phase::Running && !self.paused && !self.offline && !self.held
    }

    pub(super) fn send(&mut self, now: u64, orders: &mut Vec<Order>) {
        if !self.sends() {
            return;
        }
        for _ in 0..self.pace.allowance(self.sums.running, now) {
            let Some(item) = self.take(now) else { return };
            self.set(item, ItemState::Running, now);
            self.pace.sent(1);
            let epoch = self.pace.epoch();
            let Some(slot) = self.slots.get_mut(item as usize) else { return };
            slot.epoch = epoch;
            slot.attempts += 1;
            orders.push(Order::Send { item, step: slot.step, attempt: slot.attempts });
        }
    }

    /// Sees to it that the journal allows a few more items than are sent now: writing it takes a moment. What a crash
    /// leaves uncertain is no more than this.
    pub(super) fn claim(&mut self) {
        let (count, ahead) = (self.slots.len() as u32, self.limits.in_flight);
        let enough = self.next >= count || self.claimed >= count.min(self.next + ahead.div_ceil(2));
        if self.sends() && self.claims.is_empty() && !enough {
            self.claiming = (self.next + ahead).min(count);
            self.note_claim();
        }
    }

    fn note_claim(&mut self) {
        if self.notes.is_some() {
            self.claims.push_back(self.claiming);
            self.note(Note::Claim(self.claiming));
        }
    }

    /// What has failed is not sent again before the journal says so, or a crash would leave it failed.
    pub(super) fn hold(&mut self) {
        self.held = self.notes.is_some();
        self.note(Note::RetryFailed);
        self.note_claim();
    }

    /// The first so many of the claims that were noted are durable.
    pub(super) fn durable(&mut self, count: u32) {
        for before in self.claims.drain(..(count as usize).min(self.claims.len())) {
            self.claimed = self.claimed.max(before);
        }
        self.held &= !self.claims.is_empty();
    }

    /// The next item to send: one that is due again, or else a fresh one.
    fn take(&mut self, now: u64) -> Option<u32> {
        if self.due()? > now {
            return None;
        }
        match self.first_again() {
            Some((due, item)) if due <= now => {
                self.again.pop();
                Some(item)
            }
            _ => {
                self.next += 1;
                Some(self.next - 1)
            }
        }
    }

    /// When the next item may be sent; 0 while there are fresh ones.
    fn due(&mut self) -> Option<u64> {
        while self.slots.get(self.next as usize).is_some_and(|slot| slot.state != ItemState::Waiting || slot.step > 0) {
            self.next += 1;
        }
        if self.next < self.claimed.min(self.slots.len() as u32) && self.is_open(self.stage(self.next)) {
            return Some(0);
        }
        self.first_again().map(|(due, _)| due)
    }

    /// When and which of those that were sent before is to be sent first.
    fn first_again(&self) -> Option<(u64, u32)> {
        self.again
            .peek()
            .filter(|Reverse((stage, ..))| self.is_open(*stage))
            .map(|Reverse((_, due, item))| (*due, *item))
    }

    /// Whether all stages before this one have ended.
    fn is_open(&self, stage: usize) -> bool {
        self.open.iter().take(stage).all(|left| *left == 0)
    }

    /// Asks to be woken, unless the next answer comes first anyway.
    pub(super) fn arm(&mut self, now: u64, orders: &mut Vec<Order>) {
        if !self.sends() {
            return;
        }
        let Some(due) = self.due() else { return };
        let Some(at) = self.pace.next_at(self.sums.running, now).map(|at| at.max(due)).or((due > now).then_some(due))
        else {
            return;
        };
        if self.wake_at != Some(at) {
            self.wake_at = Some(at);
            orders.push(Order::WakeAt(at - self.put_back));
        }
    }
}
