//! Reads the body of a request; of a file no more than its head is held.

use std::error::Error;
use std::iter::successors;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderName, header};
use quartermaster::transport::demo::incoming::{IncomingBody, IncomingFile};

use crate::keys::Refused;

/// What is held of the input of a batch, in bytes: all of it, up to this.
const MOST_OF_A_BATCH: usize = 32 * 1024 * 1024;
/// What is held of any other file, or of a part of an upload.
const MOST_OF_A_FILE: usize = 256 * 1024;
const MOST_OF_JSON: usize = 16 * 1024 * 1024;
const MOST_OF_A_FIELD: u64 = 64 * 1024;

/// Why there is no body: a refusal, or none if the client went away before it had sent all of it.
pub type Unread = Option<Refused>;

/// Reads all of it, and a form not faster than so many bytes a second.
pub async fn receive(request: Request, bytes_per_second: Option<u64>) -> Result<IncomingBody, Unread> {
    let (kind, length) = (text(&request, header::CONTENT_TYPE), text(&request, header::CONTENT_LENGTH));
    if kind.starts_with("multipart/form-data") {
        let form = Multipart::from_request(request, &()).await.map_err(not_a_form)?;
        return receive_form(form, bytes_per_second).await;
    }
    if length.parse().is_ok_and(|size: usize| size > MOST_OF_JSON) {
        return Err(Some(Refused::new(413, "The request body is too large.", None)));
    }
    let bytes = to_bytes(request.into_body(), MOST_OF_JSON).await.map_err(|_| None)?;
    Ok(if bytes.is_empty() { IncomingBody::Empty } else { IncomingBody::Json(bytes.into()) })
}

/// A header, or an empty text.
fn text(request: &Request, name: HeaderName) -> String {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn receive_form(mut form: Multipart, bytes_per_second: Option<u64>) -> Result<IncomingBody, Unread> {
    let mut fields = Vec::new();
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let filename = field.file_name().map(str::to_owned);
        let (bytes, size) = read(field, bytes_per_second).await.map_err(broken)?;
        match filename {
            Some(filename) => file = Some(IncomingFile { field: name, filename, bytes, size }),
            None if size > MOST_OF_A_FIELD => {
                return Err(Some(Refused::new(413, "A field of the form is too large.", None)));
            }
            None => fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    // The purpose may come after the file, so that only now is it known how much is worth keeping.
    let batch = fields.iter().any(|(name, value)| name == "purpose" && value == "batch");
    if let Some(file) = &mut file {
        keep(file, batch);
    }
    Ok(IncomingBody::Form { fields, file })
}

/// Of a batch what is held is whole lines: a line that breaks off would fail it.
fn keep(file: &mut IncomingFile, batch: bool) {
    if !batch {
        file.bytes.truncate(MOST_OF_A_FILE);
    } else if (file.bytes.len() as u64) < file.size {
        let end = file.bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        file.bytes.truncate(end);
    }
    file.bytes.shrink_to_fit();
}

/// The head and the whole size.
async fn read(mut field: Field<'_>, bytes_per_second: Option<u64>) -> Result<(Vec<u8>, u64), MultipartError> {
    let mut head = Vec::new();
    let mut size = 0;
    while let Some(chunk) = field.chunk().await? {
        size += chunk.len() as u64;
        let room = MOST_OF_A_BATCH.saturating_sub(head.len());
        head.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if let Some(rate) = bytes_per_second {
            tokio::time::sleep(Duration::from_secs_f64(chunk.len() as f64 / rate.max(1) as f64)).await;
        }
    }
    Ok((head, size))
}

fn not_a_form<E>(_: E) -> Refused {
    Refused::new(400, "Could not parse multipart form: it has no boundary.", None)
}

fn broken(error: MultipartError) -> Unread {
    // What comes from below the form is an error of the connection.
    let connection = successors(error.source(), |error| (*error).source()).any(|error| error.is::<axum::Error>());
    if connection {
        return None;
    }
    Some(Refused::new(400, &format!("Could not parse multipart form: {}", error.body_text()), None))
}

#[cfg(test)]
mod tests {
    use super::{IncomingFile, keep};

    #[test]
    fn a_large_batch_is_kept_in_whole_lines() {
        let mut file =
            IncomingFile { field: "file".into(), filename: "a.jsonl".into(), bytes: b"{}\n{}\n{".to_vec(), size: 7 };
        keep(&mut file, true);
        assert_eq!(file.bytes, b"{}\n{}\n{", "all of it is here, also without a last line end");
        file.size = 900;
        keep(&mut file, true);
        assert_eq!((&*file.bytes, file.size), (b"{}\n{}\n".as_slice(), 900));
    }
}
