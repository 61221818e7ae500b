//! What a job will act on: ids frozen at the moment of choosing, and how much confirmation they call for.

use std::collections::HashSet;
use std::sync::Arc;

use super::outcome::Cause;

/// Up to so many objects that nothing uses need no dialog.
pub const ONE_CLICK: usize = 10;
/// Above so many the person types the count.
pub const TYPE_THE_COUNT: usize = 500;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    pub deed: Deed,
    pub id: Arc<str>,
    /// May be empty.
    pub name: Arc<str>,
    /// Size, where the API said it.
    pub bytes: Option<u64>,
    pub why: Why,
    /// What uses it, as far as it was looked up.
    pub uses: Arc<[Use]>,
}

/// What becomes of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Deed {
    /// It is taken out of the stores that hold it, then deleted: a store has been seen to go on listing a file that
    /// was deleted at once (appsmith-docs 3038).
    #[default]
    DeleteFile,
    /// After all files of the plan.
    DeleteStore,
    CancelBatch,
    /// The file is taken out of the stores named, and stays in the account.
    RemoveFile,
}

/// Why an item is in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Why {
    /// The person selected it.
    #[default]
    Chosen,
    /// It is in this store, whose files go with it.
    In(Arc<str>),
    /// The same, and nothing else uses it.
    OnlyIn(Arc<str>),
    /// A rule found it: the word for it.
    Found(Arc<str>),
    /// It looks the same as this file, which stays.
    CopyOf(Arc<str>),
    /// Its content is that of this file, which stays.
    EqualTo(Arc<str>),
}

/// Something that uses an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub by: User,
    pub id: Arc<str>,
    /// May be empty.
    pub name: Arc<str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum User {
    /// A vector store that holds the file.
    Store,
    /// A batch that still needs the file as its input.
    Waiting,
    /// A batch that has ended, and whose input it was.
    Input,
    /// A batch whose results, or whose errors, it holds.
    Results,
    /// A store that is to go on holding the file when it is taken out of another.
    Elsewhere,
}

impl User {
    /// Whether something is lost for it when the file goes.
    pub fn breaks(self) -> bool {
        !matches!(self, User::Input | User::Elsewhere)
    }
}

/// One request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Takes the file out of this store.
    Leave(&'a Arc<str>),
    /// Does what the item is in the plan for.
    Act,
}

impl Item {
    /// What is to be done at this place, from 0; `None` after the last.
    pub fn step(&self, at: u32) -> Option<Step<'_>> {
        let mut stores = self.stores();
        match (stores.nth(at as usize), self.deed) {
            (Some(store), _) => Some(Step::Leave(&store.id)),
            (None, Deed::RemoveFile) => None,
            (None, _) => (at == self.steps() - 1).then_some(Step::Act),
        }
    }

    /// How many requests it takes.
    pub fn steps(&self) -> u32 {
        self.stores().count() as u32 + u32::from(self.deed != Deed::RemoveFile)
    }

    /// The stores that the file is taken out of.
    pub fn stores(&self) -> impl Iterator<Item = &Use> {
        self.uses.iter().filter(|user| user.by == User::Store)
    }

    /// Whether something is lost for others when it goes.
    pub fn is_used(&self) -> bool {
        self.uses.iter().any(|user| user.by.breaks())
    }

    /// Items of a later stage wait for all of the earlier ones.
    pub(super) fn stage(&self) -> usize {
        usize::from(self.deed == Deed::DeleteStore)
    }
}

pub(super) const STAGES: usize = 2;

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

/// How much confirmation is needed, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Friction {
    OneClick,
    /// What breaks is listed first.
    Review,
    TypeTheCount,
}

