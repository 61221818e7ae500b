//! Carries out the orders of a fill: keeps its parts, asks, wakes it, and tells it the answers.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Filling, Fills};
use crate::fill::{Event, Order};
use crate::openai::vector_store;
use crate::state::session::Connection;

impl Fills {
    pub(super) fn tell(self, filling: &Filling, event: Event) {
        if filling.halted.get() || filling.elsewhere.get_untracked() {
            return;
        }
        let clock = self.browser.get().clock;
        let (orders, progress) = {
            let mut fill = filling.fill.borrow_mut();
            let orders = fill.on(event, clock.now(), clock.random());
            (orders, fill.progress(clock.now()))
        };
        filling.progress.set(progress);
        let (mut kept, mut asks) = (Vec::new(), Vec::new());
        for order in orders {
            match order {
                Order::Keep(part) => kept.push(part),
                Order::WakeAt(at) => self.wake(filling, at),
                Order::Changed => self.show_store(filling),
                Order::Finished => {}
                ask => asks.push(ask),
            }
        }
        let writing = self.keep(filling, &kept);
        let filling = filling.clone();
        spawn_local(async move {
            // What may be sent is known to the device before it is.
            writing.await;
            for order in asks {
                self.carry_out(&filling, order);
            }
        });
    }

    fn carry_out(self, filling: &Filling, order: Order) {
        let filling = filling.clone();
        spawn_local(async move {
            if let Some((part, answer)) = super::ask::ask(&filling, order).await {
                self.tell(&filling, Event::Answered { part, answer });
            }
        });
    }

    fn wake(self, filling: &Filling, at: u64) {
        let services = self.browser.get();
        let alarm = filling.alarm.get() + 1;
        filling.alarm.set(alarm);
        let filling = filling.clone();
        spawn_local(async move {
            let wait = at.saturating_sub(services.clock.now());
            // The demo account asks for nothing over the network, and the alarm's script would be that.
            if filling.connection().profile.is_demo() {
                services.clock.sleep(wait).await;
            } else {
                (services.alarm)(wait).await;
            }
            if filling.alarm.get() == alarm {
                self.tell(&filling, Event::Wake);
            }
        });
    }

    /// The list of stores follows.
    fn show_store(self, filling: &Filling) {
        let filling = filling.clone();
        spawn_local(async move {
            let client = filling.connection().client;
            let Ok(store) = client.call(&vector_store::get(&filling.about.store)).await else { return };
            let now = self.session.current.with_untracked(|now| now.as_ref().map(Connection::owner));
            if now.is_some_and(|now| filling.about.owner.is(&now)) {
                self.catalog.stores.put(vec![Arc::new(store)]);
            }
        });
    }
}
