//! The requests of a fill.

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::future::join_all;

use super::Filling;
use crate::account::references::{Missing, whole};
use crate::account::verdict::{cause, index_cause, refusal};
use crate::bulk::outcome::{Cause, Verdict};
use crate::fill::{Answer, Order, Part, Seen};
use crate::openai::error::{Error, Kind};
use crate::openai::file_batch::{self, FileBatch};
use crate::openai::id::{FileBatchId, StoreId};
use crate::openai::limits::OTHERS_PER_PAGE;
use crate::openai::page::Page;
use crate::openai::pager::{Next, Pager};
use crate::openai::request::Call;
use crate::openai::store_file::{self, ListStoreFiles, StoreFile};
use crate::transport::client::Client;

/// Files detached side by side.
const AT_ONCE: usize = 4;

/// Carries out one order. `None`: there is nothing to ask.
pub(super) async fn ask(filling: &Filling, order: Order) -> Option<(u32, Answer)> {
    let client = filling.connection().client;
    let store = &filling.about.store;
    let part = |number: u32| filling.fill.borrow().part(number).cloned();
    let (number, answer) = match order {
        Order::Leave(number) => (number, leave(&client, store, &part(number)?).await),
        Order::Create(number) => {
            let created = client.once(&file_batch::create(store, &part(number)?.creation())).await;
            (number, created.map(|batch| Answer::Created(batch.id, batch.file_counts)).map_err(refusal))
        }
        Order::Look(number) => {
            let first = part(number)?.open().next()?.file_id.clone();
            let found = client.once(&store_file::get(store, &first)).await;
            (number, found.map(|_| Answer::There).map_err(refusal))
        }
        Order::Count(number) => {
            let counted = client.once(&file_batch::get(store, part(number)?.batch()?)).await;
            (number, counted.map(|batch| Answer::Counted(counts(batch))).map_err(refusal))
        }
        Order::List(number) => (number, list(&client, store, &part(number)?).await),
        Order::Cancel(number) => {
            let cancelled = client.once(&file_batch::cancel(store, part(number)?.batch()?)).await;
            (number, cancelled.map(|_| Answer::Cancelled).map_err(refusal))
        }
        Order::Keep(_) | Order::WakeAt(_) | Order::Changed | Order::Finished => return None,
    };
    Some((number, answer.unwrap_or_else(Answer::Trouble)))
}

fn counts(batch: FileBatch) -> Option<crate::openai::vector_store::FileCounts> {
    if batch.is_store_instead() { None } else { batch.file_counts }
}

/// Detaches what stands in the store as failed. What is not there (any more) has left.
async fn leave(client: &Client, store: &StoreId, part: &Part) -> Result<Answer, Verdict> {
    let files: Vec<_> = part.leaving().map(|file| file.file_id.clone()).collect();
    for some in files.chunks(AT_ONCE) {
        let calls: Vec<_> = some.iter().map(|file| store_file::detach(store, file)).collect();
        for answer in join_all(calls.iter().map(|call| client.call(call))).await {
            match answer {
                Err(error) if error.kind != Kind::NotFound => return Err(refusal(error)),
                _ => {}
            }
        }
    }
    Ok(Answer::Left)
}

/// How the files of a part stand: as its file batch lists them, or the store.
async fn list(client: &Client, store: &StoreId, part: &Part) -> Result<Answer, Verdict> {
    let which = |after: Option<Arc<str>>| ListStoreFiles {
        limit: Some(OTHERS_PER_PAGE),
        after: after.map(Into::into),
        ..ListStoreFiles::default()
    };
    let files = match part.batch() {
        Some(batch) => of_batch(client, store, batch, &which).await,
        None => of_store(client, store, part, &which).await,
    };
    match files {
        Ok(files) => Ok(Answer::Listed(files.into_iter().map(seen).collect())),
        Err(Missing::Failed(error)) => Err(refusal(error)),
        // What was not given to its end is asked for again.
        Err(Missing::Partial(_)) => Err(Verdict::Unclear(cause(&Error::of(Kind::NotUnderstood)))),
    }
}

type Which<'a> = &'a dyn Fn(Option<Arc<str>>) -> ListStoreFiles;

async fn of_batch(
    client: &Client,
    store: &StoreId,
    batch: &FileBatchId,
    which: Which<'_>,
) -> Result<Vec<StoreFile>, Missing> {
    let page = |after| -> Call<Page<StoreFile>> { file_batch::files(store, batch, &which(after)) };
    whole(client, &page).await
}

/// The newest come first, and those of the part are among them: the list is read until all were found.
async fn of_store(client: &Client, store: &StoreId, part: &Part, which: Which<'_>) -> Result<Vec<StoreFile>, Missing> {
    let mut wanted: HashSet<Arc<str>> = part.open().map(|file| file.file_id.shared().clone()).collect();
    let (mut pager, mut found) = (Pager::new(), Vec::new());
    while let (false, Next::Ask(after)) = (wanted.is_empty(), pager.next()) {
        match client.call(&store_file::list(store, &which(after))).await {
            Ok(page) => found.extend(pager.take(page).into_iter().filter(|file| wanted.remove(file.id.shared()))),
            Err(error) if pager.refused(&error) => {}
            Err(error) => return Err(Missing::Failed(error)),
        }
    }
    Ok(found)
}

fn seen(file: StoreFile) -> Seen {
    let why = file.last_error.as_ref().map(|error| Arc::<Cause>::new(index_cause(error)));
    Seen { file: file.id, status: file.status, why }
}
