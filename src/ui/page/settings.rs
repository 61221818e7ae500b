//! Settings: looks, the account in use, all accounts.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::scopes::ScopeList;
use crate::account::profile::{Keep, Profile};
use crate::account::scopes::{self, Scopes};
use crate::openai::error::Error;
use crate::state::services::Browser;
use crate::state::session::{Connection, Session};
use crate::state::settings::{self, Theme, lang};
use crate::state::toasts::Toasts;
use crate::text::Lang;
use crate::ui::field::{ColourChoice, TextField, no_problem};
use crate::ui::grace::GracePeriod;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::model_prices::ModelPrices;
use crate::ui::note::Failure;
use crate::ui::price::StoragePrice;
use crate::ui::protect::Protection;
use crate::ui::shortcuts::Keys;

#[component]
pub fn Settings() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    // Drawn anew for another account, not for each letter of a new name.
    let number = Memo::new(move |_| session.current.with(|now| now.as_ref().map(|now| now.number)));
    let account = move || {
        number.get()?;
        session.current.get_untracked().map(|connection| view! { <ThisAccount connection /> })
    };
    view! {
        <div class="sheet" tabindex="-1">
            <div class="sheet-inner">
                <h1>{lang.nav_settings()}</h1>
                <Looks />
                <Keys />
                <Runs />
                {account}
                <GracePeriod />
                <StoragePrice />
                <ModelPrices />
                <Protection />
                <AllAccounts />
                <section class="card">
                    <h2>{lang.settings_program()}</h2>
                    <p>{lang.settings_version(env!("CARGO_PKG_VERSION"))}</p>
                </section>
            </div>
        </div>
    }
}

#[component]
fn Looks() -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let settings = expect_context::<settings::Settings>();
    let theme_name = move |theme| match theme {
        Theme::System => lang.theme_system(),
        Theme::Light => lang.theme_light(),
        Theme::Dark => lang.theme_dark(),
    };
    view! {
        <section class="card">
            <h2>{lang.settings_looks()}</h2>
            <div class="field">
                <label for="language">{lang.language()}</label>
                <select
                    id="language"
                    class="select"
                    on:change:target=move |event| {
                        settings.set_lang(browser, Lang::from_tag(&event.target().value()).unwrap_or_default());
                    }
                >
                    {Lang::ALL
                        .map(|to| {
                            view! {
                                <option value=to.code() lang=to.code() selected=to == lang>
                                    {to.own_name()}
                                </option>
                            }
                        })}
                </select>
            </div>
            <div class="field">
                <label for="theme">{lang.theme_label()}</label>
                <select
                    id="theme"
                    class="select"
                    on:change:target=move |event| settings.set_theme(browser, Theme::from_code(&event.target().value()))
                >
                    {Theme::ALL
                        .map(|theme| {
                            let selected = theme == settings.theme.get_untracked();
                            view! { <option value=theme.code() selected=selected>{theme_name(theme)}</option> }
                        })}
                </select>
            </div>
        </section>
    }
}

#[component]
fn Runs() -> impl IntoView {
    let lang = lang();
    let services = expect_context::<Browser>().get();
    let toasts = expect_context::<Toasts>();
    let (device, notices) = (services.device, services.notices);
    let chosen = settings::ceiling(&*device);
    let wanted = RwSignal::new(settings::wants_notices(&*device) && (notices.allowed)());
    let shelf = device.clone();
    let ask = move |want: bool| {
        let shelf = shelf.clone();
        spawn_local(async move {
            let allowed = want && (notices.ask)().await;
            settings::set_notices(&*shelf, allowed);
            if want && !allowed {
                toasts.say(lang.settings_notices_refused());
            }
            // Drawn again even if nothing changed, for the box itself did. The page may have been left meanwhile.
            let _ = wanted.try_set(allowed);
        });
    };
    view! {
        <section class="card">
            <h2>{lang.settings_runs()}</h2>
            <div class="field">
                <label for="ceiling">{lang.settings_ceiling()}</label>
                <select
                    id="ceiling"
                    class="select"
                    aria-describedby="ceiling-hint"
                    on:change:target=move |event| {
                        settings::set_ceiling(&*device, event.target().value().parse().unwrap_or_default());
                    }
                >
                    {settings::CEILINGS
                        .map(|ceiling| {
                            view! { <option value=ceiling selected=ceiling == chosen>{ceiling}</option> }
                        })}
                </select>
                <p class="hint" id="ceiling-hint">{lang.settings_ceiling_hint()}</p>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || wanted.get()
                    on:change:target=move |event| ask(event.target().checked())
                />
                <span>{lang.settings_notices()}</span>
            </label>
        </section>
    }
}

