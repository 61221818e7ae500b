//! The question before anything is deleted or cancelled: what exactly, how much, in which account.

use leptos::prelude::*;

use crate::bulk::plan::{Friction, Item};
use crate::state::jobs::{Asked, Jobs, Task};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};

/// Objects named one by one; the rest is counted.
const NAMED: usize = 200;

#[component]
pub fn Confirm() -> impl IntoView {
    let jobs = expect_context::<Jobs>();
    live(move || jobs.asked.get().map(|asked| view! { <Question asked /> }))
}

#[component]
fn Question(asked: Asked) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let count = asked.plan.count() as u64;
    let words = Words::of(lang, asked.task, count);
    let profile = asked.connection.profile.clone();
    let bytes = asked.plan.bytes();

    let must_type = asked.plan.friction(false) == Friction::TypeTheCount;
    let typed = RwSignal::new(String::new());
    let keep = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        jobs.asked.set(None);
    };
    let agreed = move || !must_type || typed.get().chars().filter(char::is_ascii_digit).eq(count.to_string().chars());

    let items = asked.plan.items().to_vec();
    let rest = items.len().saturating_sub(NAMED) as u64;
    let item = move |item: &Item| {
        let name =
            if item.name.is_empty() { format!("({})", lang.unnamed()) } else { visible(&item.name).into_owned() };
        view! {
            <li>
                <bdi class="name" title=name.clone()>{name.clone()}</bdi>
                <span class="mono">{visible(&item.id).into_owned()}</span>
                <span class="size">{item.bytes.map(|bytes| lang.bytes(bytes))}</span>
            </li>
        }
    };
    let asked = StoredValue::new_local(asked);
    let go = move |event: leptos::ev::MouseEvent| {
        if agreed() {
            close_around(&event);
            jobs.start(asked.get_value());
        }
    };
    view! {
        <Modal label=words.title.clone() on_close=move || jobs.asked.set(None)>
            <div class="dialog-body">
                <h2>{words.title.clone()}</h2>
                <p class="confirm-facts">
                    <span>{lang.confirm_account()} " "</span>
                    <span class="swatch" data-colour=profile.colour.code()></span>
                    <strong><bdi>{profile.name.clone()}</bdi></strong>
                    {profile.production.then(|| view! { <span class="badge bad">{lang.account_production()}</span> })}
                    {(bytes > 0).then(|| view! { <span>{lang.confirm_bytes(&lang.bytes(bytes))}</span> })}
                </p>
                <ul class="victims" tabindex="0" aria-label=lang.confirm_list()>
                    {items.iter().take(NAMED).map(item).collect_view()}
                    {(rest > 0).then(|| view! { <li class="hint">{lang.confirm_more(rest)}</li> })}
                </ul>
                <Note tone=Tone::Warn>
                    <span>{words.note}</span>
                </Note>
                {must_type
                    .then(|| {
                        view! {
                            <div class="field">
                                <label for="confirm-count">{lang.confirm_type(&lang.number(count))}</label>
                                <input
                                    id="confirm-count"
                                    class="input"
                                    type="text"
                                    inputmode="numeric"
                                    autocomplete="off"
                                    prop:value=move || typed.get()
                                    on:input:target=move |event| typed.set(event.target().value())
                                />
                            </div>
                        }
                    })}
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" autofocus on:click=keep>
                    {lang.confirm_keep()}
                </button>
                <button type="button" class="button danger solid" prop:disabled=move || !agreed() on:click=go>
                    <Glyph icon=words.icon />
                    {words.act}
                </button>
            </div>
        </Modal>
    }
}

struct Words {
    title: String,
    note: &'static str,
    act: &'static str,
    icon: Icon,
}

impl Words {
    fn of(lang: Lang, task: Task, count: u64) -> Words {
        let (title, note, act, icon) = match task {
            Task::DeleteFiles => {
                (lang.confirm_files(count), lang.confirm_files_note(), lang.confirm_delete(), Icon::Trash)
            }
            Task::DeleteStores => {
                (lang.confirm_stores(count), lang.confirm_stores_note(), lang.confirm_delete(), Icon::Trash)
            }
            Task::CancelBatches => {
                (lang.confirm_batches(count), lang.confirm_batches_note(), lang.confirm_cancel_batches(), Icon::Cross)
            }
        };
        Words { title, note, act, icon }
    }
}
