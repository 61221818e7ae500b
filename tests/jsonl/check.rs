use proptest::prelude::*;
use quartermaster::jsonl::check::{Checker, Report, Verdict};
use quartermaster::jsonl::problem::{Kind, Note, PLACES};
use quartermaster::openai::batch::Endpoint;

use crate::soup::{self, request};

fn check(bytes: impl AsRef<[u8]>) -> Report {
    let mut checker = Checker::default();
    checker.push(bytes.as_ref());
    checker.finish().0
}

/// Kind, count and first lines of each problem.
fn found(bytes: impl AsRef<[u8]>) -> Vec<(Kind, u64, Vec<u64>)> {
    let report = check(bytes);
    let lines = |spots: &[quartermaster::jsonl::problem::Spot]| spots.iter().map(|spot| spot.place.line).collect();
    report.problems.iter().map(|problem| (problem.kind, problem.count, lines(&problem.spots))).collect()
}

fn note(bytes: impl AsRef<[u8]>, kind: Kind) -> Note {
    check(bytes).problem(kind).unwrap().spots[0].note.clone()
}

/// Good requests around this line, which is the second one.
fn beside(line: &str) -> String {
    format!("{}\n{line}\n{}\n", request("a"), request("b"))
}

#[test]
fn a_good_file() {
    let report = check(beside(&request("c")));
    assert_eq!((report.verdict(), report.lines, report.requests), (Verdict::Good, 3, 3));
    assert_eq!((report.endpoint(), report.model()), (Some(Endpoint::ChatCompletions), Some("gpt-5")));
    assert_eq!((report.crlf, report.unended, report.bytes), (0, false, beside(&request("c")).len() as u64));
}

#[test]
fn what_is_no_error() {
    let spaced = beside(&format!(" {} ", request("c"))).replace('\n', "\r\n");
    let report = check(spaced.trim_end());
    assert_eq!((report.verdict(), report.crlf, report.unended), (Verdict::Good, 2, true));
    // Other keys, and others in the body.
    assert_eq!(found(request("a").replace("\"method\"", "\"note\":[1],\"method\"")), []);
    assert_eq!(found(request("a").replace("\"messages\"", "\"stream\":false,\"messages\"")), []);
    assert_eq!(found(request("a").replace("\"custom_id\"", "\"custom\\u005fid\"")), []);
}

#[test]
fn each_problem_is_named_with_its_line() {
    let good = request("c");
    let one = |kind| vec![(kind, 1, vec![2])];
    for (line, kind) in [
        (String::new(), Kind::Blank),
        (" \t".into(), Kind::Blank),
        ("[]".into(), Kind::NotObject),
        ("\"text\"".into(), Kind::NotObject),
        ("{oops".into(), Kind::NotJson),
        (good.clone() + &good, Kind::NotJson),
        (good.clone() + "\r" + &good, Kind::NotJson),
        (good.replace("\"Hi\"", &("[".repeat(200) + &"]".repeat(200))), Kind::TooDeep),
        (good.replace("\"custom_id\":\"c\",", ""), Kind::IdMissing),
        (good.replace("\"c\"", "7"), Kind::IdNotText),
        (good.replace("\"c\"", "null"), Kind::IdNotText),
        (request("a"), Kind::IdDuplicate),
        (good.replace("\"method\":\"POST\",", ""), Kind::MethodNotPost),
        (good.replace("POST", "post"), Kind::MethodNotPost),
        (good.replace("\"url\":\"/v1/chat/completions\",", ""), Kind::UrlMissing),
        (good.replace("\"/v1/chat/completions\"", "[]"), Kind::UrlMissing),
        (good.replace("/v1/chat/completions", "/v1/chat"), Kind::UrlUnknown),
        (good.replace("/v1/chat/completions", "/v1/responses"), Kind::UrlMixed),
        (good.replace("\"body\"", "\"bodies\""), Kind::BodyMissing),
        (good.replace("\"model\":\"gpt-5\",", ""), Kind::ModelMissing),
        (good.replace("gpt-5", ""), Kind::ModelMissing),
        (good.replace("\"gpt-5\"", "5"), Kind::ModelMissing),
        (good.replace("gpt-5", "gpt-4"), Kind::ModelMixed),
        (good.replace("\"messages\"", "\"stream\":true,\"messages\""), Kind::Stream),
        (good.replace("\"role\"", "\"content\":\"\",\"role\""), Kind::DuplicateKey),
    ] {
        assert_eq!(found(beside(&line)), one(kind), "{line}");
    }
    assert_eq!(found(""), [(Kind::Empty, 1, vec![])]);
    assert_eq!(found("\n \n"), [(Kind::Empty, 1, vec![]), (Kind::Blank, 2, vec![1, 2])]);
}

