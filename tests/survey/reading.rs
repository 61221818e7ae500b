//! The reading of who uses what: paced, by difference, resumed, and never whole when it is not.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use quartermaster::account::references::{self, Book, Gap, Listing, Missing, References};
use quartermaster::openai::error::Kind;
use quartermaster::openai::request::{Local, Request};
use quartermaster::openai::store_file;
use quartermaster::openai::vector_store::VectorStore;
use quartermaster::transport::client::Client;
use quartermaster::transport::clock::Clock;
use quartermaster::transport::demo::faults::Fault;
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;
use quartermaster::transport::{Failure, Response, Transport};
use serde_json::json;

use crate::desk::{Hand, NOW};

/// Notes which stores are asked for their files; refuses one, and cuts the reading off after so many requests.
struct Watched {
    demo: Demo,
    asked: RefCell<Vec<String>>,
    refused: RefCell<String>,
    left: Cell<usize>,
}

impl Transport for Watched {
    fn send<'a>(&'a self, request: &'a Request) -> Local<'a, Result<Response, Failure>> {
        if request.path.ends_with("/files") && request.path.starts_with("/vector_stores/") {
            let store = request.path.trim_start_matches("/vector_stores/").trim_end_matches("/files").to_owned();
            self.asked.borrow_mut().push(store.clone());
            if store == *self.refused.borrow() {
                let body = br#"{"error":{"message":"no","type":"x"}}"#.to_vec();
                return Box::pin(async { Ok(Response { status: 403, body, ..Response::default() }) });
            }
            if self.left.get() == 0 {
                return Box::pin(std::future::pending());
            }
            self.left.set(self.left.get() - 1);
        }
        self.demo.send(request)
    }
}

struct Desk {
    watched: Rc<Watched>,
    client: Client,
    clock: Rc<Hand>,
    book: RefCell<Book>,
}

const SEED: Seed = Seed { number: 5, files: 900, stores: 30, batches: 10 };

fn desk() -> Desk {
    let clock = Rc::new(Hand(Cell::new(NOW * 1000)));
    let demo = Demo::new(&SEED, clock.clone());
    let watched = Watched { demo, asked: RefCell::default(), refused: RefCell::default(), left: Cell::new(usize::MAX) };
    let watched = Rc::new(watched);
    Desk { client: Client::new(watched.clone(), clock.clone()), watched, clock, book: RefCell::default() }
}

impl Desk {
    fn stores(&self) -> Vec<VectorStore> {
        references::stores(&self.client).now_or_never().unwrap().unwrap()
    }

    /// Reads on; the stores asked for meanwhile, and the gaps. `None` if it was cut off.
    fn fill(&self, stores: &[VectorStore]) -> (Vec<String>, Option<Vec<Gap>>) {
        self.watched.asked.borrow_mut().clear();
        let mut gaps = Vec::new();
        let mut heard = |gap: Option<Gap>| {
            gaps.extend(gap);
            ControlFlow::Continue(())
        };
        let ended = references::fill(&self.client, 8, stores, &self.book, &|_, _| (), &mut heard).now_or_never();
        let mut asked = self.watched.asked.borrow().clone();
        asked.sort_unstable();
        asked.dedup();
        (asked, ended.map(|_| gaps))
    }

    fn references(&self, stores: &[VectorStore], gaps: Vec<Gap>) -> References {
        let batches = references::batches(&self.client).now_or_never().unwrap().unwrap();
        let since = self.clock.now();
        self.book.borrow_mut().references(stores, batches.into_iter().map(Arc::new).collect(), gaps, since)
    }
}

fn sorted(ids: &[String]) -> Vec<String> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

#[test]
fn only_what_changed_is_read_again() {
    let desk = desk();
    let stores = desk.stores();
    let (asked, gaps) = desk.fill(&stores);
    assert_eq!(gaps, Some(vec![]));
    assert!(asked.len() >= stores.len());
    assert!(
        desk.references(&stores, Vec::new()).unread() <= 2,
        "those that are being filled may have changed meanwhile"
    );

    // Past the time in which files are still being indexed.
    desk.clock.0.set(desk.clock.now() + 3_600_000);
    desk.fill(&desk.stores());
    let (again, _) = desk.fill(&desk.stores());
    // One file never gets ready: its store is read each time.
    let busy: Vec<_> = desk
        .stores()
        .iter()
        .filter(|store| store.file_counts.as_ref().unwrap().in_progress != Some(0))
        .map(|store| store.id.to_string())
        .collect();
    assert_eq!(again, sorted(&busy));

    let stores = desk.stores();
    let plain = |store: &&VectorStore| {
        store.file_counts.as_ref().is_some_and(|counts| counts.completed > Some(1))
            && store.status == Some("completed".into())
    };
    let changed = stores.iter().find(plain).unwrap();
    let file = desk
        .book
        .borrow_mut()
        .references(&stores, Vec::new(), Vec::new(), 0)
        .files(changed.id.as_str())
        .next()
        .unwrap()
        .clone();
    desk.client.call(&store_file::detach(&changed.id, &file.clone().into())).now_or_never().unwrap().unwrap();
    let stores = desk.stores();
    let (asked, _) = desk.fill(&stores);
    assert!(asked.contains(&changed.id.to_string()));
    assert!(asked.iter().all(|store| *store == *changed.id.as_str() || busy.contains(store)), "{asked:?}");
    let after = desk.book.borrow_mut().references(&stores, Vec::new(), Vec::new(), 0);
    assert!(after.files(changed.id.as_str()).all(|held| *held != file));

    // After a day everything is read anew, whatever the list says.
    desk.clock.0.set(desk.clock.now() + 86_400_001);
    let stores = desk.stores();
    assert_eq!(desk.fill(&stores).0.len(), stores.len());
}

