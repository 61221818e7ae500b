//! What holds of all queries, and of all texts.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use quartermaster::query::ast::{At, Literal, Op, Term};
use quartermaster::query::finder::Finder;
use quartermaster::query::suggest::suggest;
use quartermaster::query::{Filter, Query, facet};
use quartermaster::table::rows::{Rows, Table};
use std::sync::Arc;

use super::items::{COLUMNS, DAY, FACTS, Item, NOW, find, scope, table};

/// What a person may type: parts of the grammar, in any order, and anything else.
fn typed() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        r#"[-a-z0-9 ()":=~<>,.*?\\éİ]{0,6}"#,
        "(name|size|age|created|expires|is|status|progress|files|locked|none|or|OR| )",
        "(10mb|1.5gb|7d|3mo|2026-0[1-9]|today|50%|true|\\.\\.|a|\"a b\")",
        any::<String>(),
    ];
    vec(part, 0..12).prop_map(|parts| parts.concat())
}

/// The rows found that pass the facet's own term as well.
fn narrow(own: Option<Term>, rows: &dyn Rows, found: &[u32]) -> Vec<u32> {
    let filter = own.and_then(|own| Filter::new(&Query::Term(own), scope(rows)).ok());
    filter.map_or(found.to_vec(), |filter| filter.narrow(found))
}

/// Any query that can be written.
fn query() -> impl Strategy<Value = Query> {
    let text = prop_oneof![".{0,5}", "[a-c]{1,3}", "(or|OR|-|none|a b|\"|\\\\|x:y|\\.\\.)"];
    let bare = "[a-z0-9.*éÉ%/-][a-z0-9.*:=<>~é-]{0,6}";
    let literal = prop_oneof![bare.prop_map(|text| (text, false)), text.clone().prop_map(|text| (text, true))]
        .prop_map(|(text, quoted)| Literal { text, quoted, at: At::default() });
    let op = prop_oneof![
        Just(Op::Has),
        Just(Op::Is),
        Just(Op::Like),
        Just(Op::Less),
        Just(Op::Most),
        Just(Op::More),
        Just(Op::Least)
    ];
    let term = ("[a-zé][a-z-]{0,5}|or", op, vec(literal, 1..3))
        .prop_map(|(field, op, values)| Query::Term(Term { field, at: At::default(), op, values }));
    let leaf = prop_oneof![text.prop_map(Query::Words), term];
    let tree = leaf.prop_recursive(4, 24, 3, |part| {
        prop_oneof![
            vec(part.clone(), 2..4).prop_map(Query::All),
            vec(part.clone(), 2..4).prop_map(Query::Any),
            part.prop_map(|part| Query::Not(Box::new(part))),
        ]
    });
    prop_oneof![Just(Query::EVERYTHING), tree]
}

/// A query as plain as can be: what it means is written here again.
#[derive(Clone, Debug)]
enum Plain {
    Word(String),
    Name { part: String, whole: bool },
    Purposes(Vec<String>),
    Number { size: bool, op: String, than: u64 },
    Age { op: String, days: u64 },
    Quarters(u64),
    All(Vec<Plain>),
    Any(Vec<Plain>),
    Not(Box<Plain>),
}

fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn compare(op: &str, a: u64, b: u64) -> bool {
    match op {
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        _ => a >= b,
    }
}

impl Plain {
    fn text(&self) -> String {
        let texts = |parts: &[Plain]| parts.iter().map(Plain::text).collect::<Vec<_>>();
        match self {
            Plain::Word(word) => word.clone(),
            Plain::Name { part, whole } => format!("name{}{part}", if *whole { "=" } else { ":" }),
            Plain::Purposes(purposes) => format!("purpose:{}", purposes.join(",")),
            Plain::Number { size, op, than } => format!("{}{op}{than}", if *size { "size" } else { "files" }),
            Plain::Age { op, days } => format!("age{op}{days}d"),
            Plain::Quarters(quarters) => format!("progress>={}%", quarters * 25),
            Plain::All(parts) => format!("({})", texts(parts).join(" ")),
            Plain::Any(parts) => format!("({})", texts(parts).join(" or ")),
            Plain::Not(part) => format!("-{}", part.text()),
        }
    }

