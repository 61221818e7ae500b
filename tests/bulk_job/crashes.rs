//! Thousands of random stories in which the page is killed again and again and goes on from its journal.

use std::collections::HashSet;

use quartermaster::bulk::job::{Event, Job, Limits, Order};
use quartermaster::bulk::journal::{self, Head, Journal};
use quartermaster::bulk::note::{Note, Past};
use quartermaster::bulk::outcome::{ItemState, Outcome, Verdict};
use quartermaster::bulk::plan::Plan;
use quartermaster::bulk::progress::RunState;
use quartermaster::bulk::records::{Change, Record};

use super::desk::*;
use super::random::{Chance, Server, mix};

/// What survives a crash.
#[derive(Default)]
struct Disk {
    records: Vec<Record>,
    claimed: u32,
}

impl Disk {
    fn apply(&mut self, change: Change) {
        match change {
            Change::Put { name, text } => {
                assert!(self.records.iter().all(|(other, _)| *other != name), "a record was overwritten: {name}");
                let mut said = Past::default();
                said.read(&text);
                self.claimed = self.claimed.max(said.claimed);
                self.records.push((name, text));
            }
            Change::Erase { prefix } => self.records.retain(|(name, _)| !name.starts_with(&prefix)),
        }
        self.records.sort();
    }
}

/// A page: gone with everything in it when it crashes.
struct Page {
    job: Job,
    journal: Journal,
    /// Items and their steps.
    flying: Vec<(u32, u32)>,
    writing: Option<Change>,
    wake_at: Option<u64>,
    started: bool,
    paused: bool,
    offline: bool,
    over: bool,
}

impl Page {
    fn open(disk: &Disk, limits: Limits) -> Page {
        let read = journal::read(&disk.records);
        let (head, texts) = &read[0];
        let mut past = Past::new(cause("interrupted"));
        texts.iter().for_each(|text| past.read(text));
        Page {
            job: Job::going_on(head.plan.clone(), limits, past),
            journal: Journal::new(&head.id, texts.len() as u32),
            flying: Vec::new(),
            writing: None,
            wake_at: None,
            started: false,
            paused: false,
            offline: false,
            over: false,
        }
    }
}

