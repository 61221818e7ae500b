//! Editing the attributes of several files at once: some keys are set, some removed, and the others are left as each
//! file has them.

use std::collections::BTreeSet;

use crate::openai::attribute::{AttributeValue, Attributes, ValueKind};
use crate::openai::limits::{ENTRIES, KEY_CHARS, VALUE_CHARS};

/// A key, and what is to become of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: String,
    pub kind: ValueKind,
    /// As it is typed.
    pub value: String,
    pub deed: Deed,
    /// How many of the files have this key; none for one that is added.
    pub on: usize,
    /// Not all of those have the same value.
    pub varies: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Keep,
    Set,
    Remove,
}

/// Why the edit cannot be made; rows from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    NoKey(usize),
    KeyTooLong(usize),
    /// Another row has the same key.
    Twice(usize),
    NotANumber(usize),
    NotAFlag(usize),
    TextTooLong(usize),
    /// So many files would have more than 16.
    TooMany(usize),
}

impl Row {
    /// A key that is added.
    pub fn added() -> Row {
        Row { key: String::new(), kind: ValueKind::Text, value: String::new(), deed: Deed::Set, on: 0, varies: false }
    }

    /// The value it stands for.
    fn read(&self) -> Option<AttributeValue> {
        self.kind.read(&self.value)
    }
}

/// A row for each key that any of the files has, all of them to be kept.
pub fn rows<'a>(files: impl Iterator<Item = &'a Attributes>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (key, value) in files.flatten() {
        let (kind, written) = (ValueKind::of(value), value.written());
        match rows.binary_search_by(|row| row.key.as_str().cmp(key)) {
            Ok(at) => {
                if let Some(row) = rows.get_mut(at) {
                    row.on += 1;
                    row.varies |= row.kind != kind || row.value != written;
                }
            }
            Err(at) => {
                let row = Row { key: key.clone(), kind, value: written, deed: Deed::Keep, on: 1, varies: false };
                rows.insert(at, row);
            }
        }
    }
    rows
}

/// What a file's attributes become; rows that are wrong change nothing.
pub fn edited(rows: &[Row], before: &Attributes) -> Attributes {
    let mut after = before.clone();
    for row in rows {
        match row.deed {
            Deed::Keep => {}
            Deed::Set => {
                if let Some(value) = row.read() {
                    after.insert(row.key.trim().to_owned(), value);
                }
            }
            Deed::Remove => {
                after.remove(&row.key);
            }
        }
    }
    after
}

