//! What a file holds: its beginning, and the way to all of it, where the API gives it.

use std::sync::Arc;

use leptos::html::Canvas;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::save::Save;
use crate::openai::error::Error;
use crate::openai::file::File;
use crate::preview::{HEAD, Preview};
use crate::state::catalog::Catalog;
use crate::state::look::{Glance, glance};
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::live::live;
use crate::ui::note::{Failure, Note, Tone};

/// A file is asked for its content only when it has been open for so long, in milliseconds: who leafs through a list
/// would ask for many otherwise.
const PAUSE: u64 = 250;

type Seen = RwSignal<Option<Result<Glance, Error>>>;

#[component]
pub fn Content(file: Arc<File>) -> impl IntoView {
    let lang = lang();
    let refused = file.purpose.as_ref().filter(|purpose| purpose.downloadable() == Some(false));
    let reason = refused.map(|purpose| lang.download_refused(&visible(purpose.as_str())));
    let all_the_same = RwSignal::new(reason.is_none());
    view! {
        <section class="drawer-section">
            <h3>{lang.details_section("content")}</h3>
            {reason
                .map(|reason| {
                    view! {
                        <Note tone=Tone::Warn>
                            <span>{reason}</span>
                            <div class="button-row">
                                <button
                                    type="button"
                                    class="button small"
                                    aria-disabled=move || all_the_same.get().then_some("true")
                                    on:click=move |_| all_the_same.set(true)
                                >
                                    {lang.download_all_the_same()}
                                </button>
                            </div>
                        </Note>
                    }
                })}
            {live(move || all_the_same.get().then(|| view! { <Beginning file=file.clone() /> }))}
        </section>
    }
}

#[component]
fn Beginning(file: Arc<File>) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let clock = expect_context::<Browser>().get().clock;
    let seen: Seen = RwSignal::new(None);
    let name = visible(file.filename.as_deref().unwrap_or_default()).into_owned();
    if let Some(client) = catalog.client() {
        let file = file.clone();
        spawn_local(async move {
            clock.sleep(PAUSE).await;
            if !seen.is_disposed() {
                let answer = glance(&client, file.id.as_str(), file.filename.as_deref().unwrap_or_default()).await;
                seen.try_set(Some(answer));
            }
        });
    }
    view! {
        {live(move || match seen.get() {
            None => view! { <p class="hint" role="status">{lang.drawer_asking()}</p> }.into_any(),
            Some(Err(error)) => view! { <Failure error /> }.into_any(),
            Some(Ok(glance)) => view! { <Shown glance name=name.clone() /> }.into_any(),
        })}
        <div class="button-row"><Save file /></div>
    }
}

#[component]
fn Shown(glance: Glance, name: String) -> impl IntoView {
    let lang = lang();
    let Glance { preview, cut, picture } = glance;
    let note = cut.then(|| view! { <p class="hint">{lang.preview_cut(&lang.bytes(HEAD))}</p> });
    let content = match preview {
        Preview::Empty => view! { <p class="hint">{lang.preview_empty()}</p> }.into_any(),
        Preview::Binary => return view! { <p class="hint">{lang.preview_binary()}</p> }.into_any(),
        Preview::Text(text) | Preview::Json(text) => {
            view! { <pre class="content" tabindex="0" aria-label=lang.preview_label()>{text}</pre> }.into_any()
        }
        Preview::Jsonl(lines) => {
            let line = |line: String| view! { <li><bdi>{line}</bdi></li> };
            view! {
                <ol class="content" tabindex="0" aria-label=lang.preview_label()>
                    {lines.into_iter().map(line).collect_view()}
                </ol>
            }
            .into_any()
        }
        Preview::Csv(rows) => view! { <Cells rows /> }.into_any(),
        Preview::Image(mime) => match picture {
            Some(bytes) => view! { <Picture bytes mime name /> }.into_any(),
            None => return view! { <p class="hint">{lang.preview_large_image()}</p> }.into_any(),
        },
    };
    view! { {content} {note} }.into_any()
}

#[component]
fn Cells(rows: Vec<Vec<String>>) -> impl IntoView {
    let mut rows = rows.into_iter();
    let heads = rows.next().unwrap_or_default();
    let head = |cell: String| view! { <th scope="col"><bdi>{cell}</bdi></th> };
    let row = |row: Vec<String>| {
        let cell = |cell: String| view! { <td><bdi>{cell}</bdi></td> };
        view! { <tr>{row.into_iter().map(cell).collect_view()}</tr> }
    };
    view! {
        <div class="content" tabindex="0" role="group" aria-label=lang().preview_label()>
            <table>
                <thead>
                    <tr>{heads.into_iter().map(head).collect_view()}</tr>
                </thead>
                <tbody>{rows.map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Picture(bytes: Arc<[u8]>, mime: &'static str, name: String) -> impl IntoView {
    let lang = lang();
    let paint = expect_context::<Browser>().get().paint;
    let canvas = NodeRef::<Canvas>::new();
    let broken = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            let painting = paint(canvas, bytes.to_vec(), mime);
            spawn_local(async move {
                broken.try_set(!painting.await);
            });
        }
    });
    view! {
        <canvas class="picture" role="img" aria-label=lang.preview_image(&name) width="1" height="1" node_ref=canvas></canvas>
        {live(move || broken.get().then(|| view! { <p class="hint">{lang.preview_broken_image()}</p> }))}
    }
}
