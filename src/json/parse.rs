//! From text to values.

use std::borrow::Cow;
use std::fmt;
use std::mem::replace;

use super::value::Json;

/// Lists and objects inside each other; beyond that the text is refused, so that it cannot exhaust the stack.
const DEEPEST: u32 = 128;
/// Entries for which an object has room at first: most have no more.
const USUAL: usize = 12;

/// Why a text is not what was expected, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub what: &'static str,
    pub at: usize,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} at byte {}", self.what, self.at)
    }
}

/// One value and nothing after it.
pub fn parse(text: &[u8]) -> Result<Json<'_>, Fault> {
    let mut parser = Parser::new(text)?;
    let value = parser.value()?;
    parser.end()?;
    Ok(value)
}

pub struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    /// Whether a bracket was opened just now.
    opened: bool,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a [u8]) -> Result<Self, Fault> {
        let text = str::from_utf8(text).map_err(|error| Fault { what: "not UTF-8", at: error.valid_up_to() })?;
        Ok(Parser { text, at: 0, depth: 0, opened: false })
    }

    pub fn fault(&self, what: &'static str) -> Fault {
        Fault { what, at: self.at }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The first byte that is not white space.
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.here() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Takes that byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let comes = self.peek() == Some(byte);
        self.at += usize::from(comes);
        comes
    }

    pub fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_some() { Err(self.fault("more than one JSON value")) } else { Ok(()) }
    }

    pub fn value(&mut self) -> Result<Json<'a>, Fault> {
        match self.peek() {
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'{') => {
                let mut entries = Vec::with_capacity(USUAL);
                self.entries(&mut entries)?;
                Ok(Json::Object(entries))
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.open()?;
                while self.more(b']')? {
                    items.push(self.value()?);
                }
                Ok(Json::List(items))
            }
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Flag(true)),
            Some(b'f') => self.word("false", Json::Flag(false)),
            _ => Err(self.fault("not JSON")),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, Fault> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(self.fault("not JSON"));
        }
        self.at += word.len();
        Ok(value)
    }

    /// The entries of the object that comes next instead of those that are there; false where something else comes.
    pub fn entries(&mut self, entries: &mut Vec<(Cow<'a, str>, Json<'a>)>) -> Result<bool, Fault> {
        entries.clear();
        if self.peek() != Some(b'{') {
            return Ok(false);
        }
        self.open()?;
        while self.more(b'}')? {
            entries.push((self.name()?, self.value()?));
        }
        Ok(true)
    }

    /// Takes the bracket that comes next and opens a list or an object.
    pub fn open(&mut self) -> Result<(), Fault> {
        self.at += 1;
        self.depth += 1;
        self.opened = true;
        if self.depth > DEEPEST { Err(self.fault("JSON too deep")) } else { Ok(()) }
    }

    /// Whether something follows in the list or object, or the bracket that closes it.
    pub fn more(&mut self, close: u8) -> Result<bool, Fault> {
        let first = replace(&mut self.opened, false);
        if self.take(close) {
            self.depth -= 1;
            return Ok(false);
        }
        if first || self.take(b',') { Ok(true) } else { Err(self.fault("no comma in JSON")) }
    }

    /// The name of an entry, whose value is next.
    pub fn name(&mut self) -> Result<Cow<'a, str>, Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.fault("no name in an object"));
        }
        let name = self.string()?;
        if self.take(b':') { Ok(name) } else { Err(self.fault("no colon in an object")) }
    }

    fn digits(&mut self) -> bool {
        let rest = self.rest();
        let count = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        self.at += count;
        count > 0
    }

    fn number(&mut self) -> Result<Json<'a>, Fault> {
        let start = self.at;
        self.at += usize::from(self.here() == Some(b'-'));
        let zero = self.here() == Some(b'0');
        let whole = self.at;
        let mut good = self.digits() && !(zero && self.at > whole + 1);
        if self.here() == Some(b'.') {
            self.at += 1;
            good &= self.digits();
        }
        if let Some(b'e' | b'E') = self.here() {
            self.at += 1;
            self.at += usize::from(matches!(self.here(), Some(b'+' | b'-')));
            good &= self.digits();
        }
        if good { Ok(Json::Number(&self.text[start..self.at])) } else { Err(self.fault("no number")) }
    }

    /// From the opening quote, which comes next, to the closing one.
    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.at += 1;
        let run = self.run();
        if self.here() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(run));
        }
        let mut text = run.to_owned();
        loop {
            let byte = self.here();
            self.at += 1;
            match byte {
                Some(b'"') => return Ok(Cow::Owned(text)),
                Some(b'\\') => {
                    text.push(self.escape()?);
                    text.push_str(self.run());
                }
                _ => return Err(self.fault("no end of a text")),
            }
        }
    }

    /// All that stands for itself in a text.
    #[inline]
    fn run(&mut self) -> &'a str {
        let start = self.at;
        let ends = |byte: &u8| *byte == b'"' || *byte == b'\\' || *byte < b' ';
        let rest = self.rest();
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
        &self.text[start..self.at]
    }

    /// What follows a backslash. Half of a pair of surrogates is replaced, as it is no character.
    fn escape(&mut self) -> Result<char, Fault> {
        let byte = self.here();
        self.at += 1;
        Ok(match byte {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let mut code = self.hex()?;
                if let (0xd800..0xdc00, [b'\\', b'u', ..]) = (code, self.rest()) {
                    let first = self.at;
                    self.at += 2;
                    let low = self.hex()?;
                    if let 0xdc00..0xe000 = low {
                        code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    } else {
                        self.at = first;
                    }
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(self.fault("no such escape")),
        })
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        let digits = self.text.get(self.at..self.at + 4).filter(|digits| !digits.starts_with('+'));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let code = code.ok_or_else(|| self.fault("no such escape"))?;
        self.at += 4;
        Ok(code)
    }
}
