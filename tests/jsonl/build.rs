use proptest::prelude::*;
use quartermaster::jsonl::build::{Built, FromCsv, FromList, Stopped};
use quartermaster::jsonl::check::{Checker, Verdict};
use quartermaster::jsonl::compose::{Fault, Ids, Recipe};
use quartermaster::jsonl::csv::{self, Csv, delimiter};
use quartermaster::jsonl::template::Template;
use quartermaster::openai::batch::Endpoint;
use serde_json::{Value, json};

use crate::soup;

fn rows(pieces: &[&[u8]], delimiter: u8) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut csv = Csv::new(delimiter);
    let mut take = |row: &[String]| rows.push(row.to_vec());
    pieces.iter().for_each(|piece| csv.push(piece, &mut take).unwrap());
    csv.finish(&mut take).unwrap();
    rows
}

fn recipe(endpoint: Endpoint, columns: &[String]) -> Recipe {
    let system = Template::new("You know {{ topic }}.", columns);
    let user = Template::new("{{question}}", columns);
    Recipe::new(endpoint, "gpt-5", system, user, r#"{"temperature": 0.5}"#, Ids::Numbered("row-".into())).unwrap()
}

fn build(csv: &str, endpoint: Endpoint) -> (Vec<Value>, Built) {
    let mut from = FromCsv::<()>::new(b',', Box::new(move |columns| Ok(recipe(endpoint.clone(), columns))));
    let mut text = String::new();
    from.push(csv.as_bytes(), &mut text).unwrap();
    let built = from.finish(&mut text).unwrap();
    (text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), built)
}

#[test]
fn csv_as_rfc_4180_has_it() {
    let text = "\u{feff}a,b\r\n\"x,\"\"y\"\"\r\nz\",\n\n1,\"\"\r\nlast, spaced ";
    let expected = [["a", "b"], ["x,\"y\"\r\nz", ""], ["1", ""], ["last", " spaced "]];
    assert_eq!(rows(&[text.as_bytes()], b','), expected);
    assert_eq!(rows(&[b"a;b\tc;d"], b';'), [["a", "b\tc", "d"]]);
    assert!(rows(&[], b',').is_empty() && rows(&[b"\r\n\n"], b',').is_empty());
    assert_eq!(rows(&["é".repeat(10_000).as_bytes()], b','), [["é".repeat(10_000)]]);
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let mut csv = Csv::new(b',');
    csv.push(b"a,b\n1,\"", &mut |_| {}).unwrap();
    let chunk = vec![b'x'; 1 << 20];
    let pushed = (0..20).map(|_| csv.push(&chunk, &mut |_| {})).find(Result::is_err);
    assert_eq!(pushed, Some(Err(csv::Fault::Huge { line: 2 })));
}

#[test]
fn what_parts_the_fields_is_seen_in_the_first_line() {
    for (start, expected) in [
        ("a,b;c,d\n;;;;", b','),
        ("a;b;c,d", b';'),
        ("a\tb\tc", b'\t'),
        ("\"a;b;c\",d", b','),
        ("\"a\n;;\",d\n;;;", b','),
        ("alone", b','),
        ("", b','),
    ] {
        assert_eq!(delimiter(start.as_bytes()), expected, "{start}");
    }
}

#[test]
fn columns_fill_the_places_of_a_template() {
    let columns = ["a", "long name"].map(str::to_owned);
    let row = ["1".to_owned(), "{{a}}".to_owned()];
    for (text, filled) in [
        ("", ""),
        ("{{a}} and {{ long name }}", "1 and {{a}}"),
        ("{{{a}}}", "{1}"),
        ("{\"x\": {\"y\": {}}}", "{\"x\": {\"y\": {}}}"),
        ("{{b}} {{}} {{ }} {{a", "{{b}} {{}} {{ }} {{a"),
        ("}}{{a}}{{", "}}1{{"),
        ("é{{a}}é", "é1é"),
    ] {
        assert_eq!(Template::new(text, &columns).fill(&row), filled);
    }
    assert_eq!(Template::new("{{b}}{{a}}{{c d}}", &columns).unknown, ["b", "c d"]);
    assert_eq!(Template::new("-{{long name}}-", &columns).fill(&row[..1]), "--");
}

#[test]
fn each_endpoint_has_its_own_body() {
    let csv = " topic , question\nrain,\"Why, \"\"then\"\"?\n\"\n";
    let one = |endpoint| build(csv, endpoint).0.remove(0);
    let chat = one(Endpoint::ChatCompletions);
    assert_eq!(
        chat,
        json!({"custom_id": "row-1", "method": "POST", "url": "/v1/chat/completions", "body": {
            "model": "gpt-5",
            "messages": [
                {"role": "system", "content": "You know rain."},
                {"role": "user", "content": "Why, \"then\"?\n"}
            ],
            "temperature": 0.5
        }})
    );
    let responses = &one(Endpoint::Responses)["body"];
    assert_eq!(
        (&responses["instructions"], &responses["input"]),
        (&json!("You know rain."), &json!("Why, \"then\"?\n"))
    );
    assert_eq!(one(Endpoint::Embeddings)["body"]["input"], "Why, \"then\"?\n");
    assert_eq!(one(Endpoint::ImagesGenerations)["body"]["prompt"], "Why, \"then\"?\n");
}

