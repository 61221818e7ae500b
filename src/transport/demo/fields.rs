//! Reads a JSON body as strictly as the specification allows: what is unknown, missing, of the wrong type
//! or beyond a limit is refused by name.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::incoming::IncomingBody;
use super::refusal::Refusal;
use crate::openai::attribute::{AttributeValue, Attributes};

/// An object of the body, and where it stands in it.
pub struct Fields {
    map: Map<String, Value>,
    /// `expires_after.`, or nothing for the body itself.
    path: String,
}

impl Fields {
    /// The body, which may have no other fields than these.
    pub fn read(body: &IncomingBody, known: &[&str]) -> Result<Fields, Refusal> {
        let value = match body {
            IncomingBody::Empty => Value::Object(Map::new()),
            IncomingBody::Json(text) => serde_json::from_slice(text)
                .map_err(|_| Refusal::invalid("We could not parse the JSON body of your request."))?,
            IncomingBody::Form { .. } => {
                return Err(Refusal::invalid("Unsupported content type: 'multipart/form-data'.").with_status(415));
            }
        };
        match value {
            Value::Object(map) => Fields { map, path: String::new() }.only(known),
            _ => Err(Refusal::invalid("The JSON body of your request is not an object.")),
        }
    }

    fn only(self, known: &[&str]) -> Result<Fields, Refusal> {
        match self.map.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(Refusal::unknown(&self.full(name))),
            None => Ok(self),
        }
    }

    /// The name of a field as errors give it.
    pub fn full(&self, name: &str) -> String {
        format!("{}{name}", self.path)
    }

    pub fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    pub fn value(&self, name: &str) -> Option<&Value> {
        self.map.get(name)
    }

    /// Whether it is there and null.
    pub fn is_null(&self, name: &str) -> bool {
        matches!(self.map.get(name), Some(Value::Null))
    }

    pub fn missing(&self, name: &str) -> Refusal {
        Refusal::missing(&self.full(name))
    }

    pub fn wrong(&self, name: &str, expected: &str) -> Refusal {
        Refusal::wrong_type(&self.full(name), expected, kind(self.map.get(name).unwrap_or(&Value::Null)))
    }

    pub fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.map.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, "a string")),
        }
    }

    pub fn required_text(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.map.get(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.wrong(name, "a boolean")),
        }
    }

    pub fn choice(&self, name: &str, supported: &[&str]) -> Result<Option<&str>, Refusal> {
        match self.text(name)? {
            Some(text) if !supported.contains(&text) => Err(Refusal::wrong_value(&self.full(name), text, supported)),
            text => Ok(text),
        }
    }

    pub fn required_choice(&self, name: &str, supported: &[&str]) -> Result<&str, Refusal> {
        self.choice(name, supported)?.ok_or_else(|| self.missing(name))
    }

    pub fn integer(&self, name: &str, least: u64, most: u64) -> Result<Option<u64>, Refusal> {
        let Some(value) = self.map.get(name) else { return Ok(None) };
        if !value.is_i64() && !value.is_u64() {
            return Err(self.wrong(name, "an integer"));
        }
        // A negative number is below every minimum here.
        within(&self.full(name), value.as_u64(), &value.to_string(), least, most).map(Some)
    }

    pub fn required_integer(&self, name: &str, least: u64, most: u64) -> Result<u64, Refusal> {
        self.integer(name, least, most)?.ok_or_else(|| self.missing(name))
    }

    /// A nested object with no other fields than these.
    pub fn object(&self, name: &str, known: &[&str]) -> Result<Option<Fields>, Refusal> {
        match self.map.get(name) {
            None => Ok(None),
            Some(Value::Object(map)) => {
                Fields { map: map.clone(), path: format!("{}.", self.full(name)) }.only(known).map(Some)
            }
            Some(_) => Err(self.wrong(name, "an object")),
        }
    }

    fn items(&self, name: &str, least: usize, most: usize) -> Result<Option<&[Value]>, Refusal> {
        let Some(value) = self.map.get(name) else { return Ok(None) };
        let Value::Array(items) = value else { return Err(self.wrong(name, "an array")) };
        let (length, name) = (items.len(), self.full(name));
        if length > most {
            let what = format!(
                "array too long. Expected an array with maximum length {most}, but got an array with length {length} instead"
            );
            return Err(Refusal::beyond(&name, &what, "array_above_max_length"));
        }
        if length < least {
            let what =
                format!("empty array. Expected an array with minimum length {least}, but got an empty array instead");
            return Err(Refusal::beyond(&name, &what, "empty_array"));
        }
        Ok(Some(items))
    }

    pub fn texts(&self, name: &str, least: usize, most: usize) -> Result<Option<Vec<String>>, Refusal> {
        let Some(items) = self.items(name, least, most)? else { return Ok(None) };
        let texts = items.iter().enumerate().map(|(index, item)| match item {
            Value::String(text) => Ok(text.clone()),
            other => Err(Refusal::wrong_type(&format!("{}[{index}]", self.full(name)), "a string", kind(other))),
        });
        texts.collect::<Result<_, _>>().map(Some)
    }

    /// A list of objects with no other fields than these.
    pub fn objects(
        &self,
        name: &str,
        known: &[&str],
        least: usize,
        most: usize,
    ) -> Result<Option<Vec<Fields>>, Refusal> {
        let Some(items) = self.items(name, least, most)? else { return Ok(None) };
        let objects = items.iter().enumerate().map(|(index, item)| {
            let name = format!("{}[{index}]", self.full(name));
            match item {
                Value::Object(map) => Fields { map: map.clone(), path: format!("{name}.") }.only(known),
                other => Err(Refusal::wrong_type(&name, "an object", kind(other))),
            }
        });
        objects.collect::<Result<_, _>>().map(Some)
    }

    /// 16 pairs of text, keys up to 64 characters and values up to 512; null is none.
    pub fn metadata(&self) -> Result<Option<BTreeMap<String, String>>, Refusal> {
        let Some(pairs) = self.pairs("metadata", Value::is_string)? else { return Ok(None) };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Some(pairs.iter().map(|(key, value)| (key.clone(), text(value))).collect()))
    }

    /// Like metadata, but numbers and booleans are values too.
    pub fn attributes(&self) -> Result<Option<Attributes>, Refusal> {
        let scalar = |value: &Value| value.is_string() || value.is_number() || value.is_boolean();
        let Some(pairs) = self.pairs("attributes", scalar)? else { return Ok(None) };
        let value = |value: &Value| match value {
            Value::String(text) => AttributeValue::Text(text.clone()),
            Value::Bool(flag) => AttributeValue::Flag(*flag),
            number => AttributeValue::Number(number.as_f64().unwrap_or_default()),
        };
        Ok(Some(pairs.iter().map(|(key, given)| (key.clone(), value(given))).collect()))
    }

    /// An object within those limits whose values all fit.
    fn pairs(&self, name: &str, fits: fn(&Value) -> bool) -> Result<Option<&Map<String, Value>>, Refusal> {
        let map = match self.map.get(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Object(map)) => map,
            Some(_) => return Err(self.wrong(name, "an object")),
        };
        let name = self.full(name);
        if map.len() > 16 {
            let got = map.len();
            let what = format!(
                "too many properties. Expected an object with at most 16 properties, but got an object with {got} properties instead"
            );
            return Err(Refusal::beyond(&name, &what, "object_above_max_properties"));
        }
        for (key, value) in map {
            short(&name, key, 64)?;
            let full = format!("{name}.{key}");
            if !fits(value) {
                return Err(Refusal::wrong_type(&full, "a string", kind(value)));
            }
            short(&full, value.as_str().unwrap_or_default(), 512)?;
        }
        Ok(Some(map))
    }
}

fn short(name: &str, text: &str, most: usize) -> Result<(), Refusal> {
    let length = text.chars().count();
    if length <= most {
        return Ok(());
    }
    let what = format!(
        "string too long. Expected a string with maximum length {most}, but got a string with length {length} instead"
    );
    Err(Refusal::beyond(name, &what, "string_above_max_length"))
}

/// The number if it is within its limits; `None` stands for a negative one.
pub fn within(name: &str, value: Option<u64>, got: &str, least: u64, most: u64) -> Result<u64, Refusal> {
    match value {
        Some(value) if value > most => {
            let what = format!("integer above maximum value. Expected a value <= {most}, but got {got} instead");
            Err(Refusal::beyond(name, &what, "integer_above_max_value"))
        }
        Some(value) if value >= least => Ok(value),
        _ => {
            let what = format!("integer below minimum value. Expected a value >= {least}, but got {got} instead");
            Err(Refusal::beyond(name, &what, "integer_below_min_value"))
        }
    }
}

/// A JSON value's type as errors name it.
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a decimal",
        Value::Number(_) => "an integer",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
