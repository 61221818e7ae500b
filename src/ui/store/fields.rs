//! Expiry and chunking as they are typed.

use leptos::prelude::*;

use crate::account::store_form::{self, Problem};
use crate::openai::chunking::ChunkingStrategy;
use crate::openai::vector_store::ExpiresAfter;
use crate::state::settings::lang;
use crate::ui::choice::{Choice, Choices};
use crate::ui::field::TextField;
use crate::ui::live::live;

/// The days of a store that expire with disuse, if it expires.
#[derive(Clone, Copy)]
pub struct Expiry {
    pub on: RwSignal<bool>,
    days: RwSignal<String>,
}

impl Expiry {
    pub fn new(after: Option<&ExpiresAfter>) -> Expiry {
        let days = after.and_then(|after| after.days);
        let typed = days.unwrap_or(7).to_string();
        Expiry { on: RwSignal::new(days.is_some()), days: RwSignal::new(typed) }
    }

    /// What is typed, unless something is wrong with it.
    pub fn value(self) -> Result<Option<ExpiresAfter>, Problem> {
        let days = || self.days.with(|days| store_form::days(days)).map(ExpiresAfter::days);
        if self.on.get() { days().map(Some) } else { Ok(None) }
    }
}

#[component]
pub fn ExpiryFields(expiry: Expiry) -> impl IntoView {
    let lang = lang();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || expiry.on.get()
                on:change:target=move |event| expiry.on.set(event.target().checked())
            />
            <span>{lang.store_expires()}</span>
        </label>
        {live(move || expiry.on.get().then(|| view! { <DaysField expiry /> }))}
    }
}

#[component]
pub fn DaysField(expiry: Expiry) -> impl IntoView {
    let lang = lang();
    let problem = move || expiry.value().err().map(|problem| lang.store_problem(problem));
    view! { <TextField id="store-days" label=lang.store_days() hint="" value=expiry.days problem /> }
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Auto,
    Static,
}

/// How files are to be cut.
#[derive(Clone, Copy)]
pub struct Chunking {
    way: RwSignal<Option<Way>>,
    size: RwSignal<String>,
    overlap: RwSignal<String>,
}

impl Chunking {
    pub fn new() -> Chunking {
        let typed = |text: &str| RwSignal::new(text.to_owned());
        Chunking { way: RwSignal::new(Some(Way::Auto)), size: typed("800"), overlap: typed("400") }
    }

    /// What is typed, unless something is wrong with it; nothing is the API's own way.
    pub fn value(self) -> Result<Option<ChunkingStrategy>, Problem> {
        match self.way.get() {
            Some(Way::Static) => store_form::chunking(&self.size.get(), &self.overlap.get()).map(Some),
            Some(Way::Auto) | None => Ok(None),
        }
    }
}

#[component]
pub fn ChunkingFields(chunking: Chunking) -> impl IntoView {
    let lang = lang();
    let choice = |value, code, label, hint| Choice { value, code, label, hint };
    let choices = vec![
        choice(Way::Auto, "auto", lang.store_chunking_auto(), lang.store_chunking_auto_hint()),
        choice(Way::Static, "static", lang.store_chunking_static(), lang.store_chunking_static_hint()),
    ];
    let told = move |of: Problem| chunking.value().err().filter(|problem| *problem == of);
    let of_size = move || told(Problem::ChunkSize).map(|problem| lang.store_problem(problem));
    let of_overlap = move || told(Problem::ChunkOverlap).map(|problem| lang.store_problem(problem));
    view! {
        <Choices name="chunking" legend=lang.store_chunking() choices chosen=chunking.way />
        {live(move || {
            (chunking.way.get() == Some(Way::Static))
                .then(|| {
                    view! {
                        <TextField id="chunk-size" label=lang.store_chunk_size() hint="" value=chunking.size problem=of_size />
                        <TextField
                            id="chunk-overlap"
                            label=lang.store_chunk_overlap()
                            hint=""
                            value=chunking.overlap
                            problem=of_overlap
                        />
                    }
                })
        })}
    }
}
