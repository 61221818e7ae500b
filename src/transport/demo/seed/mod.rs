//! What a new account holds: how much of everything, and from which number its chance springs.

mod batches;
mod files;
mod stores;

use std::collections::BTreeMap;

use serde::Deserialize;

use self::batches::batches;
use self::files::files;
use crate::sorted::sorted;
use crate::transport::demo::account::Account;
use crate::transport::demo::chance::Chance;
use crate::transport::demo::files::Kept;

/// The same seed at the same time makes the same account, byte for byte.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seed {
    pub number: u64,
    /// All files, those of batches included.
    pub files: usize,
    pub stores: usize,
    pub batches: usize,
}

impl Default for Seed {
    fn default() -> Self {
        Seed::demo()
    }
}

/// Two years, in seconds: how far an account goes back.
pub const PAST: u64 = 730 * 86_400;
/// From twenty of a kind on, an account has one of every odd case.
pub const ENOUGH_FOR_ODD_CASES: usize = 20;

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

impl Account {
    pub(super) fn plant(&mut self, seed: &Seed) {
        let now = self.now;
        // Chance of its own for each kind: more files do not make other batches.
        let mut chance = Chance::new(seed.number);
        let [mut for_batches, mut for_files, mut for_stores] = [(); 3].map(|()| Chance::new(chance.draw()));

        let (runs, mut kept) = batches(&mut for_batches, now, seed.batches);
        // Files of batches that find no room are those that somebody deleted: the oldest.
        kept = sorted(kept, &created_at);
        kept.drain(..kept.len().saturating_sub(seed.files));
        files(&mut for_files, now, seed.files - kept.len(), &mut kept);
        for kept in sorted(kept, &created_at) {
            self.keep_file(kept);
        }
        for run in runs {
            self.add_batch(run);
        }
        self.plant_stores(&mut for_stores, seed.stores);
    }
}

fn created_at(kept: &Kept) -> u64 {
    kept.file.created_at.unwrap_or_default()
}

/// Metadata of one entry.
fn one(key: &str, value: &str) -> BTreeMap<String, String> {
    let mut metadata = BTreeMap::new();
    metadata.insert(key.to_owned(), value.to_owned());
    metadata
}

/// Year, month and day of a time in seconds since 1970.
pub fn date(seconds: u64) -> (u64, u64, u64) {
    // Counted from the first of March of the year 0, so that leap days come last.
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year_of_era + next_year, month, day)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(951_782_400), (2000, 2, 29));
        assert_eq!(date(1_791_072_000), (2026, 10, 4));
        assert_eq!(date(1_735_689_599), (2024, 12, 31));
    }
}
