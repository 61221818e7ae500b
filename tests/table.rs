//! Rows without a screen: their order, what is found among them, which of them are drawn.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use quartermaster::table::column::{Align, Column, Tone, Value, compare};
use quartermaster::table::order::{By, Direction, Ranking, only};
use quartermaster::table::rows::{Rows, Table};
use quartermaster::table::sorting;
use quartermaster::table::window::{MOUNTED_MAX, View};
use std::cmp::Ordering;
use std::sync::Arc;

#[derive(Clone, Debug, Default)]
struct Item {
    id: String,
    name: Option<String>,
    kind: String,
    size: Option<u64>,
    done: Option<(u64, u64)>,
}

const NAME: usize = 0;
const KIND: usize = 2;
const SIZE: usize = 3;
const DONE: usize = 4;

static COLUMNS: &[Column<Item>] = &[
    Column::new("name", 280, |item: &Item| item.name.as_deref().map_or(Value::Absent, Value::Text)).searched(),
    Column::new("id", 200, |item: &Item| Value::Id(&item.id)).searched().hidden(),
    Column::new("kind", 90, |item| Value::Term(&item.kind)),
    Column::new("size", 90, |item: &Item| item.size.map_or(Value::Absent, Value::Bytes)).at_end(),
    Column::new("done", 90, |item| match item.done {
        Some((done, total)) => Value::Fraction { done, total },
        None => Value::Absent,
    }),
];

fn table(items: Vec<Item>) -> Table<Item> {
    Table::new(items.into_iter().map(Arc::new).collect(), |item| &item.id, COLUMNS)
}

fn named(names: &[&str]) -> Table<Item> {
    let item = |(at, name): (usize, &&str)| Item {
        id: format!("file-{at}"),
        name: (*name != "-").then(|| (*name).to_owned()),
        ..Item::default()
    };
    table(names.iter().enumerate().map(item).collect())
}

fn sorted(rows: &Arc<dyn Rows>, by: &[By]) -> Vec<u32> {
    Ranking::default().of(rows, by).to_vec()
}

fn names_sorted(names: &[&str], direction: Direction) -> Vec<String> {
    let rows: Arc<dyn Rows> = Arc::new(named(names));
    let order = sorted(&rows, &[(NAME, direction)]);
    order.iter().map(|row| rows.value(*row, NAME).text().unwrap_or("-").to_owned()).collect()
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    // Few letters and values, so that there are equals and long common beginnings.
    let name = "((report|Report|été|É|x)[-_ 0]?){0,4}[0-9]{0,3}(a|B|\u{0}|😀)?";
    let item = (option::weighted(0.9, name), "assistants|batch|", option::of(prop_oneof![0u64..4, Just(u64::MAX)]));
    let item = (item, option::of((0u64..4, 0u64..4)));
    vec(item, 0..60).prop_map(|items| {
        let item = |(at, ((name, kind, size), done))| Item { id: format!("file-{at}"), name, kind, size, done };
        items.into_iter().enumerate().map(item).collect()
    })
}

fn by() -> impl Strategy<Value = Vec<By>> {
    vec((prop_oneof![Just(NAME), Just(KIND), Just(SIZE), Just(DONE)], direction()), 0..4)
}

/// The order of two rows, cell by cell; of equal ones the order in which they were loaded.
fn compare_rows(rows: &dyn Rows, by: &[By], a: u32, b: u32) -> Ordering {
    let by = by.iter().map(|(column, direction)| compare(rows.value(a, *column), rows.value(b, *column), *direction));
    by.fold(Ordering::Equal, Ordering::then).then(a.cmp(&b))
}

/// What may happen to a list between two looks at it.
#[derive(Clone, Debug)]
enum Change {
    Append(usize),
    AppendAndSort(usize),
    Remove(usize),
    Replace(usize),
    Insert,
    Sort,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => (0usize..40).prop_map(Change::Append),
        1 => (0usize..40).prop_map(Change::AppendAndSort),
        2 => (0usize..5).prop_map(Change::Remove),
        1 => (0usize..9).prop_map(Change::Replace),
        1 => Just(Change::Insert),
        1 => Just(Change::Sort),
    ]
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::Up), Just(Direction::Down)]
}

#[test]
fn a_column_says_how_it_is_shown() {
    let rows = named(&["a"]);
    assert_eq!(rows.find_column("size"), Some(SIZE));
    assert_eq!(rows.find_column("nothing"), None);
    let size = rows.column(SIZE).unwrap();
    assert_eq!((size.align, size.hidden, size.searched, size.width_px), (Align::End, false, false, 90));
    let id = rows.column(1).unwrap();
    assert_eq!((id.align, id.hidden, id.searched), (Align::Start, true, true));
    assert_eq!((rows.columns(), rows.column(5).is_none()), (5, true));
}

#[test]
fn past_the_last_row_there_is_nothing() {
    let rows = named(&["a"]);
    assert_eq!((rows.id(0), rows.id(1), rows.is_empty()), ("file-0", "", false));
    assert_eq!(rows.value(1, NAME), Value::Absent);
    assert_eq!(rows.value(0, 9), Value::Absent);
}

