//! Short notices that go by themselves.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::services::Browser;

/// How long a notice is shown, in milliseconds: a moment, and the time to read it twice.
const SHOWN_FOR: u64 = 2_500;
const SHOWN_FOR_LETTER: u64 = 60;

#[derive(Clone, Copy)]
pub struct Toasts {
    browser: Browser,
    pub shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

#[derive(Clone)]
pub struct Toast {
    pub number: u32,
    pub text: String,
}

impl Toasts {
    pub fn provide(browser: Browser) -> Self {
        let toasts = Toasts { browser, shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
        provide_context(toasts);
        toasts
    }

    /// Shows a notice; one that says the same takes the place of the last.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        let shown_for = SHOWN_FOR + SHOWN_FOR_LETTER * text.len() as u64;
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        self.shown.update(|shown| {
            shown.retain(|toast| toast.text != text);
            shown.push(Toast { number, text });
        });
        let clock = self.browser.get().clock;
        spawn_local(async move {
            clock.sleep(shown_for).await;
            self.dismiss(number);
        });
    }

    pub fn dismiss(self, number: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.number != number));
    }
}
