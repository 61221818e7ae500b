//! A JSON value.

use std::borrow::Cow;

/// Borrows texts without escapes from the text it was parsed from.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    Null,
    Flag(bool),
    /// Without sign, fraction or exponent.
    Whole(u64),
    /// Any other number.
    Number(f64),
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
        match self {
            Json::Whole(number) => Some(*number as f64),
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The items of a list, or none.
    pub fn items(&self) -> &[Json<'a>] {
        if let Json::List(items) = self { items } else { &[] }
    }
}
