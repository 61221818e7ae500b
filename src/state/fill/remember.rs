//! Fills outlive the page: what the device remembers of them, and taking them up again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Filling, Fills};
use crate::bulk::records::Later;
use crate::fill::{Event, PREFIX, Progress, Remembered, erase};
use crate::state::session::Connection;

/// The tab that has this lock carries the fill out.
fn lock_of(id: &str) -> String {
    format!("quartermaster.fill {id}")
}

impl Fills {
    /// Begins with a fill of this tab.
    pub(super) fn enter(self, filling: Filling) {
        let services = self.browser.get();
        spawn_local(async move {
            if !filling.connection().profile.is_demo() {
                let lock = (services.lock)(&lock_of(&filling.about.id), true).await;
                *filling.lock.borrow_mut() = lock;
                let mut changes = vec![filling.about.head()];
                let fill = filling.fill.borrow().clone();
                changes.extend(fill.parts().iter().map(|part| filling.about.part(&fill, part.number)));
                filling.unkept.set(!services.records.write(changes).await);
            }
            self.tell(&filling, Event::Start);
        });
    }

    /// Keeps parts as they stand now.
    pub(super) fn keep(self, filling: &Filling, parts: &[u32]) -> Later<()> {
        if parts.is_empty() || filling.unkept.get_untracked() || filling.connection().profile.is_demo() {
            return Box::pin(async {});
        }
        let fill = filling.fill.borrow();
        let changes = parts.iter().map(|number| filling.about.part(&fill, *number)).collect();
        let (records, unkept) = (self.browser.get().records, filling.unkept.clone());
        Box::pin(async move {
            if !records.write(changes).await {
                unkept.set(true);
            }
        })
    }

    pub(super) fn forget(self, filling: &Filling) {
        let (records, change) = (self.browser.get().records, erase(&filling.about.id));
        spawn_local(async move {
            // What cannot be erased is found again, and can be put away again.
            let _ = records.write(vec![change]).await;
        });
    }

    /// Finds the fills of an account that this page does not have in hand.
    pub(super) fn find(self, connection: Connection) {
        let records = self.browser.get().records;
        let now = connection.owner();
        spawn_local(async move {
            let read = records.read(PREFIX).await.unwrap_or_default();
            for (about, fill) in Remembered::read(&read) {
                let known = self.all.with_untracked(|all| all.iter().any(|other| other.about.id == about.id));
                if known || !about.owner.is(&now) {
                    continue;
                }
                let filling = Filling::new(about, connection.clone(), fill, self.browser.now());
                filling.elsewhere.set(true);
                self.all.update(|all| {
                    let at = all.partition_point(|other| other.about.id > filling.about.id);
                    all.insert(at, filling.clone());
                });
                self.take_up(filling);
            }
        });
    }

    /// Goes on with it as soon as no other tab has it in hand.
    fn take_up(self, filling: Filling) {
        let services = self.browser.get();
        spawn_local(async move {
            let lock = (services.lock)(&lock_of(&filling.about.id), true).await;
            // The other tab went further than was known, or put it away.
            let read = services.records.read(&format!("{PREFIX}{}/", filling.about.id)).await.unwrap_or_default();
            let Some((_, fill)) = Remembered::read(&read).into_iter().next() else { return self.put_away(&filling) };
            *filling.lock.borrow_mut() = lock;
            *filling.fill.borrow_mut() = fill;
            filling.elsewhere.set(false);
            self.tell(&filling, Event::Start);
            if filling.progress.with_untracked(Progress::is_over) {
                // Another tab may put it away.
                filling.lock.take();
            }
        });
    }
}
