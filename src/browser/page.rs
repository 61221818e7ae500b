//! What the page is: its languages, its network, its clipboard, where it is served from.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, window};

use crate::text::hex::hex;

/// Marks the second policy of the page, which names the one origin.
const NARROWED: &str = "data-origin";

pub fn is_offline() -> bool {
    window().is_some_and(|window| !window.navigator().on_line())
}

/// The browser's languages, the preferred one first.
pub fn languages() -> Vec<String> {
    let listed = window().map(|window| window.navigator().languages()).unwrap_or_default();
    listed.iter().filter_map(|tag| tag.as_string()).collect()
}

/// The folder the program is served from, without trailing slash: empty at the root of a host.
/// Written by `boot.js`, which knows its own address.
pub fn base() -> String {
    root().and_then(|root| root.get_attribute("data-base")).unwrap_or_default()
}

/// The address of `boot.js`, which is the script of the timer's worker too. Written by itself.
pub fn loader() -> Option<String> {
    root()?.get_attribute("data-loader")
}

/// Sets or removes an attribute of `<html>`: language, theme.
pub fn mark_root(name: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    // The names are constants of ours and valid, so this cannot fail.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// The title of the browser's tab.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Narrows the page's policy: from now until it is reloaded, the browser refuses requests to any other origin.
/// The first call decides.
pub fn narrow_to(origin: &str) {
    if narrowed_to().is_none() {
        // If it cannot be narrowed, the policy of the page itself still stands.
        let _ = try_narrow_to(origin);
    }
}

fn try_narrow_to(origin: &str) -> Result<(), JsValue> {
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let policy = document.create_element("meta")?;
    policy.set_attribute("http-equiv", "Content-Security-Policy")?;
    policy.set_attribute("content", &format!("connect-src 'self' {origin}"))?;
    policy.set_attribute(NARROWED, origin)?;
    document.head().ok_or(JsValue::NULL)?.append_child(&policy).map(drop)
}

/// The one origin that requests may still go to, once the policy was narrowed.
pub fn narrowed_to() -> Option<String> {
    let narrowed = window()?.document()?.query_selector(&format!("meta[{NARROWED}]")).ok()??;
    narrowed.get_attribute(NARROWED)
}

pub fn reload() {
    if let Some(window) = window() {
        // A page that cannot be reloaded stays as it is.
        let _ = window.location().reload();
    }
}

/// Whether nobody sees the page.
pub fn is_hidden() -> bool {
    window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// What the history keeps of a table's scroll position.
const SCROLL: &str = "scroll";

/// Notes how far a table is scrolled with this entry of the tab's history, in CSS pixels. What else is noted with
/// it stays.
pub fn keep_scroll(top: f64) {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    let state = js_sys::Object::new();
    if let Ok(old) = history.state()
        && old.is_object()
    {
        js_sys::Object::assign(&state, old.unchecked_ref());
    }
    // Browsers refuse when there are too many changes in a short time; then the position is not kept.
    let _ = js_sys::Reflect::set(&state, &SCROLL.into(), &top.into());
    let _ = history.replace_state(&state, "");
}

pub fn kept_scroll() -> Option<f64> {
    let state = window()?.history().ok()?.state().ok()?;
    js_sys::Reflect::get(&state, &SCROLL.into()).ok()?.as_f64()
}

/// All that is noted with this entry of the tab's history.
pub fn noted() -> JsValue {
    window().and_then(|window| window.history().ok()?.state().ok()).unwrap_or(JsValue::NULL)
}

/// Removes the static shell that was shown while the program loaded.
pub fn remove_shell() {
    let document = window().and_then(|window| window.document());
    if let Some(shell) = document.and_then(|document| document.get_element_by_id("shell")) {
        shell.remove();
    }
}

/// SHA-256 in hexadecimal digits; `None` where the browser does not compute it (pages that came without TLS).
pub async fn digest(bytes: Vec<u8>) -> Option<String> {
    let subtle = window()?.crypto().ok()?.subtle();
    let bytes = Uint8Array::from(bytes.as_slice());
    let digest = JsFuture::from(subtle.digest_with_str_and_buffer_source("SHA-256", &bytes).ok()?).await.ok()?;
    Some(hex(&Uint8Array::new(&digest).to_vec()))
}

/// Whether the text reached the clipboard.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

fn root() -> Option<HtmlElement> {
    let root: Element = window()?.document()?.document_element()?;
    root.dyn_into().ok()
}
