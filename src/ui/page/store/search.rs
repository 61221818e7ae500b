use leptos::prelude::*;
#[component]
pub fn SearchPart() -> impl IntoView {}
