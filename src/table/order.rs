//! Sorting: by several columns, stable, with empty cells last.

use super::collate;
use super::column::Key;
use super::radix::sort_pairs;
use super::rows::Rows;
use crate::sorted::Pair;

/// The direction of a sort: smallest first, or largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// Sorts rows by columns, the most important first, each as [`compare`](super::column::compare)
/// says. Rows that are equal, and all rows when there is no column, stand in the order in which they
/// were loaded, in either direction.
pub fn sort(rows: &dyn Rows, order: &mut Vec<u32>, by: &[(usize, Direction)]) {
    if !order.is_sorted() {
        let mut pairs: Vec<Pair> = order.iter().map(|row| (u64::from(*row), *row)).collect();
        sort_pairs(&mut pairs, &mut Vec::new());
        *order = pairs.into_iter().map(|(_, row)| row).collect();
    }
    // From the least important column to the most important, each sort keeping the order of the one before.
    for (column, direction) in by.iter().rev() {
        sort_by_column(rows, order, *column, *direction);
    }
}

fn sort_by_column(rows: &dyn Rows, order: &mut Vec<u32>, column: usize, direction: Direction) {
    let flip = match direction {
        Direction::Up => 0,
        Direction::Down => u64::MAX,
    };
    let mut numbers: Vec<Pair> = Vec::new();
    let mut texts = Texts::default();
    let mut text_at: Vec<u32> = Vec::new();
    let mut absent: Vec<u32> = Vec::new();
    for (at, row) in (0..).zip(order.iter()) {
        match rows.value(*row, column).key() {
            Key::Number(n) => numbers.push((n ^ flip, at)),
            Key::Text(text) => {
                texts.push(text);
                text_at.push(*row);
            }
            Key::Absent => absent.push(*row),
        }
    }
    sort_pairs(&mut numbers, &mut Vec::new());
    let numbers = numbers.into_iter().filter_map(|(_, at)| order.get(at as usize).copied());
    let texts = texts.sorted(flip).into_iter().filter_map(|(_, at)| text_at.get(at as usize).copied());
    *order = numbers.chain(texts).chain(absent).collect();
}

/// The keys of many texts, one after another in one piece of memory.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        collate::append_key(&mut self.bytes, text);
        self.ends.push(self.bytes.len());
    }

    /// The eight bytes of a key at `depth`, as a number that orders like them; zeros past the end.
    fn word(&self, text: u32, depth: usize) -> u64 {
        let text = text as usize;
        let start = if text == 0 { 0 } else { self.ends.get(text - 1).copied().unwrap_or_default() };
        let end = self.ends.get(text).copied().unwrap_or_default();
        let rest = self.bytes.get((start + depth).min(end)..end).unwrap_or_default();
        match rest.first_chunk() {
            Some(word) => u64::from_be_bytes(*word),
            None => {
                let mut word = [0; 8];
                word.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                u64::from_be_bytes(word)
            }
        }
    }

    /// The texts in order, each as its number; equal ones in the order in which they came. Sorts by
    /// the first eight bytes, then each run of equals by the next eight, and so on.
    fn sorted(&self, flip: u64) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = (0..self.ends.len() as u32).map(|text| (0, text)).collect();
        let mut spare = Vec::new();
        let mut runs = vec![(0..pairs.len(), 0)];
        while let Some((run, depth)) = runs.pop() {
            let start = run.start;
            let Some(pairs) = pairs.get_mut(run) else { continue };
            for pair in pairs.iter_mut() {
                pair.0 = self.word(pair.1, depth) ^ flip;
            }
            sort_pairs(pairs, &mut spare);
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
        pairs
    }
}
