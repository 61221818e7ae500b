//! The results of the batch whose page is open, or of its family: fetched, joined by the worker, and their table. They
//! outlive the page, so that nothing is fetched again by looking elsewhere.

mod fetch;
mod make;
mod plan;
mod read;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::AbortHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::list::{List, Load};
use super::services::Browser;
use super::session::Session;
use super::table::{Shared, TableState};
use super::views::Views;
use crate::account::family::{Family, family};
use crate::account::results::{Counts, RESULTS, ResultRow};
use crate::account::views;
use crate::jsonl::join::{Found, Origin, Source};
use crate::jsonl::order::Fault;
use crate::openai::batch::{self, Batch, BatchStatus};
use crate::openai::error::Error;
use crate::openai::file::File;
use crate::openai::id::{BatchId, FileId};
use crate::openai::request::Content;
use crate::table::chunks::Chunks;
use crate::table::rows::{Rows, Table};
use crate::transport::client::Client;
pub use make::{Making, Which};
pub use plan::Planned;
pub use read::Line;

/// Files that are together no larger than this are fetched as soon as the page is opened, in bytes.
const AT_ONCE: u64 = 24 << 20;

#[derive(Clone, Copy)]
pub struct Results {
    browser: Browser,
    session: Session,
    batches: List<Batch>,
    list: List<File>,
    batch: RwSignal<Option<BatchId>>,
    /// As the API told it last.
    pub object: RwSignal<Option<Result<Arc<Batch>, Error>>>,
    /// Whether the person wants to see this batch without its family.
    pub alone: RwSignal<bool>,
    /// The batch and those that it belongs together with.
    pub family: Memo<Option<Family>>,
    /// The batches whose answers are joined, the first with its input.
    pub members: Memo<Vec<Arc<Batch>>>,
    /// The files of these, as far as they are written.
    pub files: Memo<Vec<Planned>>,
    pub stage: RwSignal<Stage>,
    /// Files that are named, but not there any more.
    pub gone: RwSignal<Vec<Origin>>,
    /// What was found beside the rows.
    pub found: RwSignal<Option<Arc<Found>>>,
    pub counts: RwSignal<Counts>,
    rows: RwSignal<Chunks<ResultRow>>,
    pub load: RwSignal<Load>,
    pub as_of: RwSignal<Option<u64>>,
    pub table: TableState,
    pub views: Views,
    /// A file that is being written.
    pub making: RwSignal<Option<Making>>,
    /// Its page is on the screen.
    is_shown: RwSignal<bool>,
    /// What was fetched; another batch of the same family has some of the files too.
    contents: StoredValue<HashMap<FileId, Rc<dyn Content>>, LocalStorage>,
    /// What the rows were made of, and the rows as the worker knows them.
    joined: StoredValue<Joined, LocalStorage>,
    /// Ends what is under way.
    abort: StoredValue<Option<AbortHandle>>,
    /// The files that were begun with by themselves.
    begun: StoredValue<Vec<FileId>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is under way.
    Idle,
    Fetching {
        source: Source,
        /// Bytes that have come, and how many there are, if that is known.
        bytes: u64,
        of: Option<u64>,
    },
    Reading {
        bytes: u64,
        of: u64,
    },
    Ready,
    /// A file could not be had.
    Refused(Error),
    Broken(Fault),
}

#[derive(Clone, Default)]
struct Joined {
    files: Vec<(Origin, Rc<dyn Content>)>,
    index: Option<Rc<dyn Content>>,
    /// The first of the batches.
    parent: Option<BatchId>,
}

impl Results {
    pub(super) fn new(browser: Browser, session: Session, batches: List<Batch>, list: List<File>) -> Self {
        let object = RwSignal::new(None::<Result<Arc<Batch>, Error>>);
        let alone = RwSignal::new(false);
        let family = Memo::new(move |_| {
            let batch = object.get()?.ok()?;
            Some(batches.rows.with(|rows| family(&batch, rows.iter())))
        });
        let members = Memo::new(move |_| match (family.get(), object.get()) {
            (Some(family), _) if !alone.get() => family.members,
            (_, Some(Ok(batch))) => vec![batch],
            _ => Vec::new(),
        });
        let files = Memo::new(move |_| {
            let known = |id: &FileId| list.rows.with(|rows| rows.iter().find(|file| file.id == *id).cloned());
            members.with(|members| plan::plan(members, &known))
        });
        let rows = RwSignal::new(Chunks::<ResultRow>::default());
        let table_rows = Memo::new(move |_| {
            let table = Table::new(rows.get(), |row: &ResultRow| &row.row.id, RESULTS);
            Shared(Arc::new(table) as Arc<dyn Rows>)
        });
        let table = TableState::new(browser, table_rows, &views::RESULTS);
        let results = Results {
            browser,
            session,
            batches,
            list,
            batch: RwSignal::new(None),
            object,
            alone,
            family,
            members,
            files,
            stage: RwSignal::new(Stage::Idle),
            gone: RwSignal::new(Vec::new()),
            found: RwSignal::new(None),
            counts: RwSignal::new(Counts::default()),
            rows,
            load: RwSignal::new(Load::Idle),
            as_of: RwSignal::new(None),
            table,
            views: Views::new(browser, &views::RESULTS, table),
            making: RwSignal::new(None),
            is_shown: RwSignal::new(false),
            contents: StoredValue::new_local(HashMap::new()),
            joined: StoredValue::new_local(Joined::default()),
            abort: StoredValue::new(None),
            begun: StoredValue::new(Vec::new()),
        };
        results.follow_session();
        results.follow_list();
        results.begin_at_once();
        results
    }

