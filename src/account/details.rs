//! One object laid out for reading: its fields in groups, its times, its numbers, and what it has to do with others.

use std::collections::BTreeMap;

use super::batch_row::{BatchRow, Source};
use super::columns;
use super::entry::Entry;
use super::pace::{an_hour, finish};
use super::store_row::StoreRow;
use crate::openai::attribute::AttributeValue;
use crate::openai::batch::{Batch, BatchError, Usage};
use crate::openai::file::File;
use crate::table::column::{Column, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    File,
    Store,
    Batch,
    /// A file as it stands in the store whose page is open.
    StoreFile,
    /// A request of the batch whose results are open, and what became of it.
    Row,
}

/// Facts under a title, which is a word of the language, looked up by key.
#[derive(Debug, PartialEq)]
pub struct Section<'a> {
    pub key: &'static str,
    pub facts: Vec<Fact<'a>>,
}

#[derive(Debug, PartialEq)]
pub struct Fact<'a> {
    pub label: Label<'a>,
    pub shown: Shown<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Label<'a> {
    /// A word of the language, looked up by this.
    Key(&'static str),
    /// The person's own, or the API's.
    Own(&'a str),
    /// A line of a file, from 1.
    Line(u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown<'a> {
    Value(Value<'a>),
    /// Another object of the account.
    Link(Kind, &'a str),
    /// So many days after the last use.
    DaysIdle(u64),
    /// As JSON writes it.
    Number(f64),
    Flag(bool),
}

/// All fields of a file.
pub fn file(file: &File) -> Vec<Section<'_>> {
    let mut facts = columns_of(file, columns::FILES);
    facts.extend(given("details", text(file.status_details.as_deref())));
    vec![Section { key: "fields", facts }]
}

pub fn store(store: &StoreRow) -> Vec<Section<'_>> {
    let mut facts = columns_of(store, columns::STORES);
    // Told in full below.
    facts.retain(|fact| !matches!(fact.label, Label::Key("files" | "done" | "failed" | "indexing" | "metadata")));
    facts.extend(given("description", text(store.description.as_deref())));
    if let Some(days) = store.expires_after.as_ref().and_then(|after| after.days) {
        facts.push(Fact { label: Label::Key("expires_after"), shown: Shown::DaysIdle(days) });
    }
    let counts = store.file_counts.as_ref();
    let counts = counts.map_or_else(Vec::new, |counts| {
        numbers(&[
            ("total", counts.total),
            ("completed", counts.completed),
            ("in_progress", counts.in_progress),
            ("failed", counts.failed),
            ("cancelled", counts.cancelled),
        ])
    });
    filled([
        Section { key: "fields", facts },
        Section { key: "store_files", facts: counts },
        Section { key: "metadata", facts: metadata(store.store.metadata.as_ref()) },
    ])
}

/// A file as it stands in a store.
pub fn store_file(entry: &Entry) -> Vec<Section<'_>> {
    let mut facts = columns_of(entry, columns::STORE_FILES);
    // Told in full below, or by the name.
    facts.retain(|fact| !matches!(fact.label, Label::Key("attributes" | "file")));
    facts.retain(|fact| {
        !(matches!(fact.label, Label::Key("error" | "message")) && fact.shown == Shown::Value(Value::Absent))
    });
    facts.push(Fact { label: Label::Key("itself"), shown: Shown::Link(Kind::File, entry.held.id.as_str()) });
    let attributes = entry.held.attributes.iter().flatten().map(|(key, value)| {
        let shown = match value {
            AttributeValue::Text(text) => Shown::Value(Value::Text(text)),
            AttributeValue::Number(number) => Shown::Number(*number),
            AttributeValue::Flag(flag) => Shown::Flag(*flag),
        };
        Fact { label: Label::Own(key), shown }
    });
    filled([Section { key: "fields", facts }, Section { key: "attributes", facts: attributes.collect() }])
}

/// `now` in seconds since 1970.
pub fn batch(batch: &BatchRow, now: u64) -> Vec<Section<'_>> {
    let mut facts = columns_of(batch, columns::BATCHES);
    // Told in full below, or by the cost.
    facts.retain(|fact| {
        !matches!(fact.label, Label::Key("progress" | "failed" | "created" | "ended" | "left" | "tokens" | "price"))
    });
    facts.retain(|fact| fact.label != Label::Key("pace") || fact.shown != Shown::Value(Value::Absent));
    facts.retain(|fact| fact.label != Label::Key("source") || batch.source == Source::Device);
    facts.extend(given("window", text(batch.completion_window.as_deref())));
    let counts = batch.request_counts.as_ref().map_or_else(Vec::new, |counts| {
        numbers(&[
            ("total", counts.total),
            ("completed", counts.completed),
            ("failed", counts.failed),
            ("an_hour", an_hour(batch, now)),
        ])
    });
    let links = [
        ("input_file", &batch.input_file_id),
        ("output_file", &batch.output_file_id),
        ("error_file", &batch.error_file_id),
    ];
    let links = links.into_iter().filter_map(|(key, id)| {
        Some(Fact { label: Label::Key(key), shown: Shown::Link(Kind::File, id.as_ref()?.as_str()) })
    });
    let errors = batch.errors.as_ref().and_then(|errors| errors.data.as_deref()).unwrap_or_default();
    filled([
        Section { key: "fields", facts },
        Section { key: "time_line", facts: time_line(batch, now) },
        Section { key: "requests", facts: counts },
        Section { key: "errors", facts: errors.iter().flat_map(error).collect() },
        Section { key: "batch_files", facts: links.collect() },
        Section { key: "usage", facts: batch.usage.as_ref().map_or_else(Vec::new, usage) },
        Section { key: "metadata", facts: metadata(batch.metadata.as_ref()) },
    ])
}

