//! The whole page: router, contexts, and either the connect page or what lies behind it.

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::state::address::Address;
use crate::state::services::{Browser, Services};
use crate::state::session::Session;
use crate::state::settings::Settings;
use crate::state::toasts::Toasts;
use crate::ui::page::connect::Connect;
use crate::ui::toast::ToastList;
use crate::ui::workshop::Workshop;

#[component]
pub fn App(services: Services) -> impl IntoView {
    let base = services.base.clone();
    let browser = Browser::provide(services);
    view! {
        <Router base>
            <Page browser />
        </Router>
    }
}

#[component]
fn Page(browser: Browser) -> impl IntoView {
    let address = Address::provide(browser);
    let settings = Settings::provide(browser);
    let toasts = Toasts::provide(browser);
    let session = Session::provide(browser);
    let workshop = Workshop::open(browser, session, toasts);

    let connected = Memo::new(move |_| session.current.with(Option::is_some));
    Effect::new(move |was: Option<bool>| {
        let is = connected.get();
        if was == Some(true) && !is {
            // What was asked of one account is not asked of the next.
            address.set(&[("q", ""), ("sort", ""), ("open", "")], false);
        }
        is
    });
    let page = move || {
        // A change of language draws the page anew; what it shows is kept in the state above.
        settings.lang.track();
        match (connected.get(), session.opening.get()) {
            (true, _) => workshop.draw(),
            (false, true) => ().into_any(),
            (false, false) => view! { <Connect /> }.into_any(),
        }
    };
    view! {
        {page}
        <ToastList />
    }
}
