//! Files that are kept on this device, in the database beside the records: a copy, which is there when the person's own
//! has been moved.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, IdbTransactionMode};

use super::checker::blob;
use super::content::BlobContent;
use super::database::{Database, happens};
use crate::bulk::records::Later;
use crate::openai::request::Content;

/// Before the names of files; no record is called so.
const FILE: &str = "file ";

pub fn keep(name: &str, content: Option<Rc<dyn Content>>) -> Later<bool> {
    let name = JsValue::from(format!("{FILE}{name}"));
    Box::pin(async move { try_keep(&name, content).await.is_ok() })
}

async fn try_keep(name: &JsValue, content: Option<Rc<dyn Content>>) -> Result<(), JsValue> {
    let file = match content {
        Some(content) => Some(blob(&*content).await.ok_or(JsValue::NULL)?),
        None => None,
    };
    let store = Database::default().store(IdbTransactionMode::Readwrite).await?;
    match file {
        Some(file) => drop(store.put_with_key(&file, name)?),
        None => drop(store.delete(name)?),
    }
    happens(&store.transaction(), "complete", &["abort", "error"]).await
}

pub fn kept(name: &str) -> Later<Option<Rc<dyn Content>>> {
    let name = JsValue::from(format!("{FILE}{name}"));
    Box::pin(async move { try_kept(&name).await.ok() })
}

async fn try_kept(name: &JsValue) -> Result<Rc<dyn Content>, JsValue> {
    let store = Database::default().store(IdbTransactionMode::Readonly).await?;
    let request = store.get(name)?;
    happens(&request, "success", &["error"]).await?;
    let file: Blob = request.result()?.dyn_into()?;
    Ok(Rc::new(BlobContent(file)))
}
