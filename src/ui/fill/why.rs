//! Why a file is not in a store, in words: what a request met with, or what the store said of the file.

use leptos::prelude::*;

use crate::account::verdict;
use crate::bulk::outcome::Cause;
use crate::openai::store_file::LastError;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::note::FailureText;

#[component]
pub fn Why(cause: Cause) -> impl IntoView {
    match verdict::index_error(&cause) {
        Some(error) => view! { <IndexFailure error /> }.into_any(),
        None => view! { <FailureText error=verdict::error(&cause) /> }.into_any(),
    }
}

/// The last error of a file in a store.
#[component]
pub fn IndexFailure(error: LastError) -> impl IntoView {
    let lang = lang();
    let sentence = lang.index_failure(&error);
    let said = error.message.filter(|message| !message.is_empty());
    view! {
        <strong>{sentence.what}</strong>
        <span>{sentence.advice}</span>
        {said.map(|said| view! { <span class="hint"><bdi>{visible(&said).into_owned()}</bdi></span> })}
    }
}
