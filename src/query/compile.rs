//! A query made ready for the columns of a table: names looked up, values read, words prepared.

use super::ast::{Literal, Op, Query, Term};
use super::error::{Error, Kind as Wrong, Wanted};
use super::fact;
use super::field::{self, Field};
use super::filter::Scope;
use super::glob::Glob;
use super::value::{number, range};
use crate::table::collate::{Lower, lower};
use crate::table::column::{Kind, Value};
use crate::table::marks::Marks;
use crate::table::needle::Needle;
use crate::table::rows::Rows;

/// What is asked of a row.
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// A part of some searched column.
    Words(Box<Needle>),
    /// One of these holds of the cell.
    Cell(usize, Vec<Holds>),
    /// One of the facts, by its number.
    Fact(usize),
}

/// What is asked of a cell.
pub(super) enum Holds {
    Nothing,
    Part(Box<Needle>),
    Whole(Whole),
    Like(Glob),
    Between(u64, u64),
}

/// A text to be the whole of a cell, whatever the case.
pub(super) struct Whole {
    lower: String,
    /// A term: `in-progress` and `in progress` are `in_progress`.
    loose: bool,
}

/// What is needed to test rows, beside the test.
pub(super) struct Sight<'a> {
    pub rows: &'a dyn Rows,
    pub searched: &'a [usize],
    /// The rows of each fact that is asked for.
    pub facts: &'a [Marks],
}

impl Test {
    pub fn holds(&self, sight: &Sight<'_>, row: u32) -> bool {
        match self {
            Test::All(parts) => parts.iter().all(|part| part.holds(sight, row)),
            Test::Any(parts) => parts.iter().any(|part| part.holds(sight, row)),
            Test::Not(part) => !part.holds(sight, row),
            Test::Words(needle) => sight
                .searched
                .iter()
                .any(|column| sight.rows.value(row, *column).text().is_some_and(|text| needle.is_in(text))),
            Test::Cell(column, any) => {
                let value = sight.rows.value(row, *column);
                any.iter().any(|one| one.of(value))
            }
            Test::Fact(fact) => sight.facts.get(*fact).is_some_and(|marks| marks.contains(row)),
        }
    }
}

impl Holds {
    pub fn of(&self, value: Value<'_>) -> bool {
        match self {
            Holds::Nothing => value == Value::Absent || value.text() == Some(""),
            Holds::Part(needle) => value.text().is_some_and(|text| needle.is_in(text)),
            Holds::Whole(whole) => value.text().is_some_and(|text| whole.is(text)),
            Holds::Like(glob) => value.text().is_some_and(|text| glob.fits(text)),
            Holds::Between(low, high) => number(value).is_some_and(|n| (*low..=*high).contains(&n)),
        }
    }
}

impl Whole {
    pub fn new(text: &str, loose: bool) -> Self {
        let lower = lower(text);
        Self { lower: if loose { lower.chars().map(loosen).collect() } else { lower }, loose }
    }

    pub fn is(&self, text: &str) -> bool {
        let loose = |c| if self.loose { loosen(c) } else { c };
        // A letter may have as many bytes as it likes in lower case, but for ASCII.
        if text.is_ascii() && text.len() != self.lower.len() {
            return false;
        }
        Lower::new(text).map(loose).eq(self.lower.chars())
    }
}

const fn loosen(c: char) -> char {
    if matches!(c, '-' | ' ') { '_' } else { c }
}

/// Makes a query ready.
pub(super) fn compile(query: &Query, scope: &Scope<'_>) -> Result<Test, Error> {
    let all = |parts: &[Query]| parts.iter().map(|part| compile(part, scope)).collect::<Result<Vec<Test>, Error>>();
    Ok(match query {
        Query::All(parts) => Test::All(all(parts)?),
        Query::Any(parts) => Test::Any(all(parts)?),
        Query::Not(part) => Test::Not(Box::new(compile(part, scope)?)),
        Query::Words(words) => Test::Words(Box::new(Needle::new(words))),
        Query::Term(term) if term.field.eq_ignore_ascii_case(fact::FIELD) => facts(term, scope)?,
        Query::Term(term) => {
            let field = field::find(scope.rows, &term.field).ok_or_else(|| wrong(term, Wrong::UnknownField))?;
            cell(term, field, scope.now)?
        }
    })
}

/// An error about the field of a term.
fn wrong(term: &Term, kind: impl Fn(String) -> Wrong) -> Error {
    Error { at: term.at, kind: kind(term.field.clone()) }
}

fn facts(term: &Term, scope: &Scope<'_>) -> Result<Test, Error> {
    if scope.facts.is_empty() {
        return Err(wrong(term, Wrong::UnknownField));
    }
    if !matches!(term.op, Op::Has | Op::Is) {
        return Err(wrong(term, |field| Wrong::WrongOp(term.op, field)));
    }
    let mut any = Vec::new();
    for literal in &term.values {
        let at = scope.facts.iter().position(|fact| fact.name.eq_ignore_ascii_case(&literal.text));
        let unknown = || Error { at: literal.at, kind: Wrong::Not(Wanted::Fact, literal.text.clone()) };
        any.push(Test::Fact(at.ok_or_else(unknown)?));
    }
    Ok(Test::Any(any))
}

fn cell(term: &Term, field: Field<'_>, now: u64) -> Result<Test, Error> {
    let kind = field.head.kind;
    let compares = matches!(term.op, Op::Less | Op::Most | Op::More | Op::Least);
    if (compares && (kind.is_words() || kind == Kind::Flag)) || (term.op == Op::Like && !kind.is_words()) {
        return Err(wrong(term, |field| Wrong::WrongOp(term.op, field)));
    }
    if let (true, [_, second, ..]) = (compares, term.values.as_slice()) {
        return Err(Error { at: second.at, kind: Wrong::OneValue });
    }
    let mut any = Vec::with_capacity(term.values.len());
    for literal in &term.values {
        any.push(holds(term.op, field, literal, now)?);
    }
    Ok(Test::Cell(field.column, any))
}

fn holds(op: Op, field: Field<'_>, literal: &Literal, now: u64) -> Result<Holds, Error> {
    let kind = field.head.kind;
    Ok(match op {
        Op::Has | Op::Is if literal.is_none() => Holds::Nothing,
        Op::Like => Holds::Like(Glob::new(&literal.text)),
        Op::Has | Op::Is if kind.is_term() => Holds::Whole(Whole::new(&literal.text, true)),
        Op::Has if kind.is_words() => Holds::Part(Box::new(Needle::new(&literal.text))),
        Op::Is if kind.is_words() => Holds::Whole(Whole::new(&literal.text, false)),
        _ => {
            let (low, high) = range(field.head, field.aged, op, literal, now)?;
            Holds::Between(low, high)
        }
    })
}
