//! Views: queries under a name, built in or the person's own, which are kept on this device.

use leptos::prelude::*;

use super::services::Browser;
use super::table::TableState;
use crate::account::views::About;
use crate::json::{Fields, FromJson, Json, Object, ToJson, parse, text};
use crate::text::Lang;

/// A view of a table, by any name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub name: String,
    pub query: String,
    /// As in [`sorting`](crate::table::sorting); empty for the usual.
    pub sort: String,
    pub own: bool,
}

#[derive(Clone, Copy)]
pub struct Views {
    browser: Browser,
    about: &'static About,
    table: TableState,
    /// The person's own, in the order in which they were saved.
    pub own: RwSignal<Vec<View>>,
}

impl Views {
    pub fn new(browser: Browser, about: &'static About, table: TableState) -> Self {
        let kept = browser.get().device.get(&place(about));
        let own = kept.and_then(|kept| Vec::from_json(parse(kept.as_bytes()).ok()?)).unwrap_or_default();
        Views { browser, about, table, own: RwSignal::new(own) }
    }

    /// All views of the table: the built-in ones, then the person's own.
    pub fn all(self, lang: Lang) -> Vec<View> {
        let built_in = |view: &crate::account::views::View| View {
            name: lang.view(view.key).to_owned(),
            query: view.query.to_owned(),
            sort: view.sort.to_owned(),
            own: false,
        };
        self.about.views.iter().map(built_in).chain(self.own.get()).collect()
    }

    /// Shows what a view asks for.
    pub fn run(self, view: &View) {
        self.table.run(&view.query, &view.sort);
    }

    /// Whether the table shows just what the view asks for.
    pub fn is_shown(self, view: &View) -> bool {
        self.table.text.with(|text| text.trim() == view.query) && self.table.sort_text() == view.sort
    }

    /// Keeps what the table shows under a name. Whether the browser kept it.
    pub fn save(self, name: &str) -> bool {
        let query = self.table.text.with_untracked(|text| text.trim().to_owned());
        let sort = untrack(|| self.table.sort_text());
        self.own.update(|own| own.push(View { name: name.to_owned(), query, sort, own: true }));
        self.keep()
    }

    /// Whether one of the person's own has the name.
    pub fn is_taken(self, name: &str) -> bool {
        self.own.with(|own| own.iter().any(|view| view.name == name))
    }

    pub fn rename(self, old: &str, new: &str) -> bool {
        self.own.update(|own| {
            if let Some(view) = own.iter_mut().find(|view| view.name == old) {
                view.name = new.to_owned();
            }
        });
        self.keep()
    }

    pub fn remove(self, name: &str) {
        self.own.update(|own| own.retain(|view| view.name != name));
        // What cannot be kept any more is not there to be erased either.
        self.keep();
    }

    fn keep(self) -> bool {
        let device = self.browser.get().device;
        self.own.with_untracked(|own| device.set(&place(self.about), &text(own)))
    }
}

fn place(about: &About) -> String {
    format!("quartermaster.views.{}", about.name)
}

impl FromJson for View {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let name = fields.read("name")?;
        let query = fields.read("query")?;
        Some(View { name, query, sort: fields.read("sort").unwrap_or_default(), own: true })
    }
}

impl ToJson for View {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("name", &self.name);
        object.field("query", &self.query);
        object.field("sort", &self.sort);
        object.end();
    }
}
