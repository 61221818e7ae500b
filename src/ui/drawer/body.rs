//! What is told of the object that is open; where the list does not hold it, the way to ask for it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::facts::{Uses, facts, sections};
use super::parsed::Parsed;
use super::preview::Content;
use super::raw::Raw;
use super::row::{NoRow, RowBody};
use crate::account::details::{self, Fact, Kind, Label, Shown};
use crate::account::entry::Entry;
use crate::openai::error::Error;
use crate::openai::id::StoreId;
use crate::state::catalog::Catalog;
use crate::state::edits::Edits;
use crate::state::fill::Fills;
use crate::state::jobs::{Jobs, Task};
use crate::state::list::Load;
use crate::state::look::{Object, retrieve};
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::table::column::Value;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::LockedButton;
use crate::ui::note::{Failure, Note, Tone};
use crate::ui::page::store::mend::mend;
use crate::ui::route::Route;
use crate::ui::store::StoreForms;

#[component]
pub fn Body(kind: Kind, id: String) -> impl IntoView {
    let catalog = expect_context::<Catalog>();
    // Asked for by the person, where the list did not have it.
    let asked = RwSignal::new_local(None::<Result<Object, Error>>);
    let wanted = id.clone();
    // Drawn anew only when it is another object, or the same one in another state.
    let object = Memo::new_with_compare(
        move |_| catalog.find(kind, &wanted).or_else(|| asked.get().and_then(Result::ok)),
        |before, now| !same(before.and_then(Option::as_ref), now.and_then(Option::as_ref)),
    );
    live(move || match object.get() {
        Some(Object::Row(row)) => view! { <RowBody row /> }.into_any(),
        Some(object) => view! { <Told kind id=id.clone() object /> }.into_any(),
        None if kind == Kind::Row => view! { <NoRow /> }.into_any(),
        None => view! { <Unknown kind id=id.clone() asked /> }.into_any(),
    })
}

fn same(before: Option<&Object>, now: Option<&Object>) -> bool {
    match (before, now) {
        (Some(Object::File(a)), Some(Object::File(b))) => a == b,
        (Some(Object::Store(a)), Some(Object::Store(b))) => a == b,
        (Some(Object::Batch(a)), Some(Object::Batch(b))) => a == b,
        (Some(Object::StoreFile(a)), Some(Object::StoreFile(b))) => Arc::ptr_eq(a, b),
        (Some(Object::Row(a)), Some(Object::Row(b))) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

#[component]
fn Told(kind: Kind, id: String, object: Object) -> impl IntoView {
    let fields = sections(match &object {
        Object::File(file) => details::file(file),
        Object::Store(store) => details::store(store),
        Object::Batch(batch) => details::batch(batch, expect_context::<Browser>().now() / 1000),
        Object::StoreFile(entry) => details::store_file(entry),
        // Told apart.
        Object::Row(_) => Vec::new(),
    });
    let file = match &object {
        Object::File(file) => Some(view! {
            <Uses file=file.clone() />
            <Content file=file.clone() />
        }),
        _ => None,
    };
    let parsed = (kind == Kind::StoreFile).then(|| view! { <Parsed file=id.clone() /> });
    view! {
        <div class="drawer-body" tabindex="0" role="group" aria-label=lang().drawer_label()>
            <Act kind id=id.clone() object />
            {fields}
            {file}
            {parsed}
            <Raw kind id />
        </div>
    }
}

/// What can be done to the object.
#[component]
fn Act(kind: Kind, id: String, object: Object) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let toasts = expect_context::<Toasts>();
    let deeds = match kind {
        Kind::File => vec![(Task::DeleteFiles, Icon::Trash, lang.drawer_delete())],
        Kind::Store => vec![(Task::DeleteStores, Icon::Trash, lang.drawer_delete())],
        Kind::Batch => vec![(Task::CancelBatches, Icon::Cross, lang.drawer_cancel())],
        Kind::StoreFile => vec![
            (Task::RemoveFiles, Icon::Cross, lang.drawer_remove()),
            (Task::DeleteFiles, Icon::Trash, lang.drawer_remove_delete()),
        ],
        Kind::Row => Vec::new(),
    };
    let over = match &object {
        Object::Batch(batch) => batch.status.as_ref().is_some_and(|status| status.is_final()),
        _ => false,
    };
    let link = |route: Route, words: &'static str| {
        let href = route.page_href(expect_context(), &id);
        view! {
            <a class="button" href=href>
                <Glyph icon=route.icon() />
                {words}
            </a>
        }
    };
    let page = match kind {
        Kind::Store => view! {
            {link(Route::Store, lang.store_open())}
            <EditStore store=StoreId::from(id.as_str()) />
        }
        .into_any(),
        Kind::Batch => link(Route::Results, lang.results_open()).into_any(),
        _ => ().into_any(),
    };
    let own = match &object {
        Object::StoreFile(entry) => Some(view! { <EntryActs entry=entry.clone() /> }),
        _ => None,
    };
    let deed = move |(task, icon, label): (Task, Icon, &'static str)| {
        let id = id.clone();
        let act = move || jobs.ask_about(task, kind, &id, toasts);
        view! { <LockedButton class="button danger" icon press=act>{label}</LockedButton> }
    };
    let deeds = (!over).then(|| deeds.into_iter().map(deed).collect_view());
    view! { <div class="button-row">{page} {own} {deeds}</div> }
}

