//! Keeps the lists true while a job runs: what is confirmed to be gone leaves them.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drive::Run;
use super::{Jobs, Task};
use crate::account::details::Kind;
use crate::openai::id::StoreId;

/// Between two changes of a list while objects vanish from it, in milliseconds; and of a long one, which cost more.
const REMOVE_EVERY: u64 = 400;
const REMOVE_EVERY_OF_MANY: u64 = 1_200;
const MANY: usize = 500;

impl Jobs {
    /// Takes what is gone from the list: several at a time, since each change draws the table anew.
    pub(super) fn remove_soon(self, run: &Run) {
        if run.removing.replace(true) {
            return;
        }
        let (run, clock) = (run.clone(), self.browser.get().clock);
        spawn_local(async move {
            let is_long = run.job.borrow().plan().items().len() > MANY;
            clock.sleep(if is_long { REMOVE_EVERY_OF_MANY } else { REMOVE_EVERY }).await;
            self.remove(&run);
        });
    }

    pub(super) fn remove(self, run: &Run) {
        run.removing.set(false);
        let gone = run.gone.take();
        if gone.is_empty() {
            return;
        }
        if run.task == Task::RemoveFiles {
            // They stay in the account.
            if self.is_current(run) {
                self.forget_held(&store_of(run), &gone);
            }
            return;
        }
        self.tell_gone(run, &gone);
        if self.is_current(run) {
            self.forget_rows(&gone);
        }
    }

    /// Takes files from the list of a store, if its page shows it.
    fn forget_held(self, store: &StoreId, gone: &HashSet<Arc<str>>) {
        let inside = self.catalog.inside;
        inside.wrote(store);
        if inside.is(store.as_str()) {
            inside.files.remove(gone);
            self.deselect(Kind::StoreFile, inside.files.is_whole());
            inside.retrieve();
        }
    }

    /// Takes objects from the lists and from what is selected in them.
    pub(super) fn forget_rows(self, gone: &HashSet<Arc<str>>) {
        // Each change draws a table anew: only the lists that hold some of them are touched.
        if self.catalog.files.rows.with_untracked(|rows| rows.iter().any(|file| gone.contains(file.id.shared()))) {
            self.catalog.files.remove(gone);
            self.deselect(Kind::File, self.catalog.files.is_whole());
        }
        let inside = self.catalog.inside;
        if inside.files.rows.with_untracked(|rows| rows.iter().any(|file| gone.contains(file.id.shared()))) {
            // A file was taken out of its stores before it was deleted.
            self.forget_held(&inside.id_now(), gone);
        }
        if self.catalog.stores.rows.with_untracked(|rows| rows.iter().any(|store| gone.contains(store.id.shared()))) {
            self.catalog.stores.remove(gone);
            self.deselect(Kind::Store, self.catalog.stores.is_whole());
        }
    }

    fn deselect(self, kind: Kind, is_whole: bool) {
        if is_whole {
            let table = self.catalog.table(kind);
            let rows = table.rows.get_untracked().0;
            table.selection.update(|selection| selection.retain(&rows));
        }
    }

    /// Whether the account that the run works on is the one on the screen.
    pub(super) fn is_current(self, run: &Run) -> bool {
        self.session.current.with_untracked(|now| now.as_ref().is_some_and(|now| now.number == run.connection.number))
    }
}

/// The store that the files of a run are taken out of.
fn store_of(run: &Run) -> StoreId {
    let job = run.job.borrow();
    let store = job.plan().items().iter().find_map(|item| item.stores().next().map(|store| store.id.clone()));
    store.unwrap_or_else(|| "".into()).into()
}
