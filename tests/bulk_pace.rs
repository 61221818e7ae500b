//! How fast a job deletes, measured against a simulated server on a simulated clock.
#![cfg(not(target_arch = "wasm32"))]

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use quartermaster::bulk::job::{Event, Job, Limits, Order};
use quartermaster::bulk::outcome::{Cause, ItemState, Outcome, Verdict};
use quartermaster::bulk::plan::{Item, Plan};

#[derive(Clone, Copy, PartialEq)]
enum Refusal {
    /// 429 without a readable header.
    Plain,
    /// `retry-after-ms`: until the next token.
    Millis,
    /// `retry-after: 1`: the same in whole seconds, rounded up.
    Seconds,
    /// On the preflight: to the page it is a network error.
    Preflight,
}

#[derive(Clone, Copy)]
struct Server {
    /// Tokens a second and size of the bucket.
    limit: Option<(f64, f64)>,
    refusal: Refusal,
    /// Round trip (µs), and by what share it varies.
    latency: f64,
    jitter: f64,
    broken: f64,
    reset: f64,
    answer_lost: f64,
    /// How late a timer of the page may fire (µs).
    timer: f64,
    /// Refuses everything from then to then (s).
    closed: (f64, f64),
}

const QUIET: Server = Server {
    limit: None,
    refusal: Refusal::Plain,
    latency: 80_000.0,
    jitter: 0.1,
    broken: 0.0,
    reset: 0.0,
    answer_lost: 0.0,
    timer: 1_000.0,
    closed: (0.0, 0.0),
};

/// 100 deletions a second, burst 50, and the faults of a bad day.
const BUSY: Server = Server { limit: Some((100.0, 50.0)), broken: 0.005, reset: 0.002, answer_lost: 0.003, ..QUIET };

struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Happens {
    Arrives(u32),
    Answers(u32, u8, u64),
    Wakes(u64),
}

#[derive(Debug)]
struct Run {
    seconds: f64,
    sent: u32,
    refused: u32,
    most_in_flight: u32,
    left: u32,
    misreported: u32,
}

const DONE: u8 = 0;
const GONE: u8 = 1;
const REFUSED: u8 = 2;
const LOST: u8 = 3;
const BROKEN: u8 = 4;

fn cause(key: &str, status: Option<u16>) -> Cause {
    Cause { key: key.into(), message: "".into(), status, request_id: None }
}

