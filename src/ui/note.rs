//! Notes within a page: an error with what to do about it, a warning.

use leptos::prelude::*;

use crate::openai::error::Error;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Warn,
    Bad,
}

#[component]
pub fn Note(tone: Tone, children: Children) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Warn => ("note warn", Icon::Alert),
        Tone::Bad => ("note bad", Icon::Cross),
    };
    view! {
        <div class=class role=if tone == Tone::Bad { "alert" } else { "status" }>
            <Glyph icon />
            <div>{children()}</div>
        </div>
    }
}

/// An error in words, with the server's own behind a fold, and what can be done at once as children.
#[component]
pub fn Failure(error: Error, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <Note tone=Tone::Bad>
            <FailureText error />
            {children.map(|children| view! { <div class="button-row">{children()}</div> })}
        </Note>
    }
}

#[component]
pub fn FailureText(error: Error) -> impl IntoView {
    let lang = lang();
    let sentence = lang.failure(&error);
    let said = [
        error.status.map(|status| lang.fail_status(&status.to_string())),
        (!error.message.is_empty()).then(|| visible(&error.message).into_owned()),
        error.request_id.as_deref().map(|id| lang.fail_request_id(&visible(id))),
    ];
    let said: Vec<_> = said.into_iter().flatten().collect();
    view! {
        <strong>{sentence.what}</strong>
        <span>{sentence.advice}</span>
        {(!said.is_empty())
            .then(|| {
                view! {
                    <details>
                        <summary>{lang.fail_details()}</summary>
                        {said.into_iter().map(|line| view! { <p><bdi>{line}</bdi></p> }).collect_view()}
                    </details>
                }
            })}
    }
}
