//! A job on a clock that only the test moves.

use std::sync::Arc;

use quartermaster::bulk::job::{Event, Job, Limits, Order};
use quartermaster::bulk::outcome::{Cause, ItemState, Outcome, Verdict};
use quartermaster::bulk::plan::{Item, Plan};
use quartermaster::bulk::progress::RunState;

pub const START: u64 = 1_700_000_000_000;
pub const NOTHING: [u32; 0] = [];

pub fn items(count: usize) -> Vec<Item> {
    (0..count).map(|i| Item { id: Arc::from(format!("file-{i}")), bytes: Some(1), ..Item::default() }).collect()
}

pub fn cause(key: &str) -> Cause {
    Cause { key: key.into(), message: "".into(), status: None, request_id: None }
}

pub fn throttled(retry_after: Option<u64>) -> Verdict {
    Verdict::Throttled { cause: cause("rate"), retry_after }
}

pub fn lost() -> Verdict {
    Verdict::Unclear(cause("network"))
}

pub struct Desk {
    pub job: Job,
    pub now: u64,
    pub wake_at: Option<u64>,
    pub under_way: Vec<u32>,
    pub finished: u32,
}

impl Desk {
    pub fn new(count: usize, in_flight: u32) -> Desk {
        Desk::with(Plan::new(items(count)), in_flight)
    }

    pub fn with(plan: Plan, in_flight: u32) -> Desk {
        let job = Job::new(plan, Limits { in_flight, ..Limits::default() });
        Desk { job, now: START, wake_at: None, under_way: Vec::new(), finished: 0 }
    }

    /// The items that are sent in answer to the event.
    pub fn on(&mut self, event: Event) -> Vec<u32> {
        if event == Event::Wake {
            self.wake_at = None;
        }
        let mut sent = Vec::new();
        for order in self.job.on(event, self.now, 0.5) {
            match order {
                Order::Send { item, .. } => sent.push(item),
                Order::WakeAt(at) => self.wake_at = Some(at),
                Order::Note(_) => {}
                Order::Finished => self.finished += 1,
            }
        }
        self.under_way.extend(&sent);
        sent
    }

    pub fn answer(&mut self, item: u32, verdict: Verdict) -> Vec<u32> {
        self.under_way.retain(|other| *other != item);
        self.on(Event::Answered { item, verdict, request_id: None })
    }

    /// Lets time pass until the job asks to be woken.
    pub fn wake(&mut self) -> Vec<u32> {
        self.now = self.wake_at.expect("asked to be woken").max(self.now);
        self.on(Event::Wake)
    }

    /// Answers everything alike until the job has ended.
    pub fn run(&mut self, verdict: impl Fn(u32) -> Verdict) {
        for _ in 0..100_000 {
            if self.finished > 0 {
                return;
            }
            if let Some(item) = self.under_way.first().copied() {
                self.now += 10;
                self.answer(item, verdict(item));
            } else {
                self.wake();
            }
        }
        panic!("does not end");
    }

    pub fn outcome(&self, item: u32) -> Outcome {
        match self.job.state(item) {
            Some(ItemState::Ended(outcome)) => outcome.clone(),
            other => panic!("item {item} is {other:?}"),
        }
    }

    pub fn state(&self) -> RunState {
        self.job.progress(self.now).state
    }
}

pub fn failed(key: &str, unsettled: bool) -> Outcome {
    Outcome::Failed { cause: Arc::new(cause(key)), unsettled }
}
