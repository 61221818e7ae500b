use std::any::Any;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::ready;
use quartermaster::openai::request::{Body, Content, FilePart, Form, Local, Request};
use quartermaster::transport::clock::Clock;
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;
use quartermaster::transport::{Failure, Response, Transport};
use serde_json::Value;

use crate::api::NOW;

/// Sleeping takes no time but moves the clock.
struct Dream(Rc<Cell<u64>>);

impl Clock for Dream {
    fn now(&self) -> u64 {
        self.0.get()
    }
    fn sleep(&self, ms: u64) -> Local<'static, ()> {
        self.0.set(self.0.get() + ms);
        Box::pin(ready(()))
    }
    fn random(&self) -> f64 {
        0.5
    }
}

struct Bytes(Vec<u8>, u64);

impl Content for Bytes {
    fn size(&self) -> u64 {
        self.1
    }
    fn slice(&self, range: Range<u64>) -> Rc<dyn Content> {
        let range = range.start as usize..range.end.min(self.1) as usize;
        Rc::new(Bytes(self.0[range.start..range.end.min(self.0.len())].to_vec(), range.len() as u64))
    }
    fn read(&self) -> Local<'_, Option<Vec<u8>>> {
        Box::pin(ready(Some(self.0.clone())))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn demo(seed: &Seed) -> (Demo, Rc<Cell<u64>>) {
    let time = Rc::new(Cell::new(NOW * 1000));
    (Demo::new(seed, Rc::new(Dream(time.clone()))), time)
}

fn send(demo: &Demo, request: Request) -> Option<Result<Response, Failure>> {
    demo.send(&request).now_or_never()
}

fn faults(demo: &Demo, rules: &str) {
    demo.set_faults(serde_json::from_str(rules).unwrap(), 1);
}

#[test]
fn a_request_takes_its_time_and_is_answered() {
    let (demo, time) = demo(&Seed::demo());
    let response = send(&demo, Request::get("/files").with("limit", 5)).unwrap().unwrap();
    assert_eq!(response.status, 200);
    assert!(response.request_id.unwrap().starts_with("req_"));
    let page: Value = serde_json::from_slice(&response.body).unwrap();
    assert_eq!(page["data"].as_array().unwrap().len(), 5);
    assert!((30..500).contains(&(time.get() - NOW * 1000)));
    faults(&demo, r#"[{"kind": {"latency": {"ms": 5000}}}]"#);
    let before = time.get();
    assert!(send(&demo, Request::get("/models")).unwrap().is_ok());
    assert!(time.get() >= before + 5_000);
}

#[test]
fn an_upload_tells_how_far_it_is_and_keeps_what_it_has_room_for() {
    let (demo, _) = demo(&Seed::empty());
    let told = Rc::new(RefCell::new(Vec::new()));
    let heard = told.clone();
    let size = 10_000_000;
    let form = Form {
        fields: vec![("purpose", "vision".to_owned())],
        file: FilePart {
            field: "file",
            filename: "big.png".to_owned(),
            content: Rc::new(Bytes(vec![7; size as usize], size)),
        },
        progress: Some(Rc::new(move |sent| heard.borrow_mut().push(sent))),
    };
    let response = send(&demo, Request::post("/files", Body::Form(form))).unwrap().unwrap();
    let file: Value = serde_json::from_slice(&response.body).unwrap();
    assert_eq!((response.status, &file["bytes"]), (200, &Value::from(size)));
    assert!(told.borrow().is_sorted() && told.borrow().last() == Some(&size));
    let path = format!("/files/{}/content", file["id"].as_str().unwrap());
    let kept = send(&demo, Request::get(path)).unwrap().unwrap().body.len();
    assert!(kept > 1_000 && kept < 1_000_000, "only the head is held in memory: {kept}");
}

#[test]
fn faults_become_failures() {
    let (demo, _) = demo(&Seed { number: 1, files: 30, stores: 0, batches: 0 });
    let ids = demo.with_account(|account| account.file_ids());
    faults(&demo, r#"[{"kind": "cut_body"}]"#);
    assert_eq!(send(&demo, Request::get("/files")).unwrap().unwrap_err(), Failure::Cut);
    faults(&demo, r#"[{"kind": "reset"}]"#);
    assert_eq!(send(&demo, Request::delete(format!("/files/{}", ids[0]))).unwrap().unwrap_err(), Failure::Unreadable);
    faults(&demo, r#"[{"kind": "lost_after"}]"#);
    assert_eq!(send(&demo, Request::delete(format!("/files/{}", ids[1]))).unwrap().unwrap_err(), Failure::Unreadable);
    assert_eq!(demo.with_account(|account| account.file_ids()), [&ids[..1], &ids[2..]].concat());
    faults(&demo, r#"[{"kind": "hang"}]"#);
    assert!(send(&demo, Request::get("/files")).is_none());
}
