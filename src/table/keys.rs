//! What a column is sorted by, prepared once for all rows: numbers as they are, words as the bytes of their order.

use std::cmp::Ordering;
use std::ops::Range;

use super::collate;
use super::column::Key;
use super::order::Direction;
use super::radix::sort_pairs;
use super::rows::Rows;
use crate::sorted::Pair;

/// Of which kind a cell is. The kinds stand apart in this order, whatever the direction of the numbers and words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Number,
    Text,
    Absent,
}

/// The keys of one column, by row number. Grows with its list.
#[derive(Default)]
pub(super) struct Keys {
    kinds: Vec<Kind>,
    /// The number, or the first eight bytes of the text's key.
    words: Vec<u64>,
    /// The keys of the texts, one after another.
    bytes: Vec<u8>,
    /// Where each row's bytes end.
    ends: Vec<u32>,
}

impl Keys {
    /// Prepares the rows that the list has beyond those prepared already.
    pub(super) fn grow(&mut self, rows: &dyn Rows, column: usize) {
        let known = self.words.len() as u32;
        let more = rows.len().saturating_sub(known) as usize;
        self.kinds.reserve(more);
        self.words.reserve(more);
        for row in known..rows.len() {
            let start = self.bytes.len();
            let (kind, word) = match rows.value(row, column).key() {
                Key::Number(n) => (Kind::Number, n),
                Key::Absent => (Kind::Absent, 0),
                Key::Text(text) => {
                    collate::append_key(&mut self.bytes, text);
                    (Kind::Text, word(self.bytes.get(start..).unwrap_or_default()))
                }
            };
            // A column of numbers needs no ends.
            if kind == Kind::Text || !self.ends.is_empty() {
                self.ends.resize(self.words.len(), start as u32);
                self.ends.push(self.bytes.len() as u32);
            }
            self.kinds.push(kind);
            self.words.push(word);
        }
    }

    fn kind(&self, row: u32) -> Kind {
        self.kinds.get(row as usize).copied().unwrap_or(Kind::Absent)
    }

    fn first_word(&self, row: u32) -> u64 {
        self.words.get(row as usize).copied().unwrap_or_default()
    }

    /// What is left of a text's key from `depth` on.
    fn rest(&self, row: u32, depth: usize) -> &[u8] {
        let row = row as usize;
        let end = |row: usize| self.ends.get(row).map_or(0, |end| *end as usize);
        let (start, end) = (if row == 0 { 0 } else { end(row - 1) }, end(row));
        self.bytes.get((start + depth).min(end)..end).unwrap_or_default()
    }

    /// The order of two rows in this column.
    pub(super) fn compare(&self, a: u32, b: u32, direction: Direction) -> Ordering {
        let kinds = (self.kind(a), self.kind(b));
        if kinds.0 != kinds.1 {
            return kinds.0.cmp(&kinds.1);
        }
        let ordering = match (self.first_word(a).cmp(&self.first_word(b)), kinds.0) {
            (Ordering::Equal, Kind::Text) => self.rest(a, 8).cmp(self.rest(b, 8)),
            (ordering, _) => ordering,
        };
        match direction {
            Direction::Up => ordering,
            Direction::Down => ordering.reverse(),
        }
    }

    /// Sorts rows by this column; those that are equal keep the order in which they come.
    pub(super) fn sort(&self, order: &mut Vec<u32>, direction: Direction) {
        let flip = match direction {
            Direction::Up => 0,
            Direction::Down => u64::MAX,
        };
        let mut numbers: Vec<Pair> = Vec::new();
        let mut texts: Vec<Pair> = Vec::new();
        let mut absent: Vec<u32> = Vec::new();
        for (at, row) in (0..).zip(order.iter()) {
            match self.kind(*row) {
                Kind::Number => numbers.push((self.first_word(*row) ^ flip, at)),
                Kind::Text => texts.push((self.first_word(*row) ^ flip, at)),
                Kind::Absent => absent.push(*row),
            }
        }
        let mut spare = Vec::new();
        sort_pairs(&mut numbers, &mut spare);
        self.sort_texts(&mut texts, &mut spare, order, flip);
        let rows = numbers.iter().chain(&texts).filter_map(|(_, at)| order.get(*at as usize).copied());
        *order = rows.chain(absent).collect();
    }

    /// Sorts by the first eight bytes, then each run of equals by the next eight, and so on. `order` says which
    /// row a pair stands for.
    fn sort_texts(&self, pairs: &mut [Pair], spare: &mut Vec<Pair>, order: &[u32], flip: u64) {
        let mut runs: Vec<(Range<usize>, usize)> = vec![(0..pairs.len(), 0)];
        while let Some((run, depth)) = runs.pop() {
            let start = run.start;
            let Some(pairs) = pairs.get_mut(run) else { continue };
            if depth > 0 {
                for pair in pairs.iter_mut() {
                    let row = order.get(pair.1 as usize).copied().unwrap_or_default();
                    pair.0 = word(self.rest(row, depth)) ^ flip;
                }
            }
            sort_pairs(pairs, spare);
            let mut at = start;
            for equal in pairs.chunk_by(|a, b| a.0 == b.0) {
                let run = at..at + equal.len();
                at = run.end;
                // A last byte of zero is the end of the text: nothing follows that could differ.
                if equal.len() > 1 && equal.first().is_some_and(|pair| (pair.0 ^ flip) as u8 != 0) {
                    runs.push((run, depth + 8));
                }
            }
        }
    }
}

/// The first eight bytes as a number that orders like them; zeros past the end. Keys hold no zero byte.
fn word(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(word) => u64::from_be_bytes(*word),
        None => {
            let mut word = [0; 8];
            word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            u64::from_be_bytes(word)
        }
    }
}
