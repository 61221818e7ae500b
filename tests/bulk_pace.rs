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
    let items = (0..count).map(|i| Item { id: Arc::from(format!("file-{i}")), name: "".into(), bytes: None }).collect();
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
                event = Some(Event::Answered { item, verdict });
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

#[test]
#[ignore]
fn look() {
    for (name, refusal) in [
        ("plain", Refusal::Plain),
        ("millis", Refusal::Millis),
        ("seconds", Refusal::Seconds),
        ("preflight", Refusal::Preflight),
    ] {
        let runs: Vec<Run> = (1..=40).map(|seed| run(Server { refusal, ..BUSY }, 2000, 64, seed)).collect();
        stats(name, &runs);
    }
    for (name, server, n, c) in [
        ("free 2000/64", QUIET, 2000, 64),
        ("free 10000/64", QUIET, 10000, 64),
        ("free 2000/8", QUIET, 2000, 8),
        ("free 2000/20", QUIET, 2000, 20),
        ("busy 2000/8", BUSY, 2000, 8),
        ("noisy free", Server { reset: 0.002, broken: 0.005, answer_lost: 0.003, ..QUIET }, 10000, 64),
        ("5% 5%", Server { reset: 0.03, answer_lost: 0.02, broken: 0.05, ..QUIET }, 1000, 8),
        ("slow limit 5/s", Server { limit: Some((5.0, 10.0)), ..QUIET }, 500, 8),
        ("slow limit 5/s 64", Server { limit: Some((5.0, 10.0)), ..QUIET }, 500, 64),
        ("500/min bucket", Server { limit: Some((8.33, 500.0)), ..QUIET }, 2000, 8),
        ("limit 400", Server { limit: Some((400.0, 100.0)), ..QUIET }, 10000, 64),
        ("limit 30 latency 300", Server { limit: Some((30.0, 30.0)), latency: 300_000.0, ..QUIET }, 2000, 64),
        ("closed 5..50", Server { closed: (5.0, 50.0), ..QUIET }, 2000, 8),
        ("coarse timers", Server { timer: 16_000.0, ..BUSY }, 2000, 64),
        ("timers of 1 s", Server { timer: 1_000_000.0, ..BUSY }, 2000, 64),
    ] {
        let runs: Vec<Run> = (1..=10).map(|seed| run(server, n, c, seed)).collect();
        stats(name, &runs);
    }
}

fn stats(name: &str, runs: &[Run]) {
    let mut t: Vec<f64> = runs.iter().map(|r| r.seconds).collect();
    t.sort_by(f64::total_cmp);
    let mut f: Vec<f64> = runs.iter().map(|r| f64::from(r.refused) / f64::from(r.sent) * 100.0).collect();
    f.sort_by(f64::total_cmp);
    println!(
        "{name:20} s: {:.2} {:.2} {:.2}  429%: {:.2} {:.2} {:.2}  sent {} inflight {} left {} mis {}",
        t[0],
        t[t.len() / 2],
        t[t.len() - 1],
        f[0],
        f[f.len() / 2],
        f[f.len() - 1],
        runs[0].sent,
        runs.iter().map(|r| r.most_in_flight).max().unwrap(),
        runs.iter().map(|r| r.left).sum::<u32>(),
        runs.iter().map(|r| r.misreported).sum::<u32>()
    );
}
