//! Brings a file into the account: in one piece, or in parts where it is large. The API has no
//! idempotency key, so when an answer is lost the account is looked at before anything is said.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::client::Client;
use crate::openai::body::LifeSeconds;
use crate::openai::error::{Error, Kind};
use crate::openai::file::{self, CreateFile, File, ListFiles};
use crate::openai::id::{FileId, PartId, UploadId};
use crate::openai::limits::{FILE_BYTES, PART_BYTES};
use crate::openai::purpose::Purpose;
use crate::openai::request::Content;
use crate::openai::upload::{self, CreateUpload};

/// Parts under way at once: enough to keep the line busy, few enough to fit a browser's six connections.
const PARTS_AT_ONCE: usize = 3;
/// After a lost answer, how long a file may take to show in the list, in milliseconds.
const SETTLES_WITHIN: u64 = 2_000;
/// The newest files that are looked through for one whose answer was lost.
const LOOKED_THROUGH: u32 = 100;

/// A file on its way.
pub struct Sending {
    pub name: String,
    pub content: Rc<dyn Content>,
    pub purpose: Purpose,
    pub life: Option<LifeSeconds>,
    /// Told the number of bytes sent so far.
    pub progress: Rc<dyn Fn(u64)>,
    /// Whether a file of this id was in the account before, so that an older one of the same name and
    /// size is not taken for this.
    pub is_known: Rc<dyn Fn(&FileId) -> bool>,
    /// Whether it was tried before, with an unclear end: then the account is looked at first.
    pub tried: bool,
    /// The upload in parts that was begun, for whoever stops it half-way and wants it cancelled.
    pub begun: Rc<RefCell<Option<UploadId>>>,
}

/// Sends it once and only once.
pub async fn send(client: &Client, sending: &Sending) -> Result<File, Error> {
    if sending.tried
        && let Some(file) = look(client, sending).await
    {
        return Ok(file);
    }
    let sent =
        if sending.content.size() <= FILE_BYTES { whole(client, sending).await } else { parts(client, sending).await };
    match sent {
        Err(error) if is_unclear(&error) => look(client, sending).await.ok_or(error),
        other => other,
    }
}

/// Whether the file may have arrived although no answer says so.
fn is_unclear(error: &Error) -> bool {
    matches!(error.kind, Kind::Unreadable | Kind::TimedOut | Kind::Server | Kind::NotUnderstood)
}

async fn whole(client: &Client, sending: &Sending) -> Result<File, Error> {
    let create = file::create(CreateFile {
        purpose: sending.purpose.clone(),
        life: sending.life,
        filename: sending.name.clone(),
        content: sending.content.clone(),
        progress: Some(sending.progress.clone()),
    });
    client.call(&create).await
}

async fn parts(client: &Client, sending: &Sending) -> Result<File, Error> {
    let size = sending.content.size();
    let create = upload::create(&CreateUpload {
        filename: sending.name.clone(),
        purpose: sending.purpose.clone(),
        bytes: size,
        mime_type: mime_type(&sending.name).to_owned(),
        life: sending.life,
    });
    let id = client.call(&create).await?.id;
    sending.begun.replace(Some(id.clone()));
    let sent = send_parts(client, sending, &id).await;
    let completed = match sent {
        Ok(part_ids) => client.call(&upload::complete(&id, &part_ids, None)).await,
        Err(error) => Err(error),
    };
    match completed {
        Ok(upload) => {
            sending.begun.replace(None);
            upload.file.ok_or_else(|| Error::not_understood("a completed upload without its file"))
        }
        Err(error) => {
            // Left alone it would end by itself within the hour.
            if !is_unclear(&error) {
                let _ = client.once(&upload::cancel(&id)).await;
                sending.begun.replace(None);
            }
            Err(error)
        }
    }
}

/// Each part is tried again by itself; the ids come back in the order of the bytes.
async fn send_parts(client: &Client, sending: &Sending, id: &UploadId) -> Result<Vec<PartId>, Error> {
    let size = sending.content.size();
    let sent: Rc<Vec<Cell<u64>>> = Rc::new((0..size.div_ceil(PART_BYTES)).map(|_| Cell::new(0)).collect());
    let part = |number: usize| {
        let start = number as u64 * PART_BYTES;
        let content = sending.content.slice(start..(start + PART_BYTES).min(size));
        let (sent, told, all) = (sent.clone(), sending.progress.clone(), size);
        let progress = Rc::new(move |bytes: u64| {
            if let Some(part) = sent.get(number) {
                part.set(bytes);
            }
            // The form around the bytes counts too, so the sum may come out a little above.
            told(sent.iter().map(Cell::get).sum::<u64>().min(all));
        });
        let call = upload::part(id, content, Some(progress));
        async move { client.call(&call).await.map(|part| part.id) }
    };
    stream::iter((0..sent.len()).map(part)).buffered(PARTS_AT_ONCE).try_collect().await
}

/// The file, if it arrived although its answer was lost.
async fn look(client: &Client, sending: &Sending) -> Option<File> {
    client.clock().sleep(SETTLES_WITHIN).await;
    let newest =
        ListFiles { purpose: Some(sending.purpose.clone()), limit: Some(LOOKED_THROUGH), ..ListFiles::default() };
    let page = client.call(&file::list(&newest)).await.ok()?;
    let name = as_in_a_form(&sending.name);
    page.data.into_iter().find(|file| {
        file.filename.as_deref().is_some_and(|stored| as_in_a_form(stored) == name)
            && file.bytes.is_none_or(|bytes| bytes == sending.content.size())
            && !(sending.is_known)(&file.id)
    })
}

/// A file name as browsers write it into a form (the HTML standard's multipart encoding), which a server may keep.
fn as_in_a_form(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The type that the Uploads API wants to be told, from the name's ending.
fn mime_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "jsonl" => "text/jsonl",
        "json" => "application/json",
        "txt" | "log" => "text/plain",
        "md" => "text/markdown",
        "csv" => "text/csv",
        "html" | "htm" => "text/html",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        _ => "application/octet-stream",
    }
}
