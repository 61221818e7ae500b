//! Filters of a search as a person writes them: as JSON, or row by row in a form. Each can be turned into the other, as
//! far as the form reaches.

use super::attribute::{AttributeValue, ValueKind};
use super::search::{Comparison, Filter};
use crate::json::{FromJson, Json, parse};

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not JSON from this place on: line and character, counted from 1.
    NotJson { line: usize, character: usize },
    /// It is JSON, and not a filter: where, such as `filters[1].value` (empty for the whole), and why.
    NoFilter { place: String, flaw: Flaw },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    NotAnObject,
    NoType,
    UnknownType(String),
    UnknownField(String),
    NoKey,
    NoValue,
    /// Text, a number or a boolean is needed.
    NotComparable,
    /// `in` and `nin` need a list of texts and numbers.
    NotAList,
    /// `and` and `or` need a list of filters.
    NoFilters,
}

/// Reads a filter; nothing from an empty text.
pub fn read(text: &str) -> Result<Option<Filter>, Wrong> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let json = parse(text.as_bytes()).map_err(|fault| {
        let line = text.lines().nth(fault.line().saturating_sub(1)).unwrap_or_default();
        // serde_json counts bytes.
        let character = line.char_indices().filter(|(at, _)| *at < fault.column().max(1)).count();
        Wrong::NotJson { line: fault.line().max(1), character: character.max(1) }
    })?;
    filter(&json, "").map(Some)
}