/// What can be done to a file in its store that leaves it there.
#[component]
fn EntryActs(entry: Arc<Entry>) -> impl IntoView {
    let lang = lang();
    let inside = expect_context::<Catalog>().inside;
    let (edits, fills) = (expect_context::<Edits>(), expect_context::<Fills>());
    let again = entry.can_be_mended();
    let entry = StoredValue::new(entry);
    let edit = move || edits.ask(vec![entry.get_value()]);
    let mend = move || mend(inside, fills, &[entry.get_value()]);
    view! {
        <LockedButton icon=Icon::Pencil press=edit>{lang.drawer_attributes()}</LockedButton>
        {again.then(|| view! { <LockedButton icon=Icon::Refresh press=mend>{lang.drawer_attach_again()}</LockedButton> })}
    }
}

/// Changes the store's name, metadata and expiry.
#[component]
pub fn EditStore(store: StoreId) -> impl IntoView {
    let lang = lang();
    let forms = expect_context::<StoreForms>();
    let edit = move || forms.edit(store.clone());
    view! { <LockedButton icon=Icon::Pencil press=edit>{lang.store_edit()}</LockedButton> }
}

/// No list holds it: it may be gone, or be of another project, or the list is not whole yet.
#[component]
fn Unknown(kind: Kind, id: String, asked: RwSignal<Option<Result<Object, Error>>, LocalStorage>) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let asking = RwSignal::new(false);
    let itself = facts(vec![Fact { label: Label::Key("id"), shown: Shown::Value(Value::Id(&id)) }]);
    let ask = move |_| {
        let Some(client) = catalog.client().filter(|_| !asking.get_untracked()) else { return };
        asking.set(true);
        let (id, store) = (id.clone(), catalog.inside.id_now());
        spawn_local(async move {
            let answer = retrieve(&client, kind, &id, &store).await;
            asking.try_set(false);
            asked.try_set(Some(answer));
        });
    };
    let sentence = move || match catalog.load(kind) {
        Load::Whole => lang.drawer_not_in_list(),
        Load::Idle | Load::Loading => lang.drawer_not_yet_in_list(),
        _ => lang.drawer_not_in_part(),
    };
    view! {
        <div class="drawer-body">
            <Note tone=Tone::Warn>
                <strong>{lang.drawer_unknown()}</strong>
                <span>{sentence}</span>
                {itself}
                <div class="button-row">
                    <button type="button" class="button" aria-disabled=move || asking.get().then_some("true") on:click=ask>
                        <Glyph icon=Icon::Search />
                        {lang.drawer_look_up()}
                    </button>
                </div>
            </Note>
            {live(move || match asked.get() {
                Some(Err(error)) => Some(view! { <Failure error /> }),
                _ => None,
            })}
        </div>
    }
}
