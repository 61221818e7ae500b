//! The columns a person made of those that were declared, where the keyboard goes when rows vanish, and ids picked
//! out of any text.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use quartermaster::table::chunks::Chunks;
use quartermaster::table::column::{Column, Value};
use quartermaster::table::follow::follow;
use quartermaster::table::layout::{Layout, WIDTH_MAX, WIDTH_MIN};
use quartermaster::table::pasted::pick;
use quartermaster::table::rows::{Rows, Table};
use std::collections::HashSet;
use std::sync::Arc;

static COLUMNS: &[Column<String>] = &[
    Column::new("name", 200, |id: &String| Value::Text(id)),
    Column::new("id", 150, |id: &String| Value::Id(id)),
    Column::new("size", 90, |id: &String| Value::Bytes(id.len() as u64)),
    Column::new("more", 80, |_| Value::Absent).hidden(),
];

fn list<S: AsRef<str>>(ids: &[S]) -> Arc<dyn Rows> {
    let ids: Chunks<String> = ids.iter().map(|id| Arc::new(id.as_ref().to_owned())).collect();
    Arc::new(Table::<String>::new(ids, |id| id, COLUMNS))
}

#[test]
fn columns_are_kept_as_text_and_read_again() {
    let rows = list::<&str>(&[]);
    let mut layout = Layout::declared(&*rows);
    assert_eq!((layout.shown(), layout.text(&*rows).as_str()), (vec![0, 1, 2], "name,id,size,-more"));
    layout.resize(0, 320);
    layout.toggle(1);
    layout.shift(2, -1);
    assert_eq!(layout.text(&*rows), "size,name:320,-id,-more");
    assert_eq!(Layout::read(&*rows, &layout.text(&*rows)), layout);
    assert_eq!(layout.tracks(&*rows), ("40px minmax(90px, 4fr) 320px".to_owned(), 450));
}

#[test]
fn a_text_of_other_columns_is_read_as_far_as_it_goes() {
    let rows = list::<&str>(&[]);
    let read = |text| Layout::read(&*rows, text).text(&*rows);
    assert_eq!(read("size:9000,gone,name,size"), "size:1000,name,id,-more");
    assert_eq!(read(""), "name,id,size,-more");
    assert_eq!(read("-name,-id,-size"), "name,id,size,-more", "something must be shown");
    assert_eq!(read("name:x,\u{1F600},-:5,::"), "name,id,size,-more");
}

#[test]
fn the_last_column_cannot_be_hidden() {
    let rows = list::<&str>(&[]);
    let mut layout = Layout::declared(&*rows);
    for column in 0..3 {
        layout.toggle(column);
    }
    assert_eq!(layout.shown(), [2]);
    layout.toggle(3);
    layout.toggle(2);
    assert_eq!(layout.shown(), [3]);
}

#[test]
fn a_column_moves_past_those_that_are_shown() {
    let rows = list::<&str>(&[]);
    let mut layout = Layout::read(&*rows, "name,-id,size,more");
    layout.shift(0, 1);
    assert_eq!(layout.shown(), [2, 0, 3]);
    layout.shift(0, 99);
    assert_eq!(layout.shown(), [2, 3, 0]);
    layout.shift(0, -99);
    assert_eq!(layout.shown(), [0, 2, 3]);
    layout.carry(3, 0);
    assert_eq!(layout.shown(), [3, 0, 2]);
}

#[test]
fn ids_are_picked_out_of_any_text() {
    let rows = list(&["file-a", "file-b", "file-c_d", "file-e"]);
    let pasted = pick(&*rows, "{\"id\":\"file-e\"}, see file-b. file-b\tfile-zzz;profile-x file-file-c_d\nfile-");
    assert_eq!(pasted.rows, [1, 3]);
    assert_eq!(pasted.unknown, ["file-zzz", "file-file-c_d"]);
    assert_eq!(pick(&*rows, "").rows, [0; 0]);
    assert_eq!(pick(&*list::<&str>(&[]), "file-a").unknown, [""; 0]);
}

#[test]
fn the_keyboard_stays_on_its_object_or_goes_to_the_next() {
    let old = list(&["a", "b", "c", "d", "e"]);
    let order = [4, 3, 2, 1, 0];
    let go = |place, ids: &[&str], new_order: &[u32]| follow((&*old, &order), place, (&*list(ids), new_order));
    assert_eq!(go(1, &["a", "b", "c", "d", "e", "f"], &[5, 4, 3, 2, 1, 0]), 2, "a row came above it");
    assert_eq!(go(2, &["a", "b", "d", "e"], &[3, 2, 1, 0]), 2, "c is gone: b comes after it");
    assert_eq!(go(4, &["b", "c", "d", "e"], &[3, 2, 1, 0]), 3, "the last one is gone: the one before");
    assert_eq!(go(2, &["a", "b", "c", "d", "e"], &[1, 0]), 0, "hidden");
    assert_eq!(go(2, &[], &[]), 0);
    assert_eq!(go(9, &["a"], &[0]), 0);
}

proptest! {
    #[test]
    fn any_text_is_read_as_columns_that_write_the_same_again(text in "((-?(name|id|size|more|x)(:[0-9]{0,6})?|.?),?){0,6}") {
        let rows = list::<&str>(&[]);
        let layout = Layout::read(&*rows, &text);
        let columns: HashSet<usize> = layout.columns.iter().map(|place| place.column).collect();
        prop_assert!(columns.len() == COLUMNS.len() && layout.columns.len() == COLUMNS.len());
        prop_assert!(!layout.shown().is_empty());
        prop_assert!(layout.columns.iter().filter_map(|place| place.width).all(|width| (WIDTH_MIN..=WIDTH_MAX).contains(&width)));
        prop_assert_eq!(Layout::read(&*rows, &layout.text(&*rows)), layout);
    }

    #[test]
    fn picking_never_fails_and_finds_every_id_of_the_list(text in ".*", chosen in vec(0u32..40, 0..9)) {
        let ids: Vec<String> = (0..40).map(|n| format!("vs_{n:03}")).collect();
        let rows = list(&ids);
        let _ = pick(&*rows, &text);
        let pasted = pick(&*rows, &chosen.iter().map(|row| format!("[{}]", ids[*row as usize])).collect::<String>());
        let mut expected: Vec<u32> = chosen.clone();
        expected.sort_unstable();
        expected.dedup();
        prop_assert_eq!((pasted.rows, pasted.unknown.len()), (expected, 0));
    }

    #[test]
    fn where_the_keyboard_goes_is_the_next_survivor(gone in vec(any::<bool>(), 20), place in 0usize..20) {
        let old: Vec<String> = (0..20).map(|n| format!("r{n}")).collect();
        let new: Vec<String> = old.iter().zip(&gone).filter(|(_, gone)| !**gone).map(|(id, _)| id.clone()).collect();
        let order: Vec<u32> = (0..20).collect();
        let new_order: Vec<u32> = (0..new.len() as u32).collect();
        let to = follow((&*list(&old), &order), place, (&*list(&new), &new_order));
        let expected = (place..20).chain((0..place).rev()).find(|at| !gone[*at]).map(|at| old[at].clone());
        prop_assert_eq!(new.get(to).cloned(), expected);
    }
}
