//! How far a list has been read, beside the numbers that were counted in it.

use leptos::prelude::*;

use crate::openai::id::HasId;
use crate::state::catalog::Catalog;
use crate::state::list::{List, Load};
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Failure, Note, Tone};

/// What is told of a list, without the type of its rows.
#[derive(Clone, Copy)]
pub struct Reading {
    load: RwSignal<Load>,
    slow: RwSignal<bool>,
    as_of: RwSignal<Option<u64>>,
    /// Rows there are, if anything is known of it.
    count: Signal<Option<u64>>,
    refresh: Callback<()>,
}

impl Reading {
    pub fn of<T: HasId + Send + Sync + 'static>(catalog: Catalog, list: List<T>) -> Self {
        let refresh = Callback::new(move |()| {
            if let Some(client) = catalog.client() {
                list.refresh(client);
            }
        });
        let count = Signal::derive(move || list.known_count());
        Reading { load: list.load, slow: list.slow, as_of: list.as_of, count, refresh }
    }

    /// Whether there is anything to count in.
    pub fn is_known(self) -> bool {
        self.count.with(Option::is_some)
    }
}

/// What was counted in a list, under its name, its age and its trouble.
#[component]
pub fn ListCard(testid: &'static str, title: &'static str, of: Reading, children: Children) -> impl IntoView {
    view! {
        <section class="card" data-testid=testid>
            <div class="past-head">
                <h2>{title}</h2>
                <ListNote of />
            </div>
            <Trouble of />
            {children()}
        </section>
    }
}

/// Its age, or that it is being read.
#[component]
pub fn ListNote(of: Reading) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let told = move || match (of.load.get(), of.as_of.get()) {
        (Load::Idle | Load::Loading, None) => match of.count.get() {
            None => lang.overview_starting().to_owned(),
            Some(some) => lang.overview_loading(some),
        },
        (_, Some(as_of)) => {
            let now = browser.roughly_now.get().max(as_of);
            lang.overview_as_of(&lang.ago(as_of / 1000, now / 1000))
        }
        (_, None) => String::new(),
    };
    view! {
        {live(move || of.slow.get().then(|| view! { <Glyph icon=Icon::Spinner /> }))}
        <span class="hint">{told}</span>
    }
}

/// Why the numbers of a list are not what they should be, and what can be done.
#[component]
pub fn Trouble(of: Reading) -> impl IntoView {
    let lang = lang();
    live(move || match of.load.get() {
        Load::Failed(error) => Some(
            view! {
                <Failure error>
                    <button type="button" class="button" on:click=move |_| of.refresh.run(())>
                        {lang.try_again()}
                    </button>
                    {of.as_of.get_untracked().map(|_| view! { <span class="hint">{lang.overview_stale()}</span> })}
                </Failure>
            }
            .into_any(),
        ),
        Load::Partial(_) => {
            Some(view! { <Note tone=Tone::Warn><span>{lang.overview_partial()}</span></Note> }.into_any())
        }
        _ => None,
    })
}
