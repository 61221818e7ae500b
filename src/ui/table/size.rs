//! Watches the height of an element.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, ResizeObserver};

/// Ends the watch when dropped.
pub struct Watch {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Tells the element's height within its borders, now and whenever its size changes. In CSS pixels.
    pub fn height(element: &HtmlElement, told: impl Fn(f64) + 'static) -> Option<Watch> {
        let watched = element.clone();
        let told = Closure::<dyn FnMut(Array)>::new(move |_: Array| told(f64::from(watched.client_height())));
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Watch { observer, _told: told })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
