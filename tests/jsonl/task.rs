//! What the worker does with an order, without a worker.

use proptest::prelude::*;
use quartermaster::json::{self, FromJson, parse};
use quartermaster::jsonl::compose;
use quartermaster::jsonl::fix::Fixes;
use quartermaster::jsonl::order::{Fault, Order, Outline, Told};
use quartermaster::jsonl::problem::Kind;
use quartermaster::jsonl::split::Room;
use quartermaster::jsonl::task::{Next, Sink, Task};
use quartermaster::openai::batch::Endpoint;

use crate::soup::{self, request};

#[derive(Default)]
struct Files(Vec<Vec<u8>>);

impl Sink for Files {
    fn next(&mut self) {
        self.0.push(Vec::new());
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.0.is_empty() {
            self.next();
        }
        self.0.last_mut().unwrap().extend_from_slice(bytes);
    }
}

/// What is told, and the files that were made.
type Outcome = Result<(Told, Vec<Vec<u8>>), Fault>;

/// On one file.
fn carry_out(order: Order, pieces: &[&[u8]]) -> Outcome {
    carry_out_on(order, &[pieces.to_vec()])
}

/// Through the wire, as the worker does it; what was announced has to be what was read.
pub fn carry_out_on(order: Order, files: &[Vec<&[u8]>]) -> Outcome {
    let mut made = Files::default();
    let sizes: Vec<u64> = files.iter().map(|pieces| pieces.concat().len() as u64).collect();
    let mut task = Task::new(across(&order))?;
    let (mut read, announced) = (0, task.left(&sizes));
    loop {
        read += sizes[task.file()];
        for piece in &files[task.file()] {
            task.push(piece, &mut made)?;
        }
        match task.finish(&mut made)? {
            Next::Again(next) => task = next,
            Next::Done(told) => {
                // How often files are read for an export depends on its rows.
                assert!(read == announced || matches!(order, Order::Export { .. }), "{read} of {announced}");
                return Ok((across(&told), made.0));
            }
        }
    }
}

/// As the other thread reads it.
fn across<T: json::ToJson + FromJson + PartialEq + std::fmt::Debug>(value: &T) -> T {
    let text = json::text(value);
    let read = T::from_json(parse(text.as_bytes()).unwrap());
    assert_eq!(read.as_ref(), Some(value), "{text}");
    read.unwrap()
}

fn outline() -> Outline {
    Outline {
        endpoint: Endpoint::Responses,
        model: "gpt-5".into(),
        system: "Be brief.".into(),
        user: "Say {{word}}".into(),
        parameters: r#"{"temperature":0}"#.into(),
        ids: None,
    }
}

fn table(outline: Outline) -> Order {
    Order::Table { delimiter: b';', outline }
}

#[test]
fn a_file_is_mended_in_two_readings() {
    let file = format!("{}\n\n{}\n", request("a"), request("a"));
    let fixes = Fixes { blanks: true, ids: true, url: Some(Endpoint::Responses), ..Fixes::default() };
    let (told, files) = carry_out(Order::Fix(fixes), &[file.as_bytes()]).unwrap();
    let Told::Fixed(fixed) = told else { panic!("{told:?}") };
    assert_eq!((fixed.blanks, fixed.ids, fixed.urls), (1, 1, 2));
    let mended = format!("{}\n{}\n", request("a"), request("a-2")).replace("/v1/chat/completions", "/v1/responses");
    assert_eq!(String::from_utf8_lossy(&files[0]), mended);
}

#[test]
fn a_file_is_split() {
    let file: String = (0..5).map(|n| request(&n.to_string()) + "\n").collect();
    let room = Room { requests: 2, bytes: 1 << 20, inputs: None };
    let (told, files) = carry_out(Order::Split(room), &[file.as_bytes()]).unwrap();
    assert!(matches!(told, Told::Split(split) if split.files == 3 && split.oversized == 0), "{told:?}");
    assert_eq!(String::from_utf8(files.concat()).unwrap(), file);
}

