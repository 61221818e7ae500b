//! A page of a list.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::lenient::lenient;

/// In which direction of creation time a list runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Oldest first.
    Asc,
    /// Newest first, the API's default.
    Desc,
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Order::Asc => "asc",
            Order::Desc => "desc",
        })
    }
}

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
