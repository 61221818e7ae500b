//! A batch's input that is too large becomes several, with every line once and in its order.

use super::lines::{Lines, Piece};
use super::request::read;
use crate::openai::batch::Endpoint;
use crate::openai::limits::{BATCH_INPUT_BYTES, BATCH_INPUTS, BATCH_REQUESTS};

/// What one file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub requests: u64,
    pub bytes: u64,
    /// Texts to embed, which are counted only where this is given: every line has to be read for it.
    pub inputs: Option<u64>,
}

impl Room {
    /// What the API allows.
    pub fn of(endpoint: &Endpoint) -> Self {
        let inputs = (*endpoint == Endpoint::Embeddings).then_some(BATCH_INPUTS);
        Room { requests: BATCH_REQUESTS, bytes: BATCH_INPUT_BYTES, inputs }
    }
}

/// What is to be done with the files.
#[derive(Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The next file begins. Comes before anything is written.
    Next,
    Write(&'a [u8]),
}

pub type Taker<'t> = &'t mut dyn FnMut(Step<'_>);

/// Each file is as full as the order allows. Byte-order marks go, blank lines too; each line gets its end if it had
/// none. A line that alone is more than a file may hold gets a file of its own, and is counted.
pub struct Splitter {
    lines: Lines,
    room: Room,
    /// What the present file holds.
    requests: u64,
    bytes: u64,
    inputs: u64,
    files: u64,
    /// Whether a line too long to be kept is being handed over.
    long: bool,
    oversized: u64,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    pub files: u64,
    /// Lines that alone are too large for a file.
    pub oversized: u64,
}

impl Splitter {
    pub fn new(room: Room) -> Self {
        Self::with_most(room, super::lines::LINE_BYTES)
    }

    /// With another length up to which a line is kept whole.
    pub fn with_most(room: Room, most: usize) -> Self {
        let lines = Lines::with_most(most);
        Splitter { lines, room, requests: 0, bytes: 0, inputs: 0, files: 0, long: false, oversized: 0 }
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8], take: Taker) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.push(bytes, &mut |piece| self.piece(&piece, take));
        self.lines = lines;
    }

    /// The file is over.
    pub fn finish(mut self, take: Taker) -> Split {
        std::mem::take(&mut self.lines).finish(&mut |piece| self.piece(&piece, take));
        Split { files: self.files, oversized: self.oversized }
    }

    fn piece(&mut self, piece: &Piece<'_>, take: Taker) {
        match *piece {
            Piece::Part(part) => {
                // Nobody knows how long it is going to be.
                if !std::mem::replace(&mut self.long, true) {
                    self.next(take);
                }
                self.write(part, take);
            }
            Piece::Long { .. } => {
                self.long = false;
                self.write(b"\n", take);
                self.requests = 1;
                self.oversized += u64::from(self.bytes > self.room.bytes);
            }
            Piece::Line { text, .. } => {
                if text.trim_ascii().is_empty() {
                    return;
                }
                let (bytes, inputs) = (text.len() as u64 + 1, self.inputs_of(text));
                let fits = self.requests < self.room.requests
                    && self.bytes + bytes <= self.room.bytes
                    && self.room.inputs.is_none_or(|most| self.inputs + inputs <= most);
                if self.files == 0 || (!fits && self.requests > 0) {
                    self.next(take);
                }
                let alone = bytes > self.room.bytes || self.room.inputs.is_some_and(|most| inputs > most);
                self.oversized += u64::from(alone);
                self.requests += 1;
                self.inputs += inputs;
                self.write(text, take);
                self.write(b"\n", take);
            }
        }
    }

    fn inputs_of(&self, text: &[u8]) -> u64 {
        if self.room.inputs.is_none() {
            return 0;
        }
        let body = simdutf8::basic::from_utf8(text).ok().and_then(|text| read(text).ok()?.body);
        body.map_or(0, |body| body.inputs)
    }

    fn next(&mut self, take: Taker) {
        (self.requests, self.bytes, self.inputs) = (0, 0, 0);
        self.files += 1;
        take(Step::Next);
    }

    fn write(&mut self, bytes: &[u8], take: Taker) {
        self.bytes += bytes.len() as u64;
        take(Step::Write(bytes));
    }
}