fn run(server: Server, count: usize, in_flight: u32, seed: u64) -> Run {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let items = (0..count).map(|i| Item { id: Arc::from(format!("file-{i}")), ..Item::default() }).collect();
    let mut job = Job::new(Plan::new(items), Limits { in_flight, ..Limits::default() });
    let mut there = vec![true; count];
    let mut tokens = server.limit.map_or(0.0, |(_, burst)| burst);
    let mut filled = 0u64;
    let mut queue: BinaryHeap<Reverse<(u64, u64, Happens)>> = BinaryHeap::new();
    let mut serial = 0u64;
    let mut wake = 0u64;
    let mut out = Run { seconds: 0.0, sent: 0, refused: 0, most_in_flight: 0, left: 0, misreported: 0 };
    let mut flying = 0;
    // Any time will do, but not zero.
    let start = 1_700_000_000_000_000u64;
    let mut now = start;
    let mut event = Some(Event::Start);
    loop {
        if let Some(event) = event.take() {
            for order in job.on(event, now / 1000, chance.next()) {
                serial += 1;
                match order {
                    Order::Send { item, .. } => {
                        flying += 1;
                        out.sent += 1;
                        out.most_in_flight = out.most_in_flight.max(flying);
                        let way = server.latency / 2.0 * (1.0 + server.jitter * chance.next());
                        queue.push(Reverse((now + way as u64, serial, Happens::Arrives(item))));
                    }
                    Order::WakeAt(at) => {
                        wake += 1;
                        let late = (server.timer * chance.next()) as u64;
                        queue.push(Reverse(((at * 1000).max(now) + late, serial, Happens::Wakes(wake))));
                    }
                    Order::Note(_) => {}
                    Order::Finished => out.seconds = (now - start) as f64 / 1e6,
                }
            }
        }
        let Some(Reverse((at, _, next))) = queue.pop() else { break };
        now = at;
        match next {
            Happens::Wakes(number) => event = (number == wake).then_some(Event::Wake),
            Happens::Arrives(item) => {
                serial += 1;
                let (answer, wait) = if chance.next() < server.reset {
                    (LOST, 0)
                } else {
                    let (rate, burst) = server.limit.unwrap_or((1e9, 1e9));
                    tokens = (tokens + rate * (now - filled.max(start)) as f64 / 1e6).min(burst);
                    filled = now;
                    let clock = (now - start) as f64 / 1e6;
                    let closed = server.closed.0 <= clock && clock < server.closed.1;
                    if tokens < 1.0 || closed {
                        let seconds = if closed { server.closed.1 - clock } else { (1.0 - tokens) / rate };
                        (REFUSED, (seconds * 1000.0).ceil() as u64)
                    } else {
                        tokens -= 1.0;
                        if chance.next() < server.broken {
                            (BROKEN, 0)
                        } else if !std::mem::take(&mut there[item as usize]) {
                            (GONE, 0)
                        } else if chance.next() < server.answer_lost {
                            (LOST, 0)
                        } else {
                            (DONE, 0)
                        }
                    }
                };
                let way = server.latency / 2.0 * (1.0 + server.jitter * chance.next());
                queue.push(Reverse((now + way as u64, serial, Happens::Answers(item, answer, wait))));
            }
            Happens::Answers(item, answer, wait) => {
                flying -= 1;
                let verdict = match answer {
                    DONE => Verdict::Done,
                    GONE => Verdict::Gone,
                    REFUSED => {
                        out.refused += 1;
                        let retry_after = match server.refusal {
                            Refusal::Plain | Refusal::Preflight => None,
                            Refusal::Millis => Some(wait),
                            Refusal::Seconds => Some(wait.div_ceil(1000) * 1000),
                        };
                        if server.refusal == Refusal::Preflight {
                            Verdict::Unclear(cause("unreadable", None))
                        } else {
                            Verdict::Throttled { cause: cause("rate", Some(429)), retry_after }
                        }
                    }
                    LOST => Verdict::Unclear(cause("unreadable", None)),
                    _ => Verdict::Unclear(cause("server", Some(500))),
                };
                event = Some(Event::Answered { item, verdict, request_id: None });
            }
        }
    }
    for (item, still) in there.iter().enumerate() {
        out.left += u32::from(*still);
        let told_done = job.state(item as u32) == Some(&ItemState::Ended(Outcome::Done));
        out.misreported += u32::from(told_done == *still);
    }
    out
}

/// What a plain pool of the same ceiling takes when nothing is refused (s).
fn pool(server: Server, count: usize, in_flight: usize, seed: u64) -> f64 {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut free: BinaryHeap<Reverse<u64>> = (0..in_flight).map(|_| Reverse(0)).collect();
    let mut last = 0;
    for _ in 0..count {
        let Some(Reverse(from)) = free.pop() else { break };
        let way = server.latency * (1.0 + server.jitter * (chance.next() + chance.next()) / 2.0);
        last = last.max(from + way as u64);
        free.push(Reverse(from + way as u64));
    }
    last as f64 / 1e6
}

/// Runs it with several seeds; all must be complete, true and within the ceiling.
fn runs(server: Server, count: usize, in_flight: u32) -> Vec<Run> {
    let all: Vec<Run> = (1..=12).map(|seed| run(server, count, in_flight, seed)).collect();
    for run in &all {
        assert_eq!((run.left, run.misreported), (0, 0), "{run:?}");
        assert!(run.most_in_flight <= in_flight, "{run:?}");
    }
    all
}

fn at_most(server: Server, count: usize, in_flight: u32, seconds: f64, refused: f64) {
    for run in runs(server, count, in_flight) {
        let share = f64::from(run.refused) / f64::from(run.sent);
        assert!(run.seconds <= seconds, "more than {seconds} s: {run:?}");
        assert!(share <= refused, "refused {share}: {run:?}");
    }
}

/// Of a hundred runs of 2,000.
fn median(server: Server, of: &dyn Fn(&Run) -> f64) -> f64 {
    let mut all: Vec<f64> = (100..200).map(|seed| of(&run(server, 2_000, 64, seed))).collect();
    all.sort_by(f64::total_cmp);
    all[50]
}

/// The least time in which so many can be done at 100 a second, 50 of them at once.
const IDEAL: f64 = 19.5;

