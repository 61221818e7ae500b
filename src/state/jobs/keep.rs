//! Keeps the journal of a run: notes gather while a record is being written, and are written at once if requests wait
//! for them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drive::Run;
use super::{Jobs, Task};
use crate::account::owner::Owner;
use crate::bulk::job::Event;
use crate::bulk::journal::{self, Journal};
use crate::bulk::note::Note;
use crate::json::{Fields, Object, parse};
use crate::state::services::Lock;

/// Notes that nothing waits for are written so often (ms).
const EVERY: u64 = 250;

pub struct Keeper {
    pub(super) id: String,
    /// What the run is about, as in the head.
    pub(super) about: String,
    journal: RefCell<Journal>,
    /// The browser keeps nothing (any more): the run goes on without.
    broken: Cell<bool>,
    scheduled: Cell<bool>,
    /// Held while the run is shown here.
    pub(super) locks: RefCell<Vec<Lock>>,
    /// Held while it acts.
    pub(super) place: RefCell<Option<Lock>>,
}

impl Keeper {
    pub(super) fn new(id: &str, journal: Journal, about: String) -> Keeper {
        Keeper {
            id: id.to_owned(),
            about,
            journal: RefCell::new(journal),
            broken: Cell::default(),
            scheduled: Cell::default(),
            locks: RefCell::default(),
            place: RefCell::default(),
        }
    }

    pub(super) fn break_off(&self) {
        self.broken.set(true);
    }

    pub(super) fn is_broken(&self) -> bool {
        self.broken.get()
    }
}

pub(super) fn about(task: Task, owner: &Owner) -> String {
    let mut text = String::new();
    let mut object = Object::begin(&mut text);
    object.field("task", &task.code());
    object.field("owner", owner);
    object.end();
    text
}

pub(super) fn read_about(text: &str) -> Option<(Task, Owner)> {
    let mut fields = Fields::of(parse(text.as_bytes()).ok()?)?;
    Some((Task::from_code(&fields.read::<String>("task")?)?, fields.read("owner")?))
}

impl Jobs {
    pub(super) fn note(self, run: &Run, note: &Note) {
        if let Some(keeper) = &run.keeper {
            keeper.journal.borrow_mut().note(note);
        }
    }

    /// Writes what was noted: at once if requests wait for it, else soon.
    pub(super) fn write(self, run: &Run) {
        let Some(keeper) = &run.keeper else { return };
        if keeper.journal.borrow().is_urgent() {
            self.write_now(run, keeper);
        } else if keeper.journal.borrow().has_notes() && !keeper.scheduled.replace(true) {
            let (run, keeper, wait) = (run.clone(), keeper.clone(), (self.browser.get().alarm)(EVERY));
            spawn_local(async move {
                wait.await;
                keeper.scheduled.set(false);
                self.write_now(&run, &keeper);
            });
        }
    }

    pub(super) fn write_now(self, run: &Run, keeper: &Rc<Keeper>) {
        let Some(record) = keeper.journal.borrow_mut().record() else { return };
        let records = self.browser.get().records;
        let (run, keeper) = (run.clone(), keeper.clone());
        spawn_local(async move {
            if !keeper.is_broken() && !records.write(vec![record]).await {
                keeper.break_off();
                run.unkept.set(true);
                // Half a journal would tell a wrong story.
                records.write(vec![journal::erase(&keeper.id)]).await;
            }
            let claims = keeper.journal.borrow_mut().written();
            if claims > 0 {
                self.tell(&run, Event::Claimed(claims));
            } else {
                self.write(&run);
            }
        });
    }

    /// The report was put away: nothing of the run is kept.
    pub(super) fn erase(self, run: &Run) {
        let Some(keeper) = run.keeper.clone() else { return };
        let records = self.browser.get().records;
        spawn_local(async move {
            keeper.break_off();
            records.write(vec![journal::erase(&keeper.id)]).await;
            keeper.locks.take();
        });
    }
}