#[test]
fn a_mark_is_an_error_and_its_line_is_inspected_all_the_same() {
    let glued = format!("\u{feff}{}\n{}\n\u{feff}{}\n", request("a"), request("b"), request("a"));
    assert_eq!(found(glued), [(Kind::Mark, 2, vec![1, 3]), (Kind::IdDuplicate, 1, vec![3])]);
    assert_eq!(found("\u{feff}"), [(Kind::Empty, 1, vec![]), (Kind::Mark, 1, vec![1])]);
}

#[test]
fn bytes_that_are_no_utf8_are_found_even_where_nobody_reads() {
    let mut bytes = beside(&request("c").replace("Hi", "?")).into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[at] = 0xFF;
    assert_eq!(found(&bytes), [(Kind::NotUtf8, 1, vec![2])]);
    assert_eq!(note(&bytes, Kind::NotUtf8), Note::Byte((at - request("a").len() - 1) as u64));
}

#[test]
fn of_a_key_twice_the_last_one_counts() {
    let line = request("a").replace("\"method\"", "\"custom_id\":\"b\",\"method\"");
    assert_eq!(found(format!("{line}\n{}", request("a"))), [(Kind::DuplicateKey, 1, vec![1])]);
    assert_eq!(note(&line, Kind::DuplicateKey), Note::text("custom_id"));
    // Even if the last one is wrong.
    let line = request("a").replace("\"method\"", "\"custom_id\":7,\"method\"");
    assert_eq!(found(line).iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), [Kind::IdNotText, Kind::DuplicateKey]);
}

#[test]
fn a_duplicate_tells_the_line_of_the_first_and_escapes_do_not_hide_it() {
    let file = format!("{}\n\n{}", request("é"), request("é").replace('é', "\\u00e9"));
    assert_eq!(note(&file, Kind::IdDuplicate), Note::Line(1));
}

#[test]
fn where_a_line_stands_can_be_looked_up() {
    let file = format!("{}\r\n\u{feff}{{oops\r\n", request("é"));
    let report = check(&file);
    let spot = &report.problem(Kind::NotJson).unwrap().spots[0];
    let (start, bytes) = (spot.place.at as usize, spot.place.bytes as usize);
    assert_eq!(&file[start..start + bytes], "\u{feff}{oops");
    assert_eq!(spot.note, Note::Byte(1));
}

#[test]
fn the_odd_ones_out_are_those_that_differ_from_most() {
    let other = |id: &str| request(id).replace("gpt-5", "gpt-4");
    let file = [other("a"), request("b"), request("c"), other("d"), request("e")].join("\n");
    assert_eq!(found(&file), [(Kind::ModelMixed, 2, vec![1, 4])]);
    assert_eq!(note(&file, Kind::ModelMixed), Note::text("gpt-4"));
    let report = check(&file);
    let said: Vec<(&str, u64)> = report.models.all().iter().map(|said| (&*said.text, said.count)).collect();
    assert_eq!((report.model(), said), (Some("gpt-5"), vec![("gpt-4", 2), ("gpt-5", 3)]));
    // A hundred different ones are still counted.
    let file: String = (0..100).map(|n| request(&n.to_string()).replace("gpt-5", &format!("m{n}")) + "\n").collect();
    assert_eq!(check(file).problem(Kind::ModelMixed).map(|problem| problem.count > 30), Some(true));
}

#[test]
fn only_the_first_lines_of_a_kind_are_kept() {
    let report = check("{oops\n".repeat(1_000));
    let problem = report.problem(Kind::NotJson).unwrap();
    assert_eq!((problem.count, problem.spots.len()), (1_000, PLACES));
}

#[test]
fn more_than_fifty_thousand_requests() {
    let file = |count: usize| (0..count).map(|n| request(&n.to_string()) + "\n").collect::<String>();
    assert_eq!(found(file(50_000)), []);
    assert_eq!(
        found("\n".to_owned() + &file(50_001)),
        [(Kind::TooManyRequests, 1, vec![50_002]), (Kind::Blank, 1, vec![1])]
    );
}

