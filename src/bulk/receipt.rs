//! The receipt of a run: what it was to do, what became of each object, and what a later look at the lists found.
//! It is one JSON text, so that a hash can be taken of it; the CSV is made from that text.

use std::collections::HashSet;
use std::sync::Arc;

use super::outcome::{Cause, ItemState, Outcome, Sums};
use super::plan::{Deed, Use, User, Why};
use super::report::{Line, Report};
use crate::json::{Json, Object, ToJson, parse};
use crate::table::export::csv_text;
use crate::text::date::iso;

/// What a receipt says of the run as a whole.
#[derive(Clone, Debug)]
pub struct Head {
    /// The account's name as the person chose it, and the address of its API.
    pub account: String,
    pub base: String,
    /// A word for what the run was to do, such as `delete_files`.
    pub task: &'static str,
    /// Milliseconds since 1970.
    pub began: u64,
    pub ended: u64,
}

/// What a look at the lists some time after a run found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Milliseconds since 1970.
    pub at: u64,
    /// Objects that ended well, or whose fate was unknown, and are not listed any more. For a batch: it is being
    /// cancelled or has ended.
    pub gone: u32,
    /// Failed, and listed as before.
    pub failed: u32,
    /// Ids that ended well and are listed all the same.
    pub still: Vec<Arc<str>>,
    /// Stores that were to keep a file and do not list it any more: store and file.
    pub lost: Vec<(Arc<str>, Arc<str>)>,
}

/// What the lists hold at the time of a check.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Ids of objects; of batches those that are neither cancelled nor about to be.
    pub ids: HashSet<Arc<str>>,
    /// Files that stores list: store and file.
    pub held: HashSet<(Arc<str>, Arc<str>)>,
}

impl Check {
    /// Compares what was reported with what is listed.
    pub fn of(report: &Report, listed: &Listed, at: u64) -> Check {
        let mut check = Check { at, ..Check::default() };
        for Line { item, state, .. } in &report.lines {
            let is_held = |user: &Use| listed.held.contains(&(user.id.clone(), item.id.clone()));
            let holders = || item.stores().any(is_held);
            let is_there = match item.deed {
                Deed::RemoveFile => holders(),
                Deed::DeleteFile => listed.ids.contains(&item.id) || holders(),
                Deed::DeleteStore | Deed::CancelBatch => listed.ids.contains(&item.id),
            };
            match state {
                ItemState::Ended(Outcome::Done | Outcome::AlreadyGone) if is_there => check.still.push(item.id.clone()),
                ItemState::Ended(Outcome::Failed { .. }) if is_there => check.failed += 1,
                ItemState::Ended(Outcome::Done | Outcome::AlreadyGone | Outcome::Failed { .. }) => check.gone += 1,
                _ => {}
            }
            let was_touched = matches!(state, ItemState::Ended(Outcome::Done | Outcome::Failed { .. }));
            if item.deed == Deed::RemoveFile && was_touched {
                let elsewhere = item.uses.iter().filter(|user| user.by == User::Elsewhere && !is_held(user));
                check.lost.extend(elsewhere.map(|user| (user.id.clone(), item.id.clone())));
            }
        }
        check
    }
}

/// Writes the text bit by bit, so that the receipt of a large run holds nothing up.
pub struct Writing {
    report: Arc<Report>,
    still: HashSet<Arc<str>>,
    is_checked: bool,
    next: usize,
    text: String,
}

impl Writing {
    pub fn begin(head: &Head, report: Arc<Report>, check: Option<&Check>) -> Writing {
        let mut text = String::new();
        let account = Fields(vec![("name", &head.account), ("base", &head.base)]);
        let (began, ended) = (iso(head.began / 1000), iso(head.ended / 1000));
        let stopped = report.stopped_by.as_deref().map(WrittenCause);
        let written = check.map(WrittenCheck);
        let sums = WrittenSums(report.sums);
        let mut object = Object::begin(&mut text);
        let fields: [(&str, &dyn ToJson); 9] = [
            ("receipt", &1u64),
            ("program", &concat!("Quartermaster ", env!("CARGO_PKG_VERSION"))),
            ("account", &account),
            ("task", &head.task),
            ("began", &began),
            ("ended", &ended),
            ("stopped_by", &stopped),
            ("sums", &sums),
            ("check", &written),
        ];
        for (name, value) in fields {
            object.field(name, value);
        }
        // Left open: the items follow.
        text.push_str(",\"items\":[");
        let still = check.map(|check| check.still.iter().cloned().collect()).unwrap_or_default();
        Writing { report, still, is_checked: check.is_some(), next: 0, text }
    }

