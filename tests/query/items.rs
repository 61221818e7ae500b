//! The rows that are asked, and how they are asked.

use std::sync::Arc;

use quartermaster::query::fact::Fact;
use quartermaster::query::{Filter, Query, Scope};
use quartermaster::table::column::{Column, Kind, Tone, Value};
use quartermaster::table::rows::{Rows, Table};

#[derive(Clone, Debug, Default)]
pub struct Item {
    pub id: String,
    pub name: Option<String>,
    pub kind: Option<String>,
    pub status: Option<String>,
    pub size: Option<u64>,
    pub files: Option<u64>,
    pub created: Option<u64>,
    pub expires: Option<u64>,
    pub done: Option<(u64, u64)>,
    pub locked: Option<bool>,
}

pub static COLUMNS: &[Column<Item>] = &[
    Column::new("name", 0, |item: &Item| item.name.as_deref().map_or(Value::Absent, Value::Text)).searched(),
    Column::new("id", 0, |item: &Item| Value::Id(&item.id)).of(Kind::Id).searched(),
    Column::new("purpose", 0, |item: &Item| item.kind.as_deref().map_or(Value::Absent, Value::Term)).of(Kind::Term),
    Column::new("status", 0, |item: &Item| match item.status.as_deref() {
        Some(term) => Value::Status { term, tone: Tone::Quiet },
        None => Value::Absent,
    })
    .of(Kind::Status),
    Column::new("size", 0, |item: &Item| item.size.map_or(Value::Absent, Value::Bytes))
        .of(Kind::Bytes)
        .also(&["bytes"]),
    Column::new("files", 0, |item: &Item| item.files.map_or(Value::Absent, Value::Count)).of(Kind::Count),
    Column::new("created", 0, |item: &Item| item.created.map_or(Value::Absent, Value::Time)).past("age"),
    Column::new("expires", 0, |item: &Item| item.expires.map_or(Value::Absent, Value::Time)).ahead(),
    Column::new("progress", 0, |item: &Item| match item.done {
        Some((done, total)) => Value::Fraction { done, total },
        None => Value::Absent,
    })
    .of(Kind::Fraction),
    Column::new("locked", 0, |item: &Item| item.locked.map_or(Value::Absent, Value::Flag)).of(Kind::Flag),
];

pub static FACTS: &[Fact] = &[Fact::DUPLICATE];

/// 2026-11-21 10:20:30 UTC.
pub const NOW: u64 = 1_795_256_430;
pub const HOUR: u64 = 3_600;
pub const DAY: u64 = 24 * HOUR;
pub const MB: u64 = 1 << 20;

pub fn table(items: Vec<Item>) -> Table<Item> {
    Table::new(items.into_iter().map(Arc::new).collect(), |item| &item.id, COLUMNS)
}

pub fn scope(rows: &dyn Rows) -> Scope<'_> {
    Scope { rows, facts: FACTS, now: NOW }
}

pub fn find(rows: &dyn Rows, text: &str) -> Vec<u32> {
    let found = Query::parse(text).and_then(|query| Filter::new(&query, scope(rows)).map(|filter| filter.find()));
    assert!(found.is_ok(), "{text}: {found:?}");
    found.unwrap_or_default()
}

pub fn named(names: &[&str]) -> Table<Item> {
    let item = |(at, name): (usize, &&str)| Item {
        id: format!("file-{at}"),
        name: (*name != "-").then(|| (*name).to_owned()),
        ..Item::default()
    };
    table(names.iter().enumerate().map(item).collect())
}

/// Rows of which one field was made of each number.
pub fn of_numbers(numbers: &[Option<u64>], make: fn(Option<u64>) -> Item) -> Table<Item> {
    table(numbers.iter().zip(0..).map(|(n, at)| Item { id: format!("file-{at}"), ..make(*n) }).collect())
}
