//! Between the tabs of this page.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "quartermaster";

/// Hands on what other tabs say, and returns what tells them something. Lasts as long as the page.
pub fn open(heard: Rc<dyn Fn(&str)>) -> Rc<dyn Fn(&str)> {
    let Ok(channel) = BroadcastChannel::new(NAME) else { return Rc::new(|_| ()) };
    EventListener::new(&channel, "message", move |event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        heard(text.as_deref().unwrap_or_default());
    })
    .forget();
    Rc::new(move |text| {
        // A text can be sent as long as the channel is open, which it is.
        let _ = channel.post_message(&JsValue::from_str(text));
    })
}
