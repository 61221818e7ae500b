//! What could be written where the cursor is: fields, and values of a field.

use super::ast::Op;
use super::facet::count;
use super::fact;
use super::field::{self, Field, names};
use super::filter::Scope;
use super::scan::{Scan, ends_value, ends_words};
use crate::query::ast::Literal;
use crate::table::column::{Head, Kind};

/// At most so many are offered at once.
const MOST: usize = 12;
/// A column of more values than this is one of names, none of which needs to be offered.
const VALUES_MAX: usize = 40;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// The bytes of the text that a suggestion takes the place of.
    pub from: usize,
    pub to: usize,
    pub list: Vec<Suggestion>,
    /// Nothing was begun here: these are all there are.
    pub unasked: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is written.
    pub text: String,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A field, by the key of its column.
    Field(&'static str),
    /// The field under which facts are asked for.
    Facts,
    /// A value that so many rows have.
    Value(u32),
    /// The absence of a value.
    None,
    /// One of many values that could be written.
    Example,
}

/// The byte at which so many of the browser's units (UTF-16) end.
pub fn byte_of_unit(text: &str, units: usize) -> usize {
    let mut before = 0;
    let at = text.char_indices().find(|(_, c)| {
        before += c.len_utf16();
        before > units
    });
    at.map_or(text.len(), |(at, _)| at)
}

/// The text with a suggestion written into it, and the byte at which the cursor then is. A value is followed by a
/// space.
pub fn accept(text: &str, offered: &Suggestions, chosen: &Suggestion) -> (String, usize) {
    let (before, after) = (text.get(..offered.from).unwrap_or(text), text.get(offered.to..).unwrap_or_default());
    let space = if chosen.begins_a_term() || after.starts_with([' ', ')', ',']) { "" } else { " " };
    let start = format!("{before}{}{space}", chosen.text);
    (format!("{start}{after}"), start.len())
}

impl Suggestion {
    /// Whether a value is to follow.
    pub fn begins_a_term(&self) -> bool {
        matches!(self.what, What::Field(_) | What::Facts)
    }
}

/// Where the cursor is.
enum Place<'a> {
    /// At the start or in the middle of words, which may become a field.
    Words(&'a str),
    /// In a value.
    Value(&'a str, Op, String),
}

/// What could stand at the cursor, a place in the text in bytes.
pub fn suggest(text: &str, cursor: usize, scope: &Scope<'_>) -> Suggestions {
    let before = text.get(..cursor).unwrap_or(text);
    let Some((from, place)) = place(before) else { return Suggestions::default() };
    let (list, unasked) = match place {
        Place::Words(begun) => (fields(begun, scope), begun.is_empty()),
        Place::Value(name, op, begun) => (values(name, op, &begun, scope), false),
    };
    Suggestions { from, to: before.len(), list, unasked }
}

fn place(before: &str) -> Option<(usize, Place<'_>)> {
    let mut scan = Scan { text: before, at: 0 };
    loop {
        scan.skip_space();
        let from = scan.at;
        match scan.peek() {
            None => return Some((from, Place::Words(""))),
            Some('"') => {
                if !scan.quoted().1 {
                    return None;
                }
                continue;
            }
            Some('(' | ')') => {
                scan.at += 1;
                continue;
            }
            Some(_) => {}
        }
        if scan.take_minus() {
            continue;
        }
        let words = scan.run(ends_words);
        if scan.peek().is_none() {
            return Some((from, Place::Words(words)));
        }
        let Some(op) = scan.op() else { continue };
        loop {
            scan.skip_space();
            let from = scan.at;
            let (value, ends) = match scan.peek() {
                Some('"') => scan.quoted(),
                _ => (scan.run(ends_value).to_owned(), scan.peek().is_some()),
            };
            if !ends {
                return Some((from, Place::Value(words, op, value)));
            }
            if !scan.take(',') {
                break;
            }
        }
    }
}

fn begins(name: &str, begun: &str) -> bool {
    name.get(..begun.len()).is_some_and(|start| start.eq_ignore_ascii_case(begun))
}

fn fields(begun: &str, scope: &Scope<'_>) -> Vec<Suggestion> {
    let mut list = Vec::new();
    for (_, head) in field::all(scope.rows) {
        let mut offered = false;
        for (at, (name, aged)) in names(head).enumerate() {
            // A second name only if it is the one that was begun.
            if begins(name, begun) && !offered && (at == 0 || aged || !begun.is_empty()) {
                list.push(Suggestion { text: name.to_owned() + sign(head, aged), what: What::Field(head.key) });
                offered = !(begun.is_empty() || aged);
            }
        }
    }
    if !scope.facts.is_empty() && begins(fact::FIELD, begun) {
        list.push(Suggestion { text: format!("{}:", fact::FIELD), what: What::Facts });
    }
    list.truncate(MOST);
    list
}

/// The sign that is most likely to follow.
fn sign(head: &Head, aged: bool) -> &'static str {
    match head.kind {
        Kind::Bytes | Kind::Money | Kind::Count => ">",
        Kind::Time if aged => ">",
        Kind::Time if head.ahead => "<",
        Kind::Fraction => "<",
        _ => ":",
    }
}

