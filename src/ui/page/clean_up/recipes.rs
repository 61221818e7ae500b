//! Recipes: files by purpose, age or any query; stores with or without their files; new stores for old ones; everything.

use leptos::prelude::*;

use super::migrate::MigrateButton;
use crate::account::plans::Along;
use crate::account::recipes::Recipe;
use crate::openai::purpose::Purpose;
use crate::query::Error;
use crate::state::catalog::Catalog;
use crate::state::jobs::Jobs;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::choice::Choices;
use crate::ui::confirm::along_choices;
use crate::ui::field::{Problem, TextField};
use crate::ui::live::live;
use crate::ui::lock::LockedButton;

#[component]
pub fn Recipes() -> impl IntoView {
    view! {
        <FilesRecipe />
        <StoresRecipe />
        <Everything />
    }
}

/// What is wrong with a query for a table, in words.
fn wrong(lang: Lang, table: TableState, query: &str) -> Option<String> {
    table.with_scope(|scope| {
        let read = crate::query::Query::parse(query);
        let error: Error = read.and_then(|query| crate::query::Filter::new(&query, *scope).map(drop)).err()?;
        Some(lang.query_problem(&error, query, &scope.fields().join(", ")))
    })
}

#[component]
fn QueryField(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    value: RwSignal<String>,
    table: TableState,
) -> impl IntoView {
    let lang = lang();
    let problem = Memo::new(move |_| value.with(|query| wrong(lang, table, query)));
    view! { <TextField id label hint value problem=move || problem.get() /> }
}

#[component]
fn FilesRecipe() -> impl IntoView {
    let lang = lang();
    let (catalog, jobs) = (expect_context::<Catalog>(), expect_context::<Jobs>());
    let (purpose, days, words) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong_days = move || days.with(|days| !days.trim().is_empty() && days.trim().parse::<u32>().is_err());
    // Purpose and age are parts of the query: there is one rule for all of them.
    let query = Memo::new(move |_| {
        let (purpose, days, words) = (purpose.get(), days.get(), words.get());
        let mut parts = Vec::new();
        if !purpose.is_empty() {
            parts.push(format!("purpose:{purpose}"));
        }
        if let Ok(days) = days.trim().parse::<u32>() {
            parts.push(format!("age>{days}d"));
        }
        if !words.trim().is_empty() {
            parts.push(if parts.is_empty() { words.trim().to_owned() } else { format!("({})", words.trim()) });
        }
        parts.join(" ")
    });
    let is_wrong =
        Memo::new(move |_| wrong_days() || query.with(|query| wrong(lang, catalog.file_table, query).is_some()));
    let count =
        Memo::new(
            move |_| if is_wrong.get() { 0 } else { query.with(|query| catalog.file_table.tally(query, "").rows) },
        );
    let disabled = Signal::derive(move || count.get() == 0);
    let plan = move || {
        let query = query.get_untracked();
        let title =
            if query.is_empty() { lang.recipe_all_files().to_owned() } else { lang.recipe_files_of(&visible(&query)) };
        jobs.propose(Recipe::Files { query }, title);
    };
    view! {
        <section class="card" aria-label=lang.recipe_files()>
            <h2>{lang.recipe_files()}</h2>
            <p class="hint">{lang.recipe_files_hint()}</p>
            <div class="recipe-fields">
                <div class="field">
                    <label for="recipe-purpose">{lang.recipe_purpose()}</label>
                    <select
                        id="recipe-purpose"
                        class="select"
                        on:change:target=move |event| purpose.set(event.target().value())
                    >
                        <option value="">{lang.recipe_any_purpose()}</option>
                        {Purpose::KNOWN
                            .iter()
                            .map(|purpose| view! { <option value=purpose.as_str()>{purpose.as_str()}</option> })
                            .collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for="recipe-days">{lang.recipe_days()}</label>
                    <input
                        id="recipe-days"
                        class="input"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        aria-describedby="recipe-days-problem"
                        prop:value=move || days.get()
                        on:input:target=move |event| days.set(event.target().value())
                    />
                    <Problem
                        id="recipe-days-problem"
                        text=move || wrong_days().then(|| lang.recipe_days_wrong())
                    />
                </div>
            </div>
            <QueryField
                id="recipe-query"
                label=lang.recipe_query()
                hint=lang.recipe_query_hint()
                value=words
                table=catalog.file_table
            />
            <div class="button-row">
                <span role="status" class="grow">{move || lang.recipe_matching_files(count.get())}</span>
                <LockedButton class="button danger" disabled label=lang.finding_plan_of(lang.recipe_files()) press=plan>
                    {lang.finding_plan()}
                </LockedButton>
            </div>
        </section>
    }
}

#[component]
fn StoresRecipe() -> impl IntoView {
    let lang = lang();
    let (catalog, jobs) = (expect_context::<Catalog>(), expect_context::<Jobs>());
    let (query, along) = (RwSignal::new(String::new()), RwSignal::new(Some(Along::Nothing)));
    let count = Memo::new(move |_| query.with(|query| catalog.store_table.tally(query, "").rows));
    let disabled = Signal::derive(move || count.get() == 0);
    let plan = move || {
        let query = query.get_untracked().trim().to_owned();
        let title = if query.is_empty() {
            lang.recipe_all_stores().to_owned()
        } else {
            lang.recipe_stores_of(&visible(&query))
        };
        jobs.propose(Recipe::Stores { query, along: along.get_untracked().unwrap_or_default() }, title);
    };
    view! {
        <section class="card" aria-label=lang.recipe_stores()>
            <h2>{lang.recipe_stores()}</h2>
            <QueryField
                id="recipe-stores"
                label=lang.recipe_which_stores()
                hint=lang.recipe_which_stores_hint()
                value=query
                table=catalog.store_table
            />
            <Choices name="recipe-along" legend=lang.confirm_with() choices=along_choices(lang) chosen=along />
            <div class="button-row">
                <span role="status" class="grow">{move || lang.recipe_matching_stores(count.get())}</span>
                <MigrateButton query disabled />
                <LockedButton class="button danger" disabled label=lang.finding_plan_of(lang.recipe_stores()) press=plan>
                    {lang.finding_plan()}
                </LockedButton>
            </div>
        </section>
    }
}

#[component]
fn Everything() -> impl IntoView {
    let lang = lang();
    let (catalog, jobs) = (expect_context::<Catalog>(), expect_context::<Jobs>());
    let counts =
        move || (catalog.files.rows.with(|rows| rows.len() as u64), catalog.stores.rows.with(|rows| rows.len() as u64));
    let disabled = Signal::derive(move || counts() == (0, 0));
    let plan = move || jobs.propose(Recipe::Everything, lang.recipe_everything().to_owned());
    view! {
        <section class="card" aria-label=lang.recipe_everything()>
            <h2>{lang.recipe_everything()}</h2>
            <p class="hint">{lang.recipe_everything_hint()}</p>
            <div class="button-row">
                <span role="status" class="grow">
                    {live(move || {
                        let (files, stores) = counts();
                        lang.recipe_everything_count(files, &lang.count_stores(stores))
                    })}
                </span>
                <LockedButton class="button danger" disabled label=lang.finding_plan_of(lang.recipe_everything()) press=plan>
                    {lang.finding_plan()}
                </LockedButton>
            </div>
        </section>
    }
}
