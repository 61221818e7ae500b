//! Plans that are kept on this device.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::services::Browser;
use super::session::{Connection, Session};
use super::toasts::Toasts;
use crate::bulk::kept::Kept;
use crate::bulk::plan::Item;
use crate::bulk::records::Change;
use crate::state::settings;

const PREFIX: &str = "plan/";

#[derive(Clone, Copy)]
pub struct Plans {
    browser: Browser,
    session: Session,
    toasts: Toasts,
    /// Of all accounts, the newest first.
    all: RwSignal<Vec<Kept>>,
}

impl Plans {
    pub fn provide(browser: Browser, session: Session, toasts: Toasts) -> Self {
        let plans = Plans { browser, session, toasts, all: RwSignal::new(Vec::new()) };
        provide_context(plans);
        session.on_forget(move |place| plans.forget_of(place));
        spawn_local(async move {
            let records = browser.get().records.read(PREFIX).await.unwrap_or_default();
            let read = |(name, text): &(String, String)| Kept::read(name.strip_prefix(PREFIX)?, text);
            plans.all.set(records.iter().rev().filter_map(read).collect());
        });
        plans
    }

    /// Those of the account in use.
    pub fn mine(self) -> Vec<Kept> {
        let Some(place) = self.session.current.with(|now| now.as_ref().map(|now| now.owner().place())) else {
            return Vec::new();
        };
        self.all.with(|all| all.iter().filter(|kept| kept.owner == place).cloned().collect())
    }

    pub fn keep(self, title: &str, connection: &Connection, items: Vec<Item>) {
        let made = self.browser.now();
        let id = format!("{made:014}-{}", self.session.new_id());
        let kept = Kept {
            id: id.as_str().into(),
            made,
            title: title.to_owned(),
            owner: connection.owner().place(),
            items: items.into(),
        };
        let put = Change::Put { name: format!("{PREFIX}{id}"), text: kept.record() };
        let (records, lang) = (self.browser.get().records, settings::lang());
        self.all.update(|all| all.insert(0, kept));
        spawn_local(async move {
            let is_kept = records.write(vec![put]).await;
            self.toasts.say(if is_kept { lang.kept_said() } else { lang.kept_refused() });
        });
    }

    /// Of an account.
    fn forget_of(self, place: &str) {
        let theirs = self.all.with_untracked(|all| {
            all.iter().filter(|kept| kept.owner == place).map(|kept| kept.id.clone()).collect::<Vec<_>>()
        });
        theirs.iter().for_each(|id| self.forget(id));
    }

    pub fn forget(self, id: &str) {
        let erase = Change::Erase { prefix: format!("{PREFIX}{id}") };
        self.all.update(|all| all.retain(|kept| &*kept.id != id));
        let records = self.browser.get().records;
        spawn_local(async move {
            // What cannot be erased comes back, and can be forgotten again.
            let _ = records.write(vec![erase]).await;
        });
    }
}
