//! From what is selected in a table to what a task would act on.

use std::collections::HashSet;

use leptos::prelude::*;

use super::{Jobs, Task};
use crate::account::details::Kind;
use crate::bulk::plan::Item;
use crate::openai::batch::BatchStatus;
use crate::table::column::Value;
use crate::table::rows::Rows;
use crate::table::selection::Selection;

impl Jobs {
    /// How many of the objects chosen in a list the task would act on.
    pub fn chosen_count(self, task: Task, from: Kind) -> u64 {
        let table = self.catalog.table(from);
        let rows = table.rows.get().0;
        let count = |selection: &Selection| match task {
            Task::CancelBatches => selection.rows().into_iter().filter(|row| is_target(task, &*rows, *row)).count(),
            // Everything else can be done to every object.
            Task::DeleteFiles | Task::DeleteStores | Task::RemoveFiles => selection.count() - selection.missing(),
        };
        table.selection.with(count) as u64
    }

    pub fn chosen(self, task: Task, from: Kind) -> Vec<Item> {
        let table = self.catalog.table(from);
        let rows = table.rows.get_untracked().0;
        let mut chosen = table.selection.get_untracked();
        chosen.on(&rows);
        items(task, &*rows, &mut chosen.rows().into_iter())
    }

    /// Those of some objects that the list still holds, as it now knows them.
    pub(super) fn still(self, task: Task, from: Kind, before: &[Item]) -> Vec<Item> {
        let rows = self.catalog.table(from).rows.get_untracked().0;
        let ids: HashSet<&str> = before.iter().map(|item| &*item.id).collect();
        items(task, &*rows, &mut (0..rows.len()).filter(|row| ids.contains(rows.id(*row))))
    }
}

/// The rows that the task would act on.
fn items(task: Task, rows: &dyn Rows, these: &mut dyn Iterator<Item = u32>) -> Vec<Item> {
    let (name, size) = (rows.find_column("name").or_else(|| rows.find_column("description")), rows.find_column("size"));
    let item = |row: u32| Item {
        deed: task.deed(),
        id: rows.id(row).into(),
        name: name.and_then(|name| rows.value(row, name).free()).unwrap_or_default().into(),
        bytes: match size.map(|size| rows.value(row, size)) {
            Some(Value::Bytes(bytes)) => Some(bytes),
            _ => None,
        },
        ..Item::default()
    };
    these.filter(|row| is_target(task, rows, *row)).map(item).collect()
}

/// A batch that has ended, or of which only this device knows, cannot be cancelled; everything else can be deleted.
fn is_target(task: Task, rows: &dyn Rows, row: u32) -> bool {
    let word = |key| rows.find_column(key).and_then(|column| rows.value(row, column).text());
    let is_over = || word("status").is_some_and(|status| BatchStatus::from(status).is_final());
    task != Task::CancelBatches || !(is_over() || word("source") == Some("device"))
}
