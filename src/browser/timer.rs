//! A timer that keeps its time in a hidden tab, where the page's own fire once a second or less: it runs in a worker.

use std::cell::RefCell;
use std::collections::HashMap;

use futures_channel::oneshot;
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker};

use super::page;
use crate::bulk::records::Later;

thread_local! {
    static TIMER: RefCell<Timer> = const { RefCell::new(Timer::New) };
}

enum Timer {
    New,
    Runs(Running),
    /// The browser, or the host, has no worker for us.
    Broken,
}

struct Running {
    worker: Worker,
    waiting: HashMap<u32, oneshot::Sender<()>>,
    last: u32,
}

/// Waits so many milliseconds.
pub fn sleep(ms: u64) -> Later<()> {
    let ms = u32::try_from(ms).unwrap_or(u32::MAX);
    Box::pin(async move {
        let rings = set(ms);
        let rang = match rings {
            Some(rings) => rings.await.is_ok(),
            None => false,
        };
        if !rang {
            TimeoutFuture::new(ms).await;
        }
    })
}

fn set(ms: u32) -> Option<oneshot::Receiver<()>> {
    TIMER.with_borrow_mut(|timer| {
        if matches!(timer, Timer::New) {
            *timer = start().map_or(Timer::Broken, Timer::Runs);
        }
        let Timer::Runs(running) = timer else { return None };
        let (ring, rings) = oneshot::channel();
        running.last = running.last.wrapping_add(1);
        let order = js_sys::Array::of2(&running.last.into(), &ms.into());
        running.worker.post_message(&order).ok()?;
        running.waiting.insert(running.last, ring);
        Some(rings)
    })
}

/// The loader of the page is also the worker's script.
fn start() -> Option<Running> {
    let worker = Worker::new(&page::loader()?).ok()?;
    EventListener::new(&worker, "message", |event| {
        let number = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_f64());
        let ring = TIMER.with_borrow_mut(|timer| match timer {
            Timer::Runs(running) => running.waiting.remove(&(number? as u32)),
            _ => None,
        });
        // Whoever waited may have gone.
        ring.map(|ring| ring.send(()));
    })
    .forget();
    EventListener::new(&worker, "error", |event| {
        event.prevent_default();
        // Those who wait are told by this, and wait with the page's own timer.
        TIMER.with_borrow_mut(|timer| *timer = Timer::Broken);
    })
    .forget();
    Some(Running { worker, waiting: HashMap::new(), last: 0 })
}
