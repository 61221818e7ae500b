//! What the page is: its languages, its network, its clipboard, where it is served from.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, window};

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

/// Removes the static shell that was shown while the program loaded.
pub fn remove_shell() {
    let document = window().and_then(|window| window.document());
    if let Some(shell) = document.and_then(|document| document.get_element_by_id("shell")) {
        shell.remove();
    }
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
