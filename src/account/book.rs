//! The accounts this browser knows, and the keys of those whose keys it may keep.

use std::rc::Rc;

use super::profile::{Keep, Profile};
use super::shelf::Shelf;
use crate::json::{Fields, Object, parse};
use crate::openai::key::Key;

const ACCOUNTS: &str = "quartermaster.accounts";
const CURRENT: &str = "quartermaster.current";

/// The only place where a key's storage is named.
fn key_place(id: &str) -> String {
    format!("quartermaster.key.{id}")
}

/// Profiles and keys on two shelves: one that ends with the tab, one that stays on the device.
#[derive(Clone)]
pub struct Book {
    session: Rc<dyn Shelf>,
    device: Rc<dyn Shelf>,
}

impl Book {
    pub fn new(session: Rc<dyn Shelf>, device: Rc<dyn Shelf>) -> Self {
        Book { session, device }
    }

    /// Whether a text on a shelf, by its name, is the list of accounts. None is named where all were erased.
    pub fn is_list(name: &str) -> bool {
        name.is_empty() || name == ACCOUNTS
    }

    /// All accounts kept here, those of the device first.
    pub fn accounts(&self) -> Vec<Profile> {
        let mut all = read(&*self.device);
        all.extend(read(&*self.session));
        all
    }

    pub fn key(&self, profile: &Profile) -> Option<Key> {
        let text = self.shelf(profile.keep)?.get(&key_place(&profile.id))?;
        Key::parse(&text).ok()
    }

    /// Writes or replaces an account with its key. `false` if the browser refused to keep it;
    /// an account whose key lives in memory is not written at all, and that is no refusal.
    pub fn keep(&self, profile: &Profile, key: &Key) -> bool {
        self.forget(&profile.id);
        let Some(shelf) = self.shelf(profile.keep) else { return true };
        let mut accounts = read(shelf);
        accounts.push(profile.clone());
        let kept = write(shelf, accounts) && shelf.set(&key_place(&profile.id), key.reveal());
        if !kept {
            self.forget(&profile.id);
        }
        kept
    }

    /// Changes name, colour or mark of an account already written.
    pub fn update(&self, profile: &Profile) -> bool {
        let Some(shelf) = self.shelf(profile.keep) else { return true };
        let mut accounts = read(shelf);
        for account in accounts.iter_mut().filter(|account| account.id == profile.id) {
            *account = profile.clone();
        }
        write(shelf, accounts)
    }

    /// Erases an account and its key from every shelf.
    pub fn forget(&self, id: &str) {
        for shelf in [&*self.session, &*self.device] {
            shelf.remove(&key_place(id));
            let mut accounts = read(shelf);
            let before = accounts.len();
            accounts.retain(|account| account.id != id);
            if accounts.is_empty() {
                shelf.remove(ACCOUNTS);
            } else if accounts.len() < before {
                write(shelf, accounts);
            }
            if shelf.get(CURRENT).as_deref() == Some(id) {
                shelf.remove(CURRENT);
            }
        }
    }

    /// The account in use when the page was last open: this tab's own, else the device's.
    pub fn current(&self) -> Option<String> {
        self.session.get(CURRENT).or_else(|| self.device.get(CURRENT))
    }

    /// Remembers the account in use: in this tab, and on the device if the account itself is kept there.
    pub fn set_current(&self, profile: &Profile) {
        if profile.keep == Keep::Memory && !profile.is_demo() {
            return self.clear_current();
        }
        self.session.set(CURRENT, &profile.id);
        if profile.keep == Keep::Device {
            self.device.set(CURRENT, &profile.id);
        }
    }

    pub fn clear_current(&self) {
        self.session.remove(CURRENT);
        self.device.remove(CURRENT);
    }

    fn shelf(&self, keep: Keep) -> Option<&dyn Shelf> {
        match keep {
            Keep::Memory => None,
            Keep::Session => Some(&*self.session),
            Keep::Device => Some(&*self.device),
        }
    }
}