    /// Writes so many more items; whether there are others.
    pub fn more(&mut self, count: usize) -> bool {
        let report = self.report.clone();
        for line in report.lines.iter().skip(self.next).take(count) {
            if self.next > 0 {
                self.text.push(',');
            }
            self.next += 1;
            let still = self.is_checked.then(|| self.still.contains(&line.item.id));
            write_line(line, still, &mut self.text);
        }
        self.next < report.lines.len()
    }

    /// The content of the receipt: what the hash is taken of.
    pub fn end(mut self) -> String {
        while self.more(usize::MAX) {}
        self.text.push_str("]}");
        self.text
    }
}

/// The receipt as it is kept and saved. `sha256` is that of the bytes of the content, in hexadecimal digits.
pub fn sealed(content: &str, sha256: &str) -> String {
    format!("{{\"content\":{content},\"sha256\":\"{sha256}\"}}")
}

/// The content of a receipt and its hash. The former is cut out as it was written.
pub fn opened(receipt: &str) -> Option<(&str, &str)> {
    let rest = receipt.strip_prefix("{\"content\":")?.strip_suffix("\"}")?;
    rest.rsplit_once(",\"sha256\":\"")
}

fn write_line(line: &Line, still: Option<bool>, to: &mut String) {
    let item = &line.item;
    let (outcome, cause, unsettled) = match &line.state {
        ItemState::Ended(outcome) => match outcome {
            Outcome::Done => (done(item.deed), None, false),
            Outcome::AlreadyGone => ("already_gone", None, false),
            Outcome::Failed { cause, unsettled } => ("failed", Some(WrittenCause(cause)), *unsettled),
            Outcome::Skipped => ("skipped", None, false),
            Outcome::NotTried => ("not_tried", None, false),
        },
        ItemState::Waiting | ItemState::Running => ("not_ended", None, false),
    };
    let at = line.at.map(|ms| iso(ms / 1000));
    let (why, store) = reason(&item.why);
    let uses: Vec<WrittenUse> = item.uses.iter().map(WrittenUse).collect();
    let mut object = Object::begin(to);
    let fields: [(&str, &dyn ToJson); 14] = [
        ("id", &&*item.id),
        ("kind", &kind(item.deed)),
        ("name", &&*item.name),
        ("bytes", &item.bytes),
        ("why", &why),
        ("store", &store),
        ("used_by", &uses),
        ("outcome", &outcome),
        ("cause", &cause),
        ("unsettled", &unsettled),
        ("requests", &u64::from(line.attempts)),
        ("at", &at),
        ("request_id", &line.request_id.as_deref()),
        ("still_listed", &still),
    ];
    for (name, value) in fields {
        object.field(name, value);
    }
    object.end();
}

fn done(deed: Deed) -> &'static str {
    match deed {
        Deed::DeleteFile | Deed::DeleteStore => "deleted",
        Deed::CancelBatch => "cancelled",
        Deed::RemoveFile => "detached",
    }
}

/// Why an item is in the plan, and the store, or the file, that it is about.
pub(super) fn reason(why: &Why) -> (&str, Option<&str>) {
    match why {
        Why::Chosen => ("chosen", None),
        Why::In(store) => ("in_store", Some(store)),
        Why::OnlyIn(store) => ("only_in_store", Some(store)),
        Why::Found(rule) => (rule, None),
        Why::CopyOf(file) => ("copy_of", Some(file)),
        Why::EqualTo(file) => ("equal_to", Some(file)),
    }
}

/// What an item is.
pub fn kind(deed: Deed) -> &'static str {
    match deed {
        Deed::DeleteFile | Deed::RemoveFile => "file",
        Deed::DeleteStore => "vector_store",
        Deed::CancelBatch => "batch",
    }
}

