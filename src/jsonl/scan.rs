//! JSON is read in one pass without building anything: validated strictly, duplicate keys found, texts measured.
//!
//! It accepts what `serde_json` accepts as a `Value` (a property test compares them), which is also what the rest
//! of the page can read: nesting of fewer than 128, numbers that a float can hold, whole surrogate pairs. It is here
//! because serde's ways of skipping a value either build its texts or see no keys.

use super::quoted::Quoted;

/// Levels of nesting at which a text is refused, as serde_json does.
pub const DEPTH: usize = 128;
/// So many keys of one object are compared each with each; more are sorted first.
const FEW: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte of the text where it was found.
    pub at: usize,
    /// Whether it is only nested too deeply.
    pub deep: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Object,
    List,
    Text,
    Number,
    True,
    False,
    Null,
}

/// How much text there is in the values that were passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Characters of ASCII.
    pub plain: u64,
    /// All other characters.
    pub other: u64,
    /// Texts that hold data as `data:` URLs, and are in neither.
    pub data: u64,
    /// Objects.
    pub objects: u64,
}

/// What is known of an object or list that is being read.
pub struct Inside {
    /// Where its keys start among all that are kept.
    keys: usize,
    started: bool,
    escaped: bool,
}

pub struct Scan<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Of the objects that are open.
    keys: Vec<Quoted<'a>>,
    /// A key that some object has twice: the first one found.
    pub duplicate: Option<Quoted<'a>>,
    pub measure: Measure,
}

