//! How fast to ask a server whose limits are unknown and can often not be read.
//!
//! Until something is refused the pace is a plain pool whose width opens quickly. The first refusal shows
//! that there is a limit; from then on requests are spaced by a rate. Each refusal ends a *stretch*: the
//! job cools down as a whole, and the next stretch begins at the rate that the server turned out to sustain,
//! growing slowly at first and ever faster the longer nothing is refused.

use super::stretch::{Ended, Rested, Stretch, seconds};

/// A cool-down takes at least so long, and each one in a row twice as long (ms).
const COOL_DOWN: u64 = 500;
const COOL_DOWN_MAX: u64 = 8_000;
/// After it, answers to what was under way are waited for so much longer, for they tell the new rate (ms).
const LATE: u64 = 2_000;
/// A server may ask for more patience than this; it gets no more before it is asked again (ms).
const RETRY_AFTER_MAX: u64 = 15 * 60_000;
/// After so many cool-downs in a row (about two minutes) without one accepted request, it is hopeless.
const HOPELESS: u32 = 20;
/// The pool's first width, if one in a hundred of all requests is not more: to run into a limit costs about as
/// many refusals as requests are in flight, and one in a hundred is what a run may spend on them.
const FIRST_WIDTH: u32 = 8;
/// Then the pool is as wide as a quarter of the requests accepted.
const OPENING: u32 = 4;
/// Seconds until an undisturbed rate has doubled: 2% more after 11, eight times as much after 77 …
const DOUBLED_AFTER: f64 = 40.0;
/// … or sooner, if it was a guess.
const GUESS_DOUBLED_AFTER: f64 = 8.0;
/// No slower than this, except for cool-downs (requests a second).
const SLOWEST: f64 = 0.5;
/// So many unclear answers among the last 32 are suspect; more of them, when they have turned out to be noise.
const SPENT: f64 = 0.7;
const SUSPECT: u32 = 2;
const SUSPECT_MAX: u32 = 8;

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
    /// The last stretch, and whether the rate was already learnt from it.
    ended: Option<Ended>,
    decided: bool,
    rested: Option<Rested>,
    /// One bit for each of the last 32 answers: was it unclear?
    recent: u32,
    /// So many unclear ones among these are suspect.
    suspect: u32,
    /// The rate that was learnt last.
    learnt: f64,
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
            learnt: 0.0,
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
        if self.undecided().is_some_and(|ended| in_flight == 0 && ended.false_alarm()) {
            self.cool_until = self.cool_until.min(now);
        }
        if now < self.resumes_at(in_flight) {
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
                self.credit = (self.credit + rate * seconds(self.credit_at, now)).min(most.max(self.credit));
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
        let resumes_at = self.resumes_at(in_flight);
        if now < resumes_at {
            return Some(resumes_at);
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
            self.stretch.accepted += 1;
            self.recent <<= 1;
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
        self.stretch.unclear += 1;
        self.recent = self.recent << 1 | 1;
        if self.probing() || self.recent.count_ones() >= self.suspect {
            self.cool_down(true, None, now, random);
        }
    }

    /// The person or the network made a pause: what was in flight says nothing any more about the pace, the
    /// server has had time to recover, and past failures are no reason to give up.
    pub fn rest(&mut self) {
        self.decide();
        self.ended = None;
        self.epoch += 1;
        self.recent = 0;
        self.strikes = self.strikes.min(1);
        self.stretch = Stretch::default();
    }

    /// The machine was asleep for so long (ms): that time is no measure of the rate.
    pub fn slept(&mut self, ms: u64) {
        if let Some(began) = &mut self.stretch.began {
            *began += ms;
            self.stretch.rest = None;
        }
    }

    fn undecided(&self) -> Option<&Ended> {
        self.ended.as_ref().filter(|_| !self.decided)
    }

    /// The end of the cool-down; a little later if answers that tell the new rate are still to come.
    fn resumes_at(&self, in_flight: u32) -> u64 {
        let waits = in_flight > 0 && self.undecided().is_some();
        self.cool_until + if waits { LATE } else { 0 }
    }

    fn more_noise(&mut self) {
        self.suspect = (self.suspect + 2).min(SUSPECT_MAX);
    }

    fn width(&self) -> u32 {
        let open = match self.rate {
            None => self.first_width.max(self.stretch.accepted / OPENING),
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
            self.decide();
            let rate = self.rate_now(now);
            let stretch = self.stretch;
            self.ended = Some(Ended { stretch, at: now, rate, late_accepted: 0, late_refused: 0, suspected });
            self.decided = false;
        }
        println!("{now} cooldown susp={suspected} strikes={} acc={} unc={} sent={} rate={:?}", self.strikes, self.stretch.accepted, self.stretch.unclear, self.stretch.sent, self.rate_now(now));
        let own = (COOL_DOWN << self.strikes.min(8)).min(COOL_DOWN_MAX) as f64 * (1.0 - 0.25 * random);
        let asked = retry_after.unwrap_or(0).min(RETRY_AFTER_MAX);
        self.cool_until = self.cool_until.max(now + asked.max(own as u64));
        self.epoch += 1;
        self.recent = 0;
        self.stretch = Stretch::default();
    }

    fn begin(&mut self, now: u64) {
        self.credit = 1.0;
        self.credit_at = now;
        if let Some(ended) = self.undecided().filter(|ended| ended.false_alarm()).copied() {
            println!("   {now} false alarm late {} {}", ended.late_accepted, ended.late_refused);
            // The stretch goes on as if there had been no cool-down.
            self.decided = true;
            if self.rate.is_none() {
                self.more_noise();
            }
            let began = ended.stretch.began.map(|began| began + now.saturating_sub(ended.at));
            let accepted = ended.stretch.accepted + ended.late_accepted;
            self.stretch = Stretch { began, accepted, ..ended.stretch };
            return;
        }
        self.decide();
        let rest = self.ended.map(|ended| now.saturating_sub(ended.at));
        self.credit = self.saved(rest);
        self.stretch = Stretch { began: Some(now), rest, ..Stretch::default() };
    }

    /// What the bucket holds after such a rest (ms), as far as it is known: half of it is spent at once, the other
    /// half makes up for a rate that is a little too high.
    fn saved(&self, rest: Option<u64>) -> f64 {
        let (Some(rest), Some(rate), Some(rested)) = (rest, self.rate, &self.rested) else { return 1.0 };
        if self.probing() || self.ended.is_some_and(|ended| ended.suspected) {
            return 1.0;
        }
        (SPENT * rested.burst(rate).min(rate * rest as f64 / 1000.0)).max(1.0)
    }

    /// Learns the new rate from the stretch that ended, once the answers that were under way have come.
    fn decide(&mut self) {
        let Some(ended) = self.undecided().copied() else { return };
        self.decided = true;
        if ended.noise() {
            self.more_noise();
        } else if ended.suspected {
            self.suspect = SUSPECT;
        }
        let learnt = ended.learn(&mut self.rested); println!("   learnt {} sure={} late acc {} ref {} noise {}", learnt.rate, learnt.sure, ended.late_accepted, ended.late_refused, ended.noise());
        // What is learnt twice is no chance.
        let again = (learnt.rate - self.learnt).abs() < 0.1 * learnt.rate;
        self.learnt = learnt.rate;
        self.rate = Some(learnt.rate.max(SLOWEST));
        self.doubled_after = if learnt.sure || again { DOUBLED_AFTER } else { GUESS_DOUBLED_AFTER };
    }
}
