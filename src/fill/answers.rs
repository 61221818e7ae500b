//! What an answer means for its part.

use std::collections::HashMap;
use std::sync::Arc;

use super::event::{Answer, Seen};
use super::machine::{Fill, STUCK};
use super::part::{Outcome, Part, Slot, Stage};
use crate::bulk::outcome::{CANCELLED, Cause, Verdict};
use crate::openai::store_file::IndexStatus;
use crate::openai::vector_store::FileCounts;

/// What was just written may not be found for so long (ms): GETs have been answered 404 for some seconds.
const SETTLES: u64 = 6_000;
/// The same for a file whose attachment may never have arrived.
const ARRIVES: u64 = 3_000;
/// Until it is asked for again (ms).
const SOON: u64 = 1_000;
/// The longest wait between two looks (ms), while something moves and when nothing has for long.
const LONG: u64 = 8_000;
const LONGEST: u64 = 60_000;
/// How often one creation is sent, at most, whose answer is lost, and how often in a row one request may bring nothing.
const SENT: u32 = 3;
const TRIES: u32 = 12;

/// The key of the cause of a file that was attached and is in the store no more.
const MISSING: &str = "not_found";

/// What an answer means for the other parts.
enum Effect {
    None,
    /// No requests before (ms).
    Cool(u64),
    /// No attachments any more.
    Stop(Arc<Cause>),
}

impl Fill {
    pub(super) fn answered(&mut self, number: u32, answer: Answer, now: u64, random: f64) {
        let Some(part) = self.parts.iter_mut().find(|part| part.number == number && part.busy) else { return };
        self.touched.push(number);
        let effect = part.answered(answer, now, random);
        if self.cancelled && part.cancelled.is_none() {
            part.call_off(now);
        }
        match effect {
            Effect::None => {}
            Effect::Cool(until) => self.cool = until,
            Effect::Stop(cause) => self.stop(cause),
        }
    }

    /// Nothing more is attached; what is under way is watched on, for as long as that can be.
    fn stop(&mut self, cause: Arc<Cause>) {
        self.stopped_by = Some(cause);
        for part in self.parts.iter_mut().filter(|part| !part.busy && part.is_unsent()) {
            part.end(&Outcome::NotTried);
            self.touched.push(part.number);
        }
    }
}

impl Part {
    fn answered(&mut self, answer: Answer, now: u64, random: f64) -> Effect {
        self.busy = false;
        if let Answer::Trouble(verdict) = answer {
            self.tries += 1;
            return self.troubled(verdict, now, random);
        }
        (self.tries, self.trouble) = (0, None);
        match answer {
            Answer::Trouble(_) => {}
            Answer::Left => {
                self.slots.iter_mut().for_each(|slot| slot.stands = false);
                (self.stage, self.due) = (Stage::Create, now);
            }
            Answer::Created(batch, counts) => {
                (self.batch, self.counts) = (Some(batch), counts);
                self.watch(now);
            }
            // It arrived, and its id was lost with the answer.
            Answer::There => self.watch(now),
            Answer::Counted(Some(counts)) => self.counted(counts, now),
            Answer::Counted(None) | Answer::Cancelled => (self.stage, self.due) = (Stage::List, now),
            Answer::Listed(seen) => self.listed(&seen, now),
        }
        Effect::None
    }

    fn troubled(&mut self, verdict: Verdict, now: u64, random: f64) -> Effect {
        let cause: Arc<Cause> = match &verdict {
            Verdict::Throttled { cause, .. } | Verdict::Unclear(cause) | Verdict::Failed(cause) => cause.clone().into(),
            Verdict::Stop(cause) | Verdict::Unsent(cause) => cause.clone().into(),
            Verdict::Gone | Verdict::Done => {
                Cause { key: MISSING.into(), status: Some(404), ..Cause::default() }.into()
            }
        };
        self.trouble = Some(cause.clone());
        let failed = Outcome::Failed { cause: cause.clone(), unsettled: !self.is_unsent() };
        let writes = matches!(self.stage, Stage::Leave | Stage::Create | Stage::Look);
        let later = now + backoff(self.tries, random);
        match verdict {
            Verdict::Throttled { .. } | Verdict::Unclear(_) if writes && self.tries > TRIES => self.end(&failed),
            Verdict::Throttled { retry_after, .. } => {
                return Effect::Cool(later.max(now + retry_after.unwrap_or_default()));
            }
            Verdict::Unsent(_) | Verdict::Stop(_) => {
                let never = matches!(verdict, Verdict::Unsent(_)) && self.is_unsent();
                self.end(if never { &Outcome::NotTried } else { &failed });
                return Effect::Stop(cause);
            }
            // An attachment may have happened though its answer was lost: look before it is sent again.
            Verdict::Unclear(_) if self.stage == Stage::Create => {
                (self.stage, self.since, self.due) = (Stage::Look, now, now + SOON);
            }
            Verdict::Unclear(_) => self.due = later,
            Verdict::Gone | Verdict::Done | Verdict::Failed(_) => self.refused(&cause, now),
        }
        Effect::None
    }

    /// It is in the store: from now on it is looked at.
    fn watch(&mut self, now: u64) {
        (self.since, self.moved, self.wait) = (now, now, SOON);
        self.stage = if self.batch.is_some() { Stage::Count } else { Stage::List };
        self.due = now + SOON;
    }

    /// Looks again, sooner if something moved.
    fn look_later(&mut self, moved: bool, now: u64) {
        self.wait = if moved { (self.wait / 2).max(SOON) } else { self.wait * 2 };
        if moved {
            self.moved = now;
        }
        let longest = if now - self.moved > STUCK { LONGEST } else { LONG };
        self.wait = self.wait.clamp(SOON, longest);
        self.due = now + self.wait;
    }