type Found<T> = Result<T, Fault>;

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Self {
        Scan { text, at: 0, depth: 0, keys: Vec::new(), duplicate: None, measure: Measure::default() }
    }

    /// Where the next byte is.
    pub fn at(&self) -> usize {
        self.at
    }

    fn fault<T>(&self) -> Found<T> {
        Err(Fault { at: self.at, deep: false })
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn is_next(&mut self, byte: u8) -> bool {
        let is = self.byte() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, byte: u8) -> Found<()> {
        if self.is_next(byte) { Ok(()) } else { self.fault() }
    }

    fn blanks(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// What the next value is, as far as its first byte tells.
    pub fn peek(&mut self) -> Found<Kind> {
        self.blanks();
        Ok(match self.byte() {
            Some(b'"') => Kind::Text,
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b't') => Kind::True,
            Some(b'f') => Kind::False,
            Some(b'n') => Kind::Null,
            _ => return self.fault(),
        })
    }

    /// Nothing but white space may be left.
    pub fn end(&mut self) -> Found<()> {
        self.blanks();
        if self.byte().is_none() { Ok(()) } else { self.fault() }
    }

    fn open(&mut self) -> Found<Inside> {
        // The bracket was seen.
        self.at += 1;
        self.depth += 1;
        if self.depth >= DEPTH {
            return Err(Fault { at: self.at, deep: true });
        }
        Ok(Inside { keys: self.keys.len(), started: false, escaped: false })
    }

    /// Into the object that comes next, if [`peek`](Self::peek) said that one does.
    pub fn object(&mut self) -> Found<Inside> {
        self.measure.objects += 1;
        self.open()
    }

    /// Into the list that comes next, if [`peek`](Self::peek) said that one does.
    pub fn list(&mut self) -> Found<Inside> {
        self.open()
    }

    /// The next key of an object, after which its value comes, or `None` at its end.
    pub fn key(&mut self, inside: &mut Inside) -> Found<Option<Quoted<'a>>> {
        self.blanks();
        if self.is_next(b'}') {
            self.close(inside);
            return Ok(None);
        }
        if std::mem::replace(&mut inside.started, true) {
            self.expect(b',')?;
            self.blanks();
        }
        if self.byte() != Some(b'"') {
            return self.fault();
        }
        let key = self.quoted(&mut Measure::default())?;
        inside.escaped |= key.escaped;
        self.keys.push(key);
        self.blanks();
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Whether another item of a list comes.
    pub fn item(&mut self, inside: &mut Inside) -> Found<bool> {
        self.blanks();
        if self.is_next(b']') {
            self.depth -= 1;
            return Ok(false);
        }
        if std::mem::replace(&mut inside.started, true) {
            self.expect(b',')?;
        }
        Ok(true)
    }

    fn close(&mut self, inside: &Inside) {
        self.depth -= 1;
        let keys = self.keys.get_mut(inside.keys..).unwrap_or_default();
        if self.duplicate.is_none() && keys.len() > 1 {
            self.duplicate = if inside.escaped {
                let mut decoded: Vec<_> = keys.iter().map(|key| (key.decode(), *key)).collect();
                decoded.sort_by(|(one, _), (other, _)| one.cmp(other));
                decoded.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].1)
            } else if keys.len() <= FEW {
                let mut left = &*keys;
                std::iter::from_fn(|| left.split_first().map(|(key, rest)| (key, std::mem::replace(&mut left, rest))))
                    .find(|(key, all)| all.iter().skip(1).any(|other| other.raw == key.raw))
                    .map(|(key, _)| *key)
            } else {
                keys.sort_unstable_by_key(|key| key.raw);
                keys.windows(2).find(|pair| pair[0].raw == pair[1].raw).map(|pair| pair[0])
            };
        }
        self.keys.truncate(inside.keys);
    }

    /// The text that comes next, if [`peek`](Self::peek) said that one does.
    pub fn text(&mut self) -> Found<Quoted<'a>> {
        let mut measure = Measure::default();
        let text = self.quoted(&mut measure)?;
        if text.raw.starts_with("data:") {
            self.measure.data += 1;
        } else {
            self.measure.plain += measure.plain;
            self.measure.other += measure.other;
        }
        Ok(text)
    }

    fn quoted(&mut self, measure: &mut Measure) -> Found<Quoted<'a>> {
        let start = self.at + 1;
        match super::quoted::measure(self.text.as_bytes(), start, measure) {
            Ok((end, escaped)) => {
                self.at = end + 1;
                Ok(Quoted { raw: self.text.get(start..end).unwrap_or_default(), escaped })
            }
            Err(at) => Err(Fault { at, deep: false }),
        }
    }

    /// The number that comes next, if [`peek`](Self::peek) said that one does.
    pub fn number(&mut self) -> Found<&'a str> {
        let start = self.at;
        self.is_next(b'-');
        let mut odd = false;
        if !self.is_next(b'0') {
            self.digits()?;
        }
        if self.is_next(b'.') {
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            odd = true;
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        let number = self.text.get(start..self.at).unwrap_or_default();
        // Only these can be too large for a float, which goes to 10^308.
        if (odd || number.len() > 300) && number.parse::<f64>().is_ok_and(f64::is_infinite) {
            return self.fault();
        }
        Ok(number)
    }

    fn digits(&mut self) -> Found<()> {
        let start = self.at;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { self.fault() }
    }

    fn word(&mut self, word: &str) -> Found<()> {
        word.bytes().try_for_each(|byte| self.expect(byte))
    }

    /// Past the value that comes next.
    pub fn skip(&mut self) -> Found<Kind> {
        let kind = self.peek()?;
        match kind {
            Kind::Object => {
                let mut inside = self.object()?;
                while self.key(&mut inside)?.is_some() {
                    self.skip()?;
                }
            }
            Kind::List => {
                let mut inside = self.list()?;
                while self.item(&mut inside)? {
                    self.skip()?;
                }
            }
            Kind::Text => drop(self.text()?),
            Kind::Number => drop(self.number()?),
            Kind::True => self.word("true")?,
            Kind::False => self.word("false")?,
            Kind::Null => self.word("null")?,
        }
        Ok(kind)
    }

    /// The text that comes next; what is no text is passed.
    pub fn text_or_skip(&mut self) -> Found<Option<Quoted<'a>>> {
        if self.peek()? == Kind::Text { self.text().map(Some) } else { self.skip().map(|_| None) }
    }

    /// The number that comes next, cut to a whole one; what is no such number is passed.
    pub fn whole_or_skip(&mut self) -> Found<Option<u64>> {
        if self.peek()? == Kind::Number { Ok(self.number()?.parse().ok()) } else { self.skip().map(|_| None) }
    }

    /// The bytes of the value that comes next, just as they are.
    pub fn raw(&mut self) -> Found<&'a str> {
        self.blanks();
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }
}
