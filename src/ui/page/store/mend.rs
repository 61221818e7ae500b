//! Files that ended badly, hang, or are gone: what they are, and what helps.

use std::sync::Arc;

use leptos::prelude::*;

use super::Copying;
use crate::account::entry::{Entry, Itself};
use crate::state::catalog::Catalog;
use crate::state::fill::Fills;
use crate::state::inside::Inside;
use crate::state::settings::lang;
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::lock::LockedButton;
use crate::ui::note::{Note, Tone};

/// Attaches files anew that failed or hang; the others among them are left alone.
pub fn mend(inside: Inside, fills: Fills, files: &[Arc<Entry>]) {
    let store = inside.id_now();
    let files = files.iter().filter(|entry| entry.can_be_mended()).map(|entry| entry.attach()).collect();
    inside.wrote(&store);
    fills.again(&store, &inside.name_now(), files);
}

/// For the files chosen, where that may help any of them.
#[component]
pub fn MendButton() -> impl IntoView {
    let lang = lang();
    let inside = expect_context::<Catalog>().inside;
    let fills = expect_context::<Fills>();
    let count = Memo::new(move |_| {
        inside.table.selection.track();
        inside.entries.track();
        untrack(|| inside.chosen()).iter().filter(|entry| entry.can_be_mended()).count() as u64
    });
    let act = move || mend(inside, fills, &inside.chosen());
    live(move || {
        (count.get() > 0).then(
            || view! { <LockedButton icon=Icon::Refresh press=act>{lang.attach_again(count.get())}</LockedButton> },
        )
    })
}

/// What is wrong with files of the store, and the way to them.
#[component]
pub fn Troubles() -> impl IntoView {
    let lang = lang();
    let inside = expect_context::<Catalog>().inside;
    let number = move |is: fn(&Entry) -> bool| {
        Memo::new(move |_| inside.entries.with(|entries| entries.0.iter().filter(|entry| is(entry)).count() as u64))
    };
    let (stuck, gone) = (number(|entry| entry.is_stuck), number(|entry| matches!(entry.itself, Itself::Gone)));
    let Copying(copying) = expect_context();
    let rebuild = move || copying.set(true);
    let show = move |query: &'static str| {
        view! {
            <button type="button" class="button small" on:click=move |_| inside.table.run(query, "")>
                {lang.trouble_show()}
            </button>
        }
    };
    view! {
        {live(move || {
            (stuck.get() > 0)
                .then(|| {
                    view! {
                        <div class="page-notes">
                            <Note tone=Tone::Warn>
                                <strong>{lang.trouble_stuck(stuck.get())}</strong>
                                <span>{lang.trouble_stuck_advice()}</span>
                                <div class="button-row">{show("status:stuck")}</div>
                            </Note>
                        </div>
                    }
                })
        })}
        {live(move || {
            (gone.get() > 0)
                .then(|| {
                    view! {
                        <div class="page-notes">
                            <Note tone=Tone::Warn>
                                <strong>{lang.trouble_gone(gone.get())}</strong>
                                <span>{lang.trouble_gone_advice()}</span>
                                <div class="button-row">
                                    {show("file:gone")}
                                    <LockedButton class="button small" press=rebuild>
                                        {lang.copy_rebuild()}
                                    </LockedButton>
                                </div>
                            </Note>
                        </div>
                    }
                })
        })}
    }
}
