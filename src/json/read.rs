//! Objects are read leniently: an odd value is an absent one, and never breaks the list it stands in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::mem::replace;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::parse::{Borrowed, parse};
use super::value::Json;
use super::{Fault, text};

/// What can be read from any JSON value.
pub trait FromJson: Sized {
    /// `None` for null and for what makes no sense.
    fn from_json(json: Json<'_>) -> Option<Self>;
}

/// What can be read from any object.
pub trait FromFields: Sized {
    /// `None` where something is missing without which it is of no use.
    fn from_fields(fields: &mut Fields<'_>) -> Option<Self>;
}

/// What the body of a whole answer can be read as.
pub trait Answer: Sized {
    fn read(body: &[u8]) -> Result<Self, Fault>;
}

impl<T: FromJson> Answer for T {
    fn read(body: &[u8]) -> Result<Self, Fault> {
        T::from_json(parse(body)?).ok_or_else(|| Fault::custom("not the object that was expected"))
    }
}

/// The entries of an object, each to be taken once.
pub struct Fields<'a> {
    entries: Vec<(Cow<'a, str>, Json<'a>)>,
    /// Where the next one stands if they are taken in the order of the text.
    next: usize,
}

impl<'a> Fields<'a> {
    pub fn of(json: Json<'a>) -> Option<Self> {
        if let Json::Object(entries) = json { Some(Fields { entries, next: 0 }) } else { None }
    }

    /// `name` as Rust writes it: `r#type` is `type`.
    fn take(&mut self, name: &str) -> Json<'a> {
        let name = name.strip_prefix("r#").unwrap_or(name);
        let is = |(other, _): &(Cow<'a, str>, Json<'a>)| other == name;
        let at = match self.entries.get(self.next) {
            Some(entry) if is(entry) => self.next,
            _ => self.entries.iter().position(is).unwrap_or(usize::MAX),
        };
        let Some((_, value)) = self.entries.get_mut(at) else { return Json::Null };
        self.next = at + 1;
        replace(value, Json::Null)
    }

    #[inline(never)]
    pub fn read<T: FromJson>(&mut self, name: &str) -> Option<T> {
        T::from_json(self.take(name))
    }

    /// A name without which an object is of no use; it has to be text.
    pub fn required<T: From<Arc<str>>>(&mut self, name: &str) -> Option<T> {
        if let Json::Text(text) = self.take(name) { Some(T::from(Arc::from(&*text))) } else { None }
    }
}

/// An object that is a page of a list: each item of `data` goes to `item`, all else is returned. `data` must be
/// there, and `item` must make something of everything in it: a list that was not understood must not pass for
/// an empty one. Null is an empty list.
pub fn envelope<'a>(body: &'a [u8], item: Item<'_, 'a>) -> Result<Fields<'a>, Fault> {
    let mut from = serde_json::Deserializer::from_slice(body);
    let fields = from.deserialize_map(Envelope(item))?;
    from.end()?;
    Ok(fields)
}

/// Makes something of an item of a list, or says that it cannot.
type Item<'i, 'a> = &'i mut dyn FnMut(&mut Fields<'a>) -> bool;

struct Envelope<'i, 'a>(Item<'i, 'a>);

impl<'de> Visitor<'de> for Envelope<'_, 'de> {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let (mut entries, mut found) = (Vec::new(), false);
        while let Some(Borrowed(name)) = from.next_key()? {
            if name == "data" {
                found = true;
                from.next_value_seed(Data(&mut *self.0))?;
            } else {
                entries.push((name, from.next_value()?));
            }
        }
        if found { Ok(Fields { entries, next: 0 }) } else { Err(A::Error::custom("a list without data")) }
    }
}

struct Data<'i, 'a>(Item<'i, 'a>);

impl<'de> DeserializeSeed<'de> for Data<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Data<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of objects")
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<(), A::Error> {
        while let Some(json) = from.next_element()? {
            if !Fields::of(json).is_some_and(|mut fields| (self.0)(&mut fields)) {
                return Err(A::Error::custom("an item that is not what was expected"));
            }
        }
        Ok(())
    }
}

/// Fractions are cut off, negative numbers are absent, digits in quotes count.
impl FromJson for u64 {
    fn from_json(json: Json<'_>) -> Option<Self> {
        match json {
            Json::Whole(number) => Some(number),
            Json::Number(number) => (number >= 0.0).then_some(number as u64),
            Json::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// Digits in quotes count.
impl FromJson for f64 {
    fn from_json(json: Json<'_>) -> Option<Self> {
        json.as_number().or_else(|| json.as_text()?.parse().ok())
    }
}

impl FromJson for bool {
    fn from_json(json: Json<'_>) -> Option<Self> {
        if let Json::Flag(flag) = json { Some(flag) } else { None }
    }
}

/// Text as it is, numbers in digits.
impl FromJson for String {
    fn from_json(json: Json<'_>) -> Option<Self> {
        match json {
            Json::Text(text) => Some(text.into_owned()),
            Json::Whole(_) | Json::Number(_) => Some(text(&json)),
            _ => None,
        }
    }
}

/// Items that make no sense are left out.
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json<'_>) -> Option<Self> {
        if let Json::List(items) = json { Some(items.into_iter().filter_map(T::from_json).collect()) } else { None }
    }
}

/// Entries that make no sense are left out.
impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let Json::Object(entries) = json else { return None };
        let mut map = BTreeMap::new();
        for (name, value) in entries {
            if let Some(value) = T::from_json(value) {
                map.insert(name.into_owned(), value);
            }
        }
        Some(map)
    }
}
