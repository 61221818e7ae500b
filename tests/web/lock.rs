//! What only one tab may do at a time.

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use quartermaster::browser::lock;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_lock_is_held_until_its_guard_is_dropped() {
    let guard = lock::take("lock.test", false).await;
    assert!(guard.is_some());
    assert!(lock::take("lock.test", false).await.is_none());
    assert!(lock::take("lock.other", false).await.is_some());
    drop(guard);
    // The browser gives it back a moment later.
    TimeoutFuture::new(50).await;
    assert!(lock::take("lock.test", false).await.is_some());
}

#[wasm_bindgen_test]
async fn whoever_waits_gets_it_when_it_is_free() {
    let guard = lock::take("lock.wait", false).await;
    let waiting = lock::take("lock.wait", true);
    let waiting = match select(waiting, TimeoutFuture::new(50)).await {
        Either::Left(_) => None,
        Either::Right((_, waiting)) => Some(waiting),
    };
    drop(guard);
    assert!(waiting.unwrap().await.is_some());
}

#[wasm_bindgen_test]
async fn whoever_has_gone_away_does_not_keep_it() {
    let guard = lock::take("lock.gone", false).await;
    drop(lock::take("lock.gone", true));
    drop(guard);
    TimeoutFuture::new(50).await;
    assert!(lock::take("lock.gone", false).await.is_some());
}
