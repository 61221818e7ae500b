//! From the files of a batch to the rows of its table.

use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Joined, Results, Stage};
use crate::account::results::{Counts, ResultRow, causes};
use crate::jsonl::index;
use crate::jsonl::join::{Found, Origin, Source};
use crate::jsonl::order::{Fault, Order, Told};
use crate::openai::error::Kind;
use crate::openai::request::Content;
use crate::state::list::Load;
use crate::state::services::Contents;
use crate::table::chunks::Chunks;

/// Bytes of rows that are read in one task of the page.
const PIECE: u64 = 256 * 1024;

/// What is told at the end, and the files that were made.
type Done = (Told, Contents);

impl Results {
    /// Fetches what is not there yet, and joins it.
    pub fn read(self) {
        self.stop();
        let (abort, registration) = AbortHandle::new_pair();
        self.abort.set_value(Some(abort));
        spawn_local(async move {
            // What was stopped has nothing more to say.
            if let Ok(stage) = Abortable::new(self.read_all(), registration).await {
                self.stage.set(stage);
            }
        });
    }

    /// Ends what is under way; what was fetched stays, and so do rows that were shown before.
    pub fn stop(self) {
        if let Some(abort) = self.abort.try_update_value(Option::take).flatten() {
            abort.abort();
        }
        let has_rows = self.load.with_untracked(|load| *load == Load::Whole);
        self.stage.set(if has_rows { Stage::Ready } else { Stage::Idle });
        self.making.set(None);
    }

    /// Fetches and joins everything anew.
    pub fn refresh(self) {
        self.contents.update_value(std::collections::HashMap::clear);
        self.retrieve();
        self.read();
    }

    pub(super) async fn read_all(self) -> Stage {
        let Some(client) = self.client() else { return Stage::Idle };
        let (planned, members) = (self.files.get_untracked(), self.members.get_untracked());
        let (mut files, mut gone) = (Vec::new(), Vec::new());
        for file in &planned {
            match self.fetch(&client, file).await {
                Ok(content) => files.push((file.origin, content)),
                // Files expire, by and by.
                Err(error) if error.kind == Kind::NotFound => gone.push(file.origin),
                Err(error) => return Stage::Refused(error),
            }
        }
        // Those of another batch are let go.
        self.contents.update_value(|contents| contents.retain(|id, _| planned.iter().any(|file| file.id == *id)));
        let of = files.iter().map(|(_, content)| content.size()).sum();
        self.stage.set(Stage::Reading { bytes: 0, of });
        let (found, index) = match self.join(&files).await {
            Ok(joined) => joined,
            Err(fault) => return Stage::Broken(fault),
        };
        let batches: Vec<Arc<str>> = members.iter().map(|member| member.id.shared().clone()).collect();
        let Some((rows, counts)) = self.rows_of(index.as_ref(), &found, &batches).await else {
            return Stage::Broken(Fault::Broken);
        };
        let parent = members.first().map(|first| first.id.clone());
        self.joined.set_value(Joined { files, index, parent });
        self.gone.set(gone);
        self.counts.set(counts);
        self.found.set(Some(Arc::new(found)));
        self.rows.set(rows);
        self.as_of.set(Some(self.browser.now()));
        self.load.set(Load::Whole);
        Stage::Ready
    }

    async fn join(self, files: &[(Origin, Rc<dyn Content>)]) -> Result<(Found, Option<Rc<dyn Content>>), Fault> {
        // Neither requests nor answers: there are no rows.
        if files.is_empty() {
            return Ok((Found::default(), None));
        }
        let order = Order::Join(files.iter().map(|(origin, _)| *origin).collect());
        let contents = files.iter().map(|(_, content)| content.clone()).collect();
        let progress = move |bytes, of| self.stage.set(Stage::Reading { bytes, of });
        match self.work(order, contents, progress).await? {
            (Told::Joined(found), made) => Ok((found, made.into_iter().next())),
            _ => Err(Fault::Broken),
        }
    }

    /// Has the worker carry out an order. It ends when nobody waits for this any more.
    pub(super) async fn work(
        self,
        order: Order,
        contents: Contents,
        progress: impl Fn(u64, u64) + 'static,
    ) -> Result<Done, Fault> {
        let (tell, told) = oneshot::channel();
        let tell = std::cell::Cell::new(Some(tell));
        let hears = Rc::new(move |told: Told, files: Contents| match told {
            Told::Read { bytes, of } => progress(bytes, of),
            Told::SoFar(_) => {}
            told => {
                if let Some(tell) = tell.take() {
                    // Nobody may wait for it any more.
                    let _ = tell.send((told, files));
                }
            }
        });
        let running = (self.browser.get().work)(order, contents, hears);
        let done = told.await;
        drop(running);
        match done {
            Ok((Told::Failed(fault), _)) => Err(fault),
            Ok(done) => Ok(done),
            Err(_) => Err(Fault::Broken),
        }
    }

    /// The rows, read piece by piece, between which the page can breathe; none if they are not what they should be.
    async fn rows_of(
        self,
        index: Option<&Rc<dyn Content>>,
        found: &Found,
        batches: &[Arc<str>],
    ) -> Option<(Chunks<ResultRow>, Counts)> {
        let (causes, clock) = (causes(&found.groups), self.browser.get().clock);
        let (mut rows, mut counts) = (Chunks::default(), Counts::default());
        let Some(index) = index else { return Some((rows, counts)) };
        let (mut reader, mut read) = (index::Rows::default(), Vec::new());
        let mut from = 0;
        while from < index.size() {
            let until = (from + PIECE).min(index.size());
            let bytes = index.slice(from..until).read().await?;
            from = until;
            reader.push(&bytes, &mut read).ok()?;
            rows.extend(read.drain(..).map(|row| {
                let number = counts.rows;
                counts.add(&row);
                let reply = row.reply.as_ref();
                let cause = reply.and_then(|reply| causes.get(usize::try_from(reply.group?).ok()?).cloned());
                let batch = reply.and_then(|reply| batches.get(usize::try_from(reply.origin.batch).ok()?).cloned());
                Arc::new(ResultRow { row, number, cause, batch })
            }));
            clock.sleep(0).await;
        }
        reader.is_over().then_some((rows, counts))
    }

    /// The lines of a row as they stand in the files, at most so many bytes of each.
    pub async fn lines(self, row: &ResultRow, most: u64) -> [Option<Line>; 2] {
        let request = row.row.request.map(|place| (Origin { source: Source::Input, batch: 0 }, place));
        let reply = row.row.reply.as_ref().map(|reply| (reply.origin, reply.place));
        let mut lines = [None, None];
        for (line, at) in lines.iter_mut().zip([request, reply]) {
            let Some((origin, place)) = at else { continue };
            let content = self.joined.with_value(|joined| {
                joined.files.iter().find(|(other, _)| *other == origin).map(|(_, content)| content.clone())
            });
            let Some(content) = content else { continue };
            let until = place.at + place.bytes.min(most);
            if let Some(bytes) = content.slice(place.at..until).read().await {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                *line = Some(Line { text, number: place.line, cut: place.bytes > most });
            }
        }
        lines
    }
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub number: u64,
    /// There is more of it.
    pub cut: bool,
}
