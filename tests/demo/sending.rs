//! Files brought into the account by the page: once and only once, in parts where they are large.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::ready;
use quartermaster::openai::error::{Error, Kind};
use quartermaster::openai::file::File;
use quartermaster::openai::limits::{FILE_BYTES, PART_BYTES};
use quartermaster::openai::purpose::Purpose;
use quartermaster::openai::request::{Content, Local, Request};
use quartermaster::transport::client::Client;
use quartermaster::transport::demo::faults::{Fault, FaultKind};
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;
use quartermaster::transport::upload::{Sending, send};
use quartermaster::transport::{Failure, Response, Transport};

use crate::dream::{Dream, demo};

/// A file of so many bytes, of which only the first few can be looked at.
struct Large(u64);

impl Content for Large {
    fn size(&self) -> u64 {
        self.0
    }
    fn slice(&self, range: Range<u64>) -> Rc<dyn Content> {
        Rc::new(Large(range.end.min(self.0) - range.start))
    }
    fn read(&self) -> Local<'_, Option<Vec<u8>>> {
        Box::pin(ready(Some(vec![b'x'; self.0.min(16) as usize])))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The demo account, and a note of what was sent to it.
struct Watched {
    demo: Demo,
    sent: RefCell<Vec<String>>,
}

impl Transport for Watched {
    fn send<'a>(&'a self, request: &'a Request) -> Local<'a, Result<Response, Failure>> {
        self.sent.borrow_mut().push(format!("{} {}", request.method.as_str(), request.path));
        self.demo.send(request)
    }
}

impl Watched {
    fn count(&self, what: impl Fn(&str) -> bool) -> usize {
        self.sent.borrow().iter().filter(|line| what(line)).count()
    }
    fn files(&self) -> usize {
        self.demo.with_account(|account| account.file_ids().len())
    }
    fn fault(&self, path: &str, kind: FaultKind) {
        let fault = Fault { method: Some("POST".into()), path: Some(path.into()), kind, chance: 1.0, times: Some(1) };
        self.demo.set_faults(vec![fault], 1);
    }
}

struct Page {
    watched: Rc<Watched>,
    client: Client,
    told: Rc<RefCell<Vec<u64>>>,
}

fn page() -> Page {
    let (demo, time) = demo(&Seed::empty());
    let watched = Rc::new(Watched { demo, sent: RefCell::default() });
    let client = Client::new(watched.clone(), Rc::new(Dream(Rc::new(Cell::new(time.get())))));
    Page { watched, client, told: Rc::default() }
}

impl Page {
    fn sending(&self, size: u64) -> Sending {
        let told = self.told.clone();
        Sending {
            name: "notes.txt".into(),
            content: Rc::new(Large(size)),
            purpose: Purpose::Assistants,
            life: None,
            progress: Rc::new(move |bytes| told.borrow_mut().push(bytes)),
            is_known: Rc::new(|_| false),
            tried: false,
            begun: Rc::default(),
        }
    }

    fn send(&self, sending: &Sending) -> Result<File, Error> {
        send(&self.client, sending).now_or_never().unwrap()
    }
}

#[test]
fn up_to_512_mb_a_file_is_one_request_and_above_it_goes_in_parts() {
    for (size, parts) in [(10, 0), (FILE_BYTES, 0), (FILE_BYTES + 1, 9), (3 * FILE_BYTES, 24)] {
        let page = page();
        let file = page.send(&page.sending(size)).unwrap();
        assert_eq!(file.bytes, Some(size));
        assert_eq!(page.watched.files(), 1);
        assert_eq!(page.watched.count(|line| line.ends_with("/parts")), parts, "{size} bytes");
        assert_eq!(page.watched.count(|line| line == "POST /files"), usize::from(parts == 0));
    }
}

#[test]
fn a_part_that_fails_is_sent_again_alone() {
    let page = page();
    let broken =
        FaultKind::Status { status: 500, code: None, kind: None, message: None, retry_after_ms: None, html: false };
    page.watched.fault("/uploads/*/parts", broken);
    let size = FILE_BYTES + PART_BYTES;
    let file = page.send(&page.sending(size)).unwrap();
    assert_eq!(file.bytes, Some(size));
    assert_eq!(page.watched.count(|line| line.ends_with("/parts")), 9 + 1);
    assert_eq!(page.watched.count(|line| line.ends_with("/complete")), 1);
}

#[test]
fn a_lost_answer_does_not_store_the_file_twice() {
    let page = page();
    page.watched.fault("/files", FaultKind::LostAfter);
    let file = page.send(&page.sending(10)).unwrap();
    assert_eq!(page.watched.demo.with_account(|account| account.file_ids()), [file.id.as_str()]);
    assert_eq!(page.watched.count(|line| line == "POST /files"), 1);
}

#[test]
fn a_completed_upload_whose_answer_was_lost_is_found() {
    let page = page();
    page.watched.fault("/uploads/*/complete", FaultKind::LostAfter);
    let file = page.send(&page.sending(FILE_BYTES + 1)).unwrap();
    assert_eq!(page.watched.demo.with_account(|account| account.file_ids()), [file.id.as_str()]);
}

#[test]
fn a_request_that_never_arrived_is_an_error_and_is_sent_once_more_when_asked() {
    let page = page();
    page.watched.fault("/files", FaultKind::Reset);
    let lost = page.send(&page.sending(10)).unwrap_err();
    assert_eq!((lost.kind, page.watched.files()), (Kind::Unreadable, 0));

    let again = Sending { tried: true, ..page.sending(10) };
    page.send(&again).unwrap();
    assert_eq!(page.watched.files(), 1);
}

#[test]
fn a_second_try_finds_what_the_first_one_stored() {
    let page = page();
    let first = page.send(&page.sending(10)).unwrap();
    let again = Sending { tried: true, ..page.sending(10) };
    assert_eq!(page.send(&again).unwrap().id, first.id);
    assert_eq!(page.watched.files(), 1);
}

#[test]
fn an_older_file_of_the_same_name_and_size_is_not_taken_for_this_one() {
    let page = page();
    let older = page.send(&page.sending(10)).unwrap();
    page.watched.fault("/files", FaultKind::Reset);
    let sending = Sending { is_known: Rc::new(move |id| *id == older.id), ..page.sending(10) };
    assert_eq!(page.send(&sending).unwrap_err().kind, Kind::Unreadable);
}

#[test]
fn progress_grows_to_the_size_and_never_beyond() {
    for size in [1_000_000, FILE_BYTES + 5] {
        let page = page();
        page.send(&page.sending(size)).unwrap();
        let told = page.told.borrow();
        assert!(told.is_sorted(), "{size} bytes: {told:?}");
        assert_eq!(told.last(), Some(&size));
    }
}
