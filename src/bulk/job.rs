//! The machine that runs a plan: events in, orders out. It has no clock, no network and no chance of its own,
//! so that the same machine runs in a test, in the demo and against the API.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

pub use super::event::{Event, Limits, Order};
use super::outcome::{CANCELLED, Cause, ItemState, Outcome, Sums, Verdict};
use super::pace::Pace;
use super::plan::{Deed, Item, Mark, Plan, STAGES};
use super::progress::{Meter, Progress, RunState};

/// A failed try is repeated after so long, then twice as long … (ms), as the official clients do.
const BACKOFF: u64 = 500;
const BACKOFF_MAX: u64 = 8_000;

/// Nothing happening for so long means that the machine was asleep (ms).
const ASLEEP: u64 = 30_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Ready,
    Running,
    /// Cancelled or stopped, with requests still under way.
    Ending,
    Finished,
}

struct Slot {
    state: ItemState,
    /// Requests sent.
    attempts: u32,
    /// Of these, since the start or the last `RetryFailed`: without a clear answer, and told "later".
    tries: u32,
    throttles: u32,
    /// Why the last try without a clear answer had none. While this is known the item may be gone by our hand.
    unclear: Option<Arc<Cause>>,
    epoch: u32,
    /// The step it is at, and whether one before it changed something.
    step: u32,
    acted: bool,
    /// When it ended (ms), and the request of the last answer.
    ended_at: Option<u64>,
    request_id: Option<Arc<str>>,
}

pub struct Job {
    plan: Plan,
    limits: Limits,
    slots: Vec<Slot>,
    sums: Sums,
    /// How many items of each stage have not ended.
    open: [u32; STAGES],
    /// No item before this one is fresh: those that wait are in `again`.
    next: u32,
    /// Items to be sent again, by stage and time.
    again: BinaryHeap<Reverse<(usize, u64, u32)>>,
    pace: Pace,
    phase: Phase,
    paused: bool,
    offline: bool,
    stopped_by: Option<Arc<Cause>>,
    wake_at: Option<u64>,
    meter: Meter,
    /// The latest time of an event, and how far the clock has been put back since the beginning (ms).
    latest: u64,
    put_back: u64,
}

impl Job {
    pub fn new(plan: Plan, limits: Limits) -> Job {
        let slot = |mark: &Mark| Slot {
            state: match mark {
                Mark::Protected => ItemState::Ended(Outcome::Skipped),
                Mark::Plain | Mark::Unsettled(_) => ItemState::Waiting,
            },
            attempts: 0,
            tries: 0,
            throttles: 0,
            unclear: if let Mark::Unsettled(cause) = mark { Some(cause.clone()) } else { None },
            epoch: 0,
            step: 0,
            acted: false,
            ended_at: None,
            request_id: None,
        };
        let slots: Vec<Slot> = plan.marks().iter().map(slot).collect();
        let mut sums = Sums::default();
        let (mut open, mut requests) = ([0; STAGES], 0);
        for (slot, item) in slots.iter().zip(plan.items()) {
            *sums.of(&slot.state) += 1;
            if slot.state == ItemState::Waiting {
                open[item.stage()] += 1;
                requests += item.steps();
            }
        }
        let limits = Limits { in_flight: limits.in_flight.clamp(1, 64), tries: limits.tries.max(1), ..limits };
        Job {
            pace: Pace::new(limits.in_flight, requests),
            plan,
            limits,
            slots,
            sums,
            open,
            next: 0,
            again: BinaryHeap::new(),
            phase: Phase::Ready,
            paused: false,
            offline: false,
            stopped_by: None,
            wake_at: None,
            meter: Meter::default(),
            latest: 0,
            put_back: 0,
        }
    }

