//! What the device remembers of a fill: the API has no list of file batches. A head, and a record for each part.

use super::machine::Fill;
use super::part::{Outcome, Part, Slot, Stage};
use crate::account::owner::Owner;
use crate::bulk::note::{of_cause, to_cause};
use crate::bulk::records::{Change, Record};
use crate::json::{Fields, FromJson, Json, Object, ToJson, parse, text};
use crate::openai::id::StoreId;
use crate::openai::store_file::Attach;

/// The names of all these records begin with this.
pub const PREFIX: &str = "fill/";
const HEAD: &str = "head";

/// The head of a fill: whose it is, and which store it fills.
#[derive(Clone, Debug, PartialEq)]
pub struct Remembered {
    /// Sorts by the time it began.
    pub id: String,
    pub owner: Owner,
    pub store: StoreId,
    /// What the store was called.
    pub name: String,
    /// Milliseconds since 1970.
    pub began: u64,
}

/// Forgets all about a fill.
pub fn erase(id: &str) -> Change {
    Change::Erase { prefix: format!("{PREFIX}{id}/") }
}

impl Remembered {
    pub fn head(&self) -> Change {
        let mut to = String::new();
        let mut object = Object::begin(&mut to);
        object.field("owner", &self.owner);
        object.field("store", &self.store);
        object.field("name", &self.name);
        object.field("began", &self.began);
        object.end();
        Change::Put { name: format!("{PREFIX}{}/{HEAD}", self.id), text: to }
    }

    /// A part as it stands; one that is no more is erased.
    pub fn part(&self, fill: &Fill, number: u32) -> Change {
        let name = format!("{PREFIX}{}/{number:06}", self.id);
        match fill.part(number) {
            Some(part) => Change::Put { name, text: text(part) },
            None => Change::Erase { prefix: name },
        }
    }

    /// Every fill there is, with its parts. What cannot be read is left out.
    pub fn read(records: &[Record]) -> Vec<(Remembered, Fill)> {
        let mut fills: Vec<(Remembered, Vec<Part>)> = Vec::new();
        // Digits come before letters: the parts stand before the head.
        let mut parts = Vec::new();
        for (name, text) in records {
            let Some((id, rest)) = name.strip_prefix(PREFIX).and_then(|name| name.split_once('/')) else { continue };
            let Ok(json) = parse(text.as_bytes()) else { continue };
            if rest == HEAD {
                let of_it = |(other, _): &&mut (String, Part)| other == id;
                let mine = parts.extract_if(.., |part| of_it(&part)).map(|(_, part)| part).collect();
                fills.extend(Remembered::head_of(id, json).map(|head| (head, mine)));
            } else if let Some(part) = rest.parse().ok().and_then(|number| read_part(number, json)) {
                parts.push((id.to_owned(), part));
            }
        }
        fills.into_iter().map(|(head, parts)| (head, Fill::of(parts))).collect()
    }

    fn head_of(id: &str, json: Json<'_>) -> Option<Remembered> {
        let mut fields = Fields::of(json)?;
        Some(Remembered {
            id: id.to_owned(),
            owner: fields.read("owner")?,
            store: fields.read("store")?,
            name: fields.read("name").unwrap_or_default(),
            began: fields.read("began").unwrap_or_default(),
        })
    }
}

/// The words of the records stay as they are.
const STAGES: [(Stage, &str); 7] = [
    (Stage::Leave, "leave"),
    (Stage::Create, "create"),
    (Stage::Look, "look"),
    (Stage::Count, "count"),
    (Stage::List, "list"),
    (Stage::Cancel, "cancel"),
    (Stage::Over, "over"),
];

impl ToJson for Part {
    fn write(&self, to: &mut String) {
        // A creation that is under way may have arrived when the record is read again.
        let stage = if self.stage == Stage::Create && self.since > 0 { Stage::Look } else { self.stage };
        let stage = STAGES.iter().find(|(known, _)| *known == stage).map_or("", |(_, word)| word);
        let mut object = Object::begin(to);
        object.field("stage", &stage);
        object.given("batch", &self.batch);
        object.given("cancelled", &self.cancelled);
        object.field("files", &self.slots);
        object.end();
    }
}

impl ToJson for Slot {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("id", &self.attach.file_id);
        object.given("attributes", &self.attach.attributes);
        object.given("chunking_strategy", &self.attach.chunking_strategy);
        object.given("stands", &self.stands.then_some(true));
        let (word, cause) = match &self.outcome {
            None => (None, None),
            Some(Outcome::Completed) => (Some("completed"), None),
            Some(Outcome::Cancelled) => (Some("cancelled"), None),
            Some(Outcome::NotTried) => (Some("not_tried"), None),
            Some(Outcome::Failed { cause, unsettled: false }) => (Some("failed"), Some(cause)),
            Some(Outcome::Failed { cause, unsettled: true }) => (Some("unsettled"), Some(cause)),
        };
        object.given("outcome", &word);
        if cause.is_some() {
            object.field("cause", &of_cause(cause));
        }
        object.end();
    }
}

impl FromJson for Slot {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let cause = to_cause(json.find("cause"));
        let mut fields = Fields::of(json)?;
        let attach = Attach {
            file_id: fields.read("id")?,
            attributes: fields.read("attributes").unwrap_or_default(),
            chunking_strategy: fields.read("chunking_strategy"),
        };
        let stands = fields.read("stands").unwrap_or_default();
        let outcome = match fields.read::<String>("outcome").as_deref() {
            Some("completed") => Some(Outcome::Completed),
            Some("cancelled") => Some(Outcome::Cancelled),
            Some("not_tried") => Some(Outcome::NotTried),
            Some("failed") => Some(Outcome::Failed { cause: cause.unwrap_or_default(), unsettled: false }),
            Some("unsettled") => Some(Outcome::Failed { cause: cause.unwrap_or_default(), unsettled: true }),
            _ => None,
        };
        Some(Slot { attach, outcome, stands })
    }
}

fn read_part(number: u32, json: Json<'_>) -> Option<Part> {
    let mut fields = Fields::of(json)?;
    let stage: String = fields.read("stage")?;
    let (stage, _) = STAGES.into_iter().find(|(_, word)| *word == stage)?;
    let (batch, cancelled, slots) = (fields.read("batch"), fields.read("cancelled"), fields.read("files")?);
    Some(Part { stage, batch, cancelled, ..Part::new(number, slots) })
}
