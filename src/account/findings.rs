//! What may be in an account for no good reason: each finding is a query of a table, and a plan to be rid of it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cost::Saving;
use super::details::Kind;
use super::survey::Survey;
use crate::bulk::plan::{Deed, Item, Plan, Why};
use crate::openai::file::File;
use crate::table::rows::Rows;

pub struct Finding {
    /// Its name is a word of the language, looked up by this; it is in plans and receipts too, so it stays.
    pub key: &'static str,
    /// The table in which it is seen.
    pub kind: Kind,
    query: &'static str,
    /// As in [`sorting`](crate::table::sorting); empty for the usual.
    pub sort: &'static str,
    pub act: Act,
    /// Nothing can be said before it is known what uses every file.
    pub needs_whole: bool,
    /// Not while it is new.
    spares_new: bool,
}

/// What becomes of what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Delete,
    /// Of those that are alike, all but one.
    DeleteCopies,
    /// Files that no longer exist are taken out of the stores.
    RemoveGone,
    RemoveStuck,
}

/// Which one of those that are alike stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    Newest,
    Oldest,
    /// The one that most stores and batches use; of several the newest.
    #[default]
    MostUsed,
}

impl Keep {
    pub const ALL: [Keep; 3] = [Keep::MostUsed, Keep::Newest, Keep::Oldest];

    pub fn code(self) -> &'static str {
        match self {
            Keep::Newest => "newest",
            Keep::Oldest => "oldest",
            Keep::MostUsed => "most-used",
        }
    }
}

const fn files(key: &'static str, query: &'static str, sort: &'static str) -> Finding {
    Finding { key, kind: Kind::File, query, sort, act: Act::Delete, needs_whole: false, spares_new: false }
}

const fn stores(key: &'static str, query: &'static str, sort: &'static str) -> Finding {
    Finding { key, kind: Kind::Store, query, sort, act: Act::Delete, needs_whole: false, spares_new: true }
}

pub static FINDINGS: [Finding; 16] = [
    Finding { needs_whole: true, ..files("unused_files", "is:unused", "-size") },
    Finding { needs_whole: true, ..files("batch_files", "used:batch", "-size") },
    Finding { needs_whole: true, ..files("failed_batch_files", "used:failed_batch", "-size") },
    Finding { act: Act::DeleteCopies, ..files("duplicates", "is:duplicate", "name,-size") },
    files("assistants_files", "purpose:assistants,assistants_output created<=2026-08-26", "-size"),
    files("large_files", "size>=100mb", "-size"),
    files("old_files", "age>1y", "created"),
    stores("expired_stores", "status:expired", "-size"),
    stores("unused_stores", "is:unused", "-size"),
    stores("empty_stores", "files:0", ""),
    stores("failing_stores", "failed>0 done:0 indexing:0", "-failed"),
    stores("assistants_stores", "(name:none or metadata:assistant) created<=2026-08-26", "-size"),
    stores("large_stores", "size>=1gb", "-size"),
    Finding { needs_whole: true, ..stores("replaced_stores", "-replaced:none", "-size") },
    Finding { act: Act::RemoveGone, needs_whole: true, spares_new: false, ..stores("gone_files", "gone>0", "-gone") },
    Finding {
        act: Act::RemoveStuck,
        needs_whole: true,
        spares_new: false,
        ..stores("stuck_files", "stuck>0", "-stuck")
    },
];

/// What there is of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub key: &'static str,
    /// Objects that would go.
    pub count: u64,
    /// Further objects of it that a store or a running batch uses: they stay unless the person says otherwise.
    pub in_use: u64,
    /// Of the objects that would go.
    pub bytes: u64,
    pub saving: Saving,
    /// It cannot be said before it is known what uses every file.
    pub waits: bool,
}

