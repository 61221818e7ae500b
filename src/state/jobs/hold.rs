//! A few files that nothing uses: they are deleted without much ado, but only after ten seconds in which that can be
//! undone. Leaving the page in that time sends nothing.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Asked, Jobs};

/// How long, in seconds.
const HELD_FOR: u32 = 10;

/// A run that waits for its time.
#[derive(Clone)]
pub struct Held {
    asked: Asked,
    /// Seconds left.
    pub left: ArcRwSignal<u32>,
    /// Tells it from an earlier one.
    number: u64,
}

impl Held {
    pub fn count(&self) -> u64 {
        self.asked.plan.count() as u64
    }
}

impl Jobs {
    pub(super) fn hold(self, asked: Asked) {
        let number = self.browser.now();
        let held = Held { asked, left: ArcRwSignal::new(HELD_FOR), number };
        self.held.set(Some(held.clone()));
        spawn_local(async move {
            while self.held.with_untracked(|now| now.as_ref().is_some_and(|now| now.number == number)) {
                if held.left.get_untracked() == 0 {
                    return self.let_go();
                }
                (self.browser.get().alarm)(1_000).await;
                held.left.update(|left| *left = left.saturating_sub(1));
            }
        });
    }

    /// Begins at once.
    pub fn let_go(self) {
        if let Some(held) = self.held.get_untracked() {
            self.held.set(None);
            self.run_now(held.asked);
        }
    }

    /// Whether there was something to undo.
    pub fn undo(self) -> bool {
        let was_held = self.held.with_untracked(Option::is_some);
        self.held.set(None);
        was_held
    }
}
