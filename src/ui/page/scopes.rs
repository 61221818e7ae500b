//! What a key may do, as a list of families.

use leptos::prelude::*;

use crate::account::scopes::Scopes;
use crate::openai::error::{Error, Kind};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn ScopeList(scopes: Scopes) -> impl IntoView {
    let lang = lang();
    let families = [
        (lang.nav_files(), scopes.files),
        (lang.nav_stores(), scopes.vector_stores),
        (lang.nav_batches(), scopes.batches),
    ];
    let item = move |(family, answer): (&'static str, Result<(), Error>)| {
        let (class, icon) = if answer.is_ok() { ("granted", Icon::Check) } else { ("missing", Icon::Cross) };
        view! {
            <li class=class>
                <Glyph icon />
                <strong>{family}</strong>
                <span class="hint">{verdict(lang, &answer)}</span>
            </li>
        }
    };
    view! { <ul class="scopes">{families.into_iter().map(item).collect_view()}</ul> }
}

fn verdict(lang: Lang, answer: &Result<(), Error>) -> String {
    match answer {
        Ok(()) => lang.scope_granted().to_owned(),
        Err(Error { kind: Kind::MissingScope(scopes), .. }) if !scopes.is_empty() => {
            lang.scope_missing(&scopes.join(", "))
        }
        Err(error) => {
            let sentence = lang.failure(error);
            format!("{}. {}", sentence.what, sentence.advice)
        }
    }
}