fn story(seed: u64) {
    let mut chance = Chance((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let count = [1, 3, 10, 40, 120][chance.below(5) as usize] as usize;
    let in_flight = [1, 2, 8, 64][chance.below(4) as usize];
    let heavy = [0, 10, 100, 300][chance.below(4) as usize];
    let mixed = chance.one_in(2);
    let all = items(count).into_iter().map(|item| if mixed { mix(item, &mut chance) } else { item }).collect();
    let spared: HashSet<_> = (0..count).filter(|_| chance.one_in(15)).map(|n| format!("file-{n}")).collect();
    let plan = Plan::sparing(all, &|item| spared.contains(&*item.id));
    let all = plan.items().to_vec();
    let guarded: Vec<bool> = all.iter().map(|item| spared.contains(&*item.id)).collect();
    let mut server = Server {
        held: all.iter().map(|item| item.stores().map(|_| !chance.one_in(8)).collect()).collect(),
        there: (0..count).map(|_| !chance.one_in(10)).collect(),
        faults: std::array::from_fn(|_| chance.below(heavy + 1) * 2 / 3),
        revokes: chance.one_in(6),
    };
    let (at_first, held_at_first) = (server.there.clone(), server.held.clone());
    let limits = Limits { in_flight: in_flight as u32, tries: 4, throttles: 10 };

    let mut disk = Disk::default();
    disk.apply(Head { id: "a".into(), began: 1, about: "{}".into(), plan }.record());
    let mut page = Page::open(&disk, limits);
    let mut crashes = chance.below(6);
    let mut cancels = chance.one_in(6);
    let mut retries = chance.below(3);
    let mut now = 1_000_000_000;
    let mut sent = vec![0; count];
    // What the journal says durably has ended must not be sent again.
    let mut settled = vec![false; count];

    for step in 0.. {
        assert!(step < 300_000, "does not end");
        if crashes > 0 && chance.one_in(60) {
            crashes -= 1;
            // What was under way reaches the server or does not; a record that was being written is there or is not.
            for (item, step) in std::mem::take(&mut page.flying) {
                if chance.one_in(2) {
                    server.answer(item, step, &mut chance);
                }
            }
            if let Some(change) = page.writing.take().filter(|_| chance.one_in(2)) {
                disk.apply(change);
            }
            page = Page::open(&disk, limits);
            for item in 0..count as u32 {
                settled[item as usize] = matches!(page.job.state(item), Some(ItemState::Ended(_)));
            }
            assert_eq!(page.job.progress(now).sums.ended() as usize, settled.iter().filter(|ended| **ended).count());
            now += chance.below(100_000);
            continue;
        }
        let event = if !page.started {
            page.started = true;
            Event::Start
        } else if page.over {
            if retries == 0 {
                break;
            }
            retries -= 1;
            page.over = false;
            settled.fill(false);
            Event::RetryFailed
        } else if page.writing.is_some() && chance.one_in(3) {
            page.writing.take().into_iter().for_each(|change| disk.apply(change));
            Event::Claimed(page.journal.written())
        } else if chance.one_in(40) {
            match chance.below(5) {
                0 => Event::Pause,
                1 => Event::Resume,
                2 => Event::Offline,
                3 => Event::Online,
                _ if std::mem::take(&mut cancels) => Event::Cancel,
                _ => Event::Wake,
            }
        } else if !page.flying.is_empty() && chance.one_in(2) {
            now += chance.below(40);
            let (item, step) = page.flying.swap_remove(chance.below(page.flying.len() as u64) as usize);
            Event::Answered { item, verdict: server.answer(item, step, &mut chance), request_id: Some("req".into()) }
        } else if page.paused || page.offline {
            if page.paused { Event::Resume } else { Event::Online }
        } else if let Some(at) = page.wake_at {
            now = now.max(at) + chance.below(20);
            Event::Wake
        } else {
            assert!(!page.flying.is_empty() || page.writing.is_some(), "waits for nothing");
            continue;
        };
        match &event {
            Event::Wake => page.wake_at = None,
            Event::Pause => page.paused = true,
            Event::Resume => page.paused = false,
            Event::Offline => page.offline = true,
            Event::Online => page.offline = false,
            _ => {}
        }
        for order in page.job.on(event, now, chance.below(1000) as f64 / 1000.0) {
            match order {
                Order::Note(note) => page.journal.note(&note),
                Order::Send { item, step, .. } => {
                    assert!(!guarded[item as usize], "sent though protected");
                    assert!(!settled[item as usize], "item {item} was sent again though the journal says it has ended");
                    assert!(page.flying.iter().all(|(other, _)| *other != item), "sent twice at the same time");
                    assert!(item < disk.claimed, "item {item} was sent before the journal said so");
                    sent[item as usize] += 1;
                    page.flying.push((item, step));
                    assert!(page.flying.len() as u64 <= in_flight, "more than the ceiling");
                }
                Order::WakeAt(at) => page.wake_at = Some(at),
                Order::Finished => page.over = true,
            }
        }
        if page.writing.is_none() {
            page.writing = page.journal.record();
        }
        let progress = page.job.progress(now);
        assert_eq!((progress.sums.total() as usize, progress.sums.running as usize), (count, page.flying.len()));
        page.over |= matches!(progress.state, RunState::Finished { .. });
    }

    for item in 0..count {
        let last = all[item].steps() - 1;
        let still = *server.place(item as u32, last);
        let before = held_at_first[item].get(last as usize).copied().unwrap_or(at_first[item]);
        let untouched = server.there[item] == at_first[item] && server.held[item] == held_at_first[item];
        match page.job.state(item as u32) {
            Some(ItemState::Ended(Outcome::Done)) => assert!(!still, "item {item} said done"),
            Some(ItemState::Ended(Outcome::AlreadyGone)) => assert!(!before, "item {item} said already gone"),
            Some(ItemState::Ended(Outcome::Failed { unsettled: false, .. })) => {
                assert!(sent[item] > 0 && still == before, "item {item} said failed");
            }
            Some(ItemState::Ended(Outcome::Failed { unsettled: true, .. })) => {}
            Some(ItemState::Ended(Outcome::Skipped)) => assert!(guarded[item] && untouched && sent[item] == 0),
            Some(ItemState::Ended(Outcome::NotTried)) => assert!(untouched, "item {item} said not tried"),
            other => panic!("item {item} is {other:?}"),
        }
    }
}

#[test]
fn however_often_the_page_is_killed_the_plan_is_kept_and_every_item_ends_once() {
    for seed in 0..4_000 {
        if let Err(panic) = std::panic::catch_unwind(|| story(seed)) {
            eprintln!("in story {seed}");
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn a_404_after_a_try_before_the_crash_was_us() {
    let mut job = Job::going_on(Plan::new(items(5)), Limits { in_flight: 2, ..Limits::default() }, Past::default());
    let mut orders = job.on(Event::Start, START, 0.5);
    assert_eq!(orders, [Order::Note(Note::Claim(2))], "nothing goes out before the journal says so");
    orders = job.on(Event::Claimed(1), START, 0.5);
    assert_eq!(orders.iter().filter(|order| matches!(order, Order::Send { .. })).count(), 2);

    let mut past = Past::new(cause("interrupted"));
    past.learn(Note::Claim(2));
    let mut again = Job::going_on(Plan::new(items(5)), Limits::default(), past);
    let mut waiting = again.on(Event::Start, START, 0.5);
    while let Some(order) = waiting.pop() {
        waiting.extend(match order {
            Order::Send { item, .. } => {
                again.on(Event::Answered { item, verdict: Verdict::Gone, request_id: None }, START, 0.5)
            }
            Order::Note(Note::Claim(_)) => again.on(Event::Claimed(1), START, 0.5),
            _ => Vec::new(),
        });
    }
    let outcomes: Vec<_> = (0..5).map(|item| again.state(item).cloned()).collect();
    let ended = |outcome| Some(ItemState::Ended(outcome));
    assert_eq!(outcomes[..2], [ended(Outcome::Done), ended(Outcome::Done)]);
    assert_eq!(outcomes[2..], [const { Some(ItemState::Ended(Outcome::AlreadyGone)) }; 3]);
}

#[test]
fn a_journal_comes_back_from_its_records() {
    let mut all = items(3);
    all[1].name = "é \"x\"\u{202e}".into();
    all[2].bytes = None;
    let plan = Plan::sparing(all, &|item| &*item.id == "file-0");
    let head = Head { id: "7".into(), began: 12, about: "{\"task\":1}".into(), plan };
    let mut disk = Disk::default();
    disk.apply(head.record());
    let mut writer = Journal::new("7", 0);
    let mut notes = vec![Note::Claim(3), Note::Unclear { item: 1, cause: cause("network").into() }];
    notes.push(Note::Ending(Some(cause("key").into())));
    notes.push(Note::RetryFailed);
    notes.iter().for_each(|note| writer.note(note));
    assert!(writer.is_urgent());
    disk.apply(writer.record().unwrap());
    assert!(writer.record().is_none(), "one at a time");
    assert_eq!(writer.written(), 1);

    let read = journal::read(&disk.records);
    assert_eq!((read.len(), read[0].0.plan.items()), (1, head.plan.items()));
    assert_eq!((read[0].0.plan.count(), read[0].0.began, &*read[0].0.about), (2, 12, "{\"task\":1}"));
    let mut past = Past::new(cause("interrupted"));
    read[0].1.iter().for_each(|text| past.read(text));
    past.read("[[\"done\",2,1,");
    assert_eq!((past.claimed, past.ending.clone(), past.items.len()), (3, None, 1));
    disk.apply(journal::erase("7"));
    assert!(disk.records.is_empty());
}
