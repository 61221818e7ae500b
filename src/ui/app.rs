//! The whole page: contexts, router, and either the connect page or the frame with its screens.

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::state::catalog::Catalog;
use crate::state::guard::Guard;
use crate::state::jobs::Jobs;
use crate::state::services::{Browser, Services};
use crate::state::session::Session;
use crate::state::settings::Settings;
use crate::state::toasts::Toasts;
use crate::state::uploads::Uploads;
use crate::ui::page::connect::Connect;
use crate::ui::shell::Shell;
use crate::ui::toast::ToastList;

#[component]
pub fn App(services: Services) -> impl IntoView {
    let base = services.base.clone();
    let browser = Browser::provide(services);
    let settings = Settings::provide(browser);
    let toasts = Toasts::provide(browser);
    let session = Session::provide(browser);
    let catalog = Catalog::provide(browser, session);
    let guard = Guard::provide(browser, toasts);
    Jobs::provide(browser, session, catalog, guard);
    Uploads::provide(session, catalog, toasts);

    let connected = Memo::new(move |_| session.current.with(Option::is_some));
    let page = move || {
        // A change of language draws the page anew; what it shows is kept in the state above.
        settings.lang.track();
        if connected.get() { view! { <Shell /> }.into_any() } else { view! { <Connect /> }.into_any() }
    };
    view! {
        <Router base>
            {page}
            <ToastList />
        </Router>
    }
}
