//! Links within the program lead on without a new page; back and forward too.

use leptos::ev::{self, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

use crate::state::address::Address;

/// Listens for as long as the calling component lives. `base` is the folder that the program is served from.
pub fn follow_links(address: Address, base: String) {
    let click = window_event_listener(ev::click, move |event| {
        if let Some(href) = link_within(&event, &base) {
            event.prevent_default();
            address.go(&href);
        }
    });
    let back = window_event_listener(ev::popstate, move |_| address.read());
    on_cleanup(move || {
        click.remove();
        back.remove();
    });
}

/// The path and parameters of the link that was clicked, if it is one that the browser would follow to an address
/// of the program in this very tab.
fn link_within(event: &MouseEvent, base: &str) -> Option<String> {
    let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || elsewhere {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let is_ours = link.target().is_empty() && !link.has_attribute("download") && link.hash().is_empty();
    let path = link.pathname();
    let within = path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    (is_ours && link.origin() == location().origin().ok()? && within).then(|| path + &link.search())
}