#[test]
fn names_are_ordered_as_a_person_would() {
    let names = ["file 10", "File 9", "-", "file 9a", "été", "file", "2", "_", "10", "Éte", "file 09", "-"];
    let up = ["2", "10", "_", "file", "File 9", "file 09", "file 9a", "file 10", "Éte", "été", "-", "-"];
    assert_eq!(names_sorted(&names, Direction::Up), up);
    let down = ["été", "Éte", "file 10", "file 9a", "File 9", "file 09", "file", "_", "10", "2", "-", "-"];
    assert_eq!(names_sorted(&names, Direction::Down), down);
}

#[test]
fn long_names_that_differ_at_their_end_are_ordered() {
    let long = "a".repeat(100_000);
    let ends = ["b", "c", "c "].map(|end| format!("{long}{end}"));
    let [b, c, cc] = ends.each_ref().map(String::as_str);
    let long = long.as_str();
    assert_eq!(names_sorted(&[cc, c, long, b], Direction::Up), [long, b, c, cc]);
    assert_eq!(names_sorted(&[c, b, cc, long], Direction::Down), [cc, c, b, long]);
}

#[test]
fn numbers_longer_than_any_machine_holds_are_ordered() {
    let [short, long] = ["7".repeat(200), "7".repeat(240)];
    assert_eq!(names_sorted(&[&long, &short], Direction::Up), [short, long]);
}

#[test]
fn thousands_of_rows_are_ordered_as_few_are() {
    // Numbers without a pattern, always the same.
    let mut state = 1u64;
    let mut chance = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let items: Vec<Item> = (0..5_000)
        .map(|n| Item {
            id: format!("file-{n}"),
            name: Some(
                ["report", "Résumé", "a long name before its number"][chance(3) as usize].to_owned()
                    + &chance(900).to_string(),
            ),
            size: (chance(5) > 0).then(|| chance(1 << 31) << chance(33)),
            ..Item::default()
        })
        .collect();
    let rows: Arc<dyn Rows> = Arc::new(table(items));
    let down = |a: u32, b: u32| compare(rows.value(a, SIZE), rows.value(b, SIZE), Direction::Down);
    let up = |a: u32, b: u32| compare(rows.value(a, NAME), rows.value(b, NAME), Direction::Up);
    let mut expected: Vec<u32> = (0..5_000).collect();
    expected.sort_by(|a, b| down(*a, *b));
    assert_eq!(sorted(&rows, &[(SIZE, Direction::Down)]), expected);
    expected.sort_by(|a, b| up(*a, *b));
    assert_eq!(sorted(&rows, &[(NAME, Direction::Up), (SIZE, Direction::Down)]), expected);
}

#[test]
fn values_of_every_kind_are_compared() {
    use Ordering::{Equal, Greater, Less};
    let up = |a, b| compare(a, b, Direction::Up);
    assert_eq!(up(Value::Count(2), Value::Count(10)), Less);
    assert_eq!(up(Value::Time(5), Value::Time(4)), Greater);
    assert_eq!(up(Value::Flag(false), Value::Flag(true)), Less);
    assert_eq!(up(Value::Id("B"), Value::Id("a")), Greater);
    let status = |term| Value::Status { term, tone: Tone::Busy };
    assert_eq!(up(status("failed"), status("completed")), Greater);
    let fraction = |done, total| Value::Fraction { done, total };
    assert_eq!(up(fraction(1, 3), fraction(2, 6)), Equal);
    assert_eq!(up(fraction(9, 10), fraction(1, 1)), Less);
    assert_eq!(up(fraction(0, 0), fraction(1, 100)), Less);
    for direction in [Direction::Up, Direction::Down] {
        assert_eq!(compare(Value::Absent, Value::Count(0), direction), Greater);
        assert_eq!(compare(Value::Id(""), Value::Absent, direction), Less);
        assert_eq!(compare(Value::Count(0), Value::Text(""), direction), Less);
    }
}

#[test]
fn what_it_is_sorted_by_is_a_short_text() {
    let rows = named(&["a"]);
    let by = [(SIZE, Direction::Down), (NAME, Direction::Up)];
    assert_eq!(sorting::write(&rows, &by), "-size,name");
    assert_eq!(sorting::read(&rows, "-size,name"), by);
    assert_eq!(sorting::read(&rows, "-size,gone,--name,size,"), by[..1], "what is not known is left out");
    assert_eq!(sorting::write(&rows, &sorting::read(&rows, "")), "");
}

