//! A job as the screen shows it, from counters alone.

use std::sync::Arc;

use super::outcome::{Cause, Sums};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunState {
    Ready,
    Running,
    Paused,
    /// The server asked for a slower pace; until (ms).
    CoolingDown {
        until: u64,
    },
    /// The browser says that there is no network.
    Offline,
    /// Nothing new is sent; what is under way is waited for.
    Cancelling,
    Finished {
        /// Why it ended before its time, unless the person cancelled it.
        stopped_by: Option<Arc<Cause>>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub total: u32,
    pub sums: Sums,
    pub state: RunState,
    /// Items settled per second, over the last ten seconds.
    pub rate_per_s: f64,
    /// Milliseconds until the end at that rate; `None` while nothing moves.
    pub eta_ms: Option<u64>,
}

const SLOTS: u64 = 20;
const SLOT_MS: u64 = 500;

/// How many things happened a second, over the last ten seconds.
#[derive(Clone, Default)]
pub(super) struct Meter {
    counts: [u32; SLOTS as usize],
    /// Number of the half-second that was counted last.
    slot: u64,
    since: u64,
}

impl Meter {
    pub fn start(&mut self, now: u64) {
        *self = Meter { counts: [0; SLOTS as usize], slot: now / SLOT_MS, since: now };
    }

    pub fn count(&mut self, now: u64) {
        let slot = (now / SLOT_MS).max(self.slot);
        for passed in (self.slot + 1..=slot).take(SLOTS as usize) {
            self.counts[(passed % SLOTS) as usize] = 0;
        }
        self.slot = slot;
        self.counts[(slot % SLOTS) as usize] += 1;
    }

    pub fn per_second(&self, now: u64) -> f64 {
        let slot = now / SLOT_MS;
        // The oldest slot is only partly within the last ten seconds, and left out.
        let first = (slot + 2).saturating_sub(SLOTS);
        let count: u32 = (first..=self.slot.min(slot)).rev().take(SLOTS as usize).map(|s| self.counted(s)).sum();
        let ms = now.saturating_sub(self.since.max(first * SLOT_MS));
        if ms == 0 { 0.0 } else { f64::from(count) * 1000.0 / ms as f64 }
    }

    fn counted(&self, slot: u64) -> u32 {
        if slot + SLOTS > self.slot { self.counts[(slot % SLOTS) as usize] } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_that_of_the_last_ten_seconds() {
        let mut meter = Meter::default();
        meter.start(1_000_000);
        for ms in 0..30_000 {
            // 100 a second for 20 s, then 10 a second.
            if ms % if ms < 20_000 { 10 } else { 100 } == 0 {
                meter.count(1_000_000 + ms);
            }
            if ms == 1_000 || ms == 19_999 {
                assert!((meter.per_second(1_000_000 + ms) - 100.0).abs() < 2.0, "at {ms}");
            }
        }
        assert!((meter.per_second(1_030_000) - 10.0).abs() < 1.0);
        assert_eq!(meter.per_second(1_060_000), 0.0);
    }

    #[test]
    fn a_clock_that_jumps_back_does_no_harm() {
        let mut meter = Meter::default();
        meter.start(1_000_000);
        meter.count(1_000_100);
        meter.count(900_000);
        assert_eq!(meter.per_second(900_000), 0.0);
        assert_eq!(meter.per_second(1_001_000), 2.0);
    }
}
