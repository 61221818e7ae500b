//! A stream of bytes is read through one buffer, whatever its size: by the page, and by the worker that reads batch files.

use js_sys::{ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader, ReadableStreamGetReaderOptions,
    ReadableStreamReadResult, ReadableStreamReaderMode,
};

/// Bytes that are read at once.
const CHUNK: u32 = 1 << 20;

/// Reads a stream from its start to its end. The next bytes are asked for before the last ones are looked at.
pub struct Reader {
    way: Way,
    pub chunk: Vec<u8>,
    /// Somebody has to wait for it from the start: a failure that nobody waits for is shouted into the console.
    next: JsFuture,
}

enum Way {
    /// Into a buffer of ours, over and over: memory stays flat.
    Byob(ReadableStreamByobReader),
    /// Where the browser has no such thing for this stream: in buffers of its own.
    Plain(ReadableStreamDefaultReader),
}

impl Reader {
    pub fn of(stream: &ReadableStream) -> Result<Self, JsValue> {
        let options = ReadableStreamGetReaderOptions::new();
        options.set_mode(ReadableStreamReaderMode::Byob);
        // Called by name, since web-sys does not expect it to fail.
        let get: Function = Reflect::get(stream, &"getReader".into())?.dyn_into()?;
        let way = match get.call1(stream, &options) {
            Ok(reader) => Way::Byob(reader.unchecked_into()),
            Err(_) => Way::Plain(stream.get_reader().unchecked_into()),
        };
        let next = JsFuture::from(way.ask(&ArrayBuffer::new(CHUNK)));
        Ok(Reader { way, chunk: Vec::new(), next })
    }

    /// Puts the next bytes into the chunk; whether there were any more.
    pub async fn read(&mut self) -> Result<bool, JsValue> {
        let step: ReadableStreamReadResult = (&mut self.next).await?.unchecked_into();
        if step.get_done().unwrap_or_default() {
            return Ok(false);
        }
        let bytes: Uint8Array = step.get_value().dyn_into()?;
        self.chunk.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.chunk);
        self.next = JsFuture::from(self.way.ask(&bytes.buffer()));
        Ok(true)
    }
}

impl Way {
    /// The promise of the next bytes; the buffer is given away until it is kept.
    fn ask(&self, buffer: &ArrayBuffer) -> Promise {
        match self {
            Way::Byob(reader) => reader.read_with_array_buffer_view(&Uint8Array::new(buffer)),
            Way::Plain(reader) => reader.read(),
        }
    }
}
