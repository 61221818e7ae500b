//! The screens and their addresses. No address is written by hand anywhere else.

use leptos::prelude::*;

use crate::state::services::Browser;
use crate::text::Lang;
use crate::ui::icon::Icon;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Files,
    Stores,
    Batches,
    Activity,
    Settings,
}

impl Route {
    pub const ALL: [Route; 5] = [Route::Files, Route::Stores, Route::Batches, Route::Activity, Route::Settings];

    fn path(self) -> &'static str {
        match self {
            Route::Files => "/files",
            Route::Stores => "/vector-stores",
            Route::Batches => "/batches",
            Route::Activity => "/activity",
            Route::Settings => "/settings",
        }
    }

    /// The address of the screen, below the folder that the program is served from.
    pub fn href(self) -> String {
        base() + self.path()
    }

    /// The screen at an address of this program; the bare folder shows the first.
    pub fn at(pathname: &str) -> Option<Route> {
        let path = pathname.strip_prefix(base().as_str())?.trim_end_matches('/');
        if path.is_empty() { Some(Route::Files) } else { Route::ALL.into_iter().find(|route| route.path() == path) }
    }

    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Route::Files => lang.nav_files(),
            Route::Stores => lang.nav_stores(),
            Route::Batches => lang.nav_batches(),
            Route::Activity => lang.nav_activity(),
            Route::Settings => lang.nav_settings(),
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Route::Files => Icon::Files,
            Route::Stores => Icon::Stores,
            Route::Batches => Icon::Batches,
            Route::Activity => Icon::Activity,
            Route::Settings => Icon::Settings,
        }
    }
}

/// The folder that the program is served from.
fn base() -> String {
    use_context::<Browser>().map(|browser| browser.get().base).unwrap_or_default()
}
