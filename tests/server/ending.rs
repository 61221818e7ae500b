//! How a request ends on the wire: answered, cut off, dropped, or never.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::StreamExt;
use futures_util::stream::{iter, once};
use quartermaster::transport::demo::incoming::Answer;
use quartermaster::transport::demo::serve::End;

use crate::cors;
use crate::keys::Refused;
use crate::log;
use crate::settings::{Drops, Settings};

/// Time for what was sent so far to leave the machine before the connection breaks.
const A_MOMENT: Duration = Duration::from_millis(20);

/// The response, and what the log says of it. Does not return from a hang.
pub async fn respond(end: End, settings: &Settings) -> (Response, Option<u16>, log::End) {
    match end {
        End::Answer(answer) => {
            let response = answered(answer, settings);
            let status = response.status().as_u16();
            (response, Some(status), log::End::Answered)
        }
        End::Cut(answer) => {
            let response = cut(answered_parts(answer, settings));
            let status = response.status().as_u16();
            (response, Some(status), log::End::Cut)
        }
        End::Reset => (dropped(settings.drops), None, log::End::Dropped),
        End::Hang => std::future::pending().await,
    }
}

/// A refusal before the account was asked, as an answer.
pub fn refused(refused: &Refused, request: u64) -> End {
    End::Answer(Answer {
        status: refused.status,
        content_type: "application/json",
        request_id: format!("req_{request:032x}"),
        retry_after: None,
        body: refused.body.to_string().into_bytes(),
    })
}

fn answered(answer: Answer, settings: &Settings) -> Response {
    let (response, body) = answered_parts(answer, settings);
    response.map(|()| Body::from(body))
}

fn answered_parts(answer: Answer, settings: &Settings) -> (Response<()>, Vec<u8>) {
    let mut response = Response::new(());
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let status = response.status();
    let headers = response.headers_mut();
    let plain = settings.plain_401 && status == StatusCode::UNAUTHORIZED;
    let content_type = if plain { "text/plain" } else { answer.content_type };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(id) = HeaderValue::from_str(&answer.request_id) {
        headers.insert("x-request-id", id);
    }
    if let Some(ms) = answer.retry_after {
        headers.insert("retry-after-ms", ms.into());
        headers.insert(header::RETRY_AFTER, ms.div_ceil(1_000).into());
    }
    cors::allow(headers, status, settings);
    let body = if plain { b"Unauthorized".to_vec() } else { answer.body };
    (response, body)
}

/// All of the head, half of the body, and then the connection breaks (over HTTP/2, the stream).
fn cut((mut response, mut body): (Response<()>, Vec<u8>)) -> Response {
    response.headers_mut().insert(header::CONTENT_LENGTH, (body.len().max(1) as u64).into());
    body.truncate(body.len() / 2);
    let half = iter([Ok(Bytes::from(body))]);
    response.map(|()| Body::from_stream(half.chain(once(broken_off(A_MOMENT)))))
}

/// See `Drops`.
fn dropped(drops: Drops) -> Response {
    let after = match drops {
        Drops::Broken => A_MOMENT,
        // The head is held back until the body begins, and this one never does.
        Drops::Silent => Duration::ZERO,
    };
    let mut response = Response::new(Body::from_stream(once(broken_off(after))));
    response.headers_mut().insert(header::CONTENT_LENGTH, 1.into());
    response
}

/// What a body says instead of its next bytes; the server then gives up the connection.
async fn broken_off(after: Duration) -> io::Result<Bytes> {
    if !after.is_zero() {
        tokio::time::sleep(after).await;
    }
    Err(io::ErrorKind::ConnectionReset.into())
}
