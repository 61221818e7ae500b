//! Which rows are shown: those that hold the words typed, narrowed by facets, and how many of each value there are.
//!
//! [`find`] is all that knows of typed text; whatever else yields row numbers in their order can
//! stand in its place, and the facets work on its result.

use super::needle::Needle;
use super::rows::Rows;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A column and the values that may pass, as [`Value::facet`](super::column::Value::facet) names
/// them. A facet that allows nothing is one where nothing is chosen, and lets every row pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    pub column: usize,
    pub allowed: Vec<String>,
}

/// The rows, in the order of the list, of which each word of the text is part of some searched
/// column; case does not count. Without a word, all rows.
pub fn find(rows: &dyn Rows, text: &str) -> Vec<u32> {
    let all = 0..rows.len();
    let needles: Vec<Needle> = text.split_whitespace().map(Needle::new).collect();
    if needles.is_empty() {
        return all.collect();
    }
    let searched: Vec<usize> =
        (0..rows.columns()).filter(|column| rows.column(*column).is_some_and(|head| head.searched)).collect();
    let holds = |row, needle: &Needle| {
        searched.iter().any(|column| rows.value(row, *column).text().is_some_and(|text| needle.is_in(text)))
    };
    all.filter(|row| needles.iter().all(|needle| holds(*row, needle))).collect()
}

/// Those of the rows found that pass every facet.
pub fn narrow(rows: &dyn Rows, found: &[u32], facets: &[Facet]) -> Vec<u32> {
    let facets: Vec<&Facet> = facets.iter().filter(|facet| !facet.allowed.is_empty()).collect();
    found.iter().copied().filter(|row| facets.iter().all(|facet| passes(rows, *row, facet))).collect()
}

/// How many of the rows found there would be of each value of a column, were nothing chosen in that
/// column: most first, then by value. A chosen value is there even if no row has it. For columns of
/// few values.
pub fn counts(rows: &dyn Rows, found: &[u32], facets: &[Facet], column: usize) -> Vec<(String, u32)> {
    let (own, others): (Vec<Facet>, Vec<Facet>) = facets.iter().cloned().partition(|facet| facet.column == column);
    let mut counts: BTreeMap<Cow<'_, str>, u32> = BTreeMap::new();
    for value in own.iter().flat_map(|facet| &facet.allowed) {
        counts.insert(value.as_str().into(), 0);
    }
    for row in narrow(rows, found, &others) {
        *counts.entry(rows.value(row, column).facet()).or_default() += 1;
    }
    let mut most_first: Vec<(u64, u32)> =
        (0..).zip(counts.values()).map(|(at, count)| (u64::MAX - u64::from(*count), at)).collect();
    most_first.sort_unstable();
    let values: Vec<(String, u32)> = counts.into_iter().map(|(value, count)| (value.into_owned(), count)).collect();
    most_first.into_iter().filter_map(|(_, at)| values.get(at as usize).cloned()).collect()
}

/// The rows that hold the text and pass the facets, in the order of the list.
pub fn matches(rows: &dyn Rows, text: &str, facets: &[Facet]) -> Vec<u32> {
    narrow(rows, &find(rows, text), facets)
}

fn passes(rows: &dyn Rows, row: u32, facet: &Facet) -> bool {
    let value = rows.value(row, facet.column).facet();
    facet.allowed.iter().any(|allowed| *allowed == value)
}
