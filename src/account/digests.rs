//! What the contents of files are, by their SHA-256: the proof that two are equal, or that they are not. A file never
//! changes, so a digest is good for as long as the file is there.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream;
use rustc_hash::FxHashMap;
use sha2::{Digest as _, Sha256};

use super::verdict::verdict;
use crate::bulk::outcome::Verdict;
use crate::json::{Json, parse, text};
use crate::openai::error::{Error, Kind};
use crate::openai::file::{self, File};
use crate::openai::request::Local;
use crate::table::chunks::Chunks;
use crate::text::hex::hex;
use crate::transport::Drain;
use crate::transport::client::Client;

/// Contents read at once.
const AT_ONCE: usize = 4;

/// Those that are known, by the id of the file, in hexadecimal digits. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Digests(Arc<FxHashMap<Arc<str>, Arc<str>>>);

impl Digests {
    pub fn get(&self, file: &str) -> Option<&Arc<str>> {
        self.0.get(file)
    }

    pub fn add(&mut self, more: impl IntoIterator<Item = (Arc<str>, Arc<str>)>) {
        Arc::make_mut(&mut self.0).extend(more);
    }
}

/// The digest of a content, or why there is none.
pub type Answer = Result<Arc<str>, Error>;

/// As they are kept on this device: `[[file, digest], …]`.
pub fn record(some: &[(Arc<str>, Arc<str>)]) -> String {
    let word = |text: &'_ Arc<str>| Json::Text(Cow::Owned(text.to_string()));
    text(&Json::List(some.iter().map(|(file, digest)| Json::List(vec![word(file), word(digest)])).collect()))
}

/// What is not understood is read anew.
pub fn read_record(record: &str) -> Vec<(Arc<str>, Arc<str>)> {
    let Ok(json) = parse(record.as_bytes()) else { return Vec::new() };
    let pair = |pair: &Json<'_>| {
        let [file, digest] = pair.items() else { return None };
        Some((Arc::from(file.as_text()?), Arc::from(digest.as_text()?)))
    };
    json.items().iter().filter_map(pair).collect()
}

/// The files whose contents are worth reading: another one of the same size can be read too, or was.
pub fn candidates(files: &Chunks<File>, known: &Digests) -> Vec<Arc<File>> {
    let is_given =
        |file: &&Arc<File>| file.purpose.as_ref().is_some_and(|purpose| purpose.downloadable() == Some(true));
    let mut sizes: FxHashMap<u64, u32> = FxHashMap::default();
    files.iter().filter(is_given).filter_map(|file| file.bytes).for_each(|bytes| *sizes.entry(bytes).or_default() += 1);
    let has_peer = |file: &&Arc<File>| file.bytes.and_then(|bytes| sizes.get(&bytes)).is_some_and(|count| *count > 1);
    let is_unknown = |file: &&Arc<File>| known.get(file.id.as_str()).is_none();
    files.iter().filter(is_given).filter(has_peer).filter(is_unknown).cloned().collect()
}

/// Reads contents, a few at once, and keeps nothing of them but their digests. `came` hears of bytes as they come,
/// `read` of each file. What will be the same for all others ends it.
pub async fn read(client: &Client, files: &[Arc<File>], came: &dyn Fn(u64), read: &dyn Fn(&Arc<File>, Answer)) {
    let end: RefCell<Option<Error>> = RefCell::default();
    let end = &end;
    let digest = |file| async move {
        let over = end.borrow().clone();
        match over {
            Some(error) => (file, Err(error)),
            None => (file, digest(client, file, came).await),
        }
    };
    let mut reading = stream::iter(files).map(digest).buffer_unordered(AT_ONCE);
    while let Some((file, answer)) = reading.next().await {
        if let Err(error) = &answer
            && matches!(verdict(Err(error.clone())), Verdict::Stop(_) | Verdict::Unsent(_))
        {
            end.replace(Some(error.clone()));
        }
        read(file, answer);
    }
}

async fn digest(client: &Client, file: &Arc<File>, came: &dyn Fn(u64)) -> Answer {
    let mut hashing = Hashing { digest: Sha256::new(), bytes: 0, came };
    client.pour(&file::content(&file.id).request, &mut hashing).await?;
    if file.bytes.is_some_and(|bytes| bytes != hashing.bytes) {
        // It proves nothing of the file.
        return Err(Error::of(Kind::NotUnderstood));
    }
    Ok(hex(&hashing.digest.finalize()).into())
}

struct Hashing<'a> {
    digest: Sha256,
    bytes: u64,
    came: &'a dyn Fn(u64),
}

impl Drain for Hashing<'_> {
    fn take<'a>(&'a mut self, bytes: &'a [u8]) -> Local<'a, bool> {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        (self.came)(bytes.len() as u64);
        Box::pin(async { true })
    }
}
