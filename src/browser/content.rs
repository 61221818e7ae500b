//! A file of the person's disk, or a slice of one, that is never read whole unless asked.

use std::any::Any;
use std::ops::Range;
use std::rc::Rc;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader};

use crate::openai::request::{Content, Local};

/// Bytes of a body that are handed to the browser at once, which keeps them on disk if there are many.
const PART: u32 = 4 << 20;

pub struct BlobContent(pub Blob);

/// The body of an answer, which never passes through our memory; `heard` is told how much of it has come.
pub async fn whole(body: Option<ReadableStream>, heard: &dyn Fn(u64)) -> Result<Blob, JsValue> {
    let (parts, chunks) = (Array::new(), Array::new());
    let (mut all, mut held) = (0, 0);
    if let Some(body) = body {
        let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
        while let Some(chunk) = next(&reader).await? {
            all += u64::from(chunk.length());
            held += chunk.length();
            chunks.push(&chunk);
            if held >= PART {
                parts.push(&Blob::new_with_u8_array_sequence(&chunks)?.into());
                chunks.set_length(0);
                held = 0;
            }
            heard(all);
        }
    }
    parts.push(&Blob::new_with_u8_array_sequence(&chunks)?.into());
    Blob::new_with_blob_sequence(&parts)
}

/// The next bytes of a body, until its end.
pub(super) async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, JsValue> {
    let step = JsFuture::from(reader.read()).await?;
    let is_over = Reflect::get(&step, &"done".into())?.is_truthy();
    if is_over { Ok(None) } else { Reflect::get(&step, &"value".into())?.dyn_into().map(Some) }
}

impl Content for BlobContent {
    fn size(&self) -> u64 {
        self.0.size() as u64
    }

    fn slice(&self, range: Range<u64>) -> Rc<dyn Content> {
        // Slicing a blob fails only if it was closed, which nothing here does; the whole is then the honest rest.
        let part = self.0.slice_with_f64_and_f64(range.start as f64, range.end as f64);
        Rc::new(BlobContent(part.unwrap_or_else(|_| self.0.clone())))
    }

    fn read(&self) -> Local<'_, Option<Vec<u8>>> {
        Box::pin(async {
            let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
            Some(Uint8Array::new(&buffer).to_vec())
        })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
