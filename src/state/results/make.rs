//! What is made of joined rows: a file to take home, or a file of those that are to be sent again.

use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Joined, Results};
use crate::account::results::ResultRow;
use crate::jsonl::cut::stretches;
use crate::jsonl::join::Source;
use crate::jsonl::order::{Fault, Order};
use crate::jsonl::results::Format;
use crate::openai::id::BatchId;
use crate::state::compose::Composer;
use crate::state::services::Handed;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::table::export::file_name;

/// Bytes read for it, of those that are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Making {
    pub bytes: u64,
    pub of: u64,
}

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    All,
    /// Those that match the query.
    Shown,
    Chosen,
    /// Those of which it is known that they were not answered.
    Lost,
}

impl Results {
    /// The numbers of these rows, in the order of the input.
    fn numbers(self, which: Which) -> Vec<u32> {
        let all = 0..self.rows.with_untracked(|rows| u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let mut numbers = match which {
            Which::All => all.collect(),
            Which::Shown => self.table.order.get_untracked().0.to_vec(),
            Which::Chosen => {
                let mut chosen = self.table.selection.get_untracked();
                chosen.on(&self.table.rows.get_untracked().0);
                chosen.rows()
            }
            Which::Lost => {
                let all_there = untrack(|| self.is_all_there());
                self.rows.with_untracked(|rows| {
                    let lost = all.zip(rows.iter()).filter(|(_, row)| row.is_lost(all_there));
                    lost.map(|(number, _)| number).collect()
                })
            }
        };
        numbers.sort_unstable();
        numbers
    }

    fn row(self, number: u32) -> Option<Arc<ResultRow>> {
        self.rows.with_untracked(|rows| rows.get(number as usize).cloned())
    }

    /// How many rows these are of which there is the request. Follows the rows and the selection.
    pub fn sendable(self, which: Which) -> u64 {
        self.rows.track();
        self.gone.track();
        if which == Which::Chosen {
            self.table.selection.track();
        }
        let numbers = untrack(|| self.numbers(which));
        self.rows.with_untracked(|rows| {
            let row = |number: &u32| rows.get(usize::try_from(*number).unwrap_or(usize::MAX));
            numbers.iter().filter_map(row).filter(|row| row.row.request.is_some()).count() as u64
        })
    }

    /// Carries something out that the person may stop.
    fn make(self, making: impl Future<Output = ()> + 'static) {
        let (abort, registration) = AbortHandle::new_pair();
        if let Some(before) = self.abort.try_update_value(|now| now.replace(abort)).flatten() {
            before.abort();
        }
        spawn_local(async move {
            // What was stopped has nothing more to say.
            if Abortable::new(making, registration).await.is_ok() {
                self.making.set(None);
            }
        });
    }

    fn progress(self, bytes: u64, of: u64) {
        self.making.set(Some(Making { bytes, of }));
    }

    /// Writes rows into a file, joined and in the order of the input, and hands it to the person.
    pub fn export(self, which: Which, format: Format, toasts: Toasts) {
        let Joined { files, index, parent } = self.joined.get_value();
        let (Some(index), Some(parent)) = (index, parent) else { return };
        let numbers = self.numbers(which);
        let count = numbers.len() as u64;
        let rows = (which != Which::All).then(|| numbers.into_iter().map(u64::from).collect());
        let answers: Vec<_> = files.into_iter().filter(|(origin, _)| origin.source != Source::Input).collect();
        let order = Order::Export { format, rows, files: answers.iter().map(|(origin, _)| *origin).collect() };
        let contents = [index].into_iter().chain(answers.into_iter().map(|(_, content)| content)).collect();
        let account = self.session.current.with_untracked(|now| now.as_ref().map(|now| now.profile.name.clone()));
        let table = format!("{parent}-results");
        let name = file_name(&account.unwrap_or_default(), &table, self.browser.now() / 1000, format.ending());
        self.progress(0, 0);
        self.make(async move {
            let made = self.work(order, contents, move |bytes, of| self.progress(bytes, of)).await;
            let lang = lang();
            let saved = match made.map(|(_, files)| files.into_iter().next()) {
                Ok(Some(content)) => self.hand_over(&name, format.mime(), &*content).await,
                Ok(None) => false,
                Err(fault) => return toasts.say(lang.fault(&fault)),
            };
            toasts.say(if saved { lang.export_saved(count, &name) } else { lang.export_not_saved().to_owned() });
        });
    }

    /// Makes a file of the requests of these rows, and opens it in the composer; `go` goes there.
    pub fn send_again(self, which: Which, composer: Composer, toasts: Toasts, go: Callback<()>) {
        self.progress(0, 0);
        self.make(async move {
            match self.requests(which).await {
                Ok(Some((parent, file))) => {
                    if composer.adopt_rows(&parent, file) {
                        go.run(());
                    }
                }
                Ok(None) => toasts.say(lang().results_nothing_again()),
                Err(fault) => toasts.say(lang().fault(&fault)),
            }
        });
    }

    /// Reads a batch and does the same with its lost rows. It is told as the results are.
    pub fn send_lost_again(self, batch: &BatchId, composer: Composer, toasts: Toasts) {
        self.turn_to(batch.as_str());
        self.set_alone(true);
        self.make(async move {
            let stage = self.read_all().await;
            let ready = stage == super::Stage::Ready;
            self.stage.set(stage);
            if !ready {
                return;
            }
            match self.requests(Which::Lost).await {
                Ok(Some((parent, file))) => drop(composer.adopt_rows(&parent, file)),
                Ok(None) if untrack(|| self.has_input()) => toasts.say(lang().results_nothing_again()),
                Ok(None) => toasts.say(lang().results_no_input_again()),
                Err(fault) => toasts.say(lang().fault(&fault)),
            }
        });
    }

    /// The requests of these rows as a file, and the batch they are of; none if there are none.
    async fn requests(self, which: Which) -> Result<Option<(BatchId, Handed)>, Fault> {
        let places = self.numbers(which).into_iter().filter_map(|number| self.row(number)?.row.request);
        let stretches = stretches(places);
        let Joined { files, parent, .. } = self.joined.get_value();
        let input = files.into_iter().find(|(origin, _)| origin.source == Source::Input);
        let (Some((_, input)), Some(parent)) = (input, parent.filter(|_| !stretches.is_empty())) else {
            return Ok(None);
        };
        let order = Order::Cut(stretches);
        let (_, made) = self.work(order, vec![input], move |bytes, of| self.progress(bytes, of)).await?;
        let content = made.into_iter().next().ok_or(Fault::Broken)?;
        let name = self.files.with_untracked(|files| {
            let input = files.iter().find(|file| file.origin.source == Source::Input);
            input.map(|input| self.name_of(input)).unwrap_or_default()
        });
        let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
        Ok(Some((parent, Handed { name: format!("{stem}.again.jsonl"), content })))
    }
}
