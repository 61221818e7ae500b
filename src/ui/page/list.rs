//! A page that is a list: header with its state, query, the table, the selection bar.

use leptos::prelude::*;

use crate::account::details::Kind;
use crate::openai::id::HasId;
use crate::openai::pager::Why;
use crate::state::backup::Backups;
use crate::state::catalog::Catalog;
use crate::state::jobs::{Jobs, Task};
use crate::state::list::{List, Load};
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::state::toasts::Toasts;
use crate::state::views::Views;
use crate::text::Lang;
use crate::ui::drawer::Opened;
use crate::ui::export::ExportMenu;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::LockedButton;
use crate::ui::note::{Failure, Note, Tone};
use crate::ui::query::Tools;
use crate::ui::table::{ColumnsButton, Grid, SelectMenu, SelectionBar};

/// What the page shows of its list, without the type of its rows.
#[derive(Clone, Copy)]
pub struct Listed {
    pub title: &'static str,
    pub facet: &'static str,
    pub table: TableState,
    pub views: Views,
    pub load: RwSignal<Load>,
    pub slow: RwSignal<bool>,
    pub as_of: RwSignal<Option<u64>>,
    pub refresh: Callback<()>,
    /// What an empty list says, and adds.
    pub none: (&'static str, &'static str),
    /// Told the id of a row that is opened.
    pub on_open: Option<Callback<String>>,
}

impl Listed {
    pub fn new<T: HasId + Send + Sync>(
        title: &'static str,
        facet: &'static str,
        list: List<T>,
        (table, views): (TableState, Views),
        none: (&'static str, &'static str),
    ) -> Self {
        let catalog = expect_context::<Catalog>();
        let opened = expect_context::<Opened>();
        let refresh = Callback::new(move |()| {
            if let Some(client) = catalog.client() {
                list.refresh(client);
            }
        });
        Listed {
            title,
            facet,
            table,
            views,
            load: list.load,
            slow: list.slow,
            as_of: list.as_of,
            refresh,
            none,
            on_open: Some(Callback::new(move |id: String| opened.open_here(&id))),
        }
    }

    fn loaded(self) -> usize {
        self.table.rows.with(|rows| rows.0.len() as usize)
    }

    fn shown(self) -> usize {
        self.table.order.with(|order| order.0.len())
    }
}

#[component]
pub fn ListPage(
    listed: Listed,
    /// Beside the refresh button.
    #[prop(into)]
    actions: ViewFn,
    /// In the selection bar.
    #[prop(into)]
    on_selection: ViewFn,
    /// It is part of a page that has a title of its own.
    #[prop(optional)]
    within: bool,
    /// Under the query.
    #[prop(optional, into)]
    lead: ViewFn,
    /// In the place of the usual menu by which rows leave the page.
    #[prop(optional)]
    export: Option<ViewFn>,
) -> impl IntoView {
    let table = listed.table;
    let whole = Signal::derive(move || listed.load.with(|load| *load == Load::Whole));
    let reading = Signal::derive(move || listed.load.with(|load| *load == Load::Loading));
    let has_rows = Memo::new(move |_| listed.loaded() > 0);
    let has_matches = Memo::new(move |_| listed.shown() > 0);
    view! {
        <div class="page-head">
            {if within {
                view! { <h2>{listed.title}</h2> }.into_any()
            } else {
                view! { <h1>{listed.title}</h1> }.into_any()
            }}
            <State listed />
            <div class="page-actions">
                <RefreshButton listed />
                <SelectMenu table whole reading />
                <ColumnsButton table />
                {export.map_or_else(|| view! { <ExportMenu table /> }.into_any(), |export| export.run())}
                {actions.run()}
            </div>
        </div>
        <Tools table views=listed.views facet=listed.facet />
        {lead.run()}
        <Trouble listed />
        // The table stays while nothing matches, so that it need not be made anew with every letter typed.
        {live(move || {
            has_rows.get().then(|| {
                view! {
                    <div class="grid-place" hidden=move || !has_matches.get()>
                        <Grid table label=listed.title whole reading on_open=listed.on_open />
                    </div>
                }
            })
        })}
        {live(move || match (has_rows.get(), has_matches.get()) {
            (true, true) => None,
            (true, false) => Some(view! { <NoMatch table /> }.into_any()),
            (false, _) => Some(view! { <NoRows listed /> }.into_any()),
        })}
        <SelectionBar table on_selection />
    }
}

