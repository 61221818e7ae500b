//! Records in IndexedDB: object stores from names to texts.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::bulk::records::{Change, Later, Record, Records};

const NAME: &str = "quartermaster";
/// Grows with [`STORES`]; what is in those that were there before stays.
const VERSION: u32 = 2;
const RECORDS: &str = "records";
const LEDGER: &str = "ledger";
const STORES: [&str; 2] = [RECORDS, LEDGER];
/// Follows every name that begins with what stands before it.
const LAST: &str = "\u{ffff}";

#[derive(Clone)]
pub struct Database {
    store: &'static str,
    open: Rc<RefCell<Option<IdbDatabase>>>,
}

/// The records of what goes on.
impl Default for Database {
    fn default() -> Self {
        Database { store: RECORDS, open: Rc::default() }
    }
}

impl Records for Database {
    fn write(&self, changes: Vec<Change>) -> Later<bool> {
        let this = self.clone();
        Box::pin(async move { this.try_write(changes).await.is_ok() })
    }

    fn read(&self, prefix: &str) -> Later<Option<Vec<Record>>> {
        let (this, prefix) = (self.clone(), prefix.to_owned());
        Box::pin(async move { this.try_read(&prefix).await.ok() })
    }
}

impl Database {
    /// What the account came to, day by day.
    pub fn ledger() -> Self {
        Database { store: LEDGER, ..Database::default() }
    }

    async fn try_write(&self, changes: Vec<Change>) -> Result<(), JsValue> {
        let store = self.store("readwrite").await?;
        for change in changes {
            match change {
                Change::Put { name, text } => store.put_with_key(&text.into(), &name.into())?,
                Change::Erase { prefix } => store.delete(&range(&prefix)?)?,
            };
        }
        happens(&store.transaction(), "complete", &["abort", "error"]).await
    }

    async fn try_read(&self, prefix: &str) -> Result<Vec<Record>, JsValue> {
        let store = self.store("readonly").await?;
        let range = range(prefix)?;
        // The transaction answers in order: when the texts are there, so are the names.
        let (names, texts) = (store.get_all_keys_with_key(&range)?, store.get_all_with_key(&range)?);
        happens(&texts, "success", &["error"]).await?;
        let (names, texts): (Array, Array) = (names.result()?.unchecked_into(), texts.result()?.unchecked_into());
        Ok(names
            .iter()
            .zip(texts.iter())
            .filter_map(|(name, text)| Some((name.as_string()?, text.as_string()?)))
            .collect())
    }

    pub(super) async fn store(&self, mode: &str) -> Result<IdbObjectStore, JsValue> {
        // A database that the browser has closed meanwhile is opened again.
        for _ in 0..2 {
            let open = self.open.borrow().clone();
            let open = match open {
                Some(open) => open,
                None => self.open().await?,
            };
            match begin(&open, self.store, mode) {
                Ok(transaction) => return transaction.object_store(self.store),
                Err(_) => drop(self.open.take()),
            }
        }
        Err(JsValue::NULL)
    }

    async fn open(&self) -> Result<IdbDatabase, JsValue> {
        let factory = web_sys::window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
        let request: IdbOpenDbRequest = factory.open_with_u32(NAME, VERSION)?;
        let is_new = request.clone();
        let _making = EventListener::once(&request, "upgradeneeded", move |_| {
            // One that is there already is refused and left as it is. If one cannot be made, its first transaction fails,
            // and whoever wanted it is told.
            if let Ok(database) = is_new.result().map(JsCast::unchecked_into::<IdbDatabase>) {
                for store in STORES {
                    drop(database.create_object_store(store));
                }
            }
        });
        happens(&request, "success", &["error", "blocked"]).await?;
        let database: IdbDatabase = IdbRequest::result(&request)?.unchecked_into();
        // Another tab may erase it ("forget everything"), which waits until nobody has it open.
        let (closing, open) = (database.clone(), self.open.clone());
        EventListener::once(&database, "versionchange", move |_| {
            closing.close();
            open.take();
        })
        .forget();
        *self.open.borrow_mut() = Some(database.clone());
        Ok(database)
    }
}

/// A transaction that is complete only once it would outlive a power cut: by default Chromium leaves what was written
/// to the system for a while. (web-sys counts the option among what is unstable.)
fn begin(database: &IdbDatabase, store: &str, mode: &str) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    begin.call3(database, &store.into(), &mode.into(), &options)?.dyn_into()
}

fn range(prefix: &str) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&prefix.into(), &format!("{prefix}{LAST}").into()).map(JsValue::from)
}

/// Waits for the first of these events.
pub(super) async fn happens(target: &EventTarget, good: &str, bad: &[&str]) -> Result<(), JsValue> {
    let mut listen = |yes: Function, no: Function| {
        // Adding a listener fails only without a target.
        let _ = target.add_event_listener_with_callback(good, &yes);
        for bad in bad {
            let _ = target.add_event_listener_with_callback(bad, &no);
        }
    };
    JsFuture::from(Promise::new(&mut listen)).await.map(drop)
}
