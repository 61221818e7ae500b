//! How a file was, or is to be, cut into chunks for a vector store.

use serde::{Deserialize, Deserializer, Serialize};

use super::define::object;
use super::lenient::Lenient;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Wire", into = "Wire")]
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

object! {
    pub struct Wire {
        pub r#type: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub r#static: Option<StaticChunking>,
    }
}

impl From<Wire> for ChunkingStrategy {
    fn from(wire: Wire) -> Self {
        match (wire.r#type.as_deref(), wire.r#static) {
            (Some("static") | None, Some(chunking)) => ChunkingStrategy::Static(chunking),
            (Some("auto"), _) => ChunkingStrategy::Auto,
            _ => ChunkingStrategy::Other(wire.r#type.unwrap_or_default()),
        }
    }
}

impl From<ChunkingStrategy> for Wire {
    fn from(strategy: ChunkingStrategy) -> Self {
        let (r#type, r#static) = match strategy {
            ChunkingStrategy::Auto => ("auto".to_owned(), None),
            ChunkingStrategy::Static(chunking) => ("static".to_owned(), Some(chunking)),
            ChunkingStrategy::Other(name) => (name, None),
        };
        Wire { r#type: Some(r#type), r#static }
    }
}

impl Lenient for ChunkingStrategy {
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Wire::read(from).map(|wire| wire.map(ChunkingStrategy::from))
    }
}
