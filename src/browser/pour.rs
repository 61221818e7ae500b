//! The body of an answer that goes on as it comes, through one buffer: however large it is, little of it is held.

use futures_util::future::{Either, select};

use super::fetch::{AbortOnDrop, Fetch, PATIENCE};
use super::page;
use super::reader::Reader;
use crate::openai::request::Request;
use crate::transport::{Drain, Failure, Response};

/// What stops coming is given up.
pub async fn pour(fetch: &Fetch, request: &Request, into: &mut dyn Drain) -> Result<Response, Failure> {
    if page::is_offline() {
        return Err(Failure::Offline);
    }
    fetch.honest(try_pour(fetch, request, into).await).await
}

async fn try_pour(fetch: &Fetch, request: &Request, into: &mut dyn Drain) -> Result<Response, Failure> {
    let mut abort = AbortOnDrop::new();
    let (answer, mut told) = soon(fetch, fetch.ask(request, &abort)).await??;
    if !answer.ok() {
        told.body = soon(fetch, answer.binary()).await?.map_err(|_| Failure::Cut)?;
    } else if let Some(body) = answer.body() {
        let mut reader = Reader::of(&body).map_err(|_| Failure::Cut)?;
        while soon(fetch, reader.read()).await?.map_err(|_| Failure::Cut)? {
            if !into.take(&reader.chunk).await {
                return Err(Failure::Cut);
            }
        }
    }
    // There is nothing left to end.
    abort.0 = None;
    Ok(told)
}

async fn soon<T>(fetch: &Fetch, what: impl Future<Output = T>) -> Result<T, Failure> {
    match select(Box::pin(what), fetch.clock.sleep(PATIENCE)).await {
        Either::Left((what, _)) => Ok(what),
        Either::Right(_) => Err(Failure::TimedOut),
    }
}
