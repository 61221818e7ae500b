#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
//! Recurring plans, through the public API of `recur`.

use proptest::prelude::*;
use quartermaster::jsonl::draft::{Draft, NONCE, PLAN};
use quartermaster::jsonl::estimate::Amount;
use quartermaster::jsonl::submit::{Input, Stage};
use quartermaster::jsonl::submitted::{KeptPart, Submitted};
use quartermaster::openai::batch::Endpoint;
use quartermaster::query::day;
use quartermaster::recur::plan::{Last, Plan, Requests, Standing};
use quartermaster::recur::record::{Run, read};
use quartermaster::recur::schedule::{Occurrence, Rhythm, Schedule, Week};
use quartermaster::recur::wall::{DAY, HOUR, MINUTE, date_time, moment, shown};

/// Clocks that are put forward and back by this much, at these moments of each year of 365 days.
#[derive(Clone, Copy, Debug)]
struct Clocks {
    winter: i64,
    forward: i64,
    spring: u64,
    autumn: u64,
}

impl Clocks {
    fn zone(self) -> impl Fn(u64) -> i64 {
        move |moment| {
            let of_year = moment % (365 * DAY);
            self.winter + if (self.spring..self.autumn).contains(&of_year) { self.forward } else { 0 }
        }
    }
}

/// Paris in 2026: summer time from 29 March, 01:00 UTC, to 25 October, 01:00 UTC.
fn paris(moment: u64) -> i64 {
    if (1_774_746_000..1_792_890_000).contains(&moment) { 7_200 } else { 3_600 }
}

fn at(text: &str) -> u64 {
    let (date, time) = text.split_once(' ').unwrap();
    day(date).unwrap() * DAY + quartermaster::recur::wall::read_time(time).unwrap() * MINUTE
}

fn workdays() -> Week {
    (0..5).fold(Week::default(), |week, day| week.with(day, true))
}

fn schedule(rhythm: Rhythm, first: &str, time: &str) -> Schedule {
    Schedule { rhythm, first: day(first).unwrap(), last: None, minute: at(&format!("1970-01-01 {time}")) / MINUTE }
}

/// The next so many after a moment, in UTC.
fn coming(schedule: &Schedule, now: &str, count: usize) -> Vec<String> {
    let first = schedule.next(at(now), None, &paris);
    let all = std::iter::successors(first, |before| schedule.next(before.at, Some(before.mark), &paris));
    all.take(count).map(|occurrence| date_time(occurrence.at)).collect()
}

#[test]
fn a_time_of_day_stays_what_it_is_when_the_clocks_change() {
    let daily = schedule(Rhythm::Days(1), "2026-03-27", "08:00");
    assert_eq!(coming(&daily, "2026-03-27 12:00", 3), ["2026-03-28 07:00", "2026-03-29 06:00", "2026-03-30 06:00"]);
    assert_eq!(coming(&daily, "2026-10-24 00:00", 2), ["2026-10-24 06:00", "2026-10-25 07:00"]);
    let night = schedule(Rhythm::Days(1), "2026-03-27", "02:30");
    assert_eq!(
        coming(&night, "2026-03-28 12:00", 2),
        ["2026-03-29 01:30", "2026-03-30 00:30"],
        "the clock leaves 02:30 out"
    );
    assert_eq!(
        coming(&night, "2026-10-24 12:00", 2),
        ["2026-10-25 00:30", "2026-10-26 01:30"],
        "the clock shows 02:30 twice"
    );
    let hours = schedule(Rhythm::Hours(12), "2026-10-24", "08:00");
    assert_eq!(
        coming(&hours, "2026-10-24 00:00", 3),
        ["2026-10-24 06:00", "2026-10-24 18:00", "2026-10-25 06:00"],
        "hours are hours"
    );
}

