#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::panic, reason = "a test fails by panicking")]
//! Paging against a server whose objects come and go: no id twice, none missing that was there
//! throughout, it ends, and a partial list says so.

use std::collections::HashSet;
use std::sync::Arc;

use proptest::prelude::*;
use quartermaster::openai::error::{Error, Kind};
use quartermaster::openai::id::HasId;
use quartermaster::openai::page::Page;
use quartermaster::openai::pager::{End, Next, Pager, Why};

#[derive(Clone, Debug)]
struct Thing(Arc<str>);

impl HasId for Thing {
    fn id(&self) -> &Arc<str> {
        &self.0
    }
}

/// What a server does with a cursor whose object is gone.
#[derive(Clone, Copy, Debug)]
enum Lost {
    Refuses,
    SaysNothingFollows,
    StartsOver,
}

#[derive(Clone, Debug)]
enum Deed {
    /// A new object: they stand first, as in a list with the newest first.
    Create,
    /// A new object at the end, as in a list with the oldest first.
    Append,
    /// The object so many places (of a thousand) into the list.
    Delete(usize),
    /// Those from there on, so many.
    DeleteRun(usize, usize),
}

#[derive(Clone, Debug)]
struct Server {
    things: Vec<Arc<str>>,
    created: usize,
    limit: usize,
    lost: Lost,
    ignores_cursor: bool,
    /// Says that there is more whenever a page is full, as naive servers do.
    naive: bool,
}

impl Server {
    fn with(count: usize, limit: usize, lost: Lost) -> Self {
        let things = (0..count).map(|n| format!("thing-{n}").into()).collect();
        Server { things, created: count, limit, lost, ignores_cursor: false, naive: false }
    }

    fn does(&mut self, deed: &Deed) {
        let place = |of: usize, len: usize| of * len / 1_000;
        match *deed {
            Deed::Create | Deed::Append => {
                let at = if matches!(deed, Deed::Create) { 0 } else { self.things.len() };
                self.things.insert(at, format!("thing-{}", self.created).into());
                self.created += 1;
            }
            Deed::Delete(of) if !self.things.is_empty() => drop(self.things.remove(place(of, self.things.len()))),
            Deed::Delete(_) => {}
            Deed::DeleteRun(of, count) => {
                let from = place(of, self.things.len());
                self.things.drain(from..(from + count).min(self.things.len()));
            }
        }
    }

    fn answer(&self, after: Option<&Arc<str>>) -> Result<Page<Thing>, Error> {
        let from = match after {
            Some(after) if !self.ignores_cursor => match self.things.iter().position(|thing| thing == after) {
                Some(at) => at + 1,
                None => match self.lost {
                    Lost::Refuses => return Err(Error::of(Kind::BadRequest)),
                    Lost::SaysNothingFollows => self.things.len(),
                    Lost::StartsOver => 0,
                },
            },
            _ => 0,
        };
        let to = (from + self.limit).min(self.things.len());
        let has_more = if self.naive { to - from == self.limit } else { to < self.things.len() };
        Ok(page(self.things[from..to].iter().cloned(), has_more))
    }
}

fn page(ids: impl IntoIterator<Item = Arc<str>>, has_more: bool) -> Page<Thing> {
    Page { data: ids.into_iter().map(Thing).collect(), first_id: None, last_id: None, has_more }
}

struct Walk {
    ids: Vec<Arc<str>>,
    requests: usize,
    end: End,
}

/// Lists everything; `between` happens before each request, and is told what was given so far.
/// Panics if it does not end.
fn walk(server: &mut Server, mut between: impl FnMut(&mut Server, usize, &[Arc<str>])) -> Walk {
    let mut pager = Pager::new();
    let mut ids = Vec::new();
    for requests in 0..5_000 {
        let after = match pager.next() {
            Next::Done(end) => return Walk { ids, requests, end },
            Next::Ask(after) => after,
        };
        between(server, requests, &ids);
        match server.answer(after.as_ref()) {
            Ok(page) => ids.extend(pager.take(page).into_iter().map(|thing| thing.0)),
            Err(error) => assert!(pager.refused(&error), "a cursor was refused that was not sent"),
        }
        assert_eq!(pager.count(), ids.len());
    }
    panic!("it does not end");
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        Just(Deed::Create),
        Just(Deed::Append),
        (0..1_000usize).prop_map(Deed::Delete),
        (0..1_000usize, 1..40usize).prop_map(|(of, count)| Deed::DeleteRun(of, count)),
    ]
}

