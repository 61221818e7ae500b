//! Rows that nothing happened to since they were made.

use super::column::Value;
use super::marks::Marks;
use super::rows::Rows;

/// What happens in the first hour is part of the making: a store is filled, and that is activity too.
const MAKING: u64 = 3_600;

/// The rows whose column `active` says nothing later than an hour after `created`. One that does not say when it was
/// made may have been used.
pub(crate) fn unused(rows: &dyn Rows) -> Marks {
    let mut marks = Marks::default();
    let (Some(created), Some(active)) = (rows.find_column("created"), rows.find_column("active")) else { return marks };
    for row in 0..rows.len() {
        let is_unused = match (rows.value(row, created), rows.value(row, active)) {
            (Value::Time(created), Value::Time(active)) => active <= created.saturating_add(MAKING),
            (Value::Time(_), Value::Absent) => true,
            _ => false,
        };
        marks.set(row, is_unused);
    }
    marks
}

/// The rows whose column `used` says no.
pub(crate) fn not_used(rows: &dyn Rows) -> Marks {
    let mut marks = Marks::default();
    if let Some(used) = rows.find_column("used") {
        (0..rows.len()).filter(|row| rows.value(*row, used).text() == Some("no")).for_each(|row| marks.set(row, true));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::column::{Column, Kind};
    use crate::table::rows::Table;

    type Row = (Option<u64>, Option<u64>);

    static COLUMNS: &[Column<Row>] = &[
        Column::new("created", 0, |row: &Row| row.0.map_or(Value::Absent, Value::Time)).of(Kind::Time),
        Column::new("active", 0, |row: &Row| row.1.map_or(Value::Absent, Value::Time)).of(Kind::Time),
    ];

    #[test]
    fn use_begins_an_hour_after_the_making() {
        let rows: Vec<Row> =
            vec![(Some(1_000), Some(4_600)), (Some(1_000), Some(4_601)), (Some(1_000), None), (None, None)];
        let table = Table::new(rows.into_iter().map(std::sync::Arc::new).collect(), |_: &Row| "", COLUMNS);
        assert_eq!(unused(&table).iter().collect::<Vec<_>>(), [0, 2]);
    }
}