    fn means(&self, item: &Item) -> bool {
        let name = item.name.as_deref().map(lower);
        match self {
            Plain::Word(word) => {
                let word = lower(word.trim_matches('"'));
                name.is_some_and(|name| name.contains(&word)) || item.id.contains(&word)
            }
            Plain::Name { part, whole } => {
                name.is_some_and(|name| if *whole { name == *part } else { name.contains(part) })
            }
            Plain::Purposes(purposes) => purposes.iter().any(|purpose| match item.kind.as_deref() {
                None | Some("") => purpose == "none",
                Some(kind) => purpose == kind,
            }),
            Plain::Number { size, op, than } => {
                if *size { item.size } else { item.files }.is_some_and(|n| compare(op, n, *than))
            }
            Plain::Age { op, days } => {
                item.created.is_some_and(|created| compare(op, NOW.saturating_sub(created), days * DAY))
            }
            Plain::Quarters(0) => item.done.is_some(),
            Plain::Quarters(quarters) => {
                item.done.is_some_and(|(done, total)| total > 0 && done * 4 >= quarters * total)
            }
            Plain::All(parts) => parts.iter().all(|part| part.means(item)),
            Plain::Any(parts) => parts.iter().any(|part| part.means(item)),
            Plain::Not(part) => !part.means(item),
        }
    }
}

