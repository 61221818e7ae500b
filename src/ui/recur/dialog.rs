//! The dialog in which a plan is made, or changed.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::when::{Typed, When};
use crate::recur::plan::{Plan, Requests};
use crate::state::catalog::Catalog;
use crate::state::compose::{Composer, Composition};
use crate::state::recur::{Recurring, Wish};
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::drawer::Opened;
use crate::ui::field::TextField;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::route::Route;

/// What the dialog is about.
#[derive(Clone)]
pub enum About {
    /// A composition becomes a plan, or that of a plan.
    Composition(Box<Composition>, Option<Box<Plan>>),
    Plan(Box<Plan>),
}

impl About {
    fn plan(&self) -> Option<&Plan> {
        match self {
            About::Composition(_, plan) => plan.as_deref(),
            About::Plan(plan) => Some(plan),
        }
    }

    fn requests(&self) -> &Requests {
        match self {
            About::Composition(composition, _) => &composition.requests,
            About::Plan(plan) => &plan.requests,
        }
    }

    /// The id of the file in the account.
    fn file(&self) -> &str {
        match self {
            About::Composition(composition, _) => &composition.draft.file,
            About::Plan(plan) => &plan.draft.file,
        }
    }
}

#[component]
pub fn PlanDialog(about: About, close: Callback<()>) -> impl IntoView {
    let lang = lang();
    let (browser, toasts) = (expect_context::<Browser>(), expect_context::<Toasts>());
    let (recurring, opened) = (expect_context::<Recurring>(), expect_context::<Opened>());
    let prices = expect_context::<Catalog>().model_prices;
    let title = if about.plan().is_some() { lang.recur_edit_title() } else { lang.recur_repeat_title() };
    let named = match &about {
        About::Composition(composition, None) => composition.draft.description.trim().to_owned(),
        _ => about.plan().map(|plan| plan.name.clone()).unwrap_or_default(),
    };
    let name = RwSignal::new(named);
    let automatic = RwSignal::new(about.plan().is_some_and(|plan| plan.automatic));
    let typed = Typed::new(browser, about.plan().map(|plan| plan.schedule));
    let tried = RwSignal::new(false);
    let nameless = move || (tried.get() && name.with(|name| name.trim().is_empty())).then(|| lang.recur_name_missing());
    let kept = match about.requests().bytes {
        Some(bytes) => lang.recur_keeps(&lang.bytes(bytes)),
        None => lang.recur_keeps_account(&visible(about.file())),
    };
    let requests = about.requests().clone();
    let cost = move || prices.with(|prices| lang.recur_estimate(&requests, prices));
    let about = StoredValue::new_local(about);
    let save = move |event: MouseEvent| {
        tried.set(true);
        let named = name.with_untracked(|name| name.trim().to_owned());
        let (Some(schedule), false) = (untrack(|| typed.schedule()), named.is_empty()) else { return };
        let wish = Wish { name: named, schedule, automatic: automatic.get_untracked() };
        close_around(&event);
        close.run(());
        match about.get_value() {
            About::Plan(plan) => recurring.edit(&plan.id, wish),
            About::Composition(composition, _) => spawn_local(async move {
                let said = lang.recur_kept(&visible(&wish.name));
                if recurring.keep(*composition, wish).await {
                    toasts.say(said);
                    opened.go_to(Route::Recurring);
                } else {
                    toasts.say(lang.recur_not_kept());
                }
            }),
        }
    };
    let no = move |event: MouseEvent| {
        close_around(&event);
        close.run(());
    };
    view! {
        <Modal label=title on_close=move || close.run(())>
            <div class="dialog-body">
                <h2>{title}</h2>
                <TextField id="recur-name" label=lang.recur_name() hint="" value=name problem=nameless />
                <When typed />
                <div class="field">
                    <label class="check">
                        <input
                            type="checkbox"
                            aria-describedby="recur-automatic-hint"
                            prop:checked=move || automatic.get()
                            on:change:target=move |event| automatic.set(event.target().checked())
                        />
                        {lang.recur_automatic()}
                    </label>
                    <span class="hint" id="recur-automatic-hint">{lang.recur_automatic_hint()}</span>
                </div>
                <dl class="facts">
                    <dt>{lang.recur_cost()}</dt>
                    <dd data-testid="recur-cost">{live(cost)}</dd>
                </dl>
                <p class="hint">{kept}</p>
                <div class="note">
                    <Glyph icon=Icon::Clock />
                    <div>
                        <p>{lang.recur_static()}</p>
                    </div>
                </div>
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=no>{lang.cancel()}</button>
                <button type="button" class="button primary" on:click=save>{lang.recur_save()}</button>
            </div>
        </Modal>
    }
}

/// The way from the composer to a plan.
#[component]
pub fn RepeatButton(
    /// Whether the draft may not be submitted as it is.
    #[prop(into)]
    off: Signal<bool>,
) -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let (recurring, toasts) = (expect_context::<Recurring>(), expect_context::<Toasts>());
    let asked = RwSignal::new_local(None::<About>);
    let of = Memo::new(move |_| composer.draft.with(|draft| recurring.plan(&draft.plan)));
    let label = move || match of.get() {
        Some(plan) => lang.recur_repeat_of(&visible(&plan.name)),
        None => lang.recur_repeat().to_owned(),
    };
    let ask = move |_| {
        if !composer.has_room_for_plan() {
            toasts.say(lang.recur_no_room());
        } else if let Some(composition) = composer.composition() {
            asked.set(Some(About::Composition(Box::new(composition), of.get_untracked().map(Box::new))));
        }
    };
    let close = Callback::new(move |()| asked.set(None));
    view! {
        <button
            type="button"
            class="button large"
            aria-disabled=move || off.get().then_some("true")
            aria-describedby="obstacle"
            on:click=ask
        >
            <Glyph icon=Icon::Clock />
            {live(label)}
        </button>
        {live(move || asked.get().map(|about| view! { <PlanDialog about close /> }))}
    }
}