fn lost() -> impl Strategy<Value = Lost> {
    prop_oneof![Just(Lost::Refuses), Just(Lost::SaysNothingFollows), Just(Lost::StartsOver)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_id_twice_none_missing_and_an_end(
        count in 0..120usize,
        limit in 1..20usize,
        lost in lost(),
        naive in any::<bool>(),
        deeds in prop::collection::vec(prop::collection::vec(deed(), 0..4), 0..40),
    ) {
        let mut server = Server { naive, ..Server::with(count, limit, lost) };
        let mut throughout: HashSet<Arc<str>> = server.things.iter().cloned().collect();
        let walk = walk(&mut server, |server, request, _| {
            for deed in deeds.get(request).into_iter().flatten() {
                server.does(deed);
            }
            throughout.retain(|id| server.things.contains(id));
        });
        let given: HashSet<Arc<str>> = walk.ids.iter().cloned().collect();
        prop_assert_eq!(given.len(), walk.ids.len(), "an id came twice");
        if walk.end == End::Whole {
            let missing: Vec<_> = throughout.difference(&given).collect();
            prop_assert!(missing.is_empty(), "missing: {missing:?}");
        }
        // Deletions alone never end in a partial list where the server is honest about lost cursors.
        let mild = deeds.iter().flatten().all(|deed| matches!(deed, Deed::Delete(_)));
        if mild && limit > 1 && matches!(lost, Lost::Refuses) {
            prop_assert_eq!(walk.end, End::Whole);
        }
    }

    #[test]
    fn a_quiet_list_takes_no_request_too_many(count in 0..300usize, limit in 1..50usize) {
        let mut server = Server::with(count, limit, Lost::Refuses);
        let walk = walk(&mut server, |_, _, _| {});
        prop_assert_eq!(walk.end, End::Whole);
        prop_assert_eq!(&walk.ids, &server.things);
        prop_assert_eq!(walk.requests, count.div_ceil(limit).max(1));
    }

    #[test]
    fn a_server_that_ignores_the_cursor_is_found_out(count in 1..50usize, limit in 1..50usize) {
        let mut server = Server { ignores_cursor: true, ..Server::with(count, limit, Lost::Refuses) };
        let walk = walk(&mut server, |_, _, _| {});
        prop_assert_eq!(walk.ids.len(), limit.min(count));
        prop_assert_eq!(walk.end, if limit >= count { End::Whole } else { End::Partial(Why::Repeats) });
        prop_assert!(walk.requests <= 2);
    }
}

#[test]
fn deleting_each_page_as_it_comes_leaves_nothing_behind() {
    for lost in [Lost::Refuses, Lost::SaysNothingFollows, Lost::StartsOver] {
        let mut server = Server::with(60, 10, lost);
        let all = server.things.clone();
        let mut settled = 0;
        // The last eight of each page are gone before the next one is asked for.
        let walk = walk(&mut server, |server, _, given| {
            let fresh = &given[settled.max(given.len().saturating_sub(8))..];
            server.things.retain(|thing| !fresh.contains(thing));
            settled = given.len();
        });
        assert_eq!((walk.end, walk.ids), (End::Whole, all), "{lost:?}");
    }
}

#[test]
fn a_list_of_which_all_that_was_given_is_gone_is_begun_again() {
    for lost in [Lost::Refuses, Lost::SaysNothingFollows, Lost::StartsOver] {
        let mut server = Server::with(200, 50, lost);
        let all = server.things.clone();
        let walk = walk(&mut server, |server, _, given| server.things.retain(|thing| !given.contains(thing)));
        assert_eq!((walk.end, walk.ids), (End::Whole, all), "{lost:?}");
    }
}

#[test]
fn a_full_last_page_of_a_naive_server_is_not_partial() {
    let mut server = Server { naive: true, ..Server::with(40, 10, Lost::Refuses) };
    let walk = walk(&mut server, |_, _, _| {});
    assert_eq!((walk.end, walk.ids.len(), walk.requests), (End::Whole, 40, 6));
}

#[test]
fn more_promised_and_nothing_given_is_partial() {
    let mut pager = Pager::new();
    assert_eq!(pager.take(page(["a".into(), "b".into()], true)).len(), 2);
    let mut requests = 1;
    while let Next::Ask(_) = pager.next() {
        pager.take(page([], true));
        requests += 1;
    }
    assert_eq!(pager.next(), Next::Done(End::Partial(Why::Empty)));
    assert!(requests < 10, "{requests} requests");
}

#[test]
fn a_cursor_that_is_never_known_again_is_partial() {
    let mut pager = Pager::new();
    pager.take(page((0..500).map(|n| n.to_string().into()), true));
    let mut requests = 1;
    while let Next::Ask(after) = pager.next() {
        requests += 1;
        match after {
            Some(_) => assert!(pager.refused(&Error::of(Kind::NotFound))),
            None => drop(pager.take(page((0..500).map(|n| n.to_string().into()), true))),
        }
    }
    assert_eq!(pager.next(), Next::Done(End::Partial(Why::CursorGone)));
    assert!(requests < 40, "{requests} requests");
}

#[test]
fn other_errors_leave_the_place_in_the_list() {
    let mut pager = Pager::new();
    assert!(!pager.refused(&Error::of(Kind::NotFound)), "there was no cursor yet");
    pager.take(page(["a".into(), "b".into()], true));
    for kind in [Kind::Server, Kind::Offline, Kind::BadKey, Kind::RateLimited, Kind::NotUnderstood] {
        assert!(!pager.refused(&Error::of(kind)));
    }
    assert_eq!(pager.next(), Next::Ask(Some("b".into())));
}

#[test]
fn an_id_twice_in_one_page_comes_once() {
    let mut pager = Pager::new();
    let given = pager.take(page(["a".into(), "b".into(), "a".into()], false));
    assert_eq!((given.len(), pager.next()), (2, Next::Done(End::Whole)));
}
