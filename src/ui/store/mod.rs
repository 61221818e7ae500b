//! The dialogs in which vector stores are made, changed and given files.

mod add;
mod copy;
mod create;
mod edit;
mod fields;
mod files;
mod foot;
mod into;
mod many;
mod pairs;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use self::add::AddDialog;
use self::create::CreateDialog;
use self::edit::EditDialog;
use self::many::ManyDialog;
use crate::openai::id::StoreId;
use crate::ui::live::live;
pub use crate::ui::store::copy::CopyDialog;
pub use crate::ui::store::files::Picked;
pub use crate::ui::store::into::{Handing, IntoDialog};

/// Which dialog is open.
#[derive(Clone)]
enum Asked {
    /// A new store, with these files to begin with.
    Create(Vec<Picked>),
    Edit(StoreId),
    EditMany(Vec<StoreId>),
    /// Files for a store that is still to be chosen.
    Add(Vec<Picked>),
}

/// Opens the dialogs, from anywhere.
#[derive(Clone, Copy)]
pub struct StoreForms(RwSignal<Option<Asked>>);

impl StoreForms {
    pub fn provide() {
        provide_context(StoreForms(RwSignal::new(None)));
    }

    pub fn create(self, files: Vec<Picked>) {
        self.0.set(Some(Asked::Create(files)));
    }

    pub fn edit(self, store: StoreId) {
        self.0.set(Some(Asked::Edit(store)));
    }

    /// One or many.
    pub fn edit_all(self, mut stores: Vec<StoreId>) {
        match (stores.pop(), stores.is_empty()) {
            (Some(store), true) => self.edit(store),
            (Some(store), false) => {
                stores.push(store);
                self.0.set(Some(Asked::EditMany(stores)));
            }
            (None, _) => {}
        }
    }

    pub fn add(self, files: Vec<Picked>) {
        if !files.is_empty() {
            self.0.set(Some(Asked::Add(files)));
        }
    }

    fn close(self) {
        self.0.set(None);
    }
}

#[component]
pub fn StoreDialogs() -> impl IntoView {
    let forms = expect_context::<StoreForms>();
    live(move || {
        Some(match forms.0.get()? {
            Asked::Create(files) => view! { <CreateDialog files /> }.into_any(),
            Asked::Edit(store) => view! { <EditDialog store /> }.into_any(),
            Asked::EditMany(stores) => view! { <ManyDialog stores /> }.into_any(),
            Asked::Add(files) => view! { <AddDialog files /> }.into_any(),
        })
    })
}

/// Takes the person to the first field of a form that is wrong.
fn focus_problem(event: &Event) {
    let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let wrong = form.and_then(|form| form.query_selector("[aria-invalid]").ok().flatten());
    if let Some(wrong) = wrong.and_then(|wrong| wrong.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus is no failure.
        let _ = wrong.focus();
    }
}
