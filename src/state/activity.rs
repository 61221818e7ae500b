//! Past runs on this device, and their receipts.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::services::Browser;
use super::toasts::Toasts;
use crate::account::profile::Colour;
use crate::bulk::outcome::Sums;
use crate::bulk::plan::Deed;
use crate::bulk::receipt::{self, Check, Head, opened};
use crate::bulk::records::Change;
use crate::bulk::report::Report;
use crate::json::{Fields, Object, ToJson, parse};

/// The names of the records: what the list shows of a run, and its whole receipt.
const PAST: &str = "past/";
const RECEIPT: &str = "receipt/";

/// What the list shows of a past run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    pub id: Arc<str>,
    pub account: String,
    pub colour: String,
    /// A word such as `delete_files`.
    pub task: String,
    /// Milliseconds since 1970.
    pub began: u64,
    pub sums: Sums,
    /// Gone, failed and still listed, if the lists were looked at.
    pub check: Option<[u64; 3]>,
    pub stopped: bool,
    pub sha256: String,
    /// Bytes of deleted files and of deleted stores; unknown of runs that were kept without them.
    pub gave_back: Option<[u64; 2]>,
}

#[derive(Clone, Copy)]
pub struct Activity {
    browser: Browser,
    toasts: Toasts,
    /// The newest first; `None` until they were read.
    pub past: RwSignal<Option<Vec<Past>>>,
    /// Whether the browser lets nothing be kept.
    pub refused: RwSignal<bool>,
    /// Receipts that the browser did not keep, by the name of their run: they can be saved while the page is open.
    unkept: StoredValue<HashMap<Arc<str>, String>>,
}

/// The two records of a run.
fn place(past: &Past, receipt: String) -> Vec<Change> {
    let put = |prefix: &str, text| Change::Put { name: format!("{prefix}{}", past.id), text };
    vec![put(RECEIPT, receipt), put(PAST, crate::json::text(past))]
}

impl Past {
    pub fn new(
        id: &Arc<str>,
        head: &Head,
        report: &Report,
        check: Option<&Check>,
        sha256: &str,
        colour: Colour,
    ) -> Past {
        Past {
            id: id.clone(),
            account: head.account.clone(),
            colour: colour.code().to_owned(),
            task: head.task.to_owned(),
            began: head.began,
            sums: report.sums,
            check: check.map(|check| [check.gone.into(), check.failed.into(), check.still.len() as u64]),
            stopped: report.stopped_by.is_some(),
            sha256: sha256.to_owned(),
            gave_back: Some([report.freed(Deed::DeleteFile), report.freed(Deed::DeleteStore)]),
        }
    }

    fn read(text: &str) -> Option<Past> {
        let json = parse(text.as_bytes()).ok()?;
        let sums = receipt::sums(&json)?;
        let mut fields = Fields::of(json)?;
        let check: Option<Vec<u64>> = fields.read("check");
        let gave_back: Option<Vec<u64>> = fields.read("gave_back");
        let text = |fields: &mut Fields, name| fields.read::<String>(name).unwrap_or_default();
        Some(Past {
            id: fields.required("id")?,
            account: text(&mut fields, "account"),
            colour: text(&mut fields, "colour"),
            task: text(&mut fields, "task"),
            began: fields.read("began").unwrap_or_default(),
            sums,
            check: check.and_then(|check| check.try_into().ok()),
            stopped: fields.read("stopped").unwrap_or_default(),
            sha256: text(&mut fields, "sha256"),
            gave_back: gave_back.and_then(|bytes| bytes.try_into().ok()),
        })
    }
}

impl ToJson for Past {
    fn write(&self, to: &mut String) {
        let sums = receipt::WrittenSums(self.sums);
        let check = self.check.map(|check| check.to_vec());
        let gave_back = self.gave_back.map(|bytes| bytes.to_vec());
        let mut object = Object::begin(to);
        let fields: [(&str, &dyn ToJson); 10] = [
            ("id", &&*self.id),
            ("account", &self.account),
            ("colour", &self.colour),
            ("task", &self.task),
            ("began", &self.began),
            ("sums", &sums),
            ("check", &check),
            ("stopped", &self.stopped),
            ("sha256", &self.sha256),
            ("gave_back", &gave_back),
        ];
        for (name, value) in fields {
            object.field(name, value);
        }
        object.end();
    }
}

impl Activity {
    pub fn provide(browser: Browser, toasts: Toasts) -> Self {
        let activity = Activity {
            browser,
            toasts,
            past: RwSignal::new(None),
            refused: RwSignal::new(false),
            unkept: StoredValue::default(),
        };
        provide_context(activity);
        activity
    }

    /// Reads the list anew: other tabs have runs too.
    pub fn refresh(self) {
        let records = self.browser.get().records;
        spawn_local(async move {
            let read = records.read(PAST).await;
            self.refused.set(read.is_none());
            let past = read.unwrap_or_default();
            self.past.set(Some(past.iter().rev().filter_map(|(_, text)| Past::read(text)).collect()));
        });
    }

    /// Keeps a receipt.
    pub async fn keep(self, past: Past, receipt: String) {
        if !self.browser.get().records.write(place(&past, receipt.clone())).await {
            self.unkept.update_value(|unkept| drop(unkept.insert(past.id, receipt)));
            return self.toasts.say(super::settings::lang().receipt_not_kept());
        }
        self.past.update(|all| {
            if let Some(all) = all {
                all.retain(|other| other.id != past.id);
                let at = all.partition_point(|other| other.id > past.id);
                all.insert(at, past);
            }
        });
    }

    /// Saves a receipt, as JSON or as CSV.
    pub fn save(self, id: Arc<str>, as_csv: bool) {
        let services = self.browser.get();
        spawn_local(async move {
            let name = format!("{RECEIPT}{id}");
            let read = services.records.read(&name).await.unwrap_or_default();
            let kept = read.into_iter().find(|(found, _)| *found == name).map(|(_, text)| text);
            let receipt = kept.or_else(|| self.unkept.with_value(|unkept| unkept.get(&id).cloned()));
            let saved = receipt.is_some_and(|receipt| {
                if !as_csv {
                    return (services.save)(&format!("receipt-{id}.json"), "application/json", receipt.as_bytes());
                }
                let Some((content, sha256)) = opened(&receipt) else { return false };
                let csv = receipt::csv(content, sha256);
                (services.save)(&format!("receipt-{id}.csv"), "text/csv", csv.as_bytes())
            });
            if !saved {
                self.toasts.say(super::settings::lang().receipt_not_saved());
            }
        });
    }

    /// Erases the receipt of one run, or of all.
    pub fn forget(self, id: Option<Arc<str>>) {
        let records = self.browser.get().records;
        let erase = |prefix: &str| Change::Erase { prefix: format!("{prefix}{}", id.as_deref().unwrap_or_default()) };
        let changes = vec![erase(PAST), erase(RECEIPT)];
        spawn_local(async move {
            if records.write(changes).await {
                self.refresh();
            } else {
                self.toasts.say(super::settings::lang().receipt_not_forgotten());
            }
        });
    }
}
