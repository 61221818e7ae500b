//! Files on their way into the account: a few at a time, each with its progress, each to be stopped by itself.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::services::{Dropped, Handed};
use super::session::Session;
use super::toasts::Toasts;
use crate::openai::body::LifeSeconds;
use crate::openai::error::Error;
use crate::openai::id::{FileId, UploadId};
use crate::openai::limits::{FILE_BYTES, UPLOAD_BYTES};
use crate::openai::purpose::Purpose;
use crate::openai::request::Content;
use crate::openai::upload;
use crate::transport::client::Client;
use crate::transport::upload::{Sending, send};

/// Files sent at once.
const AT_ONCE: usize = 3;

#[derive(Clone, Copy)]
pub struct Uploads {
    catalog: Catalog,
    toasts: Toasts,
    pub all: RwSignal<Vec<Upload>>,
    kept: StoredValue<Vec<Kept>, LocalStorage>,
    next: StoredValue<u32>,
    /// What was handed over and waits for its purpose.
    pub offered: RwSignal<Option<Dropped>, LocalStorage>,
}

/// What the panel shows of one.
#[derive(Clone)]
pub struct Upload {
    pub number: u32,
    pub name: String,
    pub size: u64,
    // Counted references: an upload outlives the dialog in which it was begun.
    pub sent: ArcRwSignal<u64>,
    pub state: ArcRwSignal<UploadState>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadState {
    Waiting,
    Sending,
    Done(FileId),
    Refused(Unfit),
    Failed(Error),
    Cancelled,
}

/// Why a file is not even sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    Empty,
    OverLimit,
    /// Over 512 MB, with a purpose that the API does not take in parts.
    PurposeNotInParts,
}

/// What one needs to be sent, again if need be.
#[derive(Clone)]
struct Kept {
    number: u32,
    client: Client,
    content: Rc<dyn Content>,
    purpose: Purpose,
    life: Option<LifeSeconds>,
    tried: bool,
    begun: Rc<RefCell<Option<UploadId>>>,
    abort: Option<AbortHandle>,
    ended: Option<Ended>,
}

/// Told when one of several uploads has ended: its file, if it arrived.
pub type Ended = Rc<dyn Fn(Option<FileId>)>;

