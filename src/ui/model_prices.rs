//! The prices of tokens, by model: those of the program's list, and the person's own.

use std::collections::BTreeSet;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::account::cost::dollars;
use crate::account::model_prices::Own;
use crate::jsonl::prices::{AS_OF, Price, family};
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::date;
use crate::text::visible::visible;
use crate::ui::field::TextField;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::price::decimal;

/// What stands in the form.
#[derive(Clone, Copy)]
struct Form {
    model: RwSignal<String>,
    input: RwSignal<String>,
    output: RwSignal<String>,
    /// What is wrong is said once it was tried.
    tried: RwSignal<bool>,
}

#[component]
pub fn ModelPrices() -> impl IntoView {
    let lang = lang();
    let (browser, catalog, toasts) =
        (expect_context::<Browser>(), expect_context::<Catalog>(), expect_context::<Toasts>());
    let text = || RwSignal::new(String::new());
    let form = Form { model: text(), input: text(), output: text(), tried: RwSignal::new(false) };
    let named = move || Some(form.model.with(|model| model.trim().to_owned())).filter(|model| !model.is_empty());
    let input = move || form.input.with(|typed| dollars(typed));
    let output = move || form.output.with(|typed| dollars(typed));
    let said = move |kept: bool| toasts.say(if kept { lang.settings_name_saved() } else { lang.prices_not_kept() });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        form.tried.set(true);
        if let (Some(model), Some(input), Some(output)) = (untrack(named), untrack(input), untrack(output)) {
            let own = Own { price: Price { input, output }, as_of: browser.now() / 1000 };
            said(catalog.change_prices(browser, |prices| prices.set(&model, own)));
            form.tried.set(false);
            for field in [form.model, form.input, form.output] {
                field.set(String::new());
            }
        }
    };
    let wrong = move |is_wrong: bool, why: &'static str| (is_wrong && form.tried.get()).then_some(why);
    view! {
        <form class="card" id="model-prices" on:submit=save novalidate aria-label=lang.prices_title()>
            <h2>{lang.prices_title()}</h2>
            <p class="hint">{lang.prices_hint()}</p>
            <Known form />
            <TextField
                id="price-model"
                label=lang.prices_model()
                hint=lang.prices_model_hint()
                value=form.model
                problem=move || wrong(named().is_none(), lang.prices_model_wrong())
            />
            <TextField
                id="price-input"
                label=lang.prices_input_label()
                hint=""
                value=form.input
                problem=move || wrong(input().is_none(), lang.cost_gigabyte_wrong())
            />
            <TextField
                id="price-output"
                label=lang.prices_output_label()
                hint=""
                value=form.output
                problem=move || wrong(output().is_none(), lang.cost_gigabyte_wrong())
            />
            <div class="button-row">
                <button type="submit" class="button">{lang.prices_set()}</button>
            </div>
        </form>
    }
}

/// The models of this account's batches, and those that the person put in.
#[component]
fn Known(form: Form) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let models = Memo::new(move |_| {
        let mut models: BTreeSet<String> =
            catalog.model_prices.with(|prices| prices.models().map(str::to_owned).collect());
        catalog.batches.rows.with(|batches| {
            for model in batches.iter().filter_map(|batch| batch.model.as_ref()) {
                let family = family(model.as_str()).unwrap_or(model.as_str());
                if !models.contains(family) {
                    models.insert(family.to_owned());
                }
            }
        });
        models
    });
    live(move || {
        let models = models.get();
        if models.is_empty() {
            return view! { <p class="hint">{lang.prices_none()}</p> }.into_any();
        }
        view! {
            <table class="prices-known">
                <thead>
                    <tr>
                        <th scope="col">{lang.prices_model()}</th>
                        <th scope="col" class="end">{lang.prices_input()}</th>
                        <th scope="col" class="end">{lang.prices_output()}</th>
                        <th scope="col">{lang.prices_as_of()}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{models.into_iter().map(|model| view! { <Row form model /> }).collect_view()}</tbody>
            </table>
        }
        .into_any()
    })
}

#[component]
fn Row(form: Form, model: String) -> impl IntoView {
    let lang = lang();
    let (browser, catalog, toasts) =
        (expect_context::<Browser>(), expect_context::<Catalog>(), expect_context::<Toasts>());
    live(move || {
        let (price, own) = catalog.model_prices.with(|prices| (prices.of(&model), prices.own(&model)));
        let sum = |which: fn(&Price) -> u64| {
            price.map_or_else(|| lang.prices_unknown().to_owned(), |price| lang.dollars(which(&price)))
        };
        let as_of = match (price, own) {
            (None, _) => "–".to_owned(),
            (_, Some(own)) => date::date(own.as_of),
            _ => AS_OF.to_owned(),
        };
        let shown = visible(&model).into_owned();
        let (change, forget) = (lang.prices_change(&shown), lang.prices_forget(&shown));
        let (changed, gone) = (model.clone(), model.clone());
        let fill = move |_| {
            form.model.set(changed.clone());
            let text = |which: fn(&Price) -> u64| price.map_or_else(String::new, |price| decimal(which(&price)));
            form.input.set(text(|price| price.input));
            form.output.set(text(|price| price.output));
        };
        let back = own.map(|_| {
            view! {
                <button
                    type="button"
                    class="button icon plain"
                    aria-label=forget.clone()
                    title=forget
                    on:click=move |_| {
                        let kept = catalog.change_prices(browser, |prices| prices.forget(&gone));
                        toasts.say(if kept { lang.settings_name_saved() } else { lang.prices_not_kept() });
                    }
                >
                    <Glyph icon=Icon::Trash />
                </button>
            }
        });
        view! {
            <tr>
                <th scope="row">
                    <bdi>{shown}</bdi>
                </th>
                <td class="end">{sum(|price| price.input)}</td>
                <td class="end">{sum(|price| price.output)}</td>
                <td>{as_of}</td>
                <td class="end">
                    <button type="button" class="button icon plain" aria-label=change.clone() title=change on:click=fill>
                        <Glyph icon=Icon::Pencil />
                    </button>
                    {back}
                </td>
            </tr>
        }
    })
}
