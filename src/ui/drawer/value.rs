//! How one value of an object is drawn, in the words and numbers of the language.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::table::column::{Column, Tone, Value};
use crate::text::{Lang, date, visible};
use crate::ui::icon::{Glyph, Icon};

/// `now` in seconds since 1970.
pub fn value(lang: Lang, value: Value<'_>, now: u64) -> AnyView {
    match value {
        Value::Absent => view! { <span class="faint">"–"</span> }.into_any(),
        Value::Text(text) => {
            let text = visible::visible(text).into_owned();
            view! { <bdi title=text.clone()>{text.clone()}</bdi> }.into_any()
        }
        Value::Id(id) => view! { <Id id=visible::visible(id).into_owned() /> }.into_any(),
        Value::Term(term) => view! { <bdi>{visible::visible(term).into_owned()}</bdi> }.into_any(),
        Value::Status { term, tone } => status(lang, term, tone).into_any(),
        Value::Count(n) => lang.number(n).into_any(),
        Value::Bytes(n) => {
            let exact = lang.exact_bytes(n);
            view! { <span title=exact>{lang.bytes(n)}</span> }.into_any()
        }
        Value::Money(n) => lang.dollars(n).into_any(),
        Value::Time(then) => {
            view! { <time title=format!("{} UTC", date::date_time(then)) datetime=date::iso(then)>{lang.ago(then, now)}</time> }
                .into_any()
        }
        Value::Flag(flag) => flag.then(|| view! { <Glyph icon=Icon::Check /> }).into_any(),
        Value::Fraction { done, total } => {
            format!("{} / {}", lang.number(done), lang.number(total)).into_any()
        }
    }
}

/// What these columns tell of an object, as the entries of a list of facts; what is not there is left out.
pub fn facts<R>(columns: &[Column<R>], which: &[&str], row: &R, now: u64) -> AnyView {
    let lang = lang();
    let fact = |column: &Column<R>| {
        let shown = (column.value)(row);
        (shown != Value::Absent).then(|| {
            view! {
                <div class=if column.head.key == "status" { "" } else { "more" }>
                    <dt>{lang.column(column.head.key)}</dt>
                    <dd>{value(lang, shown, now)}</dd>
                </div>
            }
        })
    };
    let told = columns.iter().filter(|column| which.contains(&column.head.key));
    told.filter_map(fact).collect_view().into_any()
}

fn status(lang: Lang, term: &str, tone: Tone) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Quiet => ("badge", Icon::Dash),
        Tone::Busy => ("badge busy", Icon::Clock),
        Tone::Good => ("badge good", Icon::Check),
        Tone::Warning => ("badge warn", Icon::Alert),
        Tone::Bad => ("badge bad", Icon::Cross),
    };
    view! {
        <span class=class>
            <Glyph icon size=12 />
            {lang.status(term)}
        </span>
    }
}

/// An id in mono, copied by a click.
#[component]
fn Id(id: String) -> impl IntoView {
    let lang = crate::state::settings::lang();
    let browser = expect_context::<Browser>();
    let toasts = expect_context::<Toasts>();
    let label = lang.copy_id(&id);
    let text = id.clone();
    let copy = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        let copying = (browser.get().copy)(id.clone());
        spawn_local(async move {
            toasts.say(if copying.await { lang.copied() } else { lang.not_copied() });
        });
    };
    view! {
        <span class="id">
            <bdi class="text">{text}</bdi>
            <button type="button" class="copy" tabindex="-1" aria-label=label.clone() title=label on:click=copy>
                <Glyph icon=Icon::Copy size=14 />
            </button>
        </span>
    }
}
