//! What vector stores hold, as it was listed: files are numbers, so that a hundred thousand of them are small.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::json::{FromJson, Json, parse, text};
use crate::openai::store_file::{IndexStatus, StoreFile};
use crate::openai::vector_store::{FileCounts, StoreStatus, VectorStore};

/// What was read of a store is read again after so long, even if nothing seems to have changed, in milliseconds.
const FRESH_FOR: u64 = 86_400_000;

/// The ids of files, each with a number from 0.
#[derive(Clone, Debug, Default)]
pub struct Names {
    numbers: FxHashMap<Arc<str>, u32>,
    names: Vec<Arc<str>>,
}

impl Names {
    pub(super) fn number(&mut self, name: &Arc<str>) -> u32 {
        let next = self.names.len() as u32;
        let number = *self.numbers.entry(name.clone()).or_insert(next);
        if number == next {
            self.names.push(name.clone());
        }
        number
    }

    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    pub(super) fn name(&self, number: u32) -> Option<&Arc<str>> {
        self.names.get(number as usize)
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }
}

/// What the list of stores tells of one without its files: as long as it is the same, so are the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    active: Option<u64>,
    bytes: Option<u64>,
    counts: [Option<u64>; 5],
    status: Option<String>,
}

impl Stamp {
    fn of(store: &VectorStore) -> Stamp {
        let counts = store.file_counts.as_ref();
        let counts = counts.map(|counts| {
            let FileCounts { in_progress, completed, failed, cancelled, total } = counts;
            [in_progress, completed, failed, cancelled, total].map(|count| *count)
        });
        Stamp {
            active: store.last_active_at,
            bytes: store.usage_bytes,
            counts: counts.unwrap_or_default(),
            status: store.status.as_ref().map(|status| status.as_str().to_owned()),
        }
    }

    /// Whether it would show a change: a store that is being filled, or of which nothing is told, is read each time.
    fn is_firm(&self) -> bool {
        let rests = self.status.as_deref() != Some(StoreStatus::InProgress.as_str()) && self.counts[0] == Some(0);
        rests && self.active.is_some() && self.counts[4].is_some()
    }
}

/// One store with its files.
#[derive(Clone, Debug)]
pub struct Held {
    pub id: Arc<str>,
    /// May be empty.
    pub name: Arc<str>,
    pub(super) stamp: Stamp,
    /// When it was read, in milliseconds since 1970.
    pub(super) at: u64,
    /// In the order of their list.
    pub(super) files: Vec<HeldFile>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct HeldFile {
    pub file: u32,
    /// Of its chunks and embeddings.
    pub bytes: u64,
    /// Since when it is being indexed, in seconds since 1970.
    pub indexing: Option<u64>,
    /// It can be found in the store.
    pub is_ready: bool,
}

impl Held {
    pub(super) fn is_current(&self, store: &VectorStore, now: u64) -> bool {
        self.stamp.is_firm() && self.stamp == Stamp::of(store) && now < self.at.saturating_add(FRESH_FOR)
    }

    pub(super) fn is_read_since(&self, store: &VectorStore, since: u64) -> bool {
        self.at >= since || self.is_current(store, since)
    }

    pub(super) fn new(store: &VectorStore, listed: &[StoreFile], at: u64, names: &mut Names) -> Held {
        let file = |file: &StoreFile| HeldFile {
            file: names.number(file.id.shared()),
            bytes: file.usage_bytes.unwrap_or_default(),
            indexing: (file.status == Some(IndexStatus::InProgress)).then(|| file.created_at.unwrap_or(u64::MAX)),
            is_ready: file.status == Some(IndexStatus::Completed),
        };
        Held {
            id: store.id.shared().clone(),
            name: store.name.as_deref().unwrap_or_default().into(),
            stamp: Stamp::of(store),
            at,
            files: listed.iter().map(file).collect(),
        }
    }

    /// As it is kept on this device: `[id, name, at, active, bytes, status, [counts], [[file, bytes, indexing, ready], …]]`.
    pub(super) fn record(&self, names: &Names) -> String {
        let word = |text| Json::Text(Cow::Borrowed(text));
        let number = |number: Option<u64>| number.map_or(Json::Null, Json::Whole);
        let file = |held: &HeldFile| {
            let id = names.name(held.file).map_or(Json::Null, |name| word(name));
            Json::List(vec![id, Json::Whole(held.bytes), number(held.indexing), Json::Flag(held.is_ready)])
        };
        let Stamp { active, bytes, counts, status } = &self.stamp;
        text(&Json::List(vec![
            word(&self.id),
            word(&self.name),
            Json::Whole(self.at),
            number(*active),
            number(*bytes),
            status.as_deref().map_or(Json::Null, word),
            Json::List(counts.iter().map(|count| number(*count)).collect()),
            Json::List(self.files.iter().map(file).collect()),
        ]))
    }

    /// `None` if anything in it is not understood.
    pub(super) fn read(record: &str, names: &mut Names) -> Option<Held> {
        let json = parse(record.as_bytes()).ok()?;
        let [id, name, at, active, bytes, status, counts, files] = json.items() else { return None };
        let number = |json: &Json<'_>| u64::from_json(json.clone());
        let counts: Vec<Option<u64>> = counts.items().iter().map(number).collect();
        let stamp = Stamp {
            active: number(active),
            bytes: number(bytes),
            counts: counts.try_into().ok()?,
            status: status.as_text().map(str::to_owned),
        };
        let mut held = Vec::with_capacity(files.items().len());
        for file in files.items() {
            let [id, bytes, indexing, ready] = file.items() else { return None };
            let file = names.number(&Arc::from(id.as_text()?));
            let is_ready = *ready == Json::Flag(true);
            held.push(HeldFile { file, bytes: number(bytes)?, indexing: number(indexing), is_ready });
        }
        let text = |json: &Json<'_>| json.as_text().map(Arc::from);
        Some(Held { id: text(id)?, name: text(name)?, stamp, at: number(at)?, files: held })
    }
}
