//! Rows that look the same: equal name, equal size.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::column::Value;
use super::marks::Marks;
use super::radix::sort_pairs;
use super::rows::Rows;
use crate::sorted::Pair;

/// The rows that share the values of the columns `name` and `size` with another row. A row without a name or a size
/// is no duplicate: nothing is known that would make it one.
pub(crate) fn duplicates(rows: &dyn Rows) -> Marks {
    let mut marks = Marks::default();
    let (Some(name), Some(size)) = (rows.find_column("name"), rows.find_column("size")) else { return marks };
    let looks = |row| match (rows.value(row, name), rows.value(row, size)) {
        (Value::Text(name), Value::Bytes(size)) => Some((size, name)),
        _ => None,
    };
    let mut hashes: Vec<Pair> = Vec::with_capacity(rows.len() as usize);
    for row in 0..rows.len() {
        if let Some(looks) = looks(row) {
            let mut hasher = DefaultHasher::new();
            looks.hash(&mut hasher);
            hashes.push((hasher.finish(), row));
        }
    }
    sort_pairs(&mut hashes, &mut Vec::new());
    for same_hash in hashes.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let mut same: Vec<_> = same_hash.iter().map(|(_, row)| (looks(*row), *row)).collect();
        same.sort_unstable();
        for same in same.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            same.iter().for_each(|(_, row)| marks.set(*row, true));
        }
    }
    marks
}