/// The batches, of those known, that have to do with a file.
pub fn batches_of<'a>(file: &str, batches: impl Iterator<Item = &'a Batch>) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    for batch in batches {
        let roles = [
            ("input_of", &batch.input_file_id),
            ("output_of", &batch.output_file_id),
            ("errors_of", &batch.error_file_id),
        ];
        for (key, id) in roles {
            if id.as_ref().is_some_and(|id| id.as_str() == file) {
                facts.push(Fact { label: Label::Key(key), shown: Shown::Link(Kind::Batch, batch.id.as_str()) });
            }
        }
    }
    facts
}

fn columns_of<'a, T>(object: &'a T, columns: &'static [Column<T>]) -> Vec<Fact<'a>> {
    let fact =
        |column: &Column<T>| Fact { label: Label::Key(column.head.key), shown: Shown::Value((column.value)(object)) };
    columns.iter().map(fact).collect()
}

/// In the order in which things happened; what is still to come is last.
fn time_line(batch: &Batch, now: u64) -> Vec<Fact<'_>> {
    let mut times: Vec<(&'static str, u64)> = [
        ("created", batch.created_at),
        ("in_progress_at", batch.in_progress_at),
        ("finalizing_at", batch.finalizing_at),
        ("completed_at", batch.completed_at),
        ("failed_at", batch.failed_at),
        ("cancelling_at", batch.cancelling_at),
        ("cancelled_at", batch.cancelled_at),
        ("expired_at", batch.expired_at),
        // A deadline, which no longer matters once the batch has ended.
        ("deadline", batch.expires_at.filter(|_| batch.ended_at().is_none())),
        ("finish", finish(batch, now)),
    ]
    .into_iter()
    .filter_map(|(key, time)| Some((key, time?)))
    .collect();
    times.sort_by_key(|(_, time)| *time);
    times.into_iter().map(|(key, time)| fact(key, Value::Time(time))).collect()
}

fn usage(usage: &Usage) -> Vec<Fact<'static>> {
    numbers(&[
        ("input_tokens", usage.input_tokens),
        ("cached_tokens", usage.input_tokens_details.as_ref().and_then(|details| details.cached_tokens)),
        ("output_tokens", usage.output_tokens),
        ("reasoning_tokens", usage.output_tokens_details.as_ref().and_then(|details| details.reasoning_tokens)),
        ("total", usage.total_tokens),
    ])
}

fn error(error: &BatchError) -> impl Iterator<Item = Fact<'_>> {
    let label = error.line.map_or(Label::Own(error.code.as_deref().unwrap_or("–")), Label::Line);
    let said = error.message.as_deref().or(error.code.as_deref());
    said.map(|said| Fact { label, shown: Shown::Value(Value::Text(said)) }).into_iter()
}

fn metadata(metadata: Option<&BTreeMap<String, String>>) -> Vec<Fact<'_>> {
    let pairs = metadata.into_iter().flatten();
    pairs.map(|(key, value)| Fact { label: Label::Own(key), shown: Shown::Value(Value::Text(value)) }).collect()
}

fn numbers(numbers: &[(&'static str, Option<u64>)]) -> Vec<Fact<'static>> {
    numbers.iter().filter_map(|(key, number)| Some(fact(key, Value::Count((*number)?)))).collect()
}

fn fact<'a>(key: &'static str, value: Value<'a>) -> Fact<'a> {
    Fact { label: Label::Key(key), shown: Shown::Value(value) }
}

fn given<'a>(key: &'static str, value: Option<Value<'a>>) -> Option<Fact<'a>> {
    value.map(|value| fact(key, value))
}

fn text(text: Option<&str>) -> Option<Value<'_>> {
    text.filter(|text| !text.is_empty()).map(Value::Text)
}

fn filled<const N: usize>(sections: [Section<'_>; N]) -> Vec<Section<'_>> {
    sections.into_iter().filter(|section| !section.facts.is_empty()).collect()
}
