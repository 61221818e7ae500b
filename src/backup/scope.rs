//! What a backup is of, and what of it the API gives: told before it begins.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::bulk::plan::{Deed, Item, Plan};
use crate::openai::file::File;
use crate::openai::id::StoreId;
use crate::openai::purpose::Purpose;

#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Files that go.
    pub files: Vec<Chosen>,
    pub stores: Vec<Shelf>,
    /// All files whose places in stores are kept: those that go, and those that leave a store.
    pub placed: FxHashSet<Arc<str>>,
}

#[derive(Clone, Debug)]
pub struct Chosen {
    pub file: Arc<File>,
    /// A store that holds it, and so gives the text that was parsed from it.
    pub store: Option<StoreId>,
}

/// A store that goes, or one that loses files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    pub id: StoreId,
    /// It goes, so that all its files are listed; of others only those of the plan.
    pub goes: bool,
}

/// In which form a content can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Byte for byte.
    Content,
    /// Only the text that this store parsed from it.
    Text(StoreId),
    Nothing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub files: u64,
    pub bytes: u64,
}

/// What of a scope can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub content: Sum,
    /// Of which only the parsed text is given; the bytes are those of the files.
    pub text: Sum,
    /// What the API does not give, by purpose.
    pub nothing: BTreeMap<String, Sum>,
    /// Stores that go.
    pub stores: u64,
}

impl Chosen {
    pub fn way(&self) -> Way {
        // Of a purpose that nobody knows, the server has to say.
        if self.file.purpose.as_ref().is_none_or(|purpose| purpose.downloadable() != Some(false)) {
            return Way::Content;
        }
        self.store.clone().map_or(Way::Nothing, Way::Text)
    }

    /// May be empty.
    pub fn name(&self) -> &str {
        self.file.filename.as_deref().unwrap_or_default()
    }
}

impl Scope {
    /// All that the plan takes away; `known` tells what the list of files says of one.
    pub fn of(plan: &Plan, known: &dyn Fn(&str) -> Option<Arc<File>>) -> Scope {
        let mut scope = Scope::default();
        let mut places: FxHashMap<StoreId, usize> = FxHashMap::default();
        let mut shelf = |id: StoreId, goes: bool, stores: &mut Vec<Shelf>| {
            let place = *places.entry(id.clone()).or_insert(stores.len());
            match stores.get_mut(place) {
                Some(store) => store.goes |= goes,
                None => stores.push(Shelf { id, goes }),
            }
        };
        for item in plan.targets() {
            if item.deed == Deed::DeleteStore {
                shelf(item.id.clone().into(), true, &mut scope.stores);
            }
            for store in item.stores() {
                shelf(store.id.clone().into(), false, &mut scope.stores);
            }
            if matches!(item.deed, Deed::DeleteFile | Deed::RemoveFile) {
                scope.placed.insert(item.id.clone());
            }
            if item.deed == Deed::DeleteFile {
                let store = item.stores().next().map(|store| store.id.clone().into());
                let file = known(&item.id).unwrap_or_else(|| Arc::new(listed_as(item)));
                scope.files.push(Chosen { file, store });
            }
        }
        scope
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.stores.is_empty()
    }

    pub fn outline(&self) -> Outline {
        let mut outline =
            Outline { stores: self.stores.iter().filter(|store| store.goes).count() as u64, ..Outline::default() };
        for chosen in &self.files {
            let sum = match chosen.way() {
                Way::Content => &mut outline.content,
                Way::Text(_) => &mut outline.text,
                Way::Nothing => {
                    let purpose = chosen.file.purpose.as_ref().map_or("", Purpose::as_str);
                    outline.nothing.entry(purpose.to_owned()).or_default()
                }
            };
            sum.files += 1;
            sum.bytes = sum.bytes.saturating_add(chosen.file.bytes.unwrap_or_default());
        }
        outline
    }
}

/// What the plan itself knows of a file.
fn listed_as(item: &Item) -> File {
    File {
        id: item.id.clone().into(),
        bytes: item.bytes,
        created_at: None,
        expires_at: None,
        filename: (!item.name.is_empty()).then(|| item.name.to_string()),
        purpose: None,
        status: None,
        status_details: None,
    }
}