    /// `now` in milliseconds; `random` in `0.0..1.0`, a new one each time.
    pub fn on(&mut self, event: Event, now: u64, random: f64) -> Vec<Order> {
        // A clock that is put back stands still for the job, or a cool-down would last for hours.
        self.put_back = self.put_back.max(self.latest.saturating_sub(now));
        let now = now + self.put_back;
        if now - self.latest > ASLEEP && self.latest > 0 {
            self.pace.slept(now - self.latest);
        }
        self.latest = now;
        let over = self.phase == Phase::Finished;
        match event {
            Event::Start => self.start(now),
            Event::Answered { item, verdict, request_id } => {
                self.answered(item, verdict, now, random);
                if let Some(slot) = self.slots.get_mut(item as usize) {
                    slot.request_id = request_id.or_else(|| slot.request_id.take());
                }
            }
            Event::Wake => self.wake_at = None,
            Event::Pause => self.paused = true,
            Event::Resume => {
                if std::mem::take(&mut self.paused) {
                    self.pace.rest();
                }
            }
            Event::Cancel => self.end(None, now),
            Event::Offline => self.offline = true,
            Event::Online => {
                if std::mem::take(&mut self.offline) {
                    self.pace.rest();
                }
            }
            Event::RetryFailed => self.retry_failed(now),
        }
        let mut orders = Vec::new();
        self.send(now, &mut orders);
        if self.phase != Phase::Ready && self.sums.left() == 0 {
            self.phase = Phase::Finished;
            if !over {
                orders.push(Order::Finished);
            }
        } else {
            self.arm(now, &mut orders);
        }
        orders
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where an item stands. `None`: no such item.
    pub fn state(&self, item: u32) -> Option<&ItemState> {
        self.slots.get(item as usize).map(|slot| &slot.state)
    }

    /// Requests sent for an item so far.
    pub fn attempts(&self, item: u32) -> u32 {
        self.slots.get(item as usize).map_or(0, |slot| slot.attempts)
    }

    /// When an item ended (ms). `None`: it has not, or it was skipped.
    pub fn ended_at(&self, item: u32) -> Option<u64> {
        self.slots.get(item as usize)?.ended_at
    }

    /// The request of the last answer that concerned an item.
    pub fn request_id(&self, item: u32) -> Option<&Arc<str>> {
        self.slots.get(item as usize)?.request_id.as_ref()
    }

    pub fn stopped_by(&self) -> Option<&Arc<Cause>> {
        self.stopped_by.as_ref()
    }

    pub fn progress(&self, now: u64) -> Progress {
        let now = (now + self.put_back).max(self.latest);
        let cooling = self.pace.cooling(now).filter(|_| self.sums.waiting > 0);
        let state = match self.phase {
            Phase::Ready => RunState::Ready,
            Phase::Ending => RunState::Cancelling,
            Phase::Finished => RunState::Finished { stopped_by: self.stopped_by.clone() },
            Phase::Running if self.paused => RunState::Paused,
            Phase::Running if self.offline => RunState::Offline,
            Phase::Running => match cooling {
                Some(until) => RunState::CoolingDown { until: until - self.put_back },
                None => RunState::Running,
            },
        };
        let rate_per_s = if self.phase == Phase::Running { self.meter.per_second(now) } else { 0.0 };
        let moves = matches!(state, RunState::Running | RunState::CoolingDown { .. }) && rate_per_s > 0.0;
        let eta_ms = moves.then(|| (f64::from(self.sums.left()) / rate_per_s * 1000.0) as u64);
        Progress { total: self.sums.total(), sums: self.sums, state, rate_per_s, eta_ms }
    }

    fn start(&mut self, now: u64) {
        if self.phase == Phase::Ready {
            self.phase = Phase::Running;
            self.meter.start(now);
        }
    }

    fn answered(&mut self, item: u32, verdict: Verdict, now: u64, random: f64) {
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

    fn stage(&self, item: u32) -> usize {
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

    fn set(&mut self, item: u32, state: ItemState, now: u64) {
        let stage = self.stage(item);
        let Some(slot) = self.slots.get_mut(item as usize) else { return };
        let is_ended = |state: &ItemState| matches!(state, ItemState::Ended(_));
        match (is_ended(&slot.state), is_ended(&state)) {
            (false, true) => {
                self.open[stage] -= 1;
                slot.ended_at = Some(now);
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
    fn end(&mut self, cause: Option<Arc<Cause>>, now: u64) {
        if matches!(self.phase, Phase::Ending | Phase::Finished) {
            return;
        }
        self.phase = Phase::Ending;
        self.stopped_by = cause;
        self.again.clear();
        self.next = self.slots.len() as u32;
        for item in 0..self.slots.len() as u32 {
            if self.state(item) == Some(&ItemState::Waiting) {
                self.give_up(item, now);
            }
        }
    }

    fn retry_failed(&mut self, now: u64) {
        if !matches!(self.phase, Phase::Running | Phase::Finished) {
            return;
        }
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

    fn sends(&self) -> bool {
        self.phase == Phase::Running && !self.paused && !self.offline
    }

    fn send(&mut self, now: u64, orders: &mut Vec<Order>) {
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
        if (self.next as usize) < self.slots.len() && self.is_open(self.stage(self.next)) {
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
    fn arm(&mut self, now: u64, orders: &mut Vec<Order>) {
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

/// How long to wait after so many failures in a row (ms).
fn backoff(failures: u32, random: f64) -> u64 {
    let longest = (BACKOFF << failures.saturating_sub(1).min(8)).min(BACKOFF_MAX);
    (longest as f64 * (1.0 - 0.25 * random)) as u64
}
