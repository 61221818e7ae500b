//! Whatever is answered, in whatever order, every file ends in exactly one way, and nothing is sent twice at once.

use proptest::prelude::*;
use quartermaster::bulk::outcome::Verdict;
use quartermaster::fill::{Answer, Event, Order};
use quartermaster::openai::id::FileId;
use quartermaster::openai::store_file::IndexStatus;

use crate::desk::{Desk, cause, counts, files, lost, not_found, part_of, refused, seen};

fn open_files(order: Order, desk: &Desk) -> Vec<FileId> {
    let part = desk.fill.part(part_of(order)).into_iter();
    part.flat_map(|part| part.open()).map(|file| file.file_id.clone()).collect()
}

/// An answer to an order, for better or worse.
fn answer(order: Order, chance: u8, desk: &Desk) -> Answer {
    let throttled = Verdict::Throttled { cause: cause("rate_limited", Some(429)), retry_after: None };
    match chance % 12 {
        0 => return lost(),
        1 => return not_found(),
        2 => return refused(),
        3 => return Answer::Trouble(throttled),
        4 if chance > 240 => return Answer::Trouble(Verdict::Stop(cause("bad_key", Some(401)))),
        _ => {}
    }
    let open = open_files(order, desk);
    let all = open.len() as u64;
    match order {
        Order::Leave(_) => Answer::Left,
        Order::Create(part) => Answer::Created(format!("vsfb_{part}").into(), None),
        Order::Look(_) => Answer::There,
        Order::Count(_) if chance.is_multiple_of(3) => counts(all, 0, 0, 0),
        Order::Count(_) if chance % 3 == 1 => counts(0, all - 1, 1, 0),
        Order::Count(_) if chance % 5 == 1 => Answer::Counted(None),
        Order::Count(_) => counts(0, all, 0, 0),
        Order::List(_) => {
            let status = |n: usize| match (n as u8).wrapping_add(chance) % 7 {
                0 => IndexStatus::InProgress,
                1 => IndexStatus::Failed,
                2 => IndexStatus::Cancelled,
                _ => IndexStatus::Completed,
            };
            let seen = open.iter().enumerate().filter(|(n, _)| n % 11 != 5).map(|(n, file)| seen(file, status(n)));
            Answer::Listed(seen.collect())
        }
        _ => Answer::Cancelled,
    }
}

proptest! {
    #[test]
    fn every_file_ends_once(
        count in 1usize..1_300,
        steps in proptest::collection::vec(any::<(u8, u8)>(), 60..200),
        cancels in any::<Option<u8>>(),
    ) {
        let mut desk = Desk::with(count);
        for (at, (which, chance)) in steps.into_iter().enumerate() {
            if cancels.is_some_and(|cancel| usize::from(cancel) == at) {
                desk.on(Event::Cancel);
            }
            let writing = desk.asked.iter().filter(|order| matches!(order, Order::Leave(_) | Order::Create(_) | Order::Look(_)));
            prop_assert!(writing.count() <= 1, "one attachment at a time: {:?}", desk.asked);
            prop_assert_eq!(desk.sums().total(), count as u64);
            if let Some(order) = desk.asked.get(usize::from(which) % desk.asked.len().max(1)).copied() {
                let answer = answer(order, chance, &desk);
                desk.answer(order, answer);
            }
            desk.wait(u64::from(chance) * 20);
        }
        // From here on the server does what it should.
        for _ in 0..2_000 {
            if desk.finished > 0 {
                break;
            }
            if let Some(order) = desk.asked.first().copied() {
                let open = open_files(order, &desk);
                let good = match order {
                    Order::Leave(_) => Answer::Left,
                    Order::Create(part) => Answer::Created(format!("vsfb_{part}").into(), None),
                    Order::Look(_) => Answer::There,
                    Order::Count(_) => counts(0, open.len() as u64, 0, 0),
                    Order::List(_) => Answer::Listed(open.iter().map(|file| seen(file, IndexStatus::Completed)).collect()),
                    _ => Answer::Cancelled,
                };
                desk.answer(order, good);
            }
            desk.wait(1_000);
        }
        prop_assert_eq!(desk.finished, 1, "it ends");
        prop_assert!(desk.outcomes().iter().all(Option::is_some));
        prop_assert_eq!(desk.sums().ended(), count as u64);
        let mut ids: Vec<_> = desk.fill.parts().iter().flat_map(|part| part.outcomes()).map(|(file, _)| file.file_id.clone()).collect();
        ids.sort();
        prop_assert_eq!(ids, files(count).into_iter().map(|file| file.file_id).collect::<Vec<_>>());
    }
}
