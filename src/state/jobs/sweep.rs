//! Keeps the lists true while a job runs: what is confirmed to be gone leaves them.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drive::Run;
use super::{Jobs, Task};

/// Between two changes of a list while objects vanish from it, in milliseconds; and of a long one, which cost more.
const REMOVE_EVERY: u64 = 400;
const REMOVE_EVERY_OF_MANY: u64 = 1_200;
const MANY: usize = 2_000;

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
        self.tell_gone(run, &gone);
        if self.is_current(run) {
            self.forget_rows(&gone);
        }
    }

    /// Takes objects from the lists and from what is selected in them.
    pub(super) fn forget_rows(self, gone: &HashSet<Arc<str>>) {
        // Each change draws a table anew: only the lists that hold some of them are touched.
        if self.catalog.files.rows.with_untracked(|rows| rows.iter().any(|file| gone.contains(file.id.shared()))) {
            self.catalog.files.remove(gone);
            self.deselect(Task::DeleteFiles, self.catalog.files.is_whole());
        }
        if self.catalog.stores.rows.with_untracked(|rows| rows.iter().any(|store| gone.contains(store.id.shared()))) {
            self.catalog.stores.remove(gone);
            self.deselect(Task::DeleteStores, self.catalog.stores.is_whole());
        }
    }

    fn deselect(self, task: Task, is_whole: bool) {
        if is_whole {
            let table = self.table(task);
            let rows = table.rows.get_untracked().0;
            table.selection.update(|selection| selection.retain(&rows));
        }
    }

    /// Whether the account that the run works on is the one on the screen.
    pub(super) fn is_current(self, run: &Run) -> bool {
        self.session.current.with_untracked(|now| now.as_ref().is_some_and(|now| now.number == run.connection.number))
    }
}
