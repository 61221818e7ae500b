//! What is done to each object of a plan, and the request that does it.

use std::sync::Arc;

use super::Jobs;
use super::drive::Run;
use crate::openai::batch;
use crate::openai::error::{Error, Kind};
use crate::openai::{file, vector_store};

/// What is done to each object of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    DeleteFiles,
    DeleteStores,
    CancelBatches,
}

impl Jobs {
    /// One request for one object.
    pub(super) async fn act(self, run: &Run, id: &Arc<str>) -> Result<(), Error> {
        let client = &run.connection.client;
        let confirmed = |deleted: Option<bool>| match deleted {
            Some(true) => Ok(()),
            _ => Err(Error::not_understood("the API did not confirm the deletion")),
        };
        match run.task {
            Task::DeleteFiles => confirmed(client.once(&file::delete(&id.clone().into())).await?.deleted),
            Task::DeleteStores => confirmed(client.once(&vector_store::delete(&id.clone().into())).await?.deleted),
            Task::CancelBatches => {
                let cancelled = client.once(&batch::cancel(&id.clone().into())).await.map_err(final_conflict)?;
                if self.is_current(run) {
                    self.catalog.batches.put(vec![Arc::new(cancelled)]);
                }
                Ok(())
            }
        }
    }
}

/// A batch that ended meanwhile answers 409, which no second try mends.
fn final_conflict(error: Error) -> Error {
    match error.kind {
        Kind::Conflict => Error { kind: Kind::BadRequest, ..error },
        _ => error,
    }
}
