//! What can be wrong with the input file of a batch.

use super::lines::Place;

/// Places that are kept of one kind.
pub const PLACES: usize = 20;
/// Characters of a foreign text that are kept.
const NOTE_CHARS: usize = 100;

/// In the order in which a person should hear of them. The API's own codes, where it has any, are in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// No line has a request. (`empty_file`)
    Empty,
    /// More than 50,000 requests. (`too_many_tasks`)
    TooManyRequests,
    /// More than 200 MB.
    TooManyBytes,
    /// More than 50,000 inputs to embed, all lines together.
    TooManyInputs,
    /// Longer than [`LINE_BYTES`](super::lines::LINE_BYTES): not looked at, but counted as a request.
    LongLine,
    /// A byte-order mark at the start of the line, which JSON does not allow; the rest is inspected without it.
    Mark,
    /// No more is said of such a line.
    NotUtf8,
    /// No more is said of such a line. (`invalid_json_line`)
    NotJson,
    /// Nested 128 levels or more: not looked at further.
    TooDeep,
    /// JSON, but no object. No more is said of such a line. (`invalid_json_line`)
    NotObject,
    IdMissing,
    /// Not a text.
    IdNotText,
    /// The same as on a line before. (`duplicate_custom_id`)
    IdDuplicate,
    /// Past the first 200,000 different ids: not compared.
    IdUnchecked,
    /// Missing, or not `POST`.
    MethodNotPost,
    /// Missing, or not a text.
    UrlMissing,
    /// None of the endpoints that take batches.
    UrlUnknown,
    /// An endpoint, but not that of most lines. (`url_mismatch`)
    UrlMixed,
    /// Missing, or not an object.
    BodyMissing,
    /// Missing, empty, or not a text.
    ModelMissing,
    /// Not that of most lines. (`model_mismatch`)
    ModelMixed,
    /// `stream` is true.
    Stream,
    /// An object has a key twice: most readers take the last one.
    DuplicateKey,
    /// Nothing but white space.
    Blank,
}

impl Kind {
    pub const ALL: [Kind; 24] = {
        use Kind::*;
        [
            Empty,
            TooManyRequests,
            TooManyBytes,
            TooManyInputs,
            LongLine,
            Mark,
            NotUtf8,
            NotJson,
            TooDeep,
            NotObject,
            IdMissing,
            IdNotText,
            IdDuplicate,
            IdUnchecked,
            MethodNotPost,
            UrlMissing,
            UrlUnknown,
            UrlMixed,
            BodyMissing,
            ModelMissing,
            ModelMixed,
            Stream,
            DuplicateKey,
            Blank,
        ]
    };

    /// Whether the batch will, or a request would, fail of it. Readers differ about the others.
    pub fn is_error(self) -> bool {
        !matches!(self, Kind::LongLine | Kind::IdUnchecked | Kind::DuplicateKey | Kind::Blank)
    }

    /// Whether [`fix`](super::fix) can mend it.
    pub fn is_fixable(self) -> bool {
        use Kind::*;
        matches!(self, Mark | Blank | IdMissing | IdNotText | IdDuplicate | MethodNotPost)
            || matches!(self, UrlMissing | UrlUnknown | UrlMixed)
    }
}

/// More about a place, in foreign words or numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Note {
    #[default]
    None,
    /// The byte of the line (without its mark) at which it was found, from 0.
    Byte(u64),
    /// The line of the same file that has it too.
    Line(u64),
    /// What stands there: the first hundred characters.
    Text(Box<str>),
}

impl Note {
    pub fn text(text: &str) -> Self {
        Note::Text(text.chars().take(NOTE_CHARS).collect())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub place: Place,
    pub note: Note,
}

/// All problems of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: Kind,
    /// Lines that have it; 1 for what is wrong with the file.
    pub count: u64,
    /// The first of them.
    pub spots: Vec<Spot>,
}

impl Problem {
    pub fn new(kind: Kind) -> Self {
        Problem { kind, count: 0, spots: Vec::new() }
    }

    pub fn add(&mut self, place: Place, note: Note) {
        self.count += 1;
        if self.spots.len() < PLACES {
            self.spots.push(Spot { place, note });
        }
    }
}