/// Shown, matching, loaded, and how old it is.
#[component]
fn State(listed: Listed) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let count = move || {
        let (loaded, shown) = (listed.loaded() as u64, listed.shown() as u64);
        match listed.load.get() {
            Load::Idle | Load::Loading if loaded == 0 => lang.list_starting().to_owned(),
            Load::Loading if listed.as_of.get().is_none() => lang.list_loading(loaded),
            // What was never read to its end is not "all".
            _ if listed.as_of.get().is_none() && loaded == 0 => String::new(),
            _ if listed.as_of.get().is_none() => lang.list_loaded(loaded),
            _ if shown < loaded => lang.list_shown(shown, &lang.number(loaded)),
            _ => lang.list_all(loaded),
        }
    };
    let age = move || {
        let as_of = listed.as_of.get()?;
        let now = browser.roughly_now.get().max(as_of);
        Some(lang.list_as_of(&lang.ago(as_of / 1000, now / 1000)))
    };
    view! {
        <p class="page-state">
            {live(move || listed.slow.get().then(|| view! { <Glyph icon=Icon::Spinner /> }))}
            <span role="status" data-testid="count">{count}</span>
            <span class="hint">{age}</span>
        </p>
    }
}

#[component]
fn RefreshButton(listed: Listed) -> impl IntoView {
    let lang = lang();
    view! {
        <button
            type="button"
            class="button"
            aria-label=lang.list_refresh()
            title=lang.list_refresh()
            on:click=move |_| listed.refresh.run(())
        >
            <Glyph icon=Icon::Refresh />
        </button>
    }
}

/// Why the list is not what it should be, and what can be done.
#[component]
fn Trouble(listed: Listed) -> impl IntoView {
    let lang = lang();
    let again = move || {
        view! {
            <button type="button" class="button" on:click=move |_| listed.refresh.run(())>
                {lang.try_again()}
            </button>
        }
    };
    live(move || {
        let note = match listed.load.get() {
            Load::Failed(error) => view! {
                <Failure error>
                    {again()}
                    {listed.as_of.get_untracked().map(|_| view! { <span class="hint">{lang.list_stale()}</span> })}
                </Failure>
            }
            .into_any(),
            Load::Partial(why) => {
                let sentence = match why {
                    Why::Repeats => lang.list_partial_repeats(),
                    Why::Empty => lang.list_partial_empty(),
                    Why::CursorGone => lang.list_partial_cursor(),
                };
                view! {
                    <Note tone=Tone::Warn>
                        <strong>{lang.list_partial()}</strong>
                        <span>{sentence}</span>
                        <div class="button-row">{again()}</div>
                    </Note>
                }
                .into_any()
            }
            _ => return None,
        };
        Some(view! { <div class="page-notes">{note}</div> })
    })
}

#[component]
fn NoMatch(table: TableState) -> impl IntoView {
    let lang = lang();
    let clear = move |_| table.text.set(String::new());
    view! {
        <div class="empty">
            <Glyph icon=Icon::Search size=28 />
            <h2>{lang.no_match()}</h2>
            <p>{lang.no_match_hint()}</p>
            <button type="button" class="button" on:click=clear>{lang.no_match_clear()}</button>
        </div>
    }
}

/// No rows: still loading, failed, or truly none.
#[component]
fn NoRows(listed: Listed) -> impl IntoView {
    live(move || match listed.load.get() {
        Load::Whole => view! {
            <div class="empty">
                <h2>{listed.none.0}</h2>
                <p>{listed.none.1}</p>
            </div>
        }
        .into_any(),
        _ => view! { <div class="empty"></div> }.into_any(),
    })
}

/// Asks for a yes to do something to all that is chosen.
#[component]
pub fn ActButton(
    task: Task,
    icon: Icon,
    label: fn(Lang, u64) -> String,
    /// The list in which it is chosen, if not the usual one of the task.
    #[prop(optional)]
    from: Option<Kind>,
) -> impl IntoView {
    let lang = lang();
    let from = from.unwrap_or(task.kind());
    let jobs = expect_context::<Jobs>();
    let toasts = expect_context::<Toasts>();
    let ask = move || jobs.ask(task, from, toasts);
    view! {
        <LockedButton class="button danger" icon press=ask>
            {live(move || label(lang, jobs.chosen_count(task, from)))}
        </LockedButton>
    }
}

/// Offers a backup of all that is chosen, behind a shut lock too: it changes nothing.
#[component]
pub fn BackupButton(task: Task) -> impl IntoView {
    let lang = lang();
    let backups = expect_context::<Backups>();
    view! {
        <button type="button" class="button" on:click=move |_| backups.ask(task)>
            <Glyph icon=Icon::Download />
            {lang.backup_open()}
        </button>
    }
}
