//! Fields of a form: a text with its label, hint and problem; a colour.

use leptos::prelude::*;

use crate::account::profile::Colour;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

#[component]
pub fn TextField<T: IntoView + 'static>(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    value: RwSignal<String>,
    problem: impl Fn() -> Option<T> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=format!("{hint_id} {problem_id}")
                aria-invalid=move || problem().map(|_| "true")
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            {(!hint.is_empty()).then(|| view! { <span class="hint" id=hint_id>{hint}</span> })}
            <Problem id=problem_id text=problem />
        </div>
    }
}

/// For a field in which all is right.
pub fn no_problem() -> Option<&'static str> {
    None
}

/// A sentence under a field; there is always a place for it, so that a screen reader hears it come.
#[component]
pub fn Problem<T: IntoView + 'static>(
    #[prop(into)] id: String,
    text: impl Fn() -> Option<T> + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <span id=id aria-live="polite">
            {live(move || {
                text()
                    .map(|text| {
                        view! {
                            <span class="problem">
                                <Glyph icon=Icon::Alert />
                                {text}
                            </span>
                        }
                    })
            })}
        </span>
    }
}

#[component]
pub fn ColourChoice(colour: RwSignal<Colour>) -> impl IntoView {
    let lang = lang();
    let option = move |value: Colour| {
        view! {
            <label data-colour=value.code()>
                <input
                    type="radio"
                    name="colour"
                    value=value.code()
                    prop:checked=move || colour.get() == value
                    on:change=move |_| colour.set(value)
                />
                <span class="swatch"></span>
                {colour_name(lang, value)}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{lang.colour_label()}</legend>
            <div class="colours">{Colour::ALL.into_iter().map(option).collect_view()}</div>
        </fieldset>
    }
}

fn colour_name(lang: Lang, colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => lang.colour_blue(),
        Colour::Teal => lang.colour_teal(),
        Colour::Green => lang.colour_green(),
        Colour::Amber => lang.colour_amber(),
        Colour::Rose => lang.colour_rose(),
        Colour::Violet => lang.colour_violet(),
    }
}
