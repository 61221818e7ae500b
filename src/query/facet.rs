//! A facet: a column of few values, one of which can be asked for by a click. What is chosen stands in the query.

use super::ast::{At, Literal, Op, Query, Term};
use super::compile::Whole;
use super::field::is_name_of;
use crate::table::column::Head;
use crate::table::rows::Rows;

/// A query taken apart: the term that is the facet's own, and the rest of it. A term in brackets, behind a minus or
/// beside an `or` is no choice of a facet.
pub fn split(query: &Query, head: &Head) -> (Query, Option<Term>) {
    let mut rest = query.clone().into_parts();
    let own = rest.iter().position(|part| matches!(part, Query::Term(term) if is_own(term, head)));
    let own = own.map(|at| rest.remove(at));
    (Query::of_parts(rest), own.and_then(|part| if let Query::Term(term) = part { Some(term) } else { None }))
}

fn is_own(term: &Term, head: &Head) -> bool {
    term.op == Op::Has && is_name_of(head, &term.field)
}

/// Whether a value is among those chosen; the empty text is the absence of one.
pub fn is_chosen(own: Option<&Term>, value: &str) -> bool {
    own.is_some_and(|own| own.values.iter().any(|literal| means(literal, value)))
}

fn means(literal: &Literal, value: &str) -> bool {
    if literal.is_none() { value.is_empty() } else { Whole::new(&literal.text, true).is(value) }
}

/// The query with a value of the facet chosen, or no longer.
pub fn toggle(query: &Query, head: &Head, value: &str) -> Query {
    let mut parts = query.clone().into_parts();
    let own = parts.iter().position(|part| matches!(part, Query::Term(term) if is_own(term, head)));
    match own.map(|at| (at, parts.get_mut(at))) {
        Some((at, Some(Query::Term(own)))) => {
            let before = own.values.len();
            own.values.retain(|literal| !means(literal, value));
            if own.values.len() == before {
                own.values.push(Literal::of(value));
            } else if own.values.is_empty() {
                parts.remove(at);
            }
        }
        _ => {
            let (field, values) = (head.key.to_owned(), vec![Literal::of(value)]);
            parts.push(Query::Term(Term { field, at: At::default(), op: Op::Has, values }));
        }
    }
    Query::of_parts(parts)
}

/// How many of the rows there are of each value of a column of words: most first, then by value. The values
/// chosen are there even if no row has them.
pub fn counts(rows: &dyn Rows, found: &[u32], column: usize, own: Option<&Term>) -> Vec<(String, u32)> {
    let mut counts = count(rows, found.iter().copied(), column, usize::MAX).unwrap_or_default();
    for literal in own.iter().flat_map(|own| &own.values) {
        if !counts.iter().any(|(value, _)| means(literal, value)) {
            counts.push((if literal.is_none() { "" } else { literal.text.as_str() }, 0));
        }
    }
    counts.sort_unstable_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
    counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
}

/// How many of the rows there are of each value, unless there are more values than so many.
pub(super) fn count(
    rows: &dyn Rows,
    these: impl Iterator<Item = u32>,
    column: usize,
    most: usize,
) -> Option<Vec<(&str, u32)>> {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    let mut last = 0;
    for row in these {
        let value = rows.value(row, column).text().unwrap_or_default();
        if counts.get(last).is_none_or(|(other, _)| *other != value) {
            last = counts.iter().position(|(other, _)| *other == value).unwrap_or(counts.len());
        }
        match counts.get_mut(last) {
            Some((_, count)) => *count += 1,
            None if last == most => return None,
            None => counts.push((value, 1)),
        }
    }
    Some(counts)
}
