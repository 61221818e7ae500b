//! Orders and what is told, as JSON: what comes from another thread is checked like all that comes from elsewhere.

use super::build::Built;
use super::check::Report;
use super::compose::Fault as Unfit;
use super::cut::Stretch;
use super::estimate::Amount;
use super::fix::{Fixed, Fixes};
use super::join::{Found, Origin};
use super::lines::Place;
use super::order::{Fault, Order, Outline, Told};
use super::problem::{Kind, Note, Problem, Spot};
use super::results::Format;
use super::split::{Room, Split};
use super::tally::{Said, Tally};
use crate::json::{Fields, FromJson, Json, Object, ToJson};

/// Structures as objects; all fields are required but those after the semicolon.
macro_rules! records {
    ($($name:ident { $($field:ident),* $(; $($optional:ident),*)? })*) => {$(
        impl ToJson for $name {
            fn write(&self, to: &mut String) {
                let mut object = Object::begin(to);
                $(object.field(stringify!($field), &self.$field);)*
                $($(object.field(stringify!($optional), &self.$optional);)*)?
                object.end();
            }
        }

        impl FromJson for $name {
            fn from_json(json: Json<'_>) -> Option<Self> {
                let mut fields = Fields::of(json)?;
                Some($name {
                    $($field: fields.read(stringify!($field))?,)*
                    $($($optional: fields.read(stringify!($optional)),)*)?
                })
            }
        }
    )*};
}

mod joined;

records! {
    Place { line, at, bytes }
    Spot { place, note }
    Problem { kind, count, spots }
    Said { text, count, places }
    Amount { requests, plain, other, objects, tokens, data, answers, unlimited }
    Report { bytes, lines, requests, crlf, unended, urls, models, inputs, amount, problems }
    Fixes { marks, blanks, ids, method; url }
    Fixed { marks, blanks, ids, methods, urls, left }
    Room { requests, bytes; inputs }
    Split { files, oversized }
    Built { rows, uneven, garbled, left_out }
    Outline { endpoint, model, system, user, parameters; ids }
}

/// Enumerations as objects with one entry, or texts where nothing goes with them.
fn tagged(to: &mut String, tag: &str, value: &dyn ToJson) {
    let mut object = Object::begin(to);
    object.field(tag, value);
    object.end();
}

/// The tag and what goes with it.
fn untag(json: Json<'_>) -> Option<(String, Json<'_>)> {
    match json {
        Json::Text(tag) => Some((tag.into_owned(), Json::Null)),
        Json::Object(entries) => {
            let (tag, value) = entries.into_iter().next()?;
            Some((tag.into_owned(), value))
        }
        _ => None,
    }
}

impl ToJson for Box<str> {
    fn write(&self, to: &mut String) {
        (**self).write(to);
    }
}

impl FromJson for Box<str> {
    fn from_json(json: Json<'_>) -> Option<Self> {
        String::from_json(json).map(String::into_boxed_str)
    }
}

/// Both sides are of one build: the number of a kind is its name.
impl ToJson for Kind {
    fn write(&self, to: &mut String) {
        (*self as u64).write(to);
    }
}

impl FromJson for Kind {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Kind::ALL.get(usize::try_from(u64::from_json(json)?).ok()?).copied()
    }
}

impl ToJson for Tally {
    fn write(&self, to: &mut String) {
        self.all().write(to);
    }
}

impl FromJson for Tally {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Vec::<Said>::from_json(json).map(Tally::from)
    }
}

impl ToJson for Note {
    fn write(&self, to: &mut String) {
        match self {
            Note::None => "none".write(to),
            Note::Byte(at) => tagged(to, "byte", at),
            Note::Line(line) => tagged(to, "line", line),
            Note::Text(text) => tagged(to, "text", text),
        }
    }
}

impl FromJson for Note {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let (tag, value) = untag(json)?;
        match &*tag {
            "none" => Some(Note::None),
            "byte" => u64::from_json(value).map(Note::Byte),
            "line" => u64::from_json(value).map(Note::Line),
            "text" => FromJson::from_json(value).map(Note::Text),
            _ => None,
        }
    }
}

