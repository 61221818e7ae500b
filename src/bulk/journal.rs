//! A job's journal: a head that says what it is about, and records of notes. Many notes go into one record, and a
//! record is written while the next one gathers, so that thousands of items a minute are no load.

use std::borrow::Cow;
use std::sync::Arc;

use super::note::{Note, of_cause, to_cause};
use super::plan::{Deed, Item, Mark, Plan, Use, User, Why};
use super::records::{Change, Record};
use crate::json::{Json, Object, parse};

/// The names of all records of all journals begin like this.
pub const ALL: &str = "job/";

/// What a journal is about, written before its job begins.
#[derive(Clone, Debug)]
pub struct Head {
    pub id: String,
    /// When the job began (ms).
    pub began: u64,
    /// Whatever else is to be known of it, in the words of whoever drives it.
    pub about: String,
    pub plan: Plan,
}

/// Gathers notes into records.
pub struct Journal {
    id: String,
    /// Number of the next record.
    next: u32,
    gathered: Vec<String>,
    /// How many claims are among them, and in the record that is being written.
    claims: u32,
    writing: Option<u32>,
}

impl Journal {
    /// `records`: how many there are already.
    pub fn new(id: &str, records: u32) -> Journal {
        Journal { id: id.to_owned(), next: records, gathered: Vec::new(), claims: 0, writing: None }
    }

    pub fn note(&mut self, note: &Note) {
        self.claims += u32::from(matches!(note, Note::Claim(_)));
        self.gathered.push(crate::json::text(note));
    }

    /// Whether there is anything to be written.
    pub fn has_notes(&self) -> bool {
        !self.gathered.is_empty() && self.writing.is_none()
    }

    /// Whether requests wait for a record to be written.
    pub fn is_urgent(&self) -> bool {
        self.claims > 0
    }

    /// The record to write now: none while one is being written, or if there is nothing to say.
    pub fn record(&mut self) -> Option<Change> {
        if self.writing.is_some() || self.gathered.is_empty() {
            return None;
        }
        self.writing = Some(std::mem::take(&mut self.claims));
        let name = format!("{}{:08}", log(&self.id), self.next);
        self.next += 1;
        let text = format!("[{}]", std::mem::take(&mut self.gathered).join(","));
        Some(Change::Put { name, text })
    }

    /// The record was written, or could not be: how many claims the job may be told to be `Claimed`.
    pub fn written(&mut self) -> u32 {
        self.writing.take().unwrap_or(0)
    }
}

/// Erases the journal of a job.
pub fn erase(id: &str) -> Change {
    Change::Erase { prefix: format!("{ALL}{id}/") }
}

fn log(id: &str) -> String {
    format!("{ALL}{id}/log/")
}

/// The heads and the texts of the records behind each, from all records that begin with [`ALL`].
pub fn read(records: &[Record]) -> Vec<(Head, Vec<&str>)> {
    let heads = records.iter().filter_map(|(name, text)| {
        let id = name.strip_prefix(ALL)?.strip_suffix("/head")?;
        Head::read(id, text)
    });
    let with_log = |head: Head| {
        let log = log(&head.id);
        let texts = records.iter().filter(|(name, _)| name.starts_with(&log)).map(|(_, text)| text.as_str());
        let texts = texts.collect();
        (head, texts)
    };
    heads.map(with_log).collect()
}

impl Head {
    pub fn record(&self) -> Change {
        let mut text = String::new();
        let mut object = Object::begin(&mut text);
        object.field("began", &self.began);
        object.field("about", &self.about);
        object.field("items", &items_json(&mut self.plan.items().iter().zip(self.plan.marks())));
        object.end();
        Change::Put { name: format!("{ALL}{}/head", self.id), text }
    }

    /// `None` if anything in it is not understood: half a plan is none.
    fn read(id: &str, text: &str) -> Option<Head> {
        let json = parse(text.as_bytes()).ok()?;
        let Json::Whole(began) = json.get("began") else { return None };
        let plan = Plan::marked(read_items(json.get("items"))?);
        Some(Head { id: id.to_owned(), began: *began, about: json.get("about").as_text()?.to_owned(), plan })
    }
}