pub(super) struct Fields<'a>(pub Vec<(&'a str, &'a dyn ToJson)>);

impl ToJson for Fields<'_> {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        for (name, value) in &self.0 {
            object.field(name, *value);
        }
        object.end();
    }
}

struct WrittenCause<'a>(&'a Cause);

impl ToJson for WrittenCause<'_> {
    fn write(&self, to: &mut String) {
        let WrittenCause(cause) = self;
        let status = cause.status.map(u64::from);
        Fields(vec![("key", &&*cause.key), ("status", &status), ("message", &&*cause.message)]).write(to);
    }
}

pub(super) struct WrittenUse<'a>(pub &'a Use);

impl ToJson for WrittenUse<'_> {
    fn write(&self, to: &mut String) {
        let word = match self.0.by {
            User::Store => "vector_store",
            User::Waiting => "batch_input",
            User::Input => "past_batch_input",
            User::Results => "batch_results",
            User::Elsewhere => "other_vector_store",
        };
        Fields(vec![("as", &word), ("id", &&*self.0.id), ("name", &&*self.0.name)]).write(to);
    }
}

/// Written by the names under which [`sums`] reads them.
pub struct WrittenSums(pub Sums);

impl ToJson for WrittenSums {
    fn write(&self, to: &mut String) {
        let Sums { done, already_gone, failed, skipped, not_tried, .. } = self.0;
        let numbers = [done, already_gone, failed, skipped, not_tried].map(u64::from);
        let names = ["done", "already_gone", "failed", "skipped", "not_tried"];
        let fields = names.into_iter().zip(numbers.iter().map(|number| number as &dyn ToJson));
        Fields(fields.collect()).write(to);
    }
}

struct WrittenCheck<'a>(&'a Check);

impl ToJson for WrittenCheck<'_> {
    fn write(&self, to: &mut String) {
        let Check { at, gone, failed, still, lost } = self.0;
        let (gone, failed, still) = (u64::from(*gone), u64::from(*failed), still.len() as u64);
        let lost: Vec<Vec<&str>> = lost.iter().map(|(store, file)| vec![&**store, &**file]).collect();
        let at = iso(at / 1000);
        let fields: Vec<(&str, &dyn ToJson)> =
            vec![("at", &at), ("gone", &gone), ("failed", &failed), ("still_listed", &still), ("lost", &lost)];
        Fields(fields).write(to);
    }
}

/// The items of a receipt's content as CSV, and as its last line the hash of the content, which is also that of the
/// JSON receipt of the same run.
pub fn csv(content: &str, sha256: &str) -> String {
    const COLUMNS: [&str; 13] = [
        "id",
        "kind",
        "name",
        "bytes",
        "why",
        "store",
        "outcome",
        "cause",
        "unsettled",
        "requests",
        "at",
        "request_id",
        "still_listed",
    ];
    let mut to = COLUMNS.join(",");
    to.push_str("\r\n");
    let Ok(content) = parse(content.as_bytes()) else { return to };
    for item in content.get("items").items() {
        for (at, column) in COLUMNS.iter().enumerate() {
            if at > 0 {
                to.push(',');
            }
            match item.get(column) {
                Json::Null => {}
                Json::Text(text) => csv_text(text, &mut to),
                Json::Object(_) => csv_text(item.get(column).get("key").as_text().unwrap_or_default(), &mut to),
                other => other.write(&mut to),
            }
        }
        to.push_str("\r\n");
    }
    to.push_str("sha256,");
    to.push_str(sha256);
    to.push_str(&",".repeat(COLUMNS.len() - 2));
    to.push_str("\r\n");
    to
}

/// The numbers of a receipt, for a list of past runs: how many there were of each outcome.
pub fn sums(content: &Json) -> Option<Sums> {
    let sums = content.find("sums")?;
    let number = |name| sums.get(name).as_number().map(|number| number as u32);
    Some(Sums {
        done: number("done")?,
        already_gone: number("already_gone")?,
        failed: number("failed")?,
        skipped: number("skipped")?,
        not_tried: number("not_tried")?,
        ..Sums::default()
    })
}
