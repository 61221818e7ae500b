//! The machine itself: what is asked when. What an answer means stands in `answers`.

use std::sync::Arc;

use super::event::{Event, Order};
use super::part::{Outcome, Part, Slot, Stage};
use crate::bulk::outcome::Cause;
use crate::openai::limits::FILE_BATCH_FILES;
use crate::openai::store_file::Attach;

/// From here on a part that does not move counts as stuck (ms): indexing has been seen to hang for ever
/// (openai-python 3097).
pub(super) const STUCK: u64 = 10 * 60_000;

#[derive(Clone, Debug)]
pub struct Fill {
    pub(super) parts: Vec<Part>,
    pub(super) started: bool,
    pub(super) finished: bool,
    pub(super) hidden: bool,
    pub(super) offline: bool,
    pub(super) cancelled: bool,
    pub(super) stopped_by: Option<Arc<Cause>>,
    /// The API asked for fewer requests: until then none is sent (ms).
    pub(super) cool: u64,
    /// Parts that changed since they were last kept.
    pub(super) touched: Vec<u32>,
    /// The number of the next part.
    next: u32,
}

impl Fill {
    /// A file that is named twice is attached once.
    pub fn new(files: Vec<Attach>) -> Fill {
        let mut known = std::collections::HashSet::new();
        let files = files.into_iter().filter(|file| known.insert(file.file_id.clone()));
        let slots = files.map(|attach| Slot { attach, outcome: None, stands: false }).collect();
        let mut fill = Fill::of(Vec::new());
        fill.add(slots);
        fill
    }

    /// Goes on with these parts.
    pub(super) fn of(parts: Vec<Part>) -> Fill {
        Fill {
            next: parts.iter().map(|part| part.number + 1).max().unwrap_or(1),
            parts,
            started: false,
            finished: false,
            hidden: false,
            offline: false,
            cancelled: false,
            stopped_by: None,
            cool: 0,
            touched: Vec::new(),
        }
    }

    /// Files that were in the store already, as failed, and are to be indexed anew: they are detached first.
    pub fn again(files: Vec<Attach>) -> Fill {
        let mut fill = Fill::new(files);
        for part in &mut fill.parts {
            part.slots.iter_mut().for_each(|slot| slot.stands = true);
            part.stage = Stage::Leave;
        }
        fill
    }

    fn add(&mut self, mut slots: Vec<Slot>) {
        while !slots.is_empty() {
            let rest = slots.split_off(slots.len().min(FILE_BATCH_FILES));
            self.touched.push(self.next);
            self.parts.push(Part::new(self.next, slots));
            self.next += 1;
            slots = rest;
        }
    }

    pub fn part(&self, number: u32) -> Option<&Part> {
        self.parts.iter().find(|part| part.number == number)
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// `now` in milliseconds; `random` in `0.0..1.0`, a new one each time.
    pub fn on(&mut self, event: Event, now: u64, random: f64) -> Vec<Order> {
        let over = self.parts.iter().filter(|part| part.is_over()).count();
        match event {
            Event::Start => {
                self.started = true;
                // Taken up again: how long nothing moved counts from now.
                self.parts.iter_mut().for_each(|part| part.moved = part.moved.max(now));
            }
            Event::Answered { part, answer } => self.answered(part, answer, now, random),
            Event::Wake => {}
            Event::Hidden(hidden) => self.hidden = hidden,
            Event::Offline(offline) => self.offline = offline,
            Event::Cancel => self.cancel(now),
            Event::RetryFailed(cause) => self.retry_failed(cause.as_deref()),
        }
        let mut asks = Vec::new();
        if self.started && !self.offline {
            self.ask(now, &mut asks);
        }
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        touched.dedup();
        let mut orders: Vec<Order> = touched.into_iter().map(Order::Keep).collect();
        orders.extend(asks);
        if self.parts.iter().filter(|part| part.is_over()).count() > over {
            orders.push(Order::Changed);
        }
        if self.started && self.parts.iter().all(Part::is_over) {
            if !std::mem::replace(&mut self.finished, true) {
                orders.push(Order::Finished);
            }
        } else {
            orders.extend(self.next_due(now).map(Order::WakeAt));
        }
        orders
    }

    /// Asks whatever is due. Attachments go out one after the other: the API counts them for each store, and what one
    /// of them is refused for may hold for the next as well.
    fn ask(&mut self, now: u64, orders: &mut Vec<Order>) {
        let mut writing = self.parts.iter().any(|part| part.busy && part.stage.writes());
        for part in &mut self.parts {
            if part.is_over() || part.busy || part.due.max(self.cool) > now || self.hidden && part.only_shows() {
                // What comes first goes first.
                writing |= part.stage.writes();
                continue;
            }
            if part.stage.writes() && std::mem::replace(&mut writing, true) {
                continue;
            }
            let order: fn(u32) -> Order = match part.stage {
                Stage::Over => continue,
                Stage::Leave => Order::Leave,
                Stage::Create => {
                    part.since = if part.since == 0 { now } else { part.since };
                    // It may have been sent when the page is closed.
                    self.touched.push(part.number);
                    Order::Create
                }
                Stage::Look => Order::Look,
                Stage::Count => Order::Count,
                Stage::List => Order::List,
                Stage::Cancel => Order::Cancel,
            };
            part.busy = true;
            orders.push(order(part.number));
        }
    }

    /// The earliest time at which there is something to ask that cannot be asked yet.
    fn next_due(&self, now: u64) -> Option<u64> {
        if !self.started || self.offline {
            return None;
        }
        let waits = |part: &&Part| !(part.busy || part.is_over() || self.hidden && part.only_shows());
        self.parts.iter().filter(waits).map(|part| part.due.max(self.cool)).filter(|due| *due > now).min()
    }

    fn cancel(&mut self, now: u64) {
        self.cancelled = true;
        // Of what is under way, the answer decides.
        for part in self.parts.iter_mut().filter(|part| !part.busy && part.cancelled.is_none()) {
            part.call_off(now);
            self.touched.push(part.number);
        }
    }

    fn retry_failed(&mut self, only: Option<&str>) {
        let again = |slot: &Slot| match &slot.outcome {
            Some(Outcome::Failed { cause, .. }) => only.is_none_or(|only| *cause.key == *only),
            Some(Outcome::NotTried) => only.is_none() && self.stopped_by.is_some(),
            _ => false,
        };
        let mut slots = Vec::new();
        for part in self.parts.iter_mut().filter(|part| part.is_over()) {
            let before = part.slots.len();
            slots.extend(part.slots.extract_if(.., |slot| again(slot)));
            if part.slots.len() < before {
                self.touched.push(part.number);
            }
        }
        if slots.is_empty() {
            return;
        }
        slots.iter_mut().for_each(|slot| slot.outcome = None);
        self.parts.retain(|part| !part.slots.is_empty());
        (self.finished, self.cancelled, self.stopped_by) = (false, false, None);
        self.add(slots);
    }
}
