//! What the panel of a run says once it is over: what a look at the lists found, and the receipt.

use leptos::prelude::*;

use crate::bulk::receipt::Check;
use crate::state::activity::Activity;
use crate::state::jobs::{Jobs, Looking, Run, Task};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::plan::GapText;

#[component]
pub fn AfterRun(run: Run) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let activity = expect_context::<Activity>();
    let (task, id) = (run.task, run.after.id.clone());
    let looking = RwSignal::from(run.after.looking.clone());
    let run = StoredValue::new_local(run);
    let look = move |_| run.with_value(|run| jobs.verify(run));
    let id_for_csv = id.clone();
    view! {
        <div class="checked" role="status" data-testid="check">
            {live(move || match looking.get() {
                Looking::NotYet => None,
                Looking::Waiting => Some(view! { <p class="hint">{lang.check_waiting()}</p> }.into_any()),
                Looking::Reading => {
                    Some(
                        view! {
                            <p class="page-state">
                                <Glyph icon=Icon::Spinner />
                                {lang.check_reading()}
                            </p>
                        }
                            .into_any(),
                    )
                }
                Looking::Found(check) => Some(view! { <Found task check=(*check).clone() /> }.into_any()),
                Looking::Failed(gap) => {
                    Some(
                        view! {
                            <div class="reason">
                                <GapText gap sentence=Lang::check_refused />
                            </div>
                        }
                            .into_any(),
                    )
                }
            })}
        </div>
        <div class="button-row">
            {live(move || {
                let word = match looking.get() {
                    Looking::NotYet | Looking::Reading => return None,
                    Looking::Waiting => lang.check_now(),
                    Looking::Found(_) | Looking::Failed(_) => lang.check_again(),
                };
                Some(view! {
                    <button type="button" class="button small" on:click=look>{word}</button>
                })
            })}
            <button type="button" class="button small" on:click=move |_| activity.save(id.clone(), false)>
                {lang.receipt_json()}
            </button>
            <button type="button" class="button small" on:click=move |_| activity.save(id_for_csv.clone(), true)>
                {lang.receipt_csv()}
            </button>
        </div>
    }
}

#[component]
fn Found(task: Task, check: Check) -> impl IntoView {
    let lang = lang();
    let Check { gone, failed, still, lost, .. } = check;
    let numbers = numbers(lang, task == Task::CancelBatches, [gone.into(), failed.into(), still.len() as u64]);
    let ids = still.iter().map(|id| visible(id).into_owned()).collect::<Vec<_>>().join("\n");
    let lost = lost.len() as u64;
    view! {
        <p>{lang.checked()} " " <strong>{numbers}</strong></p>
        {(!still.is_empty())
            .then(|| {
                view! {
                    <details>
                        <summary>{lang.check_still_hint()}</summary>
                        <pre class="ids" tabindex="0">{ids}</pre>
                    </details>
                }
            })}
        {(lost > 0).then(|| view! { <p class="problem">{lang.check_lost(lost)}</p> })}
    }
}

/// "9,805 gone, 4 failed, 2 still listed": zeros beyond the first are left out.
pub fn numbers(lang: Lang, batches: bool, [gone, failed, still]: [u64; 3]) -> String {
    let mut text = if batches { lang.check_cancelled(gone) } else { lang.check_gone(gone) };
    for (n, words) in [(failed, lang.check_failed(failed)), (still, lang.check_still(still))] {
        if n > 0 {
            text.push_str(", ");
            text.push_str(&words);
        }
    }
    text
}
