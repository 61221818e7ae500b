//! What the device remembers is enough to go on.

use quartermaster::account::owner::Owner;
use quartermaster::bulk::records::{Change, Record};
use quartermaster::fill::{Event, Order, Remembered, Sums};
use quartermaster::openai::store_file::IndexStatus::{Completed, Failed};

use crate::desk::{Desk, counts, files, refused, seen};
use quartermaster::fill::Answer;

fn about(id: &str) -> Remembered {
    let owner = Owner {
        id: "a".into(),
        name: "Work".into(),
        base: "https://api.openai.com/v1".into(),
        organization: None,
        project: None,
        tail: "wxyz".into(),
    };
    Remembered { id: id.into(), owner, store: "vs_1".into(), name: "Handbook".into(), began: 7 }
}

/// As the records stand after these changes.
fn records(about: &Remembered, desk: &Desk) -> Vec<Record> {
    let parts = desk.fill.parts().iter().map(|part| about.part(&desk.fill, part.number));
    let changes = std::iter::once(about.head()).chain(parts);
    let mut records: Vec<Record> = changes
        .filter_map(|change| match change {
            Change::Put { name, text } => Some((name, text)),
            Change::Erase { .. } => None,
        })
        .collect();
    records.sort();
    records
}

#[test]
fn a_fill_goes_on_where_it_was_cut_off() {
    let mut desk = Desk::with(2_000);
    desk.create(1);
    desk.answer(Order::Create(2), refused());
    desk.create(3);
    desk.wait(1_000);
    desk.answer(Order::Count(1), counts(0, 500, 0, 0));
    // The creation of the fourth is under way, the third is watched.
    let mut all = records(&about("1"), &desk);
    all.extend(records(&about("2"), &Desk::with(1)));
    all.sort();
    let read = Remembered::read(&all);
    assert_eq!(read.iter().map(|(about, _)| about.clone()).collect::<Vec<_>>(), [about("1"), about("2")]);
    let mut after = Desk::begin(read.into_iter().next().unwrap().1);
    assert_eq!(after.asked, [Order::Count(3), Order::Look(4)], "it may have arrived");
    assert_eq!(after.sums(), Sums { completed: 500, failed: 500, in_progress: 500, waiting: 500, ..Sums::default() });
    after.answer(Order::Look(4), Answer::There);
    after.answer(Order::Count(3), counts(0, 500, 0, 0));
    assert_eq!(after.sums().completed, 1_000);
    after.on(Event::RetryFailed(None));
    let second: Vec<String> = files(2_000)[500..1_000].iter().map(|file| file.file_id.to_string()).collect();
    assert_eq!(after.sent(5), second);
}

#[test]
fn outcomes_and_their_causes_are_kept() {
    let mut desk = Desk::with(2);
    desk.create(1);
    desk.wait(1_000);
    desk.answer(Order::Count(1), counts(0, 1, 1, 0));
    let all = files(2);
    desk.answer(Order::List(1), Answer::Listed(vec![seen(&all[0].file_id, Completed), seen(&all[1].file_id, Failed)]));
    let read = Remembered::read(&records(&about("1"), &desk));
    let mut after = Desk::begin(read.into_iter().next().unwrap().1);
    assert_eq!((after.finished, after.outcomes()), (1, desk.outcomes()));
    after.on(Event::RetryFailed(None));
    assert_eq!(after.asked, [Order::Leave(2)], "it is known to stand in the store");
}

#[test]
fn a_part_that_is_no_more_is_erased() {
    let mut desk = Desk::with(1);
    desk.answer(Order::Create(1), refused());
    desk.on(Event::RetryFailed(None));
    let erased = Change::Erase { prefix: "fill/1/000001".into() };
    assert_eq!(about("1").part(&desk.fill, 1), erased);
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let mut all = records(&about("1"), &Desk::with(1));
    all.push(("fill/2/head".into(), "{".into()));
    all.push(("fill/3/000001".into(), "{}".into()));
    all.push(("fill/odd".into(), "{}".into()));
    all.sort();
    assert_eq!(Remembered::read(&all).len(), 1);
}