    /// Another account has other batches.
    fn follow_session(self) {
        let number = Memo::new(move |_| self.session.current.with(|now| now.as_ref().map(|now| now.number)));
        Effect::new(move |before: Option<Option<u32>>| {
            let now = number.get();
            if before.flatten().is_some() {
                self.forget();
                self.contents.update_value(HashMap::clear);
                self.table.reset();
                if now.is_some() && self.is_shown.get_untracked() {
                    self.retrieve();
                }
            }
            now
        });
    }

    /// The list of batches may be read later than the batch itself: what it says then is newer.
    fn follow_list(self) {
        let listed = Memo::new(move |_| {
            let id = self.batch.get()?;
            self.batches.rows.with(|rows| rows.iter().find(|batch| batch.id == id).cloned())
        });
        Effect::new(move |before: Option<Option<Arc<Batch>>>| {
            let now = listed.get();
            if let Some(batch) = now.as_ref().filter(|_| before.as_ref() != Some(&now)) {
                self.object.set(Some(Ok(batch.clone())));
            }
            now
        });
    }

    /// Reads what is small as soon as it is there, and again when there is more.
    fn begin_at_once(self) {
        Effect::new(move |_| {
            let files = self.files.get();
            let ids: Vec<FileId> = files.iter().map(|file| file.id.clone()).collect();
            let is_new = self.begun.with_value(|begun| *begun != ids);
            // A list that was not read yet does not tell how large they are.
            let sized = self.list.as_of.with(Option::is_some) || files.iter().all(|file| file.known.is_some());
            if self.is_shown.get() && self.is_readable() && is_new && sized && self.unfetched() <= AT_ONCE {
                self.begun.set_value(ids);
                untrack(|| self.read());
            }
        });
    }

    /// Whether some batch has come to an end of which there may be results.
    pub fn is_readable(self) -> bool {
        let has_results = |batch: &Arc<Batch>| {
            batch.status.as_ref().is_some_and(|status| status.is_final() && *status != BatchStatus::Failed)
        };
        self.members.with(|members| members.iter().any(has_results))
    }

    /// Bytes that are still to be fetched, as far as the list of files tells.
    pub fn unfetched(self) -> u64 {
        let is_here = |id: &FileId| self.contents.with_value(|contents| contents.contains_key(id));
        self.files.with(|files| {
            let missing = files.iter().filter(|file| !is_here(&file.id));
            missing.filter_map(|file| file.known.as_ref()?.bytes).sum()
        })
    }

    /// The id of the batch, for handlers; empty before the first page was opened.
    pub fn id_now(self) -> BatchId {
        self.batch.get_untracked().unwrap_or_else(|| "".into())
    }

    fn is(self, id: &str) -> bool {
        self.batch.with_untracked(|batch| batch.as_ref().is_some_and(|batch| batch.as_str() == id))
    }

    /// Opens the page of a batch.
    pub fn show(self, id: &str) {
        self.is_shown.set(true);
        self.turn_to(id);
        self.retrieve();
    }

    pub fn leave(self) {
        self.is_shown.set(false);
    }

    /// Another batch is looked at.
    fn turn_to(self, id: &str) {
        if !self.is(id) {
            self.forget();
            self.table.reset();
            self.batch.set(Some(id.into()));
            let known =
                self.batches.rows.with_untracked(|rows| rows.iter().find(|batch| batch.id.as_str() == id).cloned());
            self.object.set(known.map(Ok));
        }
    }

    fn forget(self) {
        self.stop();
        self.object.set(None);
        self.clear();
        self.begun.set_value(Vec::new());
    }

    /// No rows are shown any more.
    fn clear(self) {
        self.rows.set(Chunks::default());
        self.found.set(None);
        self.counts.set(Counts::default());
        self.gone.set(Vec::new());
        self.load.set(Load::Idle);
        self.as_of.set(None);
        self.joined.set_value(Joined::default());
    }

    /// Shows the batch without its family, or with it.
    pub fn set_alone(self, alone: bool) {
        if self.alone.get_untracked() != alone {
            self.stop();
            self.clear();
            self.begun.set_value(Vec::new());
            self.alone.set(alone);
        }
    }

    fn client(self) -> Option<Client> {
        self.session.current.with_untracked(|now| now.as_ref().map(|now| now.client.clone()))
    }

    /// Asks for the batch itself.
    pub fn retrieve(self) {
        let (Some(id), Some(client)) = (self.batch.get_untracked(), self.client()) else { return };
        spawn_local(async move {
            let answer = client.call(&batch::get(&id)).await;
            if self.is(id.as_str()) {
                self.object.set(Some(answer.map(Arc::new)));
            }
        });
    }

    /// A row, by its custom_id; follows the rows.
    pub fn find(self, id: &str) -> Option<Arc<ResultRow>> {
        self.rows.with(|rows| rows.iter().find(|row| *row.row.id == *id).cloned())
    }

    /// Whether the files of all answers were there.
    pub fn is_all_there(self) -> bool {
        self.gone.with(|gone| gone.iter().all(|origin| origin.source == Source::Input))
    }

    /// Whether the requests themselves are there.
    pub fn has_input(self) -> bool {
        self.gone.with(|gone| gone.iter().all(|origin| origin.source != Source::Input))
    }
}
