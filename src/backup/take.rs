//! Takes a backup: stores and their files are listed, small contents come a few at once, large ones one after the other
//! and straight through, and the manifest says what became of each. It only ever reads.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream;

use super::archive::{Archive, Entry, Unwritten, Written};
use super::manifest::{About, ContentEntry, FileEntry, Holding, Kind, MANIFEST, Manifest, StoreEntry};
use super::names::Names;
use super::scope::{Chosen, Scope, Shelf, Way};
use crate::account::references::{Missing, files_listed};
use crate::account::verdict::{cause, verdict};
use crate::bulk::outcome::{Cause, Verdict};
use crate::openai::error::Error;
use crate::openai::file::{self, File};
use crate::openai::id::HasId;
use crate::openai::request::{Call, Local, Request};
use crate::openai::{store_file, vector_store};
use crate::transport::Drain;
use crate::transport::client::Client;

/// Requests at once.
const AT_ONCE: usize = 6;
/// A content of up to so many bytes may be fetched ahead of its turn.
const SMALL: u64 = 1 << 20;

/// Why a content is not there: the API does not give it for its purpose.
pub const NOT_GIVEN: &str = "not_given";
/// Why a content is not whole: fewer or more bytes came than the API says it has.
pub const WRONG_SIZE: &str = "wrong_size";

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub objects: u64,
    pub of: u64,
    /// Bytes of contents that were written, and those that are to be expected.
    pub bytes: u64,
    pub of_bytes: u64,
}

/// What is in a backup and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Contents that are there byte for byte.
    pub contents: u64,
    /// Contents of which only the parsed text is given.
    pub texts: u64,
    /// Bytes of both.
    pub bytes: u64,
    pub stores: u64,
    /// Contents that the API does not give.
    pub not_given: u64,
    /// What could not be had, or not whole.
    pub failed: Vec<Failed>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    pub id: Arc<str>,
    /// May be empty.
    pub name: String,
    pub why: Cause,
}

/// Writes the backup into the drain. `told` hears how far it is. Ends early only if the drain takes no more.
pub async fn take(
    client: &Client,
    scope: &Scope,
    about: About,
    into: &mut dyn Drain,
    told: &dyn Fn(Progress),
) -> Result<Receipt, Unwritten> {
    let outline = scope.outline();
    let progress = Progress {
        of: (scope.files.len() + scope.stores.len()) as u64,
        of_bytes: outline.content.bytes,
        ..Progress::default()
    };
    let mut taking = Taking {
        client,
        archive: Archive::new(into),
        names: Names::default(),
        manifest: Manifest { about, ..Manifest::default() },
        receipt: Receipt::default(),
        progress,
        told,
        end: Rc::default(),
    };
    told(progress);
    taking.stores(scope).await?;
    taking.files(&scope.files).await?;
    taking.finish().await
}

struct Taking<'a> {
    client: &'a Client,
    archive: Archive<'a>,
    names: Names,
    manifest: Manifest,
    receipt: Receipt,
    progress: Progress,
    told: &'a dyn Fn(Progress),
    end: End,
}

/// Why nothing more will be answered.
type End = Rc<RefCell<Option<Error>>>;

/// What became of a content: where it is, and why it is not whole.
type Got = Result<Option<(Kind, String, Written, Option<Error>)>, Error>;

/// A content on its way into the archive.
enum Came {
    Whole(Kind, Vec<u8>),
    /// It is large, or may be: it comes in its turn.
    Later(Kind, Request),
    Nothing,
    Failed(Error),
}

