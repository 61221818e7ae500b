use proptest::prelude::*;
use quartermaster::jsonl::check::{Checker, Report};
use quartermaster::jsonl::fix::{Fixed, Fixer, Fixes};
use quartermaster::jsonl::ids::Ids;
use quartermaster::jsonl::problem::Kind;
use quartermaster::openai::batch::Endpoint;
use serde_json::Value;

use crate::soup::{self, request};

fn check(bytes: &[u8]) -> (Report, Ids) {
    let mut checker = Checker::default();
    checker.push(bytes);
    checker.finish()
}

fn fix(bytes: &[u8], pieces: &[&[u8]], fixes: &Fixes) -> (Vec<u8>, Fixed) {
    let mut fixer = Fixer::new(fixes.clone(), check(bytes).1);
    let mut to = Vec::new();
    pieces.iter().for_each(|piece| fixer.push(piece, &mut to));
    let fixed = fixer.finish(&mut to);
    (to, fixed)
}

fn all() -> Fixes {
    Fixes { marks: true, blanks: true, ids: true, method: true, url: Some(Endpoint::Responses) }
}

fn fixed(text: &str, fixes: &Fixes) -> String {
    String::from_utf8(fix(text.as_bytes(), &[text.as_bytes()], fixes).0).unwrap()
}

fn ids(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["custom_id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn marks_and_blank_lines_go_and_all_else_stays() {
    let file = format!("\u{feff} {}\r\n\n \t\n\u{feff}\n{{oops \n{}", request("a"), request("b"));
    let (both, done) =
        fix(file.as_bytes(), &[file.as_bytes()], &Fixes { marks: true, blanks: true, ..Fixes::default() });
    assert_eq!(String::from_utf8(both).unwrap(), format!(" {}\r\n{{oops \n{}", request("a"), request("b")));
    assert_eq!(done, Fixed { marks: 2, blanks: 2, left: 1, ..Fixed::default() });
    assert_eq!(fixed(&file, &Fixes::default()), file);
    let marks = fixed(&file, &Fixes { marks: true, ..Fixes::default() });
    assert_eq!(marks, file.replace('\u{feff}', ""));
}

#[test]
fn later_lines_of_an_id_get_numbers_that_no_other_line_has() {
    let file = ["a", "a", "b", "a", "a-3", "a-2"].map(request).join("\n");
    let only = Fixes { ids: true, ..Fixes::default() };
    assert_eq!(ids(&fixed(&file, &only)), ["a", "a-4", "b", "a-5", "a-3", "a-2"]);
    // Line 4 is the one whose number another has.
    let odd = [
        request("x").replace("\"x\"", "7"),
        request("7"),
        request("y").replace("\"custom_id\":\"y\",", ""),
        request("request-3"),
        request("z").replace("\"z\"", "[\"custom_id\"]"),
        request("w").replace("\"w\"", "8"),
    ];
    assert_eq!(ids(&fixed(&odd.join("\n"), &only)), ["7-2", "7", "request-2", "request-3", "request-5", "8"]);
}

#[test]
fn what_is_set_is_put_where_it_stood_or_at_the_end() {
    let file = r#" { "url" : "/v1/embeddings" , "method":"get", "custom_id":"é\n"} "#;
    assert_eq!(fixed(file, &all()), r#" { "url" : "/v1/responses" , "method":"POST", "custom_id":"é\n"} "#);
    assert_eq!(fixed("{}", &all()), r#"{"custom_id":"request-1","method":"POST","url":"/v1/responses"}"#);
    assert_eq!(
        fixed(r#"{"body":{} }"#, &Fixes { method: true, ..Fixes::default() }),
        r#"{"body":{} ,"method":"POST"}"#
    );
}

#[test]
fn a_line_with_a_key_twice_is_left_alone() {
    let file = request("a").replace("\"method\"", "\"url\":\"x\",\"method\"");
    let (bytes, done) = fix(file.as_bytes(), &[file.as_bytes()], &all());
    assert_eq!((bytes, done), (file.into_bytes(), Fixed { left: 1, ..Fixed::default() }));
}

#[test]
fn a_huge_line_passes_unchanged() {
    let file = format!("{}{}\r\n{}", request("a"), " ".repeat(17 << 20), request("b"));
    let pieces: Vec<&[u8]> = file.as_bytes().chunks(1 << 20).collect();
    let (bytes, done) = fix(file.as_bytes(), &pieces, &Fixes { ids: true, ..Fixes::default() });
    assert!(bytes == file.as_bytes());
    assert_eq!(done.left, 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fixed_file_has_no_problem_that_can_be_fixed(bytes in soup::file(), cuts in soup::cuts()) {
        let (fixed, _) = fix(&bytes, &soup::cut(&bytes, &cuts), &all());
        prop_assert_eq!(&fix(&bytes, &[&bytes], &all()).0, &fixed);
        let twice = check(&bytes).0.problem(Kind::DuplicateKey).is_some();
        for problem in check(&fixed).0.problems {
            let left = twice && !matches!(problem.kind, Kind::Mark | Kind::Blank);
            prop_assert!(left || !problem.kind.is_fixable(), "{:?} in {}", problem, String::from_utf8_lossy(&fixed));
        }
        // Mending what is whole changes nothing.
        prop_assert_eq!(&fix(&fixed, &[&fixed], &all()).0, &fixed);
    }

    #[test]
    fn nothing_else_is_changed(bytes in soup::file()) {
        let (fixed, done) = fix(&bytes, &[&bytes], &all());
        let parse = |bytes: &[u8]| -> Vec<Option<Value>> {
            let lines = bytes.split(|byte| *byte == b'\n').map(soup::unmarked);
            lines.filter(|line| !line.trim_ascii().is_empty()).map(|line| serde_json::from_slice(line).ok()).collect()
        };
        let (before, after) = (parse(&bytes), parse(&fixed));
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.into_iter().zip(after) {
            let strip = |value: Option<Value>| match value {
                Some(Value::Object(mut object)) => {
                    ["custom_id", "method", "url"].iter().for_each(|key| drop(object.remove(*key)));
                    Some(Value::Object(object))
                }
                other => other,
            };
            prop_assert_eq!(strip(before), strip(after));
        }
        prop_assert_eq!(fix(&bytes, &[&bytes], &Fixes::default()).0, bytes);
        prop_assert!(done.ids + done.left <= 40);
    }
}
