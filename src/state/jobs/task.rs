//! What is done to each object of a plan, and the request that does it.

use std::sync::Arc;

use super::Jobs;
use super::drive::Run;
use crate::bulk::plan::{Deed, Item, Step};
use crate::openai::batch;
use crate::openai::error::{Error, Kind};
use crate::openai::{file, store_file, vector_store};

/// What is done to each object of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    DeleteFiles,
    DeleteStores,
    CancelBatches,
}

/// Written into journals: the words stay as they are.
const CODES: [(Task, &str); 3] = [
    (Task::DeleteFiles, "delete_files"),
    (Task::DeleteStores, "delete_stores"),
    (Task::CancelBatches, "cancel_batches"),
];

impl Task {
    pub(super) fn code(self) -> &'static str {
        CODES.iter().find(|(task, _)| *task == self).map_or("", |(_, code)| code)
    }

    pub(super) fn from_code(wanted: &str) -> Option<Task> {
        CODES.iter().find(|(_, code)| *code == wanted).map(|(task, _)| *task)
    }

    pub fn deed(self) -> Deed {
        match self {
            Task::DeleteFiles => Deed::DeleteFile,
            Task::DeleteStores => Deed::DeleteStore,
            Task::CancelBatches => Deed::CancelBatch,
        }
    }
}

impl Jobs {
    /// One request for one object; answered with the request's id, where it may be read.
    pub(super) async fn act(self, run: &Run, item: &Item, step: u32) -> Result<Option<String>, Error> {
        let client = &run.connection.client;
        let id = &item.id;
        let (deleted, request_id) = match (item.step(step), item.deed) {
            (None, _) | (Some(Step::Act), Deed::RemoveFile) => return Ok(None),
            (Some(Step::Leave(store)), _) => {
                let call = store_file::detach(&store.clone().into(), &id.clone().into());
                told(client.told(&call).await?, |gone| gone.deleted)
            }
            (Some(Step::Act), Deed::DeleteFile) => {
                told(client.told(&file::delete(&id.clone().into())).await?, |gone| gone.deleted)
            }
            (Some(Step::Act), Deed::DeleteStore) => {
                told(client.told(&vector_store::delete(&id.clone().into())).await?, |gone| gone.deleted)
            }
            (Some(Step::Act), Deed::CancelBatch) => {
                let call = batch::cancel(&id.clone().into());
                let (cancelled, request_id) = client.told(&call).await.map_err(final_conflict)?;
                if self.is_current(run) {
                    self.catalog.batches.put(vec![Arc::new(cancelled)]);
                }
                (Some(true), request_id)
            }
        };
        match deleted {
            Some(true) => Ok(request_id),
            _ => Err(Error { request_id, ..Error::not_understood("the API did not confirm the deletion") }),
        }
    }
}

/// What the answer says of the deletion, and the id of the request.
fn told<T>(
    (answer, request_id): (T, Option<String>),
    deleted: fn(&T) -> Option<bool>,
) -> (Option<bool>, Option<String>) {
    (deleted(&answer), request_id)
}

/// A batch that ended meanwhile answers 409, which no second try mends.
fn final_conflict(error: Error) -> Error {
    match error.kind {
        Kind::Conflict => Error { kind: Kind::BadRequest, ..error },
        _ => error,
    }
}
