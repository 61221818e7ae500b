//! What a job will act on: ids frozen at the moment of choosing, and how much confirmation they call for.

use std::collections::HashSet;
use std::sync::Arc;

use super::outcome::Cause;

/// Up to so many objects that nothing uses need no dialog.
pub const ONE_CLICK: usize = 10;
/// Above so many the person types the count.
pub const TYPE_THE_COUNT: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: Arc<str>,
    /// May be empty.
    pub name: Arc<str>,
    /// Size, where the API said it.
    pub bytes: Option<u64>,
}

/// What a job must know of an item before it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Plain,
    /// Stays in the plan so that the sums show it, and is never sent.
    Protected,
    /// An earlier run sent it and never learnt what became of it.
    Unsettled(Arc<Cause>),
}

/// Frozen: once made, nothing can be added, taken away or put in another order. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Plan {
    items: Arc<[Item]>,
    marks: Arc<[Mark]>,
}

/// What is at risk, told by whoever makes the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stakes {
    /// Something uses at least one of the objects.
    pub used: bool,
    /// At least one of the objects is a vector store.
    pub store: bool,
}

/// How much confirmation is needed, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Friction {
    OneClick,
    /// What breaks is listed first.
    Review,
    TypeTheCount,
}

impl Plan {
    /// Takes each id once, in the order given.
    pub fn new(items: Vec<Item>) -> Plan {
        Plan::sparing(items, &|_| false)
    }

    /// The same, with protected items in it that the job skips.
    pub fn sparing(items: Vec<Item>, protected: &dyn Fn(&Item) -> bool) -> Plan {
        let marked = items.into_iter().map(|item| {
            let mark = if protected(&item) { Mark::Protected } else { Mark::Plain };
            (item, mark)
        });
        Plan::marked(marked.collect())
    }

    pub(super) fn marked(all: Vec<(Item, Mark)>) -> Plan {
        let mut seen = HashSet::with_capacity(all.len());
        let (items, marks): (Vec<_>, Vec<_>) = all.into_iter().filter(|(item, _)| seen.insert(item.id.clone())).unzip();
        Plan { items: items.into(), marks: marks.into() }
    }

    /// All of them, the protected ones too.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The items that will be acted on: all but the protected ones.
    pub fn targets(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().zip(self.marks.iter()).filter(|(_, mark)| **mark != Mark::Protected).map(|(item, _)| item)
    }

    /// Number of targets.
    pub fn count(&self) -> usize {
        self.targets().count()
    }

    /// Bytes of the targets whose size is known.
    pub fn bytes(&self) -> u64 {
        self.targets().filter_map(|item| item.bytes).fold(0, u64::saturating_add)
    }

    pub fn friction(&self, stakes: Stakes) -> Friction {
        let count = self.count();
        if stakes.store || count > TYPE_THE_COUNT {
            Friction::TypeTheCount
        } else if stakes.used || count > ONE_CLICK {
            Friction::Review
        } else {
            Friction::OneClick
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(ids: impl IntoIterator<Item = usize>) -> Vec<Item> {
        ids.into_iter().map(|id| Item { id: format!("file-{id}").into(), name: "".into(), bytes: Some(10) }).collect()
    }

    #[test]
    fn an_id_chosen_twice_stands_once_where_it_stood_first() {
        let plan = Plan::new(items([3, 1, 3, 2, 1]));
        let ids: Vec<_> = plan.items().iter().map(|item| &*item.id).collect();
        assert_eq!(ids, ["file-3", "file-1", "file-2"]);
        assert_eq!((plan.count(), plan.bytes()), (3, 30));
    }

    #[test]
    fn protected_items_stay_in_the_plan_and_out_of_its_sums() {
        let plan = Plan::sparing(items(0..4), &|item| &*item.id == "file-2");
        assert_eq!((plan.items().len(), plan.count(), plan.bytes()), (4, 3, 30));
        assert!(plan.targets().all(|item| &*item.id != "file-2"));
    }

    #[test]
    fn sizes_unknown_or_absurd_do_no_harm() {
        let mut some = items(0..3);
        some[0].bytes = None;
        some[1].bytes = Some(u64::MAX);
        assert_eq!(Plan::new(some).bytes(), u64::MAX);
    }

    #[test]
    fn friction_grows_with_the_damage() {
        let free = Stakes::default();
        let used = Stakes { used: true, store: false };
        let store = Stakes { used: false, store: true };
        let of = |count: usize, stakes| Plan::new(items(0..count)).friction(stakes);
        assert_eq!(of(10, free), Friction::OneClick);
        assert_eq!(of(11, free), Friction::Review);
        assert_eq!(of(1, used), Friction::Review);
        assert_eq!(of(500, used), Friction::Review);
        assert_eq!(of(501, free), Friction::TypeTheCount);
        assert_eq!(of(1, store), Friction::TypeTheCount);
    }
}
