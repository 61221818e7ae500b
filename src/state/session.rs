//! Who is connected: the accounts, the one in use, what its key may do.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::demo::demo_account;
use super::services::Browser;
use super::settings::lang;
use crate::account::book::Book;
use crate::account::owner::Owner;
use crate::account::profile::{Colour, Keep, Profile};
use crate::account::scopes::{self, Scopes};
use crate::openai::base::Base;
use crate::openai::error::Error;
use crate::openai::key::Key;
use crate::part::NotLoaded;
use crate::transport::client::Client;

#[derive(Clone, Copy)]
pub struct Session {
    browser: Browser,
    pub accounts: RwSignal<Vec<Profile>>,
    /// Keys that live in memory only, by account.
    keys: StoredValue<HashMap<String, Key>, LocalStorage>,
    pub current: RwSignal<Option<Connection>, LocalStorage>,
    /// The account that was in use when the page was last open is on its way.
    pub opening: RwSignal<bool>,
    /// Accounts that were forgotten, in use or not, with the ends of their keys.
    forgotten: RwSignal<Vec<(Profile, String)>>,
}

/// An account in use. A new number each time, so that what belongs to an earlier one can be told apart.
#[derive(Clone)]
pub struct Connection {
    pub number: u32,
    pub profile: Arc<Profile>,
    /// The last four characters of the key.
    pub tail: Arc<str>,
    pub client: Client,
}

impl Connection {
    pub fn owner(&self) -> Owner {
        Owner::of(&self.profile, &self.tail)
    }

    /// Where on this device things of the account are kept: the same for everybody who acts with this key. Nothing is
    /// kept of the demo.
    pub fn place(&self) -> Option<String> {
        (!self.profile.is_demo()).then(|| self.owner().place())
    }
}

impl Session {
    pub fn provide(browser: Browser) -> Self {
        let session = Session {
            browser,
            accounts: RwSignal::new(browser.get().book().accounts()),
            keys: StoredValue::new_local(HashMap::new()),
            current: RwSignal::new_local(None),
            opening: RwSignal::new(false),
            forgotten: RwSignal::new(Vec::new()),
        };
        provide_context(session);
        (browser.get().on_change)(Rc::new(move |name| {
            if Book::is_list(name) {
                session.reread();
            }
        }));
        session.resume();
        session
    }

    /// Goes back to the account that was in use when the page was last open.
    fn resume(self) {
        let book = self.browser.get().book();
        let Some(id) = book.current() else { return };
        if id == Profile::DEMO {
            self.opening.set(true);
            let name = lang().demo_account();
            spawn_local(async move {
                // Without the demo account there is the connect page, from which it can be asked for again.
                let _ = self.open_demo(name).await;
                self.opening.set(false);
            });
        } else if let Some(profile) = self.accounts.with_untracked(|all| all.iter().find(|p| p.id == id).cloned()) {
            self.open(&profile);
        }
    }

    /// Tells whenever another account comes into use, and now.
    pub fn follow(self, told: impl Fn() + 'static) {
        Effect::new(move |before: Option<Option<u32>>| {
            let now = self.current.with(|now| now.as_ref().map(|now| now.number));
            if before != Some(now) {
                untrack(&told);
            }
            now
        });
    }

    /// Tells the place of each account that is forgotten, in use or not: nothing that is kept there is to stay.
    pub fn on_forget(self, told: impl Fn(&str) + 'static) {
        Effect::new(move |before: Option<usize>| {
            self.forgotten.with(|all| {
                for (profile, tail) in all.iter().skip(before.unwrap_or_default()) {
                    let place = Owner::of(profile, tail).place();
                    // The same key may be known under another name.
                    if !untrack(|| self.knows(&place)) {
                        untrack(|| told(&place));
                    }
                }
                all.len()
            })
        });
    }

    /// A client for a key that is not yet trusted with an account of its own.
    pub fn client(self, profile: &Profile, key: &Key) -> Client {
        let services = self.browser.get();
        Client::new((services.connect)(profile, key, services.clock.clone()), services.clock)
    }

    /// Asks what a key may do. GETs only.
    pub async fn judge(self, profile: &Profile, key: &Key) -> Result<Scopes, Error> {
        scopes::judge(&self.client(profile, key)).await
    }

    /// Takes an account into use and keeps its key where the person chose. Whether the browser kept it:
    /// if not, the account is in use all the same, with the key in memory.
    pub fn connect(self, mut profile: Profile, key: Key) -> bool {
        let kept = self.browser.get().book().keep(&profile, &key);
        if !kept {
            profile.keep = Keep::Memory;
        }
        if profile.keep == Keep::Memory {
            self.keys.update_value(|keys| drop(keys.insert(profile.id.clone(), key)));
        }
        self.accounts.update(|all| {
            all.retain(|account| account.id != profile.id);
            all.push(profile.clone());
        });
        self.open(&profile);
        kept
    }