#[test]
fn requests_are_made_of_a_table() {
    let (told, files) = carry_out(table(outline()), &[b"id;word\n1;on", b"e\n2;two\n"]).unwrap();
    assert!(matches!(told, Told::Built(built) if built.rows == 2), "{told:?}");
    let line = |n: usize, word: &str| {
        format!(
            r#"{{"custom_id":"request-{n}","method":"POST","url":"/v1/responses","body":{{"model":"gpt-5","instructions":"Be brief.","input":"Say {word}","temperature":0}}}}"#
        ) + "\n"
    };
    assert_eq!(String::from_utf8_lossy(&files[0]), line(1, "one") + &line(2, "two"));
}

#[test]
fn requests_are_made_of_prompts() {
    let (told, files) = carry_out(Order::List(outline()), &[b"one\n\ntw", b"o"]).unwrap();
    assert!(matches!(told, Told::Built(built) if built.rows == 2), "{told:?}");
    assert!(String::from_utf8_lossy(&files[0]).lines().last().unwrap().contains(r#""input":"two""#));
}

#[test]
fn what_cannot_be_made_is_said() {
    let fails = |order: Order, file: &[u8]| across(&carry_out(order, &[file]).unwrap_err());
    let ids = |name: &str| table(Outline { ids: Some(name.into()), ..outline() });
    assert_eq!(fails(ids("number"), b"id;word\n"), Fault::NoColumn("number".into()));
    let with = |parameters: &str| Outline { parameters: parameters.into(), ..outline() };
    let unfit = |fault| Fault::Parameters(fault);
    assert_eq!(fails(table(with("[]")), b"id\n"), unfit(compose::Fault::NotJson(0)));
    assert_eq!(fails(Order::List(with(r#"{"model":1}"#)), b""), unfit(compose::Fault::Reserved("model".into())));
    assert_eq!(fails(Order::List(with(r#"{"a":1,"a":2}"#)), b""), unfit(compose::Fault::Twice("a".into())));
    let quote = format!("\"{}", "x".repeat(17 << 20));
    assert_eq!(fails(table(outline()), quote.as_bytes()), Fault::HugeRow(1));
    for fault in [Fault::Unreadable, Fault::Broken] {
        across(&Told::Failed(fault));
    }
    across(&Told::Read { bytes: 1, of: u64::MAX });
}

#[test]
fn what_is_no_order_is_none() {
    for text in
        ["null", "[]", "\"fix\"", r#"{"fix":{"marks":1}}"#, r#"{"table":{"delimiter":300}}"#, r#"{"checked":{}}"#]
    {
        assert_eq!(Order::from_json(parse(text.as_bytes()).unwrap()), None, "{text}");
        assert_eq!(Told::from_json(parse(text.as_bytes()).unwrap()), None, "{text}");
    }
}

#[test]
fn each_kind_has_its_number() {
    for (number, kind) in Kind::ALL.into_iter().enumerate() {
        assert_eq!((kind as usize, across(&kind)), (number, kind));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_report_arrives_as_it_was_sent(bytes in soup::file(), cuts in soup::cuts()) {
        // The comparison is made in `across`.
        carry_out(Order::Check, &soup::cut(&bytes, &cuts)).unwrap();
    }

    #[test]
    fn what_is_made_does_not_depend_on_the_pieces(bytes in soup::file(), cuts in soup::cuts()) {
        let room = Room { requests: 3, bytes: 500, inputs: Some(2) };
        let fixes = Fixes { marks: true, blanks: true, ids: true, method: true, url: Some(Endpoint::Embeddings) };
        for order in [Order::Split(room), Order::Fix(fixes), Order::List(outline()), table(outline())] {
            let whole = carry_out(order.clone(), &[&bytes]);
            prop_assert_eq!(carry_out(order, &soup::cut(&bytes, &cuts)), whole);
        }
    }
}
