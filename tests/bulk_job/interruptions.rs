//! Pause, loss of the network, refusals without end, clocks that jump, and a machine that sleeps.

use std::sync::Arc;

use quartermaster::bulk::job::Event;
use quartermaster::bulk::outcome::{Outcome, Verdict};
use quartermaster::bulk::progress::RunState;

use super::desk::*;

#[test]
fn pause_stops_at_once_and_resume_goes_on() {
    let mut desk = Desk::new(6, 2);
    desk.on(Event::Start);
    desk.on(Event::Pause);
    assert_eq!(desk.answer(0, Verdict::Done), NOTHING);
    assert_eq!(desk.answer(1, lost()), NOTHING);
    assert_eq!(desk.state(), RunState::Paused);
    desk.now += 3_600_000;
    assert_eq!(desk.on(Event::Resume), [1, 2]);
    desk.run(|item| if item == 1 { Verdict::Gone } else { Verdict::Done });
    assert!((0..6).all(|item| desk.outcome(item) == Outcome::Done));
}

#[test]
fn requests_lost_while_offline_are_not_held_against_their_items() {
    let mut desk = Desk::new(4, 4);
    desk.on(Event::Start);
    for _ in 0..20 {
        desk.on(Event::Offline);
        for item in desk.under_way.clone() {
            assert_eq!(desk.answer(item, lost()), NOTHING);
        }
        assert_eq!(desk.state(), RunState::Offline);
        desk.now += 60_000;
        desk.on(Event::Online);
        assert_eq!(desk.under_way.len(), 4, "what is under way when the network returns");
    }
    desk.run(|_| Verdict::Done);
    assert_eq!(desk.job.progress(desk.now).sums.done, 4);
}

#[test]
fn a_server_that_never_stops_refusing_ends_the_run_with_nothing_failed() {
    let mut desk = Desk::new(500, 8);
    desk.on(Event::Start);
    desk.run(|_| throttled(None));
    let progress = desk.job.progress(desk.now);
    assert_eq!((progress.sums.failed, progress.sums.not_tried), (0, 500));
    assert_eq!(progress.state, RunState::Finished { stopped_by: Some(Arc::new(cause("rate"))) });
    assert!(desk.now - START > 100_000, "it had patience");
    let attempts: u32 = (0..500).map(|item| desk.job.attempts(item)).sum();
    assert!(attempts < 40, "and did not hammer: {attempts}");
}

#[test]
fn a_network_that_is_gone_without_a_word_ends_the_run_with_the_rest_untried() {
    let mut desk = Desk::new(500, 8);
    desk.on(Event::Start);
    desk.run(|_| lost());
    let sums = desk.job.progress(desk.now).sums;
    assert!(sums.failed < 30 && sums.failed + sums.not_tried == 500, "{sums:?}");
    assert!((0..500).all(|item| (desk.outcome(item) == Outcome::NotTried) == (desk.job.attempts(item) == 0)));
}

#[test]
fn one_item_that_is_always_told_later_fails_while_the_others_are_done() {
    let mut desk = Desk::new(300, 4);
    desk.on(Event::Start);
    while desk.job.progress(desk.now).sums.done < 299 {
        match desk.under_way.first().copied() {
            Some(7) => drop(desk.answer(7, throttled(Some(10)))),
            Some(item) => drop(desk.answer(item, Verdict::Done)),
            None => drop(desk.wake()),
        }
    }
    assert!(desk.now - START < 20_000, "one item holds up the others: {} ms", desk.now - START);
    desk.run(|_| throttled(Some(10)));
    let sums = desk.job.progress(desk.now).sums;
    assert_eq!((sums.done, sums.failed), (299, 1));
    assert_eq!(desk.outcome(7), failed("rate", false));
}

#[test]
fn retry_after_is_kept_by_all() {
    let mut desk = Desk::new(20, 4);
    desk.on(Event::Start);
    desk.answer(0, Verdict::Done);
    desk.answer(1, throttled(Some(30_000)));
    let until = desk.now + 30_000;
    for item in desk.under_way.clone() {
        assert_eq!(desk.answer(item, Verdict::Done), NOTHING);
    }
    assert_eq!(desk.state(), RunState::CoolingDown { until });
    assert!(desk.wake_at >= Some(until));
    assert!(!desk.wake().is_empty());
}

#[test]
fn a_clock_put_back_does_not_prolong_a_cool_down() {
    let mut desk = Desk::new(3, 1);
    desk.on(Event::Start);
    desk.answer(0, throttled(Some(1_000)));
    desk.now -= 3_600_000;
    assert_eq!(desk.on(Event::Wake), NOTHING);
    assert_eq!(desk.wake_at, Some(desk.now + 1_000));
    assert_eq!(desk.state(), RunState::CoolingDown { until: desk.now + 1_000 });
    assert_eq!(desk.wake(), [0]);
}

#[test]
fn an_hour_of_sleep_does_not_count_as_a_slow_hour() {
    let after = |sleep: u64| {
        let mut desk = Desk::new(6_000, 8);
        desk.on(Event::Start);
        let mut answered = 0;
        while desk.finished == 0 {
            if let Some(item) = desk.under_way.first().copied() {
                desk.now += 10;
                answered += 1;
                desk.now += if answered == 3_000 { sleep } else { 0 };
                desk.answer(item, if answered == 4_000 { throttled(None) } else { Verdict::Done });
            } else {
                desk.wake();
            }
        }
        desk.now - START - sleep
    };
    let (awake, asleep) = (after(0), after(3_600_000));
    assert!(asleep < awake + awake / 5, "{awake} ms awake, {asleep} ms asleep");
}
