//! Bodies of requests: JSON, and the kinds of field that several of them share.

use serde::{Serialize, Serializer};

use super::request::Body;

/// A body of JSON. The bodies of this API are plain structs and maps of text, which can always be written.
pub fn json(value: &impl Serialize) -> Body {
    Body::Json(serde_json::to_string(value).unwrap_or_default())
}

/// A field of a change: `Keep` sends nothing, `Clear` sends null.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Change<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T> Change<T> {
    pub fn keeps(&self) -> bool {
        matches!(self, Change::Keep)
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Change::Keep | Change::Clear => to.serialize_none(),
            Change::Set(value) => value.serialize(to),
        }
    }
}

/// A file's life, counted from its creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "Expiry")]
pub struct LifeSeconds(pub u64);

#[derive(Serialize)]
struct Expiry {
    anchor: &'static str,
    seconds: u64,
}

impl From<LifeSeconds> for Expiry {
    fn from(life: LifeSeconds) -> Self {
        Expiry { anchor: "created_at", seconds: life.0 }
    }
}
