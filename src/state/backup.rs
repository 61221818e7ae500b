//! Backups: of a plan before it runs, or of what is chosen in a table. They only read, so the lock does not hinder them.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rustc_hash::{FxHashMap, FxHashSet};

use super::catalog::Catalog;
use super::jobs::{Jobs, Task};
use super::services::{Browser, Opened, Place, Writing};
use super::session::{Connection, Session};
use super::settings::lang;
use super::toasts::Toasts;
use crate::account::plans;
use crate::backup::manifest::About;
use crate::backup::scope::Scope;
use crate::backup::take::{Progress, Receipt, take};
use crate::bulk::plan::Plan;
use crate::bulk::records::Later;
use crate::openai::file::File;
use crate::openai::request::Content;
use crate::part::part;
use crate::table::export::file_name;
use crate::text::date::iso;
use crate::transport::client::Client;

#[derive(Clone, Copy)]
pub struct Backups {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    jobs: Jobs,
    toasts: Toasts,
    /// A backup of what is chosen, until its dialog is closed.
    pub asked: RwSignal<Option<Asked>, LocalStorage>,
    /// How many are under way.
    running: RwSignal<u32>,
}

/// What is to be backed up, and whose it is.
#[derive(Clone)]
pub struct Asked {
    pub plan: Plan,
    pub connection: Connection,
    pub backup: Backup,
}

/// One backup, from the moment it can be made.
#[derive(Clone, Default)]
pub struct Backup {
    // Counted references: it outlives the dialog in which it is begun.
    pub stage: ArcRwSignal<Stage>,
    made: Rc<RefCell<Made>>,
    abort: Rc<RefCell<Option<AbortHandle>>>,
}

#[derive(Clone, Default)]
pub enum Stage {
    #[default]
    Idle,
    Running(Progress),
    Done(Arc<Done>),
    Failed(Trouble),
}

pub struct Done {
    pub receipt: Receipt,
    /// The file's name.
    pub name: String,
    /// It was downloaded, and can be once more.
    pub again: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser lets no page write files.
    NoDisk,
    /// No room is left, or the file was taken away.
    NotWritten,
    /// A part of the program did not arrive.
    NotLoaded,
}

#[derive(Default)]
struct Made {
    /// The objects that it is of.
    of: FxHashSet<Arc<str>>,
    content: Option<Rc<dyn Content>>,
}

impl Backup {
    /// Whether what it says of the plan has been read: it does not run, and it lacks nothing that was to be in it.
    pub fn is_clear(&self) -> bool {
        self.stage.with(|stage| match stage {
            Stage::Running(_) => false,
            Stage::Done(done) => done.receipt.failed.is_empty(),
            Stage::Idle | Stage::Failed(_) => true,
        })
    }

    /// Whether this is how it ended.
    pub fn is_told(&self, seen: &Option<Arc<Done>>) -> bool {
        self.stage.with(|stage| match (stage, seen) {
            (Stage::Done(done), Some(seen)) => Arc::ptr_eq(done, seen),
            _ => false,
        })
    }

    /// Objects of the plan that are not among those it was made of.
    pub fn lacks(&self, plan: &Plan) -> u64 {
        let made = self.made.borrow();
        plan.targets().filter(|item| !made.of.contains(&item.id)).count() as u64
    }

    /// Ends it, and nothing of it is kept.
    pub fn stop(&self) {
        if let Some(abort) = self.abort.take() {
            abort.abort();
        }
        if self.stage.with_untracked(|stage| matches!(stage, Stage::Running(_))) {
            self.stage.set(Stage::Idle);
        }
    }
}

/// What a backup needs to be taken.
struct Order {
    client: Client,
    scope: Scope,
    about: About,
    file: Box<dyn Writing>,
    told: Box<dyn Fn(Progress)>,
}

type Taken = Result<(Receipt, Place), Trouble>;

part! {
    backup,
    fn enter() -> fn(Order) -> Later<Taken> {
        |order| Box::pin(carry_out(order))
    }
}

async fn carry_out(order: Order) -> Taken {
    let Order { client, scope, about, mut file, told } = order;
    let receipt = take(&client, &scope, about, &mut *file, &told).await.map_err(|_| Trouble::NotWritten)?;
    let place = file.close().await.ok_or(Trouble::NotWritten)?;
    Ok((receipt, place))
}

