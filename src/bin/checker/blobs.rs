//! What is made goes into blobs, which the browser keeps on disk if they are large.

use js_sys::{Array, Uint8Array};
use quartermaster::jsonl::order::Fault;
use quartermaster::jsonl::task::Sink;
use web_sys::Blob;

/// Bytes of a blob's part.
const PART: usize = 4 << 20;

/// Files that are being made.
#[derive(Default)]
pub struct Blobs {
    done: Vec<Blob>,
    /// Of the present file.
    parts: Array,
    bytes: Vec<u8>,
    begun: bool,
    failed: bool,
}

impl Blobs {
    fn end_part(&mut self) {
        match Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(&*self.bytes))) {
            Ok(part) => drop(self.parts.push(&part)),
            Err(_) => self.failed = true,
        }
        self.bytes.clear();
    }

    fn end_file(&mut self) {
        self.end_part();
        let parts = std::mem::replace(&mut self.parts, Array::new());
        match Blob::new_with_blob_sequence(&parts) {
            Ok(file) => self.done.push(file),
            Err(_) => self.failed = true,
        }
        self.begun = false;
    }

    /// All files, unless the browser had no room for one.
    pub fn finish(mut self) -> Result<Vec<Blob>, Fault> {
        if self.begun {
            self.end_file();
        }
        if self.failed { Err(Fault::Broken) } else { Ok(self.done) }
    }
}

impl Sink for Blobs {
    fn next(&mut self) {
        if std::mem::replace(&mut self.begun, true) {
            self.end_file();
            self.begun = true;
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        self.begun = true;
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= PART {
            self.end_part();
        }
    }
}
