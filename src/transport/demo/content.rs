//! The bytes of a file: held, or made when asked for.

use std::sync::Arc;

use super::batch_rows::{Answers, Work};
use super::chance::Chance;
use crate::openai::file::File;

/// What can be said of a file's bytes.
pub enum Content {
    /// They are here, or their head is, where the page did not keep a large file.
    Held(Vec<u8>),
    /// Sentences, as many as the file has room for.
    Prose,
    /// The results of a fine-tuning: `step,train_loss,valid_loss`.
    Metrics,
    /// The requests of a batch.
    Requests(Arc<Work>),
    /// What became of them.
    Answers(Answers),
}

/// Bytes of a line of `Metrics`, which begins with one of column names.
pub const METRICS_LINE: u64 = 20;
/// The most text that is said to have been parsed from a file, in characters.
const MOST_PARSED: usize = 1_200;

impl Content {
    /// All of it.
    pub fn bytes(&self, file: &File) -> Vec<u8> {
        let size = file.bytes.unwrap_or_default() as usize;
        match self {
            Content::Held(bytes) => bytes.clone(),
            Content::Prose => prose(file, size).into_bytes(),
            Content::Metrics => metrics(file, size).into_bytes(),
            Content::Requests(work) => joined((0..work.len()).map(|row| work.request(row))).into_bytes(),
            Content::Answers(answers) => joined(answers.lines()).into_bytes(),
        }
    }

    /// The head, as the text that a vector store would have parsed from it.
    pub fn parsed(&self, file: &File) -> String {
        match self {
            Content::Held(bytes) => {
                let head = &bytes[..bytes.len().min(MOST_PARSED)];
                String::from_utf8_lossy(head).into_owned()
            }
            _ => prose(file, MOST_PARSED),
        }
    }
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |mut all, line| {
        all.push_str(&line);
        all.push('\n');
        all
    })
}

/// ASCII, of exactly so many bytes.
fn prose(file: &File, size: usize) -> String {
    const WHO: &[&str] = &["The customer", "A supplier", "Each employee", "The team", "An auditor", "The manager"];
    const DOES: &[&str] = &["confirms", "returns", "reviews", "signs", "archives", "forwards", "pays"];
    const WHAT: &[&str] = &["the invoice", "the contract", "a refund", "the handbook", "the report", "an order"];
    const WHEN: &[&str] = &["within 14 days", "every quarter", "in writing", "on delivery", "before Friday"];
    let mut chance = Chance::of(file.id.as_str());
    let mut text = String::with_capacity(size + 80);
    while text.len() < size {
        for part in [WHO, DOES, WHAT, WHEN] {
            text.push_str(chance.word(part));
            text.push(' ');
        }
        text.pop();
        text.push_str(".\n");
    }
    text.truncate(size);
    text
}

fn metrics(file: &File, size: usize) -> String {
    let mut chance = Chance::of(file.id.as_str());
    let mut text = String::from("step ,train ,valid \n");
    for step in 1..=(size as u64 / METRICS_LINE).saturating_sub(1) {
        let loss = 3_000 / (step + 3) + chance.below(900);
        text.push_str(&format!(
            "{:05},{}.{:04},{}.{:04}\n",
            step % 100_000,
            loss / 1000,
            loss % 1000 * 10,
            loss / 900,
            loss % 900
        ));
    }
    text
}
