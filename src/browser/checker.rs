//! On the page: starts the worker that reads batch files, and hears what it tells.
//!
//! The worker's program is fetched and compiled here, under the page's policy and by its digest, and handed to the
//! worker, whose script is the loader of the page: what runs there is of the same build as what asks it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use gloo_net::http::RequestBuilder;
use js_sys::WebAssembly::Module;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, MessageEvent, Worker, window};

use super::content::BlobContent;
use super::page;
use crate::json::{self, FromJson, parse};
use crate::jsonl::order::{Fault, Order, Told};
use crate::openai::request::Content;
use crate::state::services::Hears;

thread_local! {
    static PROGRAM: RefCell<Option<Program>> = const { RefCell::new(None) };
}

/// What the worker runs.
#[derive(Clone)]
struct Program {
    /// The address of the script that wasm-bindgen made for it.
    script: String,
    module: Module,
}

/// Ends the worker when it is dropped.
#[derive(Default)]
pub struct Running(RefCell<Option<(Worker, [EventListener; 2])>>);

impl Drop for Running {
    fn drop(&mut self) {
        if let Some((worker, _)) = self.0.get_mut() {
            worker.terminate();
        }
    }
}

/// Carries out an order on files as long as somebody waits for it. `hears` is told how it goes, with the files that
/// were made.
pub(super) fn start(running: &Rc<Running>, order: Order, contents: Vec<Rc<dyn Content>>, hears: Hears) {
    let running = Rc::downgrade(running);
    spawn_local(async move {
        let files = Array::new();
        for content in contents {
            let Some(file) = blob(&*content).await else { return hears(Told::Failed(Fault::Unreadable), Vec::new()) };
            files.push(&file);
        }
        let started = match program().await {
            Ok(program) => run(&running, program, &order, &files, hears.clone()),
            Err(error) => Err(error),
        };
        if started.is_err() {
            hears(Told::Failed(Fault::Broken), Vec::new());
        }
    });
}

/// The content as the browser keeps it.
pub(super) async fn blob(content: &dyn Content) -> Option<Blob> {
    if let Some(BlobContent(blob)) = content.as_any().downcast_ref() {
        return Some(blob.clone());
    }
    let bytes = js_sys::Uint8Array::from(content.read().await?.as_slice());
    Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).ok()
}

fn run(running: &Weak<Running>, program: Program, order: &Order, files: &Array, hears: Hears) -> Result<(), JsValue> {
    // Nobody waits for it any more.
    let Some(running) = running.upgrade() else { return Ok(()) };
    let worker = Worker::new(&page::loader().ok_or(JsValue::NULL)?)?;
    let message = Object::new();
    let entries: [(&str, &JsValue); 4] = [
        ("script", &program.script.into()),
        ("program", &program.module),
        ("order", &json::text(order).into()),
        ("files", files),
    ];
    for (name, value) in entries {
        Reflect::set(&message, &name.into(), value)?;
    }
    let broke = hears.clone();
    let hear = EventListener::new(&worker, "message", move |event| {
        let (told, files) = event
            .dyn_ref::<MessageEvent>()
            .and_then(|event| read(event.data()))
            .unwrap_or((Told::Failed(Fault::Broken), Vec::new()));
        hears(told, files);
    });
    let fail = EventListener::new(&worker, "error", move |event| {
        event.prevent_default();
        broke(Told::Failed(Fault::Broken), Vec::new());
    });
    worker.post_message(&message)?;
    running.0.replace(Some((worker, [hear, fail])));
    Ok(())
}

/// What is told, and the files that came with it.
fn read(message: JsValue) -> Option<(Told, Vec<Rc<dyn Content>>)> {
    let message: Array = message.dyn_into().ok()?;
    let told = Told::from_json(parse(message.shift().as_string()?.as_bytes()).ok()?)?;
    let files = message.iter().map(|file| Some(Rc::new(BlobContent(file.dyn_into().ok()?)) as Rc<dyn Content>));
    Some((told, files.collect::<Option<_>>()?))
}

/// Fetched once. `./dev build` names its files after their content and leaves names and digest in the page.
async fn program() -> Result<Program, JsValue> {
    if let Some(program) = PROGRAM.with_borrow(Clone::clone) {
        return Ok(program);
    }
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let named = document.query_selector("meta[name=worker]")?;
    let said = |name: &str| named.as_ref().and_then(|meta| meta.get_attribute(name));
    let at = |name: &str, usual: &str| format!("{}/{}", page::base(), said(name).as_deref().unwrap_or(usual));
    let script = at("data-script", "checker.js");
    let integrity = said("content").unwrap_or_default();
    let answer = RequestBuilder::new(&at("data-program", "checker_bg.wasm")).integrity(&integrity).send().await;
    let bytes = answer.map_err(|_| JsValue::NULL)?.binary().await.map_err(|_| JsValue::NULL)?;
    let compiling = js_sys::WebAssembly::compile(&js_sys::Uint8Array::from(bytes.as_slice()));
    let module: Module = JsFuture::from(compiling).await?.dyn_into()?;
    let program = Program { script, module };
    PROGRAM.set(Some(program.clone()));
    Ok(program)
}
