#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test fails by panicking")]
//! Calls over a transport that follows a script and a clock that only notes how long it was asked to wait.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use futures_util::FutureExt;
use quartermaster::openai::batch::{self, CreateBatch, Endpoint};
use quartermaster::openai::error::{Error, Kind};
use quartermaster::openai::file::{self, File, ListFiles};
use quartermaster::openai::page::Page;
use quartermaster::openai::request::{Call, Local, Request};
use quartermaster::openai::search::{self, Search};
use quartermaster::transport::client::Client;
use quartermaster::transport::clock::Clock;
use quartermaster::transport::{Failure, Response, Transport};

type Answer = Result<Response, Failure>;

#[derive(Default)]
struct Script {
    answers: RefCell<VecDeque<Answer>>,
    sent: RefCell<Vec<String>>,
}

impl Transport for Script {
    fn send<'a>(&'a self, request: &'a Request) -> Local<'a, Answer> {
        self.sent.borrow_mut().push(format!("{} {}", request.method.as_str(), request.path));
        let answer = self.answers.borrow_mut().pop_front().expect("one request more than the script has answers");
        Box::pin(std::future::ready(answer))
    }
}

#[derive(Default)]
struct Notes {
    waits: RefCell<Vec<u64>>,
    random: Cell<f64>,
}

impl Clock for Notes {
    fn now(&self) -> u64 {
        self.waits.borrow().iter().sum()
    }
    fn sleep(&self, ms: u64) -> Local<'static, ()> {
        self.waits.borrow_mut().push(ms);
        Box::pin(std::future::ready(()))
    }
    fn random(&self) -> f64 {
        self.random.get()
    }
}

struct Set {
    client: Client,
    script: Rc<Script>,
    clock: Rc<Notes>,
}

fn set(answers: impl IntoIterator<Item = Answer>) -> Set {
    let script = Rc::new(Script { answers: RefCell::new(answers.into_iter().collect()), ..Script::default() });
    let clock = Rc::<Notes>::default();
    Set { client: Client::new(script.clone(), clock.clone()), script, clock }
}

impl Set {
    fn call<T>(&self, call: &Call<T>) -> Result<T, Error> {
        self.client.call(call).now_or_never().expect("nothing here has to be waited for")
    }
    fn once<T>(&self, call: &Call<T>) -> Result<T, Error> {
        self.client.once(call).now_or_never().expect("nothing here has to be waited for")
    }
    fn sent(&self) -> usize {
        self.script.sent.borrow().len()
    }
    fn waits(&self) -> Vec<u64> {
        self.clock.waits.borrow().clone()
    }
}

fn answer(status: u16, body: &str) -> Answer {
    Ok(Response { status, request_id: Some("req_1".into()), retry_after: None, body: body.as_bytes().to_vec() })
}

fn list() -> Call<Page<File>> {
    file::list(&ListFiles::default())
}

fn submit() -> Call<batch::Batch> {
    batch::create(&CreateBatch::new("file-a".into(), Endpoint::Responses))
}

const EMPTY: &str = r#"{"object":"list","data":[],"has_more":false}"#;
const RATE: &str = r#"{"error":{"message":"Slow","type":"requests","param":null,"code":"rate_limit_exceeded"}}"#;
const CREDIT: &str = r#"{"error":{"message":"No","type":"insufficient_quota","code":"credit_balance_exhausted"}}"#;

#[test]
fn a_list_is_asked_for_until_it_comes() {
    let set = set([Err(Failure::Unreadable), answer(503, "<html>"), Err(Failure::TimedOut), answer(200, EMPTY)]);
    assert!(set.call(&list()).unwrap().data.is_empty());
    assert_eq!((set.sent(), set.waits()), (4, vec![500, 1_000, 2_000]));
}

#[test]
fn chance_shortens_the_waits() {
    let set = set([answer(500, ""), answer(200, EMPTY)]);
    set.clock.random.set(0.5);
    set.call(&list()).unwrap();
    assert_eq!(set.waits(), [437]);
}

#[test]
fn after_four_retries_the_error_is_told() {
    let set = set((0..5).map(|_| answer(500, "")));
    let error = set.call(&list()).unwrap_err();
    assert_eq!((error.kind, error.status, error.request_id.as_deref()), (Kind::Server, Some(500), Some("req_1")));
    assert_eq!((set.sent(), set.waits().len()), (5, 4));
}

