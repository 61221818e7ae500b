//! The selection against a plain set of ids.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use quartermaster::table::column::{Column, Value};
use quartermaster::table::rows::{Rows, Table};
use quartermaster::table::selection::Selection;
use std::collections::BTreeSet;
use std::sync::Arc;

static COLUMNS: &[Column<String>] = &[Column::new("length", 90, |id: &String| Value::Bytes(id.len() as u64))];

fn list<S: AsRef<str>>(ids: &[S]) -> Arc<dyn Rows> {
    let ids = ids.iter().map(|id| Arc::new(id.as_ref().to_owned())).collect();
    Arc::new(Table::<String>::new(ids, |id| id, COLUMNS))
}

fn numbered(count: u32) -> Arc<dyn Rows> {
    list(&(0..count).map(|n| format!("file-{n}")).collect::<Vec<_>>())
}

#[test]
fn a_range_extends_from_the_row_clicked_last_in_the_order_shown() {
    let rows = numbered(10);
    let order = [9, 3, 5, 1, 7];
    let mut selection = Selection::default();
    selection.toggle(&rows, 3);
    selection.range(&rows, &order, 7);
    assert_eq!(selection.rows(), [1, 3, 5, 7]);
    selection.range(&rows, &order, 9);
    assert_eq!(selection.rows(), [1, 3, 5, 7, 9], "the anchor stays");
    selection.toggle(&rows, 5);
    selection.range(&rows, &order, 7);
    assert_eq!(selection.rows(), [3, 9], "from a row that was cleared, a range clears");
}

#[test]
fn a_range_without_an_anchor_in_view_is_one_row() {
    let rows = numbered(10);
    let mut selection = Selection::default();
    selection.range(&rows, &[2, 4, 6], 4);
    assert_eq!((selection.rows(), selection.anchor()), (vec![4], Some(4)));
    selection.range(&rows, &[2, 6, 8], 8);
    assert_eq!((selection.rows(), selection.anchor()), (vec![4, 8], Some(8)));
}

#[test]
fn the_anchor_stays_on_its_object_when_rows_move() {
    let mut selection = Selection::default();
    selection.toggle(&list(&["a", "b", "c"]), 1);
    let moved = list(&["new", "a", "c", "b", "d", "e"]);
    selection.range(&moved, &[0, 1, 2, 3, 4, 5], 5);
    assert_eq!(selection.ids(), ["b", "d", "e"]);
    selection.on(&list(&["a"]));
    assert_eq!(selection.anchor(), None);
}

#[test]
fn all_matching_means_those_of_that_moment() {
    let mut selection = Selection::default();
    selection.select(&numbered(3), &[0, 1, 2]);
    let longer = numbered(5);
    selection.on(&longer);
    assert_eq!(selection.rows(), [0, 1, 2]);
    assert_eq!(selection.hidden(&[1, 3, 4]), 2);
    assert_eq!(selection.shown(&[1, 3, 4]), 1);
}

#[test]
fn what_a_reload_has_not_brought_yet_stays_chosen() {
    let mut selection = Selection::default();
    selection.select(&list(&["a", "b", "c", "d"]), &[1, 3]);
    selection.on(&list(&["b"]));
    assert_eq!((selection.count(), selection.missing(), selection.ids()), (2, 1, vec!["b".to_owned()]));
    selection.on(&list(&["x", "b", "d"]));
    assert_eq!((selection.missing(), selection.ids()), (0, vec!["b".to_owned(), "d".to_owned()]));
    let whole = list(&["x", "d"]);
    selection.retain(&whole);
    assert_eq!((selection.count(), selection.ids()), (1, vec!["d".to_owned()]));
    assert_eq!(selection.total(0), 1);
}

#[test]
fn a_row_that_does_not_exist_cannot_be_chosen() {
    let rows = numbered(2);
    let mut selection = Selection::default();
    selection.select(&rows, &[1, 2, u32::MAX]);
    selection.toggle(&rows, 64);
    assert_eq!((selection.count(), selection.rows()), (1, vec![1]));
}

/// A step a person or the program may take; row numbers are taken modulo the length of the list.
#[derive(Clone, Debug)]
enum Step {
    Toggle(u32),
    Range(u32),
    Select,
    Deselect,
    Invert,
    Clear,
    Show(Vec<u32>),
    Load(Vec<u32>),
    Append(Vec<u32>),
    Retain,
}

fn step() -> impl Strategy<Value = Step> {
    let numbers = || vec(0u32..200, 0..150);
    prop_oneof![
        4 => any::<u32>().prop_map(Step::Toggle),
        3 => any::<u32>().prop_map(Step::Range),
        2 => Just(Step::Select),
        1 => Just(Step::Deselect),
        2 => Just(Step::Invert),
        1 => Just(Step::Clear),
        3 => numbers().prop_map(Step::Show),
        2 => numbers().prop_map(Step::Load),
        2 => numbers().prop_map(Step::Append),
        1 => Just(Step::Retain),
    ]
}

