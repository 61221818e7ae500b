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
    Settings,
}

impl Route {
    pub const ALL: [Route; 4] = [Route::Files, Route::Stores, Route::Batches, Route::Settings];

    fn path(self) -> &'static str {
        match self {
            Route::Files => "/files",
            Route::Stores => "/vector-stores",
            Route::Batches => "/batches",
            Route::Settings => "/settings",
        }
    }

    /// The address of the screen, below the folder that the program is served from.
    pub fn href(self) -> String {
        let base = use_context::<Browser>().map(|browser| browser.get().base).unwrap_or_default();
        base + self.path()
    }

    /// Whether an address shows this screen; the first screen is also that of the bare folder.
    pub fn is_at(self, pathname: &str) -> bool {
        pathname.trim_end_matches('/').ends_with(self.path())
    }

    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Route::Files => lang.nav_files(),
            Route::Stores => lang.nav_stores(),
            Route::Batches => lang.nav_batches(),
            Route::Settings => lang.nav_settings(),
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Route::Files => Icon::Files,
            Route::Stores => Icon::Stores,
            Route::Batches => Icon::Batches,
            Route::Settings => Icon::Settings,
        }
    }
}
