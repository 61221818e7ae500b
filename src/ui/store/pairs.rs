//! Metadata as it is typed: rows of key and value, each told at once what is wrong with it.

use leptos::prelude::*;

use crate::account::store_form::{self, Metadata, Problem};
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// The rows of one form.
#[derive(Clone, Copy)]
pub struct Pairs {
    rows: RwSignal<Vec<Row>>,
    next: StoredValue<u32>,
}

#[derive(Clone, PartialEq)]
struct Row {
    number: u32,
    pair: (String, String),
}

impl Pairs {
    pub fn new(metadata: &Metadata) -> Pairs {
        let pairs = Pairs { rows: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
        for (key, value) in metadata {
            pairs.add((key.clone(), value.clone()));
        }
        pairs
    }

    fn add(self, pair: (String, String)) {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        self.rows.update(|rows| rows.push(Row { number, pair }));
    }

    fn typed(self) -> Vec<(String, String)> {
        self.rows.with(|rows| rows.iter().map(|row| row.pair.clone()).collect())
    }

    /// What is typed, unless something is wrong with it.
    pub fn metadata(self) -> Result<Metadata, Problem> {
        store_form::metadata(&self.typed())
    }
}

#[component]
pub fn PairFields(id: &'static str, legend: &'static str, hint: &'static str, pairs: Pairs) -> impl IntoView {
    let lang = lang();
    let problems = Memo::new(move |_| store_form::problems(&pairs.typed()));
    // Drawn anew when a row comes or goes, not with every letter.
    let numbers = Memo::new(move |_| pairs.rows.with(|rows| rows.iter().map(|row| row.number).collect::<Vec<_>>()));
    view! {
        <fieldset class="field" aria-describedby=format!("{id}-hint")>
            <legend>{legend}</legend>
            <span class="hint" id=format!("{id}-hint")>{hint}</span>
            {live(move || {
                let row = |(at, number)| view! { <PairRow id pairs at number problems /> };
                numbers.get().into_iter().enumerate().map(row).collect_view()
            })}
            <div class="button-row">
                <button type="button" class="button small" on:click=move |_| pairs.add(Default::default())>
                    <Glyph icon=Icon::Plus />
                    {lang.store_pair_add()}
                </button>
            </div>
        </fieldset>
    }
}

#[component]
fn PairRow(
    id: &'static str,
    pairs: Pairs,
    at: usize,
    number: u32,
    problems: Memo<Vec<Option<Problem>>>,
) -> impl IntoView {
    let lang = lang();
    let problem_id = format!("{id}-{number}-problem");
    let problem = Memo::new(move |_| problems.with(|problems| problems.get(at).copied().flatten()));
    let is_of_value = move || problem.get() == Some(Problem::ValueLong);
    let pair = pairs.rows.with_untracked(|rows| rows.get(at).map(|row| row.pair.clone())).unwrap_or_default();
    let change = move |change: &dyn Fn(&mut (String, String))| {
        pairs.rows.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.number == number) {
                change(&mut row.pair);
            }
        });
    };
    let n = (at + 1).to_string();
    let remove = move |_| pairs.rows.update(|rows| rows.retain(|row| row.number != number));
    view! {
        <div class="pair">
            <input
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder=lang.store_key()
                aria-label=lang.store_key_of(&n)
                aria-describedby=problem_id.clone()
                aria-invalid=move || (problem.get().is_some() && !is_of_value()).then_some("true")
                prop:value=pair.0
                on:input:target=move |event| change(&|pair| pair.0 = event.target().value())
            />
            <input
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder=lang.store_value()
                aria-label=lang.store_value_of(&n)
                aria-describedby=problem_id.clone()
                aria-invalid=move || is_of_value().then_some("true")
                prop:value=pair.1
                on:input:target=move |event| change(&|pair| pair.1 = event.target().value())
            />
            <button
                type="button"
                class="button icon plain"
                aria-label=lang.store_pair_remove(&n)
                on:click=remove
            >
                <Glyph icon=Icon::Close />
            </button>
            <crate::ui::field::Problem
                id=problem_id
                text=move || problem.get().map(|problem| lang.store_problem(problem))
            />
        </div>
    }
}
