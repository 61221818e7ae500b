//! Whether the page's own policy keeps requests from an address: to a script, such a request fails like any other.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{SecurityPolicyViolationEvent, window};

use crate::transport::clock::Clock;

/// Watches for requests to one origin that the policy forbade, until it is dropped.
pub struct Policy {
    forbade: Rc<Cell<bool>>,
    _listener: Option<EventListener>,
}

impl Policy {
    pub fn watch(origin: &str) -> Self {
        let forbade = Rc::new(Cell::new(false));
        let (origin, seen) = (origin.to_owned(), forbade.clone());
        let document = window().and_then(|window| window.document());
        let listener = document.map(|document| {
            EventListener::new(&document, "securitypolicyviolation", move |event| {
                let Some(event) = event.dyn_ref::<SecurityPolicyViolationEvent>() else { return };
                if event.blocked_uri().starts_with(&origin) {
                    seen.set(true);
                }
            })
        });
        Policy { forbade, _listener: listener }
    }

    /// Asked after a request has failed. The browser tells of the violation a moment later.
    pub async fn forbids(&self, clock: &dyn Clock) -> bool {
        if !self.forbade.get() {
            clock.sleep(1).await;
        }
        self.forbade.get()
    }
}
