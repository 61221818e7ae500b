//! What the state needs from the browser, handed in by `main.rs`.

use std::any::Any;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::{DataTransfer, FileList, HtmlCanvasElement};

use crate::account::book::Book;
use crate::account::profile::Profile;
use crate::account::shelf::Shelf;
use crate::bulk::records::{Later, Records};
use crate::jsonl::order::{Order, Told};
use crate::openai::key::Key;
use crate::openai::request::{Content, Local};
use crate::transport::clock::Clock;
use crate::transport::{Drain, Transport};

/// Makes the transport of an account.
pub type Connect = fn(&Profile, &Key, Rc<dyn Clock>) -> Rc<dyn Transport>;

#[derive(Clone)]
pub struct Services {
    pub clock: Rc<dyn Clock>,
    pub session: Rc<dyn Shelf>,
    pub device: Rc<dyn Shelf>,
    /// Hands on the name of each text that another tab changes on the device.
    pub on_change: fn(Listener),
    /// The way to a real account.
    pub connect: Connect,
    /// The browser's languages, the preferred one first.
    pub languages: Vec<String>,
    /// Seconds that local time is ahead of UTC at a moment, which is given in seconds since 1970.
    pub zone: fn(u64) -> i64,
    /// The name of the time zone, such as `Europe/Paris`.
    pub zone_name: fn() -> String,
    /// The folder the program is served from, without trailing slash.
    pub base: String,
    /// Sets or removes an attribute of `<html>`.
    pub mark_root: fn(&str, Option<&str>),
    /// Forbids requests to any origin but this, until the page is reloaded.
    pub narrow_to: fn(&str),
    /// The origin that the policy was narrowed to.
    pub narrowed_to: fn() -> Option<String>,
    pub reload: fn(),
    /// Whether nobody sees the page.
    pub hidden: fn() -> bool,
    /// Notes how far a table is scrolled with this entry of the tab's history, in CSS pixels.
    pub keep_scroll: fn(f64),
    /// What was noted with this entry.
    pub kept_scroll: fn() -> Option<f64>,
    /// All that is noted with this entry of the tab's history.
    pub noted: fn() -> JsValue,
    pub set_title: fn(&str),
    /// Whether the text reached the clipboard.
    pub copy: fn(String) -> Local<'static, bool>,
    /// Records that outlive the page.
    pub records: Rc<dyn Records>,
    /// The same for what the account came to, day by day.
    pub ledger: Rc<dyn Records>,
    /// What only one tab may do at a time: `None` if another tab does it, and none is waited for.
    pub lock: fn(&str, bool) -> Later<Option<Lock>>,
    /// Waits so many milliseconds, in a hidden tab too.
    pub alarm: fn(u64) -> Later<()>,
    /// Hands on what other tabs say, and returns what tells them something.
    pub tabs: fn(Listener) -> Listener,
    pub notices: Notices,
    /// SHA-256 in hexadecimal digits; `None` where the browser does not compute it.
    pub digest: fn(Vec<u8>) -> Local<'static, Option<String>>,
    /// Saves bytes of a type under a name. Whether the browser took them.
    pub save: fn(&str, &str, &[u8]) -> bool,
    /// The same for what may be larger than memory; false if it is not the browser's own.
    pub save_content: fn(&str, &dyn Content) -> bool,
    /// Draws a picture, given by its bytes and their type, on a canvas; false if it is none.
    pub paint: fn(HtmlCanvasElement, Vec<u8>, &'static str) -> Local<'static, bool>,
    /// What was dropped on the page.
    pub dropped: fn(&DataTransfer) -> Dropped,
    /// What was chosen in a file field.
    pub chosen: fn(&FileList) -> Dropped,
    /// Carries out an order on files, elsewhere than on the page's thread, until what it returns is dropped.
    pub work: fn(Order, Contents, Hears) -> Lock,
    /// Keeps a file on this device under a name, or erases what is kept there. Whether it did.
    pub keep_file: fn(&str, MaybeContent) -> Later<bool>,
    pub kept_file: fn(&str) -> Later<MaybeContent>,
    /// Opens a file of this name that is written piece by piece, where the person says if the browser can ask.
    pub open_file: fn(&str) -> Later<Opened>,
}

pub enum Opened {
    Ready(Box<dyn Writing>),
    /// By the person.
    Declined,
    /// By the browser.
    Refused,
}

/// A file that is being written on this device. Dropped before it is closed, it is erased.
pub trait Writing: Drain {
    /// It is whole; `None` if the browser could not keep it.
    fn close(&mut self) -> Local<'_, Option<Place>>;
}

/// Where a file was written.
pub enum Place {
    /// Where the person said.
    Chosen,
    /// Where only this page finds it: it is to be downloaded from there.
    Private(Rc<dyn Content>),
}

pub type MaybeContent = Option<Rc<dyn Content>>;

pub type Contents = Vec<Rc<dyn Content>>;

/// Hears how it goes with an order, with the files that were made.
pub type Hears = Rc<dyn Fn(Told, Contents)>;

/// Hears texts.
pub type Listener = Rc<dyn Fn(&str)>;

/// Held until it is dropped.
pub type Lock = Box<dyn Any>;

/// The system's notices, for what ends while nobody looks.
#[derive(Clone, Copy)]
pub struct Notices {
    /// Whether the person allowed them.
    pub allowed: fn() -> bool,
    /// Asks the person; whether they are allowed now.
    pub ask: fn() -> Later<bool>,
    /// Shows one, if the page is hidden.
    pub show: fn(&str, &str),
}

/// Files handed over by the person.
#[derive(Clone, Default)]
pub struct Dropped {
    pub files: Vec<Handed>,
    /// Names of folders among them, which are not opened.
    pub folders: Vec<String>,
}

#[derive(Clone)]
pub struct Handed {
    pub name: String,
    pub content: Rc<dyn Content>,
}

impl Services {
    pub fn book(&self) -> Book {
        Book::new(self.session.clone(), self.device.clone())
    }
}

/// The age of a list is told anew this often, in milliseconds.
const TICK: u64 = 5_000;

/// Copyable access to the services from any view or handler.
#[derive(Clone, Copy)]
pub struct Browser {
    services: StoredValue<Services, LocalStorage>,
    /// Milliseconds since 1970, a few seconds old at most: for ages that are shown.
    pub roughly_now: RwSignal<u64>,
}

impl Browser {
    pub fn provide(services: Services) -> Self {
        let clock = services.clock.clone();
        let roughly_now = RwSignal::new(clock.now());
        let browser = Browser { services: StoredValue::new_local(services), roughly_now };
        provide_context(browser);
        spawn_local(async move {
            loop {
                clock.sleep(TICK).await;
                roughly_now.set(clock.now());
            }
        });
        browser
    }

    pub fn get(self) -> Services {
        self.services.get_value()
    }

    /// Milliseconds since 1970.
    pub fn now(self) -> u64 {
        self.services.with_value(|services| services.clock.now())
    }
}
