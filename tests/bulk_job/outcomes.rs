//! Which answer leads to which outcome.

use std::sync::Arc;

use quartermaster::bulk::job::{Event, Order};
use quartermaster::bulk::outcome::{CANCELLED, Outcome, Verdict};
use quartermaster::bulk::plan::{Item, Plan, Use, User};
use quartermaster::bulk::progress::RunState;

use super::desk::*;

#[test]
fn an_empty_plan_finishes_at_once() {
    let mut desk = Desk::new(0, 8);
    desk.on(Event::Start);
    assert_eq!((desk.finished, desk.state()), (1, RunState::Finished { stopped_by: None }));
}

#[test]
fn never_more_in_flight_than_the_ceiling() {
    let mut desk = Desk::new(5, 3);
    assert_eq!(desk.on(Event::Start), [0, 1, 2]);
    assert_eq!(desk.answer(1, Verdict::Done), [3]);
    assert_eq!(desk.on(Event::Start), NOTHING);
}

#[test]
fn a_404_is_already_gone_at_first_and_ours_after_a_lost_answer() {
    let mut desk = Desk::new(2, 2);
    desk.on(Event::Start);
    desk.answer(0, Verdict::Gone);
    desk.answer(1, lost());
    assert_eq!(desk.wake(), [1]);
    desk.answer(1, Verdict::Gone);
    assert_eq!((desk.outcome(0), desk.outcome(1)), (Outcome::AlreadyGone, Outcome::Done));
}

#[test]
fn a_throttled_try_does_not_make_a_404_ours() {
    let mut desk = Desk::new(1, 1);
    desk.on(Event::Start);
    desk.answer(0, throttled(None));
    desk.wake();
    desk.answer(0, Verdict::Gone);
    assert_eq!(desk.outcome(0), Outcome::AlreadyGone);
}

#[test]
fn a_failed_try_waits_before_it_is_repeated() {
    let mut desk = Desk::new(1, 1);
    desk.on(Event::Start);
    let mut waits = Vec::new();
    for _ in 0..5 {
        assert_eq!(desk.answer(0, lost()), NOTHING);
        let before = desk.now;
        while desk.under_way.is_empty() {
            desk.wake();
        }
        waits.push(desk.now - before);
    }
    desk.answer(0, lost());
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
    assert!(waits[0] >= 375, "{waits:?}");
    assert_eq!(desk.outcome(0), failed("network", true));
    assert_eq!(desk.job.attempts(0), 6);
}

#[test]
fn a_revoked_key_ends_the_run_and_only_what_was_tried_has_failed() {
    let mut desk = Desk::new(10, 3);
    desk.on(Event::Start);
    assert_eq!(desk.answer(0, Verdict::Stop(cause("key"))), NOTHING);
    assert_eq!((desk.state(), desk.finished), (RunState::Cancelling, 0));
    assert_eq!(desk.answer(1, Verdict::Done), NOTHING);
    assert_eq!(desk.answer(2, Verdict::Stop(cause("key"))), NOTHING);
    assert_eq!(desk.finished, 1);
    assert_eq!(desk.state(), RunState::Finished { stopped_by: Some(Arc::new(cause("key"))) });
    assert_eq!(
        (desk.outcome(0), desk.outcome(1), desk.outcome(2)),
        (failed("key", false), Outcome::Done, failed("key", false))
    );
    assert!((3..10).all(|item| desk.outcome(item) == Outcome::NotTried && desk.job.attempts(item) == 0));
}

#[test]
fn cancel_leaves_the_rest_untried_and_waits_for_what_is_under_way() {
    let mut desk = Desk::new(10, 5);
    desk.on(Event::Start);
    desk.answer(0, throttled(None));
    desk.answer(1, lost());
    assert_eq!(desk.on(Event::Cancel), NOTHING);
    assert_eq!(desk.state(), RunState::Cancelling);
    desk.answer(2, Verdict::Done);
    desk.answer(3, throttled(None));
    assert_eq!(desk.finished, 0);
    desk.answer(4, lost());
    assert_eq!((desk.finished, desk.state()), (1, RunState::Finished { stopped_by: None }));
    assert_eq!(desk.outcome(0), Outcome::NotTried, "the server only ever said: later");
    assert_eq!(desk.outcome(1), failed("network", true), "it may be gone");
    assert_eq!(desk.outcome(2), Outcome::Done);
    assert_eq!(desk.outcome(3), Outcome::NotTried);
    assert_eq!(desk.outcome(4), failed("network", true));
    assert!((5..10).all(|item| desk.outcome(item) == Outcome::NotTried));
}

