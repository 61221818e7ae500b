//! The frame: rail, top bar, ribbon of the demo account, the screen itself, and the panels of what is under way.

use leptos::ev::MouseEvent;
use leptos::html::Main;
use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as At};

use crate::account::profile::Profile;
use crate::state::address::Address;
use crate::state::catalog::Catalog;
use crate::state::recur::{Recurring as Plans, Why};
use crate::state::services::Browser;
use crate::state::session::Session;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::state::watch::Watch;
use crate::text::visible::visible;
use crate::ui::backup::BackupDialog;
use crate::ui::compose::Compose;
use crate::ui::confirm::Confirm;
use crate::ui::drawer::{Drawer, Opened};
use crate::ui::fill::{FillPanel, FillPill};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::job::{JobNews, JobPanel, JobPill};
use crate::ui::live::live;
use crate::ui::lock::Lock;
use crate::ui::menu::Menu;
use crate::ui::offer::Offers;
use crate::ui::page::{
    activity::Activity, batches::Batches, clean_up::CleanUp, files::Files, missing::Missing, overview::Overview,
    results::Results, settings::Settings, statistics::Statistics, store::Store, stores::Stores,
};
use crate::ui::palette::Palette;
use crate::ui::recur::{DuePanel, Recurring};
use crate::ui::route::Route;
use crate::ui::shortcuts::Shortcuts;
use crate::ui::store::{StoreDialogs, StoreForms};
use crate::ui::uploads::{UploadDialog, UploadPanel};

#[component]
pub fn Shell() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    let is_demo = move || session.current.with(|now| now.as_ref().is_some_and(|now| now.profile.is_demo()));
    let path = Address::expect().path;
    let route = Memo::new(move |_| path.with(|path| Route::at(path)));
    let content = NodeRef::<Main>::new();
    Opened::provide();
    StoreForms::provide();
    name_the_tab(route);
    view! {
        <div class="app">
            <a class="button skip" href="#main" on:click=move |event| focus_content(&event, content)>{lang.skip_to_content()}</a>
            <Rail route />
            <header class="topbar">
                <AccountMenu />
                <Lock />
                <span class="topbar-space"></span>
                <FillPill />
                <JobPill />
                <ListState />
                <Palette />
            </header>
            <main class="main" id="main" tabindex="-1" node_ref=content>
                {live(move || is_demo().then(|| view! { <Ribbon /> }))}
                // One route for all addresses: which screen an address shows is known to `Route` alone.
                <FlatRoutes fallback=|| view! { <Missing /> }>
                    <At path=WildcardSegment("screen") view=move || view! { <Screen route /> } />
                </FlatRoutes>
            </main>
            <Drawer />
            <JobNews />
            <div class="panels">
                <UploadPanel />
                <FillPanel />
                <DuePanel />
                <Offers />
                <JobPanel />
            </div>
            <Confirm />
            <BackupDialog />
            <Shortcuts />
            <UploadDialog />
            <StoreDialogs />
        </div>
    }
}

/// Where the browser would only scroll, and change the address.
fn focus_content(event: &MouseEvent, content: NodeRef<Main>) {
    event.prevent_default();
    if let Some(content) = content.get_untracked() {
        // An element that cannot take the focus is no failure.
        let _ = content.focus();
    }
}

#[component]
fn Screen(route: Memo<Option<Route>>) -> impl IntoView {
    let (browser, path) = (expect_context::<Browser>(), Address::expect().path);
    let id = move |route: Route| Memo::new(move |_| path.with(|path| route.page_at(browser, path)));
    let (store, batch) = (id(Route::Store), id(Route::Results));
    live(move || match route.get() {
        Some(Route::Overview) => view! { <Overview /> }.into_any(),
        Some(Route::Files) => view! { <Files /> }.into_any(),
        Some(Route::Stores) => view! { <Stores /> }.into_any(),
        Some(Route::Store) => live(move || store.get().map(|id| view! { <Store id /> })).into_any(),
        Some(Route::Results) => live(move || batch.get().map(|id| view! { <Results id /> })).into_any(),
        Some(Route::Batches) => view! { <Batches /> }.into_any(),
        Some(Route::Statistics) => view! { <Statistics /> }.into_any(),
        Some(Route::Compose) => view! { <Compose /> }.into_any(),
        Some(Route::Recurring) => view! { <Recurring /> }.into_any(),
        Some(Route::CleanUp) => view! { <CleanUp /> }.into_any(),
        Some(Route::Activity) => view! { <Activity /> }.into_any(),
        Some(Route::Settings) => view! { <Settings /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    })
}

/// The title of the browser's tab follows the screen.
fn name_the_tab(route: Memo<Option<Route>>) {
    let lang = lang();
    let set_title = expect_context::<Browser>().get().set_title;
    let Catalog { inside, results, .. } = expect_context();
    let ended = expect_context::<Watch>().ended;
    let due = expect_context::<Plans>().due;
    let or_list = |name: Option<&str>, list: &'static str| {
        name.filter(|name| !name.is_empty()).map_or_else(|| list.to_owned(), |name| visible(name).into_owned())
    };
    Effect::new(move |_| {
        let screen = match route.get() {
            Some(Route::Results) => {
                let batch = results.object.get().and_then(Result::ok);
                or_list(batch.as_ref().and_then(|batch| batch.description()), lang.nav_batches())
            }
            Some(Route::Store) => {
                let store = inside.known();
                or_list(store.as_ref().and_then(|store| store.name.as_deref()), lang.nav_stores())
            }
            Some(route) => route.title(lang).to_owned(),
            None => String::new(),
        };
        let title = if screen.is_empty() { "Quartermaster".to_owned() } else { format!("{screen} · Quartermaster") };
        let waiting = due.with(|due| due.iter().filter(|due| due.why != Why::Now).count());
        // Batches that ended while the tab was not seen, and plans that wait for the person.
        set_title(&match ended.get() + waiting as u64 {
            0 => title,
            count => format!("({}) {title}", lang.number(count)),
        });
    });
}