fn filter(json: &Json<'_>, place: &str) -> Result<Filter, Wrong> {
    let wrong = |field: &str, flaw| Err(Wrong::NoFilter { place: within(place, field), flaw });
    let Json::Object(fields) = json else { return wrong("", Flaw::NotAnObject) };
    let Some(r#type) = json.get("type").as_text() else { return wrong("type", Flaw::NoType) };
    let joins = matches!(r#type, "and" | "or");
    let known: &[&str] = if joins { &["type", "filters"] } else { &["type", "key", "value"] };
    let comparison = Comparison::from(r#type);
    if !joins && matches!(comparison, Comparison::Unknown(_)) {
        return wrong("type", Flaw::UnknownType(r#type.to_owned()));
    }
    if let Some((unknown, _)) = fields.iter().find(|(name, _)| !known.contains(&&**name)) {
        return wrong("", Flaw::UnknownField(unknown.to_string()));
    }
    if joins {
        let items = json.get("filters").items();
        if items.is_empty() {
            return wrong("filters", Flaw::NoFilters);
        }
        let each = items.iter().enumerate().map(|(at, item)| filter(item, &within(place, &format!("filters[{at}]"))));
        let filters = each.collect::<Result<_, _>>()?;
        return Ok(if r#type == "and" { Filter::And(filters) } else { Filter::Or(filters) });
    }
    let Some(key) = json.get("key").as_text().filter(|key| !key.is_empty()) else { return wrong("key", Flaw::NoKey) };
    let Some(value) = json.find("value") else { return wrong("value", Flaw::NoValue) };
    if takes_list(&comparison) {
        let Json::List(items) = value else { return wrong("value", Flaw::NotAList) };
        let read = |item: &Json<'_>| AttributeValue::from_json(item.clone()).filter(can_be_listed);
        let Some(values) = items.iter().map(read).collect::<Option<Vec<_>>>() else {
            return wrong("value", Flaw::NotAList);
        };
        return Ok(Filter::Among(comparison, key.to_owned(), values));
    }
    match AttributeValue::from_json(value.clone()) {
        Some(value) => Ok(Filter::Compare(comparison, key.to_owned(), value)),
        None => wrong("value", Flaw::NotComparable),
    }
}

fn within(place: &str, field: &str) -> String {
    let dot = if place.is_empty() || field.is_empty() { "" } else { "." };
    format!("{place}{dot}{field}")
}

fn can_be_listed(value: &AttributeValue) -> bool {
    !matches!(value, AttributeValue::Flag(_))
}

pub fn takes_list(comparison: &Comparison) -> bool {
    matches!(comparison, Comparison::In | Comparison::Nin)
}

/// A filter as rows that all, or any, have to be true.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    pub any: bool,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: String,
    pub comparison: Comparison,
    pub kind: ValueKind,
    /// Several, for a comparison with a list, are separated by commas.
    pub value: String,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFlaw {
    NoKey,
    NotANumber,
    NotAFlag,
    /// The API takes no booleans in a list.
    FlagInList,
}

impl Default for Row {
    fn default() -> Self {
        Row { key: String::new(), comparison: Comparison::Eq, kind: ValueKind::Text, value: String::new() }
    }
}

impl Row {
    fn of(filter: &Filter) -> Option<Row> {
        match filter {
            Filter::Compare(comparison, key, value) => Some(Row {
                key: key.clone(),
                comparison: comparison.clone(),
                kind: ValueKind::of(value),
                value: value.written(),
            }),
            Filter::Among(comparison, key, values) => {
                let kind = values.first().map_or(ValueKind::Text, ValueKind::of);
                let texts: Vec<String> = values.iter().map(AttributeValue::written).collect();
                let row = Row { key: key.clone(), comparison: comparison.clone(), kind, value: texts.join(", ") };
                // Texts that hold commas, and lists of mixed kinds, do not come back as they were.
                (row.filter().as_ref() == Ok(filter)).then_some(row)
            }
            Filter::And(_) | Filter::Or(_) => None,
        }
    }

    fn is_empty(&self) -> bool {
        self.key.trim().is_empty() && self.value.trim().is_empty()
    }

    pub fn filter(&self) -> Result<Filter, RowFlaw> {
        if self.key.is_empty() {
            return Err(RowFlaw::NoKey);
        }
        let read = |text: &str| {
            let flaw = if self.kind == ValueKind::Flag { RowFlaw::NotAFlag } else { RowFlaw::NotANumber };
            self.kind.read(text).ok_or(flaw)
        };
        if !takes_list(&self.comparison) {
            return Ok(Filter::Compare(self.comparison.clone(), self.key.clone(), read(&self.value)?));
        }
        if self.kind == ValueKind::Flag {
            return Err(RowFlaw::FlagInList);
        }
        let items = self.value.split(',').map(str::trim).filter(|item| !item.is_empty());
        let values = items.map(read).collect::<Result<_, _>>()?;
        Ok(Filter::Among(self.comparison.clone(), self.key.clone(), values))
    }
}

impl Form {
    /// The form that stands for a filter; `None` if it is nested deeper than the form, or cannot be told in it.
    pub fn of(filter: Option<&Filter>) -> Option<Form> {
        let (any, filters) = match filter {
            None => (false, &[][..]),
            Some(Filter::And(filters)) => (false, &filters[..]),
            Some(Filter::Or(filters)) => (true, &filters[..]),
            Some(single) => (false, std::slice::from_ref(single)),
        };
        // A row in which nothing stands would be lost.
        let row = |filter| Row::of(filter).filter(|row| !row.is_empty());
        let rows = filters.iter().map(row).collect::<Option<_>>()?;
        Some(Form { any, rows })
    }

    /// The filter; rows in which nothing stands do not count. The first row that is wrong, from 0, and why.
    pub fn filter(&self) -> Result<Option<Filter>, (usize, RowFlaw)> {
        let rows = self.rows.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let mut filters =
            rows.map(|(at, row)| row.filter().map_err(|flaw| (at, flaw))).collect::<Result<Vec<_>, _>>()?;
        Ok(match filters.len() {
            0 => None,
            1 => filters.pop(),
            _ if self.any => Some(Filter::Or(filters)),
            _ => Some(Filter::And(filters)),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::{pretty, text};

    fn value() -> impl Strategy<Value = AttributeValue> {
        prop_oneof![
            ".{0,8}".prop_map(AttributeValue::Text),
            // Up to fifteen digits serde_json reads what was written; of more it may miss the last.
            (-1_000_000_000..1_000_000_000i64).prop_map(|n| AttributeValue::Number(n as f64 / 1000.0)),
            any::<bool>().prop_map(AttributeValue::Flag),
        ]
    }

    fn comparison(listed: bool) -> impl Strategy<Value = Comparison> {
        let some = Comparison::KNOWN.iter().filter(|one| takes_list(one) == listed).cloned().collect::<Vec<_>>();
        prop::sample::select(some)
    }

    fn leaf() -> impl Strategy<Value = Filter> {
        let listed = value().prop_filter("no flags in lists", can_be_listed);
        prop_oneof![
            (comparison(false), ".{1,8}", value()).prop_map(|(by, key, value)| Filter::Compare(by, key, value)),
            (comparison(true), ".{1,8}", prop::collection::vec(listed, 0..4))
                .prop_map(|(by, key, values)| Filter::Among(by, key, values)),
        ]
    }

    fn any_filter() -> impl Strategy<Value = Filter> {
        leaf().prop_recursive(3, 12, 4, |inner| {
            let some = prop::collection::vec(inner, 1..4);
            (any::<bool>(), some).prop_map(|(and, some)| if and { Filter::And(some) } else { Filter::Or(some) })
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(filter in any_filter()) {
            prop_assert_eq!(read(&pretty(&text(&filter))), Ok(Some(filter)));
        }

        #[test]
        fn a_form_says_what_the_filter_said(filter in any_filter()) {
            if let Some(form) = Form::of(Some(&filter)) {
                let again = form.filter().unwrap();
                // One alone needs no "and" around it.
                let alone = match &filter {
                    Filter::And(some) | Filter::Or(some) if some.len() == 1 => some.first().cloned(),
                    _ => Some(filter),
                };
                prop_assert_eq!(again, alone);
            }
        }
    }

    fn wrong(text: &str) -> (String, Flaw) {
        match read(text) {
            Err(Wrong::NoFilter { place, flaw }) => (place, flaw),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_key_of_spaces_alone_is_no_form() {
        let blank = Filter::Among(Comparison::In, " ".to_owned(), Vec::new());
        assert_eq!(Form::of(Some(&Filter::Or(vec![blank]))), None);
    }

    #[test]
    fn what_is_not_json_is_wrong_at_its_place() {
        assert_eq!(read(" \n"), Ok(None));
        assert_eq!(read("year > 2024"), Err(Wrong::NotJson { line: 1, character: 1 }));
        let text = "{\n  \"été\": x\n}";
        assert_eq!(read(text), Err(Wrong::NotJson { line: 2, character: 10 }));
        assert!(matches!(read("{\"type\":\"eq\""), Err(Wrong::NotJson { line: 1, character: 12.. })));
    }

    #[test]
    fn what_is_no_filter_is_wrong_for_a_reason() {
        assert_eq!(wrong("[]"), (String::new(), Flaw::NotAnObject));
        assert_eq!(wrong("{}"), ("type".into(), Flaw::NoType));
        assert_eq!(wrong(r#"{"type":"like","key":"a","value":1}"#), ("type".into(), Flaw::UnknownType("like".into())));
        assert_eq!(wrong(r#"{"type":"eq","value":1}"#), ("key".into(), Flaw::NoKey));
        assert_eq!(wrong(r#"{"type":"eq","key":"a"}"#), ("value".into(), Flaw::NoValue));
        assert_eq!(wrong(r#"{"type":"eq","key":"a","value":[1]}"#), ("value".into(), Flaw::NotComparable));
        assert_eq!(wrong(r#"{"type":"in","key":"a","value":1}"#), ("value".into(), Flaw::NotAList));
        assert_eq!(wrong(r#"{"type":"in","key":"a","value":[true]}"#), ("value".into(), Flaw::NotAList));
        assert_eq!(wrong(r#"{"type":"or","filters":[]}"#), ("filters".into(), Flaw::NoFilters));
        assert_eq!(
            wrong(r#"{"type":"eq","key":"a","value":1,"x":2}"#),
            (String::new(), Flaw::UnknownField("x".into()))
        );
        let nested = r#"{"type":"or","filters":[{"type":"eq","key":"a","value":1},{"type":"and","filters":[{}]}]}"#;
        assert_eq!(wrong(nested), ("filters[1].filters[0].type".into(), Flaw::NoType));
    }

    #[test]
    fn a_form_keeps_the_kinds_and_names_the_row_that_is_wrong() {
        let row =
            |key: &str, comparison, kind, value: &str| Row { key: key.into(), comparison, kind, value: value.into() };
        let mut form = Form {
            any: false,
            rows: vec![
                row("year", Comparison::Gte, ValueKind::Number, "2024"),
                Row::default(),
                row("lang", Comparison::In, ValueKind::Text, "fr, en"),
            ],
        };
        let expected = r#"{"type":"and","filters":[{"type":"gte","key":"year","value":2024},{"type":"in","key":"lang","value":["fr","en"]}]}"#;
        assert_eq!(form.filter().unwrap().map(|filter| text(&filter)).as_deref(), Some(expected));
        form.rows[0].value = "soon".into();
        assert_eq!(form.filter(), Err((0, RowFlaw::NotANumber)));
        form.rows[0] = row("", Comparison::Eq, ValueKind::Flag, "true");
        assert_eq!(form.filter(), Err((0, RowFlaw::NoKey)));
        form.rows[0] = row("open", Comparison::Eq, ValueKind::Flag, "yes");
        assert_eq!(form.filter(), Err((0, RowFlaw::NotAFlag)));
        form.rows[0] = row("open", Comparison::Nin, ValueKind::Flag, "true");
        assert_eq!(form.filter(), Err((0, RowFlaw::FlagInList)));
        assert_eq!(Form::default().filter(), Ok(None));
    }
}
