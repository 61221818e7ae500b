//! A file of the person's disk, or a slice of one, that is never read whole unless asked.

use std::any::Any;
use std::ops::Range;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::openai::request::{Content, Local};

pub struct BlobContent(pub Blob);

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
