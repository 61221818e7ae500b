//! From what the person chose to the items of a plan: with what goes along, why, and what uses it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::references::References;
use crate::bulk::plan::{Deed, Item, Plan, Step, Use, User, Why};
use crate::openai::request::Request;
use crate::openai::{batch, file, store_file, vector_store};

/// What goes along with a vector store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Along {
    /// Its files stay in the account.
    #[default]
    Nothing,
    /// The files that nothing but the stores chosen uses.
    OnlyIts,
    /// All its files, whatever else uses them.
    All,
}

impl Along {
    pub const ALL: [Along; 3] = [Along::Nothing, Along::OnlyIts, Along::All];

    pub fn code(self) -> &'static str {
        match self {
            Along::Nothing => "store",
            Along::OnlyIts => "only-its",
            Along::All => "all",
        }
    }
}

/// What is known of a file besides: its name and its size in bytes.
pub type Known<'a> = &'a dyn Fn(&str) -> (Arc<str>, Option<u64>);

/// Chosen files, with what uses them.
pub fn files(chosen: Vec<Item>, references: &References) -> Vec<Item> {
    chosen.into_iter().map(|file| Item { uses: references.uses(&file.id).into(), ..file }).collect()
}

/// Files to be taken out of a store and kept. The other stores that hold them are named: taking a file out of one
/// store has been reported to take it out of all (openai-node 1710).
pub fn removals(store: &str, chosen: Vec<Item>, references: &References) -> Vec<Item> {
    let of = |file: Item| {
        let stores = references.uses(&file.id).into_iter().filter(|user| user.by == User::Store);
        let uses =
            stores.map(|user| Use { by: if &*user.id == store { User::Store } else { User::Elsewhere }, ..user });
        Item { deed: Deed::RemoveFile, uses: uses.collect(), ..file }
    };
    chosen.into_iter().map(of).filter(|file| file.steps() > 0).collect()
}

/// Chosen stores with the files that go along. What is protected takes no files with it, and counts as a user of them.
pub fn stores(
    chosen: Vec<Item>,
    with: Along,
    references: &References,
    known: Known<'_>,
    protected: &dyn Fn(&Item) -> bool,
) -> Vec<Item> {
    let mut items = Vec::new();
    if with != Along::Nothing {
        let going: Vec<&Item> = chosen.iter().filter(|store| !protected(store)).collect();
        let ids: HashSet<&str> = going.iter().map(|store| &*store.id).collect();
        let mut seen = HashSet::new();
        for store in going {
            for file in references.files(&store.id) {
                let uses = references.uses(file);
                let only_its = uses.iter().all(|user| !user.by.breaks() || ids.contains(&*user.id));
                if (with == Along::OnlyIts && !only_its) || !seen.insert(file.clone()) {
                    continue;
                }
                let why = if only_its { Why::OnlyIn } else { Why::In };
                let (name, bytes) = known(file);
                items.push(Item {
                    deed: Deed::DeleteFile,
                    id: file.clone(),
                    name,
                    bytes,
                    why: why(store.id.clone()),
                    uses: uses.into(),
                });
            }
        }
    }
    items.extend(chosen);
    items
}

/// Every request of the plan, in an order in which one after the other can be sent, with the name of what it is about.
pub fn requests(plan: &Plan) -> Vec<(Request, &str)> {
    let of = |item| steps(item).into_iter().map(|request| (request, &*item.name));
    plan.targets().flat_map(of).collect()
}

fn steps(item: &Item) -> Vec<Request> {
    let id = item.id.clone();
    let request = |step| match (step, item.deed) {
        (Step::Leave(store), _) => Some(store_file::detach(&store.clone().into(), &id.clone().into()).request),
        (Step::Act, Deed::DeleteFile) => Some(file::delete(&id.clone().into()).request),
        (Step::Act, Deed::DeleteStore) => Some(vector_store::delete(&id.clone().into()).request),
        (Step::Act, Deed::CancelBatch) => Some(batch::cancel(&id.clone().into()).request),
        (Step::Act, Deed::RemoveFile) => None,
    };
    (0..item.steps()).filter_map(|at| item.step(at).and_then(request)).collect()
}

/// Something outside the plan that loses files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    pub user: Use,
    /// How many of the plan's files it uses.
    pub files: u64,
}

/// What breaks when the plan is carried out: whoever uses its files and is not itself deleted, those with most files
/// first.
pub fn breaks(plan: &Plan) -> Vec<Break> {
    let deleted: HashSet<&str> =
        plan.targets().filter(|item| item.deed == Deed::DeleteStore).map(|item| &*item.id).collect();
    let mut places: HashMap<(User, &str), usize> = HashMap::new();
    let mut all: Vec<Break> = Vec::new();
    for item in plan.targets().filter(|item| item.deed == Deed::DeleteFile) {
        for user in item.uses.iter().filter(|user| user.by.breaks() && !deleted.contains(&*user.id)) {
            let place = *places.entry((user.by, &user.id)).or_insert_with(|| {
                all.push(Break { user: user.clone(), files: 0 });
                all.len() - 1
            });
            if let Some(entry) = all.get_mut(place) {
                entry.files += 1;
            }
        }
    }
    crate::sorted::sorted(all, &|entry| u64::MAX - entry.files)
}
