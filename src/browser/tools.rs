//! What of the browser is used by the way, behind the connect page: a part of the program that loads when the first of
//! it is needed.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlCanvasElement;

use super::checker::{self, Running};
use super::fetch::Fetch;
use super::{disk, files, paint, pour as pouring};
use crate::bulk::records::Later;
use crate::jsonl::order::{Fault, Order, Told};
use crate::openai::request::{Local, Request};
use crate::part::part;
use crate::state::services::{Contents, Hears, Lock, MaybeContent, Opened};
use crate::transport::{Drain, Failure, Response};

type Poured<'a> = Local<'a, Result<Response, Failure>>;

struct Tools {
    work: fn(&Rc<Running>, Order, Contents, Hears),
    keep: fn(String, MaybeContent) -> Later<bool>,
    kept: fn(String) -> Later<MaybeContent>,
    open: fn(String) -> Later<Opened>,
    pour: for<'a> fn(&'a Fetch, &'a Request, &'a mut dyn Drain) -> Poured<'a>,
    paint: fn(HtmlCanvasElement, Vec<u8>, &'static str) -> Later<bool>,
}

part! {
    tools,
    fn enter() -> Tools {
        Tools {
            work: checker::start,
            keep: |name, content| Box::pin(files::keep(name, content)),
            kept: |name| Box::pin(files::kept(name)),
            open: |name| Box::pin(disk::open(name)),
            pour: |fetch, request, into| Box::pin(pouring::pour(fetch, request, into)),
            paint: |canvas, bytes, mime| Box::pin(async move { paint::paint(&canvas, &bytes, mime).await }),
        }
    }
}

/// With the tools, or the usual where they did not arrive.
fn with<T: 'static>(act: impl FnOnce(Tools) -> Later<T> + 'static, usual: T) -> Later<T> {
    let answer: Box<dyn FnOnce(Tools) -> Later<T>> = Box::new(act);
    Box::pin(async move {
        match enter().await {
            Ok(tools) => answer(tools).await,
            Err(_) => usual,
        }
    })
}

/// Carries out an order on files, until what this returns is dropped. `hears` is told how it goes, with the files
/// that were made.
pub fn work(order: Order, contents: Contents, hears: Hears) -> Lock {
    let running = Rc::new(Running::default());
    let begun = Rc::downgrade(&running);
    let started: Later<()> = Box::pin(async move {
        let entered = enter().await;
        let Some(running) = begun.upgrade() else { return };
        match entered {
            Ok(tools) => (tools.work)(&running, order, contents, hears),
            Err(_) => hears(Told::Failed(Fault::Broken), Vec::new()),
        }
    });
    spawn_local(started);
    Box::new(running)
}

/// Keeps a file on this device under a name, or erases what is kept there. Whether it did.
pub fn keep(name: &str, content: MaybeContent) -> Later<bool> {
    let name = name.to_owned();
    with(move |tools| (tools.keep)(name, content), false)
}

pub fn kept(name: &str) -> Later<MaybeContent> {
    let name = name.to_owned();
    with(move |tools| (tools.kept)(name), None)
}

/// The body of an answer goes into the drain as it comes.
pub fn pour<'a>(fetch: &'a Fetch, request: &'a Request, into: &'a mut dyn Drain) -> Poured<'a> {
    Box::pin(async move {
        match enter().await {
            Ok(tools) => (tools.pour)(fetch, request, into).await,
            Err(_) => Err(Failure::Unreadable),
        }
    })
}

/// Opens a file that is written piece by piece: where the person says, or where it waits until it is downloaded.
pub fn open(name: &str) -> Later<Opened> {
    let name = name.to_owned();
    with(move |tools| (tools.open)(name), Opened::Refused)
}

/// Draws a picture on a canvas; false if it is none.
pub fn paint(canvas: HtmlCanvasElement, bytes: Vec<u8>, mime: &'static str) -> Local<'static, bool> {
    with(move |tools| (tools.paint)(canvas, bytes, mime), false)
}
