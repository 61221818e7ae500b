//! Choosing what goes into a store: files of the account, and files of this device that are uploaded for it.

use std::collections::{BTreeSet, HashSet};

use leptos::html::Input;
use leptos::prelude::*;

use crate::openai::id::FileId;
use crate::openai::store_file::{Attach, ending, is_supported};
use crate::state::catalog::Catalog;
use crate::state::fill::How;
use crate::state::services::{Browser, Handed};
use crate::state::settings::lang;
use crate::table::lookup::lookup;
use crate::table::rows::Rows;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};

/// Files found that are shown.
const SHOWN: usize = 50;
/// Files left out that are named.
const NAMED: usize = 8;

/// A file of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    pub id: FileId,
    pub name: String,
}

impl Picked {
    fn of(rows: &dyn Rows, row: u32) -> Picked {
        let name = rows.find_column("name").and_then(|column| rows.value(row, column).text());
        Picked { id: rows.id(row).into(), name: name.unwrap_or_default().to_owned() }
    }

    /// The files that are selected on their page.
    pub fn selected(catalog: Catalog) -> Vec<Picked> {
        let rows = catalog.file_table.rows.get_untracked().0;
        let mut selection = catalog.file_table.selection.get_untracked();
        selection.on(&rows);
        selection.rows().into_iter().map(|row| Picked::of(&*rows, row)).collect()
    }
}

/// What was chosen for one form.
#[derive(Clone, Copy)]
pub struct Choosing {
    pub files: RwSignal<Vec<Picked>>,
    pub uploads: RwSignal<Vec<Handed>, LocalStorage>,
}

impl Choosing {
    pub fn new(files: Vec<Picked>) -> Choosing {
        Choosing { files: RwSignal::new(files), uploads: RwSignal::new_local(Vec::new()) }
    }

    fn add(self, files: Vec<Picked>) {
        self.files.update(|all| {
            let known: HashSet<FileId> = all.iter().map(|file| file.id.clone()).collect();
            all.extend(files.into_iter().filter(|file| !known.contains(&file.id)));
        });
    }

    fn remove(self, id: &FileId) {
        self.files.update(|all| all.retain(|file| file.id != *id));
    }

    /// Those of the account that a store can index.
    pub fn attach(self, how: &How) -> Vec<Attach> {
        let files = self.files.get_untracked().into_iter().filter(|file| is_supported(&file.name));
        files.map(|file| how.attach(file.id)).collect()
    }

    /// Those to be uploaded that a store can index.
    pub fn handed(self) -> Vec<Handed> {
        self.uploads.get_untracked().into_iter().filter(|file| is_supported(&file.name)).collect()
    }
}

#[component]
pub fn FilePick(choosing: Choosing) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let selected = catalog.file_table.selection.with_untracked(|selection| selection.count()) as u64;
    view! {
        <fieldset class="field picking" aria-describedby="store-files-hint">
            <legend>{lang.store_files()}</legend>
            <span class="hint" id="store-files-hint">{lang.store_files_hint()}</span>
            <div class="button-row">
                <UploadChoice choosing />
                {(selected > 0)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button small"
                                on:click=move |_| choosing.add(Picked::selected(catalog))
                            >
                                <Glyph icon=Icon::Select />
                                {lang.store_files_selected(selected)}
                            </button>
                        }
                    })}
            </div>
            <Finder choosing />
            <Chosen choosing />
            <Unfit choosing />
        </fieldset>
    }
}

#[component]
fn UploadChoice(choosing: Choosing) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let field = NodeRef::<Input>::new();
    let chosen = move |_| {
        let Some(field) = field.get_untracked() else { return };
        if let Some(files) = field.files() {
            let handed = (browser.get().chosen)(&files).files;
            choosing.uploads.update(|all| all.extend(handed));
        }
        // So that choosing the same file again is a change again.
        field.set_value("");
    };
    let open = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <input
            type="file"
            multiple
            hidden
            node_ref=field
            aria-label=lang.store_files_upload()
            data-testid="store-file-input"
            on:change=chosen
        />
        <button type="button" class="button small" on:click=open>
            <Glyph icon=Icon::Upload />
            {lang.store_files_upload()}
        </button>
    }
}

