//! Ids picked out of any text: a list, a log, an answer of the API.

use std::collections::HashSet;

use super::rows::Rows;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// In the order of the list.
    pub rows: Vec<u32>,
    /// What looks like an id of this list and is none, in the order of the text.
    pub unknown: Vec<String>,
}

/// Picks out the ids of a list, each once. Of the other words those count as unknown that begin as the list's ids
/// do, such as `file-`.
pub fn pick(rows: &dyn Rows, text: &str) -> Pasted {
    let mut words: HashSet<&str> = HashSet::new();
    let in_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    // A word that ends a sentence or a file name brings its dot along; ids have none.
    let all: Vec<&str> = text.split(|c| !in_id(c)).filter(|word| !word.is_empty() && words.insert(word)).collect();
    let mut found = Pasted::default();
    for row in 0..rows.len() {
        if words.remove(rows.id(row)) {
            found.rows.push(row);
        }
    }
    let first = rows.id(0);
    let beginning = first.find(['-', '_']).map_or("", |at| first.get(..=at).unwrap_or_default());
    let looks_like_one = |word: &&str| word.len() > beginning.len() && word.starts_with(beginning);
    found.unknown =
        all.into_iter().filter(|word| words.contains(word)).filter(looks_like_one).map(str::to_owned).collect();
    if beginning.is_empty() {
        found.unknown.clear();
    }
    found
}
