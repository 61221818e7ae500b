//! Bytes that come in pieces of any size, cut into lines. Memory stays flat, however long the file or a line is.
//!
//! A line ends with LF; a CR before it belongs to the end. Bytes after the last LF are a line too. A byte-order
//! mark at the start of a line is set apart: files that were glued together have one in their middle. Bytes need not
//! be UTF-8.

use memchr::memchr;

/// Bytes of a line that is handed over whole. Of a longer one only pieces are seen.
pub const LINE_BYTES: usize = 16 * 1024 * 1024;

/// U+FEFF in UTF-8.
pub const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Where a line stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: u64,
    /// Of its first byte in the file (of its mark, if it has one).
    pub at: u64,
    /// Without the end of the line, but with a mark.
    pub bytes: u64,
}

impl Place {
    /// The place of the line's text alone, without a mark before it.
    pub fn of_text(self, text: &[u8]) -> Place {
        let bytes = text.len() as u64;
        Place { at: self.at + self.bytes - bytes, bytes, ..self }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Lf,
    CrLf,
    /// The file ends here.
    File,
}

impl End {
    pub fn as_bytes(self) -> &'static [u8] {
        match self {
            End::Lf => b"\n",
            End::CrLf => b"\r\n",
            End::File => b"",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A whole line, without its mark (or marks) and its end.
    Line { place: Place, text: &'a [u8], mark: bool, end: End },
    /// The next bytes of a line longer than [`LINE_BYTES`]: mark, CR and all.
    Part(&'a [u8]),
    /// That line is over.
    Long { place: Place, end: End },
}

/// Who takes the pieces.
pub type Taker<'t> = &'t mut dyn FnMut(Piece<'_>);

pub struct Lines {
    most: usize,
    /// The start of a line whose end has not come.
    kept: Vec<u8>,
    line: u64,
    /// Where the line starts.
    at: u64,
    /// Of a long line.
    long: Option<Long>,
}

#[derive(Default)]
struct Long {
    /// Bytes that were handed over.
    handed: u64,
    /// Whether a CR stays back, since an LF may follow it.
    held: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self::with_most(LINE_BYTES)
    }
}

impl Lines {
    /// With another length up to which a line is kept whole.
    pub fn with_most(most: usize) -> Self {
        Lines { most, kept: Vec::new(), line: 1, at: 0, long: None }
    }

    /// The next bytes of the file.
    pub fn push(&mut self, mut bytes: &[u8], take: Taker) {
        while let Some(end) = memchr(b'\n', bytes) {
            let (line, rest) = bytes.split_at(end);
            bytes = rest.get(1..).unwrap_or_default();
            if self.kept.is_empty() && self.long.is_none() && line.len() <= self.most {
                self.whole(line, true, take);
            } else {
                self.keep(line, take);
                self.end(true, take);
            }
        }
        self.keep(bytes, take);
    }

    /// The file is over.
    pub fn finish(&mut self, take: Taker) {
        if !self.kept.is_empty() || self.long.is_some() {
            self.end(false, take);
        }
        self.kept = Vec::new();
    }

    fn keep(&mut self, bytes: &[u8], take: Taker) {
        if let Some(long) = &mut self.long {
            return long.hand(bytes, take);
        }
        if self.kept.len() + bytes.len() <= self.most {
            return self.kept.extend_from_slice(bytes);
        }
        let long = self.long.insert(Long::default());
        // What is kept takes memory, which is given back.
        long.hand(&std::mem::take(&mut self.kept), take);
        long.hand(bytes, take);
    }

    fn end(&mut self, newline: bool, take: Taker) {
        let Some(mut long) = self.long.take() else {
            let mut kept = std::mem::take(&mut self.kept);
            self.whole(&kept, newline, take);
            kept.clear();
            self.kept = kept;
            return;
        };
        let end = match newline {
            true if long.held => End::CrLf,
            true => End::Lf,
            false => {
                long.release(take);
                End::File
            }
        };
        let place = Place { line: self.line, at: self.at, bytes: long.handed };
        take(Piece::Long { place, end });
        self.next(place.bytes, end);
    }

    fn whole(&mut self, line: &[u8], newline: bool, take: Taker) {
        let (text, end) = match line.strip_suffix(b"\r") {
            Some(text) if newline => (text, End::CrLf),
            _ if newline => (line, End::Lf),
            _ => (line, End::File),
        };
        let place = Place { line: self.line, at: self.at, bytes: text.len() as u64 };
        let mut unmarked = text;
        while let Some(rest) = unmarked.strip_prefix(MARK) {
            unmarked = rest;
        }
        take(Piece::Line { place, text: unmarked, mark: unmarked.len() < text.len(), end });
        self.next(place.bytes, end);
    }

    fn next(&mut self, bytes: u64, end: End) {
        self.line += 1;
        self.at += bytes + end.as_bytes().len() as u64;
    }
}

impl Long {
    fn hand(&mut self, bytes: &[u8], take: Taker) {
        let Some((last, most)) = bytes.split_last() else { return };
        self.release(take);
        self.held = *last == b'\r';
        let part = if self.held { most } else { bytes };
        if !part.is_empty() {
            self.handed += part.len() as u64;
            take(Piece::Part(part));
        }
    }

    fn release(&mut self, take: Taker) {
        if std::mem::take(&mut self.held) {
            self.handed += 1;
            take(Piece::Part(b"\r"));
        }
    }
}
