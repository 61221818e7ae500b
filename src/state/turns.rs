//! What is reckoned over all rows gets a task of its own, so that the page can answer in between.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::services::Browser;

/// What `reckon` comes to, reckoned again in its turn whenever what `follow` reads has changed; `None` until the first
/// time.
pub fn in_turn<T: PartialEq + Send + Sync + 'static>(
    browser: Browser,
    follow: impl Fn() + 'static,
    reckon: impl Fn() -> T + 'static,
) -> ReadSignal<Option<T>> {
    let (told, tell) = signal(None);
    let turns = StoredValue::new(0_u32);
    let reckon = Rc::new(reckon);
    Effect::new(move |_| {
        follow();
        let turn = turns.get_value() + 1;
        turns.set_value(turn);
        let (clock, reckon) = (browser.get().clock, reckon.clone());
        spawn_local(async move {
            clock.sleep(0).await;
            // By now another turn may be due, or nobody is shown it any more.
            if turns.try_get_value() == Some(turn) {
                let now = Some(untrack(|| reckon()));
                if told.with_untracked(|before| *before != now) {
                    tell.set(now);
                }
            }
        });
    });
    told
}
