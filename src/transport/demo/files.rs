//! `/files`: create, list, read, delete.

use std::sync::Arc;

use super::account::{Account, Due};
use super::content::Content;
use super::fields::within;
use super::incoming::{IncomingBody, IncomingFile};
use super::list::{Asked, FILES, page};
use super::refusal::Refusal;
use super::router::Reply;
use crate::openai::file::{File, FileDeleted, FileStatus};
use crate::openai::id::FileId;
use crate::openai::purpose::Purpose;

/// A file, and what the account knows besides.
pub struct Kept {
    pub file: File,
    pub content: Content,
    /// Places of the vector stores that hold it.
    pub stores: Vec<usize>,
}

/// What is known of a file before it has a name.
pub struct NewFile {
    pub filename: String,
    pub bytes: u64,
    pub purpose: Purpose,
    /// Seconds.
    pub expires_after: Option<u64>,
    pub content: Content,
}

/// 512 MB: the most that `POST /files` takes.
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// 200 MB: the most for the input of a batch.
const MOST_BATCH_BYTES: u64 = 200 * 1024 * 1024;
/// Thirty days, in seconds: how long files of batches are kept unless something else was said.
pub const MONTH: u64 = 2_592_000;
/// One hour, in seconds: the least a file can be given.
pub const HOUR: u64 = 3_600;

impl Account {
    pub(super) fn list_files(&self, query: &[(String, String)]) -> Result<Reply, Refusal> {
        let asked = Asked::read(query, &FILES)?;
        let keep = |kept: &Kept| {
            asked.purpose.is_none_or(|purpose| kept.file.purpose.as_ref().map(Purpose::as_str) == Some(purpose))
        };
        page(&self.files, &asked, self.manners(), |kept| &kept.file, keep).map(Reply::Json)
    }

    pub(super) fn get_file(&self, id: &str) -> Result<Reply, Refusal> {
        Reply::of(&self.file(id)?.file)
    }

    pub(super) fn file_content(&self, id: &str) -> Result<Reply, Refusal> {
        let kept = self.file(id)?;
        match &kept.file.purpose {
            Some(purpose) if purpose.downloadable() != Some(true) => {
                Err(Refusal::invalid(format!("Not allowed to download files of purpose: {purpose}")))
            }
            _ => Ok(Reply::Bytes(kept.content.bytes(&kept.file))),
        }
    }

    pub(super) fn delete_file(&mut self, id: &str) -> Result<Reply, Refusal> {
        self.file(id)?;
        self.remove_file(id);
        Reply::of(&FileDeleted { id: id.into(), deleted: Some(true) })
    }

    pub(super) fn create_file(&mut self, body: &IncomingBody) -> Result<Reply, Refusal> {
        let IncomingBody::Form { fields, file } = body else {
            return Err(Refusal::invalid("We could not parse the form of your request.").with_status(415));
        };
        let mut purpose = None;
        let mut anchor = None;
        let mut seconds = None;
        for (name, value) in fields {
            match name.as_str() {
                "purpose" => purpose = Some(value.as_str()),
                "expires_after[anchor]" => anchor = Some(value.as_str()),
                "expires_after[seconds]" => seconds = Some(value),
                _ => {
                    return Err(Refusal::invalid(format!(
                        "Additional properties are not allowed ('{name}' was unexpected)"
                    )));
                }
            }
        }
        let file = part(file, "file")?;
        let purpose = purpose.ok_or_else(|| Refusal::missing("purpose"))?;
        let purpose = uploadable(purpose)?;
        let expires_after = match (anchor, seconds) {
            (None, None) => None,
            (None, Some(_)) => return Err(Refusal::missing("expires_after.anchor")),
            (Some("created_at"), Some(seconds)) => Some(read_seconds(seconds)?),
            (Some("created_at"), None) => return Err(Refusal::missing("expires_after.seconds")),
            (Some(other), _) => return Err(Refusal::wrong_value("expires_after.anchor", other, &["created_at"])),
        };
        if file.size > MOST_BYTES {
            return Err(Refusal::invalid("File is too large."));
        }
        if file.size == 0 {
            return Err(Refusal::invalid("File is empty.").param("file"));
        }
        check_for_purpose(&purpose, &file.filename, file.size)?;
        let id = self.add_file(NewFile {
            filename: file.filename.clone(),
            bytes: file.size,
            purpose,
            expires_after,
            content: Content::Held(file.bytes.clone()),
        });
        self.get_file(id.as_str())
    }

