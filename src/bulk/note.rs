//! What a job writes into its journal, and what it learns from one that was cut off.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::outcome::{Cause, Outcome};
use super::plan::{Item, Mark, Plan};
use crate::json::{Json, ToJson, parse};

/// One entry of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Items before this one, and those that failed, may be sent from now on. `Claimed` is to be told when it is durable.
    Claim(u32),
    /// A request for the item had no clear answer.
    Unclear {
        item: u32,
        cause: Arc<Cause>,
    },
    Ended {
        item: u32,
        end: End,
    },
    /// The run was cancelled, or something stopped it: what was not claimed never will be.
    Ending(Option<Arc<Cause>>),
    RetryFailed,
}

/// How an item ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    pub outcome: Outcome,
    /// Requests sent for it.
    pub attempts: u32,
    /// When (ms).
    pub at: u64,
    pub request_id: Option<Arc<str>>,
    /// Why a try of ours had no clear answer.
    pub unclear: Option<Arc<Cause>>,
}

/// What a journal says of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was sent, and why nobody knows what became of it.
    Unclear(Arc<Cause>),
    Ended(End),
}

/// All that a journal says.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Items before this one may have been sent.
    pub claimed: u32,
    pub items: BTreeMap<u32, Known>,
    /// The run was ended, and why unless the person did it.
    pub ending: Option<Option<Arc<Cause>>>,
    /// Items from this one on were given up with it, and are not tried.
    pub dropped: Option<u32>,
    /// Why items that may have been sent have no outcome.
    lost: Option<Arc<Cause>>,
}

impl Past {
    /// `lost`: the cause for items that may have been sent and have no outcome.
    pub fn new(lost: Cause) -> Past {
        Past { lost: Some(lost.into()), ..Past::default() }
    }

    /// One record of a journal, in its order. What cannot be read is left out: then something that was settled is
    /// asked once more, which is safe.
    pub fn read(&mut self, record: &str) {
        let Ok(json) = parse(record.as_bytes()) else { return };
        json.items().iter().filter_map(read).for_each(|note| self.learn(note));
    }

    pub fn learn(&mut self, note: Note) {
        match note {
            Note::Claim(before) => self.claimed = self.claimed.max(before),
            Note::Unclear { item, cause } => drop(self.items.insert(item, Known::Unclear(cause))),
            Note::Ended { item, end } => drop(self.items.insert(item, Known::Ended(end))),
            Note::Ending(cause) => {
                self.ending = Some(cause);
                self.dropped = self.dropped.or(Some(self.claimed));
            }
            Note::RetryFailed => {
                self.ending = None;
                for known in self.items.values_mut() {
                    if let Known::Ended(End { outcome: Outcome::Failed { cause, .. }, .. }) = known {
                        *known = Known::Unclear(cause.clone());
                    }
                }
            }
        }
    }

    /// The plan, with marks at what may have been sent and has no outcome.
    pub(super) fn settled(&self, plan: Plan) -> Plan {
        let Some(lost) = &self.lost else { return plan };
        let steps: Vec<u32> = plan.items().iter().map(Item::steps).collect();
        plan.marking(&|item, mark| match (self.items.get(&item), mark) {
            (_, Mark::Protected) => None,
            // Which of its steps were done is not in the journal: if it is tried again, any of them may have been.
            (Some(Known::Ended(End { outcome: Outcome::Failed { cause, .. }, unclear, attempts, .. })), _) => {
                let halfway = steps.get(item as usize).is_some_and(|steps| *steps > 1 && *attempts > 1);
                unclear.as_ref().or(halfway.then_some(cause)).map(|cause| Mark::Unsettled(cause.clone()))
            }
            (Some(Known::Ended(_)), _) => None,
            (Some(Known::Unclear(cause)), _) => Some(Mark::Unsettled(cause.clone())),
            (None, Mark::Unsettled(_)) => None,
            (None, Mark::Plain) => (item < self.claimed).then(|| Mark::Unsettled(lost.clone())),
        })
    }
}

