//! The first bytes of a file as something to look at: what kind of content they are, and how it is laid out. Nothing of
//! it is ever markup: text stays text, whatever it says.

use std::borrow::Cow;

use crate::json;
use crate::text::visible::visible;

/// So many bytes of a file are enough to look at.
pub const HEAD: u64 = 64 * 1024;
/// A picture is fetched whole, up to so many bytes.
pub const LARGEST_IMAGE: u64 = 8 * 1024 * 1024;
/// Lines, or rows of a table, that are laid out.
const MOST_LINES: usize = 200;
const MOST_COLUMNS: usize = 40;
/// Characters of one line or cell.
const LONGEST_LINE: usize = 2_000;
const LONGEST_CELL: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preview {
    Empty,
    Text(String),
    /// Indented.
    Json(String),
    /// An object a line.
    Jsonl(Vec<String>),
    /// The first row is that of the titles.
    Csv(Vec<Vec<String>>),
    /// Its MIME type.
    Image(&'static str),
    Binary,
}

/// What the head of a file is. `whole` tells whether there is nothing after it; the name decides only what the bytes
/// leave open.
pub fn preview(head: &[u8], whole: bool, name: &str) -> Preview {
    if head.is_empty() {
        return Preview::Empty;
    }
    if let Some(kind) = image(head) {
        return Preview::Image(kind);
    }
    let Some(text) = text(head, whole) else { return Preview::Binary };
    let ends_with = |ending: &str| {
        let start = name.len().wrapping_sub(ending.len());
        name.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    if text.trim_start().starts_with(['{', '[']) {
        let lines = || whole_lines(text, whole).filter(|line| !line.trim().is_empty());
        let objects = lines().take(2).filter(|line| json::parse(line.as_bytes()).is_ok()).count();
        if objects == 2 || (objects == 1 && ends_with(".jsonl")) {
            return Preview::Jsonl(lines().take(MOST_LINES).map(|line| shown(line, LONGEST_LINE)).collect());
        }
        if !whole || json::parse(text.as_bytes()).is_ok() {
            return Preview::Json(lines_shown(&json::pretty(text)));
        }
    }
    for (ending, comma) in [(".csv", ','), (".csv", ';'), (".tsv", '\t')] {
        if ends_with(ending) && text.lines().next().is_some_and(|line| line.contains(comma)) {
            return Preview::Csv(table(text, comma, whole));
        }
    }
    Preview::Text(lines_shown(text))
}

/// A picture that browsers draw, by the first bytes alone.
fn image(head: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    if starts(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if starts(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        Some("image/gif")
    } else if starts(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        Some("image/webp")
    } else {
        None
    }
}

/// The bytes as UTF-8, if that is what they are: a letter that the end of the head cut in two is left out.
fn text(head: &[u8], whole: bool) -> Option<&str> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if !whole && error.error_len().is_none() => {
            std::str::from_utf8(head.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    // Of the control characters, text has only those that move on.
    let binary = text.bytes().any(|byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b));
    (!binary).then(|| text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The lines but the last one, if it was cut.
fn whole_lines(text: &str, whole: bool) -> impl Iterator<Item = &str> {
    let end = if whole { text.len() } else { text.rfind('\n').unwrap_or(text.len()) };
    text.get(..end).unwrap_or(text).lines()
}

/// A line or cell as it can be shown: cut where it is too long, with what cannot be seen made visible.
fn shown(line: &str, most: usize) -> String {
    let (end, cut) = line.char_indices().nth(most).map_or((line.len(), ""), |(end, _)| (end, "…"));
    let parts: Vec<Cow<'_, str>> = line.get(..end).unwrap_or(line).split('\t').map(visible).collect();
    parts.join("\t") + cut
}

fn lines_shown(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| shown(line, LONGEST_LINE)).collect();
    lines.join("\n")
}

/// Rows of cells (RFC 4180, leniently). A row that the end of the head cut is left out.
fn table(text: &str, comma: char, whole: bool) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let (mut cell, mut quoted) = (String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            letter if letter == comma && !quoted => end_cell(&mut row, &mut cell),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                end_cell(&mut row, &mut cell);
                rows.push(std::mem::take(&mut row));
                if rows.len() == MOST_LINES {
                    return rows;
                }
            }
            letter => cell.push(letter),
        }
    }
    if (whole || rows.is_empty()) && !(row.is_empty() && cell.is_empty()) {
        end_cell(&mut row, &mut cell);
        rows.push(row);
    }
    rows
}

fn end_cell(row: &mut Vec<String>, cell: &mut String) {
    if row.len() < MOST_COLUMNS {
        row.push(shown(cell, LONGEST_CELL));
    }
    cell.clear();
}
