//! Web Locks: what only one tab may do at a time.

use std::any::Any;

use futures_channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::bulk::records::Later;

/// Takes the lock of that name; the browser gives it back when the guard is dropped or the tab ends, however it ends.
/// `None`: another tab has it (never if `wait`). Where the browser knows no locks, everybody gets them.
pub fn take(name: &str, wait: bool) -> Later<Option<Box<dyn Any>>> {
    let (tell, told) = oneshot::channel();
    let asked = ask(name, wait, tell);
    Box::pin(async move {
        let guard: Box<dyn Any> = match asked {
            Some(()) => Box::new(told.await.ok().flatten()?),
            None => Box::new(()),
        };
        Some(guard)
    })
}

fn ask(name: &str, wait: bool, tell: oneshot::Sender<Option<Guard>>) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &(!wait).into()).ok()?;
    // The lock is held until the promise that this returns is settled.
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let mut release = None;
        let held = Promise::new(&mut |settle, _| release = Some(settle));
        let guard = if lock.is_null() { None } else { release.map(Guard) };
        let is_held = guard.is_some();
        // Nobody waits any more: the guard comes back, is dropped, and gives the lock back.
        drop(tell.send(guard));
        if is_held { held.into() } else { JsValue::UNDEFINED }
    });
    let done: Promise = request.call3(&locks, &name.into(), &options, &granted).ok()?.dyn_into().ok()?;
    // A refusal drops the closure, and with it the sender, which is answer enough.
    spawn_local(async move { drop(JsFuture::from(done).await) });
    Some(())
}

struct Guard(Function);

impl Drop for Guard {
    fn drop(&mut self) {
        // Settling a promise cannot fail.
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}
