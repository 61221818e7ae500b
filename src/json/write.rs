//! From objects to text.

use std::collections::BTreeMap;

use super::value::Json;

/// What can be written as JSON.
pub trait ToJson {
    fn write(&self, to: &mut String);

    /// Whether a request leaves it out: what is not given, and collections without anything in them.
    fn is_absent(&self) -> bool {
        false
    }
}

/// As JSON.
pub fn text(value: &dyn ToJson) -> String {
    let mut text = String::new();
    value.write(&mut text);
    text
}

/// An object that is being written.
pub struct Object<'a> {
    to: &'a mut String,
    empty: bool,
}

impl<'a> Object<'a> {
    pub fn begin(to: &'a mut String) -> Self {
        to.push('{');
        Object { to, empty: true }
    }

    /// `name` as Rust writes it: `r#type` is `type`.
    pub fn field(&mut self, name: &str, value: &dyn ToJson) {
        self.entry(name.strip_prefix("r#").unwrap_or(name), value);
    }

    /// Unless it is absent.
    pub fn given(&mut self, name: &str, value: &dyn ToJson) {
        if !value.is_absent() {
            self.field(name, value);
        }
    }

    /// `name` as it is.
    fn entry(&mut self, name: &str, value: &dyn ToJson) {
        separate(&mut self.empty, self.to);
        quote(name, self.to);
        self.to.push(':');
        value.write(self.to);
    }

    pub fn end(self) {
        self.to.push('}');
    }
}

fn separate(first: &mut bool, to: &mut String) {
    if !std::mem::take(first) {
        to.push(',');
    }
}

/// A text in its quotes.
pub fn quote(text: &str, to: &mut String) {
    // A text can always be written.
    to.push_str(&serde_json::to_string(text).unwrap_or_default());
}

impl ToJson for str {
    fn write(&self, to: &mut String) {
        quote(self, to);
    }
}

impl ToJson for String {
    fn write(&self, to: &mut String) {
        quote(self, to);
    }
}

impl ToJson for u64 {
    fn write(&self, to: &mut String) {
        to.push_str(&self.to_string());
    }
}

impl ToJson for f64 {
    fn write(&self, to: &mut String) {
        // Up to here a float holds every whole number, and those are written as such.
        const WHOLE: f64 = 9_007_199_254_740_992.0;
        if self.fract() == 0.0 && self.abs() < WHOLE {
            to.push_str(&(*self as i64).to_string());
        } else {
            // Null where it is no number.
            to.push_str(&serde_json::to_string(self).unwrap_or_default());
        }
    }
}

impl ToJson for bool {
    fn write(&self, to: &mut String) {
        to.push_str(if *self { "true" } else { "false" });
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write(&self, to: &mut String) {
        (**self).write(to);
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, to: &mut String) {
        match self {
            Some(value) => value.write(to),
            None => to.push_str("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write(&self, to: &mut String) {
        let mut first = true;
        to.push('[');
        for item in self {
            separate(&mut first, to);
            item.write(to);
        }
        to.push(']');
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, to: &mut String) {
        self.as_slice().write(to);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        for (name, value) in self {
            object.entry(name, value);
        }
        object.end();
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl ToJson for Json<'_> {
    fn write(&self, to: &mut String) {
        match self {
            Json::Null => to.push_str("null"),
            Json::Flag(flag) => flag.write(to),
            Json::Whole(number) => number.write(to),
            Json::Number(number) => number.write(to),
            Json::Text(text) => quote(text, to),
            Json::List(items) => items.write(to),
            Json::Object(entries) => {
                let mut object = Object::begin(to);
                for (name, value) in entries {
                    object.entry(name, value);
                }
                object.end();
            }
        }
    }
}
