//! Finding an object by a few letters of its name or id, wherever it stands.

use super::needle::Needle;
use super::rows::Rows;

/// The first rows, at most so many, that hold every word of the text in a column that is searched. One whose id is the
/// text itself comes first. Nothing is found by nothing.
pub fn lookup(rows: &dyn Rows, text: &str, most: usize) -> Vec<u32> {
    let text = text.trim();
    let words: Vec<Needle> = text.split_whitespace().map(Needle::new).collect();
    let searched: Vec<usize> =
        (0..rows.columns()).filter(|column| rows.column(*column).is_some_and(|head| head.searched)).collect();
    let holds = |row: u32, word: &Needle| {
        searched.iter().any(|column| rows.value(row, *column).text().is_some_and(|text| word.is_in(text)))
    };
    let mut found = Vec::new();
    if words.is_empty() {
        return found;
    }
    for row in 0..rows.len() {
        if found.len() == most {
            break;
        }
        if words.iter().all(|word| holds(row, word)) {
            if rows.id(row) == text { found.insert(0, row) } else { found.push(row) }
        }
    }
    found
}