/// The items of a plan, as they are kept.
pub(super) fn items_json<'a>(items: &mut dyn Iterator<Item = (&'a Item, &'a Mark)>) -> Json<'a> {
    Json::List(items.map(|(item, mark)| of_item(item, mark)).collect())
}

/// The same read again; `None` if anything is not understood.
pub(super) fn read_items(json: &Json<'_>) -> Option<Vec<(Item, Mark)>> {
    json.items().iter().map(to_item).collect()
}

// The words below are in journals on people's disks: they stay.
const DEEDS: [(Deed, &str); 4] = [
    (Deed::DeleteFile, "delete_file"),
    (Deed::DeleteStore, "delete_store"),
    (Deed::CancelBatch, "cancel_batch"),
    (Deed::RemoveFile, "remove_file"),
];
const USERS: [(User, &str); 5] = [
    (User::Store, "store"),
    (User::Waiting, "waiting"),
    (User::Input, "input"),
    (User::Results, "results"),
    (User::Elsewhere, "elsewhere"),
];
const PROTECTED: &str = "protected";

fn of_item<'a>(item: &'a Item, mark: &'a Mark) -> Json<'a> {
    let why = match &item.why {
        Why::Chosen => vec![],
        Why::In(store) => vec![word("in"), word(store)],
        Why::OnlyIn(store) => vec![word("only_in"), word(store)],
        Why::Found(rule) => vec![word("found"), word(rule)],
        Why::CopyOf(file) => vec![word("copy_of"), word(file)],
        Why::EqualTo(file) => vec![word("equal_to"), word(file)],
    };
    let uses = item.uses.iter().map(|user| Json::List(vec![named(&USERS, &user.by), word(&user.id), word(&user.name)]));
    let mark = match mark {
        Mark::Plain => Json::Null,
        Mark::Protected => word(PROTECTED),
        Mark::Unsettled(cause) => of_cause(Some(cause)),
    };
    let bytes = item.bytes.map_or(Json::Null, Json::Whole);
    let (why, uses) = (Json::List(why), Json::List(uses.collect()));
    Json::List(vec![named(&DEEDS, &item.deed), word(&item.id), word(&item.name), bytes, why, uses, mark])
}

fn to_item(json: &Json<'_>) -> Option<(Item, Mark)> {
    let [deed, id, name, bytes, why, uses, mark] = json.items() else { return None };
    let text = |json: &Json<'_>| json.as_text().map(Arc::<str>::from);
    let why = match why.items() {
        [] => Why::Chosen,
        [how, store] if how.as_text() == Some("in") => Why::In(text(store)?),
        [how, store] if how.as_text() == Some("only_in") => Why::OnlyIn(text(store)?),
        [how, rule] if how.as_text() == Some("found") => Why::Found(text(rule)?),
        [how, file] if how.as_text() == Some("copy_of") => Why::CopyOf(text(file)?),
        [how, file] if how.as_text() == Some("equal_to") => Why::EqualTo(text(file)?),
        _ => return None,
    };
    let user = |json: &Json<'_>| {
        let [by, id, name] = json.items() else { return None };
        Some(Use { by: of_name(&USERS, by)?, id: text(id)?, name: text(name)? })
    };
    let uses: Option<Vec<Use>> = uses.items().iter().map(user).collect();
    let mark = match mark {
        Json::Null => Mark::Plain,
        Json::List(_) => Mark::Unsettled(to_cause(Some(mark))?),
        _ => Mark::Protected,
    };
    let bytes = if let Json::Whole(bytes) = bytes { Some(*bytes) } else { None };
    let item = Item { deed: of_name(&DEEDS, deed)?, id: text(id)?, name: text(name)?, bytes, why, uses: uses?.into() };
    Some((item, mark))
}

fn word(text: &str) -> Json<'_> {
    Json::Text(Cow::Borrowed(text))
}

fn named<T: PartialEq>(names: &[(T, &'static str)], wanted: &T) -> Json<'static> {
    names.iter().find(|(one, _)| one == wanted).map_or(Json::Null, |(_, name)| word(name))
}

fn of_name<T: Copy>(names: &[(T, &'static str)], json: &Json<'_>) -> Option<T> {
    names.iter().find(|(_, name)| Some(*name) == json.as_text()).map(|(one, _)| *one)
}
