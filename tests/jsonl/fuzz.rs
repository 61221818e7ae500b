//! A minute of files that nobody would write: `./dev fuzz`. What fails is made as small as it can be and shown.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use quartermaster::jsonl::check::{Checker, Report};
use quartermaster::jsonl::fix::{Fixer, Fixes};
use quartermaster::jsonl::lines::{Lines, Piece};
use quartermaster::jsonl::problem::Kind;
use quartermaster::jsonl::split::{Room, Splitter, Step};
use quartermaster::openai::batch::Endpoint;

use crate::soup;

const SECONDS: u64 = 60;
/// Files between two looks at the clock.
const ROUND: u32 = 500;

fn check(pieces: &[&[u8]], most: usize) -> Report {
    let mut checker = Checker::with_most(most);
    pieces.iter().for_each(|piece| checker.push(piece));
    checker.finish().0
}

/// A file with some of its bytes changed, left out or said twice.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<Index>(), any::<u8>(), 0..4u8, 1..40usize);
    (soup::file(), prop::collection::vec(change, 0..12)).prop_map(|(mut bytes, changes)| {
        for (at, byte, deed, length) in changes {
            let at = at.index(bytes.len() + 1);
            let until = (at + length).min(bytes.len());
            match deed {
                0 => bytes.insert(at, byte),
                1 => bytes.iter_mut().skip(at).take(1).for_each(|old| *old ^= byte),
                2 => drop(bytes.drain(at..until)),
                _ => {
                    let again = bytes.get(at..until).unwrap_or_default().to_vec();
                    bytes.splice(at..at, again);
                }
            }
        }
        bytes
    })
}

fn inspect(bytes: &[u8], cuts: &[Index], most: usize) -> Result<(), TestCaseError> {
    let report = check(&[bytes], usize::MAX);
    prop_assert_eq!(&check(&soup::cut(bytes, cuts), most), &check(&[bytes], most));
    let lines = bytes.split(|byte| *byte == b'\n').map(soup::unmarked).filter(|line| !line.trim_ascii().is_empty());
    let wrong = lines.filter(|line| serde_json::from_slice::<serde_json::Value>(line).is_err()).count() as u64;
    let said =
        [Kind::NotJson, Kind::NotUtf8, Kind::TooDeep].map(|kind| report.problem(kind).map_or(0, |said| said.count));
    prop_assert_eq!(said.iter().sum::<u64>(), wrong);
    for spot in report.problems.iter().flat_map(|problem| &problem.spots) {
        prop_assert!(spot.place.at + spot.place.bytes <= bytes.len() as u64, "{:?}", spot);
    }

    // What was mended has nothing left to be mended, and as many requests.
    let mut checker = Checker::default();
    checker.push(bytes);
    let fixes = Fixes { marks: true, blanks: true, ids: true, method: true, url: Some(Endpoint::Responses) };
    let mut fixer = Fixer::new(fixes, checker.finish().1);
    let mut mended = Vec::new();
    soup::cut(bytes, cuts).iter().for_each(|piece| fixer.push(piece, &mut mended));
    let left = fixer.finish(&mut mended).left;
    let after = check(&[&mended], usize::MAX);
    prop_assert_eq!(after.requests, report.requests);
    prop_assert!(after.problem(Kind::Blank).is_none() && after.problem(Kind::Mark).is_none());
    if left == 0 {
        prop_assert!(after.problem(Kind::IdDuplicate).is_none() && after.problem(Kind::UrlMixed).is_none());
    }

    // What was split is the same lines in the same order.
    let mut parts = Vec::new();
    let mut splitter = Splitter::with_most(Room { requests: 3, bytes: 300, inputs: None }, most);
    let mut take = |step: Step<'_>| {
        if let Step::Write(bytes) = step {
            parts.extend_from_slice(bytes);
        }
    };
    soup::cut(bytes, cuts).iter().for_each(|piece| splitter.push(piece, &mut take));
    splitter.finish(&mut take);
    prop_assert_eq!(texts(&parts), texts(bytes));
    Ok(())
}

/// The lines that hold something, without the blanks at their ends: of two carriage returns before a line's end the
/// first is a blank, and once the end is written as a line feed alone, so is neither.
fn texts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    let mut take = |piece: Piece<'_>| {
        if let Piece::Line { text, .. } = piece
            && !text.trim_ascii().is_empty()
        {
            texts.push(text.trim_ascii_end().to_vec());
        }
    };
    let mut lines = Lines::with_most(usize::MAX);
    lines.push(bytes, &mut take);
    lines.finish(&mut take);
    texts
}

#[test]
#[ignore = "takes a minute: ./dev fuzz"]
fn a_minute_of_odd_files() {
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let files = (file(), soup::cuts(), 100..400usize);
    let mut seen = 0;
    while Instant::now() < until {
        let mut runner = TestRunner::new(Config { cases: ROUND, failure_persistence: None, ..Config::default() });
        let round = runner.run(&files, |(bytes, cuts, most)| inspect(&bytes, &cuts, most));
        assert!(round.is_ok(), "{}", round.unwrap_err());
        seen += ROUND;
    }
    eprintln!("{seen} files");
}
