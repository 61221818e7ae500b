//! Rows as a file for other programs: CSV for spreadsheets, JSON and JSONL for scripts.

use super::column::{Head, Value};
use super::rows::Rows;
use crate::json::{Object, ToJson};
use crate::text::date::{date, iso};
use crate::text::visible::visible;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, with one line of column keys.
    Csv,
    /// One list of objects.
    Json,
    /// An object a line.
    Jsonl,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Csv, Format::Json, Format::Jsonl];

    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
        }
    }

    pub fn mime(self) -> &'static str {
        match self {
            Format::Csv => "text/csv",
            Format::Json => "application/json",
            Format::Jsonl => "application/jsonl",
        }
    }
}

/// All columns of the rows of these numbers, in this order. Values are exact: sizes in bytes, times in RFC 3339.
pub fn export(rows: &dyn Rows, which: &[u32], format: Format) -> String {
    let heads: Vec<Head> = (0..rows.columns()).filter_map(|column| rows.column(column).copied()).collect();
    let mut to = String::with_capacity(which.len() * heads.len() * 16);
    if format == Format::Csv {
        line(&mut to, heads.iter().map(|head| head.key.into()));
    }
    for (at, row) in which.iter().enumerate() {
        match format {
            Format::Csv => line(&mut to, (0..heads.len()).map(|column| plain(rows.value(*row, column)))),
            Format::Json => {
                to.push_str(if at == 0 { "[\n" } else { ",\n" });
                object(&mut to, rows, *row, &heads);
            }
            Format::Jsonl => {
                object(&mut to, rows, *row, &heads);
                to.push('\n');
            }
        }
    }
    if format == Format::Json {
        to.push_str(if which.is_empty() { "[]\n" } else { "\n]\n" });
    }
    to
}

/// A name for the file that any system takes: of whom, of what, of which day (Unix seconds).
pub fn file_name(account: &str, table: &str, now: u64, ending: &str) -> String {
    let mut name = String::new();
    for word in [account, table] {
        // As many letters as are still read at a glance.
        for letter in word.trim().chars().take(60) {
            let plain = letter.is_alphanumeric() || letter == '_';
            if plain || !name.ends_with('-') {
                name.push(if plain { letter } else { '-' });
            }
        }
        if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    format!("{}{}.{ending}", name.trim_start_matches('-'), date(now))
}

/// A file's own name as any system takes it: no folders, no letters that mean something else or nothing.
pub fn safe_name(name: &str) -> String {
    let safe = |letter: char| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '_' } else { letter };
    let name: String = visible(name).chars().take(150).map(safe).collect();
    let name = name.trim().trim_start_matches('.');
    if name.is_empty() { "_".to_owned() } else { name.to_owned() }
}

fn line<'a>(to: &mut String, cells: impl Iterator<Item = Cell<'a>>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            to.push(',');
        }
        match cell {
            Cell::Ours(text) => to.push_str(&text),
            Cell::Theirs(text) => csv_text(text, to),
        }
    }
    to.push_str("\r\n");
}

enum Cell<'a> {
    /// Digits and words of our own, which need no quotes.
    Ours(String),
    /// Text of unknown origin.
    Theirs(&'a str),
}

impl From<&str> for Cell<'_> {
    fn from(text: &str) -> Self {
        Cell::Ours(text.to_owned())
    }
}

fn plain(value: Value<'_>) -> Cell<'_> {
    match value {
        Value::Text(text) | Value::Id(text) | Value::Term(text) | Value::Status { term: text, .. } => {
            Cell::Theirs(text)
        }
        Value::Time(seconds) => Cell::Ours(iso(seconds)),
        // With a stroke between them a spreadsheet would take them for a date.
        Value::Fraction { done, total } => Cell::Ours(format!("{done} of {total}")),
        Value::Absent => Cell::Ours(String::new()),
        Value::Count(_) | Value::Bytes(_) | Value::Money(_) | Value::Flag(_) => Cell::Ours(value.facet().into_owned()),
    }
}

/// A cell of text: quoted where it must be, and never one that a spreadsheet would run as a formula.
pub fn csv_text(text: &str, to: &mut String) {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
    // Semicolons and tabs part the cells for a spreadsheet that is set so: quoted, they are text there too.
    let quoted = text.contains([',', '"', '\r', '\n', ';', '\t']) || text.starts_with(' ') || text.ends_with(' ');
    if quoted {
        to.push('"');
    }
    if runs {
        to.push('\'');
    }
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            to.push_str("\"\"");
        }
        to.push_str(part);
    }
    if quoted {
        to.push('"');
    }
}

fn object(to: &mut String, rows: &dyn Rows, row: u32, heads: &[Head]) {
    let mut object = Object::begin(to);
    for (column, head) in heads.iter().enumerate() {
        object.field(head.key, &Exact(rows.value(row, column)));
    }
    object.end();
}

/// A value as JSON.
struct Exact<'a>(Value<'a>);

impl ToJson for Exact<'_> {
    fn write(&self, to: &mut String) {
        match self.0 {
            Value::Text(text) | Value::Id(text) | Value::Term(text) | Value::Status { term: text, .. } => {
                text.write(to);
            }
            Value::Count(n) | Value::Bytes(n) => n.write(to),
            Value::Money(n) => (n as f64 / 1e6).write(to),
            Value::Time(seconds) => iso(seconds).write(to),
            Value::Flag(flag) => flag.write(to),
            Value::Fraction { done, total } => {
                let mut object = Object::begin(to);
                object.field("done", &done);
                object.field("total", &total);
                object.end();
            }
            Value::Absent => to.push_str("null"),
        }
    }
}
