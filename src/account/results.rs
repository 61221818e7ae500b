//! The rows of a batch's results: what their table shows, and what is counted of them.

use std::sync::Arc;

use crate::jsonl::groups::Groups;
use crate::jsonl::join::{Reply, Row, Source};
use crate::jsonl::outcome::Outcome;
use crate::table::column::{Column, Kind, Tone, Value};

#[derive(Clone, Debug)]
pub struct ResultRow {
    pub row: Row,
    /// From 0, in the order in which the worker joined them.
    pub number: u64,
    /// What its error has in common with others.
    pub cause: Option<Arc<str>>,
    /// The id of the batch that answered it.
    pub batch: Option<Arc<str>>,
}

impl ResultRow {
    /// Whether it is known that it was not answered. `all_there` is whether the files of all answers were.
    pub fn is_lost(&self, all_there: bool) -> bool {
        match self.row.outcome() {
            Outcome::Missing => all_there,
            outcome => outcome.is_lost(),
        }
    }
}

/// What the errors of each group have in common, as it is asked for in the table: the message, or else the code.
pub fn causes(groups: &Groups) -> Vec<Arc<str>> {
    let cause = |text: &str, code: &str| if text.is_empty() { code.into() } else { text.into() };
    groups.all().iter().map(|group| cause(&group.pattern, &group.code)).collect()
}

pub static RESULTS: &[Column<ResultRow>] = &[
    Column::new("id", 190, |row: &ResultRow| Value::Id(&row.row.id)).of(Kind::Id).searched().also(&["custom_id"]),
    Column::new("outcome", 130, outcome).of(Kind::Status),
    Column::new("status", 75, |row: &ResultRow| {
        reply(row).filter(|reply| reply.status > 0).map_or(Value::Absent, |reply| Value::Count(reply.status.into()))
    })
    .of(Kind::Count)
    .at_end(),
    Column::new("finish", 95, |row: &ResultRow| term(reply(row).map(|reply| &*reply.finish))).of(Kind::Term),
    Column::new("answer", 280, |row: &ResultRow| text(reply(row).map(|reply| &*reply.start))).searched(),
    Column::new("input", 100, |row: &ResultRow| tokens(row, |reply| reply.input_tokens)).of(Kind::Count).at_end(),
    Column::new("output", 100, |row: &ResultRow| tokens(row, |reply| reply.output_tokens)).of(Kind::Count).at_end(),
    Column::new("line", 80, |row: &ResultRow| row.row.request.map_or(Value::Absent, |place| Value::Count(place.line)))
        .of(Kind::Count)
        .at_end(),
    Column::new("cause", 260, |row: &ResultRow| text(row.cause.as_deref())).hidden(),
    Column::new("found_in", 90, |row: &ResultRow| term(reply(row).map(|reply| reply.origin.source.as_str())))
        .of(Kind::Term)
        .also(&["file"])
        .hidden(),
    Column::new("batch", 190, |row: &ResultRow| row.batch.as_deref().map_or(Value::Absent, Value::Id))
        .of(Kind::Id)
        .hidden(),
    Column::new("tries", 80, |row: &ResultRow| count(reply(row).map(|reply| reply.tries)))
        .of(Kind::Count)
        .at_end()
        .hidden(),
    Column::new("repeats", 80, |row: &ResultRow| count(reply(row).map(|reply| reply.repeats)))
        .of(Kind::Count)
        .at_end()
        .hidden(),
];

fn reply(row: &ResultRow) -> Option<&Reply> {
    row.row.reply.as_ref()
}

fn outcome(row: &ResultRow) -> Value<'_> {
    let outcome = row.row.outcome();
    let tone = match outcome {
        Outcome::Done => Tone::Good,
        Outcome::NotJson | Outcome::Truncated | Outcome::Refused | Outcome::Empty | Outcome::Expired => Tone::Warning,
        Outcome::Failed | Outcome::Strange | Outcome::Missing => Tone::Bad,
        Outcome::Cancelled => Tone::Quiet,
    };
    Value::Status { term: outcome.as_str(), tone }
}

fn term(term: Option<&str>) -> Value<'_> {
    term.filter(|term| !term.is_empty()).map_or(Value::Absent, Value::Term)
}

fn text(text: Option<&str>) -> Value<'_> {
    text.filter(|text| !text.is_empty()).map_or(Value::Absent, Value::Text)
}

fn tokens(row: &ResultRow, which: fn(&Reply) -> u64) -> Value<'_> {
    reply(row).filter(|reply| reply.status > 0).map_or(Value::Absent, |reply| Value::Count(which(reply)))
}

fn count(number: Option<u32>) -> Value<'static> {
    number.map_or(Value::Absent, |number| Value::Count(number.into()))
}

/// What is counted of all rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub rows: u64,
    /// In the order of [`Outcome::ALL`].
    outcomes: [u64; Outcome::ALL.len()],
    /// Rows with more answers than there were batches to ask.
    pub repeated: u64,
    /// Errors of the endpoint that stand in the output file.
    pub errors_inside: u64,
}

impl Counts {
    pub fn add(&mut self, row: &Row) {
        self.rows += 1;
        if let Some(count) = self.outcomes.get_mut(row.outcome() as usize) {
            *count += 1;
        }
        if let Some(reply) = &row.reply {
            self.repeated += u64::from(reply.repeats > 0);
            self.errors_inside += u64::from(reply.status >= 400 && reply.origin.source == Source::Output);
        }
    }

    pub fn of(&self, outcome: Outcome) -> u64 {
        self.outcomes.get(outcome as usize).copied().unwrap_or_default()
    }

    /// Rows with an answer, good or not so good.
    pub fn answered(&self) -> u64 {
        Outcome::ALL.into_iter().filter(|outcome| !outcome.is_lost()).map(|outcome| self.of(outcome)).sum()
    }
}