/// The ids in the order in which they first appear.
fn unique(numbers: impl IntoIterator<Item = u32>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    numbers.into_iter().filter(|n| seen.insert(*n)).map(|n| format!("file-{n}")).collect()
}

/// The selection as plainly as it can be said.
#[derive(Default)]
struct Model {
    chosen: BTreeSet<String>,
    anchor: Option<String>,
}

impl Model {
    fn set(&mut self, id: &str, on: bool) {
        if on {
            self.chosen.insert(id.to_owned())
        } else {
            self.chosen.remove(id)
        };
    }

    fn range(&mut self, shown: &[String], to: &str) {
        let place = |id: &str| shown.iter().position(|other| other == id);
        match (self.anchor.clone(), self.anchor.as_deref().and_then(place), place(to)) {
            (Some(anchor), Some(from), Some(to)) => {
                let on = self.chosen.contains(&anchor);
                shown[from.min(to)..=from.max(to)].iter().for_each(|id| self.set(id, on));
            }
            _ => {
                self.set(to, true);
                self.anchor = Some(to.to_owned());
            }
        }
    }
}

proptest! {
    #[test]
    fn after_any_steps_the_selection_is_what_a_plain_set_says(steps in vec(step(), 0..60)) {
        let mut ids = unique(0..130);
        let mut rows = list(&ids);
        let mut order: Vec<u32> = (0..130).collect();
        let mut selection = Selection::default();
        let mut model = Model::default();
        for step in steps {
            let shown: Vec<String> = order.iter().map(|row| ids[*row as usize].clone()).collect();
            match step {
                Step::Toggle(n) if !order.is_empty() => {
                    let row = order[n as usize % order.len()];
                    selection.toggle(&rows, row);
                    let id = &ids[row as usize];
                    model.set(id, !model.chosen.contains(id));
                    model.anchor = Some(id.clone());
                }
                Step::Range(n) if !order.is_empty() => {
                    let row = order[n as usize % order.len()];
                    selection.range(&rows, &order, row);
                    model.range(&shown, &ids[row as usize]);
                }
                Step::Toggle(_) | Step::Range(_) => {}
                Step::Select => {
                    selection.select(&rows, &order);
                    shown.iter().for_each(|id| model.set(id, true));
                }
                Step::Deselect => {
                    selection.deselect(&rows, &order);
                    shown.iter().for_each(|id| model.set(id, false));
                }
                Step::Invert => {
                    selection.invert(&rows, &order);
                    shown.iter().for_each(|id| model.set(id, !model.chosen.contains(id)));
                }
                Step::Clear => {
                    selection.clear();
                    model = Model::default();
                }
                Step::Show(numbers) => {
                    let mut seen = BTreeSet::new();
                    order = numbers.into_iter().filter(|n| *n < rows.len() && seen.insert(*n)).collect();
                }
                Step::Load(numbers) => {
                    ids = unique(numbers);
                    rows = list(&ids);
                    order = (0..rows.len()).collect();
                }
                Step::Append(numbers) => {
                    let old = ids.iter().filter_map(|id| id.strip_prefix("file-")?.parse().ok()).collect::<Vec<u32>>();
                    ids = unique(old.into_iter().chain(numbers));
                    rows = list(&ids);
                    order = (0..rows.len()).rev().collect();
                }
                Step::Retain => {
                    selection.retain(&rows);
                    model.chosen.retain(|id| ids.contains(id));
                }
            }
            selection.on(&rows);
            if model.anchor.as_ref().is_some_and(|id| !ids.contains(id)) {
                model.anchor = None;
            }

            let listed: Vec<&String> = ids.iter().filter(|id| model.chosen.contains(*id)).collect();
            prop_assert!(selection.ids().iter().eq(listed.iter().copied()));
            prop_assert_eq!(selection.count(), model.chosen.len());
            prop_assert_eq!(selection.missing(), model.chosen.len() - listed.len());
            let hidden = model.chosen.iter().filter(|id| order.iter().all(|row| ids[*row as usize] != **id)).count();
            prop_assert_eq!(selection.hidden(&order), hidden);
            for (row, id) in (0..).zip(&ids) {
                prop_assert_eq!(selection.contains(row), model.chosen.contains(id));
            }
            prop_assert_eq!(selection.anchor().map(|row| &ids[row as usize]), model.anchor.as_ref());
            prop_assert_eq!(selection.total(0), listed.iter().map(|id| id.len() as u64).sum::<u64>());
        }
    }
}
