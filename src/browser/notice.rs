//! The system's notices.

use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use crate::state::services::Notices;

pub const NOTICES: Notices = Notices {
    allowed,
    ask: || {
        Box::pin(async {
            if !known() {
                return false;
            }
            if let Ok(asked) = Notification::request_permission() {
                // Whatever comes of it, the permission itself is what counts.
                let _ = JsFuture::from(asked).await;
            }
            allowed()
        })
    },
    show: |title, text| {
        let hidden = web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
        if hidden && allowed() {
            let options = NotificationOptions::new();
            options.set_body(text);
            // Some phones let only service workers show them.
            let _ = Notification::new_with_options(title, &options);
        }
    },
};

fn allowed() -> bool {
    known() && Notification::permission() == NotificationPermission::Granted
}

/// Some browsers have none, and naming them there is an error.
fn known() -> bool {
    web_sys::window().is_some_and(|window| js_sys::Reflect::has(&window, &"Notification".into()).unwrap_or(false))
}
