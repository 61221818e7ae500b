//! How fast to ask a server whose limits are unknown and can often not be read.
//!
//! Until something is refused the pace is a plain pool whose width opens quickly. The first refusal shows
//! that there is a limit; from then on requests are spaced by a rate. Each refusal ends a *stretch*: the
//! job cools down as a whole, and the next stretch begins at the rate that the server turned out to sustain,
//! growing slowly at first and ever faster the longer nothing is refused. Nearly every limit is a bucket
//! of tokens that refills steadily, and between two moments at which a bucket was empty the server accepted
//! just what flowed in: that is how the rate is learnt, to within a few percent, after two refusals.

/// Without a word from the server the first cool-down takes so long, and each one in a row twice as long (ms).
const COOL_DOWN: u64 = 500;
const COOL_DOWN_MAX: u64 = 8_000;
/// A server may ask for more patience than this; it gets no more before it is asked again (ms).
const RETRY_AFTER_MAX: u64 = 15 * 60_000;
/// After so many cool-downs in a row (more than two minutes) without one accepted request, it is hopeless.
const HOPELESS: u32 = 20;
/// The pool's first width, and its width thereafter in percent of all requests: hitting a limit costs about as
/// many refusals as requests are in flight, and one in a hundred is what a run may spend on them.
const FIRST_WIDTH: u32 = 8;
/// Seconds until an undisturbed rate has doubled: 2% more after 11, eight times as much after 77 …
const DOUBLED_AFTER: f64 = 40.0;
/// … or much sooner, if it was a guess.
const GUESS_DOUBLED_AFTER: f64 = 3.0;
/// So many unclear answers among 32 are suspect, until they have turned out to be noise.
const SUSPECT: u32 = 2;
const SUSPECT_MAX: u32 = 8;

/// One stretch between two cool-downs.
#[derive(Clone, Copy, Default)]
struct Stretch {
    /// `None` until the cool-down before it is over.
    began: Option<u64>,
    sent: u32,
    accepted: u32,
    /// What the cool-down before it was: how long, and how many requests sent earlier were accepted in it.
    /// `None` when the server had all the time it needed to recover.
    rest: Option<(u64, u32)>,
}

/// A stretch that a refusal ended, and what has become since of the requests that were in flight.
#[derive(Clone, Copy)]
struct Ended {
    stretch: Stretch,
    at: u64,
    /// Requests a second when it ended.
    rate: f64,
    late_accepted: u32,
    late_refused: u32,
    /// Ended on suspicion: unclear answers, and no word from the server.
    suspected: bool,
}

pub struct Pace {
    ceiling: u32,
    first_width: u32,
    /// Requests a second at the beginning of the stretch; `None` while no limit has shown itself.
    rate: Option<f64>,
    /// Requests that may be sent at once, as of `credit_at`.
    credit: f64,
    credit_at: u64,
    cool_until: u64,
    /// Cool-downs in a row without an accepted request between them.
    strikes: u32,
    /// Goes up with each cool-down. A refusal of a request from an earlier epoch is no news.
    epoch: u32,
    stretch: Stretch,
    ended: Option<Ended>,
    decided: bool,
    /// Requests accepted, and seconds, from a rested server to its first refusal.
    rested: Option<(f64, f64)>,
    /// One bit for each of the last 32 answers: was it unclear?
    recent: u32,
    /// So many unclear ones among these are suspect.
    suspect: u32,
    /// Seconds until the rate has doubled.
    doubled_after: f64,
}

impl Pace {
    /// `ceiling`: requests in flight; `total`: requests the run is expected to need.
    pub fn new(ceiling: u32, total: u32) -> Pace {
        Pace {
            ceiling,
            first_width: FIRST_WIDTH.max(total / 100),
            rate: None,
            credit: 1.0,
            credit_at: 0,
            cool_until: 0,
            strikes: 0,
            epoch: 0,
            stretch: Stretch::default(),
            ended: None,
            decided: true,
            rested: None,
            recent: 0,
            suspect: SUSPECT,
            doubled_after: DOUBLED_AFTER,
        }
    }

