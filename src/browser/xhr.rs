//! Uploads by XMLHttpRequest: fetch does not tell how much was sent.

use futures_channel::oneshot;
use gloo_events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, FormData, ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType};

use super::content::BlobContent;
use super::fetch::{retry_after, unreadable};
use crate::openai::request::{FilePart, Form, Method};
use crate::transport::{Failure, Response};

/// Sends a form once. Dropping the future stops the upload.
pub async fn send(
    method: Method,
    url: &str,
    headers: &[(&'static str, &str)],
    form: &Form,
) -> Result<Response, Failure> {
    let body = form_data(form).await.map_err(|_| Failure::Cut)?;
    let request = AbortOnDrop(XmlHttpRequest::new().map_err(|_| Failure::Unreadable)?);
    let xhr = &request.0;
    open(xhr, method, url, headers).map_err(|_| Failure::Unreadable)?;

    let _progress = form.progress.clone().and_then(|told| {
        let upload = xhr.upload().ok()?;
        Some(EventListener::new(&upload, "progress", move |event| {
            if let Some(event) = event.dyn_ref::<ProgressEvent>() {
                told(event.loaded() as u64);
            }
        }))
    });
    let (ended, end) = oneshot::channel();
    let _end = EventListener::once(xhr, "loadend", move |_| {
        // The receiver is gone only if the upload was dropped, which aborted it.
        let _ = ended.send(());
    });
    xhr.send_with_opt_form_data(Some(&body)).map_err(|_| unreadable())?;
    end.await.map_err(|_| Failure::Cut)?;

    match xhr.status() {
        Ok(status) if status > 0 => Ok(answer(xhr, status)),
        _ => Err(unreadable()),
    }
}

fn open(xhr: &XmlHttpRequest, method: Method, url: &str, headers: &[(&'static str, &str)]) -> Result<(), JsValue> {
    xhr.open(method.as_str(), url)?;
    xhr.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    headers.iter().try_for_each(|(name, value)| xhr.set_request_header(name, value))
}

fn answer(xhr: &XmlHttpRequest, status: u16) -> Response {
    // Asking for a single header that is not exposed would log an error; the list holds only what may be read.
    let list = xhr.get_all_response_headers().unwrap_or_default();
    let header = |wanted: &str| {
        list.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
        })
    };
    let buffer = xhr.response().ok().and_then(|body| body.dyn_into::<ArrayBuffer>().ok());
    Response {
        status,
        request_id: header("x-request-id"),
        retry_after: retry_after(header),
        body: buffer.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default(),
    }
}

async fn form_data(form: &Form) -> Result<FormData, JsValue> {
    let data = FormData::new()?;
    for (name, value) in &form.fields {
        data.append_with_str(name, value)?;
    }
    let FilePart { field, filename, content } = &form.file;
    let blob = match content.as_any().downcast_ref::<BlobContent>() {
        Some(content) => content.0.clone(),
        None => {
            let bytes = content.read().await.ok_or(JsValue::NULL)?;
            Blob::new_with_u8_array_sequence(&js_sys::Array::of1(&Uint8Array::from(bytes.as_slice())))?
        }
    };
    data.append_with_blob_and_filename(field, &blob, filename)?;
    Ok(data)
}

struct AbortOnDrop(XmlHttpRequest);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        // Aborting what has ended does nothing.
        let _ = self.0.abort();
    }
}
