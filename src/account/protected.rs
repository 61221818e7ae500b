//! Objects that no plan touches: pinned one by one, or by a pattern of names. Kept on this device.

use std::collections::BTreeSet;

use super::shelf::Shelf;
use crate::bulk::plan::Item;
use crate::json::{Fields, Object, parse};

const PLACE: &str = "quartermaster.protected";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protected {
    /// Ids.
    pins: BTreeSet<String>,
    /// Names with `*` for anything, in the order in which they were added.
    patterns: Vec<String>,
}

impl Protected {
    /// Whether a text on a shelf, by its name, is this. None is named where all were erased.
    pub fn is_kept_as(name: &str) -> bool {
        name.is_empty() || name == PLACE
    }

    pub fn read(shelf: &dyn Shelf) -> Protected {
        let read = |text: String| {
            let mut fields = Fields::of(parse(text.as_bytes()).ok()?)?;
            let pins: Vec<String> = fields.read("pins").unwrap_or_default();
            Some(Protected { pins: pins.into_iter().collect(), patterns: fields.read("patterns").unwrap_or_default() })
        };
        shelf.get(PLACE).and_then(read).unwrap_or_default()
    }

    /// Whether the device kept it.
    pub fn write(&self, shelf: &dyn Shelf) -> bool {
        if *self == Protected::default() {
            shelf.remove(PLACE);
            return true;
        }
        let mut text = String::new();
        let mut object = Object::begin(&mut text);
        object.field("pins", &self.pins.iter().cloned().collect::<Vec<_>>());
        object.field("patterns", &self.patterns);
        object.end();
        shelf.set(PLACE, &text)
    }

    pub fn is_pinned(&self, id: &str) -> bool {
        self.pins.contains(id)
    }

    pub fn pins(&self) -> usize {
        self.pins.len()
    }

    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    pub fn pin(&mut self, id: &str) {
        self.pins.insert(id.to_owned());
    }

    pub fn unpin(&mut self, id: &str) {
        self.pins.remove(id);
    }

    pub fn unpin_all(&mut self) {
        self.pins.clear();
    }

    /// Adds a pattern, unless it says nothing or is there.
    pub fn add_pattern(&mut self, pattern: &str) {
        let pattern = pattern.trim();
        if !pattern.is_empty() && !self.patterns.iter().any(|other| other == pattern) {
            self.patterns.push(pattern.to_owned());
        }
    }

    pub fn remove_pattern(&mut self, pattern: &str) {
        self.patterns.retain(|other| other != pattern);
    }

    /// Whether an object of this id and name is protected.
    pub fn holds(&self, id: &str, name: &str) -> bool {
        self.is_pinned(id) || self.patterns.iter().any(|pattern| matches(pattern, name))
    }

    /// The same for an item of a plan.
    pub fn holds_item(&self, item: &Item) -> bool {
        self.holds(&item.id, &item.name)
    }
}

/// Whether a name is of a pattern, in which `*` stands for anything; case does not count.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let mut pieces: Vec<&str> = pattern.split('*').collect();
    let (Some(last), false) = (pieces.pop(), pieces.is_empty()) else { return pattern == name };
    let mut rest = name.as_str();
    for (at, piece) in pieces.iter().enumerate() {
        let found = if at == 0 { rest.starts_with(piece).then_some(0) } else { rest.find(piece) };
        let Some(found) = found else { return false };
        rest = rest.get(found + piece.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_as_one_would_think() {
        for (pattern, yes, no) in [
            ("prod-*", vec!["prod-", "prod-1.jsonl", "PROD-x"], vec!["my-prod-1", "prod"]),
            ("*.jsonl", vec!["a.jsonl", ".jsonl"], vec!["a.jsonl.bak", "jsonl"]),
            ("a*b*c", vec!["abc", "a-b-c", "abbc", "axbxbxc"], vec!["ab", "acb", "abcd", "xabc"]),
            ("exact", vec!["exact", "Exact"], vec!["exactly", "inexact"]),
            ("*keep*", vec!["keep", "to keep this"], vec!["kep"]),
            ("*", vec!["", "anything"], vec![]),
            ("ab*ba", vec!["abba", "ab ba"], vec!["aba"]),
        ] {
            assert!(yes.iter().all(|name| matches(pattern, name)), "{pattern}");
            assert!(!no.iter().any(|name| matches(pattern, name)), "{pattern}");
        }
    }

    #[test]
    fn an_object_without_a_name_is_of_no_pattern_but_the_one_for_all() {
        let mut protected = Protected::default();
        protected.add_pattern("prod*");
        assert!(!protected.holds("file-1", ""));
        protected.pin("file-1");
        assert!(protected.holds("file-1", "") && !protected.holds("file-2", ""));
    }
}
