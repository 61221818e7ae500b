//! Joined rows on their way: to the page, and home.

use proptest::prelude::*;
use quartermaster::jsonl::cut::Stretch;
use quartermaster::jsonl::gather::Gather;
use quartermaster::jsonl::index::{self, Garbled, Rows};
use quartermaster::jsonl::join::{Origin, Reply, Row, Source};
use quartermaster::jsonl::lines::Place;
use quartermaster::jsonl::order::{Fault, Order, Told};
use quartermaster::jsonl::outcome::Outcome;
use quartermaster::jsonl::results::Format;
use serde_json::json;

use crate::soup::{self, request};
use crate::task::carry_out_on;

fn origin(source: Source, batch: u64) -> Origin {
    Origin { source, batch }
}

fn good(id: &str, text: &str) -> String {
    let body = json!({"choices": [{"message": {"content": text}, "finish_reason": "stop"}]});
    json!({"custom_id": id, "response": {"status_code": 200, "body": body}, "error": null}).to_string() + "\n"
}

fn read(index: &[u8]) -> Vec<Row> {
    let (mut reader, mut rows) = (Rows::default(), Vec::new());
    reader.push(index, &mut rows).unwrap();
    assert!(reader.is_over());
    rows
}

/// A family of two batches, with lines that are in no order.
struct Family {
    input: String,
    files: Vec<(Origin, String)>,
    index: Vec<u8>,
}

