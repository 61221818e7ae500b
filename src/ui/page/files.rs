//! Every file of the account.

use leptos::prelude::*;

use super::list::{ActButton, BackupButton, ListPage, Listed};
use crate::account::references::References;
use crate::state::catalog::Catalog;
use crate::state::jobs::Task;
use crate::state::settings::lang;
use crate::state::uploads::Uploads;
use crate::text::Lang;
use crate::ui::graph::GraphState;
use crate::ui::hand::{DropZone, UploadButton};
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::lock::LockedButton;
use crate::ui::store::{Picked, StoreForms};

/// What a query of files says that depends on everything else: field and value.
const USED: [(&str, Option<&str>); 2] = [("used", None), ("is", Some("unused"))];

#[component]
pub fn Files() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let uploads = expect_context::<Uploads>();
    let none = (lang.files_none(), lang.files_none_hint());
    let listed = Listed::new(
        lang.nav_files(),
        lang.facet_purpose(),
        catalog.files,
        (catalog.file_table, catalog.file_views),
        none,
    );
    let take = Callback::new(move |handed| uploads.offer(handed));
    let act = || {
        view! {
            <AddToStore />
            <BackupButton task=Task::DeleteFiles />
            <ActButton task=Task::DeleteFiles icon=Icon::Trash label=Lang::delete_files />
        }
    };
    view! {
        <DropZone take>
            <ListPage listed actions=move || view! { <UploadButton take /> } on_selection=act lead=|| view! { <WhoUses /> } />
        </DropZone>
    }
}

/// While the table is asked what is used, how far that is known.
#[component]
fn WhoUses() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let asks = Memo::new(move |_| catalog.file_table.asked.with(|asked| asked.query.names(USED)));
    let is_known = Memo::new(move |_| catalog.references.with(References::is_whole));
    live(move || {
        asks.get().then(|| {
            view! {
                <div class="page-notes">
                    {(!is_known.get()).then(|| view! { <p class="hint">{lang.unused_waits()}</p> })}
                    <GraphState />
                </div>
            }
        })
    })
}

/// Puts the selected files into a vector store.
#[component]
fn AddToStore() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let forms = expect_context::<StoreForms>();
    let add = move || forms.add(Picked::selected(catalog));
    view! { <LockedButton icon=Icon::Stores press=add>{lang.store_add_to()}</LockedButton> }
}
