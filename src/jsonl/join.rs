//! Input, output and error files of a batch become one row a request, whatever the order of their lines; and so do
//! those of a whole family, the batch and those that repaired it.
//!
//! Nothing of the files is kept but, for each row, its custom_id, where its lines stand, how it ended and how its
//! answer begins: less than a kilobyte. Whoever shows or writes a row reads its lines again by their places.

use std::collections::HashMap;

use super::answer::{self, Answer};
use super::groups::Groups;
use super::ids::{Print, print};
use super::lines::{Lines, Piece, Place};
use super::outcome::Outcome;
use super::quoted::Quoted;
use super::request;

/// Rows with nothing to tell them by, and others of which only so many are listed.
const LISTED: usize = 1_000;
/// Characters of an answer that are kept.
const START: usize = 160;
/// Characters of a finish reason.
const FINISH: usize = 40;

/// What a file of a batch holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    Input,
    Output,
    Errors,
}

impl Source {
    pub const ALL: [Source; 3] = [Source::Input, Source::Output, Source::Errors];

    pub fn as_str(self) -> &'static str {
        match self {
            Source::Input => "input",
            Source::Output => "output",
            Source::Errors => "errors",
        }
    }
}

/// Which file of which batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    pub source: Source,
    /// Of a family, in the order in which the batches were made.
    pub batch: u64,
}

/// What an answer came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub origin: Origin,
    /// Without its mark.
    pub place: Place,
    pub outcome: Outcome,
    /// Of the endpoint; 0 if it was not asked.
    pub status: u16,
    /// Empty if there is none.
    pub finish: Box<str>,
    /// How the answer begins, or the message of its error.
    pub start: Box<str>,
    pub input_tokens: u64,
    pub output_tokens: u64,
    /// Of [`Found::groups`], if it failed.
    pub group: Option<u32>,
    /// How many batches have answered; the best answer is this.
    pub tries: u32,
    /// How many lines more there are for it than one from each batch.
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
        self.reply.as_ref().map_or(Outcome::Missing, |reply| reply.outcome)
    }
}

/// A line that belongs to no row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    pub origin: Origin,
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
    fn add(&mut self, origin: Origin, place: Place, id: &str) {
        self.count += 1;
        if self.first.len() < LISTED {
            self.first.push(Stray { origin, place, id: id.into() });
        }
    }
}

/// Each id exactly once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// In the order of the input; without one in that of the answers.
    pub rows: Vec<Row>,
    pub found: Found,
}

/// What was found beside the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Answers to what was not asked.
    pub extra: Strays,
    /// Lines whose id had a line before in the same input, or an answer before from the same batch.
    pub duplicates: Strays,
    /// Lines without an id that can be read.
    pub unreadable: Strays,
    /// Errors that say the same.
    pub groups: Groups,
    /// Of all answers, those that a better one took the place of among them.
    pub input_tokens: u64,
    pub output_tokens: u64,
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

/// The input comes first, if it is still there; then the others, batch by batch. Each file starts with
/// [`file`](Self::file).
#[derive(Default)]
pub struct Join {
    lines: Lines,
    origin: Option<Origin>,
    desk: Desk,
}

impl Join {
    /// The file before it is over, and this one begins.
    pub fn file(&mut self, origin: Origin) {
        self.end();
        self.origin = Some(origin);
        self.desk.asked |= origin.source == Source::Input;
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(origin) = self.origin {
            self.lines.push(bytes, &mut |piece| self.desk.piece(&piece, origin));
        }
    }

    fn end(&mut self) {
        let mut lines = std::mem::take(&mut self.lines);
        if let Some(origin) = self.origin.take() {
            lines.finish(&mut |piece| self.desk.piece(&piece, origin));
        }
    }

    /// All files are over.
    pub fn finish(mut self) -> Joined {
        self.end();
        Joined { rows: self.desk.rows, found: self.desk.found }
    }
}

#[derive(Default)]
struct Desk {
    /// Whether there is an input, so that what it lacks is extra.
    asked: bool,
    numbers: HashMap<Print, u32>,
    rows: Vec<Row>,
    /// The batch that answered each row last.
    answered: Vec<Option<u64>>,
    found: Found,
}

