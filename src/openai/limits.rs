//! What the API allows, as far as it says so. Sources: the official specification (2026-08-21) unless noted.

use std::ops::RangeInclusive;

/// Files in one page of their list; also what the API gives unless told otherwise.
pub const FILES_PER_PAGE: u32 = 10_000;
/// Vector stores, files of a store, or batches in one page; the API gives 20 unless told otherwise.
pub const OTHERS_PER_PAGE: u32 = 100;

/// Of a file sent in one piece: "512 MB", taken as the larger reading.
pub const FILE_BYTES: u64 = 512 * MIB;
/// Of one part of an upload: "64 MB"; the official SDKs send so many.
pub const PART_BYTES: u64 = 64 * MIB;
/// Of a file sent in parts: "8 GB".
pub const UPLOAD_BYTES: u64 = 8 * 1024 * MIB;
/// How long an upload may take until it is completed.
pub const UPLOAD_SECONDS: u64 = 3_600;
/// `expires_after` of files, uploads and batch outputs: one hour to thirty days.
pub const LIFE_SECONDS: RangeInclusive<u64> = 3_600..=2_592_000;
/// `POST /files` a minute.
pub const FILES_A_MINUTE: u32 = 1_000;

/// Requests of a batch.
pub const BATCH_REQUESTS: u64 = 50_000;
/// Texts to embed, all requests of a batch together.
pub const BATCH_INPUTS: u64 = 50_000;
/// Bytes of a batch's input: some models refuse more than 200 MiB, to be safe under all it is this
/// (the API's own error messages, as reported in public issues).
pub const BATCH_INPUT_BYTES: u64 = 200_000_000;
/// Batches created an hour (the Batch guide).
pub const BATCHES_AN_HOUR: u32 = 2_000;

/// Files named when a vector store is created: the specification says 500, servers have enforced 100.
pub const STORE_CREATION_FILES: usize = 100;
/// Files of a file batch: the specification says 2,000, the retrieval guide 500.
pub const FILE_BATCH_FILES: usize = 500;
/// Attachments (files and file batches together) to one store a minute.
pub const ATTACHMENTS_A_MINUTE: u32 = 300;
/// `expires_after.days` of a store.
pub const STORE_DAYS: RangeInclusive<u64> = 1..=365;
/// `max_chunk_size_tokens`; the overlap is at most half of it.
pub const CHUNK_TOKENS: RangeInclusive<u64> = 100..=4_096;
/// `max_num_results` of a search.
pub const SEARCH_RESULTS: RangeInclusive<u32> = 1..=50;

/// Entries of metadata, or attributes of a file.
pub const ENTRIES: usize = 16;
/// Characters of a key of metadata or attributes.
pub const KEY_CHARS: usize = 64;
/// Characters of a value of metadata or attributes.
pub const VALUE_CHARS: usize = 512;

const MIB: u64 = 1024 * 1024;
