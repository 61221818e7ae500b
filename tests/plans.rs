//! Who uses what, and the plans made of it: against the demo account, and against a count by hand.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use proptest::prelude::*;
use quartermaster::account::plans::{self, Along, breaks};
use quartermaster::account::references::{self, Book, Gap, Listing, Missing, References};
use quartermaster::bulk::plan::{Deed, Item, Plan, Step, User, Why};
use quartermaster::openai::batch::Batch;
use quartermaster::openai::error::Kind;
use quartermaster::openai::request::{Local, Request};
use quartermaster::openai::vector_store::VectorStore;
use quartermaster::transport::client::Client;
use quartermaster::transport::clock::Clock;
use quartermaster::transport::{Failure, Response, Transport};

/// Time passes only in that it is told.
struct Still;

impl Clock for Still {
    fn now(&self) -> u64 {
        1_790_000_000_000
    }
    fn sleep(&self, _ms: u64) -> Local<'static, ()> {
        Box::pin(async {})
    }
    fn random(&self) -> f64 {
        0.5
    }
}

/// An account of stores with files, two to a page, and one batch. The list that `broken` names is refused.
struct Shelves {
    stores: Vec<(&'static str, Vec<&'static str>)>,
    broken: Option<(&'static str, u16)>,
    asked: RefCell<Vec<String>>,
    /// Requests that are waiting for their answer, and the most that there were.
    flying: Cell<usize>,
    most: Cell<usize>,
}

impl Shelves {
    fn new(stores: &[(&'static str, &[&'static str])]) -> Rc<Self> {
        let stores = stores.iter().map(|(id, files)| (*id, files.to_vec())).collect();
        Rc::new(Shelves { stores, broken: None, asked: RefCell::default(), flying: Cell::new(0), most: Cell::new(0) })
    }