#[test]
fn working_days_every_third_day_and_a_single_day() {
    // 2026-11-21 is a Saturday.
    let working = schedule(Rhythm::Weekdays(workdays()), "2026-11-21", "09:00");
    assert_eq!(coming(&working, "2026-11-20 12:00", 2), ["2026-11-23 08:00", "2026-11-24 08:00"]);
    assert_eq!(coming(&working, "2026-11-27 12:00", 1), ["2026-11-30 08:00"]);
    let third = Schedule { last: day("2026-11-26"), ..schedule(Rhythm::Days(3), "2026-11-21", "00:00") };
    assert_eq!(coming(&third, "2026-11-01 00:00", 9), ["2026-11-20 23:00", "2026-11-23 23:00"]);
    let once = schedule(Rhythm::Once, "2026-11-21", "23:59");
    assert_eq!(coming(&once, "2026-11-01 00:00", 9), ["2026-11-21 22:59"]);
    assert_eq!(
        coming(&schedule(Rhythm::Weekdays(Week::default()), "2026-11-21", "09:00"), "2026-11-01 00:00", 1),
        [""; 0]
    );
    let half = Schedule { last: day("2026-11-21"), ..schedule(Rhythm::Hours(8), "2026-11-21", "08:00") };
    assert_eq!(coming(&half, "2026-11-01 00:00", 9), ["2026-11-21 07:00", "2026-11-21 15:00"]);
}

fn plan(schedule: Schedule) -> Plan {
    let draft = Draft { model: "gpt-5-mini".into(), prompts: "Say “é”".into(), ..Draft::new("draft".into()) };
    let requests = Requests {
        endpoint: Endpoint::ChatCompletions,
        model: "gpt-5-mini".into(),
        amount: Amount { requests: 2, plain: 40, ..Amount::default() },
        bytes: Some(321),
        over: false,
    };
    Plan {
        id: "p1".into(),
        name: "Nightly".into(),
        owner: "https://api.openai.com/v1   wxyz".into(),
        account: "Work".into(),
        draft,
        requests,
        schedule,
        automatic: true,
        paused: false,
        settled: None,
        last: None,
    }
}

#[test]
fn after_a_gap_there_is_one_and_the_others_are_counted() {
    let mut plan = plan(schedule(Rhythm::Days(1), "2026-11-01", "08:00"));
    plan.begin(at("2026-11-10 12:00"), &paris);
    let Standing::Waits(next) = plan.standing(at("2026-11-10 12:00"), &paris) else { panic!("nothing is due yet") };
    assert_eq!(date_time(next.at), "2026-11-11 07:00");
    let Standing::Due { occurrence, missed } = plan.standing(at("2026-11-21 12:00"), &paris) else { panic!("due") };
    assert_eq!((date_time(occurrence.at).as_str(), missed), ("2026-11-21 07:00", 10));
    plan.settle(Last { mark: occurrence.mark, at: at("2026-11-21 12:00"), batches: Vec::new() });
    assert!(matches!(plan.standing(at("2026-11-21 12:00"), &paris), Standing::Waits(_)));
}

#[test]
fn a_clock_that_is_set_back_brings_nothing_twice_and_a_new_beginning_goes_by_it_again() {
    let mut plan = plan(schedule(Rhythm::Days(1), "2026-11-01", "08:00"));
    plan.settle(Last { mark: at("2026-12-01 08:00"), at: 0, batches: Vec::new() });
    let Standing::Waits(next) = plan.standing(at("2026-11-21 12:00"), &paris) else { panic!("nothing is due") };
    assert_eq!(date_time(next.at), "2026-12-02 07:00");
    plan.begin(at("2026-11-21 12:00"), &paris);
    let Standing::Waits(next) = plan.standing(at("2026-11-21 12:00"), &paris) else { panic!("nothing is due") };
    assert_eq!(date_time(next.at), "2026-11-22 07:00");
}

