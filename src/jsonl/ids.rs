//! The custom_ids of a file, each as a print of 128 bits: 50,000 of them take some 2 MB, however long they are.
//!
//! Two different ids have the same print once in 10^28 files: what is called a duplicate is one.

use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hasher};

use rustc_hash::FxHashMap;

/// Four times as many as a batch may have. Of a file with more than these the rest is not compared.
pub const MOST: usize = 200_000;

pub type Print = [u64; 2];

pub fn print(id: &str) -> Print {
    [0u8, 1].map(|salt| {
        let mut hasher = DefaultHasher::new();
        hasher.write_u8(salt);
        hasher.write(id.as_bytes());
        hasher.finish()
    })
}

/// In which line each id stands first.
#[derive(Clone, Default)]
pub struct Ids {
    lines: FxHashMap<Print, u64>,
    left_out: u64,
}

impl Ids {
    /// The line where that id was seen before, if it was; otherwise it is noted.
    pub fn insert(&mut self, id: Print, line: u64) -> Option<u64> {
        let full = self.lines.len() >= MOST;
        match self.lines.entry(id) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(_) if full => {
                self.left_out += 1;
                None
            }
            Entry::Vacant(place) => {
                place.insert(line);
                None
            }
        }
    }

    /// The line of its first.
    pub fn first(&self, id: Print) -> Option<u64> {
        self.lines.get(&id).copied()
    }

    /// How many were not noted for want of room.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }
}