    fn counted(&mut self, counts: FileCounts, now: u64) {
        let all = self.open().count() as u64;
        if counts.completed == Some(all) && counts.total == Some(all) {
            self.end(&Outcome::Completed);
        } else if counts.in_progress == Some(0) && (counts.total > Some(0) || now > self.since + SETTLES) {
            (self.stage, self.due) = (Stage::List, now);
        } else {
            let moved = self.counts.as_ref() != Some(&counts);
            self.look_later(moved, now);
        }
        self.counts = Some(counts);
    }

    /// Takes over how each file stands. The part is over when none is being indexed.
    fn listed(&mut self, seen: &[Seen], now: u64) {
        let seen: HashMap<&str, &Seen> = seen.iter().map(|seen| (seen.file.as_str(), seen)).collect();
        let found = |slot: &Slot| seen.get(slot.attach.file_id.as_str()).copied();
        let open = self.slots.iter().filter(|slot| slot.outcome.is_none());
        let (mut counts, mut missing) = (FileCounts::default(), 0);
        for slot in open {
            let number = match found(slot).map(Seen::outcome) {
                Some(Some(Outcome::Completed)) => &mut counts.completed,
                Some(Some(Outcome::Failed { .. })) => &mut counts.failed,
                Some(Some(_)) => &mut counts.cancelled,
                Some(None) => &mut counts.in_progress,
                None => {
                    missing += 1;
                    continue;
                }
            };
            *number = Some(number.unwrap_or_default() + 1);
        }
        let settled = now > self.cancelled.unwrap_or(self.since) + SETTLES;
        let rests = counts.in_progress.is_none() && (missing == 0 || settled);
        let rests = rests || self.cancelled.is_some() && settled;
        if !rests {
            // A list is long to read; where there are counts, they tell when to read it again.
            if self.batch.is_some() && counts.in_progress.is_some() && self.cancelled.is_none() {
                self.stage = Stage::Count;
            }
            let moved = self.counts.as_ref() != Some(&counts);
            self.counts = Some(counts);
            return self.look_later(moved, now);
        }
        // Of a file batch that was called off, what is not indexed by now never will be.
        let rest = if self.batch.is_some() {
            Outcome::Cancelled
        } else {
            Outcome::Failed { cause: because(CANCELLED), unsettled: true }
        };
        for slot in self.slots.iter_mut().filter(|slot| slot.outcome.is_none()) {
            let outcome = match found(slot) {
                Some(seen) => seen.outcome().unwrap_or_else(|| rest.clone()),
                None => Outcome::Failed { cause: because(MISSING), unsettled: false },
            };
            slot.stands = matches!(outcome, Outcome::Failed { .. }) && found(slot).is_some();
            slot.outcome = Some(outcome);
        }
        self.stage = Stage::Over;
    }

    /// A clear no.
    fn refused(&mut self, cause: &Arc<Cause>, now: u64) {
        let is_gone = cause.status == Some(404);
        let settles = if self.stage == Stage::Look { ARRIVES } else { SETTLES };
        let stage = self.stage;
        match stage {
            Stage::Over => {}
            _ if is_gone && now < self.since + settles => self.due = now + SOON,
            // It never arrived.
            Stage::Look if is_gone && self.lost < SENT => {
                (self.stage, self.due, self.lost) = (Stage::Create, now, self.lost + 1);
            }
            // One bad file has the whole part refused: it alone has failed, and the others are sent again.
            Stage::Create if self.name_culprit(cause) => {
                self.due = now;
                if self.open().next().is_none() {
                    self.stage = Stage::Over;
                }
            }
            Stage::Leave | Stage::Create => self.end(&Outcome::Failed { cause: cause.clone(), unsettled: false }),
            // The server does not know the file batch: the store does.
            Stage::Count | Stage::Cancel => (self.stage, self.due) = (Stage::List, now),
            Stage::List if self.batch.is_some() => {
                self.batch = None;
                self.due = now;
            }
            Stage::Look | Stage::List => self.end(&Outcome::Failed { cause: cause.clone(), unsettled: true }),
        }
    }

    /// Whether the refusal names one of several files, which then has failed.
    fn name_culprit(&mut self, cause: &Arc<Cause>) -> bool {
        let names = |slot: &&mut Slot| slot.outcome.is_none() && cause.message.contains(slot.attach.file_id.as_str());
        let culprit = self.slots.iter_mut().find(names);
        let is_named = culprit.is_some();
        if let Some(slot) = culprit {
            slot.outcome = Some(Outcome::Failed { cause: cause.clone(), unsettled: false });
        }
        is_named
    }
}

impl Seen {
    /// What became of the file; `None` while it is being indexed.
    fn outcome(&self) -> Option<Outcome> {
        match self.status {
            Some(IndexStatus::Completed) => Some(Outcome::Completed),
            Some(IndexStatus::Cancelled) => Some(Outcome::Cancelled),
            Some(IndexStatus::Failed) => {
                Some(Outcome::Failed { cause: self.why.clone().unwrap_or_default(), unsettled: false })
            }
            _ => None,
        }
    }
}

fn because(key: &str) -> Arc<Cause> {
    Cause { key: key.into(), ..Cause::default() }.into()
}

/// How long to wait after so many failures in a row (ms).
fn backoff(failures: u32, random: f64) -> u64 {
    let longest = (500u64 << failures.saturating_sub(1).min(8)).min(30_000);
    (longest as f64 * (1.0 - 0.25 * random)) as u64
}
