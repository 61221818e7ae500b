//! Rows that are the same, or look it: equal content where that is known, else equal name and size.

use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet};

use super::column::Value;
use super::marks::Marks;
use super::radix::sort_pairs;
use super::rows::Rows;
use crate::sorted::Pair;

/// What a list holds more than once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Twins {
    /// Rows that are taken for one another, at least two in each group.
    pub groups: Vec<Vec<u32>>,
    /// Rows that look the same as another, and are proven to be none of its kind.
    pub different: u64,
}

/// The rows that are taken for another row. A row without a name or a size looks like no other: nothing is known that
/// would make it one.
pub(crate) fn duplicates(rows: &dyn Rows) -> Marks {
    let mut marks = Marks::default();
    twins(rows).groups.iter().flatten().for_each(|row| marks.set(*row, true));
    marks
}

/// By the columns `name` and `size`, and by `sha256` where there is one. Of rows that look the same, those whose content
/// is not known go with the others only as long as all contents that are known are equal.
pub fn twins(rows: &dyn Rows) -> Twins {
    let (looks, digest) = (alike(rows), rows.find_column("sha256"));
    let digest = |row: u32| digest.and_then(|column| rows.value(row, column).text());
    let mut twins = Twins::default();
    let mut equal: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for row in 0..rows.len() {
        if let Some(digest) = digest(row) {
            equal.entry(digest).or_default().push(row);
        }
    }
    let mut looking = Vec::new();
    for look in looks {
        let known: FxHashSet<&str> = look.iter().filter_map(|row| digest(*row)).collect();
        let unknown: Vec<u32> = look.iter().copied().filter(|row| digest(*row).is_none()).collect();
        match (known.len(), known.iter().next().and_then(|digest| equal.get_mut(digest))) {
            (1, Some(same)) => same.extend(unknown),
            (0, _) => twins.groups.push(look),
            _ => {
                if unknown.len() > 1 {
                    twins.groups.push(unknown);
                }
                looking.extend(look);
            }
        }
    }
    twins.groups.extend(equal.into_values().filter(|same| same.len() > 1));
    // Whatever order they were found in.
    twins.groups.iter_mut().for_each(|group| group.sort_unstable());
    twins.groups.sort_unstable();
    let grouped: FxHashSet<u32> = twins.groups.iter().flatten().copied().collect();
    twins.different = looking.iter().filter(|row| !grouped.contains(row)).count() as u64;
    twins
}

/// Rows of equal name and size, at least two in each group.
fn alike(rows: &dyn Rows) -> Vec<Vec<u32>> {
    let mut groups = Vec::new();
    let (Some(name), Some(size)) = (rows.find_column("name"), rows.find_column("size")) else { return groups };
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
        let same = same.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
        groups.extend(same.map(|same| same.iter().map(|(_, row)| *row).collect()));
    }
    groups
}