#[component]
fn ThisAccount(connection: Connection) -> impl IntoView {
    let lang = lang();
    let profile = (*connection.profile).clone();
    if profile.is_demo() {
        return view! {
            <section class="card">
                <h2>{lang.settings_account()}</h2>
                <p>{lang.settings_demo()}</p>
            </section>
        }
        .into_any();
    }
    let facts = [
        (lang.settings_key(), lang.account_key_tail(&connection.tail)),
        (lang.settings_kept(), keep_name(lang, profile.keep).to_owned()),
        (lang.settings_base(), profile.base.as_str().to_owned()),
    ];
    let optional = [
        (lang.settings_organization(), profile.organization.clone()),
        (lang.settings_project(), profile.project.clone()),
    ];
    let optional = optional.into_iter().filter_map(|(word, value)| Some((word, value?)));
    let fact = |(word, value)| view! { <dt>{word}</dt> <dd class="mono">{value}</dd> };
    view! {
        <section class="card">
            <h2>{lang.settings_account()}</h2>
            <dl class="facts">{facts.into_iter().chain(optional).map(fact).collect_view()}</dl>
            <Marks profile />
            <WhatItMay connection />
        </section>
    }
    .into_any()
}

/// Name, colour and production mark.
#[component]
fn Marks(profile: Profile) -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let name = RwSignal::new(profile.name.clone());
    let colour = RwSignal::new(profile.colour);
    let production = RwSignal::new(profile.production);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        let name = if typed.trim().is_empty() { profile.name.clone() } else { typed.trim().to_owned() };
        let (colour, production) = (colour.get_untracked(), production.get_untracked());
        // Mark and lock may have changed since the form was drawn.
        let now = session.current.with_untracked(|now| now.as_ref().map(|now| now.profile.clone()));
        let Some(now) = now.filter(|now| now.id == profile.id) else { return };
        let locked = now.locked || (production && !now.production);
        session.update(Profile { name, colour, production, locked, ..(*now).clone() });
        toasts.say(lang.settings_name_saved());
    };
    view! {
        <form class="card" on:submit=save aria-label=lang.settings_account()>
            <TextField id="account-name" label=lang.name_label() hint="" value=name problem=no_problem />
            <ColourChoice colour />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || production.get()
                    on:change:target=move |event| production.set(event.target().checked())
                />
                <span>{lang.production_label()}</span>
            </label>
            <div class="button-row">
                <button type="submit" class="button">{lang.save()}</button>
            </div>
        </form>
    }
}

#[component]
fn WhatItMay(connection: Connection) -> impl IntoView {
    let lang = lang();
    let answer = RwSignal::new(None::<Result<Scopes, Error>>);
    let asking = RwSignal::new(false);
    let check = move |_| {
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        let client = connection.client.clone();
        spawn_local(async move {
            let judged = scopes::judge(&client).await;
            // The page may have been left meanwhile.
            if asking.try_set(false).is_none() {
                answer.set(Some(judged));
            }
        });
    };
    view! {
        <h3>{lang.settings_may()}</h3>
        {live(move || match answer.get()? {
            Ok(scopes) => Some(view! { <ScopeList scopes /> }.into_any()),
            Err(error) => Some(view! { <Failure error /> }.into_any()),
        })}
        <div class="button-row">
            <button type="button" class="button" on:click=check>
                {live(move || asking.get().then(|| view! { <Glyph icon=Icon::Spinner /> }))}
                {lang.settings_check()}
            </button>
        </div>
    }
}

#[component]
fn AllAccounts() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    let account = move |account: Profile| {
        let id = account.id.clone();
        let in_use = {
            let id = id.clone();
            move || session.current.with(|now| now.as_ref().is_some_and(|now| now.profile.id == id))
        };
        view! {
            <li class="account">
                <span class="swatch" data-colour=account.colour.code()></span>
                <span class="grow"><bdi>{account.name.clone()}</bdi></span>
                {account.production.then(|| view! { <span class="badge bad">{lang.account_production()}</span> })}
                {live(move || in_use().then(|| view! { <span class="badge busy">{lang.settings_in_use()}</span> }))}
                <button
                    type="button"
                    class="button danger small"
                    aria-label=lang.settings_forget(&account.name)
                    on:click=move |_| session.forget(&id)
                >
                    {lang.disconnect()}
                </button>
            </li>
        }
    };
    live(move || {
        let accounts = session.accounts.get();
        (!accounts.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{lang.settings_accounts()}</h2>
                    <ul class="accounts">{accounts.into_iter().map(account).collect_view()}</ul>
                </section>
            }
        })
    })
}

fn keep_name(lang: Lang, keep: Keep) -> &'static str {
    match keep {
        Keep::Memory => lang.keep_memory(),
        Keep::Session => lang.keep_session(),
        Keep::Device => lang.keep_device(),
    }
}
