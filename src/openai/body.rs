//! Bodies of requests: JSON, and the kinds of field that several of them share.

use super::request::Body;
use crate::json::{Object, ToJson, text};

/// A body of JSON.
pub fn json(value: &dyn ToJson) -> Body {
    Body::Json(text(value))
}

/// A body of JSON that has these fields, without those that are absent.
pub fn fields(fields: &[(&str, &dyn ToJson)]) -> Body {
    let mut text = String::new();
    given(fields, &mut text);
    Body::Json(text)
}

/// An object of these fields, without those that are absent.
pub fn given(fields: &[(&str, &dyn ToJson)], to: &mut String) {
    let mut object = Object::begin(to);
    for (name, value) in fields {
        object.given(name, *value);
    }
    object.end();
}

/// A field of a change: `Keep` sends nothing, `Clear` sends null.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Change<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T: ToJson> ToJson for Change<T> {
    fn write(&self, to: &mut String) {
        match self {
            Change::Keep | Change::Clear => to.push_str("null"),
            Change::Set(value) => value.write(to),
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Change::Keep)
    }
}

/// A file's life, counted from its creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifeSeconds(pub u64);

impl ToJson for LifeSeconds {
    fn write(&self, to: &mut String) {
        given(&[("anchor", &"created_at"), ("seconds", &self.0)], to);
    }
}