#[test]
fn who_travels_west_on_the_same_day_is_not_asked_again() {
    let mut plan = plan(schedule(Rhythm::Days(1), "2026-11-01", "08:00"));
    plan.settle(Last { mark: at("2026-11-21 08:00"), at: 0, batches: Vec::new() });
    let new_york = |_| -18_000;
    let Standing::Waits(next) = plan.standing(at("2026-11-21 15:00"), &new_york) else { panic!("not again") };
    assert_eq!(date_time(next.at), "2026-11-22 13:00");
}

#[test]
fn an_earlier_occurrence_that_is_settled_late_brings_none_back() {
    let mut plan = plan(schedule(Rhythm::Days(1), "2026-11-01", "08:00"));
    for mark in [at("2026-11-21 08:00"), at("2026-11-20 08:00")] {
        plan.settle(Last { mark, at: 0, batches: Vec::new() });
    }
    assert!(matches!(plan.standing(at("2026-11-21 12:00"), &paris), Standing::Waits(_)));
}

#[test]
fn paused_and_over() {
    let once = schedule(Rhythm::Once, "2026-11-21", "08:00");
    let now = at("2026-11-21 12:00");
    assert_eq!(Plan { paused: true, ..plan(once) }.standing(now, &paris), Standing::Paused);
    let mut over = plan(once);
    over.begin(now, &paris);
    assert_eq!(over.standing(now, &paris), Standing::Over);
}

#[test]
fn the_nonce_is_the_plan_and_the_time_at_which_it_was_due() {
    let plan = plan(schedule(Rhythm::Days(1), "2026-11-01", "08:00"));
    let draft = plan.occurrence(at("2026-11-21 08:00"));
    let request = draft.request("file-1".into(), Endpoint::ChatCompletions, 0, 1);
    assert_eq!(request.metadata[NONCE], "p1-20261121T0800-1");
    assert_eq!(request.metadata[PLAN], "p1");
    assert_ne!(plan.occurrence(at("2026-11-22 08:00")).nonce(0), draft.nonce(0));
    let hourly = Plan { schedule: schedule(Rhythm::Hours(6), "2026-11-01", "08:00"), ..plan };
    assert_eq!(hourly.occurrence(at("2026-11-21 08:00")).nonce(0), "p1-20261121T0800Z-1");
}

#[test]
fn a_plan_and_its_submission_come_back_as_they_were() {
    let rhythms = [Rhythm::Once, Rhythm::Hours(6), Rhythm::Days(2), Rhythm::Weekdays(workdays())];
    for rhythm in rhythms {
        let mut plan = plan(Schedule { last: Some(21_000), ..schedule(rhythm, "2026-11-01", "08:00") });
        assert_eq!(read::<Plan>(&quartermaster::json::text(&plan)), Some(plan.clone()));
        plan.settle(Last { mark: 7, at: 9, batches: vec!["batch_1".into()] });
        assert_eq!(read::<Plan>(&quartermaster::json::text(&plan)), Some(plan));
    }
    let stage = Stage::Asked(Input { file: "file-1".into(), since: 5 });
    let submitted = Submitted {
        id: "p1-20261121T0800".into(),
        endpoint: Endpoint::Embeddings,
        parts: vec![KeptPart { bytes: 3, stage }],
    };
    let run = Run { plan: "p1".into(), mark: 7, submitted };
    assert_eq!(read::<Run>(&quartermaster::json::text(&run)), Some(run));
}

fn clocks() -> impl Strategy<Value = Clocks> {
    let quarter = 900_i64;
    (-48..57_i64, prop_oneof![Just(2), Just(4), Just(8)], 30..150_u64, 200..330_u64, 0..24_u64).prop_map(
        move |(winter, forward, spring, autumn, hour)| Clocks {
            winter: winter * quarter,
            forward: forward * quarter,
            spring: spring * DAY + hour * HOUR,
            autumn: autumn * DAY + hour * HOUR,
        },
    )
}

