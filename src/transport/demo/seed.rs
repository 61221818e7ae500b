//! What a new account holds: how much of everything, and from which number its chance springs.

use serde::Deserialize;

/// The same seed at the same time makes the same account, byte for byte.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub struct Seed {
    pub number: u64,
    pub files: usize,
    pub stores: usize,
    pub batches: usize,
}

impl Default for Seed {
    fn default() -> Self {
        Seed::demo()
    }
}

impl Seed {
    /// An account just opened.
    pub fn empty() -> Self {
        Seed { number: 1, files: 0, stores: 0, batches: 0 }
    }

    /// The account of the demo: two years of a small team.
    pub fn demo() -> Self {
        Seed { number: 7, files: 4_200, stores: 48, batches: 320 }
    }
}
