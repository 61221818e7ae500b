//! What an account came to on one day, kept on this device; and what changed from one day to another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::makeup::{Amount, Purposes, purposes};
use super::store_row::usage;
use crate::json::{Fields, FromJson, Json, Object, ToJson, parse};
use crate::openai::batch::Batch;
use crate::openai::file::File;
use crate::openai::purpose::Purpose;
use crate::openai::vector_store::VectorStore;
use crate::table::chunks::Chunks;

/// Totals of one moment. A list that was not read to its end is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Milliseconds since 1970.
    pub at: u64,
    pub files: Option<FileTotals>,
    pub stores: Option<Totals>,
    pub batches: Option<Totals>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTotals {
    pub purposes: Purposes,
    /// When the newest was made, by the clock of the API, in seconds since 1970: what is newer came later.
    pub newest: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub count: u64,
    /// Of vector storage.
    pub bytes: u64,
    pub newest: u64,
}

impl FileTotals {
    pub fn of(files: &Chunks<File>) -> Self {
        FileTotals { purposes: purposes(files), newest: newest(files.iter().map(|file| file.created_at)) }
    }
}

impl Totals {
    pub fn of_stores(stores: &Chunks<VectorStore>) -> Self {
        let newest = newest(stores.iter().map(|store| store.created_at));
        Totals { count: stores.len() as u64, bytes: usage(stores), newest }
    }

    pub fn of_batches(batches: &Chunks<Batch>) -> Self {
        let newest = newest(batches.iter().map(|batch| batch.created_at));
        Totals { count: batches.len() as u64, bytes: 0, newest }
    }
}

fn newest(times: impl Iterator<Item = Option<u64>>) -> u64 {
    times.flatten().max().unwrap_or(0)
}

/// What became of the files of one purpose, of the stores, or of the batches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub what: What,
    pub before: Amount,
    pub after: Amount,
    /// Files made in between that are still there.
    pub new: u64,
    /// The name that most of these have, and how many, where more than half have it.
    pub name: Option<(String, u64)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Files of this purpose; empty for those that tell none.
    Files(String),
    Stores,
    Batches,
}

impl Change {
    /// Objects that were there before and are not any more, or came and went in between.
    pub fn gone(&self) -> u64 {
        self.before.files.saturating_add(self.new).saturating_sub(self.after.files)
    }
}

/// What changed between two moments, files first, those that changed most on top. `files` are those of now, which tell
/// the names of what is new. Of a list that is missing in either nothing is told.
pub fn changes(before: &Snapshot, after: &Snapshot, files: &Chunks<File>) -> Vec<Change> {
    let mut all = Vec::new();
    if let (Some(before), Some(after)) = (&before.files, &after.files) {
        let names = names(files, before.newest, after.newest);
        let keys: BTreeSet<&String> = before.purposes.keys().chain(after.purposes.keys()).collect();
        for purpose in keys {
            let amount = |totals: &FileTotals| totals.purposes.get(purpose).copied().unwrap_or_default();
            let new = names.get(purpose.as_str());
            all.push(Change {
                what: What::Files(purpose.clone()),
                before: amount(before),
                after: amount(after),
                new: new.map_or(0, |names| names.values().sum()),
                name: new.and_then(most),
            });
        }
    }
    all.retain(|change| change.before != change.after || change.new > 0);
    all.sort_by_key(|change| u64::MAX - change.before.files.abs_diff(change.after.files));
    for (what, before, after) in
        [(What::Stores, before.stores, after.stores), (What::Batches, before.batches, after.batches)]
    {
        let amount = |totals: Totals| Amount { files: totals.count, bytes: totals.bytes };
        if let (Some(before), Some(after)) = (before.map(amount), after.map(amount))
            && before != after
        {
            let new = after.files.saturating_sub(before.files);
            all.push(Change { what, before, after, new, name: None });
        }
    }
    all
}

/// By purpose, the names of files made after one moment and not after another, and how many have each.
fn names(files: &Chunks<File>, after: u64, until: u64) -> HashMap<&str, HashMap<&str, u64>> {
    let mut names: HashMap<&str, HashMap<&str, u64>> = HashMap::new();
    for file in files.iter() {
        if file.created_at.is_some_and(|created| created > after && created <= until) {
            let purpose = file.purpose.as_ref().map_or("", Purpose::as_str);
            *names.entry(purpose).or_default().entry(file.filename.as_deref().unwrap_or_default()).or_default() += 1;
        }
    }
    names
}

/// The name that more than half of at least two have.
fn most(names: &HashMap<&str, u64>) -> Option<(String, u64)> {
    let all: u64 = names.values().sum();
    let (name, count) = names.iter().find(|(_, count)| **count * 2 > all)?;
    (all > 1 && !name.is_empty()).then(|| ((*name).to_owned(), *count))
}

impl Snapshot {
    /// With what an older one of the same day knows besides.
    pub fn over(self, older: &Snapshot) -> Snapshot {
        Snapshot {
            at: self.at,
            files: self.files.or_else(|| older.files.clone()),
            stores: self.stores.or(older.stores),
            batches: self.batches.or(older.batches),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_none() && self.stores.is_none() && self.batches.is_none()
    }

    pub fn read(text: &str) -> Option<Snapshot> {
        Snapshot::from_json(parse(text.as_bytes()).ok()?)
    }
}

impl ToJson for Snapshot {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("at", &self.at);
        object.field("files", &self.files);
        object.field("stores", &self.stores);
        object.field("batches", &self.batches);
        object.end();
    }
}

