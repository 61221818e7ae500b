//! The menu of views, and the dialog that names one.

use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;

use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::state::views::{View, Views};
use crate::ui::dialog::{Modal, close_around};
use crate::ui::field::TextField;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::menu::Menu;

/// What is to get a name: what the table shows now, or the view of this name.
#[derive(Clone)]
enum Naming {
    New,
    Old(String),
}

#[component]
pub fn ViewMenu(views: Views) -> impl IntoView {
    let lang = lang();
    let naming = RwSignal::new(None::<Naming>);
    let face = view! {
        <Glyph icon=Icon::Views />
        <span class="menu-word">{lang.views_label()}</span>
        <Glyph icon=Icon::Chevron size=12 />
    };
    let items = move || {
        let all = views.all(lang);
        let first_own = all.iter().position(|view| view.own);
        all.into_iter()
            .enumerate()
            .map(|(at, view)| {
                let heading = (Some(at) == first_own).then(|| {
                    view! {
                        <span class="menu-line"></span>
                        <p class="menu-item hint">{lang.views_own()}</p>
                    }
                });
                view! {
                    {heading}
                    <Item views view naming />
                }
            })
            .collect_view()
    };
    view! {
        <Menu label=lang.views_label() face>
            {live(items)}
            <span class="menu-line"></span>
            <button type="button" class="menu-item" on:click=move |_| naming.set(Some(Naming::New))>
                <Glyph icon=Icon::Plus />
                {lang.views_save()}
            </button>
        </Menu>
        {live(move || naming.get().map(|what| view! { <NameDialog views what naming /> }))}
    }
}

#[component]
fn Item(views: Views, view: View, naming: RwSignal<Option<Naming>>) -> impl IntoView {
    let (for_mark, for_run) = (view.clone(), view.clone());
    let shown = move || views.is_shown(&for_mark).then_some("true");
    let name = view.name.clone();
    let buttons = view.own.then(|| view! { <OwnButtons views name=name.clone() naming /> });
    view! {
        <div class="menu-row">
            <button type="button" class="menu-item" aria-current=shown on:click=move |_| views.run(&for_run)>
                <span class="grow">
                    // A built-in view has a word of the language, the person's own is their text.
                    {if view.own { view! { <bdi>{name}</bdi> }.into_any() } else { name.into_any() }}
                </span>
            </button>
            {buttons}
        </div>
    }
}

#[component]
fn OwnButtons(views: Views, name: String, naming: RwSignal<Option<Naming>>) -> impl IntoView {
    let lang = lang();
    let toasts = expect_context::<Toasts>();
    let (rename, delete) = (lang.views_rename(&name), lang.views_delete(&name));
    let old = name.clone();
    view! {
        <button
            type="button"
            class="button icon plain"
            aria-label=rename.clone()
            title=rename
            on:click=move |_| naming.set(Some(Naming::Old(old.clone())))
        >
            <Glyph icon=Icon::Pencil />
        </button>
        <button
            type="button"
            class="button icon plain"
            aria-label=delete.clone()
            title=delete
            on:click=move |_| {
                views.remove(&name);
                toasts.say(lang.views_deleted(&name));
            }
        >
            <Glyph icon=Icon::Trash />
        </button>
    }
}

#[component]
fn NameDialog(views: Views, what: Naming, naming: RwSignal<Option<Naming>>) -> impl IntoView {
    let lang = lang();
    let toasts = expect_context::<Toasts>();
    let (title, old) = match what {
        Naming::New => (lang.views_save_title(), None),
        Naming::Old(name) => (lang.views_rename_title(), Some(name)),
    };
    let name = RwSignal::new(old.clone().unwrap_or_default());
    let tried = RwSignal::new(false);
    let old = StoredValue::new(old);
    let wrong = move || {
        let name = name.get();
        let is_old = old.with_value(|old| old.as_deref() == Some(name.trim()));
        if name.trim().is_empty() {
            Some(lang.views_name_missing())
        } else if !is_old && views.is_taken(name.trim()) {
            Some(lang.views_name_taken())
        } else {
            None
        }
    };
    let cancel = move |event: MouseEvent| {
        close_around(&event);
        naming.set(None);
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(wrong).is_some() {
            return;
        }
        let name = name.with_untracked(|name| name.trim().to_owned());
        let kept = match old.get_value() {
            None => views.save(&name),
            Some(old) => views.rename(&old, &name),
        };
        if !kept {
            toasts.say(lang.views_not_kept());
        }
        close_around(&event);
        naming.set(None);
    };
    view! {
        <Modal label=title on_close=move || naming.set(None)>
            <form on:submit=save novalidate>
                <div class="dialog-body">
                    <h2>{title}</h2>
                    <TextField
                        id="view-name"
                        label=lang.views_name()
                        hint=lang.views_name_hint()
                        value=name
                        problem=move || wrong().filter(|_| tried.get())
                    />
                </div>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=cancel>{lang.cancel()}</button>
                    <button type="submit" class="button primary">{lang.save()}</button>
                </div>
            </form>
        </Modal>
    }
}
