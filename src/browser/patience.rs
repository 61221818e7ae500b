//! A time limit for many requests: those that begin within the same second share a timer.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::Shared;

use crate::openai::request::Local;
use crate::transport::clock::Clock;

/// So many milliseconds after the first of them, requests begin to share another timer.
const SHARED_FOR: u64 = 1_000;

type Timer = Shared<Local<'static, ()>>;

pub struct Patience {
    clock: Rc<dyn Clock>,
    /// Milliseconds; for those that share a timer up to [`SHARED_FOR`] less.
    limit: u64,
    /// When the last timer was set, in milliseconds since 1970.
    last: RefCell<Option<(u64, Timer)>>,
}

impl Patience {
    pub fn new(clock: Rc<dyn Clock>, limit: u64) -> Self {
        Patience { clock, limit, last: RefCell::default() }
    }

    /// Ends when a request that begins now has taken too long.
    pub fn end(&self) -> Timer {
        let now = self.clock.now();
        let mut last = self.last.borrow_mut();
        match &*last {
            Some((since, timer)) if now.abs_diff(*since) < SHARED_FOR => timer.clone(),
            _ => last.insert((now, self.clock.sleep(self.limit).shared())).1.clone(),
        }
    }
}