#[test]
fn a_batch_is_not_submitted_twice_when_its_answer_is_lost() {
    for lost in [Err(Failure::Unreadable), Err(Failure::Cut), Err(Failure::TimedOut), answer(500, "")] {
        let set = set([lost]);
        assert!(set.call(&submit()).is_err());
        assert_eq!((set.sent(), set.waits().len()), (1, 0));
    }
}

#[test]
fn a_batch_is_submitted_again_when_it_was_turned_away() {
    let set = set([answer(429, RATE), answer(409, "{}"), answer(200, r#"{"id":"batch_1"}"#)]);
    assert_eq!(set.call(&submit()).unwrap().id.as_str(), "batch_1");
    assert_eq!(set.sent(), 3);
}

#[test]
fn no_credit_and_no_network_are_told_at_once() {
    for (answer, kind) in [(answer(429, CREDIT), Kind::OutOfCredit), (Err(Failure::Offline), Kind::Offline)] {
        let set = set([answer]);
        assert_eq!(set.call(&list()).unwrap_err().kind, kind);
        assert_eq!(set.sent(), 1);
    }
}

#[test]
fn the_server_says_how_long() {
    let slow = |ms| Ok(Response { status: 429, retry_after: Some(ms), ..Response::default() });
    let patient = set([slow(7_000), answer(200, EMPTY)]);
    patient.call(&list()).unwrap();
    assert_eq!(patient.waits(), [7_000]);
    let impatient = set([slow(61_000)]);
    assert_eq!(impatient.call(&list()).unwrap_err().retry_after, Some(61_000));
    assert!(impatient.waits().is_empty());
}

#[test]
fn once_is_once() {
    let set = set([answer(429, RATE)]);
    assert_eq!(set.once(&list()).unwrap_err().kind, Kind::RateLimited);
    assert_eq!((set.sent(), set.waits().len()), (1, 0));
}

#[test]
fn an_error_that_claims_success_is_an_error_and_is_retried_like_one() {
    let body = r#"{"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}"#;
    let set = set([answer(200, body), answer(200, EMPTY)]);
    assert!(set.call(&list()).is_ok());
    assert_eq!(set.sent(), 2);
}

#[test]
fn what_is_not_understood_names_its_request() {
    for body in ["", "<html>", r#"{"object":"list"}"#, r#"{"data":[{}]}"#] {
        let set = set([answer(200, body)]);
        let error = set.call(&list()).unwrap_err();
        assert_eq!((error.kind, error.request_id.as_deref()), (Kind::NotUnderstood, Some("req_1")), "{body}");
    }
}

#[test]
fn the_bytes_of_a_file_are_not_looked_into() {
    let body = r#"{"error":{"message":"a line of a batch's output"}}"#;
    let set = set([answer(200, body)]);
    assert_eq!(set.call(&file::content(&"file-a".into())).unwrap(), body.as_bytes());
}

#[test]
fn read_only_refuses_every_change_before_it_is_sent() {
    let set = set([answer(200, EMPTY), answer(200, "{}"), answer(200, r#"{"id":"file-a","deleted":true}"#)]);
    let delete = file::delete(&"file-a".into());
    let other_tab = set.client.clone();
    other_tab.set_read_only(true);
    assert!(set.client.is_read_only());
    assert_eq!(set.call(&delete).unwrap_err().kind, Kind::Refused);
    assert_eq!(set.once(&submit()).unwrap_err().kind, Kind::Refused);
    assert_eq!(set.sent(), 0);
    set.call(&list()).unwrap();
    set.call(&search::search(&"vs_a".into(), &Search::default())).unwrap();
    set.client.set_read_only(false);
    assert_eq!(set.call(&delete).unwrap().deleted, Some(true));
}

/// Turns the switch on while a retry is being waited for.
struct Locker(RefCell<Option<Client>>);

impl Clock for Locker {
    fn now(&self) -> u64 {
        0
    }
    fn sleep(&self, _: u64) -> Local<'static, ()> {
        if let Some(client) = &*self.0.borrow() {
            client.set_read_only(true);
        }
        Box::pin(std::future::ready(()))
    }
    fn random(&self) -> f64 {
        0.0
    }
}

#[test]
fn read_only_also_stops_a_retry() {
    let script = Rc::new(Script { answers: RefCell::new([answer(500, "")].into()), ..Script::default() });
    let clock = Rc::new(Locker(RefCell::default()));
    let client = Client::new(script.clone(), clock.clone());
    *clock.0.borrow_mut() = Some(client.clone());
    let error = client.call(&file::delete(&"file-a".into())).now_or_never().unwrap().unwrap_err();
    assert_eq!((error.kind, script.sent.borrow().len()), (Kind::Refused, 1));
}
