//! What can be mended in a file, and how it went.

use leptos::prelude::*;

use crate::jsonl::check::Report;
use crate::jsonl::fix::{Fixed, Fixes as Chosen};
use crate::jsonl::problem::Kind;
use crate::openai::batch::Endpoint;
use crate::state::inspect::{Inspection, Mending, Reading};
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};

#[component]
pub fn Fixes(inspection: Inspection) -> impl IntoView {
    let lang = lang();
    let offered = Memo::new(move |_| {
        inspection.reading.with(|reading| match reading {
            Reading::Done(report) => fixable(report),
            _ => None,
        })
    });
    let running = Memo::new(move |_| inspection.mending.with(|mending| matches!(mending, Mending::Running { .. })));
    view! {
        {live(move || match inspection.mending.get() {
            Mending::Nothing | Mending::Running { .. } => None,
            Mending::Done(fixed) => Some(view! { <Done fixed inspection /> }.into_any()),
            Mending::Failed(fault) => {
                Some(view! { <Note tone=Tone::Bad><strong>{lang.fault(&fault)}</strong></Note> }.into_any())
            }
        })}
        {live(move || {
            if running.get() {
                return Some(view! { <Running inspection /> }.into_any());
            }
            offered.get().map(|offered| view! { <Offer offered inspection /> }.into_any())
        })}
    }
}

/// What of this file can be mended.
fn fixable(report: &Report) -> Option<Chosen> {
    let any = |kinds: &[Kind]| kinds.iter().any(|kind| report.problem(*kind).is_some());
    let urls = any(&[Kind::UrlMissing, Kind::UrlUnknown, Kind::UrlMixed]);
    let chosen = Chosen {
        marks: any(&[Kind::Mark]),
        blanks: any(&[Kind::Blank]),
        ids: any(&[Kind::IdMissing, Kind::IdNotText, Kind::IdDuplicate]),
        method: any(&[Kind::MethodNotPost]),
        // Without a line that names an endpoint it would be a guess, which the person can make.
        url: urls.then(|| report.endpoint().unwrap_or(Endpoint::ChatCompletions)),
    };
    (chosen != Chosen::default()).then_some(chosen)
}

#[component]
fn Offer(offered: Chosen, inspection: Inspection) -> impl IntoView {
    let lang = lang();
    let chosen = RwSignal::new(offered.clone());
    let tick = move |label: String, on: fn(&mut Chosen, bool)| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    checked
                    on:change:target=move |event| {
                        let checked = event.target().checked();
                        chosen.update(|chosen| on(chosen, checked));
                    }
                />
                {label}
            </label>
        }
        .into_any()
    };
    let ticks = [
        offered.marks.then(|| tick(lang.fix_marks().to_owned(), |chosen, on| chosen.marks = on)),
        offered.blanks.then(|| tick(lang.fix_blanks().to_owned(), |chosen, on| chosen.blanks = on)),
        offered.ids.then(|| tick(lang.fix_ids().to_owned(), |chosen, on| chosen.ids = on)),
        offered.method.then(|| tick(lang.fix_method().to_owned(), |chosen, on| chosen.method = on)),
        offered.url.clone().map(|url| view! { <Url url chosen /> }.into_any()),
    ];
    let nothing = move || chosen.with(|chosen| *chosen == Chosen::default());
    view! {
        <fieldset class="field">
            <legend>{lang.fix_title()}</legend>
            <span class="hint">{lang.fix_hint()}</span>
            {ticks.into_iter().flatten().collect_view()}
            <div class="button-row">
                <button
                    type="button"
                    class="button"
                    disabled=nothing
                    on:click=move |_| inspection.mend(chosen.get_untracked())
                >
                    {lang.fix_start()}
                </button>
            </div>
        </fieldset>
    }
}

/// The endpoint that all lines are to have.
#[component]
fn Url(url: Endpoint, chosen: RwSignal<Chosen>) -> impl IntoView {
    let lang = lang();
    let wanted = RwSignal::new((true, url.clone()));
    let set = move || {
        let (on, url) = wanted.get_untracked();
        chosen.update(|chosen| chosen.url = on.then_some(url));
    };
    view! {
        <div class="check">
            <label class="check">
                <input
                    type="checkbox"
                    checked
                    on:change:target=move |event| {
                        let on = event.target().checked();
                        wanted.update(|wanted| wanted.0 = on);
                        set();
                    }
                />
                {lang.fix_url("")}
            </label>
            <select
                class="select"
                aria-label=lang.column_endpoint()
                on:change:target=move |event| {
                    wanted.update(|wanted| wanted.1 = Endpoint::from(&*event.target().value()));
                    set();
                }
            >
                {Endpoint::KNOWN
                    .iter()
                    .map(|one| view! { <option value=one.to_string() selected=*one == url>{one.to_string()}</option> })
                    .collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Running(inspection: Inspection) -> impl IntoView {
    let lang = lang();
    let now = move || match inspection.mending.get() {
        Mending::Running { bytes, of } => (bytes, of),
        _ => (0, 1),
    };
    view! {
        <div class="working">
            <progress
                max=move || now().1
                prop:value=move || now().0 as f64
                aria-label=lang.fix_start()
            ></progress>
            <span class="hint">
                {live(move || {
                    let (bytes, of) = now();
                    lang.fix_running(&lang.bytes(bytes), &lang.bytes(of))
                })}
            </span>
            <button type="button" class="button small" on:click=move |_| inspection.stop()>
                {lang.inspect_stop()}
            </button>
        </div>
    }
}

#[component]
fn Done(fixed: Fixed, inspection: Inspection) -> impl IntoView {
    let lang = lang();
    let toasts = expect_context::<Toasts>();
    let save = move |_| {
        if !inspection.save() {
            toasts.say(lang.export_not_saved());
        }
    };
    view! {
        <div class="note good" role="status" data-testid="mended">
            <Glyph icon=Icon::Check />
            <div>
                <strong>{lang.fix_done()}</strong>
                <span>{deeds(lang, fixed)}</span>
                {(fixed.left > 0).then(|| view! { <span>{lang.fix_left(fixed.left)}</span> })}
                <div class="button-row">
                    <button type="button" class="button" on:click=save>
                        <Glyph icon=Icon::Download />
                        {lang.fix_save()}
                    </button>
                </div>
            </div>
        </div>
    }
}

fn deeds(lang: Lang, fixed: Fixed) -> String {
    let deeds = [
        (fixed.marks, lang.fix_done_marks(fixed.marks)),
        (fixed.blanks, lang.fix_done_blanks(fixed.blanks)),
        (fixed.ids, lang.fix_done_ids(fixed.ids)),
        (fixed.methods, lang.fix_done_methods(fixed.methods)),
        (fixed.urls, lang.fix_done_urls(fixed.urls)),
    ];
    deeds.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect::<Vec<_>>().join(", ")
}
