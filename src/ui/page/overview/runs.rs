//! What the runs that this device remembers gave back.

use leptos::prelude::*;

use crate::state::activity::Activity;
use crate::state::session::Session;
use crate::state::settings::lang;
use crate::ui::live::live;
use crate::ui::route::Route;

#[component]
pub fn RunCard() -> impl IntoView {
    let lang = lang();
    let (runs, session) = (expect_context::<Activity>(), expect_context::<Session>());
    runs.refresh();
    let activity = Route::Activity.href();
    let sums = move || {
        let name = session.current.with(|now| now.as_ref().map(|now| now.profile.name.clone()))?;
        let past = runs.past.get()?;
        let mine: Vec<_> = past.iter().filter(|past| past.account == name).collect();
        let sum = |which: usize| mine.iter().filter_map(|past| past.gave_back?.get(which).copied()).sum::<u64>();
        let unknown = mine.iter().filter(|past| past.gave_back.is_none()).count() as u64;
        Some((mine.len() as u64, sum(0), sum(1), unknown))
    };
    view! {
        <section class="card" data-testid="gave-back">
            <h2>{lang.ledger_runs()}</h2>
            {live(move || {
                let (count, files, stores, unknown) = sums()?;
                if count == 0 {
                    return Some(view! { <p class="hint">{lang.ledger_runs_none()}</p> }.into_any());
                }
                let fact = |word: &'static str, number: String| {
                    view! {
                        <dt>{word}</dt>
                        <dd>
                            <a href=activity.clone()>{number}</a>
                        </dd>
                    }
                };
                Some(
                    view! {
                        <dl class="facts">
                            {fact(lang.ledger_runs_count(), lang.number(count))}
                            {fact(lang.ledger_runs_files(), lang.bytes(files))}
                            {fact(lang.ledger_runs_stores(), lang.bytes(stores))}
                        </dl>
                        {(unknown > 0).then(|| view! { <p class="hint">{lang.ledger_runs_unknown(unknown)}</p> })}
                    }
                        .into_any(),
                )
            })}
        </section>
    }
}