#[test]
fn at_an_unknown_limit_it_takes_a_tenth_more_than_the_ideal_and_one_refusal_in_a_hundred() {
    at_most(BUSY, 2_000, 64, 1.10 * IDEAL, 0.01);
    at_most(Server { refusal: Refusal::Millis, ..BUSY }, 2_000, 64, 1.10 * IDEAL, 0.01);
    at_most(Server { timer: 16_000.0, ..BUSY }, 2_000, 64, 1.10 * IDEAL, 0.01);
}

/// A bucket of half a second overflows while a whole second is waited: half a second lost for each refusal obeyed.
#[test]
fn a_retry_after_in_whole_seconds_is_obeyed_and_costs_what_it_asks() {
    let server = Server { refusal: Refusal::Seconds, ..BUSY };
    at_most(server, 2_000, 64, 1.15 * IDEAL, 0.01);
    let seconds = median(server, &|run| run.seconds);
    assert!(seconds <= 1.10 * IDEAL, "{seconds} s");
}

#[test]
fn a_limit_that_shows_only_as_network_errors_is_found_too() {
    let server = Server { refusal: Refusal::Preflight, ..BUSY };
    at_most(server, 2_000, 64, 1.10 * IDEAL, 0.015);
    let share = median(server, &|run| f64::from(run.refused) / f64::from(run.sent));
    assert!(share <= 0.01, "refused {share}");
}

#[test]
fn limits_of_all_sizes_are_found() {
    let limited = |rate: f64, burst: f64| Server { limit: Some((rate, burst)), ..QUIET };
    at_most(limited(400.0, 100.0), 10_000, 64, 1.06 * 24.75, 0.01);
    at_most(limited(8.0, 500.0), 2_000, 8, 1.06 * 187.5, 0.01);
    at_most(Server { latency: 300_000.0, ..limited(30.0, 30.0) }, 2_000, 64, 1.06 * 65.7, 0.012);
    // So few that finding the limit weighs more.
    at_most(limited(5.0, 10.0), 500, 64, 1.06 * 98.0, 0.04);
    at_most(limited(1.0, 1.0), 120, 8, 1.4 * 119.0, 0.2);
}

#[test]
fn without_a_limit_it_is_as_fast_as_a_pool() {
    for (count, in_flight, share) in [(10_000, 64, 0.95), (2_000, 20, 0.95), (2_000, 8, 0.95), (300, 1, 0.95)] {
        for (run, seed) in runs(QUIET, count, in_flight).iter().zip(1..) {
            let pool = pool(QUIET, count, in_flight as usize, seed);
            assert!(pool / run.seconds >= share, "{count} by {in_flight}: a pool takes {pool} s, {run:?}");
        }
    }
    // A run of three seconds cannot both find out within 1% of refusals that there is no limit and be as fast.
    for run in runs(QUIET, 2_000, 64) {
        assert!(pool(QUIET, 2_000, 64, 1) / run.seconds >= 0.80, "{run:?}");
    }
}

#[test]
fn the_noise_of_a_network_is_not_taken_for_a_limit() {
    let noisy = Server { broken: 0.005, reset: 0.002, answer_lost: 0.003, ..QUIET };
    for run in runs(noisy, 10_000, 64) {
        assert!(pool(noisy, 10_000, 64, 1) / run.seconds >= 0.90, "{run:?}");
    }
    let worse = Server { broken: 0.05, reset: 0.03, answer_lost: 0.02, ..QUIET };
    let mean = runs(worse, 1_000, 8).iter().map(|run| run.seconds).sum::<f64>() / 12.0;
    assert!(mean <= 2.0 * pool(worse, 1_000, 8, 1), "{mean} s");
}

#[test]
fn a_server_that_closes_for_a_while_is_asked_seldom_and_used_again_when_it_opens() {
    let server = Server { closed: (5.0, 50.0), ..QUIET };
    // 5 s before, 45 s closed, 16 s after.
    at_most(server, 2_000, 8, 85.0, 0.012);
    at_most(Server { refusal: Refusal::Seconds, ..server }, 2_000, 8, 85.0, 0.012);
}

#[test]
fn slow_timers_do_not_stall_it() {
    // A hidden tab wakes once a second.
    at_most(Server { timer: 1_000_000.0, ..BUSY }, 2_000, 64, 1.25 * IDEAL, 0.01);
}