impl Uploads {
    pub fn provide(session: Session, catalog: Catalog, toasts: Toasts) -> Self {
        let uploads = Uploads {
            catalog,
            toasts,
            all: RwSignal::new(Vec::new()),
            kept: StoredValue::new_local(Vec::new()),
            next: StoredValue::new(0),
            offered: RwSignal::new_local(None),
        };
        provide_context(uploads);
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if uploads.is_busy() {
                event.prevent_default();
            }
        });
        on_cleanup(move || leaving.remove());
        // Another account: what was offered was meant for this one.
        Effect::new(move |_| {
            session.current.track();
            uploads.offered.set(None);
        });
        uploads
    }

    /// Takes what the person handed over; the dialog then asks for the purpose.
    pub fn offer(self, dropped: Dropped) {
        self.say_folders(&dropped);
        if !dropped.files.is_empty() {
            self.offered.set(Some(dropped));
        }
    }

    /// Says that folders are not opened, if there are any.
    pub fn say_folders(self, dropped: &Dropped) {
        if !dropped.folders.is_empty() {
            self.toasts.say(super::settings::lang().upload_folders(&dropped.folders.join(", ")));
        }
    }

    /// Begins with the files offered.
    pub fn start(self, files: Vec<Handed>, purpose: Purpose, life: Option<LifeSeconds>) {
        self.offered.set(None);
        self.start_with(files, purpose, life, None);
    }

    /// Begins with files whose ends are told.
    pub fn start_with(self, files: Vec<Handed>, purpose: Purpose, life: Option<LifeSeconds>, ended: Option<Ended>) {
        let Some(client) = self.catalog.client() else { return };
        for Handed { name, content } in files {
            let number = self.next.get_value();
            self.next.set_value(number + 1);
            let state = unfit(content.size(), &purpose).map_or(UploadState::Waiting, UploadState::Refused);
            let upload = Upload {
                number,
                name,
                size: content.size(),
                sent: ArcRwSignal::new(0),
                state: ArcRwSignal::new(state),
            };
            if matches!(upload.state.get_untracked(), UploadState::Refused(_)) {
                tell(&ended, None);
            }
            let kept = Kept {
                number,
                client: client.clone(),
                content,
                purpose: purpose.clone(),
                life,
                tried: false,
                begun: Rc::default(),
                abort: None,
                ended: ended.clone(),
            };
            self.kept.update_value(|all| all.push(kept));
            self.all.update(|all| all.push(upload));
        }
        self.pump();
    }

    /// Starts the next ones while there is room.
    fn pump(self) {
        loop {
            let all = self.all.get_untracked();
            let running = all.iter().filter(|upload| upload.state.get_untracked() == UploadState::Sending).count();
            let next = all.iter().find(|upload| upload.state.get_untracked() == UploadState::Waiting);
            let Some(next) = next.filter(|_| running < AT_ONCE) else { return };
            self.run(next.clone());
        }
    }

    fn run(self, upload: Upload) {
        let (handle, registration) = AbortHandle::new_pair();
        let Some(kept) = self.kept.try_update_value(|all| {
            let kept = all.iter_mut().find(|kept| kept.number == upload.number)?;
            kept.abort = Some(handle);
            Some(kept.clone())
        }) else {
            return;
        };
        let Some(kept) = kept else { return };
        upload.state.set(UploadState::Sending);
        upload.sent.set(0);
        let known = self.catalog.files.rows.get_untracked();
        let sent_here: Vec<FileId> = self.done_ids();
        let (sent, size) = (upload.sent.clone(), upload.size);
        let sending = Sending {
            name: upload.name.clone(),
            content: kept.content.clone(),
            purpose: kept.purpose.clone(),
            life: kept.life,
            progress: Rc::new(move |bytes| sent.set(bytes.min(size))),
            is_known: Rc::new(move |id| sent_here.contains(id) || known.iter().any(|file| file.id == *id)),
            tried: kept.tried,
            begun: kept.begun.clone(),
        };
        spawn_local(async move {
            let sent = Abortable::new(send(&kept.client, &sending), registration).await;
            let mut arrived = None;
            upload.state.set(match sent {
                Ok(Ok(file)) => {
                    let id = file.id.clone();
                    self.catalog.files.put(vec![Arc::new(file)]);
                    arrived = Some(id.clone());
                    UploadState::Done(id)
                }
                Ok(Err(error)) => UploadState::Failed(error),
                Err(_) => {
                    cancel_parts(&kept).await;
                    UploadState::Cancelled
                }
            });
            tell(&kept.ended, arrived);
            self.pump();
        });
    }

    /// Stops one: its request ends at once, and an upload in parts is cancelled.
    pub fn cancel(self, upload: &Upload) {
        match upload.state.get_untracked() {
            UploadState::Waiting => {
                upload.state.set(UploadState::Cancelled);
                let ended = self.kept.with_value(|all| {
                    all.iter().find(|kept| kept.number == upload.number).and_then(|kept| kept.ended.clone())
                });
                tell(&ended, None);
            }
            UploadState::Sending => self.kept.with_value(|all| {
                let kept = all.iter().find(|kept| kept.number == upload.number);
                if let Some(abort) = kept.and_then(|kept| kept.abort.as_ref()) {
                    abort.abort();
                }
            }),
            _ => {}
        }
    }

    pub fn retry(self, upload: &Upload) {
        self.kept.update_value(|all| {
            for kept in all.iter_mut().filter(|kept| kept.number == upload.number) {
                kept.tried = true;
            }
        });
        upload.state.set(UploadState::Waiting);
        self.pump();
    }

    pub fn is_busy(self) -> bool {
        self.all.with(|all| {
            all.iter().any(|upload| matches!(upload.state.get(), UploadState::Waiting | UploadState::Sending))
        })
    }

    /// Clears the panel of what has ended.
    pub fn dismiss(self) {
        let over = |number: u32| {
            self.all.with_untracked(|all| {
                all.iter().any(|upload| upload.number == number && is_over(&upload.state.get_untracked()))
            })
        };
        self.kept.update_value(|all| all.retain(|kept| !over(kept.number)));
        self.all.update(|all| all.retain(|upload| !is_over(&upload.state.get_untracked())));
    }

    fn done_ids(self) -> Vec<FileId> {
        let done = |upload: &Upload| match upload.state.get_untracked() {
            UploadState::Done(id) => Some(id),
            _ => None,
        };
        self.all.with_untracked(|all| all.iter().filter_map(done).collect())
    }
}

fn tell(ended: &Option<Ended>, file: Option<FileId>) {
    if let Some(ended) = ended {
        ended(file);
    }
}

async fn cancel_parts(kept: &Kept) {
    let begun = kept.begun.take();
    if let Some(id) = begun {
        // If this fails too, it ends by itself within the hour.
        let _ = kept.client.once(&upload::cancel(&id)).await;
    }
}

fn is_over(state: &UploadState) -> bool {
    !matches!(state, UploadState::Waiting | UploadState::Sending)
}

fn unfit(size: u64, purpose: &Purpose) -> Option<Unfit> {
    if size == 0 {
        Some(Unfit::Empty)
    } else if size > UPLOAD_BYTES {
        Some(Unfit::OverLimit)
    } else if size > FILE_BYTES && !Purpose::UPLOADABLE_IN_PARTS.contains(purpose) {
        Some(Unfit::PurposeNotInParts)
    } else {
        None
    }
}
