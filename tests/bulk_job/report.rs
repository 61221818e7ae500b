//! What is told of a run, and what is done again after it.

use quartermaster::bulk::job::Event;
use quartermaster::bulk::outcome::{Outcome, Verdict};
use quartermaster::bulk::progress::RunState;
use quartermaster::bulk::report::Report;

use super::desk::*;

#[test]
fn failed_items_are_retried_and_a_404_is_ours_if_their_fate_was_unknown() {
    let mut desk = Desk::new(3, 3);
    desk.on(Event::Start);
    desk.answer(0, lost());
    desk.answer(1, Verdict::Failed(cause("locked")));
    desk.answer(2, Verdict::Done);
    desk.on(Event::Cancel);
    assert_eq!((desk.finished, desk.outcome(0)), (1, failed("network", true)));

    // In a new job …
    let again = Report::of(&desk.job).failed();
    let ids: Vec<_> = again.items().iter().map(|item| &*item.id).collect();
    assert_eq!(ids, ["file-0", "file-1"]);
    let mut other = Desk::with(again, 3);
    other.on(Event::Start);
    other.run(|_| Verdict::Gone);
    assert_eq!((other.outcome(0), other.outcome(1)), (Outcome::Done, Outcome::AlreadyGone));

    // … and in the same.
    desk.finished = 0;
    assert_eq!(desk.on(Event::RetryFailed), [0, 1]);
    assert_eq!(desk.state(), RunState::Running);
    desk.run(|_| Verdict::Gone);
    assert_eq!((desk.outcome(0), desk.outcome(1)), (Outcome::Done, Outcome::AlreadyGone));
    assert_eq!(desk.on(Event::RetryFailed), NOTHING);
    assert_eq!(desk.finished, 1);
}

#[test]
fn an_item_that_a_cancelled_run_never_sent_again_is_sent_once_when_failures_are_retried() {
    let mut first = Desk::new(3, 3);
    first.on(Event::Start);
    first.answer(0, lost());
    first.answer(1, lost());
    first.answer(2, Verdict::Done);
    first.on(Event::Cancel);

    let mut second = Desk::with(Report::of(&first.job).failed(), 2);
    second.on(Event::Cancel);
    assert_eq!((second.outcome(0), second.outcome(1)), (failed("network", true), failed("network", true)));
    second.finished = 0;
    assert_eq!(second.on(Event::RetryFailed), [0, 1]);
    second.answer(0, throttled(None));
    second.run(|_| Verdict::Gone);
    assert_eq!((second.job.attempts(0), second.job.attempts(1)), (2, 1));
    assert_eq!((second.outcome(0), second.outcome(1)), (Outcome::Done, Outcome::Done));
}

#[test]
fn the_report_groups_failures_by_cause_and_adds_up() {
    let mut desk = Desk::new(8, 1);
    desk.on(Event::Start);
    for item in 0..6 {
        let key = ["locked", "odd", "locked", "", "odd", "locked"][item];
        desk.answer(item as u32, if key.is_empty() { Verdict::Done } else { Verdict::Failed(cause(key)) });
    }
    desk.on(Event::Cancel);
    desk.answer(6, Verdict::Gone);
    let report = Report::of(&desk.job);
    let groups: Vec<_> =
        report.failures().iter().map(|group| (group.cause.key.to_string(), group.items.len())).collect();
    assert_eq!(groups, [("locked".to_string(), 3), ("odd".to_string(), 2)]);
    assert_eq!(report.sums, desk.job.progress(desk.now).sums);
    assert_eq!((report.sums.total(), report.sums.not_tried, report.sums.already_gone), (8, 1, 1));
    assert_eq!(report.unfinished().count(), 6);
    assert!(report.lines.iter().zip(desk.job.plan().items()).all(|(line, item)| line.item == *item));
}

#[test]
fn progress_tells_rate_and_time_left() {
    let mut desk = Desk::new(1_000, 1);
    assert_eq!(desk.state(), RunState::Ready);
    desk.on(Event::Start);
    for item in 0..500 {
        desk.now += 20;
        desk.answer(item, Verdict::Done);
    }
    let progress = desk.job.progress(desk.now);
    assert!((progress.rate_per_s - 50.0).abs() < 1.0, "{progress:?}");
    assert!(progress.eta_ms.is_some_and(|ms| (9_500..10_500).contains(&ms)), "{progress:?}");
    desk.on(Event::Pause);
    assert_eq!(desk.job.progress(desk.now).eta_ms, None);
}