#[test]
fn a_store_that_refuses_leaves_a_gap_and_everything_else_is_read() {
    let desk = desk();
    let stores = desk.stores();
    let refused = stores[7].clone();
    desk.watched.refused.replace(refused.id.to_string());
    let since = desk.clock.now();
    let (_, gaps) = desk.fill(&stores);
    let gaps = gaps.unwrap();
    assert_eq!(gaps.len(), 1);
    assert!(matches!(&gaps[0].list, Listing::FilesOf(_)) && gaps[0].is_forbidden());
    assert!(matches!(&gaps[0].why, Missing::Failed(error) if error.kind == Kind::Forbidden));
    let references = desk.book.borrow_mut().references(&stores, Vec::new(), gaps, since);
    assert!(!references.is_whole());
    assert_eq!((references.unread(), references.stores()), (1, 29));
    assert!(!references.has_read(refused.id.as_str()));
}

#[test]
fn a_reading_that_was_cut_off_goes_on_where_it_was() {
    let desk = desk();
    let stores = desk.stores();
    let since = desk.clock.now();
    desk.watched.left.set(12);
    let (_, ended) = desk.fill(&stores);
    assert_eq!(ended, None);
    let partial = desk.book.borrow_mut().references(&stores, Vec::new(), Vec::new(), since);
    assert!(!partial.is_whole() && partial.stores() > 0 && partial.unread() > 0);
    desk.watched.left.set(usize::MAX);
    let known: Vec<_> = stores
        .iter()
        .filter(|store| desk.book.borrow().knows(store, desk.clock.now()))
        .map(|store| store.id.to_string())
        .collect();
    assert!(known.len() > 5);
    let (asked, ended) = desk.fill(&stores);
    assert_eq!(ended, Some(vec![]));
    assert!(asked.iter().all(|store| !known.contains(store)), "what is known is not read twice");
    assert!(desk.book.borrow_mut().references(&stores, Vec::new(), Vec::new(), since).is_whole());
}

#[test]
fn refusals_and_dropped_answers_slow_it_down_and_cost_nothing() {
    let desk = desk();
    let faults = json!([
        { "method": "GET", "path": "/vector_stores/", "kind": { "rate_limit": { "per_second": 40, "burst": 5 } } },
        { "method": "GET", "path": "/vector_stores/", "chance": 0.1, "kind": "reset" },
        { "method": "GET", "path": "/vector_stores/", "chance": 0.1, "kind": { "status": { "status": 500 } } },
    ]);
    let faults: Vec<Fault> = serde_json::from_value(faults).unwrap();
    let stores = desk.stores();
    desk.watched.demo.set_faults(faults, 3);
    let since = desk.clock.now();
    let (_, gaps) = desk.fill(&stores);
    assert_eq!(gaps, Some(vec![]));
    assert!(desk.book.borrow_mut().references(&stores, Vec::new(), Vec::new(), since).is_whole());
}

#[test]
fn what_was_read_is_kept_as_text_and_taken_back() {
    let desk = desk();
    desk.clock.0.set(desk.clock.now() + 3_600_000);
    let stores = desk.stores();
    desk.fill(&stores);
    let records = desk.book.borrow_mut().records();
    assert_eq!(records.len(), stores.len());
    assert!(desk.book.borrow_mut().records().is_empty(), "each is written once");
    let mut other = Book::default();
    records.iter().for_each(|(_, record)| other.read(record));
    for broken in ["", "{}", "[]", r#"["vs_1","",1]"#, r#"["vs_1","",1,null,null,null,[],[["file-1"]]]"#] {
        other.read(broken);
    }
    let of = |book: &mut Book| book.references(&stores, Vec::new(), Vec::new(), 0);
    let (one, two) = (of(&mut desk.book.borrow_mut()), of(&mut other));
    for store in &stores {
        assert!(one.files(store.id.as_str()).eq(two.files(store.id.as_str())));
    }
    let now = desk.clock.now();
    let firm = stores.iter().filter(|store| other.knows(store, now)).count();
    assert!(firm + 1 >= stores.len(), "a store that is still being filled is always read");
}

#[test]
fn what_was_known_of_a_store_before_it_changed_counts_as_unread() {
    let desk = desk();
    desk.clock.0.set(desk.clock.now() + 3_600_000);
    let before = desk.stores();
    desk.fill(&before);
    let now = desk.clock.now();
    let mut firm = (0..before.len()).filter(|at| desk.book.borrow().knows(&before[*at], now));
    let (changed, other) = (firm.next().unwrap(), firm.next().unwrap());
    let mut after = before.clone();
    after[changed].last_active_at = after[changed].last_active_at.map(|active| active + 1);
    // The list was read again, and then the reading was stopped.
    let known = desk.book.borrow_mut().references(&after, Vec::new(), Vec::new(), now + 1);
    assert!(!known.has_read(after[changed].id.as_str()) && !known.is_whole());
    assert!(known.has_read(after[other].id.as_str()));
}