/// As a list, whose first entry says what it is. The words are in journals on people's disks: they stay.
impl ToJson for Note {
    fn write(&self, to: &mut String) {
        let entries = match self {
            Note::Claim(before) => vec![word("claim"), number(*before)],
            Note::Unclear { item, cause } => vec![word("unclear"), number(*item), of_cause(Some(cause))],
            Note::Ended { item, end } => {
                let (outcome, cause) = match &end.outcome {
                    Outcome::Done => ("done", None),
                    Outcome::AlreadyGone => ("gone", None),
                    Outcome::Failed { cause, unsettled: false } => ("failed", Some(cause)),
                    Outcome::Failed { cause, unsettled: true } => ("unsettled", Some(cause)),
                    Outcome::Skipped => ("skipped", None),
                    Outcome::NotTried => ("not_tried", None),
                };
                let mut entries = vec![word(outcome), number(*item), number(end.attempts), Json::Whole(end.at)];
                entries.push(end.request_id.as_deref().map_or(Json::Null, word));
                if cause.is_some() || end.unclear.is_some() {
                    entries.extend([of_cause(cause), of_cause(end.unclear.as_ref())]);
                }
                entries
            }
            Note::Ending(cause) => vec![word("ending"), of_cause(cause.as_ref())],
            Note::RetryFailed => vec![word("retry_failed")],
        };
        Json::List(entries).write(to);
    }
}

fn word(text: &str) -> Json<'_> {
    Json::Text(Cow::Borrowed(text))
}

fn number(number: u32) -> Json<'static> {
    Json::Whole(number.into())
}

pub(crate) fn of_cause(cause: Option<&Arc<Cause>>) -> Json<'_> {
    let Some(cause) = cause else { return Json::Null };
    let status = cause.status.map_or(Json::Null, |status| Json::Whole(status.into()));
    let request_id = cause.request_id.as_deref().map_or(Json::Null, word);
    Json::List(vec![word(&cause.key), word(&cause.message), status, request_id])
}

pub(crate) fn to_cause(json: Option<&Json<'_>>) -> Option<Arc<Cause>> {
    let entries = json?.items();
    Some(Arc::new(Cause {
        key: entries.first()?.as_text()?.into(),
        message: entries.get(1)?.as_text()?.into(),
        status: entries.get(2).and_then(whole).and_then(|status| u16::try_from(status).ok()),
        request_id: entries.get(3).and_then(Json::as_text).map(Into::into),
    }))
}

fn whole(json: &Json<'_>) -> Option<u64> {
    if let Json::Whole(number) = json { Some(*number) } else { None }
}

fn read(json: &Json<'_>) -> Option<Note> {
    let entries = json.items();
    let what = entries.first()?.as_text()?;
    let number = |at: usize| entries.get(at).and_then(whole).and_then(|number| u32::try_from(number).ok());
    let cause = |at: usize| to_cause(entries.get(at));
    let outcome = match what {
        "claim" => return Some(Note::Claim(number(1)?)),
        "unclear" => return Some(Note::Unclear { item: number(1)?, cause: cause(2)? }),
        "ending" => return Some(Note::Ending(cause(1))),
        "retry_failed" => return Some(Note::RetryFailed),
        "done" => Outcome::Done,
        "gone" => Outcome::AlreadyGone,
        "failed" => Outcome::Failed { cause: cause(5)?, unsettled: false },
        "unsettled" => Outcome::Failed { cause: cause(5)?, unsettled: true },
        "skipped" => Outcome::Skipped,
        "not_tried" => Outcome::NotTried,
        _ => return None,
    };
    let end = End {
        outcome,
        attempts: number(2)?,
        at: entries.get(3).and_then(whole)?,
        request_id: entries.get(4).and_then(Json::as_text).map(Into::into),
        unclear: cause(6),
    };
    Some(Note::Ended { item: number(1)?, end })
}
