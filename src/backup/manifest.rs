//! What a backup holds and what it does not: all that is needed to make files and stores again.
//!
//! `manifest.json` tells of every file and names, for each store, the entry that tells of it and of its files.

use crate::bulk::outcome::Cause;
use crate::json::{Fields, FromJson, Json, Object, ToJson, text};
use crate::openai::file::File;
use crate::openai::id::{HasId, StoreId};
use crate::openai::store_file::StoreFile;
use crate::openai::vector_store::VectorStore;

/// The name of its entry.
pub const MANIFEST: &str = "manifest.json";
const FORMAT: &str = "quartermaster-backup";
const VERSION: u64 = 1;

/// Whose backup it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// As the person named the account.
    pub account: String,
    /// The address of the API.
    pub base: String,
    /// RFC 3339.
    pub made_at: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manifest {
    pub about: About,
    pub stores: Vec<StoreEntry>,
    pub files: Vec<FileEntry>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FileEntry {
    /// As the API told it.
    pub file: File,
    pub content: Option<ContentEntry>,
    /// Why the content is not there, or not all of it.
    pub missing: Option<Cause>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentEntry {
    pub path: String,
    pub kind: Kind,
    pub bytes: u64,
    /// Of what is in the archive, in hexadecimal digits.
    pub sha256: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Byte for byte.
    File,
    /// The text that a vector store parsed from it, as the API answers: `{"data":[{"type":"text","text":…}]}`.
    ParsedText,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreEntry {
    pub id: StoreId,
    /// The entry that tells of it, a [`Holding`].
    pub path: Option<String>,
    pub missing: Option<Cause>,
}

/// A store and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    pub store: VectorStore,
    /// All its files are here; else only those that the plan was about.
    pub whole: bool,
    /// With their attributes and the way they were cut into chunks.
    pub files: Vec<StoreFile>,
}

impl Manifest {
    /// Its text, piece by piece: with a hundred thousand files it is large.
    pub fn pieces(&self) -> impl Iterator<Item = String> + '_ {
        let About { account, base, made_at } = &self.about;
        let mut head = String::new();
        let mut object = Object::begin(&mut head);
        object.field("format", &FORMAT);
        object.field("version", &VERSION);
        object.field("made_at", made_at);
        object.field("account", account);
        object.field("base", base);
        object.field("stores", &self.stores);
        head.push_str(",\n\"files\":[");
        let last = self.files.len().saturating_sub(1);
        let line =
            move |(at, file): (usize, &FileEntry)| format!("\n{}{}", text(file), if at < last { "," } else { "" });
        [head].into_iter().chain(self.files.iter().enumerate().map(line)).chain(["\n]}\n".to_owned()])
    }
}

impl FromJson for Manifest {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let is_ours = fields.read::<String>("format")? == FORMAT && fields.read::<u64>("version")? == VERSION;
        let mut text = |name| fields.read::<String>(name);
        let (made_at, account, base) = (text("made_at")?, text("account")?, text("base")?);
        let about = About { account, base, made_at };
        is_ours.then_some(Manifest { about, stores: fields.read("stores")?, files: fields.read("files")? })
    }
}

impl ToJson for FileEntry {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("file", &self.file);
        object.field("content", &self.content);
        object.field("missing", &self.missing.as_ref().map(Missing));
        object.end();
    }
}

impl FromJson for FileEntry {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(FileEntry {
            file: fields.read("file")?,
            content: fields.read("content"),
            missing: fields.read("missing").map(|Read(cause)| cause),
        })
    }
}

impl ToJson for ContentEntry {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("path", &self.path);
        object.field("kind", &self.kind.code());
        object.field("bytes", &self.bytes);
        object.field("sha256", &self.sha256);
        object.end();
    }
}

impl FromJson for ContentEntry {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let path = fields.read("path")?;
        let code = fields.read::<String>("kind")?;
        let kind = [Kind::File, Kind::ParsedText].into_iter().find(|kind| kind.code() == code)?;
        Some(ContentEntry { path, kind, bytes: fields.read("bytes")?, sha256: fields.read("sha256")? })
    }
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Kind::File => "file",
            Kind::ParsedText => "parsed_text",
        }
    }
}

impl ToJson for StoreEntry {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("id", &self.id);
        object.field("path", &self.path);
        object.field("missing", &self.missing.as_ref().map(Missing));
        object.end();
    }
}

impl FromJson for StoreEntry {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(StoreEntry {
            id: fields.required("id")?,
            path: fields.read("path"),
            missing: fields.read("missing").map(|Read(cause)| cause),
        })
    }
}

impl Holding {
    /// Its text, an object a file.
    pub fn text(&self) -> String {
        let mut all = String::new();
        let mut object = Object::begin(&mut all);
        object.field("store", &self.store);
        object.field("whole", &self.whole);
        all.push_str(",\n\"files\":[");
        for (at, file) in self.files.iter().enumerate() {
            all.push_str(if at == 0 { "\n" } else { ",\n" });
            file.write(&mut all);
        }
        all.push_str("\n]}\n");
        all
    }

    /// May be empty.
    pub fn name(&self) -> &str {
        self.store.name.as_deref().unwrap_or_else(|| self.store.id().as_ref())
    }
}

impl FromJson for Holding {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(Holding { store: fields.read("store")?, whole: fields.read("whole")?, files: fields.read("files")? })
    }
}

/// Why something is missing.
struct Missing<'a>(&'a Cause);
struct Read(Cause);

impl ToJson for Missing<'_> {
    fn write(&self, to: &mut String) {
        let Cause { key, message, status, request_id } = self.0;
        let mut object = Object::begin(to);
        object.field("why", &&**key);
        object.field("message", &&**message);
        object.field("status", &status.map(u64::from));
        object.field("request_id", &request_id.as_deref());
        object.end();
    }
}

impl FromJson for Read {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let mut text = |name| fields.read::<String>(name);
        let (key, message, request_id) = (text("why")?, text("message").unwrap_or_default(), text("request_id"));
        let status = fields.read::<u64>("status").and_then(|status| u16::try_from(status).ok());
        Some(Read(Cause { key: key.into(), message: message.into(), status, request_id: request_id.map(Into::into) }))
    }
}
