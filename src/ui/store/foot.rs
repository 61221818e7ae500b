//! The foot of a form in a dialog.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::state::settings::lang;
use crate::ui::dialog::close_around;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::Locked;

/// Cancel, and the button that sends the form unless the account is locked.
#[component]
pub fn Foot(
    send: &'static str,
    #[prop(optional)] icon: Option<Icon>,
    /// It is on its way.
    #[prop(into, default = false.into())]
    sending: Signal<bool>,
    /// It cannot be sent yet.
    #[prop(into, default = false.into())]
    unready: Signal<bool>,
    close: impl Fn() + 'static,
    /// What else can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lock = Locked::expect();
    let cancel = move |event: MouseEvent| {
        close_around(&event);
        close();
    };
    let off = move || if sending.get() || unready.get() { Some("true") } else { lock.disabled() };
    view! {
        <div class="dialog-foot">
            {children.map(|children| children())}
            <button type="button" class="button" on:click=cancel>{lang().cancel()}</button>
            <button type="submit" class="button primary" aria-disabled=off title=move || lock.why()>
                {live(move || {
                    let icon = if sending.get() { Some(Icon::Spinner) } else { icon };
                    icon.map(|icon| view! { <Glyph icon /> })
                })}
                {send}
            </button>
        </div>
    }
}
