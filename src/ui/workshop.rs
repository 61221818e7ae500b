//! All that needs an account: a part of the program that loads while the key is being typed. What it lays out outlives
//! its screens, so that nothing is lost by leaving an account.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::part::part;
use crate::state::activity::Activity;
use crate::state::backup::Backups;
use crate::state::catalog::Catalog;
use crate::state::compose::Composer;
use crate::state::digests::Digests;
use crate::state::edits::Edits;
use crate::state::fill::Fills;
use crate::state::findings::Findings;
use crate::state::graph::Graph;
use crate::state::guard::Guard;
use crate::state::history::History;
use crate::state::jobs::Jobs;
use crate::state::kept::Plans;
use crate::state::ledger::Ledger;
use crate::state::recur::Recurring;
use crate::state::services::Browser;
use crate::state::session::Session;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::state::uploads::Uploads;
use crate::state::watch::Watch;
use crate::ui::note::{Note, Tone};
use crate::ui::shell::Shell;

/// What the part hands over: how to lay out its state, once, and how to draw it.
struct Room {
    lay_out: fn(Browser, Session, Toasts),
    draw: fn() -> AnyView,
}

part! {
    workshop,
    fn enter() -> Room {
        Room { lay_out, draw: || view! { <Shell /> }.into_any() }
    }
}

fn lay_out(browser: Browser, session: Session, toasts: Toasts) {
    let catalog = Catalog::provide(browser, session);
    let guard = Guard::provide(browser, toasts);
    let activity = Activity::provide(browser, toasts);
    let graph = Graph::provide(browser, session, catalog);
    let jobs = Jobs::provide(browser, session, catalog, graph, guard, activity, toasts);
    Backups::provide(browser, session, catalog, jobs, toasts);
    Plans::provide(browser, session, toasts);
    Findings::provide(browser, catalog);
    Digests::provide(browser, session, catalog, toasts);
    let uploads = Uploads::provide(session, catalog, toasts);
    Fills::provide(browser, session, catalog, uploads);
    Composer::provide(browser, session, catalog, toasts);
    Watch::provide(browser, session, catalog, toasts);
    History::provide(browser, session, catalog);
    Recurring::provide(browser, session, catalog, toasts);
    Edits::provide(catalog);
    Ledger::provide(browser, session, catalog, toasts);
}

#[derive(Clone, Copy)]
enum Door {
    Opening,
    Open(fn() -> AnyView),
    Stuck,
}

/// The way from the connect page to what lies behind it.
#[derive(Clone, Copy)]
pub struct Workshop {
    door: RwSignal<Door>,
    load: Callback<()>,
}

impl Workshop {
    /// Begins to load it. Its state will belong to the component that called.
    pub fn open(browser: Browser, session: Session, toasts: Toasts) -> Self {
        let door = RwSignal::new(Door::Opening);
        let owner = Owner::current().unwrap_or_default();
        let load = Callback::new(move |()| {
            door.set(Door::Opening);
            let owner = owner.clone();
            spawn_local(async move {
                door.set(match enter().await {
                    Ok(room) => {
                        owner.with(|| (room.lay_out)(browser, session, toasts));
                        Door::Open(room.draw)
                    }
                    Err(_) => Door::Stuck,
                });
            });
        });
        load.run(());
        Workshop { door, load }
    }

    /// The frame and its screens, or why they are not there yet.
    pub fn draw(self) -> AnyView {
        match self.door.get() {
            Door::Opening => ().into_any(),
            Door::Open(draw) => draw(),
            Door::Stuck => view! { <Stuck load=self.load /> }.into_any(),
        }
    }
}

#[component]
fn Stuck(load: Callback<()>) -> impl IntoView {
    let lang = lang();
    view! {
        <main class="stopped">
            <Note tone=Tone::Bad>
                <strong>{lang.part_missing()}</strong>
                <span>{lang.part_missing_advice()}</span>
                <div class="button-row">
                    <button type="button" class="button" on:click=move |_| load.run(())>
                        {lang.try_again()}
                    </button>
                </div>
            </Note>
        </main>
    }
}
