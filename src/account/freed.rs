//! How much vector storage a plan gives back. A file by itself costs nothing: what its stores hold of it does.

use std::collections::HashSet;
use std::sync::Arc;

use crate::bulk::plan::{Deed, Plan};

/// Vector storage that is no longer paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Freed {
    /// Of stores, and of files in stores, whose size is known.
    pub bytes: u64,
    /// Stores, and files in stores, whose size is not: there is more to it than `bytes`.
    pub unknown: u64,
}

impl Freed {
    fn add(&mut self, bytes: Option<u64>) {
        match bytes {
            Some(bytes) => self.bytes = self.bytes.saturating_add(bytes),
            None => self.unknown += 1,
        }
    }
}

/// What the targets of a plan hold in vector stores. `of_store` is what a store holds in all, `of_file` what the store
/// of the first id holds of the file of the second. What lies in a store that goes as a whole counts once.
pub fn freed(
    plan: &Plan,
    of_store: &dyn Fn(&str) -> Option<u64>,
    of_file: &dyn Fn(&str, &str) -> Option<u64>,
) -> Freed {
    let mut freed = Freed::default();
    let mut going: HashSet<&Arc<str>> = HashSet::new();
    for store in plan.targets().filter(|item| item.deed == Deed::DeleteStore) {
        going.insert(&store.id);
        freed.add(of_store(&store.id));
    }
    for file in plan.targets().filter(|item| matches!(item.deed, Deed::DeleteFile | Deed::RemoveFile)) {
        for store in file.stores().filter(|store| !going.contains(&store.id)) {
            freed.add(of_file(&store.id, &file.id));
        }
    }
    freed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::plan::{Item, Use, User};

    fn item(deed: Deed, id: &str, users: &[(User, &str)]) -> Item {
        let uses = users.iter().map(|(by, id)| Use { by: *by, id: (*id).into(), name: "".into() }).collect();
        Item { deed, id: id.into(), uses, ..Item::default() }
    }

    /// Ten bytes of each file in each store; of the store `odd` nothing is known.
    fn freed_by(items: Vec<Item>) -> (u64, u64) {
        let of_store = |id: &str| (id != "odd").then_some(1_000);
        let of_file = |store: &str, _: &str| (store != "odd").then_some(10);
        let freed = freed(&Plan::new(items), &of_store, &of_file);
        (freed.bytes, freed.unknown)
    }

    #[test]
    fn a_file_gives_back_what_its_stores_hold_of_it() {
        assert_eq!(freed_by(vec![item(Deed::DeleteFile, "a", &[])]), (0, 0));
        let used = [(User::Store, "s"), (User::Store, "t"), (User::Results, "b"), (User::Store, "odd")];
        assert_eq!(freed_by(vec![item(Deed::DeleteFile, "a", &used)]), (20, 1));
        let removed = [(User::Store, "s"), (User::Elsewhere, "t")];
        assert_eq!(freed_by(vec![item(Deed::RemoveFile, "a", &removed)]), (10, 0));
    }

    #[test]
    fn a_store_that_goes_with_its_files_counts_once() {
        let file = item(Deed::DeleteFile, "a", &[(User::Store, "s"), (User::Store, "t")]);
        let store = |id| item(Deed::DeleteStore, id, &[]);
        assert_eq!(freed_by(vec![file.clone(), store("s")]), (1_010, 0));
        assert_eq!(freed_by(vec![file, store("s"), store("t"), store("odd")]), (2_000, 1));
    }

    #[test]
    fn what_is_protected_gives_back_nothing() {
        let items = vec![item(Deed::DeleteStore, "s", &[]), item(Deed::DeleteFile, "a", &[(User::Store, "s")])];
        let plan = Plan::sparing(items, &|item| &*item.id == "s");
        let freed = freed(&plan, &|_| Some(1_000), &|_, _| Some(10));
        assert_eq!(freed, Freed { bytes: 10, unknown: 0 });
    }
}