fn read(shelf: &dyn Shelf) -> Vec<Profile> {
    let accounts = |text: String| Fields::of(parse(text.as_bytes()).ok()?)?.read("accounts");
    shelf.get(ACCOUNTS).and_then(accounts).unwrap_or_default()
}

fn write(shelf: &dyn Shelf, accounts: Vec<Profile>) -> bool {
    let mut text = String::new();
    let mut object = Object::begin(&mut text);
    object.field("accounts", &accounts);
    object.end();
    shelf.set(ACCOUNTS, &text)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use super::super::profile::Colour;
    use super::*;
    use crate::openai::base::Base;

    #[derive(Default)]
    struct Map {
        texts: RefCell<HashMap<String, String>>,
        full: bool,
    }

    impl Shelf for Map {
        fn get(&self, name: &str) -> Option<String> {
            self.texts.borrow().get(name).cloned()
        }
        fn set(&self, name: &str, value: &str) -> bool {
            if !self.full {
                self.texts.borrow_mut().insert(name.into(), value.into());
            }
            !self.full
        }
        fn remove(&self, name: &str) {
            self.texts.borrow_mut().remove(name);
        }
    }

    fn profile(id: &str, keep: Keep) -> Profile {
        Profile {
            id: id.into(),
            name: "Work".into(),
            base: Base::openai(),
            organization: None,
            project: None,
            colour: Colour::Blue,
            production: false,
            locked: false,
            keep,
        }
    }

    fn book() -> (Rc<Map>, Rc<Map>, Book) {
        let (session, device) = (Rc::new(Map::default()), Rc::new(Map::default()));
        (session.clone(), device.clone(), Book::new(session, device))
    }

    const KEY: &str = "sk-0123456789abcdef";

    #[test]
    fn a_key_is_written_only_where_the_person_chose() {
        let key = Key::parse(KEY).unwrap();
        for (keep, in_session, on_device) in
            [(Keep::Memory, false, false), (Keep::Session, true, false), (Keep::Device, false, true)]
        {
            let (session, device, book) = book();
            assert!(book.keep(&profile("a", keep), &key));
            let holds = |map: &Map| map.texts.borrow().values().any(|text| text.contains(KEY));
            assert_eq!((holds(&session), holds(&device)), (in_session, on_device), "{keep:?}");
        }
    }

    #[test]
    fn forgetting_leaves_nothing_behind() {
        let (session, device, book) = book();
        for keep in [Keep::Session, Keep::Device] {
            let account = profile("a", keep);
            book.keep(&account, &Key::parse(KEY).unwrap());
            book.set_current(&account);
            book.forget("a");
            assert!(session.texts.borrow().is_empty() && device.texts.borrow().is_empty());
        }
    }

    #[test]
    fn an_account_comes_back_with_its_key() {
        let (_, _, book) = book();
        let (one, two) = (profile("a", Keep::Device), profile("b", Keep::Session));
        book.keep(&one, &Key::parse(KEY).unwrap());
        book.keep(&two, &Key::parse("sk-other-key-0000").unwrap());
        book.set_current(&two);
        assert_eq!(book.accounts(), vec![one.clone(), two]);
        assert_eq!(book.key(&one).unwrap().reveal(), KEY);
        assert_eq!(book.current().as_deref(), Some("b"));
    }

    #[test]
    fn a_full_device_is_said_and_leaves_no_half_account() {
        let device = Rc::new(Map { full: true, ..Map::default() });
        let book = Book::new(Rc::new(Map::default()), device);
        assert!(!book.keep(&profile("a", Keep::Device), &Key::parse(KEY).unwrap()));
        assert!(book.accounts().is_empty());
    }

    #[test]
    fn an_unreadable_list_of_accounts_is_an_empty_one() {
        let (_, device, book) = book();
        device.set(ACCOUNTS, "{broken");
        assert!(book.accounts().is_empty());
    }
}
