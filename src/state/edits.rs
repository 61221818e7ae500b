//! New attributes for files of a store, several at a time: each file has its own outcome, and what failed is tried again
//! by itself.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use crate::account::attributes::{Row, edited};
use crate::account::entry::Entry;
use crate::openai::attribute::Attributes;
use crate::openai::error::Error;
use crate::openai::id::{FileId, StoreId};
use crate::openai::store_file::{self, StoreFile};
use crate::transport::client::Client;

/// Requests under way at once.
const AT_ONCE: usize = 4;
/// Answers gathered before the table is drawn anew.
const AT_A_TIME: usize = 40;

#[derive(Clone, Copy)]
pub struct Edits {
    catalog: Catalog,
    /// The files whose attributes are to be edited, while the person says how.
    pub asked: RwSignal<Option<Vec<Arc<Entry>>>>,
    /// The last edit, until it is put away.
    pub now: RwSignal<Option<Edit>, LocalStorage>,
}

/// An edit under way, or over.
#[derive(Clone)]
pub struct Edit {
    pub store: StoreId,
    client: Client,
    // Counted references: it outlives the dialog in which it was begun.
    pub progress: ArcRwSignal<Progress>,
    queue: Rc<RefCell<Vec<Wish>>>,
    failed: Rc<RefCell<Vec<Wish>>>,
    running: Rc<Cell<usize>>,
    fresh: Rc<RefCell<Vec<Arc<StoreFile>>>>,
}

/// What one file is to have.
#[derive(Clone)]
struct Wish {
    file: FileId,
    name: String,
    attributes: Attributes,
}

#[derive(Clone, Default)]
pub struct Progress {
    pub total: u64,
    pub done: u64,
    /// Name, or id where it is not known, and why.
    pub failed: Vec<(String, Error)>,
    pub is_over: bool,
}

impl Edits {
    pub fn provide(catalog: Catalog) -> Self {
        let edits = Edits { catalog, asked: RwSignal::new(None), now: RwSignal::new_local(None) };
        provide_context(edits);
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if edits.is_busy() {
                event.prevent_default();
            }
        });
        on_cleanup(move || leaving.remove());
        edits
    }

    pub fn is_busy(self) -> bool {
        self.now.with(|now| now.as_ref().is_some_and(|edit| edit.progress.with(|progress| !progress.is_over)))
    }

    /// Asks how to edit these files.
    pub fn ask(self, files: Vec<Arc<Entry>>) {
        if !files.is_empty() && !untrack(|| self.is_busy()) {
            self.asked.set(Some(files));
        }
    }

    /// Begins to edit these files of the store whose page is open. Those that would stay as they are are not touched.
    pub fn start(self, files: &[Arc<Entry>], rows: &[Row]) {
        let Some(client) = self.catalog.client() else { return };
        let wishes = files.iter().filter_map(|entry| {
            let before = entry.held.attributes.clone().unwrap_or_default();
            let attributes = edited(rows, &before);
            let file = entry.held.id.clone();
            let name = entry.name().unwrap_or(file.as_str()).to_owned();
            (attributes != before).then_some(Wish { file, name, attributes })
        });
        let queue: Vec<Wish> = wishes.collect();
        if queue.is_empty() {
            return;
        }
        let edit = Edit {
            store: self.catalog.inside.id_now(),
            client,
            progress: ArcRwSignal::default(),
            queue: Rc::default(),
            failed: Rc::default(),
            running: Rc::default(),
            fresh: Rc::default(),
        };
        self.now.set(Some(edit.clone()));
        self.run(&edit, queue);
    }

    /// Tries again what failed, and nothing else.
    pub fn retry(self, edit: &Edit) {
        let again = edit.failed.take();
        if !again.is_empty() && edit.running.get() == 0 {
            self.run(edit, again);
        }
    }

    /// Puts away what is over.
    pub fn dismiss(self) {
        if !untrack(|| self.is_busy()) {
            self.now.set(None);
        }
    }

    fn run(self, edit: &Edit, queue: Vec<Wish>) {
        edit.progress.set(Progress { total: queue.len() as u64, ..Progress::default() });
        edit.queue.replace(queue.into_iter().rev().collect());
        for _ in 0..AT_ONCE {
            let edit = edit.clone();
            edit.running.set(edit.running.get() + 1);
            spawn_local(async move {
                loop {
                    let Some(wish) = edit.queue.borrow_mut().pop() else { break };
                    let call = store_file::update(&edit.store, &wish.file, &wish.attributes);
                    let answer = edit.client.call(&call).await;
                    self.answered(&edit, wish, answer);
                }
                edit.running.set(edit.running.get() - 1);
                if edit.running.get() == 0 {
                    self.show(&edit);
                    edit.progress.update(|progress| progress.is_over = true);
                }
            });
        }
    }

    fn answered(self, edit: &Edit, wish: Wish, answer: Result<StoreFile, Error>) {
        match answer {
            Ok(file) => {
                edit.progress.update(|progress| progress.done += 1);
                edit.fresh.borrow_mut().push(Arc::new(file));
                if edit.fresh.borrow().len() >= AT_A_TIME {
                    self.show(edit);
                }
            }
            Err(error) => {
                edit.progress.update(|progress| progress.failed.push((wish.name.clone(), error)));
                edit.failed.borrow_mut().push(wish);
            }
        }
    }

    /// The table shows what was answered.
    fn show(self, edit: &Edit) {
        let fresh = edit.fresh.take();
        if self.catalog.inside.is(edit.store.as_str()) {
            self.catalog.inside.files.put(fresh);
        }
    }
}
