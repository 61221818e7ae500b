//! Finds a batch by its nonce, when no answer said what became of the request for it.

use super::client::Client;
use crate::jsonl::draft::NONCE;
use crate::openai::batch::{self, Batch, ListBatches};
use crate::openai::error::Error;
use crate::openai::limits::OTHERS_PER_PAGE;
use crate::openai::pager::{End, Next, Pager};

/// The batch with this nonce, if there is one. The list comes newest first, and none that is older than its input
/// can be it: `since` is the server's time of that, in seconds since 1970.
pub async fn batch_with(client: &Client, nonce: &str, since: u64) -> Result<Option<Batch>, Error> {
    let mut pager = Pager::new();
    loop {
        let after = match pager.next() {
            Next::Ask(after) => after.map(Into::into),
            Next::Done(End::Whole) => return Ok(None),
            // Part of a list does not tell what is not in the rest.
            Next::Done(End::Partial(_)) => return Err(Error::not_understood("the list of batches is not whole")),
        };
        let page = client.call(&batch::list(&ListBatches { limit: Some(OTHERS_PER_PAGE), after })).await;
        let page = match page {
            Ok(page) => page,
            Err(error) if pager.refused(&error) => continue,
            Err(error) => return Err(error),
        };
        let mut past = false;
        for batch in pager.take(page) {
            if batch.metadata.as_ref().and_then(|metadata| metadata.get(NONCE)).is_some_and(|found| found == nonce) {
                return Ok(Some(batch));
            }
            past |= batch.created_at.is_some_and(|created| created < since);
        }
        if past {
            return Ok(None);
        }
    }
}
