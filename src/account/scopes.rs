//! What a key may do, found out by asking for as little as possible.

use futures_util::future::join3;

use crate::openai::error::{Error, Kind};
use crate::openai::{batch, file, model, vector_store};
use crate::transport::client::Client;

/// One answer for each family of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes {
    pub files: Result<(), Error>,
    pub vector_stores: Result<(), Error>,
    pub batches: Result<(), Error>,
}

impl Scopes {
    pub fn all_granted(&self) -> bool {
        self.files.is_ok() && self.vector_stores.is_ok() && self.batches.is_ok()
    }
}

/// Judges a key with four GETs. `Err` is a verdict on the key itself or on the way to the API; a scope
/// that is missing is told in the `Scopes`.
///
/// `GET /models` judges the key, since its 401 can be read across origins; a key without that scope
/// may still be good for the rest. It is asked once, so that a wrong address is told at once.
pub async fn judge(client: &Client) -> Result<Scopes, Error> {
    match client.once(&model::list()).await {
        Ok(_) => {}
        Err(error) if matches!(error.kind, Kind::MissingScope(_) | Kind::Forbidden) => {}
        Err(error) => return Err(error),
    }
    let files = file::list(&file::ListFiles { limit: Some(1), ..Default::default() });
    let stores = vector_store::list(&vector_store::ListStores { limit: Some(1), ..Default::default() });
    let batches = batch::list(&batch::ListBatches { limit: Some(1), ..Default::default() });
    let (files, vector_stores, batches) = join3(client.call(&files), client.call(&stores), client.call(&batches)).await;
    Ok(Scopes { files: files.map(drop), vector_stores: vector_stores.map(drop), batches: batches.map(drop) })
}
