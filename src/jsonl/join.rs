//! Input, output and error files of a batch become one row a request, whatever the order of their lines.
//!
//! Nothing of the files is kept but the custom_ids and, for each row, where its lines stand and how it ended: some
//! 200 bytes. Whoever shows or writes a row reads its lines again by their places.

use std::collections::HashMap;

use super::answer;
use super::groups::Groups;
use super::ids::{Print, print};
use super::lines::{Lines, Piece, Place};
use super::outcome::Outcome;
use super::quoted::Quoted;
use super::request;

/// Rows with nothing to tell them by, and others of which only so many are listed.
const LISTED: usize = 1_000;

/// Which file of the batch a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Input,
    Output,
    Errors,
}

/// What an answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// `Output` or `Errors`.
    pub source: Source,
    /// Without its mark.
    pub place: Place,
    pub outcome: Outcome,
    /// Of the endpoint; 0 if it was not asked.
    pub status: u16,
    pub input_tokens: u64,
    pub output_tokens: u64,
    /// Of [`Joined::groups`], if it failed.
    pub group: Option<u32>,
    /// How many lines more there are for the same request; the best one is this.
    pub repeats: u32,
}

/// A request and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: Box<str>,
    /// In the input, if there is one; without its mark.
    pub request: Option<Place>,
    /// Whether JSON was asked for.
    pub json: bool,
    pub reply: Option<Reply>,
}

impl Row {
    pub fn outcome(&self) -> Outcome {
        self.reply.map_or(Outcome::Missing, |reply| reply.outcome)
    }
}

/// A line that belongs to no row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    pub source: Source,
    pub place: Place,
    /// Empty if it has none.
    pub id: Box<str>,
}

/// Lines of some kind: all counted, the first thousand listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strays {
    pub count: u64,
    pub first: Vec<Stray>,
}

impl Strays {
    fn add(&mut self, source: Source, place: Place, id: &str) {
        self.count += 1;
        if self.first.len() < LISTED {
            self.first.push(Stray { source, place, id: id.into() });
        }
    }
}

/// Each id exactly once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// In the order of the input; without one in that of the answers.
    pub rows: Vec<Row>,
    /// Answers to what was not asked.
    pub extra: Strays,
    /// Lines whose id had a line before in the same input, or an answer before.
    pub duplicates: Strays,
    /// Lines without an id that can be read.
    pub unreadable: Strays,
    /// Errors that say the same.
    pub groups: Groups,
}

impl Joined {
    /// How many rows ended so.
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.rows.iter().filter(|row| row.outcome() == outcome).count() as u64
    }

    /// The requests that are to be sent again, in their order.
    pub fn lost(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.outcome().is_lost())
    }
}

/// The input comes first, if it is still there; the others in any order. Each file starts with
/// [`file`](Self::file).
#[derive(Default)]
pub struct Join {
    lines: Lines,
    source: Option<Source>,
    desk: Desk,
}

impl Join {
    /// The file before it is over, and this one begins.
    pub fn file(&mut self, source: Source) {
        self.end();
        self.source = Some(source);
        self.desk.asked |= source == Source::Input;
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(source) = self.source {
            self.lines.push(bytes, &mut |piece| self.desk.piece(&piece, source));
        }
    }

    fn end(&mut self) {
        let mut lines = std::mem::take(&mut self.lines);
        if let Some(source) = self.source.take() {
            lines.finish(&mut |piece| self.desk.piece(&piece, source));
        }
    }

    /// All files are over.
    pub fn finish(mut self) -> Joined {
        self.end();
        self.desk.joined
    }
}

#[derive(Default)]
struct Desk {
    /// Whether there is an input, so that what it lacks is extra.
    asked: bool,
    rows: HashMap<Print, u32>,
    joined: Joined,
}

impl Desk {
    fn piece(&mut self, piece: &Piece<'_>, source: Source) {
        let (place, text) = match *piece {
            Piece::Part(_) => return,
            Piece::Long { place, .. } => return self.joined.unreadable.add(source, place, ""),
            // Whoever reads the line again wants it without its mark.
            Piece::Line { place, text, .. } => {
                let bytes = text.len() as u64;
                (Place { at: place.at + place.bytes - bytes, bytes, ..place }, text)
            }
        };
        if text.trim_ascii().is_empty() {
            return;
        }
        let read = std::str::from_utf8(text).ok();
        let known = match source {
            Source::Input => read.is_some_and(|text| self.request(text, place)),
            _ => read.is_some_and(|text| self.reply(text, source, place)),
        };
        if !known {
            self.joined.unreadable.add(source, place, "");
        }
    }

    /// False if it has no id.
    fn request(&mut self, text: &str, place: Place) -> bool {
        let Ok(line) = request::read(text) else { return false };
        let Some(id) = line.custom_id.text else { return false };
        let json = line.body.is_some_and(|body| body.json);
        let id = id.decode();
        if self.rows.contains_key(&print(&id)) {
            self.joined.duplicates.add(Source::Input, place, &id);
        } else {
            self.row(&id, Some(place), json);
        }
        true
    }

    fn row(&mut self, id: &str, request: Option<Place>, json: bool) -> u32 {
        let number = u32::try_from(self.joined.rows.len()).unwrap_or(u32::MAX);
        self.rows.insert(print(id), number);
        self.joined.rows.push(Row { id: id.into(), request, json, reply: None });
        number
    }

    /// False if it has no id.
    fn reply(&mut self, text: &str, source: Source, place: Place) -> bool {
        let Ok(answer) = answer::read(text) else { return false };
        let Some(id) = answer.custom_id.map(Quoted::decode) else { return false };
        let number = match self.rows.get(&print(&id)) {
            Some(number) => *number,
            None if self.asked => {
                self.joined.extra.add(source, place, &id);
                return true;
            }
            None => self.row(&id, None, false),
        };
        let Some(row) = self.joined.rows.get_mut(number as usize) else { return true };
        let outcome = Outcome::of(&answer, row.json);
        let repeats = row.reply.map_or(0, |reply| reply.repeats + 1);
        if repeats > 0 {
            self.joined.duplicates.add(source, place, &id);
        }
        // Of equals the first one.
        if let Some(reply) = row.reply.as_mut().filter(|reply| reply.outcome <= outcome) {
            reply.repeats = repeats;
            return true;
        }
        if let Some(group) = row.reply.and_then(|reply| reply.group) {
            self.joined.groups.remove(group);
        }
        let failed = outcome.is_lost().then(|| self.joined.groups.add(&answer));
        row.reply = Some(Reply {
            source,
            place,
            outcome,
            status: answer.status.unwrap_or_default(),
            input_tokens: answer.input_tokens,
            output_tokens: answer.output_tokens,
            group: failed,
            repeats,
        });
        true
    }
}
