//! What is done to each object of a plan, and the request that does it.

use std::sync::Arc;

use super::Jobs;
use super::drive::Run;
use crate::account::details::Kind as Listed;
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
    /// Files are taken out of the store whose page is open, and stay in the account.
    RemoveFiles,
}

/// Written into journals: the words stay as they are.
const CODES: [(Task, &str); 4] = [
    (Task::DeleteFiles, "delete_files"),
    (Task::DeleteStores, "delete_stores"),
    (Task::CancelBatches, "cancel_batches"),
    (Task::RemoveFiles, "remove_files"),
];

impl Task {
    /// Also what receipts say that a run was to do.
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
            Task::RemoveFiles => Deed::RemoveFile,
        }
    }

    /// The list whose objects it is usually about.
    pub fn kind(self) -> Listed {
        match self {
            Task::DeleteFiles => Listed::File,
            Task::DeleteStores => Listed::Store,
            Task::CancelBatches => Listed::Batch,
            Task::RemoveFiles => Listed::StoreFile,
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
                let (store, file) = (store.clone().into(), id.clone().into());
                match client.told(&store_file::detach(&store, &file)).await {
                    // A file that is still being indexed has been called not found (UBi 182), and then is to be tried
                    // again; it is gone when it cannot be found either.
                    Err(error)
                        if error.kind == Kind::NotFound
                            && client.once(&store_file::get(&store, &file)).await.is_ok() =>
                    {
                        return Err(Error { kind: Kind::Conflict, ..error });
                    }
                    answer => told(answer?, |gone| gone.deleted),
                }
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
