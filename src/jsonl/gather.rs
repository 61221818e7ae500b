//! Joined rows are written in their own order, whatever the order in which their lines stand in the files: as many rows
//! as memory has room for at a time, for which the files are read from start to end.

use std::ops::Range;

use super::join::{Origin, Row};
use super::lines::{Lines, Piece, Place};
use super::results::Format;

/// Bytes of lines that are held at once.
pub const ROOM: u64 = 48 << 20;

pub struct Gather {
    format: Format,
    rows: Vec<Row>,
    /// The files, in the order in which the worker has them.
    files: Vec<Origin>,
    room: u64,
    /// The rows at hand, and what is written of each, once its line was read.
    these: Range<usize>,
    texts: Vec<String>,
    /// Files that are still to be read for them.
    unread: Vec<usize>,
    /// Where the lines stand in the file that is being read, in its order, and whose they are.
    wanted: Vec<(u64, usize)>,
    next: usize,
    lines: Lines,
}

impl Gather {
    pub fn new(format: Format, rows: Vec<Row>, files: Vec<Origin>, room: u64) -> Self {
        Gather {
            format,
            rows,
            files,
            room,
            these: 0..0,
            texts: Vec::new(),
            unread: Vec::new(),
            wanted: Vec::new(),
            next: 0,
            lines: Lines::default(),
        }
    }

    /// The number of the file that is to be read next; none if all was written. Adds to `to` what is whole.
    pub fn turn(&mut self, to: &mut dyn FnMut(&[u8])) -> Option<usize> {
        loop {
            if let Some(file) = self.unread.pop() {
                self.want(file);
                return Some(file);
            }
            if self.these.end == 0 {
                to(self.format.head().as_bytes());
            }
            self.write(to);
            if self.these.end == self.rows.len() {
                return None;
            }
            self.choose();
        }
    }

    /// Bytes that are to be read after the present file, as far as can be told, of files of these sizes.
    pub fn left(&self, sizes: &[u64]) -> u64 {
        let unread: u64 = self.unread.iter().filter_map(|file| sizes.get(*file)).sum();
        let rows = self.rows.iter().skip(self.these.end);
        let bytes: u64 = rows.filter_map(|row| row.reply.as_ref()).map(|reply| reply.place.bytes).sum();
        unread + bytes.div_ceil(self.room.max(1)) * sizes.iter().sum::<u64>()
    }

    /// The next bytes of that file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.read(&mut |lines, take| lines.push(bytes, take));
    }

    /// The file is over.
    pub fn end(&mut self) {
        self.read(&mut |lines, take| lines.finish(take));
    }

    fn read(&mut self, read: &mut dyn FnMut(&mut Lines, super::lines::Taker)) {
        let mut lines = std::mem::take(&mut self.lines);
        read(&mut lines, &mut |piece| {
            if let Piece::Line { place, text, .. } = piece {
                self.line(place.of_text(text), text);
            }
        });
        self.lines = lines;
    }

    fn line(&mut self, place: Place, text: &[u8]) {
        while let Some((at, number)) = self.wanted.get(self.next).copied()
            && at <= place.at
        {
            self.next += 1;
            let text = simdutf8::basic::from_utf8(text).ok().filter(|_| at == place.at);
            if let (Some(row), Some(to)) = (self.rows.get(number), self.texts.get_mut(number - self.these.start)) {
                to.clear();
                self.format.row(row, text, to);
            }
        }
    }

    /// As many of the rows that follow as there is room for, and at least one.
    fn choose(&mut self) {
        let start = self.these.end;
        let mut held = 0;
        let fits = |row: &&Row| {
            held += row.reply.as_ref().map_or(0, |reply| reply.place.bytes) + row.id.len() as u64;
            held <= self.room
        };
        let count = self.rows.iter().skip(start).take_while(fits).count().max(1);
        self.these = start..start + count;
        self.texts = vec![String::new(); count];
        let is_in = |origin: &Origin| {
            let rows = self.rows.get(self.these.clone()).unwrap_or_default();
            rows.iter().any(|row| row.reply.as_ref().is_some_and(|reply| reply.origin == *origin))
        };
        self.unread = (0..self.files.len()).rev().filter(|file| self.files.get(*file).is_some_and(is_in)).collect();
    }

    fn want(&mut self, file: usize) {
        let Some(origin) = self.files.get(file) else { return };
        let mine = |number: usize| {
            let reply = self.rows.get(number)?.reply.as_ref()?;
            (reply.origin == *origin).then_some((reply.place.at, number))
        };
        self.wanted = self.these.clone().filter_map(mine).collect();
        self.wanted.sort_unstable();
        self.next = 0;
        self.lines = Lines::default();
    }

    fn write(&mut self, to: &mut dyn FnMut(&[u8])) {
        for (number, mut text) in self.these.clone().zip(std::mem::take(&mut self.texts)) {
            // It has no line, or none that is still there.
            if let Some(row) = self.rows.get(number)
                && text.is_empty()
            {
                self.format.row(row, None, &mut text);
            }
            to(text.as_bytes());
        }
    }
}
