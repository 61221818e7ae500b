use proptest::prelude::*;
use quartermaster::jsonl::lines::{End, Lines, Piece, Place};

use crate::soup;

#[derive(Clone, Debug, PartialEq)]
struct Line {
    place: Place,
    /// What of a long line was handed over, in one.
    text: Vec<u8>,
    mark: bool,
    end: End,
    long: bool,
}

/// All lines, and the largest piece.
fn lines(pieces: &[&[u8]], most: usize) -> Vec<Line> {
    let (mut found, mut parts) = (Vec::new(), Vec::new());
    let mut take = |piece: Piece| match piece {
        Piece::Line { place, text, mark, end } => {
            assert!(parts.is_empty() && text.len() <= most);
            found.push(Line { place, text: text.to_vec(), mark, end, long: false });
        }
        Piece::Part(part) => {
            assert!(!part.is_empty());
            parts.extend_from_slice(part);
        }
        Piece::Long { place, end } => {
            found.push(Line { place, text: std::mem::take(&mut parts), mark: false, end, long: true });
        }
    };
    let mut lines = Lines::with_most(most);
    for piece in pieces {
        lines.push(piece, &mut take);
    }
    lines.finish(&mut take);
    found
}

/// As simply as it can be said.
fn plainly(bytes: &[u8], most: usize) -> Vec<Line> {
    let mut found = Vec::new();
    let mut at = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let long = line.strip_suffix(b"\n").unwrap_or(line).len() > most;
        let (text, end) = if let Some(text) = line.strip_suffix(b"\r\n") {
            (text, End::CrLf)
        } else if let Some(text) = line.strip_suffix(b"\n") {
            (text, End::Lf)
        } else {
            (line, End::File)
        };
        let place = Place { line: number as u64 + 1, at, bytes: text.len() as u64 };
        let unmarked = if long { text } else { soup::unmarked(text) };
        let mark = unmarked.len() < text.len();
        found.push(Line { place, text: unmarked.to_vec(), mark, end, long });
        at += line.len() as u64;
    }
    found
}

#[test]
fn a_mark_line_ends_and_a_last_line_without_one() {
    let found = lines(&[b"\xEF\xBB\xBF{}\r\n\n[\xFF]\na\rb\r"], 100);
    let said: Vec<(&[u8], bool, End)> = found.iter().map(|line| (&*line.text, line.mark, line.end)).collect();
    assert_eq!(
        said,
        [
            (&b"{}"[..], true, End::CrLf),
            (b"", false, End::Lf),
            (b"[\xFF]", false, End::Lf),
            (b"a\rb\r", false, End::File)
        ]
    );
    assert_eq!(found[3].place, Place { line: 4, at: 12, bytes: 4 });
}

#[test]
fn no_bytes_are_no_lines() {
    assert!(lines(&[], 100).is_empty() && lines(&[b"", b""], 100).is_empty());
    assert_eq!(lines(&[b"\n"], 100).len(), 1);
}

#[test]
fn of_a_huge_line_no_more_is_kept_than_a_piece() {
    let (mut whole, mut parts, mut largest, mut seen) = (0u64, 0u64, 0, None);
    let mut lines = Lines::default();
    let chunk = vec![b'x'; 1 << 20];
    let mut take = |piece: Piece| match piece {
        Piece::Line { .. } => whole += 1,
        Piece::Part(part) => {
            parts += part.len() as u64;
            largest = largest.max(part.len());
        }
        Piece::Long { place, .. } => seen = Some(place),
    };
    lines.push(b"{}\n", &mut take);
    for _ in 0..40 {
        lines.push(&chunk, &mut take);
    }
    lines.push(b"\n{}", &mut take);
    lines.finish(&mut take);
    assert_eq!((whole, parts, largest), (2, 40 << 20, 16 << 20));
    assert_eq!(seen, Some(Place { line: 2, at: 3, bytes: 40 << 20 }));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_the_bytes_are_cut_the_lines_are_the_same(bytes in soup::file(), cuts in soup::cuts(), most in 0usize..300) {
        let plainly = plainly(&bytes, most);
        prop_assert_eq!(&lines(&soup::cut(&bytes, &cuts), most), &plainly);
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        prop_assert_eq!(&lines(&single, most), &plainly);
        prop_assert_eq!(&lines(&[&bytes], most), &plainly);
    }
}
