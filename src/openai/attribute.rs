//! Attributes: what a search in a vector store can filter files by.

use std::collections::BTreeMap;

use crate::json::{FromJson, Json, ToJson, text};

/// Up to 16 of them a file.
pub type Attributes = BTreeMap<String, AttributeValue>;

#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    Text(String),
    Number(f64),
    Flag(bool),
}

impl FromJson for AttributeValue {
    fn from_json(json: Json<'_>) -> Option<Self> {
        match json {
            Json::Text(text) => Some(AttributeValue::Text(text.into_owned())),
            Json::Whole(number) => Some(AttributeValue::Number(number as f64)),
            Json::Number(number) => Some(AttributeValue::Number(number)),
            Json::Flag(flag) => Some(AttributeValue::Flag(flag)),
            Json::Null | Json::List(_) | Json::Object(_) => None,
        }
    }
}

impl ToJson for AttributeValue {
    fn write(&self, to: &mut String) {
        match self {
            AttributeValue::Text(text) => text.write(to),
            AttributeValue::Number(number) => number.write(to),
            AttributeValue::Flag(flag) => flag.write(to),
        }
    }
}

impl AttributeValue {
    /// As a text from which [`ValueKind::read`] makes it again: without quotes.
    pub fn written(&self) -> String {
        if let AttributeValue::Text(text) = self { text.clone() } else { text(self) }
    }
}

/// What a value is, apart from what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    Text,
    Number,
    Flag,
}

impl ValueKind {
    pub const ALL: [ValueKind; 3] = [ValueKind::Text, ValueKind::Number, ValueKind::Flag];

    pub fn code(self) -> &'static str {
        match self {
            ValueKind::Text => "string",
            ValueKind::Number => "number",
            ValueKind::Flag => "boolean",
        }
    }

    pub fn of(value: &AttributeValue) -> ValueKind {
        match value {
            AttributeValue::Text(_) => ValueKind::Text,
            AttributeValue::Number(_) => ValueKind::Number,
            AttributeValue::Flag(_) => ValueKind::Flag,
        }
    }

    /// The value that a text stands for.
    pub fn read(self, written: &str) -> Option<AttributeValue> {
        match self {
            ValueKind::Text => Some(AttributeValue::Text(written.to_owned())),
            ValueKind::Number => {
                let number: f64 = written.trim().parse().ok()?;
                number.is_finite().then_some(AttributeValue::Number(number))
            }
            ValueKind::Flag => match written.trim() {
                "true" => Some(AttributeValue::Flag(true)),
                "false" => Some(AttributeValue::Flag(false)),
                _ => None,
            },
        }
    }
}
