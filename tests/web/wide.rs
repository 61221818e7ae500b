//! What takes sixteen bytes at a time in the browser, beside what takes one.

use quartermaster::jsonl::lines::{Lines, Piece};
use quartermaster::jsonl::scan::Scan;
use wasm_bindgen_test::wasm_bindgen_test;

/// Numbers that are the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % n
    }
}

const PIECES: [&str; 12] = ["a", "plain ascii text", "é", "日本", "👍", "\"", "\\", "\n", " ", "\u{7f}", "\u{80}", "~"];

#[wasm_bindgen_test]
fn texts_are_measured_and_decoded_as_they_are() {
    let mut chance = Chance(1);
    for _ in 0..20_000 {
        let text: String = (0..chance.below(30)).map(|_| PIECES[chance.below(PIECES.len())]).collect();
        let json = serde_json::to_string(&text).unwrap();
        // Not always at the same place of sixteen.
        let padded = " ".repeat(chance.below(16)) + &json;
        let mut scan = Scan::new(&padded);
        scan.peek().unwrap();
        assert_eq!(scan.text().unwrap().decode(), text);
        scan.end().unwrap();
        let plain = text.chars().filter(char::is_ascii).count() as u64;
        assert_eq!((scan.measure.plain, scan.measure.other), (plain, text.chars().count() as u64 - plain), "{text}");
    }
}

#[wasm_bindgen_test]
fn a_control_character_is_found_wherever_it_stands() {
    for before in 0..40 {
        let json = format!("\"{}\u{1}{}\"", "é".repeat(before), "x".repeat(40));
        let fault = Scan::new(&json).text().unwrap_err();
        assert_eq!(fault.at, 1 + 2 * before);
    }
}

#[wasm_bindgen_test]
fn lines_end_where_they_end() {
    let mut chance = Chance(2);
    for _ in 0..5_000 {
        let bytes: Vec<u8> = (0..chance.below(200)).map(|_| [b'\n', b'x', b'\r', 0x8A][chance.below(4) % 4]).collect();
        let mut found = Vec::new();
        let mut take = |piece: Piece<'_>| {
            if let Piece::Line { place, .. } = piece {
                found.push(place.at);
            }
        };
        let mut lines = Lines::default();
        lines.push(&bytes, &mut take);
        lines.finish(&mut take);
        let starts = (0..bytes.len()).filter(|at| *at == 0 || bytes[at - 1] == b'\n');
        assert_eq!(found, starts.map(|at| at as u64).collect::<Vec<_>>());
    }
}
