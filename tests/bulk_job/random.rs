//! Thousands of random stories of answers, faults, pauses and cancels; the same ones each time.

use std::collections::HashSet;

use quartermaster::bulk::job::{Event, Job, Limits, Order};
use quartermaster::bulk::outcome::{ItemState, Outcome, Verdict};
use quartermaster::bulk::plan::{Deed, Item, Plan, Use, User};
use quartermaster::bulk::progress::RunState;
use quartermaster::bulk::report::Report;

use super::desk::*;

/// A small, fast and repeatable source of chance.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 8) % bound
    }

    pub fn one_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }
}

/// What the server holds, and how it answers.
pub struct Server {
    pub there: Vec<bool>,
    /// Which of its stores hold the file, by item.
    pub held: Vec<Vec<bool>>,
    /// In a thousand answers: lost after the deed, lost before it, broken, throttled, failed for good; and
    /// whether it may revoke the key.
    pub faults: [u64; 5],
    pub revokes: bool,
}

impl Server {
    pub fn answer(&mut self, item: u32, step: u32, chance: &mut Chance) -> Verdict {
        let mut fate = chance.below(1000);
        for (kind, share) in self.faults.iter().enumerate() {
            if fate < *share {
                let there = self.place(item, step);
                match kind {
                    0 => {
                        *there = false;
                        return lost();
                    }
                    1 => return lost(),
                    2 => return Verdict::Unclear(cause("server")),
                    3 => return throttled([None, Some(0), Some(50), Some(5_000)][chance.below(4) as usize]),
                    _ if *there => return Verdict::Failed(cause("locked")),
                    _ => return Verdict::Gone,
                }
            }
            fate -= share;
        }
        if self.revokes && chance.one_in(40) {
            return Verdict::Stop(cause("key"));
        }
        if std::mem::take(self.place(item, step)) { Verdict::Done } else { Verdict::Gone }
    }

    pub fn place(&mut self, item: u32, step: u32) -> &mut bool {
        let held = &mut self.held[item as usize];
        held.get_mut(step as usize).unwrap_or(&mut self.there[item as usize])
    }
}

/// Now and then a store, or a file that is in stores.
pub fn mix(item: Item, chance: &mut Chance) -> Item {
    let store = |n: u64| Use { by: User::Store, id: format!("vs_{n}").into(), name: "".into() };
    match chance.below(5) {
        0 => Item { deed: Deed::DeleteStore, ..item },
        1 => Item { deed: Deed::RemoveFile, uses: [store(0), store(1)].into(), ..item },
        2 => Item { uses: (0..chance.below(3)).map(store).collect(), ..item },
        _ => item,
    }
}

