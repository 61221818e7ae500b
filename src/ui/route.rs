//! The screens and their addresses. No address is written by hand anywhere else.

use leptos::prelude::*;

use crate::account::details::Kind;
use crate::params;
use crate::state::services::Browser;
use crate::text::Lang;
use crate::ui::icon::Icon;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Overview,
    Files,
    Stores,
    Batches,
    /// What the batches come to.
    Statistics,
    /// The composer.
    Compose,
    /// Plans that are submitted again and again.
    Recurring,
    CleanUp,
    Activity,
    Settings,
    /// The page of one vector store, whose id follows in the address.
    Store,
    /// The results of one batch, whose id follows in the address.
    Results,
}

impl Route {
    /// The screens that have a place of their own.
    pub const ALL: [Route; 10] = [
        Route::Overview,
        Route::Files,
        Route::Stores,
        Route::Batches,
        Route::Statistics,
        Route::Compose,
        Route::Recurring,
        Route::CleanUp,
        Route::Activity,
        Route::Settings,
    ];

    fn path(self) -> &'static str {
        match self {
            Route::Overview => "/overview",
            Route::Files => "/files",
            Route::Stores | Route::Store => "/vector-stores",
            Route::Batches | Route::Results => "/batches",
            Route::Statistics => "/batches/statistics",
            Route::Compose => "/batches/new",
            Route::Recurring => "/batches/recurring",
            Route::CleanUp => "/clean-up",
            Route::Activity => "/activity",
            Route::Settings => "/settings",
        }
    }

    /// The address of the screen, below the folder that the program is served from.
    pub fn href(self) -> String {
        base() + self.path()
    }

    /// The address of a list that shows what a query asks for, sorted as it says, or as usual.
    pub fn asking(self, browser: Browser, query: &str, sort: &str) -> String {
        let search = params::with(&params::with("", "q", query), "sort", sort);
        let question = if search.is_empty() { "" } else { "?" };
        format!("{}{question}{search}", self.href_with(browser))
    }

    /// The same for handlers, which have no context.
    pub fn href_with(self, browser: Browser) -> String {
        browser.get().base + self.path()
    }

    /// The screen at an address of this program; the bare folder shows the first.
    pub fn at(pathname: &str) -> Option<Route> {
        Route::below(&base(), pathname)
    }

    /// The same for handlers, which have no context.
    pub fn at_with(browser: Browser, pathname: &str) -> Option<Route> {
        Route::below(&browser.get().base, pathname)
    }

    fn below(base: &str, pathname: &str) -> Option<Route> {
        let path = pathname.strip_prefix(base)?.trim_end_matches('/');
        let screen = Route::ALL.into_iter().find(|route| route.path() == path);
        let page = || [Route::Store, Route::Results].into_iter().find(|route| id_in(*route, path).is_some());
        if path.is_empty() { Some(Route::Files) } else { screen.or_else(page) }
    }

    /// The address of the page of one object.
    pub fn page_href(self, browser: Browser, id: &str) -> String {
        format!("{}/{}", self.href_with(browser), params::encoded(id))
    }

    /// The object whose page is at an address.
    pub fn page_at(self, browser: Browser, pathname: &str) -> Option<String> {
        id_in(self, pathname.strip_prefix(&browser.get().base)?.trim_end_matches('/'))
    }

    /// The screen that lists objects of a kind.
    pub fn of(kind: Kind) -> Route {
        match kind {
            Kind::File => Route::Files,
            Kind::Store => Route::Stores,
            Kind::Batch => Route::Batches,
            Kind::StoreFile => Route::Store,
            Kind::Row => Route::Results,
        }
    }

    /// What the screen lists, if it is a list.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Route::Files => Some(Kind::File),
            Route::Stores => Some(Kind::Store),
            Route::Batches => Some(Kind::Batch),
            Route::Store => Some(Kind::StoreFile),
            Route::Results => Some(Kind::Row),
            _ => None,
        }
    }

    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Route::Overview => lang.nav_overview(),
            Route::Files => lang.nav_files(),
            Route::Stores | Route::Store => lang.nav_stores(),
            Route::Batches | Route::Results => lang.nav_batches(),
            Route::Statistics => lang.statistics_title(),
            Route::Compose => lang.compose_title(),
            Route::Recurring => lang.recur_title(),
            Route::CleanUp => lang.nav_clean_up(),
            Route::Activity => lang.nav_activity(),
            Route::Settings => lang.nav_settings(),
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Route::Overview => Icon::Overview,
            Route::Files => Icon::Files,
            Route::Stores | Route::Store => Icon::Stores,
            Route::Batches | Route::Results => Icon::Batches,
            Route::Statistics => Icon::Overview,
            Route::Compose => Icon::Plus,
            Route::Recurring => Icon::Clock,
            Route::CleanUp => Icon::CleanUp,
            Route::Activity => Icon::Activity,
            Route::Settings => Icon::Settings,
        }
    }
}

/// The id at the end of the path of an object's page.
fn id_in(route: Route, path: &str) -> Option<String> {
    let id = path.strip_prefix(route.path())?.strip_prefix('/')?;
    (!id.is_empty() && !id.contains('/')).then(|| params::decoded(id))
}

/// The folder that the program is served from.
fn base() -> String {
    use_context::<Browser>().map(|browser| browser.get().base).unwrap_or_default()
}
