//! Walks a list page by page while its objects come and go.
//!
//! The API continues after an id. That id can be deleted meanwhile, by ourselves or by others, and
//! servers then refuse, start over or say that nothing follows; gateways have been seen to ignore the
//! cursor altogether. So the pager goes back to earlier ids, in the end to the start, and hands out no
//! id twice. What it cannot settle it calls partial.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::error::{Error, Kind};
use super::id::HasId;
use super::page::Page;

/// How often the list is begun again without anything new coming of it.
const RESTARTS: u32 = 2;

pub struct Pager {
    /// Every id handed out.
    seen: FxHashSet<Arc<str>>,
    /// The ids up to here in the server's order; the last of them is the cursor.
    trail: Vec<Arc<str>>,
    /// Ids that may come again because of a step back.
    repeats: usize,
    /// Steps back since something new came, by 1, 2, 4 … ids.
    steps: u32,
    /// Restarts since something new came.
    restarts: u32,
    end: Option<End>,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Ask for the page after this id, or for the first.
    Ask(Option<Arc<str>>),
    Done(End),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All that was there throughout has been handed out.
    Whole,
    /// The rest could not be had.
    Partial(Why),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The server says that there is more, and gives the same again: it ignores the cursor.
    Repeats,
    /// The server says that there is more, and gives nothing.
    Empty,
    /// The server does not know the ids to continue after any more.
    CursorGone,
}

impl Default for Pager {
    fn default() -> Self {
        Pager::new()
    }
}

impl Pager {
    pub fn new() -> Self {
        Pager { seen: FxHashSet::default(), trail: Vec::new(), repeats: 0, steps: 0, restarts: 0, end: None }
    }

    pub fn next(&self) -> Next {
        match self.end {
            Some(end) => Next::Done(end),
            None => Next::Ask(self.trail.last().cloned()),
        }
    }

    /// How many ids have been handed out.
    pub fn count(&self) -> usize {
        self.seen.len()
    }

    /// Takes the page that was asked for, and returns what is new in it.
    pub fn take<T: HasId>(&mut self, page: Page<T>) -> Vec<T> {
        let mut items = page.data;
        let ids: Vec<Arc<str>> = items.iter().map(|item| item.id().clone()).collect();
        items.retain(|item| self.seen.insert(item.id().clone()));
        self.advance(ids, items.len(), page.has_more);
        items
    }

    /// Takes the refusal of the page that was asked for. False if it has nothing to do with the
    /// cursor: then the same page may be asked for again.
    pub fn refused(&mut self, error: &Error) -> bool {
        let about_cursor = matches!(error.kind, Kind::NotFound | Kind::BadRequest) && !self.trail.is_empty();
        if about_cursor {
            self.step_back(Why::CursorGone);
        }
        about_cursor
    }

    fn advance(&mut self, ids: Vec<Arc<str>>, new: usize, has_more: bool) {
        let (after, given) = (self.trail.last().cloned(), ids.len());
        let ignored = after.is_some_and(|after| ids.contains(&after));
        if given == 0 {
            // After a page that promised more, even "no more" is doubtful: some servers say so of a
            // cursor that is gone. At the start it is the truth.
            return match (self.trail.is_empty(), has_more) {
                (true, false) => self.end = Some(End::Whole),
                (true, true) => self.end = Some(End::Partial(Why::Empty)),
                (false, _) => self.step_back(Why::Empty),
            };
        }
        if !has_more {
            self.end = Some(End::Whole);
        } else if new > 0 {
            (self.steps, self.restarts) = (0, 0);
            self.repeats = self.repeats.saturating_sub(given - new);
        } else if ignored {
            self.end = Some(End::Partial(Why::Repeats));
        } else if given <= self.repeats {
            self.repeats -= given;
        } else {
            return self.step_back(Why::Repeats);
        }
        self.trail.extend(ids);
    }

    /// Continues after an earlier id, or from the start, or not at all.
    fn step_back(&mut self, why: Why) {
        let back = 1 << self.steps;
        self.steps += 1;
        if back < self.trail.len() {
            self.trail.truncate(self.trail.len() - back);
            self.repeats += back;
        } else if self.restarts < RESTARTS {
            (self.restarts, self.steps) = (self.restarts + 1, 0);
            self.trail.clear();
            self.repeats = self.seen.len();
        } else {
            self.end = Some(End::Partial(why));
        }
    }
}