/// One random story; checks at each step what must hold at each step.
fn story(seed: u64) {
    let mut chance = Chance((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let count = [0, 1, 3, 10, 40, 120][chance.below(6) as usize] as usize;
    let in_flight = [1, 2, 8, 64][chance.below(4) as usize];
    let mixed = chance.one_in(2);
    let all = items(count).into_iter().map(|item| if mixed { mix(item, &mut chance) } else { item }).collect();
    let spared: HashSet<_> = (0..count).filter(|_| chance.one_in(15)).map(|n| format!("file-{n}")).collect();
    let plan = Plan::sparing(all, &|item| spared.contains(&*item.id));
    let all = plan.items().to_vec();
    let guarded: Vec<bool> = all.iter().map(|item| spared.contains(&*item.id)).collect();
    let heavy = [0, 10, 100, 300][chance.below(4) as usize];
    let mut server = Server {
        held: all.iter().map(|item| item.stores().map(|_| !chance.one_in(8)).collect()).collect(),
        there: (0..count).map(|_| !chance.one_in(10)).collect(),
        faults: std::array::from_fn(|_| chance.below(heavy + 1) * 2 / 3),
        revokes: chance.one_in(4),
    };
    let (at_first, held_at_first) = (server.there.clone(), server.held.clone());
    let limits = Limits { in_flight: in_flight as u32, tries: 4, throttles: 10 };
    let mut job = Job::new(plan, limits);

    let mut now = 1_000_000_000;
    let mut flying: Vec<u32> = Vec::new();
    let mut attempts = vec![0; count];
    let (mut unclear, mut doubted, mut steps) = (vec![false; count], vec![false; count], vec![0; count]);
    let mut wake_at: Option<u64> = None;
    let (mut started, mut paused, mut offline, mut ending, mut ended) = (false, false, false, false, false);
    let mut retries = chance.below(3);
    let restless = chance.one_in(2);

    for step in 0.. {
        assert!(step < 200_000, "does not end");
        let event = if !started {
            started = true;
            Event::Start
        } else if ended {
            if retries == 0 {
                break;
            }
            retries -= 1;
            Event::RetryFailed
        } else if restless && chance.one_in(25) {
            let kinds = if chance.one_in(10) { 7 } else { 6 };
            match chance.below(kinds) {
                0 => Event::Pause,
                1 => Event::Resume,
                2 => Event::Offline,
                3 => Event::Online,
                4 => Event::Wake,
                5 => Event::RetryFailed,
                _ => Event::Cancel,
            }
        } else if !flying.is_empty() && (wake_at.is_none_or(|at| at > now) || chance.one_in(2)) {
            now += chance.below(40);
            let item = flying.swap_remove(chance.below(flying.len() as u64) as usize);
            Event::Answered { item, verdict: server.answer(item, steps[item as usize], &mut chance), request_id: None }
        } else if paused || offline {
            if paused { Event::Resume } else { Event::Online }
        } else {
            let at = wake_at.expect("nothing under way and no wish to be woken");
            now = now.max(at) + chance.below(20);
            if chance.one_in(200) {
                now -= 500_000;
            }
            Event::Wake
        };
        match &event {
            Event::Wake => wake_at = None,
            Event::Pause => paused = true,
            Event::Resume => paused = false,
            Event::Offline => offline = true,
            Event::Online => offline = false,
            Event::Cancel => ending = true,
            Event::Answered { item, verdict: Verdict::Unclear(_), .. } => {
                (unclear[*item as usize], doubted[*item as usize]) = (true, true);
            }
            Event::Answered { verdict: Verdict::Stop(_), .. } => ending = true,
            Event::RetryFailed if ended => (ended, ending, paused) = (false, false, false),
            _ => {}
        }
        let retried = event == Event::RetryFailed;
        let orders = job.on(event, now, chance.below(1000) as f64 / 1000.0);
        for order in orders {
            match order {
                Order::Send { item, step, attempt } => {
                    if step != steps[item as usize] {
                        assert_eq!(step, steps[item as usize] + 1, "a step left out");
                        assert!(!server.held[item as usize][step as usize - 1], "on before the store let it go");
                        (steps[item as usize], unclear[item as usize]) = (step, false);
                    }
                    if all[item as usize].deed == Deed::DeleteStore {
                        let is_open = |i: usize| all[i].deed != Deed::DeleteStore && !has_ended(&job, i);
                        assert!(!(0..count).any(is_open), "a store before the last file");
                    }
                    assert!(!paused && !offline && !ending && !ended, "sent though it was stopped");
                    assert!(!guarded[item as usize], "sent though protected");
                    assert!(!flying.contains(&item), "sent twice at the same time");
                    attempts[item as usize] += 1;
                    assert_eq!(attempt, attempts[item as usize]);
                    flying.push(item);
                    assert!(flying.len() as u64 <= in_flight, "more than the ceiling");
                }
                Order::WakeAt(at) => wake_at = Some(at),
                Order::Note(_) => {}
                Order::Finished => {
                    assert!(flying.is_empty() && !ended);
                    ended = true;
                }
            }
        }
        let progress = job.progress(now);
        assert_eq!((progress.sums.total() as usize, progress.sums.running as usize), (count, flying.len()));
        if ended || chance.one_in(30) {
            assert_eq!(Report::of(&job).sums, progress.sums);
        }
        let over = matches!(progress.state, RunState::Finished { .. });
        assert_eq!(over, progress.sums.left() == 0);
        if over && retried {
            // Nothing had failed.
            ended = true;
        }
        ended |= over;
    }

    for item in 0..count {
        // What the last step acts upon: the file itself, or its place in the last store.
        let (is_removal, last) = (all[item].deed == Deed::RemoveFile, all[item].steps() as usize - 1);
        let of = |there: &[bool], held: &[Vec<bool>]| if is_removal { held[item][last] } else { there[item] };
        let (still, before) = (of(&server.there, &server.held), of(&at_first, &held_at_first));
        let untouched = server.there[item] == at_first[item] && server.held[item] == held_at_first[item];
        match job.state(item as u32) {
            Some(ItemState::Ended(Outcome::Done)) => {
                let earlier = is_removal && (held_at_first[item].contains(&true) || doubted[item]);
                assert!(!still && (before || unclear[item] || earlier), "item {item} said done");
            }
            Some(ItemState::Ended(Outcome::AlreadyGone)) => assert!(!before, "item {item} said already gone"),
            Some(ItemState::Ended(Outcome::Failed { unsettled: false, .. })) => {
                assert!(attempts[item] > 0 && still == before, "item {item} said failed");
            }
            Some(ItemState::Ended(Outcome::Failed { unsettled: true, .. })) => assert!(unclear[item]),
            Some(ItemState::Ended(Outcome::Skipped)) => assert!(guarded[item] && untouched && attempts[item] == 0),
            Some(ItemState::Ended(Outcome::NotTried)) => assert!(untouched, "item {item} said not tried"),
            other => panic!("item {item} is {other:?}"),
        }
    }
}

fn has_ended(job: &Job, item: usize) -> bool {
    matches!(job.state(item as u32), Some(ItemState::Ended(_)))
}

#[test]
fn whatever_happens_the_plan_is_kept_the_sums_add_up_and_the_report_is_true() {
    for seed in 0..10_000 {
        if let Err(panic) = std::panic::catch_unwind(|| story(seed)) {
            eprintln!("in story {seed}");
            std::panic::resume_unwind(panic);
        }
    }
}
