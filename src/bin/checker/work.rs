//! Carries out an order and tells the page how it goes.

use js_sys::{Array, Date};
use quartermaster::json::{self, FromJson, parse};
use quartermaster::jsonl::order::{Fault, Order, Told};
use quartermaster::jsonl::task::{Next, Task};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use super::blobs::Blobs;
use super::reader::Reader;

/// How often the page is told of progress, in milliseconds.
const EVERY: f64 = 100.0;

/// Carries out an order on files (blobs) and tells the page how it goes: each message is what is told, as JSON, and then
/// the files that were made.
#[wasm_bindgen]
pub async fn work(order: String, files: Array) {
    let files: Vec<Blob> = files.iter().filter_map(|file| file.dyn_into().ok()).collect();
    let mut made = Blobs::default();
    let told = match carry_out(&order, &files, &mut made).await {
        Ok(told) => told,
        Err(fault) => {
            made = Blobs::default();
            Told::Failed(fault)
        }
    };
    match made.finish() {
        Ok(files) => post(&told, files),
        Err(_) => post(&Told::Failed(Fault::Broken), Vec::new()),
    }
}

fn post(told: &Told, files: Vec<Blob>) {
    let message: Array = files.into_iter().map(JsValue::from).collect();
    message.unshift(&json::text(told).into());
    let page: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // Texts and blobs can always be sent.
    let _ = page.post_message(&message);
}

async fn carry_out(order: &str, files: &[Blob], made: &mut Blobs) -> Result<Told, Fault> {
    let order = parse(order.as_bytes()).ok().and_then(Order::from_json).ok_or(Fault::Broken)?;
    let mut task = Task::new(order)?;
    let sizes: Vec<u64> = files.iter().map(|file| file.size() as u64).collect();
    let mut progress = Progress { read: 0, of: 0, told_at: Date::now() };
    loop {
        let file = files.get(task.file()).ok_or(Fault::Broken)?;
        progress.of = progress.read + task.left(&sizes);
        let mut reader = Reader::of(&file.stream()).map_err(|_| Fault::Unreadable)?;
        while reader.read().await.map_err(|_| Fault::Unreadable)? {
            task.push(&reader.chunk, made)?;
            progress.add(reader.chunk.len() as u64, &task);
        }
        match task.finish(made)? {
            Next::Again(next) => task = next,
            Next::Done(told) => return Ok(told),
        }
    }
}

struct Progress {
    read: u64,
    of: u64,
    told_at: f64,
}

impl Progress {
    fn add(&mut self, bytes: u64, task: &Task) {
        self.read += bytes;
        let now = Date::now();
        if now - self.told_at >= EVERY {
            self.told_at = now;
            let told = task.report().map_or(Told::Read { bytes: self.read, of: self.of }, Told::SoFar);
            post(&told, Vec::new());
        }
    }
}
