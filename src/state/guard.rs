//! The objects that are protected on this device.

use std::rc::Rc;

use leptos::prelude::*;

use super::services::Browser;
use super::toasts::Toasts;
use crate::account::protected::Protected;

#[derive(Clone, Copy)]
pub struct Guard {
    browser: Browser,
    toasts: Toasts,
    pub protected: RwSignal<Protected>,
}

impl Guard {
    pub fn provide(browser: Browser, toasts: Toasts) -> Self {
        let protected = RwSignal::new(Protected::read(&*browser.get().device));
        let guard = Guard { browser, toasts, protected };
        (browser.get().on_change)(Rc::new(move |name| {
            if Protected::is_kept_as(name) {
                // What another tab protects shows its mark here too.
                guard.now();
            }
        }));
        provide_context(guard);
        guard
    }

    /// As it stands on the device: another tab may have changed it.
    pub fn now(self) -> Protected {
        let now = Protected::read(&*self.browser.get().device);
        let known = self.protected.get_untracked();
        if self.protected.with_untracked(|known| *known == now) {
            return known;
        }
        self.protected.set(now.clone());
        now
    }

    /// Changes and keeps it.
    pub fn change(self, change: &dyn Fn(&mut Protected)) {
        let mut now = self.now();
        change(&mut now);
        let kept = now.write(&*self.browser.get().device);
        if !kept {
            self.toasts.say(super::settings::lang().protected_not_kept());
        }
        self.protected.set(now);
    }
}
