//! Hands a file to the person: the browser saves it where it saves downloads.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, window};

use super::content::BlobContent;
use crate::openai::request::Content;

/// How long the address of a saved file stays good, in milliseconds: the browser reads it after the click.
const KEPT_FOR: u32 = 60_000;

/// Saves bytes under a name; `mime` is their type. Whether the browser took them.
pub fn save(name: &str, mime: &str, bytes: &[u8]) -> bool {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind);
    blob.and_then(|blob| offer(name, &blob)).is_ok()
}

/// The same for what may be larger than memory.
pub fn save_content(name: &str, content: &dyn Content) -> bool {
    content.as_any().downcast_ref::<BlobContent>().is_some_and(|content| offer(name, &content.0).is_ok())
}

fn offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let url = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    wasm_bindgen_futures::spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(KEPT_FOR).await;
        // An address that was already let go is no failure.
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}
