//! Which store and which batch uses which file: a graph whose files are numbers, read store by store.

mod book;
mod held;
mod lists;
mod read;

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

pub use self::book::Book;
pub use self::held::Held;
use self::held::Names;
pub use self::lists::{Gap, Listing, Missing, batches, files, files_listed, files_of, stores, whole};
use crate::bulk::plan::{Use, User};
use crate::openai::batch::{Batch, BatchStatus};
use crate::openai::store_file::StoreFile;
use crate::openai::vector_store::VectorStore;
use crate::transport::client::Client;

/// A file that has been in progress for longer counts as stuck, in seconds: indexing has been seen to hang for ever,
/// without an error (openai-python 3097).
pub const STUCK_AFTER: u64 = 600;

/// What every file is used by, as it was at one moment. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct References {
    names: Arc<Names>,
    stores: Arc<[Arc<Held>]>,
    by_store: Arc<FxHashMap<Arc<str>, u32>>,
    batches: Arc<[Arc<Batch>]>,
    /// The links of a file, by its number, lie from here to where those of the next begin: stores first.
    starts: Arc<[u32]>,
    links: Arc<[Link]>,
    /// What could not be read.
    gaps: Arc<[Gap]>,
    /// Stores that were not asked for.
    unread: u64,
    /// Nothing was read yet.
    is_blank: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Link {
    /// A store or batch by its number, and in the last two bits what the file is to it.
    to: u32,
    /// What the store holds of the file.
    bytes: u64,
}

const STORE: u32 = 3;

/// What a file is to a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Input,
    Output,
    Errors,
}

