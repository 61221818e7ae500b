//! Short notices that go by themselves.

use leptos::prelude::*;

use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    view! {
        <div class="toasts" role="status">
            <For each=move || toasts.shown.get() key=|toast| toast.number let(toast)>
                <p class="toast">
                    <span>{toast.text.clone()}</span>
                    <button
                        type="button"
                        class="button icon plain"
                        aria-label=lang().close()
                        on:click=move |_| toasts.dismiss(toast.number)
                    >
                        <Glyph icon=Icon::Close />
                    </button>
                </p>
            </For>
        </div>
    }
}
