//! Recipes: from what the person wants gone to the items of a plan, and which of them are left out at first.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::details::Kind;
use super::findings::{Finding, Keep};
use super::plans::{self, Along};
use super::survey::Survey;
use crate::bulk::plan::{Deed, Item, Use, User, Why};
use crate::table::rows::Rows;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// All there is of a finding, by its key.
    Finding { key: &'static str, keep: Keep },
    /// All files that match a query; an empty one is all.
    Files { query: String },
    /// All stores that match, with what goes along.
    Stores { query: String, along: Along },
    /// Every store and every file.
    Everything,
    /// A plan that was kept: what is left of it.
    Kept(Arc<[Item]>),
}

/// The items of a plan, and those that are left out unless the person puts them in.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    pub items: Vec<Item>,
    pub left_out: FxHashSet<Arc<str>>,
    /// Of a plan that was kept: items that are gone since, and items that something uses since.
    pub gone: u64,
    pub used_since: u64,
}

impl Recipe {
    /// The items, as the account now is. `grace` in hours. What is protected takes nothing along.
    pub fn propose(&self, survey: &Survey, grace: u64, protected: &dyn Fn(&Item) -> bool) -> Proposal {
        let because = || Why::Found("matches".into());
        let files = |rows: Vec<u32>| rows.into_iter().filter_map(|row| survey.file_item(row, because()));
        let stores = |rows: Vec<u32>| rows.into_iter().filter_map(|row| survey.store_item(row, because()));
        let mut items = match self {
            Recipe::Finding { key, keep } => {
                let Some(finding) = Finding::of(key) else { return Proposal::default() };
                let items = finding.items(survey, grace, *keep);
                if *key == "replaced_stores" { along(survey, items, Along::OnlyIts, protected) } else { items }
            }
            Recipe::Files { query } => files(survey.find(Kind::File, query)).collect(),
            Recipe::Stores { query, along: with } => {
                along(survey, stores(survey.find(Kind::Store, query)).collect(), *with, protected)
            }
            Recipe::Everything => {
                files((0..survey.files.len()).collect()).chain(stores((0..survey.stores.len()).collect())).collect()
            }
            Recipe::Kept(items) => return kept(survey, items),
        };
        let with_shared = matches!(self, Recipe::Stores { along: Along::All, .. });
        let left_out = left_out(&items, with_shared, protected);
        // What goes is to be seen first.
        items.sort_by_key(|item| left_out.contains(&item.id));
        Proposal { items, left_out, ..Proposal::default() }
    }
}

fn along(survey: &Survey, chosen: Vec<Item>, with: Along, protected: &dyn Fn(&Item) -> bool) -> Vec<Item> {
    let known = survey.known();
    let of = |id: &str| known.get(id).cloned().unwrap_or_default();
    plans::stores(chosen, with, &survey.references, &of, protected)
}

/// The files that a running batch needs, or a store that stays.
fn left_out(items: &[Item], with_shared: bool, protected: &dyn Fn(&Item) -> bool) -> FxHashSet<Arc<str>> {
    let goes = |item: &&Item| item.deed == Deed::DeleteStore && !protected(item);
    let going: FxHashSet<&str> = items.iter().filter(goes).map(|item| &*item.id).collect();
    let needed = |item: &&Item| {
        item.deed == Deed::DeleteFile
            && item.uses.iter().any(|user| match user.by {
                User::Waiting => true,
                User::Store => !with_shared && !going.contains(&*user.id),
                User::Input | User::Results | User::Elsewhere => false,
            })
    };
    items.iter().filter(needed).map(|item| item.id.clone()).collect()
}

/// What is left of a plan that was made earlier, with what uses it now.
fn kept(survey: &Survey, items: &[Item]) -> Proposal {
    let references = &survey.references;
    let files: FxHashSet<&str> = (0..survey.files.len()).map(|row| survey.files.id(row)).collect();
    let stores: FxHashSet<&str> = (0..survey.stores.len()).map(|row| survey.stores.id(row)).collect();
    let mut proposal = Proposal::default();
    for before in items {
        let uses = references.uses(&before.id);
        let item = match before.deed {
            Deed::DeleteFile => Item { uses: uses.into(), ..before.clone() },
            Deed::RemoveFile => {
                let was = |id: &Arc<str>| before.uses.iter().any(|user| user.id == *id);
                Item { uses: uses.into_iter().filter(|user| was(&user.id)).collect(), ..before.clone() }
            }
            Deed::DeleteStore | Deed::CancelBatch => before.clone(),
        };
        let is_there = match item.deed {
            Deed::DeleteFile => files.contains(&*item.id),
            Deed::DeleteStore => stores.contains(&*item.id),
            Deed::RemoveFile => item.steps() > 0,
            Deed::CancelBatch => true,
        };
        if !is_there {
            proposal.gone += 1;
            continue;
        }
        let is_new = |user: &Use| !before.uses.iter().any(|old| old.id == user.id && old.by == user.by);
        if item.uses.iter().any(|user| user.by.breaks() && is_new(user)) {
            proposal.used_since += 1;
            proposal.left_out.insert(item.id.clone());
        }
        proposal.items.push(item);
    }
    proposal
}