#[test]
fn rows_that_do_not_fit_their_head_are_counted() {
    let (lines, built) = build("topic,question\na\na,b,c\na,b\n", Endpoint::Responses);
    assert_eq!(built, Built { rows: 3, uneven: 2, ..Built::default() });
    assert_eq!(lines[0]["body"]["input"], "");
    let mut from = FromCsv::<()>::new(b',', Box::new(|columns| Ok(recipe(Endpoint::Responses, columns))));
    let mut text = String::new();
    from.push(b"topic,question\na,caf\xE9\n", &mut text).unwrap();
    assert_eq!(from.finish(&mut text).unwrap().garbled, 1);
    assert!(text.contains("caf\u{fffd}"));
}

#[test]
fn ids_can_come_from_a_column_and_columns_can_be_refused() {
    let none = Template::default();
    let by_column =
        Recipe::new(Endpoint::Embeddings, "m", none.clone(), Template::column(1), "", Ids::Column(0)).unwrap();
    let mut from = FromCsv::<String>::new(b';', Box::new(move |_| Ok(by_column.clone())));
    let mut text = String::new();
    from.push(b"id;text\n\"7\n\";a\n", &mut text).unwrap();
    from.finish(&mut text).unwrap();
    let line: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&line["custom_id"], &line["body"]["input"]), (&json!("7\n"), &json!("a")));
    let mut refusing = FromCsv::new(b',', Box::new(|columns: &[String]| Err(columns.join("+"))));
    assert_eq!(refusing.push(b"a, b\n1,2\n", &mut text), Err(Stopped::Refused("a+b".into())));
}

#[test]
fn parameters_are_an_object_that_leaves_the_rest_alone() {
    let with = |parameters: &str| {
        let user = Template::column(0);
        Recipe::new(Endpoint::ChatCompletions, "m", Template::default(), user, parameters, Ids::Numbered(String::new()))
    };
    assert_eq!(with("[1]"), Err(Fault::NotJson(0)));
    assert_eq!(with("{\"a\":}"), Err(Fault::NotJson(5)));
    assert_eq!(with("{} x"), Err(Fault::NotJson(3)));
    assert_eq!(with(r#"{"mod\u0065l":"x"}"#), Err(Fault::Reserved("model".into())));
    assert_eq!(with(r#"{"a":1,"a":2}"#), Err(Fault::Twice("a".into())));
    assert!(with(" {} ").is_ok() && with(" \n").is_ok());
    let mut text = String::new();
    with("{\n \"é\\n\": {\n\"a\": [1,\r\n2]},\n\"b\":null}").unwrap().line(7, &["?".into()], &mut text);
    assert_eq!(text.matches('\n').count(), 1);
    let body = serde_json::from_str::<Value>(&text).unwrap()["body"].take();
    assert_eq!((&body["é\n"], &body["b"]), (&json!({"a": [1, 2]}), &Value::Null));
    assert_eq!(body["messages"], json!([{"role": "user", "content": "?"}]));
}

#[test]
fn a_list_of_prompts() {
    let recipe = Recipe::new(
        Endpoint::Responses,
        "gpt-5",
        Template::default(),
        Template::column(0),
        "",
        Ids::Numbered("request-".into()),
    );
    let mut from = FromList::new(recipe.unwrap());
    let mut text = String::new();
    from.push("\u{feff}Why?\r\n\n  \nSay \"{{x}}\"".as_bytes(), &mut text);
    let built = from.finish(&mut text);
    let inputs: Vec<Value> =
        text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["body"]["input"].take()).collect();
    assert_eq!(inputs, ["Why?", "Say \"{{x}}\""]);
    assert_eq!(built, Built { rows: 2, ..Built::default() });
    assert!(text.contains("\"request-2\""));
}

fn quoted(field: &str) -> String {
    format!("\"{}\"", field.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn csv_is_read_as_it_was_written_however_it_is_cut(
        table in prop::collection::vec(prop::collection::vec("[a-zé\",;\r\n ]{0,9}", 1..5), 0..12), cuts in soup::cuts()
    ) {
        let text: String = table.iter().map(|row| row.iter().map(|field| quoted(field)).collect::<Vec<_>>().join(",") + "\r\n").collect();
        prop_assert_eq!(rows(&soup::cut(text.as_bytes(), &cuts), b','), table);
    }

    #[test]
    fn any_bytes_are_read_the_same_however_they_are_cut(bytes in prop::collection::vec(prop_oneof![3 => prop::sample::select(&b"a,\"\r\n;"[..]), 1 => any::<u8>()], 0..200), cuts in soup::cuts()) {
        prop_assert_eq!(rows(&soup::cut(&bytes, &cuts), b','), rows(&[&bytes], b','));
    }

    #[test]
    fn what_is_built_passes_the_check(table in prop::collection::vec(prop::collection::vec(any::<String>(), 2), 1..12)) {
        let csv: String = table.iter().map(|row| row.iter().map(|field| quoted(field)).collect::<Vec<_>>().join(",") + "\n").collect();
        let mut from = FromCsv::<()>::new(b',', Box::new(|columns| Ok(recipe(Endpoint::ChatCompletions, columns))));
        let mut text = String::new();
        from.push(format!("topic,question\n{csv}").as_bytes(), &mut text).unwrap();
        let built = from.finish(&mut text).unwrap();
        let mut checker = Checker::default();
        checker.push(text.as_bytes());
        let report = checker.finish().0;
        prop_assert_eq!((report.verdict(), report.requests, built.rows), (Verdict::Good, table.len() as u64, table.len() as u64));
        for (line, row) in text.lines().zip(&table) {
            let line: Value = serde_json::from_str(line).unwrap();
            prop_assert_eq!(line["body"]["messages"][1]["content"].as_str(), Some(&*row[1]));
        }
    }
}
