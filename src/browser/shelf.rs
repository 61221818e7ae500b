//! Local and session storage as shelves.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

use crate::account::shelf::Shelf;
use crate::state::services::Listener;

/// `None` inside where the browser denies storage to the page; then nothing is kept and that is said.
pub struct BrowserShelf(Option<Storage>);

impl BrowserShelf {
    /// Ends with the tab.
    pub fn session() -> Self {
        BrowserShelf(web_sys::window().and_then(|window| window.session_storage().ok().flatten()))
    }

    /// Stays on the device.
    pub fn device() -> Self {
        BrowserShelf(web_sys::window().and_then(|window| window.local_storage().ok().flatten()))
    }
}

impl Shelf for BrowserShelf {
    fn get(&self, name: &str) -> Option<String> {
        self.0.as_ref()?.get_item(name).ok().flatten()
    }

    fn set(&self, name: &str, value: &str) -> bool {
        self.0.as_ref().is_some_and(|storage| storage.set_item(name, value).is_ok())
    }

    fn remove(&self, name: &str) {
        if let Some(storage) = &self.0 {
            // Removing what is not there is no error; a storage that fails here failed to keep it too.
            let _ = storage.remove_item(name);
        }
    }
}

/// Hands on the name of each text that another tab changes on the device; an empty one where it erased them all.
/// Lasts as long as the page.
pub fn on_change(heard: Listener) {
    let Some(window) = web_sys::window() else { return };
    EventListener::new(&window, "storage", move |event| {
        let name = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
        heard(name.as_deref().unwrap_or_default());
    })
    .forget();
}
