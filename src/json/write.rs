//! From objects to text.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::number;
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

fn quote(text: &str, to: &mut String) {
    to.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte == b'"' || byte == b'\\' || byte < b' ') {
        let (run, tail) = rest.split_at(at);
        to.push_str(run);
        let mut tail = tail.chars();
        match tail.next().unwrap_or_default() {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            '\n' => to.push_str("\\n"),
            '\r' => to.push_str("\\r"),
            '\t' => to.push_str("\\t"),
            // Writing to memory does not fail.
            c => drop(write!(to, "\\u{:04x}", u32::from(c))),
        }
        rest = tail.as_str();
    }
    to.push_str(rest);
    to.push('"');
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
        number::write(*self, to);
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
            Json::Number(text) => to.push_str(text),
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
