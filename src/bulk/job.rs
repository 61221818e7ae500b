//! The machine that runs a plan: events in, orders out. It has no clock, no network and no chance of its own,
//! so that the same machine runs in a test, in the demo and against the API.

mod answers;
mod sending;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::Arc;

pub use super::event::{Event, Limits, Order};
use super::note::{Known, Note, Past};
use super::outcome::{Cause, ItemState, Outcome, Sums};
use super::pace::Pace;
use super::plan::{Mark, Plan, STAGES};
use super::progress::{Meter, Progress, RunState};

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
    /// What is to be written into the journal; `None` without one.
    notes: Option<Vec<Note>>,
    /// Items before this one may be sent, as the journal says, or will say when it is written.
    claimed: u32,
    claiming: u32,
    /// The claims that are being written.
    claims: VecDeque<u32>,
    /// Failed items are to be sent again, and the journal does not say so yet.
    held: bool,
    /// An earlier run was ended, for this reason.
    ending: Option<Option<Arc<Cause>>>,
}

impl Job {
    /// A job that keeps no journal.
    pub fn new(plan: Plan, limits: Limits) -> Job {
        Job { notes: None, claimed: u32::MAX, ..Job::going_on(plan, limits, Past::default()) }
    }

    /// A job that goes on where its journal ends, or begins with an empty one. What may have been sent and has no
    /// outcome is sent again, and if it is gone, that was us.
    pub fn going_on(plan: Plan, limits: Limits, past: Past) -> Job {
        let count = plan.items().len() as u32;
        let mut job = Job::fresh(past.settled(plan), limits);
        (job.claimed, job.claiming) = (past.claimed.min(count), past.claimed.min(count));
        job.ending = past.ending;
        for (item, known) in past.items {
            let Known::Ended(end) = known else { continue };
            let Some(slot) = job.slots.get_mut(item as usize).filter(|slot| slot.state == ItemState::Waiting) else {
                continue;
            };
            (slot.attempts, slot.request_id) = (end.attempts, end.request_id);
            slot.unclear = end.unclear.or_else(|| slot.unclear.take());
            job.set(item, ItemState::Ended(end.outcome), end.at);
        }
        for item in past.dropped.unwrap_or(count)..count {
            if job.state(item) == Some(&ItemState::Waiting) {
                job.set(item, ItemState::Ended(Outcome::NotTried), 0);
            }
        }
        job.notes = Some(Vec::new());
        job.pace = Pace::new(job.limits.in_flight, job.sums.waiting);
        job
    }

    fn fresh(plan: Plan, limits: Limits) -> Job {
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
            notes: None,
            claimed: 0,
            claiming: 0,
            claims: VecDeque::new(),
            held: false,
            ending: None,
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
                if let Some(slot) = self.slots.get_mut(item as usize) {
                    slot.request_id = request_id.or_else(|| slot.request_id.take());
                }
                self.answered(item, verdict, now, random);
            }
            Event::Claimed(count) => self.durable(count),
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
        let mut sends = Vec::new();
        self.send(now, &mut sends);
        self.claim();
        let mut orders: Vec<Order> = self.notes.iter_mut().flat_map(|notes| notes.drain(..).map(Order::Note)).collect();
        orders.append(&mut sends);
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
            if let Some(cause) = self.ending.take() {
                self.end(cause, now);
            }
        }
    }

    fn note(&mut self, note: Note) {
        if let Some(notes) = &mut self.notes {
            notes.push(note);
        }
    }
}