fn plain() -> impl Strategy<Value = Plain> {
    let op = || prop_oneof!["<", "<=", ">", ">="];
    let leaf = prop_oneof![
        "(report|été|E|0|a|\"-\"|É)".prop_map(Plain::Word),
        ("(report|é|x)", any::<bool>()).prop_map(|(part, whole)| Plain::Name { part, whole }),
        vec("batch|assistants|none", 1..3).prop_map(Plain::Purposes),
        (any::<bool>(), op(), 0u64..4).prop_map(|(size, op, than)| Plain::Number { size, op, than }),
        (op(), 0u64..3).prop_map(|(op, days)| Plain::Age { op, days }),
        (0u64..5).prop_map(Plain::Quarters),
    ];
    leaf.prop_recursive(3, 12, 3, |part| {
        prop_oneof![
            vec(part.clone(), 2..4).prop_map(Plain::All),
            vec(part.clone(), 2..4).prop_map(Plain::Any),
            part.prop_map(|part| Plain::Not(Box::new(part))),
        ]
    })
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let name = "((report|Report|été|É|x)[-_ 0]?){0,3}(a|B|😀|İ)?";
    let words = (option::weighted(0.9, name), option::of("assistants|batch|"));
    let created = (0u64..4).prop_map(|days| NOW + DAY - days * DAY);
    let numbers = (option::of(0u64..4), option::of(0u64..4), option::of(created), option::of((0u64..5, 0u64..5)));
    vec((words, numbers), 0..30).prop_map(|items| {
        let item = |(at, ((name, kind), (size, files, created, done)))| Item {
            id: format!("file-{at}"),
            name,
            kind,
            size,
            files,
            created,
            done,
            ..Item::default()
        };
        items.into_iter().enumerate().map(item).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_query_that_is_printed_reads_as_the_same(query in query()) {
        let printed = query.to_string();
        prop_assert_eq!(Query::parse(&printed), Ok(query), "{}", printed);
    }

    #[test]
    fn no_text_is_too_strange(text in typed(), cursor in 0usize..40, items in items()) {
        let rows = table(items);
        let scope = scope(&rows);
        let offered = suggest(&text, cursor, &scope);
        prop_assert!(text.get(offered.from..offered.to).is_some());
        let error = match Query::parse(&text) {
            Ok(query) => {
                prop_assert_eq!(Query::parse(&query.to_string()), Ok(query.clone()));
                match Filter::new(&query, scope) {
                    Ok(filter) => {
                        prop_assert!(filter.find().is_sorted());
                        return Ok(());
                    }
                    Err(error) => error,
                }
            }
            Err(error) => error,
        };
        // What is wrong is a part of the text, or the place after it.
        prop_assert!(text.get(error.at.from..error.at.to).is_some(), "{:?} of {:?}", error, text);
        prop_assert!(error.position(&text) <= text.chars().count() + 1);
    }

    #[test]
    fn finding_agrees_with_reading_every_row(plain in plain(), items in items()) {
        let expected: Vec<u32> = (0..).zip(&items).filter(|(_, item)| plain.means(item)).map(|(row, _)| row).collect();
        prop_assert_eq!(find(&table(items), &plain.text()), expected, "{}", plain.text());
    }

    #[test]
    fn a_chip_pressed_twice_changes_nothing(plain in plain(), value in "batch|assistants|", items in items()) {
        let rows = table(items);
        let head = rows.column(2).unwrap();
        let before = Query::parse(&plain.text()).unwrap();
        // Where a purpose is asked for twice, a click changes the first.
        prop_assume!(facet::split(&facet::split(&before, head).0, head).1.is_none());
        let once = facet::toggle(&before, head, &value);
        let twice = facet::toggle(&once, head, &value);
        let find = |query: &Query| Filter::new(query, scope(&rows)).unwrap().find();
        prop_assert_eq!(find(&before), find(&twice), "{} {}", once, twice);
    }

    #[test]
    fn every_count_is_what_choosing_that_value_shows(plain in plain(), items in items()) {
        let rows = table(items);
        let head = rows.column(2).unwrap();
        let query = Query::parse(&plain.text()).unwrap();
        let (rest, own) = facet::split(&query, head);
        let found = Filter::new(&rest, scope(&rows)).unwrap().find();
        prop_assert_eq!(narrow(own.clone(), &rows, &found), find(&rows, &plain.text()));
        for (value, count) in facet::counts(&rows, &found, 2, own.as_ref()) {
            let alone = facet::toggle(&Query::EVERYTHING, head, &value);
            let (_, own) = facet::split(&alone, head);
            prop_assert_eq!(narrow(own, &rows, &found).len(), count as usize, "{}", alone);
        }
    }

    #[test]
    fn what_is_found_step_by_step_is_what_is_found_at_once(
        items in items(), more in items(), steps in vec((plain(), any::<bool>(), 0usize..30, any::<bool>()), 1..7),
    ) {
        let all: Vec<Arc<Item>> = items.into_iter().chain(more).map(Arc::new).collect();
        let (mut finder, mut narrower, mut list, mut next) = (Finder::default(), Finder::default(), Vec::new(), 0);
        let mut query = Query::EVERYTHING;
        for (plain, asks_anew, count, shrinks) in steps {
            if asks_anew {
                query = Query::parse(&plain.text()).unwrap();
            }
            list.extend(all.iter().skip(next).take(count).cloned());
            next += count;
            if shrinks && !list.is_empty() {
                list.remove(list.len() / 2);
            }
            let rows: Arc<dyn Rows> = Arc::new(Table::new(list.iter().cloned().collect(), |item| &item.id, COLUMNS));
            let (rest, own) = facet::split(&query, rows.column(2).unwrap());
            let found = finder.find(&rest, &rows, FACTS, NOW);
            let at_once = Filter::new(&rest, scope(&*rows)).unwrap().find();
            prop_assert_eq!(&*found, &at_once);
            if let Some(own) = own {
                let narrowed = narrower.narrow(own.clone(), &rows, &found, FACTS, NOW);
                prop_assert_eq!(&*narrowed, &narrow(Some(own), &*rows, &found));
            }
        }
    }
}
