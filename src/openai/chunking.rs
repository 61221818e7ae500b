//! How a file was, or is to be, cut into chunks for a vector store.

use super::define::object;
use crate::json::{Fields, FromJson, Json, Object, ToJson};

#[derive(Clone, Debug, PartialEq)]
pub enum ChunkingStrategy {
    /// In requests only: let the server choose (800 tokens, 400 of overlap).
    Auto,
    Static(StaticChunking),
    /// In answers only: cut before the API told how (`other`), or in a way not known here.
    Other(String),
}

object! {
    #[derive(Eq)]
    pub struct StaticChunking {
        /// 100 to 4096.
        pub max_chunk_size_tokens: Option<u64>,
        /// At most half of the former.
        pub chunk_overlap_tokens: Option<u64>,
    }
}

impl FromJson for ChunkingStrategy {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let (r#type, chunking) = (fields.read::<String>("type"), fields.read("static"));
        Some(match (r#type.as_deref(), chunking) {
            (Some("static") | None, Some(chunking)) => ChunkingStrategy::Static(chunking),
            (Some("auto"), _) => ChunkingStrategy::Auto,
            _ => ChunkingStrategy::Other(r#type.unwrap_or_default()),
        })
    }
}

impl ToJson for ChunkingStrategy {
    fn write(&self, to: &mut String) {
        let (r#type, chunking) = match self {
            ChunkingStrategy::Auto => ("auto", None),
            ChunkingStrategy::Static(chunking) => ("static", Some(chunking)),
            ChunkingStrategy::Other(name) => (name.as_str(), None),
        };
        let mut object = Object::begin(to);
        object.field("type", &r#type);
        object.given("static", &chunking);
        object.end();
    }
}