#[test]
fn more_than_two_hundred_million_bytes() {
    let filled = |bytes: usize| {
        let line = request("a");
        let mut checker = Checker::default();
        checker.push(line.as_bytes());
        // White space is no error, and quick to make.
        let blanks = vec![b' '; 1_000_000];
        let mut left = bytes - line.len() - 1;
        while left > 0 {
            checker.push(&blanks[..left.min(blanks.len())]);
            left -= left.min(blanks.len());
        }
        checker.push(b"\n");
        let report = checker.finish().0;
        (report.bytes, report.problems.iter().map(|problem| problem.kind).collect::<Vec<_>>())
    };
    assert_eq!(filled(200_000_000), (200_000_000, vec![Kind::LongLine]));
    assert_eq!(filled(200_000_001), (200_000_001, vec![Kind::TooManyBytes, Kind::LongLine]));
}

#[test]
fn a_huge_line_counts_but_is_not_looked_at() {
    let huge = format!("{}{}\n{}", request("a"), " ".repeat(17 << 20), request("a"));
    let report = check(&huge);
    assert_eq!((report.verdict(), report.requests), (Verdict::Doubtful, 2));
    assert_eq!(found(&huge), [(Kind::LongLine, 1, vec![1])]);
    // One that is only large is.
    let large = format!("{}{}\n{}", request("a"), " ".repeat(12 << 20), request("a"));
    assert_eq!(found(large), [(Kind::IdDuplicate, 1, vec![2])]);
}

#[test]
fn inputs_to_embed_are_counted_over_all_lines() {
    let line = |id: usize, url: &str, input: &str| {
        format!(r#"{{"custom_id":"{id}","method":"POST","url":"{url}","body":{{"input":{input},"model":"m"}}}}"#)
    };
    let texts = |count: usize| format!("[{}]", vec!["\"a\""; count].join(","));
    let inputs = |input: &str| check(line(0, "/v1/embeddings", input)).inputs;
    assert_eq!([r#""a""#, "[]", r#"["a","b"]"#, "[1,2,3]", "[[1,2],[3]]", "{}"].map(inputs), [1, 0, 2, 1, 2, 0]);
    let file = |last: usize| {
        let lines = (0..49).map(|n| line(n, "/v1/embeddings", &texts(1_000)));
        lines.chain([line(49, "/v1/embeddings", &texts(last))]).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(found(file(1_000)), []);
    assert_eq!(found(file(1_001)), [(Kind::TooManyInputs, 1, vec![50])]);
    assert_eq!(found(line(0, "/v1/moderations", &texts(50_001))), []);
}

#[test]
fn past_two_hundred_thousand_ids_no_more_are_compared() {
    let line = |id: usize| format!("{{\"custom_id\":\"{id}\"}}\n");
    let file: String = (0..200_001).map(line).chain([line(5), line(200_000)]).collect();
    let report = check(file);
    assert_eq!(report.problem(Kind::IdUnchecked).map(|problem| problem.count), Some(2));
    assert_eq!(report.problem(Kind::IdDuplicate).map(|problem| problem.spots[0].place.line), Some(200_002));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_the_bytes_are_cut_the_verdict_is_the_same(bytes in soup::file(), cuts in soup::cuts(), most in 100usize..400) {
        let report = |pieces: &[&[u8]]| {
            let mut checker = Checker::with_most(most);
            pieces.iter().for_each(|piece| checker.push(piece));
            checker.finish().0
        };
        let whole = report(&[&bytes]);
        prop_assert_eq!(&report(&soup::cut(&bytes, &cuts)), &whole);
        prop_assert_eq!(&report(&bytes.chunks(1).collect::<Vec<_>>()), &whole);
    }

    #[test]
    fn lines_are_json_if_serde_json_says_so(bytes in soup::file()) {
        let report = check(&bytes);
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        let valid = |line: &&&[u8]| {
            let line = soup::unmarked(line);
            !line.trim_ascii().is_empty() && serde_json::from_slice::<serde_json::Value>(line).is_err()
        };
        let wrong = lines.iter().filter(valid).count() as u64;
        let said = [Kind::NotJson, Kind::NotUtf8, Kind::TooDeep];
        let said = said.iter().filter_map(|kind| report.problem(*kind)).map(|problem| problem.count).sum::<u64>();
        prop_assert_eq!(said, wrong);
    }

    #[test]
    fn any_bytes_at_all(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let report = check(&bytes);
        prop_assert_eq!(report.bytes, bytes.len() as u64);
        prop_assert!(report.verdict() != Verdict::Good);
    }
}
