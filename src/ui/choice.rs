//! A group of radio buttons with a word and a hint each.

use leptos::prelude::*;

pub struct Choice<T> {
    pub value: T,
    pub code: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
}

/// One of a few. `chosen` is empty until the person has chosen, so that nothing is chosen for them.
#[component]
pub fn Choices<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    legend: &'static str,
    choices: Vec<Choice<T>>,
    chosen: RwSignal<Option<T>>,
) -> impl IntoView {
    let choice = move |choice: Choice<T>| {
        let Choice { value, code, label, hint } = choice;
        let id = format!("{name}-{code}");
        let (for_id, hint_id) = (id.clone(), format!("{id}-hint"));
        view! {
            <label class="choice" for=for_id>
                <input
                    type="radio"
                    id=id
                    name=name
                    value=code
                    aria-describedby=hint_id.clone()
                    prop:checked=move || chosen.get() == Some(value)
                    on:change=move |_| chosen.set(Some(value))
                />
                <span>{label}</span>
                <span class="hint" id=hint_id>{hint}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class="choices">{choices.into_iter().map(choice).collect_view()}</div>
        </fieldset>
    }
}
