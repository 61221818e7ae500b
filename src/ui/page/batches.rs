//! Every batch of the account, a file that is checked, and the way to a new batch.

use leptos::prelude::*;

use super::list::{ActButton, ListPage, Listed};
use crate::state::catalog::Catalog;
use crate::state::compose::Composer;
use crate::state::history::History;
use crate::state::jobs::Task;
use crate::state::services::{Browser, Dropped};
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::state::watch::Watch;
use crate::text::Lang;
use crate::ui::drop::DropZone;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::inspect::CheckDialog;
use crate::ui::live::live;
use crate::ui::menu::Menu;
use crate::ui::note::{Note, Tone};
use crate::ui::pick::PickButton;
use crate::ui::route::Route;

#[component]
pub fn Batches() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let composer = expect_context::<Composer>();
    let toasts = expect_context::<Toasts>();
    let none = (lang.batches_none(), lang.batches_none_hint());
    let listed = Listed::new(
        lang.nav_batches(),
        lang.facet_status(),
        catalog.batches,
        (catalog.batch_table, catalog.batch_views),
        none,
    );
    let dropped = move |dropped: Dropped| {
        if dropped.files.len() > 1 {
            toasts.say(lang.inspect_one());
        }
        if let Some(file) = dropped.files.into_iter().next() {
            composer.check.open(file);
        }
    };
    let act = || {
        view! {
            <ResultsLink />
            <ActButton task=Task::CancelBatches icon=Icon::Cross label=Lang::cancel_batches />
        }
    };
    view! {
        <DropZone words=lang.inspect_drop() on_drop=dropped>
            <CutOff />
            <ListPage listed actions=|| view! { <Actions /> } lead=|| view! { <Kept /> } on_selection=act />
        </DropZone>
        <CheckDialog />
    }
}

#[component]
fn Actions() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let watch = expect_context::<Watch>();
    let (browser, table) = (expect_context::<Browser>(), expect_context::<Catalog>().batch_table);
    view! {
        <button
            type="button"
            class="button icon plain"
            aria-label=lang.watch()
            title=lang.watch()
            aria-pressed=move || if watch.on.get() { "true" } else { "false" }
            on:click=move |_| watch.turn()
        >
            <Glyph icon=Icon::Clock />
        </button>
        <Menu label=lang.batches_more() face=view! { <Glyph icon=Icon::Overview /> <Glyph icon=Icon::Chevron size=12 /> }>
            <a class="menu-item" href=move || Route::Statistics.href_with(browser) + &table.search()>
                <Glyph icon=Icon::Overview />
                {lang.statistics_title()}
            </a>
            <a class="menu-item" href=Route::Recurring.href()>
                <Glyph icon=Icon::Clock />
                {lang.recur_title()}
            </a>
        </Menu>
        <PickButton
            label=lang.inspect_button()
            icon=Icon::Shield
            testid="check-input"
            on_pick=move |file| composer.check.open(file)
        />
        <a class="button primary" href=Route::Compose.href() aria-label=lang.compose_title()>
            <Glyph icon=Icon::Plus />
            <span class="wide">{lang.compose_title()}</span>
        </a>
    }
}

/// What only this device knows: to be seen alone, left out, or forgotten.
#[component]
fn Kept() -> impl IntoView {
    let lang = lang();
    let (history, table) = (expect_context::<History>(), expect_context::<Catalog>().batch_table);
    let count = Memo::new(move |_| history.count());
    let button = move |word, query: &'static str| {
        view! {
            <button type="button" class="link-button" on:click=move |_| table.run(query, "")>
                {word}
            </button>
        }
    };
    live(move || match (history.refused.get(), count.get()) {
        (true, _) => Some(view! { <p class="hint page-lead">{lang.history_refused()}</p> }.into_any()),
        (false, 0) => None,
        (false, count) => Some(
            view! {
                <p class="hint page-lead" data-testid="kept">
                    {lang.history_only(count)} " " {button(lang.history_show(), "source:device")} " "
                    {button(lang.history_hide(), "source:api")} " "
                    <button type="button" class="link-button" on:click=move |_| history.forget()>
                        {lang.history_forget()}
                    </button>
                </p>
            }
            .into_any(),
        ),
    })
}

/// To the results of the one batch that is chosen.
#[component]
fn ResultsLink() -> impl IntoView {
    let lang = lang();
    let (browser, table) = (expect_context::<Browser>(), expect_context::<Catalog>().batch_table);
    let only = Memo::new(move |_| {
        table.selection.with(|selection| (selection.count() == 1).then(|| selection.ids().first().cloned()).flatten())
    });
    live(move || {
        let href = Route::Results.page_href(browser, &only.get()?);
        Some(view! {
            <a class="button" href=href>
                <Glyph icon=Icon::Batches />
                {lang.results_open()}
            </a>
        })
    })
}

/// A submission that waits for a decision.
#[component]
fn CutOff() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let waits = Memo::new(move |_| composer.is_submitting() && !composer.is_running() && !composer.is_done());
    live(move || {
        waits.get().then(|| {
            view! {
                <div class="page-notes">
                    <Note tone=Tone::Warn>
                        <strong>{lang.submit_cut_off()}</strong>
                        <div class="button-row">
                            <a class="button" href=Route::Compose.href()>{lang.submit_cut_off_open()}</a>
                        </div>
                    </Note>
                </div>
            }
        })
    })
}
