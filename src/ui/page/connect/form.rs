//! The form in which an account is connected.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::input::{Form, is_openai};
use crate::account::profile::{Keep, Profile};
use crate::account::scopes::Scopes;
use crate::openai::base::Base;
use crate::openai::error::Error;
use crate::openai::key::Key;
use crate::state::session::Session;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::Lang;
use crate::ui::choice::{Choice, Choices};
use crate::ui::field::{ColourChoice, Problem, TextField, no_problem};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Failure, Note, Tone};
use crate::ui::page::scopes::ScopeList;

/// What has been found out about what was typed.
#[derive(Clone)]
enum Verdict {
    Unasked,
    Asking,
    /// The key is good, but not for everything.
    Partly(Box<(Profile, Key, Scopes)>),
    Failed(Error),
}

#[component]
pub fn KeyForm() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let form = Form::new();
    let verdict = RwSignal::new_local(Verdict::Unasked);
    // A problem inside unfolds it; only the person folds it again.
    let unfolded = RwSignal::new(false);
    Effect::new(move |_| {
        if form.tried.get() && form.advanced_problem(lang).is_some() {
            unfolded.set(true);
        }
    });
    let asking = move || matches!(verdict.get(), Verdict::Asking);

    let connect = move |profile: Profile, key: Key| {
        if !session.connect(profile, key) {
            toasts.say(lang.connect_not_kept());
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if matches!(verdict.get_untracked(), Verdict::Asking) {
            return;
        }
        form.tried.set(true);
        let Some((profile, key)) = form.read(lang) else {
            return verdict.set(Verdict::Unasked);
        };
        verdict.set(Verdict::Asking);
        spawn_local(async move {
            let judged = session.judge(&profile, &key).await;
            if verdict.is_disposed() {
                // The person has gone elsewhere meanwhile, into the demo account say.
                return;
            }
            match judged {
                Ok(scopes) if scopes.all_granted() => connect(profile, key),
                Ok(scopes) => verdict.set(Verdict::Partly(Box::new((profile, key, scopes)))),
                Err(error) => verdict.set(Verdict::Failed(error)),
            }
        });
    };

    view! {
        <form on:submit=submit novalidate aria-label=lang.connect_title()>
            <KeyField form />
            <Choices name="keep" legend=lang.keep_label() choices=keep_choices(lang) chosen=form.keep />
            <Problem id="keep-problem" text=move || form.keep_problem(lang) />
            <TextField id="name" label=lang.name_label() hint=lang.name_hint() value=form.name problem=no_problem />
            <ProductionMark form />
            <details
                prop:open=move || unfolded.get()
                on:toggle:target=move |event| unfolded.set(event.target().open())
            >
                <summary>{lang.advanced()}</summary>
                <ColourChoice colour=form.colour />
                <TextField
                    id="base"
                    label=lang.base_label()
                    hint=lang.base_hint()
                    value=form.base
                    problem=move || form.base_problem(lang)
                />
                <TrustOther form />
                <TextField
                    id="organization"
                    label=lang.organization_label()
                    hint=""
                    value=form.organization
                    problem=move || form.header_problem(lang, form.organization)
                />
                <TextField
                    id="project"
                    label=lang.project_label()
                    hint=""
                    value=form.project
                    problem=move || form.header_problem(lang, form.project)
                />
            </details>
            {live(move || match verdict.get() {
                Verdict::Failed(error) => Some(view! { <Failure error /> }.into_any()),
                Verdict::Partly(found) => {
                    let (profile, key, scopes) = *found;
                    let go_on = move |_| connect(profile.clone(), key.clone());
                    Some(
                        view! {
                            <Note tone=Tone::Warn>
                                <strong>{lang.connect_partly()}</strong>
                                <ScopeList scopes />
                                <div class="button-row">
                                    <button type="button" class="button" on:click=go_on>
                                        {lang.connect_anyway()}
                                    </button>
                                </div>
                            </Note>
                        }
                            .into_any(),
                    )
                }
                _ => None,
            })}
            <button type="submit" class="button primary large" aria-disabled=move || asking().then_some("true")>
                {live(move || asking().then(|| view! { <Glyph icon=Icon::Spinner /> }))}
                {live(move || if asking() { lang.connect_busy() } else { lang.connect_button() })}
            </button>
        </form>
    }
}

#[component]
fn KeyField(form: Form) -> impl IntoView {
    let lang = lang();
    let problem = move || form.key_problem(lang);
    view! {
        <div class="field">
            <label for="key">{lang.key_label()}</label>
            <input
                id="key"
                class="input mono"
                type="password"
                autocomplete="off"
                spellcheck="false"
                placeholder="sk-…"
                aria-describedby="key-hint key-problem"
                aria-invalid=move || problem().map(|_| "true")
                prop:value=move || form.key.get()
                on:input:target=move |event| form.key.set(event.target().value())
            />
            <span class="hint" id="key-hint">{lang.key_hint()}</span>
            <Problem id="key-problem" text=problem />
        </div>
    }
}

#[component]
fn ProductionMark(form: Form) -> impl IntoView {
    let lang = lang();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || form.production.get()
                on:change:target=move |event| form.production.set(event.target().checked())
            />
            <span>{lang.production_label()} ". " <span class="hint">{lang.production_hint()}</span></span>
        </label>
    }
}

/// Asks before a key goes anywhere but to OpenAI.
#[component]
fn TrustOther(form: Form) -> impl IntoView {
    let lang = lang();
    live(move || {
        let base = Base::parse(&form.base.get()).ok().filter(|base| !is_openai(base))?;
        let origin = base.origin().to_owned();
        let question = lang.base_other(&origin);
        Some(view! {
            <div class="field">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || form.trusts(&base)
                        on:change:target=move |event| {
                            form.trusted.set(if event.target().checked() { origin.clone() } else { String::new() });
                        }
                    />
                    <span>{question}</span>
                </label>
                <Problem id="trust-problem" text=move || form.trust_problem(lang) />
            </div>
        })
    })
}

fn keep_choices(lang: Lang) -> Vec<Choice<Keep>> {
    let words = |keep| match keep {
        Keep::Memory => (lang.keep_memory(), lang.keep_memory_hint()),
        Keep::Session => (lang.keep_session(), lang.keep_session_hint()),
        Keep::Device => (lang.keep_device(), lang.keep_device_hint()),
    };
    Keep::ALL
        .into_iter()
        .map(|value| {
            let (label, hint) = words(value);
            Choice { value, code: value.code(), label, hint }
        })
        .collect()
}
