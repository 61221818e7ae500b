//! Reads a JSON body as strictly as the specification allows: what is unknown, missing, of the wrong type
//! or beyond a limit is refused by name.

use std::collections::BTreeMap;

use super::incoming::IncomingBody;
use super::refusal::Refusal;
use crate::json::{FromJson, Json, parse};
use crate::openai::attribute::Attributes;

/// An object of the body, and where it stands in it.
pub struct Fields<'a> {
    /// Always an object.
    object: Json<'a>,
    /// `expires_after.`, or nothing for the body itself.
    path: String,
}

impl<'a> Fields<'a> {
    /// The body, which may have no other fields than these.
    pub fn read(body: &'a IncomingBody, known: &[&str]) -> Result<Self, Refusal> {
        let object = match body {
            IncomingBody::Empty => Json::Object(Vec::new()),
            IncomingBody::Json(text) => {
                parse(text).map_err(|_| Refusal::invalid("We could not parse the JSON body of your request."))?
            }
            IncomingBody::Form { .. } => {
                return Err(Refusal::invalid("Unsupported content type: 'multipart/form-data'.").with_status(415));
            }
        };
        match object {
            Json::Object(_) => Fields { object, path: String::new() }.only(known),
            _ => Err(Refusal::invalid("The JSON body of your request is not an object.")),
        }
    }

    fn only(self, known: &[&str]) -> Result<Self, Refusal> {
        let unknown = names(&self.object).find(|name| !known.contains(name)).map(|name| self.full(name));
        unknown.map_or(Ok(self), |name| Err(Refusal::unknown(&name)))
    }

    /// The name of a field as errors give it.
    pub fn full(&self, name: &str) -> String {
        format!("{}{name}", self.path)
    }

    pub fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    pub fn value(&self, name: &str) -> Option<&Json<'a>> {
        self.object.find(name)
    }

    /// Whether it is there and null.
    pub fn is_null(&self, name: &str) -> bool {
        matches!(self.value(name), Some(Json::Null))
    }

    pub fn missing(&self, name: &str) -> Refusal {
        Refusal::missing(&self.full(name))
    }

    pub fn wrong(&self, name: &str, expected: &str) -> Refusal {
        Refusal::wrong_type(&self.full(name), expected, kind(self.object.get(name)))
    }

    pub fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, "a string")),
        }
    }

    pub fn required_text(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(Json::Flag(flag)) => Ok(Some(*flag)),
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
        let Some(value) = self.value(name) else { return Ok(None) };
        match value {
            Json::Whole(number) => within(&self.full(name), Some(*number), &number.to_string(), least, most).map(Some),
            // A negative number is below every minimum here.
            Json::Number(number) if is_negative_whole(*number) => {
                within(&self.full(name), None, &number.to_string(), least, most).map(Some)
            }
            _ => Err(self.wrong(name, "an integer")),
        }
    }

    pub fn required_integer(&self, name: &str, least: u64, most: u64) -> Result<u64, Refusal> {
        self.integer(name, least, most)?.ok_or_else(|| self.missing(name))
    }

    /// A nested object with no other fields than these.
    pub fn object(&self, name: &str, known: &[&str]) -> Result<Option<Self>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(object @ Json::Object(_)) => {
                Fields { object: object.clone(), path: format!("{}.", self.full(name)) }.only(known).map(Some)
            }
            Some(_) => Err(self.wrong(name, "an object")),
        }
    }

    fn items(&self, name: &str, least: usize, most: usize) -> Result<Option<&[Json<'a>]>, Refusal> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let Json::List(items) = value else { return Err(self.wrong(name, "an array")) };
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
            Json::Text(text) => Ok(text.to_string()),
            other => Err(Refusal::wrong_type(&format!("{}[{index}]", self.full(name)), "a string", kind(other))),
        });
        texts.collect::<Result<_, _>>().map(Some)
    }

    /// A list of objects with no other fields than these.
    pub fn objects(&self, name: &str, known: &[&str], least: usize, most: usize) -> Result<Option<Vec<Self>>, Refusal> {
        let Some(items) = self.items(name, least, most)? else { return Ok(None) };
        let objects = items.iter().enumerate().map(|(index, item)| {
            let name = format!("{}[{index}]", self.full(name));
            match item {
                Json::Object(_) => Fields { object: item.clone(), path: format!("{name}.") }.only(known),
                other => Err(Refusal::wrong_type(&name, "an object", kind(other))),
            }
        });
        objects.collect::<Result<_, _>>().map(Some)
    }

    /// 16 pairs of text, keys up to 64 characters and values up to 512; null is none.
    pub fn metadata(&self) -> Result<Option<BTreeMap<String, String>>, Refusal> {
        let pairs = self.pairs("metadata", |value| matches!(value, Json::Text(_)))?;
        Ok(pairs.and_then(BTreeMap::from_json))
    }

    /// Like metadata, but numbers and booleans are values too.
    pub fn attributes(&self) -> Result<Option<Attributes>, Refusal> {
        let scalar = |value: &Json| matches!(value, Json::Text(_) | Json::Whole(_) | Json::Number(_) | Json::Flag(_));
        Ok(self.pairs("attributes", scalar)?.and_then(Attributes::from_json))
    }

    /// An object within those limits whose values all fit.
    fn pairs(&self, name: &str, fits: fn(&Json) -> bool) -> Result<Option<Json<'a>>, Refusal> {
        let (object, entries) = match self.value(name) {
            None | Some(Json::Null) => return Ok(None),
            Some(object @ Json::Object(entries)) => (object, entries),
            Some(_) => return Err(self.wrong(name, "an object")),
        };
        let name = self.full(name);
        if entries.len() > 16 {
            let got = entries.len();
            let what = format!(
                "too many properties. Expected an object with at most 16 properties, but got an object with {got} properties instead"
            );
            return Err(Refusal::beyond(&name, &what, "object_above_max_properties"));
        }
        for (key, value) in entries {
            short(&name, key, 64)?;
            let full = format!("{name}.{key}");
            if !fits(value) {
                return Err(Refusal::wrong_type(&full, "a string", kind(value)));
            }
            short(&full, value.as_text().unwrap_or_default(), 512)?;
        }
        Ok(Some(object.clone()))
    }
}

/// The names in an object.
pub fn names<'j>(object: &'j Json) -> impl Iterator<Item = &'j str> {
    let entries = if let Json::Object(entries) = object { &entries[..] } else { &[] };
    entries.iter().map(|(name, _)| &**name)
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

fn is_negative_whole(number: f64) -> bool {
    number < 0.0 && number.fract() == 0.0
}

/// A JSON value's type as errors name it.
pub fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Flag(_) => "a boolean",
        Json::Whole(_) => "an integer",
        Json::Number(number) if is_negative_whole(*number) => "an integer",
        Json::Number(_) => "a decimal",
        Json::Text(_) => "a string",
        Json::List(_) => "an array",
        Json::Object(_) => "an object",
    }
}
