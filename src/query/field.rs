//! The names by which a query names the columns of a table.

use crate::table::column::Head;
use crate::table::rows::Rows;

/// A column that a query names.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub column: usize,
    pub head: &'a Head,
    /// It is named as the time since: `age`.
    pub aged: bool,
}

/// All names of a column, the usual one first, and whether it is that of its age.
pub(super) fn names(head: &Head) -> impl Iterator<Item = (&'static str, bool)> {
    let age = Some((head.age, true)).filter(|_| !head.age.is_empty());
    std::iter::once((head.key, false)).chain(age).chain(head.also.iter().map(|name| (*name, false)))
}

/// The columns that a query can name.
pub(super) fn all(rows: &dyn Rows) -> impl Iterator<Item = (usize, &Head)> {
    (0..rows.columns()).filter_map(|column| Some((column, rows.column(column)?)))
}

/// The column of a name, in any case. A column's own name counts before another's second one.
pub(super) fn find<'a>(rows: &'a dyn Rows, name: &str) -> Option<Field<'a>> {
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    let named = |(column, head)| {
        let (_, aged) = names(head).find(|(other, _)| is(other))?;
        Some(Field { column, head, aged })
    };
    all(rows).find(|(_, head)| is(head.key)).or_else(|| all(rows).find(|field| named(*field).is_some())).and_then(named)
}

/// Whether a query means this column by a name, and not its age.
pub(super) fn is_name_of(head: &Head, name: &str) -> bool {
    names(head).any(|(other, aged)| !aged && name.eq_ignore_ascii_case(other))
}
