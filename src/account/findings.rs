//! What may be in an account for no good reason: each finding is a query of a table, and a plan to be rid of it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cost::Saving;
use super::details::Kind;
use super::survey::Survey;
use crate::bulk::plan::{Deed, Item, Plan, Why};
use crate::openai::file::File;
use crate::table::duplicates::{Twins, twins};
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
    pub proof: Proof,
}

/// What is known of files that are alike, those in use too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Copies whose content is that of the file that stays.
    pub equal: u64,
    /// Copies of which only name and size are the same.
    pub unproven: u64,
    /// Those that look alike and are not.
    pub different: u64,
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
            proof: Proof::default(),
        };
        if found.waits {
            return found;
        }
        if self.kind == Kind::File {
            let rows = if self.act == Act::DeleteCopies {
                let (copies, different) = copies(survey, Keep::default());
                let equal = copies.iter().filter(|copy| copy.equal).count() as u64;
                found.proof = Proof { equal, unproven: copies.len() as u64 - equal, different };
                copies.into_iter().map(|copy| copy.row).collect()
            } else {
                survey.find(self.kind, &self.query(grace))
            };
            // What no store holds gives nothing back but room.
            for row in rows {
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

    /// The items of a plan to be rid of it.
    pub fn items(&self, survey: &Survey, grace: u64, keep: Keep) -> Vec<Item> {
        if self.waits(survey) {
            return Vec::new();
        }
        if self.act == Act::DeleteCopies {
            let item = |copy: Duplicate| {
                let why = if copy.equal { Why::EqualTo } else { Why::CopyOf };
                survey.file_item(copy.row, why(copy.of))
            };
            return copies(survey, keep).0.into_iter().filter_map(item).collect();
        }
        let rows = survey.find(self.kind, &self.query(grace));
        let why = || Why::Found(self.key.into());
        match (self.act, self.kind) {
            (Act::Delete, Kind::Store) => rows.into_iter().filter_map(|row| survey.store_item(row, why())).collect(),
            (Act::Delete | Act::DeleteCopies, _) => {
                rows.into_iter().filter_map(|row| survey.file_item(row, why())).collect()
            }
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

/// A file that looks like another one, or is.
struct Duplicate {
    row: u32,
    /// The one that stays.
    of: Arc<str>,
    /// Their contents are known to be equal.
    equal: bool,
}

/// Of files that are taken for one another: all but one of each group; and how many look alike, but are not.
fn copies(survey: &Survey, keep: Keep) -> (Vec<Duplicate>, u64) {
    let Twins { groups, different } = twins(&*survey.files);
    let mut copies = Vec::new();
    for group in groups {
        let rank = |row: &u32| {
            let file = survey.file(*row);
            let created = file.and_then(|file| file.created_at).unwrap_or_default();
            let used = |file: &Arc<File>| survey.references.referrers(file.id.as_str()).count();
            let by_wish = match keep {
                Keep::Newest => (0, created),
                Keep::Oldest => (0, u64::MAX - created),
                Keep::MostUsed => (file.map_or(0, used), created),
            };
            // What is proven is not given up for what only looks like it.
            (survey.files.digest(*row).is_some(), by_wish)
        };
        let Some(best) = group.iter().copied().max_by_key(rank) else { continue };
        let Some(stays) = survey.file(best) else { continue };
        let digest = survey.files.digest(best);
        let copy = |row: u32| Duplicate {
            row,
            of: stays.id.shared().clone(),
            equal: digest.is_some() && survey.files.digest(row) == digest,
        };
        copies.extend(group.iter().copied().filter(|row| *row != best).map(copy));
    }
    copies.sort_unstable_by_key(|copy| copy.row);
    (copies, different)
}