impl ToJson for Order {
    fn write(&self, to: &mut String) {
        match self {
            Order::Check => "check".write(to),
            Order::Fix(fixes) => tagged(to, "fix", fixes),
            Order::Split(room) => tagged(to, "split", room),
            Order::Table { delimiter, outline } => {
                tagged(to, "table", &Table { delimiter: u64::from(*delimiter), outline: outline.clone() })
            }
            Order::List(outline) => tagged(to, "list", outline),
            Order::Join(files) => tagged(to, "join", files),
            Order::Export { format, rows, files } => {
                tagged(to, "export", &Export { format: *format, rows: rows.clone(), files: files.clone() })
            }
            Order::Cut(stretches) => tagged(to, "cut", stretches),
        }
    }
}

impl FromJson for Order {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let (tag, value) = untag(json)?;
        match &*tag {
            "check" => Some(Order::Check),
            "fix" => Fixes::from_json(value).map(Order::Fix),
            "split" => Room::from_json(value).map(Order::Split),
            "table" => {
                let Table { delimiter, outline } = Table::from_json(value)?;
                Some(Order::Table { delimiter: u8::try_from(delimiter).ok()?, outline })
            }
            "list" => Outline::from_json(value).map(Order::List),
            "join" => Vec::<Origin>::from_json(value).map(Order::Join),
            "export" => {
                let Export { format, rows, files } = Export::from_json(value)?;
                Some(Order::Export { format, rows, files })
            }
            "cut" => Vec::<Stretch>::from_json(value).map(Order::Cut),
            _ => None,
        }
    }
}

struct Table {
    delimiter: u64,
    outline: Outline,
}

struct Export {
    format: Format,
    rows: Option<Vec<u64>>,
    files: Vec<Origin>,
}

struct Read {
    bytes: u64,
    of: u64,
}

records! {
    Export { format, files; rows }
    Table { delimiter, outline }
    Read { bytes, of }
}

impl ToJson for Told {
    fn write(&self, to: &mut String) {
        match self {
            Told::SoFar(report) => tagged(to, "so_far", report),
            Told::Read { bytes, of } => tagged(to, "read", &Read { bytes: *bytes, of: *of }),
            Told::Checked(report) => tagged(to, "checked", report),
            Told::Fixed(fixed) => tagged(to, "fixed", fixed),
            Told::Split(split) => tagged(to, "split", split),
            Told::Built(built) => tagged(to, "built", built),
            Told::Joined(found) => tagged(to, "joined", found),
            Told::Made => "made".write(to),
            Told::Failed(fault) => tagged(to, "failed", fault),
        }
    }
}

impl FromJson for Told {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let (tag, value) = untag(json)?;
        match &*tag {
            "so_far" => Report::from_json(value).map(Told::SoFar),
            "read" => Read::from_json(value).map(|Read { bytes, of }| Told::Read { bytes, of }),
            "checked" => Report::from_json(value).map(Told::Checked),
            "fixed" => Fixed::from_json(value).map(Told::Fixed),
            "split" => Split::from_json(value).map(Told::Split),
            "built" => Built::from_json(value).map(Told::Built),
            "joined" => Found::from_json(value).map(Told::Joined),
            "made" => Some(Told::Made),
            "failed" => Fault::from_json(value).map(Told::Failed),
            _ => None,
        }
    }
}

impl ToJson for Fault {
    fn write(&self, to: &mut String) {
        match self {
            Fault::Unreadable => "unreadable".write(to),
            Fault::Broken => "broken".write(to),
            Fault::HugeRow(line) => tagged(to, "huge_row", line),
            Fault::NoColumn(name) => tagged(to, "no_column", name),
            Fault::Parameters(Unfit::NotJson(at)) => tagged(to, "not_json", &(*at as u64)),
            Fault::Parameters(Unfit::Reserved(key)) => tagged(to, "reserved", key),
            Fault::Parameters(Unfit::Twice(key)) => tagged(to, "twice", key),
        }
    }
}

impl FromJson for Fault {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let (tag, value) = untag(json)?;
        let parameters = |unfit| Some(Fault::Parameters(unfit));
        match &*tag {
            "unreadable" => Some(Fault::Unreadable),
            "broken" => Some(Fault::Broken),
            "huge_row" => u64::from_json(value).map(Fault::HugeRow),
            "no_column" => String::from_json(value).map(Fault::NoColumn),
            "not_json" => parameters(Unfit::NotJson(usize::try_from(u64::from_json(value)?).ok()?)),
            "reserved" => parameters(Unfit::Reserved(String::from_json(value)?)),
            "twice" => parameters(Unfit::Twice(String::from_json(value)?)),
            _ => None,
        }
    }
}
