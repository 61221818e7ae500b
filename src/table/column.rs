//! What a column is, and the one shape of a cell from which it is drawn, compared, filtered and exported.

use super::collate;
use super::order::Direction;
use std::borrow::Cow;
use std::cmp::Ordering;

/// What a cell holds. It carries no words of a language: the page translates terms and formats numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value<'a> {
    /// The API did not say.
    #[default]
    Absent,
    /// Free text of unknown origin, such as a name.
    Text(&'a str),
    /// An identifier: shown in mono, copied by a click.
    Id(&'a str),
    /// One of a few words of the API, such as a purpose or an endpoint.
    Term(&'a str),
    /// A state, with what it means for the person.
    Status {
        term: &'a str,
        tone: Tone,
    },
    Count(u64),
    Bytes(u64),
    /// Millionths of a dollar.
    Money(u64),
    /// Unix seconds.
    Time(u64),
    Flag(bool),
    /// So many of so many.
    Fraction {
        done: u64,
        total: u64,
    },
}

/// What all values of a column are; what can be asked of them depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Id,
    Term,
    Status,
    Count,
    Bytes,
    Money,
    Time,
    Flag,
    Fraction,
}

impl Kind {
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Text | Self::Id | Self::Term | Self::Status)
    }

    /// Whether its values are a few words of the API, meant as a whole.
    pub const fn is_term(self) -> bool {
        matches!(self, Self::Term | Self::Status)
    }
}

/// What a status means: it chooses colour and icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Over and of no consequence.
    Quiet,
    /// On its way.
    Busy,
    Good,
    Warning,
    Bad,
}

/// What a cell is compared by.
pub(super) enum Key<'a> {
    Number(u64),
    Text(&'a str),
    Absent,
}

impl<'a> Value<'a> {
    /// The words of a cell that holds words.
    pub const fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) | Self::Id(text) | Self::Term(text) | Self::Status { term: text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text of a cell that holds free text, and not a word about it.
    pub const fn free(self) -> Option<&'a str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The name of this value among the values of its column: words as they are, numbers in plain
    /// digits, a flag as `true` or `false`, nothing as the empty text.
    pub fn facet(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) | Self::Id(text) | Self::Term(text) | Self::Status { term: text, .. } => text.into(),
            Self::Count(n) | Self::Bytes(n) | Self::Time(n) => n.to_string().into(),
            Self::Money(n) => decimal(n).into(),
            Self::Flag(flag) => if flag { "true" } else { "false" }.into(),
            Self::Fraction { done, total } => format!("{done}/{total}").into(),
            Self::Absent => "".into(),
        }
    }

    pub(super) fn key(self) -> Key<'a> {
        match self {
            Self::Text(text) | Self::Id(text) | Self::Term(text) | Self::Status { term: text, .. } => Key::Text(text),
            Self::Count(n) | Self::Bytes(n) | Self::Money(n) | Self::Time(n) => Key::Number(n),
            Self::Flag(flag) => Key::Number(u64::from(flag)),
            // The bits of a float that is not negative are in the order of the floats.
            Self::Fraction { total: 0, .. } => Key::Number(0),
            Self::Fraction { done, total } => Key::Number((done as f64 / total as f64).to_bits()),
            Self::Absent => Key::Absent,
        }
    }
}

/// Millionths of a dollar as dollars, exactly.
fn decimal(millionths: u64) -> String {
    let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The order of two cells of a column, by which a [`Ranking`](super::order::Ranking) sorts: numbers
/// by size, fractions by ratio, words as a person orders them (case does not count, `file 9` stands
/// before `file 10`). A cell that holds nothing comes last in either direction.
pub fn compare(a: Value<'_>, b: Value<'_>, direction: Direction) -> Ordering {
    let ordering = match (a.key(), b.key()) {
        (Key::Absent, Key::Absent) => return Ordering::Equal,
        (Key::Absent, _) => return Ordering::Greater,
        (_, Key::Absent) => return Ordering::Less,
        // A column holds one kind of value; should it not, the kinds stay apart.
        (Key::Number(_), Key::Text(_)) => return Ordering::Less,
        (Key::Text(_), Key::Number(_)) => return Ordering::Greater,
        (Key::Number(a), Key::Number(b)) => a.cmp(&b),
        (Key::Text(a), Key::Text(b)) => collate::key(a).cmp(&collate::key(b)),
    };
    match direction {
        Direction::Up => ordering,
        Direction::Down => ordering.reverse(),
    }
}

/// The side on which a column is aligned, as in CSS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    End,
}

/// What is known of a column without knowing its rows. Its title is a word, which the page looks up by key.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// Names the column in the URL, in settings and in an export's header.
    pub key: &'static str,
    pub width_px: u16,
    pub align: Align,
    /// Not shown until asked for.
    pub hidden: bool,
    /// Words typed without naming a column are looked for here.
    pub searched: bool,
    pub kind: Kind,
    /// Other names than the key by which a query may name it.
    pub also: &'static [&'static str],
    /// The name by which a query asks for the time since: `age` for when something was created.
    pub age: &'static str,
    /// Its times lie ahead: a length of time counts from now on, not back.
    pub ahead: bool,
}

/// A column of rows of type `R`: a head, and how to read the cell.
pub struct Column<R: 'static> {
    pub head: Head,
    pub value: for<'a> fn(&'a R) -> Value<'a>,
}

impl<R> Column<R> {
    /// A column of text that is shown, aligned at the start and not searched.
    pub const fn new(key: &'static str, width_px: u16, value: for<'a> fn(&'a R) -> Value<'a>) -> Self {
        let (align, kind) = (Align::Start, Kind::Text);
        let head =
            Head { key, width_px, align, hidden: false, searched: false, kind, also: &[], age: "", ahead: false };
        Self { head, value }
    }

    /// Of another kind than text.
    pub const fn of(mut self, kind: Kind) -> Self {
        self.head.kind = kind;
        self
    }

    /// With other names for a query.
    pub const fn also(mut self, names: &'static [&'static str]) -> Self {
        self.head.also = names;
        self
    }

    /// Of times past; the time since then has a name too.
    pub const fn past(mut self, age: &'static str) -> Self {
        self.head.age = age;
        self.of(Kind::Time)
    }

    /// Of times to come.
    pub const fn ahead(mut self) -> Self {
        self.head.ahead = true;
        self.of(Kind::Time)
    }

    /// For numbers.
    pub const fn at_end(mut self) -> Self {
        self.head.align = Align::End;
        self
    }

    pub const fn hidden(mut self) -> Self {
        self.head.hidden = true;
        self
    }

    pub const fn searched(mut self) -> Self {
        self.head.searched = true;
        self
    }
}
