//! Attributes: what a search in a vector store can filter files by.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lenient::{Lenient, Scalar};
use super::nested::entries;

/// Up to 16 of them a file.
pub type Attributes = BTreeMap<String, AttributeValue>;

#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    Text(String),
    Number(f64),
    Flag(bool),
}

impl AttributeValue {
    fn of(value: Scalar) -> Option<Self> {
        match value {
            Scalar::Text(text) => Some(AttributeValue::Text(text.into_owned())),
            Scalar::Whole(number) => Some(AttributeValue::Number(number as f64)),
            Scalar::Number(number) => Some(AttributeValue::Number(number)),
            Scalar::Flag(flag) => Some(AttributeValue::Flag(flag)),
            Scalar::Other => None,
        }
    }
}

impl Lenient for Attributes {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        entries(from, AttributeValue::of)
    }
}

impl<'de> Deserialize<'de> for AttributeValue {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Scalar::deserialize(from)?;
        AttributeValue::of(value).ok_or_else(|| serde::de::Error::custom("expected text, a number, true or false"))
    }
}

/// A whole number is written without a fraction, as it came.
impl Serialize for AttributeValue {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            AttributeValue::Text(text) => to.serialize_str(text),
            AttributeValue::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
                to.serialize_i64(*number as i64)
            }
            AttributeValue::Number(number) => to.serialize_f64(*number),
            AttributeValue::Flag(flag) => to.serialize_bool(*flag),
        }
    }
}
