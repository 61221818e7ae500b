//! A JSON value.

use std::borrow::Cow;

use super::number::number;

/// Borrows from the text it was parsed from: numbers as they are written there, and texts without escapes.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    Null,
    Flag(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    /// In the order of the text.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// The value of that name, if this is an object that has it.
    pub fn find(&self, name: &str) -> Option<&Json<'a>> {
        let Json::Object(entries) = self else { return None };
        entries.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The value of that name, or null.
    pub fn get(&self, name: &str) -> &Json<'a> {
        self.find(name).unwrap_or(&Json::Null)
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    pub fn as_number(&self) -> Option<f64> {
        if let Json::Number(text) = self { number(text) } else { None }
    }

    /// The items of a list, or none.
    pub fn items(&self) -> &[Json<'a>] {
        if let Json::List(items) = self { items } else { &[] }
    }
}
