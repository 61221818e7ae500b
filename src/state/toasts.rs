//! Short notices that go by themselves.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::services::Browser;

/// Long enough to read a sentence twice, in milliseconds.
const SHOWN_FOR: u64 = 8_000;

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

    pub fn say(self, text: impl Into<String>) {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        self.shown.update(|shown| shown.push(Toast { number, text: text.into() }));
        let clock = self.browser.get().clock;
        spawn_local(async move {
            clock.sleep(SHOWN_FOR).await;
            self.dismiss(number);
        });
    }

    pub fn dismiss(self, number: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.number != number));
    }
}
