//! A ZIP that is written from its start to its end and never held whole: what is packed goes on to whoever takes it.
//! Entries are stored as they are; their sizes stand behind them, and those of the 64-bit format where they need it.

use std::cell::RefCell;
use std::io::{self, Write};
use std::mem::take;
use std::rc::Rc;

use rawzip::time::UtcDateTime;
use rawzip::{ZipArchiveWriter, ZipDataWriter, ZipEntryWriter};
use sha2::{Digest, Sha256};

use crate::openai::request::Local;
use crate::text::hex::hex;
use crate::transport::Drain;

/// Bytes that are handed on at once.
const PART: usize = 1 << 20;

/// Whoever takes the archive takes no more of it: no room is left, say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the archive cannot be written any further")]
pub struct Unwritten;

impl From<rawzip::Error> for Unwritten {
    fn from(_: rawzip::Error) -> Self {
        Unwritten
    }
}

impl From<io::Error> for Unwritten {
    fn from(_: io::Error) -> Self {
        Unwritten
    }
}

pub struct Archive<'a> {
    zip: ZipArchiveWriter<Packed>,
    out: Out<'a>,
}

/// An entry that is being written.
pub struct Entry<'e, 'a> {
    data: ZipDataWriter<ZipEntryWriter<'e, Packed>>,
    out: &'e mut Out<'a>,
    digest: Sha256,
    bytes: u64,
}

/// An entry that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub bytes: u64,
    /// SHA-256 of the content, in hexadecimal digits.
    pub sha256: String,
}

impl<'a> Archive<'a> {
    pub fn new(into: &'a mut dyn Drain) -> Self {
        let packed = Packed::default();
        Archive { zip: ZipArchiveWriter::new(packed.clone()), out: Out { packed, into } }
    }

    /// Begins an entry; `time` in seconds since 1970.
    pub fn begin(&mut self, path: &str, time: Option<u64>) -> Result<Entry<'_, 'a>, Unwritten> {
        let mut file = self.zip.new_file(path);
        if let Some(time) = time.and_then(|time| i64::try_from(time).ok()) {
            file = file.last_modified(UtcDateTime::from_unix(time));
        }
        let (entry, config) = file.start()?;
        Ok(Entry { data: config.wrap(entry), out: &mut self.out, digest: Sha256::new(), bytes: 0 })
    }

    /// A whole entry.
    pub async fn add(&mut self, path: &str, time: Option<u64>, bytes: &[u8]) -> Result<Written, Unwritten> {
        let mut entry = self.begin(path, time)?;
        entry.push(bytes).await?;
        entry.end()
    }

    /// Writes the list of the entries, without which nothing can be read.
    pub async fn finish(self) -> Result<(), Unwritten> {
        let Archive { zip, mut out } = self;
        zip.finish()?;
        out.hand_on(0).await
    }
}

impl Entry<'_, '_> {
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), Unwritten> {
        for part in bytes.chunks(PART) {
            self.data.write_all(part)?;
            self.digest.update(part);
            self.bytes += part.len() as u64;
            self.out.hand_on(PART).await?;
        }
        Ok(())
    }

    pub fn end(self) -> Result<Written, Unwritten> {
        let (entry, descriptor) = self.data.finish()?;
        entry.finish(descriptor)?;
        Ok(Written { bytes: self.bytes, sha256: hex(&self.digest.finalize()) })
    }
}

impl Drain for Entry<'_, '_> {
    fn take<'b>(&'b mut self, bytes: &'b [u8]) -> Local<'b, bool> {
        Box::pin(async { self.push(bytes).await.is_ok() })
    }
}

/// What is packed and not yet handed on.
#[derive(Clone, Default)]
struct Packed(Rc<RefCell<Vec<u8>>>);

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Out<'a> {
    packed: Packed,
    into: &'a mut dyn Drain,
}

impl Out<'_> {
    /// Hands on what is packed, if it is at least so many bytes.
    async fn hand_on(&mut self, least: usize) -> Result<(), Unwritten> {
        if self.packed.0.borrow().len() < least {
            return Ok(());
        }
        let mut bytes = take(&mut *self.packed.0.borrow_mut());
        let taken = self.into.take(&bytes).await;
        bytes.clear();
        *self.packed.0.borrow_mut() = bytes;
        if taken { Ok(()) } else { Err(Unwritten) }
    }
}
