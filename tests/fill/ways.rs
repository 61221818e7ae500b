//! What happens to parts and files, one way after the other.

use quartermaster::bulk::outcome::Verdict;
use quartermaster::fill::{Answer, Event, Fill, Order, Outcome, State, Sums};
use quartermaster::openai::file_batch::CreateFileBatch;
use quartermaster::openai::store_file::IndexStatus::{Cancelled, Completed, Failed, InProgress};

use crate::desk::{Desk, attach, cause, counts, files, lost, not_found, refused, seen};

#[test]
fn files_go_in_by_parts_of_five_hundred_one_after_the_other() {
    let mut desk = Desk::with(1_200);
    assert_eq!(desk.asked, [Order::Create(1)]);
    assert_eq!(desk.sent(1).len(), 500);
    desk.create(1);
    assert_eq!(desk.asked, [Order::Create(2)]);
    desk.create(2);
    desk.create(3);
    assert_eq!(desk.sent(3).len(), 200);
    assert_eq!(desk.progress().state, State::Indexing);
    desk.wait(1_000);
    assert_eq!(desk.asked, [Order::Count(1), Order::Count(2), Order::Count(3)]);
    desk.answer(Order::Count(1), counts(100, 400, 0, 0));
    assert_eq!(desk.sums(), Sums { completed: 400, in_progress: 800, ..Sums::default() });
    desk.answer(Order::Count(2), counts(0, 500, 0, 0));
    desk.answer(Order::Count(3), counts(0, 200, 0, 0));
    desk.wait(1_000);
    desk.answer(Order::Count(1), counts(0, 500, 0, 0));
    assert_eq!(desk.finished, 1);
    assert_eq!(desk.sums(), Sums { completed: 1_200, ..Sums::default() });
}

#[test]
fn a_refused_part_leaves_the_others_alone_and_is_tried_again_by_itself() {
    let mut desk = Desk::with(1_500);
    desk.create(1);
    let second = desk.sent(2);
    desk.answer(Order::Create(2), refused());
    desk.create(3);
    desk.wait(1_000);
    desk.answer(Order::Count(1), counts(0, 500, 0, 0));
    desk.answer(Order::Count(3), counts(0, 500, 0, 0));
    assert_eq!(desk.finished, 1);
    assert_eq!(desk.sums(), Sums { completed: 1_000, failed: 500, ..Sums::default() });
    let of_second = desk.progress().parts[1].clone();
    assert_eq!(of_second.trouble.map(|cause| cause.key.to_string()).as_deref(), Some("bad_request"));
    desk.on(Event::RetryFailed(Some("bad_request".into())));
    assert_eq!(desk.asked, [Order::Create(4)]);
    assert_eq!(desk.sent(4), second);
    desk.create(4);
    desk.wait(1_000);
    desk.answer(Order::Count(4), counts(0, 500, 0, 0));
    assert_eq!((desk.finished, desk.sums()), (2, Sums { completed: 1_500, ..Sums::default() }));
}

#[test]
fn a_lost_answer_is_looked_for_before_the_part_is_sent_again() {
    let mut desk = Desk::with(2);
    desk.answer(Order::Create(1), lost());
    assert_eq!(desk.asked, []);
    desk.wait(1_000);
    // A GET just after the write may not find it yet.
    for _ in 0..2 {
        desk.answer(Order::Look(1), not_found());
        desk.wait(1_000);
    }
    desk.answer(Order::Look(1), not_found());
    assert_eq!(desk.asked, [Order::Create(1)], "after three seconds it counts as never arrived");
    desk.answer(Order::Create(1), lost());
    desk.wait(1_000);
    desk.answer(Order::Look(1), Answer::There);
    desk.wait(1_000);
    // Its id is lost with the answer: the store's own list tells of its files.
    let files = files(2);
    let both = vec![seen(&files[0].file_id, Completed), seen(&files[1].file_id, Completed)];
    desk.answer(Order::List(1), Answer::Listed(both));
    assert_eq!((desk.finished, desk.sums().completed), (1, 2));
}

#[test]
fn what_never_arrives_fails_at_last_and_says_that_it_may_be_there() {
    let mut desk = Desk::with(1);
    for _ in 0..3 {
        desk.answer(Order::Create(1), lost());
        desk.wait(3_000);
        desk.answer(Order::Look(1), not_found());
    }
    desk.answer(Order::Create(1), lost());
    desk.wait(3_000);
    desk.answer(Order::Look(1), not_found());
    assert!(matches!(desk.outcomes()[0], Some(Outcome::Failed { unsettled: true, .. })));
}