#[test]
fn rows_in_view_are_drawn() {
    let view = |top, height| View { top, height, row_height: 34.0 };
    assert_eq!(view(0.0, 340.0).visible(1_000, 0), 0..10);
    assert_eq!(view(1.0, 340.0).visible(1_000, 0), 0..11);
    assert_eq!(view(3_400.0, 340.0).visible(1_000, 5), 95..115);
    assert_eq!(view(34_000.0, 340.0).visible(10_000, 150), 905..1_105, "as many before as after");
    assert_eq!(view(-80.0, 340.0).visible(1_000, 2), 0..10, "while the page springs back");
    assert_eq!(view(34_000.0 - 340.0, 340.0).visible(1_000, 3), 987..1_000);
    assert_eq!(view(34_000.0, 340.0).visible(20, 0), 10..20, "the list became shorter");
    assert_eq!(view(500.0, 340.0).visible(0, 5), 0..0);
    assert_eq!(view(0.0, 1e9).visible(100_000, 10), 0..MOUNTED_MAX, "no style sheet");
    assert_eq!(View::default().visible(100_000, 10), 0..MOUNTED_MAX, "nothing was measured yet");
    assert_eq!(view(0.0, 340.0).page(), 10);
    assert_eq!(view(0.0, 20.0).page(), 1);
}

#[test]
fn a_row_is_brought_into_view_by_the_shortest_way() {
    let view = View { top: 100.0, height: 340.0, row_height: 34.0 };
    assert_eq!(view.reveal(5), None);
    assert_eq!(view.reveal(2), Some(68.0), "hidden in part above");
    assert_eq!(view.reveal(12), Some(102.0), "hidden in part below");
    assert_eq!(view.reveal(0), Some(0.0));
    assert_eq!(View { height: 20.0, ..view }.reveal(7), Some(238.0));
    assert_eq!(View { height: 20.0, top: 238.0, ..view }.reveal(7), None);
}

proptest! {
    #[test]
    fn sorting_agrees_with_comparing(items in items(), by in by(), rest in 0u32..7) {
        let rows: Arc<dyn Rows> = Arc::new(table(items));
        let matching: Vec<u32> = (0..rows.len()).filter(|row| row % 7 != rest).collect();
        let mut expected = matching.clone();
        expected.sort_by(|a, b| compare_rows(&*rows, &by, *a, *b));
        let all = Ranking::default().of(&rows, &by);
        prop_assert!(only(&all, &(0..rows.len()).collect::<Vec<_>>()).len() == rows.len() as usize, "a permutation");
        prop_assert_eq!(&*only(&all, &matching), &expected);
    }

    #[test]
    fn a_list_that_changes_step_by_step_is_sorted_as_if_it_had_always_been_so(
        items in items(), steps in vec((by(), change()), 1..8),
    ) {
        let all: Vec<Arc<Item>> = items.into_iter().map(Arc::new).collect();
        let (mut ranking, mut shown, mut next) = (Ranking::default(), Vec::new(), 0);
        let mut by_before = Vec::new();
        for (by, change) in steps {
            let mut by = by;
            match change {
                Change::Append(count) => {
                    let more = all.iter().skip(next).take(count);
                    next += more.len();
                    shown.extend(more.cloned());
                    by.clone_from(&by_before);
                }
                Change::AppendAndSort(count) => {
                    let more = all.iter().skip(next).take(count);
                    next += more.len();
                    shown.extend(more.cloned());
                }
                Change::Remove(which) => {
                    let mut at = 0;
                    shown.retain(|_| { at += 1; at % 5 != which });
                    by.clone_from(&by_before);
                }
                Change::Replace(which) => {
                    for item in shown.iter_mut().skip(which).step_by(9) {
                        *item = Arc::new(Item { size: Some(2), ..(**item).clone() });
                    }
                    by.clone_from(&by_before);
                }
                Change::Insert => {
                    if let Some(item) = all.get(next) {
                        next += 1;
                        shown.insert(0, item.clone());
                    }
                }
                Change::Sort => {}
            }
            let rows: Arc<dyn Rows> = Arc::new(Table::new(shown.iter().cloned().collect(), |item| &item.id, COLUMNS));
            let stepwise = ranking.of(&rows, &by);
            prop_assert_eq!(&*stepwise, &*Ranking::default().of(&rows, &by));
            by_before = by;
        }
    }

    #[test]
    fn what_is_drawn_covers_the_view(
        top in -500.0..7_000_000.0, height in 0.0..5_000.0, row_height in 24.0..60.0,
        count in 0usize..200_000, overscan in 0usize..300,
    ) {
        let view = View { top, height, row_height };
        let drawn = view.visible(count, overscan);
        prop_assert!(drawn.start <= drawn.end && drawn.end <= count && drawn.len() <= MOUNTED_MAX);
        let first = (top.max(0.0) / row_height) as usize;
        let last = ((top + height).max(0.0) / row_height).ceil() as usize;
        if last <= count && last - first.min(last) <= MOUNTED_MAX {
            prop_assert!(drawn.start <= first && last <= drawn.end, "{:?} of {}..{}", drawn, first, last);
        }
        prop_assert!(drawn.end - drawn.start >= count.min((height / row_height) as usize).min(MOUNTED_MAX));
    }

    #[test]
    fn a_revealed_row_is_in_view(top in 0.0..100_000.0, height in 60.0..2_000.0, row_height in 24.0..60.0, place in 0usize..5_000) {
        let view = View { top, height, row_height };
        let view = View { top: view.reveal(place).unwrap_or(top), ..view };
        let start = place as f64 * row_height;
        prop_assert!(view.top <= start && start + row_height <= view.top + height + 1e-6);
    }
}
