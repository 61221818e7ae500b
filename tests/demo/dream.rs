//! A demo account in the page, on a clock that does not wait.

use std::any::Any;
use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::ready;
use quartermaster::openai::request::{Content, Local, Request};
use quartermaster::transport::clock::Clock;
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;
use quartermaster::transport::{Failure, Response, Transport};

use crate::api::NOW;

/// Sleeping takes no time but moves the clock.
pub struct Dream(pub Rc<Cell<u64>>);

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

/// Bytes, and how many they are.
pub struct Bytes(pub Vec<u8>, pub u64);

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

pub fn demo(seed: &Seed) -> (Demo, Rc<Cell<u64>>) {
    let time = Rc::new(Cell::new(NOW * 1000));
    (Demo::new(seed, Rc::new(Dream(time.clone()))), time)
}

/// The answer, if it ever comes.
pub fn send(demo: &Demo, request: Request) -> Option<Result<Response, Failure>> {
    demo.send(&request).now_or_never()
}