#[test]
fn a_store_that_is_not_found_just_after_it_was_made_is_asked_again() {
    let mut desk = Desk::with(1);
    for _ in 0..6 {
        desk.answer(Order::Create(1), not_found());
        desk.wait(1_000);
    }
    desk.answer(Order::Create(1), not_found());
    assert_eq!((desk.finished, desk.sums().failed), (1, 1), "for six seconds");
}

#[test]
fn a_file_that_a_refusal_names_fails_alone() {
    let mut desk = Desk::with(3);
    let mut said = cause("not_found", Some(400));
    said.message = "No such File object: file-00001".into();
    desk.answer(Order::Create(1), Answer::Trouble(Verdict::Failed(said.clone())));
    assert_eq!(desk.asked, [Order::Create(1)]);
    assert_eq!(desk.sent(1), ["file-00000", "file-00002"]);
    desk.create(1);
    desk.wait(1_000);
    desk.answer(Order::Count(1), counts(0, 2, 0, 0));
    let named = Outcome::Failed { cause: said.into(), unsettled: false };
    assert_eq!(desk.outcomes(), [Some(Outcome::Completed), Some(named), Some(Outcome::Completed)]);
}

#[test]
fn a_rate_limit_holds_everything_for_as_long_as_it_says() {
    let mut desk = Desk::with(501);
    desk.create(1);
    let later = Verdict::Throttled { cause: cause("rate_limited", Some(429)), retry_after: Some(20_000) };
    desk.answer(Order::Create(2), Answer::Trouble(later));
    assert_eq!(desk.progress().state, State::CoolingDown);
    desk.wait(19_999);
    assert_eq!(desk.asked, []);
    desk.wait(1);
    assert_eq!(desk.asked, [Order::Count(1), Order::Create(2)]);
}

#[test]
fn cancelling_calls_off_what_is_attached_and_does_not_try_the_rest() {
    let mut desk = Desk::with(1_002);
    desk.create(1);
    // The second is under way: its answer decides.
    desk.on(Event::Cancel);
    assert_eq!(desk.asked, [Order::Create(2), Order::Cancel(1)]);
    desk.create(2);
    desk.answer(Order::Cancel(1), Answer::Cancelled);
    desk.answer(Order::Cancel(2), refused());
    let all = files(1_002);
    let listed = |from: usize| {
        let first = seen(&all[from].file_id, Completed);
        let rest = all[from + 1..from + 500].iter().map(|file| seen(&file.file_id, Cancelled));
        Answer::Listed(std::iter::once(first).chain(rest).collect())
    };
    desk.answer(Order::List(1), listed(0));
    desk.answer(Order::List(2), listed(500));
    assert_eq!(desk.finished, 1);
    assert_eq!(desk.sums(), Sums { completed: 2, cancelled: 998, not_tried: 2, ..Sums::default() });
    desk.on(Event::RetryFailed(None));
    assert_eq!(desk.asked, [], "what was called off is not tried again");
}

#[test]
fn a_hidden_page_goes_on_attaching_and_looks_later() {
    let mut desk = Desk::with(501);
    desk.on(Event::Hidden(true));
    desk.create(1);
    desk.create(2);
    desk.wait(60_000);
    assert_eq!(desk.asked, []);
    desk.on(Event::Hidden(false));
    assert_eq!(desk.asked, [Order::Count(1), Order::Count(2)]);
}

#[test]
fn without_a_network_nothing_is_asked() {
    let mut desk = Desk::with(501);
    desk.on(Event::Offline(true));
    desk.create(1);
    desk.wait(60_000);
    assert_eq!((desk.asked.as_slice(), desk.progress().state), (&[][..], State::Offline));
    desk.on(Event::Offline(false));
    assert_eq!(desk.asked, [Order::Count(1), Order::Create(2)]);
}

#[test]
fn a_locked_account_is_not_held_against_the_files() {
    let mut desk = Desk::with(501);
    desk.answer(Order::Create(1), Answer::Trouble(Verdict::Unsent(cause("refused", None))));
    assert_eq!((desk.finished, desk.sums().not_tried), (1, 501));
    assert!(matches!(desk.progress().state, State::Over { stopped_by: Some(_) }));
    desk.on(Event::RetryFailed(None));
    assert_eq!(desk.asked.len(), 1);
    assert_eq!(desk.sums().waiting, 501);
}