#[test]
fn cancel_before_the_start_sends_nothing() {
    let mut desk = Desk::new(3, 3);
    assert_eq!(desk.on(Event::Cancel), NOTHING);
    assert_eq!(desk.on(Event::Start), NOTHING);
    assert_eq!((desk.finished, desk.outcome(0)), (1, Outcome::NotTried));
}

#[test]
fn an_answer_told_twice_counts_once() {
    let mut desk = Desk::new(2, 1);
    desk.on(Event::Start);
    desk.answer(0, Verdict::Done);
    desk.answer(0, Verdict::Failed(cause("twice")));
    desk.answer(99, Verdict::Done);
    let sums = desk.job.progress(desk.now).sums;
    assert_eq!((sums.done, sums.failed, sums.running), (1, 0, 1));
}

#[test]
fn protected_items_are_skipped_and_counted() {
    let mut desk = Desk::with(Plan::sparing(items(4), &|item| &*item.id == "file-0"), 4);
    assert_eq!(desk.on(Event::Start), [1, 2, 3]);
    desk.run(|_| Verdict::Done);
    let sums = desk.job.progress(desk.now).sums;
    assert_eq!((sums.skipped, sums.done, sums.total()), (1, 3, 4));
    assert_eq!(desk.job.attempts(0), 0);
}

#[test]
fn a_request_that_the_page_does_not_let_out_was_not_tried_and_ends_the_run() {
    let mut desk = Desk::new(4, 2);
    assert_eq!(desk.on(Event::Start), [0, 1]);
    desk.answer(0, Verdict::Done);
    assert_eq!(desk.answer(1, Verdict::Unsent(cause("refused"))), NOTHING);
    desk.answer(2, Verdict::Unsent(cause("refused")));
    assert_eq!(desk.finished, 1);
    let outcomes: Vec<_> = (0..4).map(|item| desk.outcome(item)).collect();
    assert_eq!(outcomes, [Outcome::Done, Outcome::NotTried, Outcome::NotTried, Outcome::NotTried]);
    assert_eq!((desk.job.attempts(0), desk.job.attempts(1)), (1, 0));
    assert_eq!(desk.job.stopped_by().map(|cause| &*cause.key), Some("refused"));
}

#[test]
fn a_file_that_left_its_store_and_was_not_deleted_is_not_called_untried() {
    let store = Use { by: User::Store, id: "vs_1".into(), name: "".into() };
    let item = Item { uses: [store].into(), ..items(1).remove(0) };
    let mut desk = Desk::with(Plan::new(vec![item]), 1);
    desk.on(Event::Start);
    desk.on(Event::Cancel);
    desk.answer(0, Verdict::Done);
    assert_eq!(desk.outcome(0), failed(CANCELLED, false));
    // Tried again, it goes on where it stood.
    let again = desk.job.on(Event::RetryFailed, desk.now, 0.5);
    assert!(again.contains(&Order::Send { item: 0, step: 1, attempt: 2 }), "{again:?}");
}

#[test]
fn the_end_of_an_item_is_dated_and_knows_its_request() {
    let mut desk = Desk::new(2, 2);
    desk.on(Event::Start);
    desk.now += 5;
    desk.on(Event::Answered { item: 0, verdict: Verdict::Done, request_id: Some("req_1".into()) });
    desk.on(Event::Answered { item: 1, verdict: lost(), request_id: None });
    assert_eq!((desk.job.ended_at(0), desk.job.request_id(0).map(|id| &**id)), (Some(desk.now), Some("req_1")));
    assert_eq!((desk.job.ended_at(1), desk.job.request_id(1)), (None, None));
}