/// Finds files of the account by a few letters.
#[component]
fn Finder(choosing: Choosing) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let text = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let rows = catalog.file_table.rows.get().0;
        text.with(|text| lookup(&*rows, text, usize::MAX))
    });
    let picked = move |most: usize| {
        let rows = catalog.file_table.rows.get_untracked().0;
        found.with(|found| found.iter().take(most).map(|row| Picked::of(&*rows, *row)).collect::<Vec<_>>())
    };
    let line = move |file: Picked| {
        let (id, name) = (file.id.clone(), visible(&file.name).into_owned());
        let shown = visible(file.id.as_str()).into_owned();
        let is_chosen = move || choosing.files.with(|files| files.iter().any(|other| other.id == id));
        let turn = move |on: bool| if on { choosing.add(vec![file.clone()]) } else { choosing.remove(&file.id) };
        view! {
            <li>
                <label class="check grow">
                    <input
                        type="checkbox"
                        prop:checked=is_chosen
                        on:change:target=move |event| turn(event.target().checked())
                    />
                    <bdi class="name">{name}</bdi>
                    <span class="mono">{shown}</span>
                </label>
            </li>
        }
    };
    view! {
        <div class="field">
            <label for="store-find">{lang.store_files_find()}</label>
            <input
                id="store-find"
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
                // Enter looks, it does not send the form.
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                    }
                }
            />
        </div>
        <p class="hint" role="status">
            {live(move || {
                let count = found.with(Vec::len);
                (!text.with(|text| text.trim().is_empty()))
                    .then(|| {
                        let more = (count > SHOWN).then(|| format!(". {}", lang.store_files_first(SHOWN as u64)));
                        lang.store_files_found(count as u64) + &more.unwrap_or_default()
                    })
            })}
        </p>
        {live(move || {
            let files = picked(SHOWN);
            (!files.is_empty())
                .then(|| {
                    let count = found.with(Vec::len) as u64;
                    view! {
                        <ul class="victims" aria-label=lang.store_files_find()>
                            {files.into_iter().map(line).collect_view()}
                        </ul>
                        <div class="button-row">
                            <button
                                type="button"
                                class="button small"
                                on:click=move |_| choosing.add(picked(usize::MAX))
                            >
                                {lang.store_files_all(count)}
                            </button>
                        </div>
                    }
                })
        })}
    }
}

#[component]
fn Chosen(choosing: Choosing) -> impl IntoView {
    let lang = lang();
    let clear = move |_| {
        choosing.files.set(Vec::new());
        choosing.uploads.set(Vec::new());
    };
    live(move || {
        let files = choosing.files.with(Vec::len) as u64;
        let uploads = choosing.uploads.with(Vec::len) as u64;
        let lines = [
            (files > 0).then(|| lang.store_files_chosen(files)),
            (uploads > 0).then(|| lang.store_files_to_upload(uploads)),
        ];
        (files + uploads > 0).then(|| {
            view! {
                <p class="page-state" data-testid="chosen-files">
                    <strong>{lines.into_iter().flatten().collect::<Vec<_>>().join(", ")}</strong>
                    <button type="button" class="button small plain" on:click=clear>
                        {lang.store_files_clear()}
                    </button>
                </p>
            }
        })
    })
}

/// What a store cannot index is said before anything is sent.
#[component]
pub fn Unfit(choosing: Choosing) -> impl IntoView {
    let lang = lang();
    let names = move || {
        let mut names: Vec<String> = choosing.files.with(|all| all.iter().map(|file| file.name.clone()).collect());
        choosing.uploads.with(|all| names.extend(all.iter().map(|file| file.name.clone())));
        names.retain(|name| !is_supported(name));
        names
    };
    live(move || {
        let names = names();
        (!names.is_empty()).then(|| {
            view! {
                <Note tone=Tone::Warn>
                    <strong>{lang.store_files_unfit(names.len() as u64, &endings(lang, &names))}</strong>
                    <span>{lang.store_files_unfit_do()}</span>
                    <span class="hint"><bdi>{some(&names)}</bdi></span>
                </Note>
            }
        })
    })
}

/// The first of several names.
fn some(names: &[String]) -> String {
    let first = names.iter().take(NAMED).map(|name| visible(name).into_owned()).collect::<Vec<_>>().join(", ");
    if names.len() > NAMED { first + ", …" } else { first }
}

fn endings(lang: Lang, names: &[String]) -> String {
    let endings: BTreeSet<String> = names.iter().map(|name| ending(name)).collect();
    let shown = endings.into_iter().map(|ending| match ending.as_str() {
        "" => lang.store_no_ending().to_owned(),
        ending => visible(ending).into_owned(),
    });
    shown.collect::<Vec<_>>().join(", ")
}
