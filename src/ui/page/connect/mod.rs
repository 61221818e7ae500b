//! The first page: a key, where to keep it, or the demo account.

mod form;
mod input;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::account::profile::Profile;
use crate::state::services::Browser;
use crate::state::session::Session;
use crate::state::settings::{self, Settings, lang};
use crate::state::toasts::Toasts;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};
use form::KeyForm;

#[component]
pub fn Connect() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    let toasts = expect_context::<Toasts>();
    let open_demo = move |_| {
        spawn_local(async move {
            if session.open_demo(lang.demo_account()).await.is_err() {
                toasts.say(format!("{} {}", lang.part_missing(), lang.part_missing_advice()));
            }
        });
    };
    let unfinished = settings::unfinished(&*expect_context::<Browser>().get().device).map(|whose| {
        view! {
            <Note tone=Tone::Warn>
                <strong>{lang.job_unfinished()}</strong>
                <span><bdi>{whose}</bdi></span>
            </Note>
        }
    });
    view! {
        <main class="connect" id="main" tabindex="-1">
            <div class="connect-head">
                <p class="brand">
                    <Glyph icon=Icon::Brand size=24 />
                    "Quartermaster"
                </p>
                <h1>{lang.connect_title()}</h1>
                <p>{lang.connect_lead()}</p>
                <button type="button" class="button large" on:click=open_demo>
                    {lang.connect_demo()}
                </button>
                {unfinished}
                <Known />
                <h2>{lang.where_title()}</h2>
                <p>{lang.where_answer()}</p>
                <LanguageLinks />
            </div>
            <div class="card">
                <KeyForm />
            </div>
        </main>
    }
}

/// Accounts whose keys are at hand.
#[component]
fn Known() -> impl IntoView {
    let lang = lang();
    let session = expect_context::<Session>();
    let account = move |profile: Profile| {
        let forget_label = lang.settings_forget(&profile.name);
        let id = profile.id.clone();
        let name = profile.name.clone();
        view! {
            <li class="account">
                <span class="swatch" data-colour=profile.colour.code()></span>
                <span class="grow"><bdi>{name.clone()}</bdi></span>
                <button
                    type="button"
                    class="button icon plain"
                    aria-label=forget_label.clone()
                    title=forget_label
                    on:click=move |_| session.forget(&id)
                >
                    <Glyph icon=Icon::Trash />
                </button>
                <button
                    type="button"
                    class="button"
                    aria-label=lang.connect_open(&name)
                    on:click=move |_| session.open(&profile)
                >
                    <Glyph icon=Icon::Chevron />
                </button>
            </li>
        }
    };
    live(move || {
        let accounts = session.accounts.get();
        (!accounts.is_empty()).then(|| {
            view! {
                <section class="card" aria-label=lang.connect_known()>
                    <h2>{lang.connect_known()}</h2>
                    <ul class="accounts">{accounts.into_iter().map(account).collect_view()}</ul>
                </section>
            }
        })
    })
}

#[component]
fn LanguageLinks() -> impl IntoView {
    let browser = expect_context::<Browser>();
    let settings = expect_context::<Settings>();
    let link = move |to: Lang| {
        view! {
            <button
                type="button"
                class="link-button"
                lang=to.code()
                aria-current=(to == lang()).then_some("true")
                on:click=move |_| settings.set_lang(browser, to)
            >
                {to.own_name()}
            </button>
        }
    };
    view! { <nav class="connect-foot" aria-label=lang().language()>{Lang::ALL.map(link)}</nav> }
}
