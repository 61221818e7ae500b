//! What becomes of a file in a vector store: how long its indexing takes, and how it ends.

use super::chance::Chance;
use crate::openai::file::File;
use crate::openai::store_file::{IndexErrorCode, IndexStatus, LastError, ending, is_supported};

/// How the indexing of a file ends.
pub struct Verdict {
    pub status: IndexStatus,
    pub error: Option<LastError>,
    /// Bytes of its chunks and embeddings.
    pub usage: u64,
}

/// Seconds that the indexing of a file takes: two and more, a minute at most.
pub fn duration(file: &File) -> u64 {
    let bytes = file.bytes.unwrap_or_default();
    2 + Chance::of(file.id.as_str()).below(5) + (bytes / 2_000_000).min(50)
}

/// The same file fares the same in every store: unsupported endings fail, and so does a rare other one.
pub fn verdict(file: &File) -> Verdict {
    let name = file.filename.as_deref().unwrap_or_default();
    let is_pdf = ending(name) == "pdf";
    let mut chance = Chance::of(file.id.as_str());
    let failed = |code, message: &str| Verdict {
        status: IndexStatus::Failed,
        error: Some(LastError { code: Some(code), message: Some(message.to_owned()) }),
        usage: 0,
    };
    if !is_supported(name) {
        return failed(IndexErrorCode::UnsupportedFile, "The file type is not supported.");
    }
    match chance.below(100) {
        0 => failed(IndexErrorCode::ServerError, "An internal error occurred."),
        1 if is_pdf => failed(IndexErrorCode::InvalidFile, "The file could not be parsed because it is encrypted."),
        _ => {
            let bytes = file.bytes.unwrap_or_default();
            // Text grows by its embeddings, a PDF is mostly pictures.
            let percent = if is_pdf { 15 + chance.below(60) } else { 90 + chance.below(120) };
            Verdict { status: IndexStatus::Completed, error: None, usage: bytes * percent / 100 + 600 }
        }
    }
}