#[test]
fn a_bad_key_ends_attaching_and_what_is_attached_is_watched_on() {
    let mut desk = Desk::with(1_001);
    desk.create(1);
    desk.answer(Order::Create(2), Answer::Trouble(Verdict::Stop(cause("bad_key", Some(401)))));
    assert_eq!(desk.sums(), Sums { in_progress: 500, failed: 500, not_tried: 1, ..Sums::default() });
    desk.wait(1_000);
    desk.answer(Order::Count(1), counts(0, 500, 0, 0));
    assert_eq!((desk.finished, desk.sums().completed), (1, 500));
}

#[test]
fn a_file_that_could_not_be_indexed_leaves_the_store_before_it_is_tried_again() {
    let mut desk = Desk::with(2);
    desk.create(1);
    desk.wait(1_000);
    desk.answer(Order::Count(1), counts(0, 1, 1, 0));
    let all = files(2);
    let stands = vec![seen(&all[0].file_id, Completed), seen(&all[1].file_id, Failed)];
    desk.answer(Order::List(1), Answer::Listed(stands));
    assert_eq!(desk.sums(), Sums { completed: 1, failed: 1, ..Sums::default() });
    desk.on(Event::RetryFailed(Some("another cause".into())));
    assert_eq!((desk.asked.as_slice(), desk.sums().failed), (&[][..], 1), "it did not fail for that");
    desk.on(Event::RetryFailed(None));
    assert_eq!(desk.asked, [Order::Leave(2)]);
    desk.answer(Order::Leave(2), Answer::Left);
    assert_eq!((desk.asked.as_slice(), desk.sent(2)), (&[Order::Create(2)][..], vec!["file-00001".to_owned()]));
    let again = Desk::begin(Fill::again(files(1)));
    assert_eq!(again.asked, [Order::Leave(1)]);
}

#[test]
fn an_answer_about_the_store_instead_of_the_batch_leads_to_its_list() {
    let mut desk = Desk::with(1);
    desk.create(1);
    desk.wait(1_000);
    desk.answer(Order::Count(1), Answer::Counted(None));
    let file = &files(1)[0].file_id;
    desk.answer(Order::List(1), Answer::Listed(vec![seen(file, InProgress)]));
    assert_eq!(desk.sums().in_progress, 1);
    desk.wait(2_000);
    desk.answer(Order::Count(1), Answer::Counted(None));
    desk.answer(Order::List(1), Answer::Listed(vec![seen(file, Completed)]));
    assert_eq!(desk.finished, 1);
}

#[test]
fn a_file_that_vanished_from_the_store_is_not_called_completed() {
    let mut desk = Desk::with(2);
    desk.create(1);
    desk.wait(1_000);
    desk.answer(Order::Count(1), counts(0, 1, 0, 0));
    let first = seen(&files(2)[0].file_id, Completed);
    desk.answer(Order::List(1), Answer::Listed(vec![first.clone()]));
    assert_eq!(desk.finished, 0, "a list may lag");
    desk.wait(8_000);
    desk.answer(Order::List(1), Answer::Listed(vec![first]));
    assert_eq!(desk.sums(), Sums { completed: 1, failed: 1, ..Sums::default() });
}

#[test]
fn ten_minutes_without_a_move_count_as_stuck_and_are_looked_at_less_often() {
    let mut desk = Desk::with(1);
    desk.create(1);
    let mut looks = 0;
    for _ in 0..900 {
        desk.wait(1_000);
        if desk.asked.contains(&Order::Count(1)) {
            desk.answer(Order::Count(1), counts(1, 0, 0, 0));
            looks += 1;
        }
    }
    assert!(desk.progress().parts[0].stuck);
    assert!((70..90).contains(&looks), "{looks} looks in a quarter of an hour");
}

#[test]
fn files_attached_in_different_ways_say_so_each() {
    let mut other = attach("file-b");
    other.attributes.insert("year".into(), quartermaster::openai::attribute::AttributeValue::Number(2026.0));
    let twice = vec![attach("file-a"), other, attach("file-a")];
    let desk = Desk::begin(Fill::new(twice));
    let CreateFileBatch::Each { files } = desk.fill.part(1).unwrap().creation() else { panic!("alike") };
    assert_eq!(files.len(), 2, "a file is attached once");
}
