//! Fills of vector stores: under way, cut off and taken up again, over and not yet put away.

mod ask;
mod drive;
mod follow;
mod remember;
mod upload;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

pub use self::upload::How;
use super::catalog::Catalog;
use super::services::{Browser, Lock};
use super::session::{Connection, Session};
use super::uploads::Uploads;
use crate::fill::{Event, Failure, Fill, Outcome, Progress, Remembered};
use crate::openai::id::StoreId;
use crate::openai::store_file::Attach;

#[derive(Clone, Copy)]
pub struct Fills {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    uploads: Uploads,
    /// Of all accounts, the newest first.
    all: RwSignal<Vec<Filling>, LocalStorage>,
    /// Whether their panel is open.
    pub open: RwSignal<bool>,
}

/// A fill and what carries it out.
#[derive(Clone)]
pub struct Filling {
    pub about: Rc<Remembered>,
    connection: Rc<RefCell<Connection>>,
    fill: Rc<RefCell<Fill>>,
    // Counted references: a fill outlives the dialog in which it was begun.
    pub progress: ArcRwSignal<Progress>,
    /// Another tab carries it out; this one goes on when that is closed.
    pub elsewhere: ArcRwSignal<bool>,
    /// The browser does not keep it: it is forgotten with the page.
    pub unkept: ArcRwSignal<bool>,
    /// Counts the wake-ups ordered, so that only the last one rings.
    alarm: Rc<Cell<u32>>,
    /// Its account is gone, or it was put away.
    halted: Rc<Cell<bool>>,
    /// Held while this tab carries it out.
    lock: Rc<RefCell<Option<Lock>>>,
}

impl Filling {
    fn new(about: Remembered, connection: Connection, fill: Fill, now: u64) -> Filling {
        Filling {
            about: about.into(),
            connection: Rc::new(RefCell::new(connection)),
            progress: ArcRwSignal::new(fill.progress(now)),
            fill: Rc::new(RefCell::new(fill)),
            elsewhere: ArcRwSignal::new(false),
            unkept: ArcRwSignal::new(false),
            alarm: Rc::default(),
            halted: Rc::default(),
            lock: Rc::default(),
        }
    }

    fn connection(&self) -> Connection {
        self.connection.borrow().clone()
    }

    /// What failed so far, by reason.
    pub fn failures(&self) -> Vec<Failure> {
        self.fill.borrow().failures()
    }

    /// What became of each file so far, in the order in which they were to be attached.
    pub fn outcomes(&self) -> Vec<(Attach, Option<Outcome>)> {
        let fill = self.fill.borrow();
        let all = fill.parts().iter().flat_map(|part| part.outcomes());
        all.map(|(file, outcome)| (file.clone(), outcome.cloned())).collect()
    }
}

impl Fills {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog, uploads: Uploads) -> Self {
        let fills = Fills {
            browser,
            session,
            catalog,
            uploads,
            all: RwSignal::new_local(Vec::new()),
            open: RwSignal::new(true),
        };
        provide_context(fills);
        fills.follow_page();
        fills.follow_session();
        fills
    }

    /// Attaches files to a store. Nothing happens without files or without an account.
    pub fn start(self, store: &StoreId, name: &str, files: Vec<Attach>) {
        self.begin(store, name, Fill::new(files));
    }

    /// Attaches files anew that stand in the store already, as failed: they are detached first.
    pub fn again(self, store: &StoreId, name: &str, files: Vec<Attach>) {
        self.begin(store, name, Fill::again(files));
    }

    fn begin(self, store: &StoreId, name: &str, fill: Fill) {
        let Some(connection) = self.session.current.get_untracked() else { return };
        if fill.parts().is_empty() {
            return;
        }
        let began = self.browser.now();
        let about = Remembered {
            id: format!("{began:014}-{}", self.session.new_id()),
            owner: connection.owner(),
            store: store.clone(),
            name: name.to_owned(),
            began,
        };
        let filling = Filling::new(about, connection, fill, began);
        self.all.update(|all| all.insert(0, filling.clone()));
        self.open.set(true);
        self.enter(filling);
    }

    /// Calls off what is not indexed yet.
    pub fn cancel(self, filling: &Filling) {
        self.tell(filling, Event::Cancel);
    }

    /// Attaches what failed once more, and nothing else; or only what failed for one cause, told by its key.
    pub fn retry_failed(self, filling: &Filling, cause: Option<Arc<str>>) {
        self.tell(filling, Event::RetryFailed(cause));
    }

    /// Forgets a fill that is over.
    pub fn dismiss(self, filling: &Filling) {
        if filling.progress.with_untracked(Progress::is_over) {
            self.put_away(filling);
            self.forget(filling);
        }
    }

    /// Those of the account in use.
    pub fn mine(self) -> Vec<Filling> {
        let Some(now) = self.session.current.with(|now| now.as_ref().map(Connection::owner)) else { return Vec::new() };
        self.all.with(|all| all.iter().filter(|filling| filling.about.owner.is(&now)).cloned().collect())
    }

    /// Those of one store of the account in use.
    pub fn of_store(self, store: &str) -> Vec<Filling> {
        self.mine().into_iter().filter(|filling| filling.about.store.as_str() == store).collect()
    }

    /// Takes it off the list; it asks nothing any more.
    fn put_away(self, filling: &Filling) {
        filling.halted.set(true);
        filling.lock.take();
        self.all.update(|all| all.retain(|other| other.about.id != filling.about.id));
    }
}
