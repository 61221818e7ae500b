//! Which files are to be joined.

use std::sync::Arc;

use crate::jsonl::join::{Origin, Source};
use crate::openai::batch::Batch;
use crate::openai::file::File;
use crate::openai::id::FileId;

/// A file that is to be joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    pub origin: Origin,
    pub id: FileId,
    /// If the list of files has it.
    pub known: Option<Arc<File>>,
}

/// The input of the first batch, and what all of them have answered. `known` tells what the list of files has. The API
/// has been seen to name a file by nothing.
pub(super) fn plan(members: &[Arc<Batch>], known: &dyn Fn(&FileId) -> Option<Arc<File>>) -> Vec<Planned> {
    let input = members.first().map(|first| (Source::Input, 0, first.input_file_id.clone()));
    let answers = members.iter().zip(0..).flat_map(|(member, batch)| {
        [(Source::Output, batch, member.output_file_id.clone()), (Source::Errors, batch, member.error_file_id.clone())]
    });
    let planned = |(source, batch, id): (Source, u64, Option<FileId>)| {
        let id = id.filter(|id| !id.as_str().is_empty())?;
        Some(Planned { origin: Origin { source, batch }, known: known(&id), id })
    };
    input.into_iter().chain(answers).filter_map(planned).collect()
}