impl Taking<'_> {
    async fn stores(&mut self, scope: &Scope) -> Result<(), Unwritten> {
        let (client, end) = (self.client, self.end.clone());
        let mut read = stream::iter(&scope.stores).map(|shelf| listed(client, shelf, scope, &end)).buffered(AT_ONCE);
        while let Some((shelf, answer)) = read.next().await {
            let mut entry = StoreEntry { id: shelf.id.clone(), path: None, missing: None };
            match answer {
                Ok(holding) => {
                    let path = self.names.path("stores", &format!("{}.json", holding.name()), shelf.id.as_str());
                    self.archive.add(&path, holding.store.created_at, holding.text().as_bytes()).await?;
                    entry.path = Some(path);
                    self.receipt.stores += 1;
                }
                Err(error) => entry.missing = Some(self.failed(shelf.id.shared(), "", &error)),
            }
            self.manifest.stores.push(entry);
            self.step();
        }
        Ok(())
    }

    /// The small ones first, several at once; then the large ones, one by one.
    async fn files(&mut self, files: &[Chosen]) -> Result<(), Unwritten> {
        let (client, end) = (self.client, self.end.clone());
        let mut large = Vec::new();
        let mut coming = stream::iter(files).map(|chosen| ahead(client, chosen, &end)).buffered(AT_ONCE);
        while let Some((file, came)) = coming.next().await {
            let content = match came {
                Came::Later(kind, request) => {
                    large.push((file, kind, request));
                    continue;
                }
                Came::Whole(kind, bytes) => {
                    let path = self.path(&file, kind);
                    let written = self.archive.add(&path, file.created_at, &bytes).await?;
                    Ok(Some((kind, path, written, None)))
                }
                Came::Nothing => Ok(None),
                Came::Failed(error) => Err(error),
            };
            self.take(file, content);
        }
        for (file, kind, request) in large {
            let over = end.borrow().clone();
            let content = match over {
                Some(error) => Err(error),
                None => self.pour(&file, kind, &request).await?,
            };
            self.take(file, content);
        }
        Ok(())
    }

    /// Straight through into the archive. Of what breaks off for good the beginning stays there.
    async fn pour(&mut self, file: &File, kind: Kind, request: &Request) -> Result<Got, Unwritten> {
        let path = self.path(file, kind);
        let (told, before) = (self.told, self.progress);
        let entry = self.archive.begin(&path, file.created_at)?;
        let hears = |bytes| told(Progress { bytes: before.bytes + bytes, ..before });
        let mut pouring = Pouring { entry, bytes: 0, full: false, hears: &hears };
        let answer = self.client.pour(request, &mut pouring).await;
        if pouring.full {
            return Err(Unwritten);
        }
        let written = pouring.entry.end()?;
        Ok(Ok(Some((kind, path, written, answer.err()))))
    }

    fn path(&mut self, file: &File, kind: Kind) -> String {
        let name = file.filename.as_deref().filter(|name| !name.is_empty()).unwrap_or(file.id.as_str());
        match kind {
            Kind::File => self.names.path("files", name, file.id.as_str()),
            Kind::ParsedText => self.names.path("texts", &format!("{name}.json"), file.id.as_str()),
        }
    }

    /// Notes what became of a file.
    fn take(&mut self, file: Arc<File>, content: Got) {
        let mut entry = FileEntry { file: File::clone(&file), content: None, missing: None };
        let name = file.filename.as_deref().unwrap_or_default();
        match content {
            Ok(Some((kind, path, written, broke_off))) => {
                if kind == Kind::File {
                    self.progress.bytes += written.bytes;
                }
                let wrong = kind == Kind::File && file.bytes.is_some_and(|bytes| bytes != written.bytes);
                entry.missing = match broke_off {
                    Some(error) => Some(self.failed(file.id(), name, &error)),
                    None if wrong => {
                        Some(self.fails(file.id(), name, Cause { key: WRONG_SIZE.into(), ..Cause::default() }))
                    }
                    None => None,
                };
                if entry.missing.is_none() {
                    self.receipt.bytes += written.bytes;
                    match kind {
                        Kind::File => self.receipt.contents += 1,
                        Kind::ParsedText => self.receipt.texts += 1,
                    }
                }
                let Written { bytes, sha256 } = written;
                entry.content = Some(ContentEntry { path, kind, bytes, sha256 });
            }
            Ok(None) => {
                self.receipt.not_given += 1;
                entry.missing = Some(Cause { key: NOT_GIVEN.into(), ..Cause::default() });
            }
            Err(error) => entry.missing = Some(self.failed(file.id(), name, &error)),
        }
        self.manifest.files.push(entry);
        self.step();
    }

    fn failed(&mut self, id: &Arc<str>, name: &str, error: &Error) -> Cause {
        if matches!(verdict(Err(error.clone())), Verdict::Stop(_) | Verdict::Unsent(_)) {
            self.end.replace(Some(error.clone()));
        }
        self.fails(id, name, cause(error))
    }

    fn fails(&mut self, id: &Arc<str>, name: &str, why: Cause) -> Cause {
        self.receipt.failed.push(Failed { id: id.clone(), name: name.to_owned(), why: why.clone() });
        why
    }

    fn step(&mut self) {
        self.progress.objects += 1;
        (self.told)(self.progress);
    }

    async fn finish(mut self) -> Result<Receipt, Unwritten> {
        let mut entry = self.archive.begin(MANIFEST, None)?;
        for piece in self.manifest.pieces() {
            entry.push(piece.as_bytes()).await?;
        }
        entry.end()?;
        self.archive.finish().await?;
        Ok(self.receipt)
    }
}

