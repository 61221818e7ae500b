use proptest::prelude::*;
use quartermaster::jsonl::check::Checker;
use quartermaster::jsonl::problem::Kind;
use quartermaster::jsonl::split::{Room, Split, Splitter, Step};
use quartermaster::openai::batch::Endpoint;

use crate::soup::{self, request};

fn split(pieces: &[&[u8]], room: Room, most: usize) -> (Vec<Vec<u8>>, Split) {
    let mut files: Vec<Vec<u8>> = Vec::new();
    let mut take = |step: Step| match step {
        Step::Next => files.push(Vec::new()),
        Step::Write(bytes) => files.last_mut().unwrap().extend_from_slice(bytes),
    };
    let mut splitter = Splitter::with_most(room, most);
    pieces.iter().for_each(|piece| splitter.push(piece, &mut take));
    let split = splitter.finish(&mut take);
    assert_eq!(split.files, files.len() as u64);
    (files, split)
}

fn lines(files: &[Vec<u8>]) -> Vec<usize> {
    files.iter().map(|file| file.iter().filter(|byte| **byte == b'\n').count()).collect()
}

fn room(requests: u64, bytes: u64) -> Room {
    Room { requests, bytes, inputs: None }
}

#[test]
fn by_count_and_by_size() {
    let file: String = (0..10).map(|n| request(&n.to_string()) + "\n").collect();
    let line = request("0").len() as u64 + 1;
    let counts = |room| lines(&split(&[file.as_bytes()], room, 1 << 20).0);
    assert_eq!(counts(room(4, 1 << 20)), [4, 4, 2]);
    assert_eq!(counts(room(100, 3 * line)), [3, 3, 3, 1]);
    assert_eq!(counts(room(100, 3 * line - 1)), [2; 5]);
    assert_eq!(counts(room(100, 10 * line)), [10]);
    assert_eq!(split(&[b"\n\n"], room(1, 1), 100).1, Split::default());
}

#[test]
fn by_what_is_to_be_embedded() {
    let line = |inputs: usize| {
        let list = vec!["\"a\""; inputs].join(",");
        format!(r#"{{"url":"/v1/embeddings","body":{{"input":[{list}]}}}}"#) + "\n"
    };
    let file: String = [2, 2, 1, 5, 6, 1].into_iter().map(line).collect();
    let (files, done) = split(&[file.as_bytes()], Room { inputs: Some(5), ..room(100, 1 << 20) }, 1 << 20);
    assert_eq!((lines(&files), done.oversized), (vec![3, 1, 1, 1], 1));
    assert_eq!(Room::of(&Endpoint::Embeddings), Room { requests: 50_000, bytes: 200_000_000, inputs: Some(50_000) });
    assert_eq!(Room::of(&Endpoint::Responses).inputs, None);
}

#[test]
fn a_line_too_large_for_any_file_has_one_of_its_own() {
    let file = format!("a\n{}\nb\nc\n{}", "x".repeat(50), "y".repeat(200));
    let (files, done) = split(&[file.as_bytes()], room(10, 20), 100);
    assert_eq!((lines(&files), done.oversized), (vec![1, 1, 2, 1], 2));
}

#[test]
fn each_file_is_within_what_the_api_allows() {
    let file: String = (0..120_000).map(|n| request(&n.to_string()) + "\n").collect();
    let (files, _) = split(&[file.as_bytes()], Room::of(&Endpoint::ChatCompletions), 1 << 20);
    assert_eq!(lines(&files), [50_000, 50_000, 20_000]);
    for file in files {
        let mut checker = Checker::default();
        checker.push(&file);
        assert!(checker.finish().0.problem(Kind::TooManyRequests).is_none());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_stays_and_in_its_order(
        bytes in soup::file(), cuts in soup::cuts(), requests in 1u64..6, size in 1u64..700, most in 50usize..500
    ) {
        let (files, done) = split(&soup::cut(&bytes, &cuts), room(requests, size), most);
        prop_assert_eq!(&split(&[&bytes], room(requests, size), most).0, &files);
        let kept: Vec<&[u8]> = bytes
            .split_inclusive(|byte| *byte == b'\n')
            .map(|line| {
                let (text, ended) = line.strip_suffix(b"\n").map_or((line, false), |text| (text, true));
                let long = text.len() > most;
                let text = if ended { text.strip_suffix(b"\r").unwrap_or(text) } else { text };
                if long { text } else { soup::unmarked(text) }
            })
            .filter(|text| text.len() > most || !text.trim_ascii().is_empty())
            .collect();
        let mut all = kept.join(&b"\n"[..]);
        if !kept.is_empty() {
            all.push(b'\n');
        }
        prop_assert_eq!(files.concat(), all);
        let mut oversized = 0;
        for (file, count) in files.iter().zip(lines(&files)) {
            prop_assert!((1..=requests as usize).contains(&count));
            let over = file.len() as u64 > size;
            prop_assert!(!over || count == 1);
            oversized += u64::from(over);
        }
        prop_assert_eq!(oversized, done.oversized);
    }
}