impl Backups {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog, jobs: Jobs, toasts: Toasts) {
        let backups = Backups {
            browser,
            session,
            catalog,
            jobs,
            toasts,
            asked: RwSignal::new_local(None),
            running: RwSignal::new(0),
        };
        provide_context(backups);
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if backups.running.get_untracked() > 0 {
                event.prevent_default();
            }
        });
        on_cleanup(move || leaving.remove());
        session.follow(move || backups.close());
    }

    /// Offers a backup of what is chosen in a table.
    pub fn ask(self, task: Task) {
        let Some(connection) = self.session.current.get_untracked() else { return };
        let chosen = self.jobs.chosen(task, task.kind());
        let items = self.catalog.references.with_untracked(|references| plans::files(chosen, references));
        if !items.is_empty() {
            self.asked.set(Some(Asked { plan: Plan::new(items), connection, backup: Backup::default() }));
        }
    }

    pub fn close(self) {
        if let Some(asked) = self.asked.get_untracked() {
            asked.backup.stop();
            self.asked.set(None);
        }
    }

    /// What a backup of the plan would be of.
    pub fn scope(self, plan: &Plan) -> Scope {
        let wanted: FxHashSet<&str> = plan.targets().map(|item| &*item.id).collect();
        let files = self.catalog.files.rows.get_untracked();
        let known: FxHashMap<&str, &Arc<File>> =
            files.iter().map(|file| (file.id.as_str(), file)).filter(|(id, _)| wanted.contains(id)).collect();
        Scope::of(plan, &|id| known.get(id).map(|file| (*file).clone()))
    }

    /// Takes it: asks where to, reads, and says what became of it.
    pub fn start(self, backup: &Backup, plan: &Plan, connection: &Connection) {
        backup.stop();
        let scope = self.scope(plan);
        backup.made.replace(Made { of: plan.targets().map(|item| item.id.clone()).collect(), content: None });
        backup.stage.set(Stage::Running(Progress::default()));
        self.running.update(|running| *running += 1);
        let (abort, registration) = AbortHandle::new_pair();
        backup.abort.replace(Some(abort));
        let (backup, connection) = (backup.clone(), connection.clone());
        spawn_local(async move {
            let stage = Abortable::new(self.run(&backup, scope, &connection), registration).await;
            self.running.update(|running| *running -= 1);
            // What was stopped has nothing more to say.
            if let Ok(stage) = stage {
                backup.stage.set(stage);
            }
        });
    }

    async fn run(self, backup: &Backup, scope: Scope, connection: &Connection) -> Stage {
        let services = self.browser.get();
        let profile = &connection.profile;
        let now = self.browser.now() / 1000;
        let name = file_name(&profile.name, "backup", now, "zip");
        // First of all: the browser lets a page ask only just after a button was pressed.
        let file = match (services.open_file)(&name).await {
            Opened::Ready(file) => file,
            Opened::Declined => return Stage::Idle,
            Opened::Refused => return Stage::Failed(Trouble::NoDisk),
        };
        let Ok(carry_out) = enter().await else { return Stage::Failed(Trouble::NotLoaded) };
        let stage = backup.stage.clone();
        let order = Order {
            client: connection.client.clone(),
            scope,
            about: About { account: profile.name.clone(), base: profile.base.as_str().to_owned(), made_at: iso(now) },
            file,
            told: Box::new(move |progress| stage.set(Stage::Running(progress))),
        };
        let (receipt, place) = match carry_out(order).await {
            Ok(taken) => taken,
            Err(trouble) => return Stage::Failed(trouble),
        };
        let again = match place {
            Place::Chosen => false,
            Place::Private(content) => {
                let saved = (services.save_content)(&name, &*content);
                backup.made.borrow_mut().content = Some(content);
                if !saved {
                    self.toasts.say(lang().export_not_saved());
                }
                true
            }
        };
        Stage::Done(Arc::new(Done { receipt, name, again }))
    }

    /// Hands the file to the browser once more.
    pub fn save_again(self, backup: &Backup, name: &str) {
        let services = self.browser.get();
        let content = backup.made.borrow().content.clone();
        if !content.is_some_and(|content| (services.save_content)(name, &*content)) {
            self.toasts.say(lang().export_not_saved());
        }
    }
}