fn family() -> Family {
    let input: String = ["a", "b", "c", "d"].map(|id| request(id) + "\n").concat();
    let files = vec![
        (origin(Source::Output, 0), good("c", "three") + &good("a", "one")),
        (origin(Source::Errors, 0), String::from("\u{feff}") + r#"{"custom_id":"d","error":{"message":"Late."}}"#),
        (origin(Source::Output, 1), good("b", "two")),
    ];
    let origins = [origin(Source::Input, 0)].into_iter().chain(files.iter().map(|(origin, _)| *origin)).collect();
    let contents: Vec<Vec<&[u8]>> =
        [&input].into_iter().chain(files.iter().map(|(_, text)| text)).map(|text| vec![text.as_bytes()]).collect();
    let (told, made) = carry_out_on(Order::Join(origins), &contents).unwrap();
    assert!(matches!(told, Told::Joined(found) if found.groups.all().len() == 1));
    let [index] = made.try_into().unwrap();
    Family { input, files, index }
}

fn exported(family: &Family, format: Format, rows: Option<Vec<u64>>) -> String {
    let files = family.files.iter().map(|(origin, _)| *origin).collect();
    let mut contents = vec![vec![&*family.index]];
    contents.extend(family.files.iter().map(|(_, text)| vec![text.as_bytes()]));
    let (told, made) = carry_out_on(Order::Export { format, rows, files }, &contents).unwrap();
    assert_eq!(told, Told::Made);
    String::from_utf8(made.concat()).unwrap()
}

#[test]
fn rows_go_home_in_the_order_of_the_input() {
    let family = family();
    assert_eq!(read(&family.index).iter().map(|row| &*row.id).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    assert_eq!(
        exported(&family, Format::Markdown, None),
        "## a\n\none\n\n## b\n\ntwo\n\n## c\n\nthree\n\n## d\n\n*failed*\n\nLate.\n\n"
    );
    assert_eq!(exported(&family, Format::Markdown, Some(vec![1, 2])), "## b\n\ntwo\n\n## c\n\nthree\n\n");
    assert_eq!(exported(&family, Format::Csv, Some(vec![])), Format::Csv.head());
    assert!(exported(&family, Format::Csv, None).starts_with(&Format::Csv.head()));
}

#[test]
fn lines_are_cut_out_as_they_are() {
    let Family { input, index, .. } = family();
    let place = read(&index)[2].request.unwrap();
    let cut = |stretches| carry_out_on(Order::Cut(stretches), &[vec![input.as_bytes()]]);
    let (told, made) = cut(vec![Stretch { from: place.at, to: place.at + place.bytes }]).unwrap();
    assert_eq!((told, String::from_utf8(made.concat()).unwrap()), (Told::Made, request("c") + "\n"));
    // The file is not the one it was.
    assert_eq!(cut(vec![Stretch { from: 0, to: 1 << 20 }]).unwrap_err(), Fault::Unreadable);
}

#[test]
fn what_is_no_index_is_said() {
    let fails = |bytes: &[u8]| Rows::default().push(bytes, &mut Vec::new());
    assert_eq!(fails(&[0xFF; 11]), Err(Garbled));
    assert_eq!(fails(&[3, 1, b'a', 7]), Err(Garbled), "a flag that is none");
    assert_eq!(fails(&[5, 1, b'a', 0, 0]), Ok(()), "there is more to come");
    assert_eq!(fails(&[6, 1, b'a', 0, 0, 0, 0]), Err(Garbled), "more than a row");
    let export = |index: &[u8]| {
        let order = Order::Export { format: Format::Csv, rows: None, files: vec![] };
        carry_out_on(order, &[vec![index]]).unwrap_err()
    };
    assert_eq!((export(&[200]), export(&[1, 1])), (Fault::Broken, Fault::Broken));
    assert_eq!(carry_out_on(Order::Join(vec![]), &[]).unwrap_err(), Fault::Broken);
}

fn place() -> impl Strategy<Value = Place> {
    (any::<u64>(), any::<u64>(), any::<u64>()).prop_map(|(line, at, bytes)| Place { line, at, bytes })
}

fn reply() -> impl Strategy<Value = Reply> {
    let origin = (any::<bool>(), any::<u64>())
        .prop_map(|(errors, batch)| origin(if errors { Source::Errors } else { Source::Output }, batch));
    let outcome = prop::sample::select(&Outcome::ALL[..]);
    let numbers = (any::<u16>(), any::<u64>(), any::<u64>(), prop::option::of(0..u32::MAX), any::<u32>(), any::<u32>());
    (origin, place(), outcome, ".{0,12}", ".{0,200}", numbers).prop_map(
        |(origin, place, outcome, finish, start, (status, input_tokens, output_tokens, group, tries, repeats))| {
            let (finish, start) = (finish.into(), start.into());
            Reply { origin, place, outcome, status, finish, start, input_tokens, output_tokens, group, tries, repeats }
        },
    )
}

fn row() -> impl Strategy<Value = Row> {
    (".{0,30}", any::<bool>(), prop::option::of(place()), prop::option::of(reply()))
        .prop_map(|(id, json, request, reply)| Row { id: id.into(), request, json, reply })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_arrive_as_they_were_sent(rows in prop::collection::vec(row(), 0..20), cuts in soup::cuts()) {
        let mut bytes = Vec::new();
        rows.iter().for_each(|row| index::write(row, &mut bytes));
        let (mut reader, mut found) = (Rows::default(), Vec::new());
        for piece in soup::cut(&bytes, &cuts) {
            reader.push(piece, &mut found).unwrap();
        }
        prop_assert!(reader.is_over());
        prop_assert_eq!(found, rows);
    }

    #[test]
    fn any_bytes_are_rows_or_not(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Rows::default().push(&bytes, &mut Vec::new());
    }

    #[test]
    fn it_makes_no_difference_how_many_rows_there_is_room_for(
        order in Just((0..30).collect::<Vec<u64>>()).prop_shuffle(), room in 0u64..3_000, cuts in soup::cuts()
    ) {
        // Half of them in either file.
        let mut files = [String::new(), String::new()];
        for id in order {
            files[id as usize % 2] += &good(&id.to_string(), &"x".repeat(id as usize * 7));
        }
        let origins = [origin(Source::Output, 0), origin(Source::Output, 1)];
        let input: String = (0..31).map(|id| request(&id.to_string()) + "\n").collect();
        let contents: Vec<Vec<&[u8]>> = [&input, &files[0], &files[1]].map(|text| vec![text.as_bytes()]).into();
        let all = [origin(Source::Input, 0)].into_iter().chain(origins).collect();
        let (_, made) = carry_out_on(Order::Join(all), &contents).unwrap();
        let mut gather = Gather::new(Format::Jsonl, read(&made[0]), origins.to_vec(), room);
        let mut text = Vec::new();
        while let Some(file) = gather.turn(&mut |bytes| text.extend_from_slice(bytes)) {
            soup::cut(files[file].as_bytes(), &cuts).into_iter().for_each(|piece| gather.push(piece));
            gather.end();
        }
        let rows: Vec<serde_json::Value> =
            std::str::from_utf8(&text).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(rows.len(), 31);
        for (id, row) in rows.iter().enumerate().take(30) {
            prop_assert_eq!(&row["custom_id"], &json!(id.to_string()));
            let text = if id == 0 { None } else { Some("x".repeat(id * 7)) };
            prop_assert_eq!(&row["answer"], &json!(text));
        }
        prop_assert_eq!(&rows[30]["outcome"], &json!("missing"));
    }
}