    pub(super) fn file(&self, id: &str) -> Result<&Kept, Refusal> {
        self.files.get(id).ok_or_else(|| Refusal::no_file(id))
    }

    /// Gives a file its name and its place. Inputs of batches expire after a month unless something else is said.
    pub(super) fn add_file(&mut self, new: NewFile) -> FileId {
        let id: Arc<str> = self.chance.file_id().into();
        let default = (new.purpose == Purpose::Batch).then_some(MONTH);
        let file = File {
            id: id.clone().into(),
            bytes: Some(new.bytes),
            created_at: Some(self.now),
            expires_at: new.expires_after.or(default).map(|seconds| self.now + seconds),
            filename: Some(new.filename),
            purpose: Some(new.purpose),
            status: Some(FileStatus::Processed),
            status_details: None,
        };
        self.keep_file(Kept { file, content: new.content, stores: Vec::new() });
        id.into()
    }

    /// Adds a file of sentences, which are made only when they are asked for: as large as need be. Its id.
    pub fn add_prose(&mut self, filename: &str, purpose: &str, bytes: u64) -> String {
        let (filename, purpose) = (filename.to_owned(), purpose.into());
        let file = NewFile { filename, bytes, purpose, expires_after: None, content: Content::Prose };
        self.add_file(file).to_string()
    }

    pub(super) fn keep_file(&mut self, kept: Kept) {
        let expires_at = kept.file.expires_at;
        let place = self.files.push(kept.file.id.shared().clone(), kept);
        if let Some(time) = expires_at {
            self.at(time, Due::File(place));
        }
    }

    pub(super) fn expire_file(&mut self, place: usize) {
        if let Some(kept) = self.files.at(place) {
            let id = kept.file.id.clone();
            self.remove_file(id.as_str());
        }
    }

    fn remove_file(&mut self, id: &str) {
        let until = self.listed_until();
        let stores = self.files.get_mut(id).map(|kept| std::mem::take(&mut kept.stores)).unwrap_or_default();
        self.files.remove(id, until);
        if !self.quirks.stores_keep_deleted_files {
            for place in stores {
                if let Some(store) = self.stores.at_mut(place) {
                    store.detach(id, until);
                }
            }
        }
    }
}

/// The one file of a form, under the name it should have.
pub fn part<'a>(file: &'a Option<IncomingFile>, name: &str) -> Result<&'a IncomingFile, Refusal> {
    file.as_ref().filter(|file| file.field == name).ok_or_else(|| Refusal::missing(name))
}

/// A purpose with which files can be created.
pub fn uploadable(purpose: &str) -> Result<Purpose, Refusal> {
    let known = Purpose::from(purpose);
    if Purpose::UPLOADABLE.contains(&known) {
        return Ok(known);
    }
    let supported: Vec<&str> = Purpose::UPLOADABLE.iter().map(Purpose::as_str).collect();
    Err(Refusal::wrong_value("purpose", purpose, &supported))
}

/// Names and sizes that a purpose asks for.
pub fn check_for_purpose(purpose: &Purpose, filename: &str, size: u64) -> Result<(), Refusal> {
    let (lines, most) = match purpose {
        Purpose::Batch => (Some("Batch"), MOST_BATCH_BYTES),
        Purpose::FineTune => (Some("Fine-Tuning"), u64::MAX),
        _ => (None, u64::MAX),
    };
    if let Some(api) = lines
        && !filename.to_ascii_lowercase().ends_with(".jsonl")
    {
        return Err(Refusal::invalid(format!("Invalid file format for {api} API. Must be .jsonl")));
    }
    if size > most { Err(Refusal::invalid("File is too large.")) } else { Ok(()) }
}

fn read_seconds(text: &str) -> Result<u64, Refusal> {
    let name = "expires_after.seconds";
    let number: i64 = text.parse().map_err(|_| Refusal::wrong_type(name, "an integer", "a string"))?;
    within(name, u64::try_from(number).ok(), text, HOUR, MONTH)
}
