//! What can be done from anywhere. A command is defined here once: its name, its sign and what it does.

use leptos::prelude::*;

use crate::account::details::Kind;
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::session::Session;
use crate::state::settings::{Settings, Theme, lang};
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::drawer::Opened;
use crate::ui::icon::Icon;
use crate::ui::route::Route;

#[derive(Clone)]
pub struct Command {
    pub icon: Icon,
    /// What it does, in words.
    pub name: String,
    /// What sort of command it is, or what tells it from others of its name.
    pub hint: String,
    pub run: Callback<()>,
}

/// What commands act on, for handlers, which have no context.
#[derive(Clone, Copy)]
pub struct Desk {
    browser: Browser,
    session: Session,
    settings: Settings,
    catalog: Catalog,
    opened: Opened,
}

impl Desk {
    pub fn expect() -> Self {
        Desk {
            browser: expect_context(),
            session: expect_context(),
            settings: expect_context(),
            catalog: expect_context(),
            opened: expect_context(),
        }
    }

    /// Every command there is at this moment.
    pub fn commands(self) -> Vec<Command> {
        let lang = lang();
        let mut all = Vec::new();
        let mut add = |icon: Icon, name: String, hint: &str, run: Callback<()>| {
            all.push(Command { icon, name, hint: hint.to_owned(), run });
        };
        for route in Route::ALL {
            let go = Callback::new(move |()| self.opened.go_to(route));
            add(route.icon(), lang.command_go(route.title(lang)), lang.command_screens(), go);
        }
        for (kind, views) in [
            (Kind::File, self.catalog.file_views),
            (Kind::Store, self.catalog.store_views),
            (Kind::Batch, self.catalog.batch_views),
        ] {
            for view in views.all(lang) {
                let name = lang.command_view(Route::of(kind).title(lang), &visible(&view.name));
                let run = Callback::new(move |()| {
                    // The address of the screen says what its table shows.
                    views.run(&view);
                    self.opened.go_to(Route::of(kind));
                });
                add(Route::of(kind).icon(), name, lang.command_views(), run);
            }
        }
        let refresh = Callback::new(move |()| self.catalog.refresh());
        add(Icon::Refresh, lang.command_refresh().to_owned(), lang.command_account(), refresh);
        let current = self.session.current.with_untracked(|now| now.as_ref().map(|now| now.profile.clone()));
        if let Some(current) = &current {
            let shut = current.locked;
            let (icon, name) = if shut { (Icon::Unlock, lang.lock_open()) } else { (Icon::Lock, lang.lock_close()) };
            let turn = Callback::new(move |()| self.session.set_locked(!shut));
            add(icon, name.to_owned(), lang.command_account(), turn);
        }
        for other in self.session.accounts.get_untracked() {
            if current.as_ref().is_some_and(|now| now.id == other.id) {
                continue;
            }
            let name = lang.command_switch(&visible(&other.name));
            let open = Callback::new(move |()| self.session.open(&other));
            add(Icon::Unlock, name, lang.command_account(), open);
        }
        let leave = Callback::new(move |()| self.session.leave());
        add(Icon::Plus, lang.account_add().to_owned(), lang.command_account(), leave);
        for theme in Theme::ALL {
            let name = match theme {
                Theme::System => lang.command_theme_system(),
                Theme::Light => lang.command_theme_light(),
                Theme::Dark => lang.command_theme_dark(),
            };
            let set = Callback::new(move |()| self.settings.set_theme(self.browser, theme));
            add(Icon::Settings, name.to_owned(), lang.command_looks(), set);
        }
        for other in [Lang::En, Lang::Fr] {
            if other != lang {
                let set = Callback::new(move |()| self.settings.set_lang(self.browser, other));
                add(Icon::Settings, lang.command_language(other.own_name()), lang.command_looks(), set);
            }
        }
        all
    }

    /// Opens an object of the lists.
    pub fn objects(self, text: &str, most: usize) -> Vec<Command> {
        let mut found = Vec::new();
        for kind in [Kind::File, Kind::Store, Kind::Batch] {
            let rows = self.catalog.table(kind).rows.get_untracked().0;
            let label = rows.find_column("name").or_else(|| rows.find_column("description"));
            for row in crate::table::lookup::lookup(&*rows, text, most) {
                let id = rows.id(row).to_owned();
                let name = label.and_then(|label| rows.value(row, label).text()).unwrap_or_default();
                let (name, hint) = match name {
                    "" => (visible(&id).into_owned(), String::new()),
                    name => (visible(name).into_owned(), visible(&id).into_owned()),
                };
                let run = Callback::new(move |()| self.opened.open(kind, &id));
                found.push(Command { icon: Route::of(kind).icon(), name, hint, run });
            }
        }
        found.truncate(most);
        found
    }
}