fn values(name: &str, op: Op, begun: &str, scope: &Scope<'_>) -> Vec<Suggestion> {
    let mut list = Vec::new();
    if name.eq_ignore_ascii_case(fact::FIELD) && !scope.facts.is_empty() {
        list.extend(scope.facts.iter().map(|fact| example(fact.name)));
    } else if let Some(field) = field::find(scope.rows, name) {
        list = of_column(field, op, scope);
    }
    let lower = begun.to_ascii_lowercase();
    list.retain(|one| one.text.trim_start_matches('"').to_ascii_lowercase().contains(&lower));
    // What stands there already need not be offered.
    list.retain(|one| !one.text.eq_ignore_ascii_case(begun));
    // Those that begin like it come first; the sort leaves the rest as it is.
    list.sort_by_key(|one| !begins(one.text.trim_start_matches('"'), begun));
    list.truncate(MOST);
    list
}

fn example(text: &str) -> Suggestion {
    Suggestion { text: text.to_owned(), what: What::Example }
}

fn of_column(field: Field<'_>, op: Op, scope: &Scope<'_>) -> Vec<Suggestion> {
    let kind = field.head.kind;
    let whole = matches!(op, Op::Has | Op::Is);
    let mut list: Vec<Suggestion> = match kind {
        Kind::Id => return Vec::new(),
        Kind::Text | Kind::Term | Kind::Status if whole => {
            let rows = scope.rows;
            let Some(mut counts) = count(rows, 0..rows.len(), field.column, VALUES_MAX) else { return Vec::new() };
            counts.sort_unstable_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
            counts.retain(|(value, _)| !value.is_empty());
            let value = |(value, count): (&str, u32)| {
                let Literal { text, quoted, .. } = Literal::of(value);
                let text = if quoted { super::print::quoted(&text) } else { text };
                Suggestion { text, what: What::Value(count) }
            };
            counts.into_iter().map(value).collect()
        }
        Kind::Text | Kind::Term | Kind::Status => return Vec::new(),
        Kind::Bytes => ["1kb", "1mb", "10mb", "100mb", "1gb"].map(example).into(),
        Kind::Money => ["0", "0.01", "0.1", "1"].map(example).into(),
        Kind::Count => ["0", "1", "10", "100"].map(example).into(),
        Kind::Time if field.head.ahead => ["1d", "7d", "30d"].map(example).into(),
        Kind::Time if field.aged => ["1d", "7d", "30d", "90d", "1y"].map(example).into(),
        Kind::Time => {
            let (year, month) = super::date::month(scope.now);
            let dates = ["today".to_owned(), "yesterday".to_owned(), format!("{year}-{month:02}"), format!("{year}")];
            let ages = ["7d", "30d"].map(str::to_owned);
            dates.iter().chain(&ages).map(|text| example(text)).collect()
        }
        Kind::Fraction => ["50%", "100%"].map(example).into(),
        Kind::Flag => ["true", "false"].map(example).into(),
    };
    if whole && kind != Kind::Flag {
        list.push(Suggestion { text: super::ast::NONE.to_owned(), what: What::None });
    }
    list
}
