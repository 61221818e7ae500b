//! What happens around fills: the page is hidden, the network goes and returns, accounts come, are left and erased.

use leptos::ev;
use leptos::prelude::*;

use super::{Filling, Fills};
use crate::fill::Event;

impl Fills {
    pub(super) fn follow_page(self) {
        let told = move |event: fn(bool) -> Event, now: bool, demo_too: bool| {
            for filling in self.all.get_untracked() {
                if demo_too || !filling.connection().profile.is_demo() {
                    self.tell(&filling, event(now));
                }
            }
        };
        let offline = window_event_listener(ev::offline, move |_| told(Event::Offline, true, false));
        let online = window_event_listener(ev::online, move |_| told(Event::Offline, false, false));
        let seen = window_event_listener(ev::visibilitychange, move |_| told(Event::Hidden, document().hidden(), true));
        on_cleanup(move || {
            offline.remove();
            online.remove();
            seen.remove();
        });
    }

    /// The account in use takes its fills in hand; those of an account that was erased end here.
    pub(super) fn follow_session(self) {
        let current = self.session.current;
        Effect::new(move |_| {
            let accounts = self.session.accounts.get();
            let is_erased = |filling: &Filling| {
                let profile = filling.connection().profile;
                !profile.is_demo() && !accounts.iter().any(|account| account.id == profile.id)
            };
            for filling in self.all.get_untracked().iter().filter(|filling| is_erased(filling)) {
                self.put_away(filling);
            }
        });
        let number = Memo::new(move |_| current.with(|now| now.as_ref().map(|now| now.number)));
        Effect::new(move |_| {
            number.get();
            let Some(connection) = current.get_untracked() else { return };
            for filling in self.all.get_untracked() {
                if filling.about.owner.is(&connection.owner()) {
                    // A client that was opened anew knows whether the account is locked.
                    filling.connection.replace(connection.clone());
                }
            }
            if !connection.profile.is_demo() {
                self.find(connection);
            }
        });
    }
}