#[component]
fn Rail(route: Memo<Option<Route>>) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let link = move |to: Route| {
        let current = move || match route.get() {
            Some(Route::Store) if to == Route::Stores => Some("true"),
            Some(Route::Compose | Route::Recurring | Route::Statistics | Route::Results) if to == Route::Batches => {
                Some("true")
            }
            now => (now == Some(to)).then_some("page"),
        };
        let count = move || match to {
            Route::Files => catalog.files.known_count(),
            Route::Stores => catalog.stores.known_count(),
            Route::Batches => catalog.batches.known_count(),
            _ => None,
        };
        let table = match to {
            Route::Files => Some(catalog.file_table),
            Route::Stores => Some(catalog.store_table),
            Route::Batches => Some(catalog.batch_table),
            _ => None,
        };
        // A screen is found as it was left.
        let path = to.href();
        let href = move || table.map_or_else(String::new, TableState::search);
        view! {
            <a class="rail-link" href=move || path.clone() + &href() aria-current=current>
                <Glyph icon=to.icon() />
                {to.title(lang)}
                <span class="rail-count" aria-hidden="true">{move || count().map(|n| lang.number(n))}</span>
            </a>
        }
    };
    view! {
        <nav class="rail" aria-label=lang.screens()>
            <p class="brand">
                <Glyph icon=Icon::Brand size=20 />
                "Quartermaster"
            </p>
            {[Route::Overview, Route::Files, Route::Stores, Route::Batches, Route::CleanUp].map(link)}
            <span class="rail-space"></span>
            {[Route::Activity, Route::Settings].map(link)}
        </nav>
    }
}

#[component]
fn AccountMenu() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    let profile = move || session.current.with(|now| now.as_ref().map(|now| (now.profile.clone(), now.tail.clone())));
    let others = move || {
        let current = profile().map(|(profile, _)| profile.id.clone());
        let others = session.accounts.get().into_iter().filter(move |other| Some(&other.id) != current.as_ref());
        others
            .map(|other| {
                let (colour, name) = (other.colour.code(), other.name.clone());
                let reloads = !session.may_reach(&other.base);
                view! {
                    <button type="button" class="menu-item" on:click=move |_| session.open(&other)>
                        <span class="swatch" data-colour=colour></span>
                        <span class="grow"><bdi>{name}</bdi></span>
                        {reloads.then(|| view! { <span class="hint">{lang.account_reloads()}</span> })}
                    </button>
                }
            })
            .collect_view()
    };
    live(move || {
        let (now, tail) = profile()?;
        let id = now.id.clone();
        let (leave_icon, leave_label) =
            if now.is_demo() { (Icon::Close, lang.disconnect_demo()) } else { (Icon::Trash, lang.disconnect()) };
        Some(view! {
            <Menu label=lang.account_switch(&now.name) face=view! { <AccountFace profile=(*now).clone() /> }>
                {(!tail.is_empty())
                    .then(|| view! { <p class="menu-item hint">{lang.account_key_tail(&tail)}</p> })}
                {others}
                <span class="menu-line"></span>
                <button type="button" class="menu-item" on:click=move |_| session.leave()>
                    <Glyph icon=Icon::Plus />
                    {lang.account_add()}
                </button>
                <button type="button" class="menu-item" on:click=move |_| session.forget(&id)>
                    <Glyph icon=leave_icon />
                    {leave_label}
                </button>
            </Menu>
        })
    })
}

#[component]
fn AccountFace(profile: Profile) -> impl IntoView {
    let lang = lang();
    view! {
        <span class="swatch" data-colour=profile.colour.code()></span>
        <bdi>{profile.name}</bdi>
        {profile.production.then(|| view! { <span class="badge bad">{lang.account_production()}</span> })}
        <Glyph icon=Icon::Chevron size=12 />
    }
}

/// What the lists are doing, for all screens.
#[component]
fn ListState() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    view! {
        <span class="page-state" role="status">
            {live(move || {
                let failed = catalog.failed();
                if catalog.is_slow() {
                    Some(view! { <Glyph icon=Icon::Spinner /> <span>{lang.state_loading().to_owned()}</span> })
                } else if failed > 0 {
                    Some(view! { <Glyph icon=Icon::Alert /> <span>{lang.state_failed(failed)}</span> })
                } else {
                    None
                }
            })}
        </span>
    }
}

#[component]
fn Ribbon() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    view! {
        <div class="ribbon" role="note">
            <span>{lang.demo_ribbon()}</span>
            <button type="button" class="button small" on:click=move |_| session.leave()>
                {lang.demo_leave()}
            </button>
        </div>
    }
}
