//! Bars, one below the other: a table in which each value is drawn beside its number.

use leptos::prelude::*;

use super::worded;
use crate::chart::scale::{Unit, share};
use crate::state::settings::lang;
use crate::text::visible::visible;

#[derive(Clone, PartialEq)]
pub struct Bar {
    /// As the account has it, or a word of the language.
    pub label: String,
    pub is_word: bool,
    pub value: u64,
    /// Stands behind the value.
    pub more: String,
    /// The rows that prove it.
    pub href: String,
}

/// `heads` of label, value and what stands behind it.
#[component]
pub fn Bars(caption: &'static str, heads: [&'static str; 3], unit: Unit, bars: Vec<Bar>) -> impl IntoView {
    let lang = lang();
    let top = bars.iter().map(|bar| bar.value).max().unwrap_or(0);
    let [label, value, more] = heads;
    let row = move |bar: Bar| {
        // For what the line has no room for.
        let told = visible(&bar.label).into_owned();
        let name = match bar.is_word {
            true => bar.label.into_any(),
            false => view! { <bdi>{visible(&bar.label).into_owned()}</bdi> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row">
                    <a href=bar.href.clone() title=told>{name}</a>
                </th>
                <td class="bar" aria-hidden="true">
                    <a href=bar.href tabindex="-1">
                        <svg viewBox="0 0 10000 10" preserveAspectRatio="none">
                            <rect class="part-0" width=share(bar.value, top) height="10"></rect>
                        </svg>
                    </a>
                </td>
                <td class="end">{worded(lang, unit, bar.value)}</td>
                <td class="end">{bar.more}</td>
            </tr>
        }
    };
    view! {
        <table class="chart bars">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{label}</th>
                    <td aria-hidden="true"></td>
                    <th scope="col" class="end">{value}</th>
                    <th scope="col" class="end">{more}</th>
                </tr>
            </thead>
            <tbody>{bars.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
