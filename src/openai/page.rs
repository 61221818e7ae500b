//! A page of a list.

use serde::{Deserialize, Serialize};

use super::lenient::lenient;

/// What every list is answered with. A missing `has_more` counts as false; `data` must be there, since
/// a list that was not understood must not pass for an empty one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "object", rename = "list", bound(deserialize = "T: Deserialize<'de>"))]
pub struct Page<T> {
    #[serde(deserialize_with = "nullable")]
    pub data: Vec<T>,
    #[serde(default, deserialize_with = "lenient")]
    pub first_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub last_id: Option<String>,
    #[serde(default, deserialize_with = "truth")]
    pub has_more: bool,
}

/// `null` is an empty list.
fn nullable<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Option::<Vec<T>>::deserialize(from).map(Option::unwrap_or_default)
}

fn truth<'de, D: serde::Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    lenient(from).map(Option::unwrap_or_default)
}
