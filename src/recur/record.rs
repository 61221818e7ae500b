//! Plans, and submissions of their occurrences that are under way, as they are kept on this device.

use super::plan::{Last, Plan, Requests};
use super::schedule::{Rhythm, Schedule, Week};
use crate::json::{Fields, FromJson, Json, Object, ToJson, parse};
use crate::jsonl::submitted::Submitted;

/// The names of the records of all plans begin like this.
pub const PLANS: &str = "recurring/";
const RUNS: &str = "recurring-run/";

/// The names of the records of one place's plans and of their submissions begin like this.
pub fn prefixes(place: &str) -> [String; 2] {
    [format!("{PLANS}{place}/"), format!("{RUNS}{place}/")]
}

/// It ends in a mark, so that it is not the beginning of another's.
pub fn plan_name(place: &str, id: &str) -> String {
    format!("{PLANS}{place}/{id}/")
}

pub fn run_name(place: &str, id: &str) -> String {
    format!("{RUNS}{place}/{id}/")
}

/// The submission of an occurrence, from its beginning until it is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The id of the plan.
    pub plan: String,
    pub mark: u64,
    pub submitted: Submitted,
}

/// What cannot be read is none.
pub fn read<T: FromJson>(record: &str) -> Option<T> {
    T::from_json(parse(record.as_bytes()).ok()?)
}

impl ToJson for Plan {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("id", &self.id);
        object.field("name", &self.name);
        object.field("owner", &self.owner);
        object.field("account", &self.account);
        object.field("draft", &self.draft);
        object.field("requests", &self.requests);
        object.field("schedule", &self.schedule);
        object.field("automatic", &self.automatic);
        object.field("paused", &self.paused);
        object.field("settled", &self.settled);
        object.field("last", &self.last);
        object.end();
    }
}

impl FromJson for Plan {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(Plan {
            id: fields.read("id")?,
            name: fields.read("name")?,
            owner: fields.read("owner")?,
            account: fields.read("account")?,
            draft: fields.read("draft")?,
            requests: fields.read("requests")?,
            schedule: fields.read("schedule")?,
            automatic: fields.read("automatic")?,
            paused: fields.read("paused")?,
            settled: fields.read("settled"),
            last: fields.read("last"),
        })
    }
}

impl ToJson for Requests {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("endpoint", &self.endpoint);
        object.field("model", &self.model);
        object.field("amount", &self.amount);
        object.field("bytes", &self.bytes);
        object.field("over", &self.over);
        object.end();
    }
}

impl FromJson for Requests {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(Requests {
            endpoint: fields.read("endpoint")?,
            model: fields.read("model")?,
            amount: fields.read("amount")?,
            bytes: fields.read("bytes"),
            over: fields.read("over")?,
        })
    }
}

impl ToJson for Schedule {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        match self.rhythm {
            Rhythm::Once => {}
            Rhythm::Hours(hours) => object.field("hours", &hours),
            Rhythm::Days(days) => object.field("days", &days),
            Rhythm::Weekdays(week) => object.field("weekdays", &week.bits()),
        }
        object.field("first", &self.first);
        object.field("last", &self.last);
        object.field("minute", &self.minute);
        object.end();
    }
}

impl FromJson for Schedule {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let hours = fields.read("hours").map(Rhythm::Hours);
        let days = fields.read("days").map(Rhythm::Days);
        let weekdays = fields.read("weekdays").map(|bits| Rhythm::Weekdays(Week::from_bits(bits)));
        Some(Schedule {
            rhythm: hours.or(days).or(weekdays).unwrap_or(Rhythm::Once),
            first: fields.read("first")?,
            last: fields.read("last"),
            minute: fields.read("minute")?,
        })
    }
}

impl ToJson for Last {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("mark", &self.mark);
        object.field("at", &self.at);
        object.field("batches", &self.batches);
        object.end();
    }
}

impl FromJson for Last {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(Last { mark: fields.read("mark")?, at: fields.read("at")?, batches: fields.read("batches")? })
    }
}

impl ToJson for Run {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("plan", &self.plan);
        object.field("mark", &self.mark);
        object.field("submitted", &self.submitted);
        object.end();
    }
}

impl FromJson for Run {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(Run { plan: fields.read("plan")?, mark: fields.read("mark")?, submitted: fields.read("submitted")? })
    }
}
