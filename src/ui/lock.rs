//! The read-only lock in the top bar, and what it does to buttons that change the account.

use leptos::prelude::*;

use crate::state::session::Session;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

#[component]
pub fn Lock() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let locked = Memo::new(move |_| session.is_locked());
    let turn = move |_| {
        let lock = !locked.get_untracked();
        session.set_locked(lock);
        toasts.say(if lock { lang.locked_now() } else { lang.unlocked_now() });
    };
    view! {
        <button
            type="button"
            class="button lock"
            aria-pressed=move || if locked.get() { "true" } else { "false" }
            title=move || if locked.get() { lang.lock_open() } else { lang.lock_close() }
            on:click=turn
        >
            {live(move || {
                let icon = if locked.get() { Icon::Lock } else { Icon::Unlock };
                view! { <Glyph icon /> }
            })}
            <span class="lock-word" class:visually-hidden=move || !locked.get()>{lang.lock_label()}</span>
        </button>
    }
}

/// A button that changes the account, or leads to what does. Behind a shut lock it can still be reached, and says why
/// it does nothing; where there is nothing to do (`disabled`) it can be reached too.
#[component]
pub fn LockedButton(
    #[prop(default = "button")] class: &'static str,
    #[prop(optional)] icon: Option<Icon>,
    /// Its name where its words may be hidden.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(default = Signal::stored(false))] disabled: Signal<bool>,
    press: impl Fn() + 'static,
    children: Children,
) -> impl IntoView {
    behind_lock(class, icon, label, disabled, Box::new(press), children)
}

/// Apart from the component, so that it is compiled once and not for each `press`.
fn behind_lock(
    class: &'static str,
    icon: Option<Icon>,
    label: Option<String>,
    disabled: Signal<bool>,
    press: Box<dyn Fn()>,
    children: Children,
) -> AnyView {
    let lock = Locked::expect();
    let pressed = move |_| {
        if !disabled.get_untracked() && !lock.refuses() {
            press();
        }
    };
    view! {
        <button
            type="button"
            class=class
            aria-label=label
            aria-disabled=move || if disabled.get() { Some("true") } else { lock.disabled() }
            title=move || lock.why()
            on:click=pressed
        >
            {icon.map(|icon| view! { <Glyph icon /> })}
            {children()}
        </button>
    }
    .into_any()
}

/// For what else changes the account: whether the lock is shut, and a way to say so when one is pressed all the same.
#[derive(Clone, Copy)]
pub struct Locked {
    session: Session,
    toasts: Toasts,
}

impl Locked {
    pub fn expect() -> Self {
        Locked { session: expect_context::<Session>(), toasts: expect_context::<Toasts>() }
    }

    /// For `aria-disabled`: such a button can still be reached, and says why it does nothing.
    pub fn disabled(self) -> Option<&'static str> {
        self.session.is_locked().then_some("true")
    }

    pub fn why(self) -> Option<&'static str> {
        self.session.is_locked().then(|| lang().locked_why())
    }

    /// Says why nothing happens, if nothing may.
    pub fn refuses(self) -> bool {
        let why = untrack(|| self.why());
        if let Some(why) = why {
            self.toasts.say(why);
        }
        why.is_some()
    }
}