    /// To be kept with each request that is sent and handed back with its answer.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Until when nothing is sent, if that is later than now.
    pub fn cooling(&self, now: u64) -> Option<u64> {
        (now < self.cool_until).then_some(self.cool_until)
    }

    /// The server has refused everything for minutes.
    pub fn hopeless(&self) -> bool {
        self.strikes >= HOPELESS
    }

    /// How many requests may be sent now.
    pub fn allowance(&mut self, in_flight: u32, now: u64) -> u32 {
        if self.cooling(now).is_some() {
            return 0;
        }
        if self.stretch.began.is_none() {
            self.begin(now);
        }
        let room = self.width().saturating_sub(in_flight);
        if self.probing() {
            return room.min(1u32.saturating_sub(self.stretch.sent));
        }
        match self.rate_now(now) {
            None => room,
            Some(rate) => {
                // A timer that fires late may make up for a tenth of a second, not for more.
                let most = (rate / 10.0).max(2.0);
                self.credit = (self.credit + rate * seconds(self.credit_at, now)).min(most);
                self.credit_at = now;
                room.min(self.credit as u32)
            }
        }
    }

    pub fn sent(&mut self, count: u32) {
        self.stretch.sent += count;
        self.credit -= f64::from(count);
    }

    /// When to ask for an allowance again; `None`: after the next answer. Only right just after `allowance`.
    pub fn next_at(&self, in_flight: u32, now: u64) -> Option<u64> {
        if let Some(until) = self.cooling(now) {
            return Some(until);
        }
        if in_flight >= self.width() || self.probing() {
            return None;
        }
        let rate = self.rate_now(now)?;
        Some(now + ((1.0 - self.credit).max(0.0) / rate * 1000.0).ceil().max(1.0) as u64)
    }

    /// The server looked at the request, whatever it said.
    pub fn accepted(&mut self, epoch: u32) {
        if epoch == self.epoch {
            self.recent <<= 1;
            self.stretch.accepted += 1;
            self.strikes = 0;
        } else if let Some(ended) = &mut self.ended {
            ended.late_accepted += 1;
        }
    }

    /// The server said "later"; `random` in `0.0..1.0`.
    pub fn refused(&mut self, epoch: u32, retry_after: Option<u64>, now: u64, random: f64) {
        if epoch == self.epoch {
            self.cool_down(false, retry_after, now, random);
            return;
        }
        if let Some(ended) = &mut self.ended {
            ended.late_refused += 1;
        }
        if let Some(wait) = retry_after {
            self.cool_until = self.cool_until.max(now + wait.min(RETRY_AFTER_MAX));
        }
    }

    /// No answer, or a broken server. A browser shows a throttled preflight as a network error, so several of
    /// these together count as a refusal; a few among many answers are the ordinary noise of a network.
    pub fn unclear(&mut self, epoch: u32, now: u64, random: f64) {
        if epoch != self.epoch {
            if let Some(ended) = &mut self.ended {
                ended.late_refused += 1;
            }
            return;
        }
        self.recent = self.recent << 1 | 1;
        if self.probing() || self.recent.count_ones() >= self.suspect {
            self.cool_down(true, None, now, random);
        }
    }

    /// The person or the network made a pause: what was in flight says nothing any more about the pace, and
    /// the server has had time to recover.
    pub fn rest(&mut self, now: u64) {
        self.decide(now);
        self.ended = None;
        self.epoch += 1;
        self.recent = 0;
        self.strikes = self.strikes.min(1);
        self.stretch = Stretch::default();
    }

    fn width(&self) -> u32 {
        let open = match self.rate {
            None => self.first_width.max(self.stretch.accepted / 4),
            Some(_) => self.ceiling,
        };
        open.clamp(1, self.ceiling.max(1))
    }

