//! What changed from one day to another, as far as this device kept the days.

use leptos::prelude::*;

use crate::account::ledger::{Change, Snapshot, What, changes};
use crate::state::catalog::Catalog;
use crate::state::ledger::Ledger;
use crate::state::services::Browser;
use crate::state::session::Session;
use crate::state::settings::lang;
use crate::state::turns::in_turn;
use crate::text::visible::visible;
use crate::text::{Lang, date};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};
use crate::ui::route::Route;

/// A choice of the day to compare with that is none of the days: this moment.
const NOW: &str = "now";

#[component]
pub fn LedgerCard() -> impl IntoView {
    let lang = lang();
    let ledger = expect_context::<Ledger>();
    let (browser, session) = (expect_context::<Browser>(), expect_context::<Session>());
    let is_demo = move || session.current.with(|now| now.as_ref().is_some_and(|now| now.profile.is_demo()));
    let earlier = Memo::new(move |_| {
        let today = date::date(browser.now() / 1000);
        let days = ledger.days.get()?;
        Some(days.into_iter().filter(|day| date::date(day.at / 1000) < today).collect::<Vec<_>>())
    });
    view! {
        <section class="card" data-testid="ledger">
            <h2>{lang.ledger_title()}</h2>
            {live(move || {
                ledger
                    .refused
                    .get()
                    .then(|| view! { <Note tone=Tone::Warn><span>{lang.ledger_refused()}</span></Note> })
            })}
            {live(move || {
                let earlier = earlier.get()?;
                Some(
                    match (is_demo(), earlier.is_empty()) {
                        (true, _) => view! { <p class="hint">{lang.ledger_demo()}</p> }.into_any(),
                        (_, true) => view! { <p class="hint">{lang.ledger_none()}</p> }.into_any(),
                        _ => view! { <Compared earlier /> }.into_any(),
                    },
                )
            })}
        </section>
    }
}

#[component]
fn Compared(earlier: Vec<Snapshot>) -> impl IntoView {
    let lang = lang();
    let (catalog, ledger) = (expect_context::<Catalog>(), expect_context::<Ledger>());
    let browser = expect_context::<Browser>();
    let last = earlier.last().map_or(0, |day| day.at);
    let from = RwSignal::new(last);
    let until = RwSignal::new(None::<u64>);
    let days = StoredValue::new(earlier.clone());
    let find = move |at: u64| days.with_value(|days| days.iter().find(|day| day.at == at).cloned()).unwrap_or_default();
    let follow = move || {
        catalog.files.rows.track();
        catalog.stores.rows.track();
        catalog.batches.rows.track();
        from.track();
        until.track();
    };
    let changed = in_turn(browser, follow, move || {
        let after = until.get().map_or_else(|| ledger.now(), find);
        let before = find(from.get());
        let told = catalog.files.rows.with(|files| changes(&before, &after, files));
        let newest = |snapshot: &Snapshot| snapshot.files.as_ref().map_or(0, |files| files.newest);
        (told, newest(&before), until.get().map(|_| newest(&after)))
    });
    let option = move |day: &Snapshot, selected: bool| {
        let name = format!("{}, {}", lang.weekday(day.at / 1000), date::date(day.at / 1000));
        view! { <option value=day.at.to_string() selected=selected>{name}</option> }
    };
    let froms = earlier.iter().rev().map(|day| option(day, day.at == last)).collect_view();
    let untils = earlier.iter().rev().map(|day| option(day, false)).collect_view();
    view! {
        <div class="spans">
            <label class="field">
                <span>{lang.ledger_from()}</span>
                <select
                    class="select"
                    on:change:target=move |event| from.set(event.target().value().parse().unwrap_or(last))
                >
                    {froms}
                </select>
            </label>
            <label class="field">
                <span>{lang.ledger_until()}</span>
                <select class="select" on:change:target=move |event| until.set(event.target().value().parse().ok())>
                    <option value=NOW selected=true>{lang.ledger_now()}</option>
                    {untils}
                </select>
            </label>
        </div>
        {live(move || {
            let (told, after, until) = changed.get()?;
            if told.is_empty() {
                return Some(view! { <p>{lang.ledger_same()}</p> }.into_any());
            }
            let line = move |change| view! { <Line change after until /> };
            Some(view! { <ul class="changes">{told.into_iter().map(line).collect_view()}</ul> }.into_any())
        })}
        <Forget />
    }
}

/// `+412 assistants files: 412 new, all named upload.pdf`. What is new leads to its files, which were made `after` and,
/// if that is no longer all, `until` these moments, in Unix seconds.
#[component]
fn Line(change: Change, after: u64, until: Option<u64>) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let (before, now) = (change.before, change.after);
    let sign = |before: u64, after: u64| if after < before { "−" } else { "+" };
    let objects = format!("{}{}", sign(before.files, now.files), lang.number(before.files.abs_diff(now.files)));
    let bytes = (before.bytes != now.bytes)
        .then(|| format!("{}{}", sign(before.bytes, now.bytes), lang.bytes(before.bytes.abs_diff(now.bytes))));
    let what = match &change.what {
        What::Files(purpose) if purpose.is_empty() => lang.nav_files().to_owned().into_any(),
        What::Files(purpose) => {
            view! { <bdi><code>{visible(purpose).into_owned()}</code></bdi> " " {lang.nav_files()} }.into_any()
        }
        What::Stores => lang.nav_stores().into_any(),
        What::Batches => lang.nav_batches().into_any(),
    };
    let new = match &change.what {
        What::Files(purpose) if change.new > 0 => {
            let purpose = if purpose.is_empty() { "none" } else { purpose };
            let until = until.map_or_else(String::new, |until| format!(" created<={}", date::iso(until)));
            let query = format!("purpose:{purpose} created>{}{until}", date::iso(after));
            let href = Route::Files.asking(browser, &query, "");
            Some(view! { <a href=href>{lang.ledger_new(change.new)}</a> })
        }
        _ => None,
    };
    let gone = (matches!(change.what, What::Files(_)) && change.gone() > 0).then(|| lang.ledger_gone(change.gone()));
    let between = (new.is_some() && gone.is_some()).then_some(", ");
    let name = change.name.as_ref().map(|(name, count)| named(lang, name, *count == change.new, *count));
    view! {
        <li>
            <strong>{objects}</strong>
            " "
            {what}
            {bytes.map(|bytes| view! { <span class="hint">" · " {bytes}</span> })}
            <div class="hint">{new} {name} {between} {gone}</div>
        </li>
    }
}

fn named(lang: Lang, name: &str, all: bool, count: u64) -> impl IntoView + use<> {
    let words = if all { lang.ledger_all_named().to_owned() } else { lang.ledger_some_named(count) };
    view! { ", " {words} " " <bdi>{visible(name).into_owned()}</bdi> }
}

/// Asks once more: the button says what the next press does.
#[component]
fn Forget() -> impl IntoView {
    let lang = lang();
    let ledger = expect_context::<Ledger>();
    let sure = RwSignal::new(false);
    let press = move |_| {
        if sure.get_untracked() {
            ledger.forget();
        }
        sure.update(|sure| *sure = !*sure);
    };
    view! {
        <div class="button-row">
            <button type="button" class="button small" on:click=press on:blur=move |_| sure.set(false)>
                {live(move || if sure.get() { lang.ledger_forget_sure() } else { lang.ledger_forget() })}
            </button>
        </div>
    }
}
