//! A file of a vector store, together with what the account knows of it: the API tells only its id there.

use std::collections::HashMap;
use std::sync::Arc;

use super::references::STUCK_AFTER;
use crate::openai::attribute::Attributes;
use crate::openai::chunking::ChunkingStrategy;
use crate::openai::file::File;
use crate::openai::store_file::{Attach, IndexErrorCode, IndexStatus, StoreFile};
use crate::openai::vector_store::FileCounts;
use crate::table::chunks::Chunks;

/// A row of the table of a store.
#[derive(Debug)]
pub struct Entry {
    pub held: Arc<StoreFile>,
    pub itself: Itself,
    pub is_stuck: bool,
    /// In one line, for the table.
    pub attributes: String,
    pub chunking: String,
}

/// The file as the list of the account's files has it.
#[derive(Clone, Debug)]
pub enum Itself {
    Known(Arc<File>),
    /// The list has not come to it yet.
    NotYet,
    /// The list is whole and does not hold it: it was deleted, and the store goes on listing it.
    Gone,
    /// The list could not be read to its end.
    Unknown,
}

impl Itself {
    fn is(&self, other: &Itself) -> bool {
        match (self, other) {
            (Itself::Known(a), Itself::Known(b)) => Arc::ptr_eq(a, b),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Entry {
    fn new(held: &Arc<StoreFile>, itself: Itself, is_stuck: bool) -> Entry {
        Entry {
            attributes: held.attributes.as_ref().map_or_else(String::new, in_line),
            chunking: held.chunking_strategy.as_ref().map_or_else(String::new, chunking),
            held: held.clone(),
            itself,
            is_stuck,
        }
    }

    /// A file of a store of which nothing else is known.
    pub fn alone(held: StoreFile) -> Entry {
        Entry::new(&Arc::new(held), Itself::Unknown, false)
    }

    /// Its name, as far as it is known.
    pub fn name(&self) -> Option<&str> {
        if let Itself::Known(file) = &self.itself { file.filename.as_deref() } else { None }
    }

    /// Why it was not indexed, as a word; one of our own where it failed and the API gave none.
    pub fn error(&self) -> Option<&str> {
        let code = self.held.last_error.as_ref().map(|error| error.code.as_ref().map(IndexErrorCode::as_str));
        match code {
            Some(code) => Some(code.unwrap_or("unknown_error")),
            None => (self.held.status == Some(IndexStatus::Failed)).then_some("unknown_error"),
        }
    }

    /// What attaches the file once more, in this store or in another, as it is attached here.
    pub fn attach(&self) -> Attach {
        let chunking_strategy = match &self.held.chunking_strategy {
            Some(ChunkingStrategy::Static(sizes)) => Some(ChunkingStrategy::Static(sizes.clone())),
            // How it was cut is not known: the API chooses.
            _ => None,
        };
        let attributes = self.held.attributes.clone().unwrap_or_default();
        Attach { file_id: self.held.id.clone(), attributes, chunking_strategy }
    }

    /// Whether attaching it anew may help: it exists, and its indexing ended badly or does not end.
    pub fn can_be_mended(&self) -> bool {
        let ended_badly = matches!(self.held.status, Some(IndexStatus::Failed | IndexStatus::Cancelled));
        (ended_badly || self.is_stuck) && !matches!(self.itself, Itself::Gone)
    }
}

/// Joins the files of a store with those of the account, of which `missing` is said where they are not known. `now` in
/// seconds since 1970. Entries of `before` that would come out the same are used again, so that they count as the same.
pub fn join(
    files: &Chunks<StoreFile>,
    known: &HashMap<Arc<str>, Arc<File>>,
    missing: &Itself,
    now: u64,
    before: &Chunks<Entry>,
) -> Chunks<Entry> {
    let entry = |(at, held): (usize, &Arc<StoreFile>)| {
        let itself = known.get(held.id.shared()).map_or_else(|| missing.clone(), |file| Itself::Known(file.clone()));
        let is_stuck = is_stuck(held, now);
        match before.get(at) {
            Some(old) if Arc::ptr_eq(&old.held, held) && old.itself.is(&itself) && old.is_stuck == is_stuck => {
                old.clone()
            }
            _ => Arc::new(Entry::new(held, itself, is_stuck)),
        }
    };
    files.iter().enumerate().map(entry).collect()
}

/// What a new store is to be made of.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    pub files: Vec<Attach>,
    /// Files that no longer exist, and are left out.
    pub gone: usize,
    /// Files whose indexing failed.
    pub failed: usize,
}

/// The files of a store that another can be made of, as they are attached here.
pub fn copies(entries: &Chunks<Entry>, without_failed: bool) -> Copies {
    let mut copies = Copies::default();
    for entry in entries.iter() {
        if matches!(entry.itself, Itself::Gone) {
            copies.gone += 1;
            continue;
        }
        let has_failed = entry.held.status == Some(IndexStatus::Failed);
        copies.failed += usize::from(has_failed);
        if !(has_failed && without_failed) {
            copies.files.push(entry.attach());
        }
    }
    copies
}

fn is_stuck(file: &StoreFile, now: u64) -> bool {
    let since = file.created_at.unwrap_or(now);
    file.status == Some(IndexStatus::InProgress) && now > since + STUCK_AFTER
}

/// How many files of a list there are in each state of indexing.
pub fn counts(files: &Chunks<StoreFile>) -> FileCounts {
    let mut counts = FileCounts { total: Some(files.len() as u64), ..FileCounts::default() };
    let fields = [&mut counts.completed, &mut counts.in_progress, &mut counts.failed, &mut counts.cancelled];
    let states = [IndexStatus::Completed, IndexStatus::InProgress, IndexStatus::Failed, IndexStatus::Cancelled];
    for (field, state) in fields.into_iter().zip(states) {
        *field = Some(files.iter().filter(|file| file.status.as_ref() == Some(&state)).count() as u64);
    }
    counts
}

/// `language: fr, year: 2024`.
fn in_line(attributes: &Attributes) -> String {
    let pairs: Vec<String> = attributes.iter().map(|(key, value)| format!("{key}: {}", value.written())).collect();
    pairs.join(", ")
}

/// Tokens of a chunk, and of its overlap.
fn chunking(strategy: &ChunkingStrategy) -> String {
    match strategy {
        ChunkingStrategy::Static(sizes) => {
            let number = |number: Option<u64>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
            format!("{} / {}", number(sizes.max_chunk_size_tokens), number(sizes.chunk_overlap_tokens))
        }
        ChunkingStrategy::Auto => "auto".to_owned(),
        ChunkingStrategy::Other(name) => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openai::attribute::AttributeValue;

    fn held(id: &str, rest: &str) -> Arc<StoreFile> {
        Arc::new(serde_json::from_str(&format!(r#"{{"id":"{id}"{rest}}}"#)).unwrap())
    }

    fn known(ids: &[&str]) -> HashMap<Arc<str>, Arc<File>> {
        let file = |id: &&str| {
            let file = serde_json::from_str(&format!(r#"{{"id":"{id}","filename":"{id}.md"}}"#)).unwrap();
            (Arc::from(*id), Arc::new(file))
        };
        ids.iter().map(file).collect()
    }

    #[test]
    fn a_file_is_called_gone_only_where_the_list_of_files_is_whole() {
        let files: Chunks<StoreFile> = [held("a", ""), held("b", "")].into_iter().collect();
        let known = known(&["a"]);
        let loading = join(&files, &known, &Itself::NotYet, 0, &Chunks::default());
        let whole = join(&files, &known, &Itself::Gone, 0, &loading);
        assert_eq!(loading.get(0).unwrap().name(), Some("a.md"));
        assert!(matches!(loading.get(1).unwrap().itself, Itself::NotYet));
        assert!(matches!(whole.get(1).unwrap().itself, Itself::Gone));
        assert!(Arc::ptr_eq(loading.get(0).unwrap(), whole.get(0).unwrap()), "what did not change is the same row");
    }

    #[test]
    fn what_is_in_progress_for_long_is_stuck_and_can_be_mended() {
        let state = |status: &str| format!(r#","status":"{status}","created_at":1000"#);
        let files: Chunks<StoreFile> =
            ["in_progress", "completed", "failed"].iter().map(|status| held(status, &state(status))).collect();
        let at = |now| {
            let entries = join(&files, &HashMap::new(), &Itself::Unknown, now, &Chunks::default());
            entries.iter().map(|entry| (entry.is_stuck, entry.can_be_mended())).collect::<Vec<_>>()
        };
        assert_eq!(at(1600), [(false, false), (false, false), (false, true)]);
        assert_eq!(at(1601), [(true, true), (false, false), (false, true)]);
    }

    #[test]
    fn a_failure_always_has_a_word_and_a_file_that_is_gone_is_not_attached_again() {
        let files: Chunks<StoreFile> = [
            held("a", r#","status":"failed","last_error":{"code":"unsupported_file","message":"No."}"#),
            held("b", r#","status":"failed","last_error":null"#),
            held("c", r#","status":"completed","last_error":null"#),
        ]
        .into_iter()
        .collect();
        let entries = join(&files, &HashMap::new(), &Itself::Gone, 0, &Chunks::default());
        let words: Vec<_> = entries.iter().map(|entry| entry.error()).collect();
        assert_eq!(words, [Some("unsupported_file"), Some("unknown_error"), None]);
        assert!(entries.iter().all(|entry| !entry.can_be_mended()));
    }

    #[test]
    fn attributes_and_chunking_fit_on_a_line() {
        let rest = r#","attributes":{"year":2024,"draft":false,"lang":"fr"},
            "chunking_strategy":{"type":"static","static":{"max_chunk_size_tokens":800,"chunk_overlap_tokens":400}}"#;
        let entry = Entry::new(&held("a", rest), Itself::Unknown, false);
        assert_eq!(entry.attributes, "draft: false, lang: fr, year: 2024");
        assert_eq!(entry.chunking, "800 / 400");
    }

    #[test]
    fn a_copy_leaves_out_what_is_gone_and_keeps_attributes_and_chunking() {
        let rest = r#","status":"completed","attributes":{"year":2024},
            "chunking_strategy":{"type":"static","static":{"max_chunk_size_tokens":200,"chunk_overlap_tokens":50}}"#;
        let files: Chunks<StoreFile> =
            [held("a", rest), held("b", r#","status":"failed""#), held("c", "")].into_iter().collect();
        let entries = join(&files, &known(&["a", "b"]), &Itself::Gone, 0, &Chunks::default());
        let all = copies(&entries, false);
        assert_eq!((all.files.len(), all.gone, all.failed), (2, 1, 1));
        let first = &all.files[0];
        assert_eq!(first.attributes.get("year"), Some(&AttributeValue::Number(2024.0)));
        assert!(
            matches!(&first.chunking_strategy, Some(ChunkingStrategy::Static(sizes)) if sizes.max_chunk_size_tokens == Some(200))
        );
        assert_eq!(all.files[1].chunking_strategy, None);
        let good: Vec<_> = copies(&entries, true).files.iter().map(|file| file.file_id.to_string()).collect();
        assert_eq!(good, ["a"]);
    }

    #[test]
    fn counts_are_those_of_the_list() {
        let files: Chunks<StoreFile> = ["failed", "completed", "completed", "paused"]
            .iter()
            .map(|s| held(s, &format!(r#","status":"{s}""#)))
            .collect();
        let expected = FileCounts {
            in_progress: Some(0),
            completed: Some(2),
            failed: Some(1),
            cancelled: Some(0),
            total: Some(4),
        };
        assert_eq!(counts(&files), expected);
    }
}
