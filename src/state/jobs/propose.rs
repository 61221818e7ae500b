//! A question about a recipe: the account is read, the recipe proposes a plan, and the person takes out of it, or puts
//! into it, what they like.

use std::sync::Arc;

use leptos::prelude::*;
use rustc_hash::FxHashSet;

use super::ask::Question;
use super::{Jobs, Task};
use crate::account::findings::{Act, Finding};
use crate::account::recipes::{Proposal, Recipe};
use crate::account::survey::Survey;
use crate::bulk::plan::{Deed, Item};

/// A recipe, and what became of it so far.
#[derive(Clone)]
pub struct Proposing {
    pub title: String,
    recipe: Arc<Recipe>,
    // Counted references: they outlive the dialog.
    /// As it was proposed last.
    pub proposal: ArcRwSignal<Arc<Proposal>>,
    /// What of it is not in the plan.
    pub left_out: ArcRwSignal<FxHashSet<Arc<str>>>,
    /// Goes up when something else is proposed.
    pub version: ArcRwSignal<u32>,
    /// When that was read from which it was proposed, in milliseconds since 1970.
    read_at: ArcRwSignal<Option<u64>>,
}

impl Proposing {
    /// Proposes anew. What the person put in or took out stays so; what has to be left out since is.
    /// Does nothing if it was proposed from what was read at this time.
    pub(super) fn propose(&self, survey: &Survey, at: u64, grace: u64, protected: &dyn Fn(&Item) -> bool) {
        if self.read_at.get_untracked() == Some(at) {
            return;
        }
        self.read_at.set(Some(at));
        let (known, proposal) =
            (self.proposal.get_untracked(), Arc::new(self.recipe.propose(survey, grace, protected)));
        let more: Vec<Arc<str>> = proposal.left_out.difference(&known.left_out).cloned().collect();
        self.left_out.update(|out| out.extend(more));
        let is_other = known.items != proposal.items;
        self.proposal.set(proposal);
        if is_other {
            self.version.update(|version| *version += 1);
        }
    }

    /// The items that are not left out.
    pub fn chosen(&self) -> Vec<Item> {
        let proposal = self.proposal.get_untracked();
        let is_in =
            |out: &FxHashSet<Arc<str>>| proposal.items.iter().filter(|item| !out.contains(&item.id)).cloned().collect();
        self.left_out.with_untracked(is_in)
    }
}

impl Jobs {
    /// Begins to make a plan of a recipe.
    pub fn propose(self, recipe: Recipe, title: String) {
        if self.is_busy() {
            return self.toasts.say(self.lang().job_busy());
        }
        let Some(connection) = self.session.current.get_untracked() else { return };
        let task = task_of(&recipe);
        let proposing = Proposing {
            title,
            recipe: Arc::new(recipe),
            proposal: ArcRwSignal::new(Arc::default()),
            left_out: ArcRwSignal::new(FxHashSet::default()),
            version: ArcRwSignal::new(0),
            read_at: ArcRwSignal::new(None),
        };
        let mut question = Question::new(task, task.kind(), "".into(), connection, Vec::new());
        question.proposing = Some(proposing);
        self.put(question);
    }

    /// Leaves items out of the plan, or puts them in, and makes it again of what was read.
    pub fn leave_out(self, question: &Question, items: &[Arc<str>], out: bool) {
        let Some(proposing) = &question.proposing else { return };
        proposing.left_out.update(|left_out| {
            for item in items {
                if out {
                    left_out.insert(item.clone());
                } else {
                    left_out.remove(item);
                }
            }
        });
        let known = question.known.borrow().clone();
        if let Some(known) = known {
            self.made(question, &known, None);
        }
    }
}

/// What is done, for the words of the dialog and of the run.
fn task_of(recipe: &Recipe) -> Task {
    let of = |deed| match deed {
        Deed::DeleteFile => Task::DeleteFiles,
        Deed::DeleteStore => Task::DeleteStores,
        Deed::CancelBatch => Task::CancelBatches,
        Deed::RemoveFile => Task::RemoveFiles,
    };
    match recipe {
        Recipe::Finding { key, .. } => match Finding::of(key).map(|finding| (finding.act, finding.kind)) {
            Some((Act::RemoveGone | Act::RemoveStuck, _)) => Task::RemoveFiles,
            Some((_, kind)) if kind == Task::DeleteStores.kind() => Task::DeleteStores,
            _ => Task::DeleteFiles,
        },
        Recipe::Files { .. } => Task::DeleteFiles,
        Recipe::Stores { .. } | Recipe::Everything => Task::DeleteStores,
        // Stores come last.
        Recipe::Kept(items) => {
            let store = items.iter().find(|item| item.deed == Deed::DeleteStore);
            store.or(items.first()).map_or(Task::DeleteFiles, |item| of(item.deed))
        }
    }
}
