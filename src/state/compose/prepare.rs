//! From what a person gives to requests that can be inspected: they are made anew a moment after the last change.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Composer, Preparing, held};
use crate::jsonl::csv::{Csv, delimiter};
use crate::jsonl::draft::{Draft, Source};
use crate::jsonl::order::{Order, Outline, Told};
use crate::openai::file;
use crate::openai::request::Content;
use crate::state::services::Handed;

/// After the last change, in milliseconds.
const MOMENT: u64 = 400;
/// Bytes in which the names of a table's columns are looked for.
const HEAD: u64 = 256 * 1024;

impl Composer {
    pub(super) fn prepare_on_change(self) {
        // What the requests are made of, and nothing else of the draft.
        let ingredients = Memo::new(move |_| {
            self.draft.with(|draft| {
                let labels = Draft {
                    description: String::new(),
                    metadata: Vec::new(),
                    days: 0,
                    plan: String::new(),
                    ..draft.clone()
                };
                match draft.source {
                    Source::File | Source::Rows => {
                        Draft { id: labels.id, source: labels.source, ..Draft::new(String::new()) }
                    }
                    Source::Paste => Draft { source: Source::Paste, pasted: labels.pasted, ..Draft::new(labels.id) },
                    Source::Account => Draft { source: Source::Account, file: labels.file, ..Draft::new(labels.id) },
                    Source::Table | Source::List => Draft { name: String::new(), ..labels },
                }
            })
        });
        Effect::new(move |_| {
            self.source.track();
            ingredients.get();
            // A submission is of what it began with.
            if self.parts.with_untracked(Vec::is_empty) || self.inspection.file.with_untracked(Option::is_none) {
                self.prepare_soon();
            }
        });
    }

    fn prepare_soon(self) {
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        self.working.set_value(None);
        // What was inspected is not what would be sent any more.
        if !self.draft.with_untracked(Draft::is_empty) {
            self.preparing.set(Preparing::Running { bytes: 0, of: 0 });
        }
        let clock = self.browser.get().clock;
        spawn_local(async move {
            clock.sleep(MOMENT).await;
            if self.number.get_value() == number {
                self.prepare(number).await;
            }
        });
    }

    async fn prepare(self, number: u32) {
        let draft = self.draft.get_untracked();
        let source = self.source.get_untracked();
        self.preparing.set(Preparing::Nothing);
        self.built.set(None);
        match (draft.source, source) {
            (Source::File | Source::Rows, Some(file)) => self.inspection.open(file),
            (Source::Paste, _) if !draft.pasted.trim().is_empty() => {
                self.inspection.open(held("pasted.jsonl", &draft.pasted));
            }
            (Source::Table, Some(table)) => self.read_table(number, &draft, table).await,
            (Source::List, _) if !draft.prompts.trim().is_empty() && !draft.model.trim().is_empty() => {
                let prompts = held("prompts.jsonl", &draft.prompts);
                self.make(number, Order::List(outline(&draft)), prompts);
            }
            (Source::Account, _) if !draft.file.is_empty() => self.fetch(number, &draft.file).await,
            _ => self.inspection.close(),
        }
    }

    /// The names of the columns, and requests if the rest of what they need is there.
    async fn read_table(self, number: u32, draft: &Draft, table: Handed) {
        let size = table.content.size();
        let head = table.content.slice(0..size.min(HEAD)).read().await.unwrap_or_default();
        if self.number.get_value() != number {
            return;
        }
        let delimiter = delimiter(&head);
        let columns = columns(&head, delimiter, size <= HEAD);
        if self.columns.with_untracked(|known| *known != columns) {
            self.columns.set(columns);
        }
        if draft.model.trim().is_empty() || draft.user.trim().is_empty() {
            return self.inspection.close();
        }
        self.make(number, Order::Table { delimiter, outline: outline(draft) }, table);
    }

    fn make(self, number: u32, order: Order, from: Handed) {
        let Handed { name, content } = from;
        let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
        let name = format!("{stem}.jsonl");
        self.inspection.close();
        self.preparing.set(Preparing::Running { bytes: 0, of: content.size() });
        let hears = Rc::new(move |told: Told, files: Vec<Rc<dyn Content>>| {
            if self.number.get_value() != number {
                return;
            }
            match told {
                Told::Read { bytes, of } => self.preparing.set(Preparing::Running { bytes, of }),
                Told::Built(built) => {
                    self.built.set(Some(built));
                    self.preparing.set(Preparing::Nothing);
                    match files.into_iter().next() {
                        Some(content) => self.inspection.open(Handed { name: name.clone(), content }),
                        None => self.inspection.open(held(&name, "")),
                    }
                }
                Told::Failed(fault) => self.preparing.set(Preparing::Failed(fault)),
                _ => {}
            }
        });
        let work = self.browser.get().work;
        self.working.set_value(Some(work(order, vec![content], hears)));
    }

    /// The content of a file in the account.
    async fn fetch(self, number: u32, id: &str) {
        let Some(client) = self.catalog.client() else { return };
        self.inspection.close();
        self.preparing.set(Preparing::Running { bytes: 0, of: 0 });
        let of = self.size_of(id);
        let heard = move |bytes| {
            if self.number.get_value() == number {
                self.preparing.set(Preparing::Running { bytes, of });
            }
        };
        let fetched = client.fetch(&file::content(&id.into()).request, &heard).await;
        if self.number.get_value() != number {
            return;
        }
        match fetched {
            Ok(content) => {
                self.preparing.set(Preparing::Nothing);
                let known = self.catalog.files.rows.with_untracked(|rows| {
                    rows.iter().find(|file| file.id.as_str() == id).and_then(|file| file.filename.clone())
                });
                self.inspection.open(Handed { name: known.unwrap_or_else(|| format!("{id}.jsonl")), content });
            }
            Err(error) => self.preparing.set(Preparing::Refused(error)),
        }
    }

    /// Bytes of a file in the account, as its list tells; 0 if it does not.
    fn size_of(self, id: &str) -> u64 {
        self.catalog.files.rows.with_untracked(|rows| {
            rows.iter().find(|file| file.id.as_str() == id).and_then(|file| file.bytes).unwrap_or_default()
        })
    }

    /// The person has waited long enough.
    pub fn stop_preparing(self) {
        self.number.update_value(|number| *number += 1);
        self.working.set_value(None);
        self.preparing.set(Preparing::Nothing);
    }

    /// Tries again what could not be prepared.
    pub fn prepare_again(self) {
        self.prepare_soon();
    }
}

fn outline(draft: &Draft) -> Outline {
    Outline {
        endpoint: draft.endpoint.clone(),
        model: draft.model.trim().to_owned(),
        system: draft.system.clone(),
        user: draft.user.clone(),
        parameters: draft.parameters.clone(),
        ids: Some(draft.ids.clone()).filter(|ids| !ids.is_empty()),
    }
}

/// Of a table that begins like this, and may go on.
fn columns(head: &[u8], delimiter: u8, whole: bool) -> Vec<String> {
    let mut csv = Csv::new(delimiter);
    let mut columns = None;
    let mut take = |row: &[String]| {
        columns.get_or_insert_with(|| row.iter().map(|name| name.trim().to_owned()).collect());
    };
    let read = csv.push(head, &mut take);
    if whole && read.is_ok() {
        // A row that is too large has no columns that can be used.
        let _ = csv.finish(&mut take);
    }
    columns.unwrap_or_default()
}