impl Plan {
    /// Takes each id once, in the order given but for stores, which come last.
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
        let (first, last): (Vec<_>, Vec<_>) =
            all.into_iter().filter(|(item, _)| seen.insert(item.id.clone())).partition(|(item, _)| item.stage() == 0);
        let (items, marks): (Vec<_>, Vec<_>) = first.into_iter().chain(last).unzip();
        Plan { items: items.into(), marks: marks.into() }
    }

    /// The same plan with other marks, where there is one.
    pub(super) fn marking(self, mark: &dyn Fn(u32, &Mark) -> Option<Mark>) -> Plan {
        let marks = (0..).zip(self.marks.iter()).map(|(item, old)| mark(item, old).unwrap_or_else(|| old.clone()));
        Plan { marks: marks.collect(), ..self }
    }

    /// All of them, the protected ones too.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Whether it does the same to the same objects for the same reasons.
    pub fn is_same(&self, other: &Plan) -> bool {
        self.items == other.items && self.marks == other.marks
    }

    /// Those that are left alone.
    pub fn protected(&self) -> usize {
        self.items.len() - self.count()
    }

    /// All items, and whether each is protected.
    pub fn each(&self) -> impl Iterator<Item = (&Item, bool)> {
        self.items.iter().zip(self.marks.iter().map(|mark| *mark == Mark::Protected))
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

    /// `unknown`: it could not be found out what uses the files.
    pub fn friction(&self, unknown: bool) -> Friction {
        let count = self.count();
        if unknown || count > TYPE_THE_COUNT || self.targets().any(|item| item.deed == Deed::DeleteStore) {
            Friction::TypeTheCount
        } else if count > ONE_CLICK || self.targets().any(|item| item.deed == Deed::CancelBatch || item.is_used()) {
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
        ids.into_iter().map(|id| Item { id: format!("file-{id}").into(), bytes: Some(10), ..Item::default() }).collect()
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
        let of = |items: Vec<Item>| Plan::new(items).friction(false);
        let used = |by| {
            let by = Use { by, id: "vs_1".into(), name: "".into() };
            vec![Item { uses: [by].into(), ..items([1]).remove(0) }]
        };
        let doing = |deed| vec![Item { deed, ..items([1]).remove(0) }];
        assert_eq!(of(items(0..10)), Friction::OneClick);
        assert_eq!(of(items(0..11)), Friction::Review);
        assert_eq!(of(items(0..500)), Friction::Review);
        assert_eq!(of(items(0..501)), Friction::TypeTheCount);
        assert_eq!(of(used(User::Store)), Friction::Review);
        assert_eq!(of(used(User::Input)), Friction::OneClick);
        assert_eq!(of(doing(Deed::CancelBatch)), Friction::Review);
        assert_eq!(of(doing(Deed::DeleteStore)), Friction::TypeTheCount);
        assert_eq!(Plan::new(items([1])).friction(true), Friction::TypeTheCount);
    }

    #[test]
    fn a_file_leaves_its_stores_before_it_is_deleted() {
        let uses = [(User::Input, "batch_1"), (User::Store, "vs_1"), (User::Store, "vs_2")].map(|(by, id)| Use {
            by,
            id: id.into(),
            name: "".into(),
        });
        let (one, two): (Arc<str>, Arc<str>) = ("vs_1".into(), "vs_2".into());
        let steps = |deed| {
            let item = Item { deed, uses: uses.clone().into(), ..Item::default() };
            assert_eq!(item.step(item.steps()), None);
            (0..item.steps()).map(|at| format!("{:?}", item.step(at).unwrap())).collect::<Vec<_>>()
        };
        let leaves = [Step::Leave(&one), Step::Leave(&two)].map(|step| format!("{step:?}"));
        assert_eq!(steps(Deed::RemoveFile), leaves);
        assert_eq!(steps(Deed::DeleteFile), [leaves.as_slice(), &["Act".to_owned()]].concat());
        assert_eq!(Item { deed: Deed::DeleteStore, ..Item::default() }.steps(), 1);
    }

    #[test]
    fn stores_come_last() {
        let mut all = items(0..4);
        all[1].deed = Deed::DeleteStore;
        let plan = Plan::new(all);
        let ids: Vec<_> = plan.items().iter().map(|item| &*item.id).collect();
        assert_eq!(ids, ["file-0", "file-2", "file-3", "file-1"]);
    }
}
