//! Runs that were cut off, by a crash, a closed tab or a reload, and are offered to go on.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drive::Run;
use super::keep::{Keeper, read_about};
use super::{Jobs, Task};
use crate::account::owner::Owner;
use crate::account::verdict;
use crate::bulk::job::Event;
use crate::bulk::journal::{self, Head, Journal};
use crate::bulk::note::Past;
use crate::bulk::outcome::Cause;
use crate::openai::error::{Error, Kind};
use crate::state::session::Connection;
use crate::state::settings;

/// A run that was cut off.
#[derive(Clone)]
pub struct Offer {
    pub id: String,
    pub task: Task,
    pub owner: Owner,
    /// How many items have ended, of how many.
    pub ended: u64,
    pub total: u64,
}

/// The tab that has this lock shows the run, or decides about it.
pub(super) fn lock_of(id: &str) -> String {
    format!("quartermaster.journal {id}")
}

/// Why nobody knows what became of some requests.
fn lost() -> Cause {
    verdict::cause(&Error::of(Kind::Interrupted))
}

fn past(texts: &[&str]) -> Past {
    let mut past = Past::new(lost());
    texts.iter().for_each(|text| past.read(text));
    past
}

impl Jobs {
    /// Looks into the journals that no tab has in hand. What has ended is erased, the rest offered.
    pub(super) fn look_for_offers(self) {
        let services = self.browser.get();
        spawn_local(async move {
            let Some(records) = services.records.read(journal::ALL).await else { return };
            let (mut offers, mut elsewhere) = (Vec::new(), false);
            for (head, texts) in journal::read(&records) {
                let Some((task, owner)) = read_about(&head.about) else { continue };
                let Some(_lock) = (services.lock)(&lock_of(&head.id), false).await else {
                    elsewhere = true;
                    self.watch(head.id);
                    continue;
                };
                let sums = self.journaled(head.plan, past(&texts)).progress(services.clock.now()).sums;
                if sums.left() == 0 {
                    services.records.write(vec![journal::erase(&head.id)]).await;
                } else {
                    let (ended, total) = (u64::from(sums.ended()), u64::from(sums.total()));
                    offers.push(Offer { id: head.id, task, owner, ended, total });
                }
            }
            if !elsewhere && offers.is_empty() {
                settings::set_unfinished(&*services.device, None);
            }
            self.offers.set(offers);
        });
    }

    /// Whether the account on the screen is the one that the run belongs to.
    pub fn is_mine(self, offer: &Offer) -> bool {
        self.session.current.with(|now| now.as_ref().is_some_and(|now| is_owner(now, offer)))
    }

    /// Erases what is known of a run whose account will not come back.
    pub fn forget(self, offer: &Offer) {
        let (records, change) = (self.browser.get().records, journal::erase(&offer.id));
        self.offers.update(|offers| offers.retain(|other| other.id != offer.id));
        spawn_local(async move {
            // What cannot be erased is offered again, and can be forgotten again.
            let _ = records.write(vec![change]).await;
        });
    }

    /// Goes on with a run that was cut off; or ends it where it is, so that its report says what was done.
    pub fn take_up(self, offer: &Offer, goes_on: bool) {
        if self.is_busy() {
            return self.toasts.say(self.lang().job_busy());
        }
        let current = self.session.current.get_untracked();
        let Some(connection) = current.filter(|now| is_owner(now, offer)) else { return };
        let (services, id) = (self.browser.get(), offer.id.clone());
        spawn_local(async move {
            // Another tab may have gone on with it meanwhile, so it is read again.
            let read = match services.records.read(&format!("{}{id}/", journal::ALL)).await {
                Some(records) => {
                    let read = journal::read(&records);
                    let whole = |(head, texts): (Head, Vec<&str>)| (head, past(&texts), texts.len() as u32);
                    read.into_iter().next().map(whole)
                }
                None => None,
            };
            self.offers.update(|offers| offers.retain(|other| other.id != id));
            let Some((head, past, records)) = read else { return };
            let Some((task, _)) = read_about(&head.about) else { return };
            let keeper = Keeper::new(&id, Journal::new(&id, records), head.about);
            let now = self.browser.now();
            let run = Run::new(task, connection, self.journaled(head.plan, past), Some(keeper), self.browser);
            self.run.set(Some(run.clone()));
            if !goes_on {
                // Nothing is to be sent any more.
                run.job.borrow_mut().on(Event::Pause, now, 0.0);
            }
            self.enter(run, None, (!goes_on).then_some(Event::Cancel));
        });
    }
}

fn is_owner(connection: &Connection, offer: &Offer) -> bool {
    offer.owner.is(&connection.owner())
}
