//! What happens around a job: the network goes and returns, accounts are left and erased, the page is closed.

use leptos::ev;
use leptos::prelude::*;

use super::Jobs;
use crate::bulk::job::Event;

impl Jobs {
    pub(super) fn follow_network(self) {
        let told = move |event: Event| {
            // The demo account needs no network.
            if let Some(run) = self.run.get_untracked().filter(|run| !run.connection.profile.is_demo()) {
                self.tell(&run, event);
            }
        };
        let offline = window_event_listener(ev::offline, move |_| told(Event::Offline));
        let online = window_event_listener(ev::online, move |_| told(Event::Online));
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if self.is_running() {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            offline.remove();
            online.remove();
            leaving.remove();
        });
    }

    /// A question about another account's objects must not be answered for this one, and a run must not go on
    /// with a key that was erased.
    pub(super) fn follow_session(self) {
        Effect::new(move |_| {
            self.session.current.track();
            let accounts = self.session.accounts.get();
            self.decline();
            self.undo();
            let Some(run) = self.run.get_untracked() else { return };
            let profile = &run.connection.profile;
            if !profile.is_demo() && !accounts.iter().any(|account| account.id == profile.id) {
                self.tell(&run, Event::Cancel);
            }
        });
    }
}
