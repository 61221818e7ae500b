//! What a batch may take in tokens and dollars: ranges, with how they were found, at prices that can be changed.

use leptos::prelude::*;

use crate::jsonl::check::Report;
use crate::jsonl::estimate::{Amount, Range};
use crate::jsonl::prices::{AS_OF, Price};
use crate::state::catalog::Catalog;
use crate::state::settings::lang;
use crate::text::{Lang, date};
use crate::ui::live::live;

/// Dollars for a million tokens, as typed; millionths of a dollar.
fn typed(text: &str) -> Option<u64> {
    let dollars: f64 = text.trim().replace(',', ".").parse().ok()?;
    (0.0..1_000_000.0).contains(&dollars).then_some((dollars * 1_000_000.0).round() as u64)
}

#[component]
pub fn Estimate(report: Report) -> impl IntoView {
    let lang = lang();
    let prices = expect_context::<Catalog>().model_prices;
    let amount = report.amount;
    let own = report.model().and_then(|model| prices.with_untracked(|prices| prices.own(model)));
    let as_of = own.map_or_else(|| AS_OF.to_owned(), |own| date::date(own.as_of));
    let known = report.model().and_then(|model| prices.with_untracked(|prices| prices.of(model)));
    let text = |micro: u64| format!("{}", micro as f64 / 1_000_000.0);
    let price_in = RwSignal::new(known.map_or_else(String::new, |price| text(price.input)));
    let price_out = RwSignal::new(known.map_or_else(String::new, |price| text(price.output)));
    let expected = RwSignal::new("300".to_owned());
    let price =
        move || Some(Price { input: price_in.with(|text| typed(text))?, output: price_out.with(|text| typed(text))? });
    let answers = move || {
        let each = expected.with(|text| text.trim().parse().ok()).unwrap_or(0);
        (amount.unlimited > 0).then_some(Range { low: each, high: each })
    };
    let cost = move || match price() {
        None => lang.estimate_no_price().to_owned(),
        Some(price) => {
            let cost = amount.cost(&price, answers());
            if cost.high == 0 {
                lang.estimate_free().to_owned()
            } else {
                lang.estimate_dollars(&lang.dollars(cost.low), &lang.dollars(cost.high))
            }
        }
    };
    let sent = amount.input();
    view! {
        <details class="estimate" open>
            <summary>{lang.estimate_title()}</summary>
            <dl class="facts">
                <dt>{lang.estimate_input()}</dt>
                <dd>{lang.estimate_tokens(&lang.number(sent.low), &lang.number(sent.high))}</dd>
                <dt>{lang.estimate_output()}</dt>
                <dd>{answered(lang, &amount)}</dd>
                <dt>{lang.estimate_cost()}</dt>
                <dd data-testid="cost">{live(cost)}</dd>
            </dl>
            <div class="prices">
                <Number id="price-in" label=lang.estimate_price_in() value=price_in />
                <Number id="price-out" label=lang.estimate_price_out() value=price_out />
                {(amount.unlimited > 0)
                    .then(|| view! { <Number id="expected" label=lang.estimate_expected() value=expected /> })}
            </div>
            {(amount.data > 0).then(|| view! { <p class="hint">{lang.estimate_data(amount.data)}</p> })}
            <p class="hint">{lang.estimate_method(&as_of)}</p>
        </details>
    }
}

fn answered(lang: Lang, amount: &Amount) -> String {
    match amount.output() {
        Some(range) => lang.estimate_up_to(&lang.number(range.high)),
        None => lang.estimate_unlimited(amount.unlimited),
    }
}

#[component]
fn Number(id: &'static str, label: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                class="input"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </div>
    }
}
