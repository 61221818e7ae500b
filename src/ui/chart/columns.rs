//! Columns over time, each of one part or of some on top of each other, with their table behind a fold.

use leptos::prelude::*;

use super::worded;
use crate::chart::scale::{Unit, share, ticks};
use crate::state::settings::lang;
use crate::text::Lang;

/// Labels below the columns, at most.
const LABELS: usize = 4;

#[derive(Clone, PartialEq)]
pub struct Point {
    /// A date, a month or a year.
    pub label: String,
    /// From the bottom to the top.
    pub parts: Vec<u64>,
    /// The rows that prove it.
    pub href: String,
}

impl Point {
    fn height(&self) -> u64 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(*part))
    }

    /// The whole of it in a line.
    fn told(&self, lang: Lang, unit: Unit, names: &[&str]) -> String {
        let part = |(name, value): (&&str, &u64)| format!("{name} {}", worded(lang, unit, *value));
        let parts: Vec<String> = names.iter().zip(&self.parts).map(part).collect();
        format!("{}: {}", self.label, parts.join(", "))
    }
}

/// `when` heads the labels, `names` the parts.
#[component]
pub fn Columns(
    title: String,
    when: &'static str,
    names: Vec<&'static str>,
    unit: Unit,
    points: Vec<Point>,
) -> impl IntoView {
    let lang = lang();
    let ticks = ticks(points.iter().map(Point::height).max().unwrap_or(0), unit);
    let top = ticks.last().copied().unwrap_or(1);
    let legend = (names.len() > 1).then(|| {
        let entry = |(at, name): (usize, &&'static str)| {
            view! {
                <li>
                    <span class=format!("swatch part-{at}")></span>
                    {*name}
                </li>
            }
        };
        view! { <ul class="legend">{names.iter().enumerate().map(entry).collect_view()}</ul> }
    });
    let marks = ticks.iter().rev().map(|tick| view! { <span>{worded(lang, unit, *tick)}</span> }).collect_view();
    let columns = points.iter().map(|point| column(lang, unit, top, &names, point)).collect_view();
    let table = table(lang, when, &names, unit, &points);
    let grid = format!("repeat({}, minmax(0, 1fr))", points.len().max(1));
    view! {
        <figure class="chart columns">
            <figcaption>{title}</figcaption>
            {legend}
            <div class="plot" aria-hidden="true">
                <div class="marks">{marks}</div>
                <div class="drawn">
                    <div class="lines">{ticks.iter().map(|_| view! { <span></span> }).collect_view()}</div>
                    <div class="posts" style:grid-template-columns=grid.clone()>{columns}</div>
                </div>
                <div class="dates" style:grid-template-columns=grid>{dates(&points)}</div>
            </div>
            <details>
                <summary>{lang.chart_table()}</summary>
                {table}
            </details>
        </figure>
    }
}

fn column(lang: Lang, unit: Unit, top: u64, names: &[&str], point: &Point) -> AnyView {
    let mut below = 0;
    let part = |(at, value): (usize, &u64)| {
        let height = share(*value, top);
        below += height;
        view! { <rect class=format!("part-{at}") x="1" width="8" y=10_000u64.saturating_sub(below) height=height></rect> }
    };
    let parts = point.parts.iter().enumerate().map(part).collect_view();
    // The table has the same links for the keyboard.
    view! {
        <a href=point.href.clone() tabindex="-1" title=point.told(lang, unit, names)>
            <svg viewBox="0 0 10 10000" preserveAspectRatio="none">{parts}</svg>
        </a>
    }
    .into_any()
}

/// Under every so many columns, where there is room for one.
fn dates(points: &[Point]) -> Vec<AnyView> {
    let every = points.len().div_ceil(LABELS).max(1);
    let some = points.chunks(every).enumerate().filter(|(_, chunk)| chunk.len() == every);
    some.filter_map(|(at, chunk)| {
        let place = format!("{} / span {every}", at * every + 1);
        let label = chunk.first()?.label.clone();
        Some(view! { <span style:grid-column=place>{label}</span> }.into_any())
    })
    .collect()
}

fn table(lang: Lang, when: &'static str, names: &[&'static str], unit: Unit, points: &[Point]) -> AnyView {
    let row = |point: &Point| {
        let cell = |value: &u64| view! { <td class="end">{worded(lang, unit, *value)}</td> };
        view! {
            <tr>
                <th scope="row">
                    <a href=point.href.clone()>{point.label.clone()}</a>
                </th>
                {point.parts.iter().map(cell).collect_view()}
            </tr>
        }
    };
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{when}</th>
                    {names.iter().map(|name| view! { <th scope="col" class="end">{*name}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{points.iter().rev().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