/// Something that refers to a file.
#[derive(Clone, Copy, Debug)]
pub enum Referrer<'a> {
    Store(&'a Held),
    Batch(&'a Batch, Role),
}

/// How many of how many stores have been read; the second is 0 until their list is known.
pub type Told<'a> = &'a dyn Fn(u64, u64);

/// All that a whole reading of the account gives.
pub struct Reading {
    pub book: Book,
    pub references: References,
    pub stores: Vec<VectorStore>,
    pub batches: Vec<Arc<Batch>>,
}

/// Reads every store's files and all batches, several stores at once. The first list that cannot be had whole ends it.
pub async fn read(client: &Client, at_once: u32, told: Told<'_>) -> Result<Reading, Gap> {
    told(0, 0);
    let stores = stores(client).await?;
    let batches: Vec<_> = batches(client).await?.into_iter().map(Arc::new).collect();
    let (book, references) = held(client, at_once, &stores, batches.clone(), told).await?;
    Ok(Reading { book, references, stores, batches })
}

/// The same without batches: which stores hold which files.
pub async fn holders(client: &Client, at_once: u32, told: Told<'_>) -> Result<References, Gap> {
    told(0, 0);
    let stores = stores(client).await?;
    Ok(held(client, at_once, &stores, Vec::new(), told).await?.1)
}

async fn held(
    client: &Client,
    at_once: u32,
    stores: &[VectorStore],
    batches: Vec<Arc<Batch>>,
    told: Told<'_>,
) -> Result<(Book, References), Gap> {
    let book = RefCell::new(Book::default());
    let whole_or_nothing = &mut |gap: Option<Gap>| gap.map_or(ControlFlow::Continue(()), ControlFlow::Break);
    if let Some(gap) = fill(client, at_once, stores, &book, told, whole_or_nothing).await {
        return Err(gap);
    }
    let mut book = book.take();
    let references = book.references(stores, batches, Vec::new(), 0);
    Ok((book, references))
}

/// Reads the files of the stores that the book does not know as they now are, and writes them there. `heard` is told
/// after each store, with the gap if it could not be read; what it breaks off with is handed on.
pub async fn fill(
    client: &Client,
    at_once: u32,
    stores: &[VectorStore],
    book: &RefCell<Book>,
    told: Told<'_>,
    heard: &mut dyn FnMut(Option<Gap>) -> ControlFlow<Gap>,
) -> Option<Gap> {
    let clock = client.clock();
    let total = stores.len() as u64;
    let wanted: Vec<VectorStore> = {
        let (book, now) = (book.borrow(), clock.now());
        stores.iter().filter(|store| !book.knows(store, now)).cloned().collect()
    };
    let done = Cell::new(total - wanted.len() as u64);
    told(done.get(), total);
    let mut ended = None;
    let mut took = |store: &VectorStore, files: Result<Vec<StoreFile>, Missing>| {
        let gap = match files {
            Ok(files) => {
                book.borrow_mut().keep(store, &files, clock.now());
                None
            }
            Err(why) => Some(Gap::of_store(&store.id, store.name.as_deref().unwrap_or_default(), why)),
        };
        done.set(done.get() + 1);
        told(done.get(), total);
        match heard(gap) {
            ControlFlow::Continue(()) => ControlFlow::Continue(()),
            ControlFlow::Break(gap) => {
                ended = Some(gap);
                ControlFlow::Break(())
            }
        }
    };
    read::each(client, at_once, &wanted, &mut took).await;
    ended
}

impl References {
    /// Before anything was read.
    pub fn blank() -> References {
        References { is_blank: true, ..References::default() }
    }

    /// The same, but for the batches, whose list tells their files.
    pub fn of_batches(batches: Vec<Arc<Batch>>) -> References {
        References { is_blank: true, ..Book::default().references(&[], batches, Vec::new(), 0) }
    }

    pub fn is_blank(&self) -> bool {
        self.is_blank
    }

    /// Whether all of it was read: only then does it say that something is not used.
    pub fn is_whole(&self) -> bool {
        !self.is_blank && self.gaps.is_empty() && self.unread == 0
    }

    /// What could not be read, and why.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Stores that it knows nothing of.
    pub fn unread(&self) -> u64 {
        self.unread
    }

    pub fn stores(&self) -> u64 {
        self.stores.len() as u64
    }

    /// What refers to a file: stores first.
    pub fn referrers(&self, file: &str) -> impl Iterator<Item = Referrer<'_>> {
        self.links(file).iter().filter_map(|link| self.referrer(*link))
    }

    fn links(&self, file: &str) -> &[Link] {
        let links = self.names.find(file).and_then(|file| {
            let (from, to) = (self.starts.get(file as usize)?, self.starts.get(file as usize + 1)?);
            self.links.get(*from as usize..*to as usize)
        });
        links.unwrap_or_default()
    }

    fn referrer(&self, link: Link) -> Option<Referrer<'_>> {
        let place = (link.to >> 2) as usize;
        let role = match link.to & STORE {
            0 => Role::Input,
            1 => Role::Output,
            2 => Role::Errors,
            _ => return self.stores.get(place).map(|store| Referrer::Store(store)),
        };
        self.batches.get(place).map(|batch| Referrer::Batch(batch, role))
    }

    /// What uses a file, as a plan names it: stores first.
    pub fn uses(&self, file: &str) -> Vec<Use> {
        let of = |referrer| match referrer {
            Referrer::Store(store) => Use { by: User::Store, id: store.id.clone(), name: store.name.clone() },
            Referrer::Batch(batch, role) => {
                let by = match role {
                    Role::Input if is_over(batch) => User::Input,
                    Role::Input => User::Waiting,
                    Role::Output | Role::Errors => User::Results,
                };
                Use { by, id: batch.id.shared().clone(), name: batch.description().unwrap_or_default().into() }
            }
        };
        self.referrers(file).map(of).collect()
    }

    /// The files of a store; none for one that is not there.
    pub fn files(&self, store: &str) -> impl Iterator<Item = &Arc<str>> {
        let files = self.held(store).into_iter().flat_map(|store| &store.files);
        files.filter_map(|held| self.names.name(held.file))
    }

    /// Whether the files of a store are known.
    pub fn has_read(&self, store: &str) -> bool {
        self.by_store.contains_key(store)
    }

    fn held(&self, store: &str) -> Option<&Held> {
        self.stores.get(*self.by_store.get(store)? as usize).map(|held| &**held)
    }

    /// Which files exist, of a list that is whole.
    pub fn existing<'a>(&self, files: impl Iterator<Item = &'a str>) -> Existing {
        let mut exists = vec![false; self.names.len()];
        files.filter_map(|file| self.names.find(file)).for_each(|file| exists[file as usize] = true);
        Existing(exists)
    }

    /// The files of a store that do not exist any more.
    pub fn gone(&self, store: &str, existing: &Existing) -> impl Iterator<Item = &Arc<str>> {
        let files = self.held(store).into_iter().flat_map(|store| &store.files);
        files.filter(|held| !existing.has(held.file)).filter_map(|held| self.names.name(held.file))
    }

    /// The files of a store that have been in progress for too long. `now` in seconds since 1970.
    pub fn stuck(&self, store: &str, now: u64) -> impl Iterator<Item = &Arc<str>> {
        let is_stuck = move |since: Option<u64>| since.is_some_and(|since| now > since.saturating_add(STUCK_AFTER));
        let files = self.held(store).into_iter().flat_map(|store| &store.files);
        files.filter(move |held| is_stuck(held.indexing)).filter_map(|held| self.names.name(held.file))
    }

    /// Whether every file that can be found in a store, and exists, can be found in another one too.
    pub fn is_covered(&self, store: &str, by: &str, existing: &Existing) -> bool {
        let (Some(store), Some(by)) = (self.held(store), self.held(by)) else { return false };
        let there: FxHashSet<u32> = by.files.iter().filter(|held| held.is_ready).map(|held| held.file).collect();
        let needed = store.files.iter().filter(|held| held.is_ready && existing.has(held.file));
        needed.into_iter().all(|held| there.contains(&held.file))
    }

    /// What a store holds of a file, in bytes; none if it was not read, or does not hold it.
    pub fn bytes(&self, store: &str, file: &str) -> Option<u64> {
        let to = self.by_store.get(store)? << 2 | STORE;
        self.links(file).iter().find(|link| link.to == to).map(|link| link.bytes)
    }
}

/// Files that exist, by their numbers.
pub struct Existing(Vec<bool>);

impl Existing {
    fn has(&self, file: u32) -> bool {
        self.0.get(file as usize).copied().unwrap_or_default()
    }
}

/// Whether a batch will not change any more.
pub fn is_over(batch: &Batch) -> bool {
    batch.status.as_ref().is_some_and(BatchStatus::is_final)
}