/// Whether the edit is within what the API takes, for each of the files.
pub fn check<'a>(rows: &[Row], files: impl Iterator<Item = &'a Attributes>) -> Result<(), Flaw> {
    let mut seen = BTreeSet::new();
    for (at, row) in rows.iter().enumerate() {
        let key = row.key.trim();
        if !seen.insert(key) {
            return Err(Flaw::Twice(at));
        }
        if row.deed != Deed::Set {
            continue;
        }
        if key.is_empty() {
            return Err(Flaw::NoKey(at));
        }
        if key.chars().count() > KEY_CHARS {
            return Err(Flaw::KeyTooLong(at));
        }
        match (row.kind, row.read()) {
            (ValueKind::Number, None) => return Err(Flaw::NotANumber(at)),
            (ValueKind::Flag, None) => return Err(Flaw::NotAFlag(at)),
            _ => {}
        }
        if row.kind == ValueKind::Text && row.value.chars().count() > VALUE_CHARS {
            return Err(Flaw::TextTooLong(at));
        }
    }
    match files.filter(|before| edited(rows, before).len() > ENTRIES).count() {
        0 => Ok(()),
        files => Err(Flaw::TooMany(files)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn attributes(pairs: &[(&str, AttributeValue)]) -> Attributes {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    fn text(text: &str) -> AttributeValue {
        AttributeValue::Text(text.to_owned())
    }

    fn two() -> [Attributes; 2] {
        [
            attributes(&[
                ("lang", text("fr")),
                ("year", AttributeValue::Number(2024.0)),
                ("open", AttributeValue::Flag(true)),
            ]),
            attributes(&[("lang", text("fr")), ("year", text("2024"))]),
        ]
    }

    #[test]
    fn the_keys_of_all_files_stand_once_and_say_whether_they_agree() {
        let files = two();
        let rows = rows(files.iter());
        let told: Vec<_> = rows.iter().map(|row| (row.key.as_str(), row.on, row.varies)).collect();
        assert_eq!(told, [("lang", 2, false), ("open", 1, false), ("year", 2, true)]);
        for file in &files {
            assert_eq!(edited(&rows, file), *file, "what is kept is as each file has it");
        }
    }

    #[test]
    fn one_key_is_set_and_one_removed_and_the_others_are_left_alone() {
        let files = two();
        let mut rows = rows(files.iter());
        rows[1].deed = Deed::Remove;
        rows.push(Row { key: " n ".into(), kind: ValueKind::Number, value: "1.5".into(), ..Row::added() });
        assert_eq!(check(&rows, files.iter()), Ok(()));
        let after = edited(&rows, &files[0]);
        let expected =
            [("lang", text("fr")), ("n", AttributeValue::Number(1.5)), ("year", AttributeValue::Number(2024.0))];
        assert_eq!(after, attributes(&expected));
        assert_eq!(edited(&rows, &files[1]).get("year"), Some(&text("2024")), "a text stays a text");
    }

    #[test]
    fn what_the_api_would_refuse_is_named_before() {
        let full: Attributes = (0..16).map(|n| (format!("k{n}"), AttributeValue::Flag(false))).collect();
        let set = |key: &str, kind, value: &str| Row { key: key.into(), kind, value: value.into(), ..Row::added() };
        let wrong = |row: Row| check(&[row], [full.clone()].iter());
        assert_eq!(wrong(set("k1", ValueKind::Text, "new")), Ok(()));
        assert_eq!(wrong(set("k16", ValueKind::Text, "")), Err(Flaw::TooMany(1)));
        assert_eq!(wrong(set(" ", ValueKind::Text, "x")), Err(Flaw::NoKey(0)));
        assert_eq!(wrong(set(&"é".repeat(64), ValueKind::Text, "x")), Err(Flaw::TooMany(1)));
        assert_eq!(wrong(set(&"é".repeat(65), ValueKind::Text, "x")), Err(Flaw::KeyTooLong(0)));
        assert_eq!(wrong(set("k1", ValueKind::Text, &"é".repeat(513))), Err(Flaw::TextTooLong(0)));
        assert_eq!(wrong(set("k1", ValueKind::Number, "1,5")), Err(Flaw::NotANumber(0)));
        assert_eq!(wrong(set("k1", ValueKind::Number, "inf")), Err(Flaw::NotANumber(0)));
        assert_eq!(wrong(set("k1", ValueKind::Flag, "yes")), Err(Flaw::NotAFlag(0)));
        let twice = [set("k1", ValueKind::Text, "a"), set("k1 ", ValueKind::Text, "b")];
        assert_eq!(check(&twice, [].iter()), Err(Flaw::Twice(1)));
    }

    proptest! {
        #[test]
        fn setting_what_is_there_changes_nothing(
            file in prop::collection::btree_map("[a-z]{1,3}", prop_oneof![
                ".{0,5}".prop_map(AttributeValue::Text),
                (-1e12..1e12).prop_map(AttributeValue::Number),
                any::<bool>().prop_map(AttributeValue::Flag),
            ], 0..16)
        ) {
            let mut rows = rows([&file].into_iter());
            rows.iter_mut().for_each(|row| row.deed = Deed::Set);
            prop_assert_eq!(check(&rows, [&file].into_iter()), Ok(()));
            prop_assert_eq!(edited(&rows, &file), file);
        }
    }
}