fn schedules() -> impl Strategy<Value = Schedule> {
    let rhythm = prop_oneof![
        Just(Rhythm::Once),
        (1..60_u64).prop_map(Rhythm::Hours),
        (1..40_u64).prop_map(Rhythm::Days),
        (1..128_u64).prop_map(|bits| Rhythm::Weekdays(Week::from_bits(bits))),
    ];
    (rhythm, 20_000..20_400_u64, 0..1_440_u64, prop::option::of(0..500_u64)).prop_map(
        |(rhythm, first, minute, length)| Schedule { rhythm, first, minute, last: length.map(|length| first + length) },
    )
}

/// Around the days of the schedules.
fn moments() -> impl Strategy<Value = u64> {
    19_990 * DAY..21_500 * DAY
}

/// All occurrences of some days, found one after the other.
fn all(schedule: &Schedule, clocks: Clocks, from: u64, to: u64) -> Vec<Occurrence> {
    let zone = clocks.zone();
    let first = schedule.next(from, None, &zone);
    let all = std::iter::successors(first, |before| schedule.next(before.at, Some(before.mark), &zone));
    all.take_while(|occurrence| occurrence.at <= to).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_the_clock_shows_is_when_it_shows_it(clocks in clocks(), now in moments()) {
        let zone = clocks.zone();
        let seen = shown(now, &zone);
        let back = moment(seen, &zone);
        prop_assert_eq!(shown(back, &zone), seen);
        prop_assert!(back <= now, "of two the first");
    }

    #[test]
    fn the_next_is_after_now_and_what_is_settled_and_nothing_lies_between(
        schedule in schedules(), clocks in clocks(), now in moments(), settled in prop::option::of(moments())
    ) {
        let zone = clocks.zone();
        let next = schedule.next(now, settled, &zone);
        if let Some(next) = next {
            prop_assert!(next.at > now);
            prop_assert!(settled.is_none_or(|settled| next.mark > settled));
            let latest = schedule.latest(next.at - 1, &zone);
            prop_assert!(latest.is_none_or(|latest| latest.at <= now || settled >= Some(latest.mark)));
            prop_assert_eq!(schedule.latest(next.at, &zone), Some(next));
        }
        if let Some(latest) = schedule.latest(now, &zone) {
            prop_assert!(latest.at <= now);
            prop_assert!(next.is_none_or(|next| next.mark > latest.mark));
        }
    }

    #[test]
    fn none_comes_twice_and_all_are_counted(
        schedule in schedules(), clocks in clocks(), from in moments(), days in 1..400_u64
    ) {
        let zone = clocks.zone();
        let to = from + days * DAY;
        let all = all(&schedule, clocks, from, to);
        prop_assert!(all.is_sorted_by(|a, b| a.at < b.at && a.mark < b.mark));
        let names: std::collections::HashSet<_> = all.iter().map(|one| schedule.name(one.mark)).collect();
        prop_assert_eq!(names.len(), all.len());
        if let Some(last) = all.last() {
            let before = schedule.latest(from, &zone).map(|occurrence| occurrence.mark);
            prop_assert_eq!(schedule.count(before, last.mark, &zone), all.len() as u64);
        }
    }

    /// A person who looks at odd moments, by a clock that may be set back or forward, and settles what is due.
    #[test]
    fn no_occurrence_is_due_twice_whatever_the_clock_does(
        schedule in schedules(), clocks in clocks(), looks in prop::collection::vec(moments(), 1..40)
    ) {
        let zone = clocks.zone();
        let mut plan = plan(schedule);
        let mut seen = std::collections::HashSet::new();
        for now in looks {
            if let Standing::Due { occurrence, .. } = plan.standing(now, &zone) {
                prop_assert!(occurrence.at <= now);
                prop_assert!(seen.insert(plan.occurrence(occurrence.mark).nonce(0)));
                plan.settle(Last { mark: occurrence.mark, at: now, batches: Vec::new() });
                prop_assert!(!matches!(plan.standing(now, &zone), Standing::Due { .. }), "at most one after a gap");
            }
        }
    }
}