impl Desk {
    fn piece(&mut self, piece: &Piece<'_>, origin: Origin) {
        let (place, text) = match *piece {
            Piece::Part(_) => return,
            Piece::Long { place, .. } => return self.found.unreadable.add(origin, place, ""),
            // Whoever reads the line again wants it without its mark.
            Piece::Line { place, text, .. } => (place.of_text(text), text),
        };
        if text.trim_ascii().is_empty() {
            return;
        }
        let read = simdutf8::basic::from_utf8(text).ok();
        let known = match origin.source {
            Source::Input => read.is_some_and(|text| self.request(text, origin, place)),
            _ => read.is_some_and(|text| self.reply(text, origin, place)),
        };
        if !known {
            self.found.unreadable.add(origin, place, "");
        }
    }

    /// False if it has no id.
    fn request(&mut self, text: &str, origin: Origin, place: Place) -> bool {
        let Ok(line) = request::read(text) else { return false };
        let Some(id) = line.custom_id.text else { return false };
        let json = line.body.is_some_and(|body| body.json);
        let id = id.decode();
        if self.numbers.contains_key(&print(&id)) {
            self.found.duplicates.add(origin, place, &id);
        } else {
            self.row(&id, Some(place), json);
        }
        true
    }

    fn row(&mut self, id: &str, request: Option<Place>, json: bool) -> u32 {
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.numbers.insert(print(id), number);
        self.rows.push(Row { id: id.into(), request, json, reply: None });
        self.answered.push(None);
        number
    }

    /// False if it has no id.
    fn reply(&mut self, text: &str, origin: Origin, place: Place) -> bool {
        let Ok(answer) = answer::read(text) else { return false };
        let Some(id) = answer.custom_id.map(Quoted::decode) else { return false };
        self.found.input_tokens += answer.input_tokens;
        self.found.output_tokens += answer.output_tokens;
        let number = match self.numbers.get(&print(&id)) {
            Some(number) => *number,
            None if self.asked => {
                self.found.extra.add(origin, place, &id);
                return true;
            }
            None => self.row(&id, None, false),
        };
        let number = number as usize;
        let (Some(row), Some(answered)) = (self.rows.get_mut(number), self.answered.get_mut(number)) else {
            return true;
        };
        let again = answered.replace(origin.batch) == Some(origin.batch);
        if again {
            self.found.duplicates.add(origin, place, &id);
        }
        let before = row.reply.take();
        let (tries, repeats) = before.as_ref().map_or((0, 0), |before| (before.tries, before.repeats));
        let (tries, repeats) = (tries + u32::from(!again), repeats + u32::from(again));
        let outcome = Outcome::of(&answer, row.json);
        row.reply = Some(match before {
            Some(before) if !takes_its_place(outcome, origin, &before) => Reply { tries, repeats, ..before },
            before => {
                if let Some(group) = before.and_then(|before| before.group) {
                    self.found.groups.remove(group);
                }
                let group = outcome.is_lost().then(|| self.found.groups.add(&answer));
                Reply { group, tries, repeats, ..of(&answer, outcome, origin, place) }
            }
        });
        true
    }
}

/// Of equals from one batch the first one counts; a later batch was sent because of what the earlier one said.
fn takes_its_place(outcome: Outcome, origin: Origin, before: &Reply) -> bool {
    outcome < before.outcome || (outcome == before.outcome && origin.batch != before.origin.batch)
}

fn of(answer: &Answer<'_>, outcome: Outcome, origin: Origin, place: Place) -> Reply {
    Reply {
        origin,
        place,
        outcome,
        status: answer.status.unwrap_or_default(),
        finish: answer.finish.map(|finish| finish.start(FINISH)).unwrap_or_default().into(),
        start: answer.start(START).into(),
        input_tokens: answer.input_tokens,
        output_tokens: answer.output_tokens,
        group: None,
        tries: 1,
        repeats: 0,
    }
}