impl Finding {
    pub fn of(key: &str) -> Option<&'static Finding> {
        FINDINGS.iter().find(|finding| finding.key == key)
    }

    /// The query of its table. What is younger than so many hours is spared.
    pub fn query(&self, grace: u64) -> String {
        if self.spares_new { format!("{} age>{grace}h", self.query) } else { self.query.to_owned() }
    }

    pub fn waits(&self, survey: &Survey) -> bool {
        self.needs_whole && !survey.references.is_whole()
    }

    /// What there is of it.
    pub fn look(&self, survey: &Survey, grace: u64) -> Found {
        let mut found = Found {
            key: self.key,
            count: 0,
            in_use: 0,
            bytes: 0,
            saving: Saving::default(),
            waits: self.waits(survey),
        };
        if found.waits {
            return found;
        }
        if self.kind == Kind::File {
            // What no store holds gives nothing back but room.
            for row in self.rows(survey, grace, Keep::default()) {
                if survey.files.standing(row).is_in_use() {
                    found.in_use += 1;
                } else {
                    found.count += 1;
                    found.bytes += survey.file(row).and_then(|file| file.bytes).unwrap_or_default();
                }
            }
            return found;
        }
        let plan = Plan::new(self.items(survey, grace, Keep::default()));
        found.count = plan.count() as u64;
        found.bytes = plan.bytes();
        found.saving = survey.saves(&plan);
        found
    }

    /// The rows of it, but those that stay of several that are alike.
    fn rows(&self, survey: &Survey, grace: u64, keep: Keep) -> Vec<u32> {
        let rows = survey.find(self.kind, &self.query(grace));
        if self.act == Act::DeleteCopies {
            copies(survey, rows, keep).into_iter().map(|(row, _)| row).collect()
        } else {
            rows
        }
    }

    /// The items of a plan to be rid of it.
    pub fn items(&self, survey: &Survey, grace: u64, keep: Keep) -> Vec<Item> {
        if self.waits(survey) {
            return Vec::new();
        }
        let rows = survey.find(self.kind, &self.query(grace));
        let why = || Why::Found(self.key.into());
        match (self.act, self.kind) {
            (Act::DeleteCopies, _) => {
                let copies = copies(survey, rows, keep).into_iter();
                copies.filter_map(|(row, kept)| survey.file_item(row, Why::CopyOf(kept))).collect()
            }
            (Act::Delete, Kind::Store) => rows.into_iter().filter_map(|row| survey.store_item(row, why())).collect(),
            (Act::Delete, _) => rows.into_iter().filter_map(|row| survey.file_item(row, why())).collect(),
            (Act::RemoveGone | Act::RemoveStuck, _) => self.removals(survey, rows),
        }
    }

    /// Files to be taken out of the stores of these rows, each once with all the stores that it is to leave.
    fn removals(&self, survey: &Survey, rows: Vec<u32>) -> Vec<Item> {
        let references = &survey.references;
        let files = (0..survey.files.len()).filter_map(|row| survey.file(row));
        let existing = references.existing(files.map(|file| file.id.as_str()));
        let mut leaves: Vec<(Arc<str>, Vec<Arc<str>>)> = Vec::new();
        let mut places: FxHashMap<Arc<str>, usize> = FxHashMap::default();
        for store in rows.into_iter().filter_map(|row| survey.store(row)) {
            let id = store.store.id.as_str();
            let files: Vec<Arc<str>> = if self.act == Act::RemoveGone {
                references.gone(id, &existing).cloned().collect()
            } else {
                references.stuck(id, survey.now).cloned().collect()
            };
            for file in files {
                let place = *places.entry(file.clone()).or_insert(leaves.len());
                if place == leaves.len() {
                    leaves.push((file, Vec::new()));
                }
                leaves[place].1.push(store.store.id.shared().clone());
            }
        }
        let known = survey.known();
        let item = |(file, stores): (Arc<str>, Vec<Arc<str>>)| {
            let (name, bytes) = known.get(&file).cloned().unwrap_or_default();
            let uses = references.uses(&file).into_iter().filter(|user| stores.contains(&user.id)).collect();
            Item { deed: Deed::RemoveFile, id: file, name, bytes, why: Why::Found(self.key.into()), uses }
        };
        leaves.into_iter().map(item).collect()
    }
}

/// Of rows that come in groups of one name and size: all but one of each group, with the id of the one that stays.
fn copies(survey: &Survey, rows: Vec<u32>, keep: Keep) -> Vec<(u32, Arc<str>)> {
    let mut groups: FxHashMap<(&str, u64), Vec<u32>> = FxHashMap::default();
    for row in &rows {
        if let Some(file) = survey.file(*row)
            && let (Some(name), Some(bytes)) = (&file.filename, file.bytes)
        {
            groups.entry((name, bytes)).or_default().push(*row);
        }
    }
    let mut kept: FxHashMap<u32, Arc<str>> = FxHashMap::default();
    for group in groups.values() {
        let rank = |row: &u32| {
            let file = survey.file(*row);
            let created = file.and_then(|file| file.created_at).unwrap_or_default();
            let used = |file: &Arc<File>| survey.references.referrers(file.id.as_str()).count();
            match keep {
                Keep::Newest => (0, created),
                Keep::Oldest => (0, u64::MAX - created),
                Keep::MostUsed => (file.map_or(0, used), created),
            }
        };
        let Some(best) = group.iter().copied().max_by_key(rank) else { continue };
        let Some(stays) = survey.file(best) else { continue };
        kept.extend(group.iter().filter(|row| **row != best).map(|row| (*row, stays.id.shared().clone())));
    }
    rows.into_iter().filter_map(|row| kept.remove(&row).map(|stays| (row, stays))).collect()
}
