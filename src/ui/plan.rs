//! A plan as the question shows it: what breaks, and each object with why it is there.

use leptos::prelude::*;

use crate::account::plans::{Break, breaks};
use crate::account::references::{Gap, Listing, Missing};
use crate::bulk::plan::{Item, Plan, User};
use crate::openai::pager;
use crate::state::jobs::{Form, Jobs, Made};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::note::{FailureText, Note, Tone};

/// Objects, and users that break, named one by one; the rest is counted.
const NAMED: usize = 200;
/// Users named beside an object.
const USERS: usize = 3;

#[component]
pub fn PlanView(made: Made) -> impl IntoView {
    let lang = lang();
    let Made { plan, unknown, changed, .. } = made;
    let protected = plan.protected() as u64;
    let items: Vec<&Item> = plan.targets().collect();
    let rest = items.len().saturating_sub(NAMED) as u64;
    let row = |item: &&Item| view! { <Victim item=(*item).clone() /> };
    view! {
        {changed.then(|| view! { <Note tone=Tone::Warn><span>{lang.plan_changed()}</span></Note> })}
        {(protected > 0)
            .then(|| {
                let alone = if items.is_empty() {
                    lang.plan_all_protected().to_owned()
                } else {
                    lang.plan_protected(protected)
                };
                view! {
                    <p class="protected-note" role="status">
                        <Glyph icon=Icon::Shield />
                        {alone}
                    </p>
                }
            })}
        {unknown.then(|| view! { <Note tone=Tone::Bad><span>{lang.plan_unknown()}</span></Note> })}
        <Breaks plan=plan.clone() />
        <ul class="victims" tabindex="0" aria-label=lang.confirm_list()>
            {items.iter().take(NAMED).map(row).collect_view()}
            {(rest > 0).then(|| view! { <li class="hint">{lang.confirm_more(rest)}</li> })}
        </ul>
        {(!items.is_empty()).then(|| view! { <TakeAway plan=plan.clone() /> })}
    }
}

/// The plan as a file.
#[component]
pub fn TakeAway(plan: Plan) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let plan = StoredValue::new(plan);
    let button = move |form: Form, word: &'static str| {
        view! {
            <button
                type="button"
                class="button small"
                on:click=move |_| plan.with_value(|plan| jobs.save_plan(plan, form))
            >
                {word}
            </button>
        }
    };
    view! {
        <details class="take-away">
            <summary>{lang.plan_export()}</summary>
            <div class="button-row">
                {button(Form::Json, lang.plan_json())} {button(Form::Csv, lang.plan_csv())}
                {button(Form::Script, lang.plan_script())}
            </div>
            <p class="hint">{lang.plan_script_hint()}</p>
        </details>
    }
}

#[component]
fn Victim(item: Item) -> impl IntoView {
    let lang = lang();
    let name = if item.name.is_empty() { format!("({})", lang.unnamed()) } else { visible(&item.name).into_owned() };
    let users = item.uses.iter().filter(|user| user.by != User::Elsewhere);
    let names: Vec<String> = users.clone().take(USERS).map(|user| named(&user.name, &user.id)).collect();
    let more = users.count().saturating_sub(USERS);
    let mut used = (!names.is_empty()).then(|| lang.plan_used_by(&names.join(", ")));
    if let (Some(used), true) = (&mut used, more > 0) {
        *used += " ";
        *used += &lang.confirm_more(more as u64);
    }
    view! {
        <li>
            <bdi class="name" title=name.clone()>{name.clone()}</bdi>
            <span class="mono">{visible(&item.id).into_owned()}</span>
            <span class="size">{item.bytes.map(|bytes| lang.bytes(bytes))}</span>
            {used.map(|used| view! { <span class="hint uses"><bdi>{used}</bdi></span> })}
        </li>
    }
}

/// Who loses something, those that lose most first.
#[component]
pub fn Breaks(plan: Plan) -> impl IntoView {
    let lang = lang();
    let all = breaks(&plan);
    let rest = all.len().saturating_sub(NAMED) as u64;
    let line = move |entry: &Break| view! { <li><bdi>{sentence(lang, entry)}</bdi></li> };
    (!all.is_empty()).then(|| {
        view! {
            <section class="breaks" aria-label=lang.plan_breaks()>
                <h3>{lang.plan_breaks()}</h3>
                <ul tabindex="0">
                    {all.iter().take(NAMED).map(line).collect_view()}
                    {(rest > 0).then(|| view! { <li class="hint">{lang.confirm_more(rest)}</li> })}
                </ul>
            </section>
        }
    })
}

fn sentence(lang: Lang, entry: &Break) -> String {
    let name = named(&entry.user.name, &entry.user.id);
    match entry.user.by {
        User::Waiting => lang.break_waiting(&name),
        User::Results => lang.break_results(&name),
        User::Store | User::Input | User::Elsewhere => lang.break_store(entry.files, &name),
    }
}

/// The name if there is one, always with the id, which nobody can imitate.
pub fn named(name: &str, id: &str) -> String {
    let id = visible(id);
    if name.is_empty() { id.into_owned() } else { format!("{} ({id})", visible(name)) }
}

/// Why there is no plan.
#[component]
pub fn Refusal(gap: Gap, children: Children) -> impl IntoView {
    let lang = lang();
    view! {
        <Note tone=Tone::Bad>
            <GapText gap sentence=Lang::plan_refused />
            <span>{lang.plan_refused_why()}</span>
            <div class="button-row">{children()}</div>
        </Note>
    }
}

/// Which list could not be had, and why; `sentence` says what does not come of it.
#[component]
pub fn GapText(gap: Gap, sentence: fn(Lang, &str) -> String) -> impl IntoView {
    let lang = lang();
    let list = match &gap.list {
        Listing::Files => lang.plan_list_files().to_owned(),
        Listing::Stores => lang.plan_list_stores().to_owned(),
        Listing::Batches => lang.plan_list_batches().to_owned(),
        Listing::FilesOf(store) => lang.plan_list_files_of(&visible(store)),
    };
    let why = match gap.why {
        Missing::Failed(error) => view! { <FailureText error /> }.into_any(),
        Missing::Partial(why) => partial(lang, why).into_any(),
    };
    view! {
        <strong>{sentence(lang, &list)}</strong>
        <div class="reason">{why}</div>
    }
}

fn partial(lang: Lang, why: pager::Why) -> &'static str {
    match why {
        pager::Why::Repeats => lang.list_partial_repeats(),
        pager::Why::Empty => lang.list_partial_empty(),
        pager::Why::CursorGone => lang.list_partial_cursor(),
    }
}
