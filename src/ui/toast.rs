//! Short notices that go by themselves.

use leptos::prelude::*;

use crate::state::settings::lang;
use crate::state::toasts::{Toast, Toasts};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let notice = move |Toast { number, text }| {
        view! {
            <p class="toast">
                <span>{text}</span>
                <button
                    type="button"
                    class="button icon plain"
                    aria-label=lang().close()
                    on:click=move |_| toasts.dismiss(number)
                >
                    <Glyph icon=Icon::Close />
                </button>
            </p>
        }
    };
    let notices = live(move || toasts.shown.get().into_iter().map(notice).collect_view());
    view! { <div class="toasts" role="status">{notices}</div> }
}
