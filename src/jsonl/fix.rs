//! A batch's input is written anew with what can be mended without guessing, while it streams by; every other byte
//! stays as it was.

use std::collections::HashMap;
use std::ops::Range;

use super::ids::{Ids, Print, print};
use super::lines::{Lines, MARK, Piece};
use super::request::{Entry, Request, read};
use crate::json;
use crate::openai::batch::Endpoint;

/// What is to be mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixes {
    /// Byte-order marks at the start of lines go.
    pub marks: bool,
    /// Lines of nothing but white space go.
    pub blanks: bool,
    /// The second and later lines with one custom_id get one with a number after it (`a`, `a-2`, `a-3`); a number
    /// becomes a text; a line without an id becomes `request-` and its line number. No id is given out that the file
    /// has anywhere.
    pub ids: bool,
    /// `method` becomes `POST`.
    pub method: bool,
    /// `url` becomes this one.
    pub url: Option<Endpoint>,
}

/// What was done, in lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    pub marks: u64,
    pub blanks: u64,
    pub ids: u64,
    pub methods: u64,
    pub urls: u64,
    /// Left as they were, since they are no JSON objects, too long to be looked at, or have a key twice.
    pub left: u64,
}

/// Lines that cannot be read are left as they are, as are those that have some key twice: which of the two counts is
/// for a person to say.
pub struct Fixer {
    lines: Lines,
    mender: Mender,
}

impl Fixer {
    /// `ids` are those that the [`Checker`](super::check::Checker) found in the very same file.
    pub fn new(fixes: Fixes, ids: Ids) -> Self {
        let mender = Mender { fixes, ids, next: HashMap::new(), done: Fixed::default() };
        Fixer { lines: Lines::default(), mender }
    }

    /// The next bytes of the file; what is to be written for them is added to `to`.
    pub fn push(&mut self, bytes: &[u8], to: &mut Vec<u8>) {
        self.lines.push(bytes, &mut |piece| self.mender.piece(&piece, to));
    }

    /// The file is over.
    pub fn finish(mut self, to: &mut Vec<u8>) -> Fixed {
        self.lines.finish(&mut |piece| self.mender.piece(&piece, to));
        self.mender.done
    }
}

struct Mender {
    fixes: Fixes,
    ids: Ids,
    /// The number that comes next for an id of which there are several.
    next: HashMap<Print, u64>,
    done: Fixed,
}

/// Text to be put in the place of some other.
type Change = (Range<usize>, String);

impl Mender {
    fn piece(&mut self, piece: &Piece<'_>, to: &mut Vec<u8>) {
        let (place, text, mark, end) = match *piece {
            Piece::Part(part) => return to.extend_from_slice(part),
            Piece::Long { end, .. } => {
                self.done.left += 1;
                return to.extend_from_slice(end.as_bytes());
            }
            Piece::Line { place, text, mark, end } => (place, text, mark, end),
        };
        let blank = text.trim_ascii().is_empty();
        if blank && self.fixes.blanks && (!mark || self.fixes.marks) {
            self.done.blanks += u64::from(!mark);
            self.done.marks += u64::from(mark);
            return;
        }
        if mark && !self.fixes.marks {
            to.extend_from_slice(&MARK.repeat((place.bytes as usize - text.len()) / MARK.len()));
        }
        self.done.marks += u64::from(mark && self.fixes.marks);
        match simdutf8::basic::from_utf8(text).map(|text| (text, read(text))) {
            Ok((text, Ok(request))) if request.duplicate.is_none() => {
                write(text, self.changes(text, &request, place.line), to);
            }
            _ => {
                self.done.left += u64::from(!blank);
                to.extend_from_slice(text);
            }
        }
        to.extend_from_slice(end.as_bytes());
    }

    fn changes(&mut self, text: &str, request: &Request<'_>, line: u64) -> Vec<Change> {
        let (mut changes, mut new) = (Vec::new(), Vec::new());
        let mut set = |key: &'static str, entry: &Entry<'_>, value: String| match entry.span {
            Some((start, end)) => changes.push((start..end, value)),
            None => new.push(format!("\"{key}\":{value}")),
        };
        if self.fixes.ids
            && let Some(id) = self.id(text, &request.custom_id, line)
        {
            self.done.ids += 1;
            set("custom_id", &request.custom_id, json::text(&id));
        }
        if self.fixes.method && !request.method.text.is_some_and(|method| method.is("POST")) {
            self.done.methods += 1;
            set("method", &request.method, "\"POST\"".to_owned());
        }
        if let Some(url) = &self.fixes.url
            && !request.url.text.is_some_and(|named| named.is(url.as_str()))
        {
            self.done.urls += 1;
            set("url", &request.url, json::text(url));
        }
        if !new.is_empty() {
            // Before the closing brace.
            let comma = if request.some { "," } else { "" };
            let at = request.end - 1;
            changes.push((at..at, format!("{comma}{}", new.join(","))));
        }
        changes
    }

    /// Another id for a line that needs one.
    fn id(&mut self, text: &str, entry: &Entry<'_>, line: u64) -> Option<String> {
        let (stem, first) = match (entry.text, entry.span) {
            (Some(id), _) => {
                let id = id.decode();
                // Where there was no room to note it, nobody knows.
                if self.ids.first(print(&id)).is_none_or(|first| first == line) {
                    return None;
                }
                (id.into_owned(), None)
            }
            (None, Some((start, end))) if text.get(start..end).is_some_and(is_whole) => {
                let number = text.get(start..end).unwrap_or_default().to_owned();
                (number.clone(), Some(number))
            }
            (None, _) => ("request".to_owned(), Some(format!("request-{line}"))),
        };
        if let Some(first) = first
            && self.ids.insert(print(&first), line).is_none()
        {
            return Some(first);
        }
        let next = self.next.entry(print(&stem)).or_insert(2);
        loop {
            let id = format!("{stem}-{next}");
            *next += 1;
            if self.ids.insert(print(&id), line).is_none() {
                return Some(id);
            }
        }
    }
}

fn is_whole(value: &str) -> bool {
    !value.is_empty() && value.len() <= 20 && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn write(text: &str, mut changes: Vec<Change>, to: &mut Vec<u8>) {
    changes.sort_by_key(|(place, _)| place.start);
    let mut at = 0;
    for (place, new) in changes {
        to.extend_from_slice(text.get(at..place.start).unwrap_or_default().as_bytes());
        to.extend_from_slice(new.as_bytes());
        at = place.end;
    }
    to.extend_from_slice(text.get(at..).unwrap_or_default().as_bytes());
}