    /// Switches to an account whose key is at hand.
    pub fn open(self, profile: &Profile) {
        let book = self.browser.get().book();
        let Some(key) = self.key(profile) else {
            // Its key is gone (erased in another tab, say): so is the account.
            return self.forget(&profile.id);
        };
        book.set_current(profile);
        let services = self.browser.get();
        if !self.may_reach(&profile.base) {
            // The policy cannot be widened again: the page begins anew, with this account.
            return (services.reload)();
        }
        (services.narrow_to)(profile.base.origin());
        let client = self.client(profile, &key);
        self.set_current(profile.clone(), key.tail(), client);
    }

    /// Whether the policy still lets requests through to this address without a reload.
    pub fn may_reach(self, base: &Base) -> bool {
        (self.browser.get().narrowed_to)().is_none_or(|origin| origin == base.origin())
    }

    /// Opens the demo account under a name.
    pub async fn open_demo(self, name: &str) -> Result<(), NotLoaded> {
        let services = self.browser.get();
        let profile = Profile {
            id: Profile::DEMO.to_owned(),
            name: name.to_owned(),
            base: Base::openai(),
            organization: None,
            project: None,
            colour: Colour::Violet,
            production: false,
            locked: false,
            keep: Keep::Memory,
        };
        let transport = demo_account(services.clock.clone()).await?;
        if self.current.with_untracked(Option::is_none) {
            // The person has not gone elsewhere meanwhile.
            services.book().set_current(&profile);
            self.set_current(profile, "", Client::new(transport, services.clock));
        }
        Ok(())
    }

    fn set_current(self, profile: Profile, tail: &str, client: Client) {
        let number = self.current.with_untracked(|now| now.as_ref().map_or(0, |now| now.number)) + 1;
        client.set_read_only(profile.locked);
        self.current.set(Some(Connection { number, profile: Arc::new(profile), tail: tail.into(), client }));
    }

    /// Leaves the account for the connect page; nothing is erased.
    pub fn leave(self) {
        self.browser.get().book().clear_current();
        self.current.set(None);
    }

    /// Erases the account, its key and what is kept of it, and leaves it if it is in use.
    pub fn forget(self, id: &str) {
        let profile = self.accounts.with_untracked(|all| all.iter().find(|account| account.id == id).cloned());
        let gone = profile.and_then(|profile| self.key(&profile).map(|key| (profile, key.tail().to_owned())));
        self.browser.get().book().forget(id);
        self.keys.update_value(|keys| drop(keys.remove(id)));
        self.accounts.update(|all| all.retain(|account| account.id != id));
        if self.current.with_untracked(|now| now.as_ref().is_some_and(|now| now.profile.id == id)) {
            self.leave();
        }
        self.forgotten.update(|all| all.extend(gone));
    }

    /// Whether there is an account whose things are kept at this place, as far as keys are at hand.
    fn knows(self, place: &str) -> bool {
        let is_there =
            |account: &Profile| self.key(account).is_some_and(|key| Owner::of(account, key.tail()).place() == place);
        self.accounts.with(|all| all.iter().any(is_there))
    }

    fn key(self, profile: &Profile) -> Option<Key> {
        self.keys.with_value(|keys| keys.get(&profile.id).cloned()).or_else(|| self.browser.get().book().key(profile))
    }

    /// Whether the account in use is locked for reading only.
    pub fn is_locked(self) -> bool {
        self.current.with(|now| now.as_ref().is_some_and(|now| now.profile.locked))
    }

    /// Locks the account in use for reading only, or unlocks it; requests that are on their way are not called back.
    pub fn set_locked(self, locked: bool) {
        if let Some(now) = self.current.get_untracked() {
            self.update(Profile { locked, ..(*now.profile).clone() });
        }
    }

    /// Changes name, colour, mark or lock of an account.
    pub fn update(self, profile: Profile) {
        self.browser.get().book().update(&profile);
        self.accounts.update(|all| {
            for account in all.iter_mut().filter(|account| account.id == profile.id) {
                *account = profile.clone();
            }
        });
        self.adopt(profile);
    }

    /// Another tab has changed the accounts of this device: a lock that was shut there is shut here.
    fn reread(self) {
        let kept = self.browser.get().book().accounts();
        let id = self.current.with_untracked(|now| now.as_ref().map(|now| now.profile.id.clone()));
        let current = kept.iter().find(|account| Some(&account.id) == id.as_ref()).cloned();
        self.accounts.update(|all| {
            all.retain(|account| account.keep == Keep::Memory);
            all.splice(0..0, kept);
        });
        if let Some(profile) = current {
            self.adopt(profile);
        }
    }

    /// The account in use as it is now, if it is this one.
    fn adopt(self, profile: Profile) {
        let is_other = |now: &Connection| now.profile.id == profile.id && *now.profile != profile;
        if self.current.with_untracked(|now| now.as_ref().is_some_and(is_other)) {
            self.current.update(|now| {
                if let Some(now) = now {
                    now.client.set_read_only(profile.locked);
                    now.profile = Arc::new(profile);
                }
            });
        }
    }

    /// A new name for the place of a key.
    pub fn new_id(self) -> String {
        let clock = self.browser.get().clock;
        format!("{:x}{:08x}", clock.now(), (clock.random() * f64::from(u32::MAX)) as u32)
    }
}