    fn broken(stores: &[(&'static str, &[&'static str])], path: &'static str, status: u16) -> Rc<Self> {
        let mut shelves = Rc::try_unwrap(Shelves::new(stores)).unwrap_or_else(|_| panic!("nobody else has it"));
        shelves.broken = Some((path, status));
        Rc::new(shelves)
    }

    fn answer(&self, request: &Request) -> (u16, String) {
        self.asked.borrow_mut().push(format!("{} {}", request.method.as_str(), request.path));
        if let Some((path, status)) = self.broken
            && request.path == path
        {
            return (status, r#"{"error":{"message":"no","type":"x"}}"#.to_owned());
        }
        let after = request.query.iter().find(|(name, _)| *name == "after").map(|(_, value)| value.as_str());
        let page = |ids: Vec<&str>, object: &dyn Fn(&str) -> String| {
            let from = after.and_then(|after| ids.iter().position(|id| *id == after)).map_or(0, |at| at + 1);
            let data: Vec<String> = ids.iter().skip(from).take(2).map(|id| object(id)).collect();
            let more = ids.len() > from + 2;
            format!(r#"{{"object":"list","data":[{}],"has_more":{more}}}"#, data.join(","))
        };
        let plain = |id: &str| format!(r#"{{"id":"{id}","name":"named {id}"}}"#);
        let of_store = request.path.strip_prefix("/vector_stores/").and_then(|rest| rest.strip_suffix("/files"));
        let body = match (request.path.as_str(), of_store) {
            ("/vector_stores", _) => page(self.stores.iter().map(|(id, _)| *id).collect(), &plain),
            ("/batches", _) => {
                let batch =
                    r#"{"id":"batch_1","status":"in_progress","input_file_id":"file-in","output_file_id":"file-out"}"#;
                page(vec!["batch_1"], &|_| batch.to_owned())
            }
            (_, Some(store)) => match self.stores.iter().find(|(id, _)| *id == store) {
                Some((_, files)) => page(files.clone(), &plain),
                None => return (404, "{}".to_owned()),
            },
            (path, _) => panic!("asked for {path}"),
        };
        (200, body)
    }
}

impl Transport for Shelves {
    fn send<'a>(&'a self, request: &'a Request) -> Local<'a, Result<Response, Failure>> {
        Box::pin(async move {
            self.flying.set(self.flying.get() + 1);
            self.most.set(self.most.get().max(self.flying.get()));
            let (status, body) = self.answer(request);
            // Lets the others have a turn.
            futures_util::future::ready(()).await;
            let mut waited = false;
            futures_util::future::poll_fn(|context| {
                context.waker().wake_by_ref();
                if std::mem::replace(&mut waited, true) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
            })
            .await;
            self.flying.set(self.flying.get() - 1);
            Ok(Response { status, body: body.into_bytes(), ..Response::default() })
        })
    }
}

fn read(shelves: &Rc<Shelves>) -> (Result<References, Gap>, Vec<(u64, u64)>) {
    let told = RefCell::new(Vec::new());
    let client = Client::new(shelves.clone(), Rc::new(Still));
    let tell = |done, total| told.borrow_mut().push((done, total));
    let mut reading = Box::pin(references::read(&client, 8, &tell));
    let answer = (0..1_000).find_map(|_| (&mut reading).now_or_never()).unwrap();
    drop(reading);
    (answer.map(|reading| reading.references), told.into_inner())
}

fn ids(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| &*item.id).collect()
}

fn store(id: &str) -> Item {
    Item { deed: Deed::DeleteStore, id: id.into(), ..Item::default() }
}

#[test]
fn every_page_of_every_list_is_read_several_stores_at_once() {
    let shelves = Shelves::new(&[
        ("vs_1", &["file-a", "file-b", "file-c", "file-d", "file-e"]),
        ("vs_2", &["file-e"]),
        ("vs_3", &[]),
    ]);
    let (references, told) = read(&shelves);
    let references = references.unwrap();
    let users =
        |file: &str| references.uses(file).into_iter().map(|user| (user.by, user.id.to_string())).collect::<Vec<_>>();
    let mut of_e = users("file-e");
    of_e.sort_unstable_by_key(|(_, id)| id.clone());
    assert_eq!(of_e, [(User::Store, "vs_1".to_owned()), (User::Store, "vs_2".to_owned())]);
    assert_eq!(users("file-in"), [(User::Waiting, "batch_1".to_owned())]);
    assert_eq!(users("file-out"), [(User::Results, "batch_1".to_owned())]);
    assert_eq!(users("file-nobody"), []);
    assert_eq!((references.files("vs_1").count(), references.files("vs_3").count()), (5, 0));
    assert_eq!((told.first(), told.last()), (Some(&(0, 0)), Some(&(3, 3))));
    assert!(shelves.asked.borrow().iter().all(|request| request.starts_with("GET ")));
    assert_eq!(shelves.most.get(), 3);
}

#[test]
fn one_list_that_cannot_be_had_is_named_and_there_is_no_plan() {
    let stores: &[(&str, &[&str])] = &[("vs_1", &["file-a"]), ("vs_2", &["file-b"])];
    for (path, list, status, kind) in [
        ("/vector_stores", Listing::Stores, 400, Kind::BadRequest),
        ("/batches", Listing::Batches, 500, Kind::Server),
        ("/vector_stores/vs_2/files", Listing::FilesOf("named vs_2".into()), 403, Kind::Forbidden),
    ] {
        let (answer, _) = read(&Shelves::broken(stores, path, status));
        let gap = answer.unwrap_err();
        assert_eq!(gap.list, list);
        assert!(matches!(&gap.why, Missing::Failed(error) if error.kind == kind), "{gap:?}");
        assert_eq!(gap.is_forbidden(), status == 403);
    }
    // A store that is deleted while the others are read uses nothing.
    let (answer, _) = read(&Shelves::broken(stores, "/vector_stores/vs_2/files", 404));
    let references = answer.unwrap();
    assert_eq!((references.files("vs_1").count(), references.files("vs_2").count()), (1, 0));
}

#[test]
fn a_file_in_two_stores_leaves_both_and_a_removal_only_its_own() {
    let (references, _) = read(&Shelves::new(&[("vs_1", &["file-a"]), ("vs_2", &["file-a"])]));
    let references = references.unwrap();
    let chosen = || vec![Item { id: "file-a".into(), ..Item::default() }];
    let deletion = plans::files(chosen(), &references);
    assert_eq!(deletion[0].steps(), 3);
    assert_eq!(deletion[0].step(2), Some(Step::Act));
    let removal = plans::removals("vs_2", chosen(), &references);
    let two: Arc<str> = "vs_2".into();
    assert_eq!((removal[0].steps(), removal[0].step(0)), (1, Some(Step::Leave(&two))));
    let elsewhere: Vec<_> = removal[0].uses.iter().filter(|user| user.by == User::Elsewhere).collect();
    assert_eq!((elsewhere.len(), &*elsewhere[0].id), (1, "vs_1"));
    assert_eq!(plans::removals("vs_3", chosen(), &references), []);
}

#[test]
fn a_protected_store_keeps_its_files() {
    let (references, _) = read(&Shelves::new(&[("vs_1", &["file-a", "file-b"]), ("vs_2", &["file-b", "file-c"])]));
    let references = references.unwrap();
    let guarded = |item: &Item| &*item.id == "vs_2";
    let known = |id: &str| (Arc::from(id), Some(7));
    let make = |along| plans::stores(vec![store("vs_1"), store("vs_2")], along, &references, &known, &guarded);
    assert_eq!(ids(&make(Along::Nothing)), ["vs_1", "vs_2"]);
    assert_eq!(ids(&make(Along::OnlyIts)), ["file-a", "vs_1", "vs_2"]);
    assert_eq!(ids(&make(Along::All)), ["file-a", "file-b", "vs_1", "vs_2"]);
    let plan = Plan::sparing(make(Along::All), &guarded);
    assert_eq!((plan.count(), plan.protected(), plan.bytes()), (3, 1, 14));
    // What it loses is said.
    let broken: Vec<_> = breaks(&plan).into_iter().map(|entry| (entry.user.id, entry.files)).collect();
    assert_eq!(broken, [("vs_2".into(), 1)]);
}

/// An account: the files of each store, and of each batch whether it has ended, its input and its output.
type Model = (Vec<BTreeSet<u8>>, Vec<(bool, u8, Option<u8>)>);

fn model() -> impl Strategy<Value = Model> {
    let stores = prop::collection::vec(prop::collection::btree_set(0u8..12, 0..8), 0..5);
    (stores, prop::collection::vec((any::<bool>(), 0u8..12, prop::option::of(0u8..12)), 0..4))
}

/// The model, read.
fn of(model: &Model) -> References {
    let json = |text: String| text.into_bytes();
    let mut book = Book::default();
    let stores: Vec<VectorStore> = (0..)
        .zip(&model.0)
        .map(|(n, files)| {
            let store: VectorStore = serde_json::from_slice(&json(format!(r#"{{"id":"vs_{n}"}}"#))).unwrap();
            let file = |file: &u8| serde_json::from_slice(&json(format!(r#"{{"id":"file-{file}"}}"#))).unwrap();
            book.keep(&store, &files.iter().map(file).collect::<Vec<_>>(), 0);
            store
        })
        .collect();
    let batch = |(n, (over, input, output)): (usize, &(bool, u8, Option<u8>))| -> Arc<Batch> {
        let status = if *over { "completed" } else { "in_progress" };
        let output = output.map_or("null".to_owned(), |file| format!(r#""file-{file}""#));
        let text = format!(
            r#"{{"id":"batch_{n}","status":"{status}","input_file_id":"file-{input}","output_file_id":{output}}}"#
        );
        Arc::new(serde_json::from_slice(&json(text)).unwrap())
    };
    book.references(&stores, model.1.iter().enumerate().map(batch).collect(), Vec::new(), 0)
}

proptest! {
    #[test]
    fn exactly_the_files_that_only_the_chosen_stores_use_go_with_them(model in model(), chosen in any::<[bool; 5]>()) {
        let references = of(&model);
        let chosen: Vec<usize> = (0..model.0.len()).filter(|n| chosen[*n]).collect();
        let stores = || chosen.iter().map(|n| store(&format!("vs_{n}"))).collect();
        let known = |_: &str| (Arc::from(""), None);
        let make = |along| plans::stores(stores(), along, &references, &known, &|_| false);
        let files = |items: &[Item]| -> BTreeSet<String> {
            let files = items.iter().filter(|item| item.deed == Deed::DeleteFile);
            files.map(|item| item.id.to_string()).collect()
        };
        let all: BTreeSet<u8> = chosen.iter().flat_map(|n| model.0[*n].clone()).collect();
        let needed = |file: &u8| {
            let elsewhere = model.0.iter().enumerate().any(|(n, files)| !chosen.contains(&n) && files.contains(file));
            elsewhere || model.1.iter().any(|(over, input, output)| (!over && input == file) || output.as_ref() == Some(file))
        };
        let named = |files: BTreeSet<u8>| -> BTreeSet<String> { files.iter().map(|n| format!("file-{n}")).collect() };
        prop_assert_eq!(files(&make(Along::Nothing)), BTreeSet::new());
        prop_assert_eq!(files(&make(Along::All)), named(all.clone()));
        prop_assert_eq!(files(&make(Along::OnlyIts)), named(all.iter().filter(|file| !needed(file)).copied().collect()));
        // Each once, stores last, each file with the reason why and with all stores to leave.
        let plan = Plan::new(make(Along::All));
        prop_assert_eq!(plan.items().len(), all.len() + chosen.len());
        let first_store = plan.items().iter().position(|item| item.deed == Deed::DeleteStore).unwrap_or(plan.items().len());
        prop_assert_eq!(first_store, all.len());
        for item in &plan.items()[..first_store] {
            let file: u8 = item.id.strip_prefix("file-").unwrap().parse().unwrap();
            let holders = model.0.iter().filter(|files| files.contains(&file)).count();
            prop_assert_eq!(item.stores().count(), holders);
            prop_assert_eq!(matches!(item.why, Why::OnlyIn(_)), !needed(&file));
        }
        prop_assert!(breaks(&Plan::new(make(Along::OnlyIts))).is_empty());
    }

    #[test]
    fn what_breaks_is_every_user_that_stays_with_the_number_of_its_files(model in model(), files in prop::collection::btree_set(0u8..12, 0..12)) {
        let chosen = files.iter().map(|n| Item { id: format!("file-{n}").into(), ..Item::default() }).collect();
        let plan = Plan::new(plans::files(chosen, &of(&model)));
        let mut expected: BTreeMap<String, u64> = BTreeMap::new();
        for (n, held) in model.0.iter().enumerate() {
            let lost = held.intersection(&files).count() as u64;
            if lost > 0 {
                expected.insert(format!("Store vs_{n}"), lost);
            }
        }
        for (n, (over, input, output)) in model.1.iter().enumerate() {
            if !over && files.contains(input) {
                expected.insert(format!("Waiting batch_{n}"), 1);
            }
            if output.is_some_and(|file| files.contains(&file)) {
                expected.insert(format!("Results batch_{n}"), 1);
            }
        }
        let found: BTreeMap<String, u64> =
            breaks(&plan).into_iter().map(|entry| (format!("{:?} {}", entry.user.by, entry.user.id), entry.files)).collect();
        prop_assert_eq!(found, expected);
    }
}
