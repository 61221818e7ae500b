//! Reads the files of many vector stores side by side, at the pace at which the server bears it.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use futures_util::StreamExt;
use futures_util::future::{Either, select};
use futures_util::stream::FuturesUnordered;

use super::lists::{Missing, page_of};
use crate::account::verdict::verdict;
use crate::bulk::outcome::Verdict;
use crate::bulk::pace::Pace;
use crate::openai::error::{Error, Kind};
use crate::openai::page::Page;
use crate::openai::pager::{End, Next, Pager};
use crate::openai::store_file::StoreFile;
use crate::openai::vector_store::VectorStore;
use crate::transport::client::Client;

/// Requests for one page, at most, that had no clear answer.
const TRIES: u32 = 6;

/// Told the files of a store, or why they cannot be had. A store that is gone has none.
pub(super) type Took<'a> = &'a mut dyn FnMut(&VectorStore, Result<Vec<StoreFile>, Missing>) -> ControlFlow<()>;

/// One store, and how far its list was read.
struct Turn<'a> {
    store: &'a VectorStore,
    pager: Pager,
    files: Vec<StoreFile>,
    tries: u32,
}

/// What came of a page.
enum Step {
    More,
    Ended(Result<(), Missing>),
}

/// Reads them all, at most so many requests at once; ends early if it is told to, or if nothing more will be answered.
pub(super) async fn each(client: &Client, at_once: u32, stores: &[VectorStore], took: Took<'_>) {
    let clock = client.clock();
    let mut pace = Pace::new(at_once, stores.len() as u32);
    let turn = |store| Turn { store, pager: Pager::new(), files: Vec::new(), tries: 0 };
    let mut waiting: VecDeque<Turn<'_>> = stores.iter().map(turn).collect();
    let mut flying = FuturesUnordered::new();
    loop {
        let now = clock.now();
        for _ in 0..pace.allowance(flying.len() as u32, now) {
            let Some(turn) = waiting.pop_front() else { break };
            pace.sent(1);
            flying.push(ask(client, turn, pace.epoch()));
        }
        let again_at = pace.next_at(flying.len() as u32, now).filter(|_| !waiting.is_empty());
        let answered = match again_at {
            Some(at) if flying.is_empty() => {
                clock.sleep(at.saturating_sub(now)).await;
                continue;
            }
            Some(at) => match select(flying.next(), clock.sleep(at.saturating_sub(now))).await {
                Either::Left((answered, _)) => answered,
                Either::Right(_) => continue,
            },
            None => flying.next().await,
        };
        let Some((mut turn, epoch, answer)) = answered else { return };
        let (now, random) = (clock.now(), clock.random());
        let step = match answer {
            Ok(page) => {
                pace.accepted(epoch);
                turn.tries = 0;
                turn.files.extend(turn.pager.take(page));
                turn.step()
            }
            Err(error) => match verdict(Err(error.clone())) {
                Verdict::Throttled { retry_after, .. } if !pace.hopeless() => {
                    pace.refused(epoch, retry_after, now, random);
                    Step::More
                }
                Verdict::Unclear(_) if turn.tries + 1 < TRIES => {
                    pace.unclear(epoch, now, random);
                    turn.tries += 1;
                    Step::More
                }
                Verdict::Stop(_) | Verdict::Unsent(_) => {
                    // It will be the same for all others.
                    waiting.clear();
                    Step::Ended(Err(Missing::Failed(error)))
                }
                _ => {
                    pace.accepted(epoch);
                    turn.refused(error)
                }
            },
        };
        match step {
            // A store that was begun is read to its end before another one.
            Step::More => waiting.push_front(turn),
            Step::Ended(ended) => {
                if took(turn.store, ended.map(|()| turn.files)).is_break() {
                    return;
                }
            }
        }
    }
}

async fn ask<'a>(client: &Client, turn: Turn<'a>, epoch: u32) -> (Turn<'a>, u32, Result<Page<StoreFile>, Error>) {
    let after = if let Next::Ask(after) = turn.pager.next() { after } else { None };
    let answer = client.once(&page_of(&turn.store.id, after)).await;
    (turn, epoch, answer)
}

impl Turn<'_> {
    fn step(&self) -> Step {
        match self.pager.next() {
            Next::Ask(_) => Step::More,
            Next::Done(End::Whole) => Step::Ended(Ok(())),
            Next::Done(End::Partial(why)) => Step::Ended(Err(Missing::Partial(why))),
        }
    }

    fn refused(&mut self, error: Error) -> Step {
        if self.pager.refused(&error) {
            return self.step();
        }
        if error.kind == Kind::NotFound {
            self.files.clear();
            return Step::Ended(Ok(()));
        }
        Step::Ended(Err(Missing::Failed(error)))
    }
}