    /// After a cool-down that did not help, one request goes ahead and the others wait for its answer.
    fn probing(&self) -> bool {
        self.strikes > 0
    }

    fn rate_now(&self, now: u64) -> Option<f64> {
        let quiet = self.stretch.began.map_or(0.0, |began| seconds(began, now)) / self.doubled_after;
        self.rate.map(|rate| rate * (1.0 + quiet * quiet * quiet))
    }

    fn cool_down(&mut self, suspected: bool, retry_after: Option<u64>, now: u64, random: f64) {
        if self.stretch.accepted == 0 {
            self.strikes += 1;
        } else {
            self.decide(now);
            let rate = self.rate_now(now).unwrap_or(f64::INFINITY);
            let stretch = self.stretch;
            self.ended = Some(Ended { stretch, at: now, rate, late_accepted: 0, late_refused: 0, suspected });
            self.decided = false;
        }
        let own = (COOL_DOWN << self.strikes.min(8)).min(COOL_DOWN_MAX) as f64 * (1.0 - 0.25 * random);
        self.cool_until = self.cool_until.max(now + retry_after.map_or(own as u64, |wait| wait.min(RETRY_AFTER_MAX)));
        self.epoch += 1;
        self.recent = 0;
        self.stretch = Stretch::default();
    }

    fn begin(&mut self, now: u64) {
        self.credit = 1.0;
        self.credit_at = now;
        if let Some(ended) = self.ended.filter(|ended| !self.decided && ended.false_alarm()) {
            self.decided = true;
            self.suspect = (self.suspect + 2).min(SUSPECT_MAX);
            self.stretch = ended.stretch;
            self.stretch.accepted += ended.late_accepted;
            return;
        }
        self.decide(now);
        let rest = self.ended.map(|ended| (now.saturating_sub(ended.at), ended.late_accepted));
        self.stretch = Stretch { began: Some(now), rest, ..Stretch::default() };
    }

    /// Learns the new rate from the stretch that ended, once the answers that were under way have come.
    fn decide(&mut self, now: u64) {
        let Some(ended) = self.ended.filter(|_| !self.decided) else { return };
        self.decided = true;
        let Stretch { began, sent, accepted, rest, .. } = ended.stretch;
        let lasted = seconds(began.unwrap_or(now), ended.at).max(0.001);
        let accepted = f64::from(accepted);
        let sending = (f64::from(sent) / lasted).min(ended.rate);
        // Of what was in flight when the limit was reached, the server took what it can take in that time.
        let goodput = sending * f64::from(ended.late_accepted) / f64::from(ended.late() + 1);
        let sustained = match rest {
            None => {
                self.rested = Some((accepted, lasted));
                // Rather a little too fast, for the next refusal tells the exact rate.
                1.1 * goodput
            }
            Some((rest, late)) => {
                // Both are exact if they apply and too small if not: from empty to empty …
                let between = (accepted + f64::from(late)) / (lasted + rest as f64 / 1000.0);
                // … and from full to empty, less the bucket itself, which the first stretch measured.
                let from_full = match self.rested {
                    Some((first, took)) if lasted > 2.0 * took => (accepted - first) / (lasted - took),
                    _ => 0.0,
                };
                between.max(from_full).max(0.8 * goodput)
            }
        };
        let guess = sending / 8.0;
        self.doubled_after = if sustained < guess { GUESS_DOUBLED_AFTER } else { DOUBLED_AFTER };
        self.rate = Some(sustained.clamp(guess, sending).max(0.5));
    }
}

impl Ended {
    fn late(&self) -> u32 {
        self.late_accepted + self.late_refused
    }

    /// Of what was in flight, most was answered as if nothing were.
    fn false_alarm(&self) -> bool {
        self.suspected && self.late() >= 4 && (self.late_refused < 2 || self.late_refused * 4 < self.late())
    }
}

fn seconds(from: u64, to: u64) -> f64 {
    to.saturating_sub(from) as f64 / 1000.0
}
