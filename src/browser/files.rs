//! Files that are kept on this device, in the database beside the records: a copy, which is there when the person's own
//! has been moved.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::checker::blob;
use super::content::BlobContent;
use super::database::{Database, happens};
use crate::openai::request::Content;
use crate::state::services::MaybeContent;

/// Before the names of files; no record is called so.
const FILE: &str = "file ";

pub async fn keep(name: String, content: MaybeContent) -> bool {
    try_keep(&JsValue::from(format!("{FILE}{name}")), content).await.is_ok()
}

async fn try_keep(name: &JsValue, content: MaybeContent) -> Result<(), JsValue> {
    let file = match content {
        Some(content) => Some(blob(&*content).await.ok_or(JsValue::NULL)?),
        None => None,
    };
    let store = Database::default().store("readwrite").await?;
    match file {
        Some(file) => drop(store.put_with_key(&file, name)?),
        None => drop(store.delete(name)?),
    }
    happens(&store.transaction(), "complete", &["abort", "error"]).await
}

pub async fn kept(name: String) -> MaybeContent {
    try_kept(&JsValue::from(format!("{FILE}{name}"))).await.ok()
}

async fn try_kept(name: &JsValue) -> Result<Rc<dyn Content>, JsValue> {
    let store = Database::default().store("readonly").await?;
    let request = store.get(name)?;
    happens(&request, "success", &["error"]).await?;
    let file: Blob = request.result()?.dyn_into()?;
    Ok(Rc::new(BlobContent(file)))
}
