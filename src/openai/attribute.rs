//! Attributes: what a search in a vector store can filter files by.

use std::collections::BTreeMap;

use crate::json::{FromJson, Json, ToJson};

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
