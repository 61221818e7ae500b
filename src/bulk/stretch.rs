//! What a run learns from the time between two cool-downs: the rate that the server sustains.
//!
//! Nearly every limit is a bucket of tokens that refills steadily, and between two moments at which the
//! bucket was empty the server accepted just what flowed in.

/// A stretch of fewer answers and less time (s) than this says little.
const FEW: u32 = 20;
const SHORT: f64 = 3.0;
/// Of what was in flight so many times the usual share may be lost by chance.
const NOISE: f64 = 2.5;

/// From the end of one cool-down to the beginning of the next.
#[derive(Clone, Copy, Default)]
pub struct Stretch {
    /// `None` until the cool-down before it is over.
    pub began: Option<u64>,
    pub sent: u32,
    pub accepted: u32,
    pub unclear: u32,
    /// How long the cool-down before it was (ms); `None` if the server was fully rested.
    pub rest: Option<u64>,
}

/// A stretch that a refusal ended, and what has become since of the requests that were in flight.
#[derive(Clone, Copy)]
pub struct Ended {
    pub stretch: Stretch,
    pub at: u64,
    /// Requests a second when it ended; `None` if they were not spaced.
    pub rate: Option<f64>,
    pub late_accepted: u32,
    pub late_refused: u32,
    /// Ended by unclear answers, without a word from the server.
    pub suspected: bool,
    /// What share of all answers of the run has been unclear.
    pub usual: f64,
}

/// Requests accepted, and seconds, from a rested server until its bucket was empty.
#[derive(Clone, Copy)]
pub struct Rested {
    accepted: f64,
    took: f64,
}

pub struct Learnt {
    /// Requests a second.
    pub rate: f64,
    /// Rather a measurement than a guess.
    pub sure: bool,
}

impl Rested {
    /// How many requests the bucket holds if it refills at this rate.
    pub fn burst(&self, rate: f64) -> f64 {
        (self.accepted - rate * self.took).max(0.0)
    }
}

impl Ended {
    fn late(&self) -> u32 {
        self.late_accepted + self.late_refused
    }

    /// Of what was in flight, nearly all was answered as if nothing were. At a limit that was reached in full
    /// run most of it would have been refused; at one that was reached slowly, little.
    pub fn false_alarm(&self) -> bool {
        let share = if self.rate.is_some() { 8 } else { 4 };
        self.suspected && self.late() >= 4 && (self.late_refused < 2 || self.late_refused * share < self.late())
    }

    /// More likely the noise of a network than a limit.
    pub fn noise(&self) -> bool {
        self.suspected && f64::from(self.late_refused) <= 1.0 + NOISE * self.usual * f64::from(self.late())
    }

    /// What the server sustains. `rested` is what is known of it when it is fully rested.
    pub fn learn(&self, rested: &mut Option<Rested>) -> Learnt {
        let Stretch { began, sent, accepted, unclear, rest } = self.stretch;
        let lasted = seconds(began.unwrap_or(self.at), self.at).max(0.001);
        let sending = (f64::from(sent) / lasted).min(self.rate.unwrap_or(f64::INFINITY)).max(0.001);
        // Of what was in flight when the limit was reached, the server took what it takes in that time.
        let in_flight = f64::from(self.late() + 1);
        let goodput = sending * f64::from(self.late_accepted) / in_flight;
        // Everything counts that the server took until all that was in flight was answered.
        let answered = accepted + unclear + self.late_accepted;
        let took = lasted + in_flight / sending;
        let measured = match rest {
            None => {
                *rested = Some(Rested { accepted: f64::from(answered), took });
                // As a rule still too much, for a pool's requests come in bunches; the next refusal tells.
                0.95 * goodput
            }
            Some(rest) => {
                // Each is exact if it applies and too small if not. From empty to empty, if the cool-down did not
                // fill the bucket to the brim:
                let between = f64::from(answered) / (lasted + rest as f64 / 1000.0);
                // From full to empty, less the same from the rested server, if it did:
                let from_full = match rested {
                    Some(first) if took > 1.5 * first.took => {
                        (f64::from(answered) - first.accepted) / (took - first.took)
                    }
                    _ => 0.0,
                };
                let at_least = if self.noise() { 0.9 * sending } else { goodput };
                between.max(from_full).max(at_least)
            }
        };
        let least = sending / 8.0;
        let sure = !self.suspected && (answered >= FEW || lasted >= SHORT) && measured >= least;
        Learnt { rate: measured.clamp(least, sending), sure }
    }
}

pub fn seconds(from: u64, to: u64) -> f64 {
    to.saturating_sub(from) as f64 / 1000.0
}
