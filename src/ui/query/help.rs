//! How a query is written, with examples that the table at hand understands.

use leptos::prelude::*;

use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::text::Lang;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// A query, and what it asks for.
type Example = (&'static str, fn(Lang) -> &'static str);

/// Those that a table does not understand are not shown for it.
const EXAMPLES: [Example; 21] = [
    ("invoice 2026", Lang::help_words),
    ("\"annual report\"", Lang::help_phrase),
    ("-draft", Lang::help_not),
    ("(draft or copy) -2026", Lang::help_or),
    ("purpose:batch,vision", Lang::help_values),
    ("status:failed,cancelled", Lang::help_values),
    ("size>10mb", Lang::help_more),
    ("size:1mb..5mb", Lang::help_range),
    ("files:0", Lang::help_count),
    ("failed>0", Lang::help_count),
    ("progress>50%", Lang::help_share),
    ("age>30d", Lang::help_age),
    ("created:2026-01..2026-03", Lang::help_dates),
    ("expires<7d", Lang::help_expires),
    ("name~\"tmp*\"", Lang::help_like),
    ("name=report.pdf", Lang::help_exact),
    ("expires:none", Lang::help_none),
    ("is:duplicate", Lang::help_duplicate),
    ("is:unused idle>1d", Lang::help_unused),
    ("is:unused purpose:batch", Lang::help_not_used),
    ("used:store,waiting", Lang::help_used),
];

#[component]
pub fn HelpButton(table: TableState) -> impl IntoView {
    let lang = lang();
    let open = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="button icon"
            aria-label=lang.query_help()
            title=lang.query_help()
            on:click=move |_| open.set(true)
        >
            <Glyph icon=Icon::Help />
        </button>
        {live(move || open.get().then(|| view! { <Help table open /> }))}
    }
}

#[component]
fn Help(table: TableState, open: RwSignal<bool>) -> impl IntoView {
    let lang = lang();
    let example = |(text, meaning): Example| {
        view! {
            <dt><code>{text}</code></dt>
            <dd>{meaning(lang)}</dd>
        }
    };
    let examples = table.with_scope(|scope| {
        EXAMPLES.into_iter().filter(|(text, _)| scope.understands(text)).map(example).collect_view()
    });
    let fields = table.rows.with_untracked(|rows| {
        (0..rows.0.columns())
            .filter_map(|column| rows.0.column(column))
            .map(|head| {
                let others = [head.age].into_iter().chain(head.also.iter().copied()).filter(|name| !name.is_empty());
                let names = std::iter::once(head.key).chain(others);
                let names = names.map(|name| view! { <code>{name}</code> " " }).collect_view();
                view! {
                    <dt>{names}</dt>
                    <dd>{lang.column(head.key)}</dd>
                }
            })
            .collect_view()
    });
    let close = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        open.set(false);
    };
    view! {
        <Modal label=lang.query_help() on_close=move || open.set(false)>
            <div class="dialog-body query-help">
                <h2>{lang.query_help()}</h2>
                <h3>{lang.help_examples()}</h3>
                <dl>{examples}</dl>
                <h3>{lang.help_fields()}</h3>
                <dl>{fields}</dl>
                <p class="hint">{lang.help_keys()}</p>
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" autofocus on:click=close>
                    {lang.close()}
                </button>
            </div>
        </Modal>
    }
}
