//! Reads optional fields so that an odd value is an absent one and never breaks the list it stands in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::nested::entries;

/// A type of field that can be read from any JSON value: `None` for null and for what makes no sense.
pub trait Lenient: Sized {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error>;
}

/// For `#[serde(deserialize_with)]`.
pub fn lenient<'de, D: Deserializer<'de>, T: Lenient>(from: D) -> Result<Option<T>, D::Error> {
    T::read(from)
}

/// Any JSON value, of which only scalars are kept.
pub enum Scalar<'de> {
    Other,
    Text(Cow<'de, str>),
    Whole(u64),
    Number(f64),
    Flag(bool),
}

impl Scalar<'_> {
    /// Text as it is, numbers as they are written.
    pub fn text(self) -> Option<String> {
        match self {
            Scalar::Text(text) => Some(text.into_owned()),
            Scalar::Whole(number) => Some(number.to_string()),
            Scalar::Number(number) => Some(number.to_string()),
            Scalar::Flag(_) | Scalar::Other => None,
        }
    }

    /// Fractions are cut off, negative numbers are absent, digits in quotes count.
    fn whole(self) -> Option<u64> {
        match self {
            Scalar::Whole(number) => Some(number),
            Scalar::Number(number) if number >= 0.0 => Some(number as u64),
            Scalar::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    fn number(self) -> Option<f64> {
        match self {
            Scalar::Whole(number) => Some(number as f64),
            Scalar::Number(number) => Some(number),
            Scalar::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Scalar<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ScalarVisitor)
    }
}

pub struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Flag(flag))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(u64::try_from(number).map_or(Scalar::Number(number as f64), Scalar::Whole))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Whole(number))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }
    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text)))
    }
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Other)
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Other)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
}

impl Lenient for u64 {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Scalar::deserialize(from).map(Scalar::whole)
    }
}

impl Lenient for f64 {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Scalar::deserialize(from).map(Scalar::number)
    }
}

impl Lenient for bool {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Scalar::deserialize(from).map(|value| if let Scalar::Flag(flag) = value { Some(flag) } else { None })
    }
}

impl Lenient for String {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Scalar::deserialize(from).map(Scalar::text)
    }
}

/// A map of texts, such as metadata; entries that are not text are left out.
impl Lenient for BTreeMap<String, String> {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        entries(from, Scalar::text)
    }
}
