//! A page of a list.

use std::fmt;

use crate::json::{Answer, Fault, FromFields, Object, ToJson, envelope, through_json};

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
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    pub data: Vec<T>,
    pub first_id: Option<String>,
    pub last_id: Option<String>,
    pub has_more: bool,
}

impl<T: FromFields> Answer for Page<T> {
    fn read(body: &[u8]) -> Result<Self, Fault> {
        let mut data = Vec::new();
        let mut rest = envelope(body, &mut |item| T::from_fields(item).map(|item| data.push(item)).is_some())?;
        let (first_id, last_id) = (rest.read("first_id"), rest.read("last_id"));
        Ok(Page { data, first_id, last_id, has_more: rest.read("has_more").unwrap_or_default() })
    }
}

impl<T: ToJson> ToJson for Page<T> {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("object", &"list");
        object.field("data", &self.data);
        object.field("first_id", &self.first_id);
        object.field("last_id", &self.last_id);
        object.field("has_more", &self.has_more);
        object.end();
    }
}

through_json!(Page<T: FromFields>);
