//! A plan that is kept on this device, to be looked at again another day.

use std::sync::Arc;

use super::journal::{items_json, read_items};
use super::plan::{Item, Mark};
use crate::json::{Json, Object, parse};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub id: Arc<str>,
    /// When it was made, in milliseconds since 1970.
    pub made: u64,
    /// In the words of the person's language at that time.
    pub title: String,
    /// Whose objects they are: see [`place`](crate::account::owner::Owner::place).
    pub owner: String,
    pub items: Arc<[Item]>,
}

impl Kept {
    pub fn record(&self) -> String {
        let mut text = String::new();
        let mut object = Object::begin(&mut text);
        object.field("made", &self.made);
        object.field("title", &self.title);
        object.field("owner", &self.owner);
        object.field("items", &items_json(&mut self.items.iter().map(|item| (item, &Mark::Plain))));
        object.end();
        text
    }

    /// `None` if anything in it is not understood: half a plan is none.
    pub fn read(id: &str, text: &str) -> Option<Kept> {
        let json = parse(text.as_bytes()).ok()?;
        let Json::Whole(made) = json.get("made") else { return None };
        let items = read_items(json.get("items"))?.into_iter().map(|(item, _)| item).collect();
        let text = |name: &str| json.get(name).as_text().map(str::to_owned);
        Some(Kept { id: id.into(), made: *made, title: text("title")?, owner: text("owner")?, items })
    }
}