impl FromJson for Snapshot {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(Snapshot {
            at: fields.read("at")?,
            files: fields.read("files"),
            stores: fields.read("stores"),
            batches: fields.read("batches"),
        })
    }
}

impl ToJson for FileTotals {
    fn write(&self, to: &mut String) {
        let pair = |(purpose, amount): (&String, &Amount)| (purpose.clone(), vec![amount.files, amount.bytes]);
        let purposes: BTreeMap<String, Vec<u64>> = self.purposes.iter().map(pair).collect();
        let mut object = Object::begin(to);
        object.field("newest", &self.newest);
        object.field("purposes", &purposes);
        object.end();
    }
}

impl FromJson for FileTotals {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let newest = fields.read("newest")?;
        let read: BTreeMap<String, Vec<u64>> = fields.read("purposes")?;
        let amount = |(purpose, pair): (String, Vec<u64>)| match *pair {
            [files, bytes] => Some((purpose, Amount { files, bytes })),
            _ => None,
        };
        Some(FileTotals { newest, purposes: read.into_iter().map(amount).collect::<Option<Purposes>>()? })
    }
}

impl ToJson for Totals {
    fn write(&self, to: &mut String) {
        vec![self.count, self.bytes, self.newest].write(to);
    }
}

impl FromJson for Totals {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let [count, bytes, newest] = <[u64; 3]>::try_from(Vec::<u64>::from_json(json)?).ok()?;
        Some(Totals { count, bytes, newest })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn files(of: &[(&str, &str, u64)]) -> Chunks<File> {
        let file = |(at, (purpose, name, created)): (usize, &(&str, &str, u64))| {
            let json = format!(
                r#"{{"id":"file-{at}","purpose":"{purpose}","filename":"{name}","created_at":{created},"bytes":10}}"#
            );
            Arc::new(serde_json::from_str(&json).unwrap())
        };
        of.iter().enumerate().map(file).collect()
    }

    fn at(files: &Chunks<File>) -> Snapshot {
        Snapshot { files: Some(FileTotals::of(files)), ..Snapshot::default() }
    }

    #[test]
    fn new_files_are_told_with_the_name_that_most_have() {
        let before = files(&[("assistants", "a.pdf", 100), ("batch", "old.jsonl", 50), ("batch", "older.jsonl", 40)]);
        let mut now = vec![("assistants", "a.pdf", 100), ("batch", "old.jsonl", 50), ("vision", "x.png", 130)];
        now.extend([("assistants", "upload.pdf", 110); 4]);
        let now = files(&now);
        let changes = changes(&at(&before), &at(&now), &now);
        let told: Vec<_> = changes
            .iter()
            .map(|change| (change.what.clone(), change.new, change.gone(), change.name.clone()))
            .collect();
        let of = |purpose: &str| What::Files(purpose.to_owned());
        assert_eq!(
            told,
            [
                (of("assistants"), 4, 0, Some(("upload.pdf".to_owned(), 4))),
                (of("batch"), 0, 1, None),
                (of("vision"), 1, 0, None),
            ]
        );
        assert_eq!((changes[0].before.files, changes[0].after), (1, Amount { files: 5, bytes: 50 }));
    }

    #[test]
    fn as_many_that_came_as_went_are_a_change_too() {
        let (before, now) = (files(&[("vision", "a", 1)]), files(&[("vision", "b", 2)]));
        let changes = changes(&at(&before), &at(&now), &now);
        assert_eq!((changes.len(), changes[0].new, changes[0].gone()), (1, 1, 1));
        assert_eq!(super::changes(&at(&now), &at(&now), &now), []);
    }

    #[test]
    fn between_two_days_gone_by_only_the_files_of_that_time_are_new() {
        let now = files(&[("vision", "a", 1), ("vision", "b", 2), ("vision", "b", 3), ("vision", "b", 9)]);
        let (first, second) =
            (files(&[("vision", "a", 1)]), files(&[("vision", "a", 1), ("vision", "b", 2), ("vision", "b", 3)]));
        let changes = changes(&at(&first), &at(&second), &now);
        assert_eq!((changes[0].new, changes[0].name.clone()), (2, Some(("b".to_owned(), 2))));
    }

    #[test]
    fn a_list_that_was_not_whole_is_no_loss() {
        let some = files(&[("vision", "a", 1)]);
        let stores = |count| Some(Totals { count, bytes: 5 * count, newest: 1 });
        let before = Snapshot { stores: stores(3), ..at(&some) };
        assert_eq!(changes(&before, &Snapshot::default(), &some), []);
        let after = Snapshot { stores: stores(2), ..Snapshot::default() };
        let told = changes(&before, &after, &some);
        assert_eq!((told.len(), &told[0].what, told[0].gone()), (1, &What::Stores, 1));
        assert_eq!(Snapshot::default().over(&before), before, "what an earlier look of the day saw is kept");
    }

    #[test]
    fn a_snapshot_comes_back_as_it_was() {
        let whole = Snapshot {
            at: 1_795_264_496_000,
            stores: Some(Totals { count: 1, bytes: 2, newest: 3 }),
            ..at(&files(&[("vision", "a", 1), ("", "b", 2)]))
        };
        for snapshot in [whole, Snapshot::default()] {
            assert_eq!(Snapshot::read(&crate::json::text(&snapshot)), Some(snapshot));
        }
        assert_eq!(Snapshot::read("{}"), None);
    }
}