/// An entry into which bytes come as they are fetched.
struct Pouring<'p, 'e, 'a> {
    entry: Entry<'e, 'a>,
    bytes: u64,
    full: bool,
    hears: &'p dyn Fn(u64),
}

impl Drain for Pouring<'_, '_, '_> {
    fn take<'b>(&'b mut self, bytes: &'b [u8]) -> Local<'b, bool> {
        Box::pin(async move {
            self.full = self.entry.push(bytes).await.is_err();
            self.bytes += bytes.len() as u64;
            (self.hears)(self.bytes);
            !self.full
        })
    }
}

/// A store with those of its files that are kept.
async fn listed<'s>(
    client: &Client,
    shelf: &'s Shelf,
    scope: &Scope,
    end: &End,
) -> (&'s Shelf, Result<Holding, Error>) {
    let over = end.borrow().clone();
    if let Some(error) = over {
        return (shelf, Err(error));
    }
    let mut tries = 0;
    loop {
        match holding(client, shelf, scope).await {
            Err(error) if client.waits_for_network(&error, &mut tries).await => {}
            answer => return (shelf, answer),
        }
    }
}

async fn holding(client: &Client, shelf: &Shelf, scope: &Scope) -> Result<Holding, Error> {
    let store = client.call(&vector_store::get(&shelf.id)).await?;
    let mut files = files_listed(client, &shelf.id).await.map_err(|missing| match missing {
        Missing::Failed(error) => error,
        Missing::Partial(why) => Error::not_understood(format!("{why:?}")),
    })?;
    files.retain(|file| shelf.goes || scope.placed.contains(file.id.shared()));
    Ok(Holding { store, whole: shelf.goes, files })
}

/// Fetches a content, if it is small.
async fn ahead(client: &Client, chosen: &Chosen, end: &End) -> (Arc<File>, Came) {
    let over = end.borrow().clone();
    if let Some(error) = over {
        return (chosen.file.clone(), Came::Failed(error));
    }
    let (mut chosen, mut tries) = (chosen.clone(), 0);
    loop {
        match try_ahead(client, &mut chosen).await {
            Err(error) if client.waits_for_network(&error, &mut tries).await => {}
            Err(error) => return (chosen.file, Came::Failed(error)),
            Ok(came) => return (chosen.file, came),
        }
    }
}

async fn try_ahead(client: &Client, chosen: &mut Chosen) -> Result<Came, Error> {
    if chosen.file.purpose.is_none() {
        // The list did not tell of it.
        chosen.file = Arc::new(client.call(&file::get(&chosen.file.id)).await?);
    }
    let id = &chosen.file.id;
    let (kind, request, is_large) = match chosen.way() {
        Way::Nothing => return Ok(Came::Nothing),
        Way::Text(store) => (Kind::ParsedText, store_file::content(&store, id).request, false),
        Way::Content => (Kind::File, file::content(id).request, chosen.file.bytes.is_none_or(|bytes| bytes > SMALL)),
    };
    if is_large {
        return Ok(Came::Later(kind, request));
    }
    let bytes = client.call(&Call::raw(request.clone().first(SMALL + 1))).await?;
    // It is larger than was said.
    Ok(if bytes.len() as u64 > SMALL { Came::Later(kind, request) } else { Came::Whole(kind, bytes) })
}
