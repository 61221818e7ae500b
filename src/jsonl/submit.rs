//! A batch is submitted once: a machine without network, clock or memory of its own.
//!
//! The API has no idempotency key. So each request for a batch carries a nonce in its metadata, that it is about to be
//! sent is journaled first, and when no answer tells what became of it, the list of batches is looked through for
//! the nonce before anything is sent again. A batch may show in the list some time after it was made: it is looked
//! for over half a minute, and then a person decides.

use crate::json::{Fields, FromJson, Json, Object, ToJson};
use crate::openai::error::{Error, Kind};
use crate::openai::id::{BatchId, FileId};

/// Rests before the list is looked through, in milliseconds.
const LOOKS: [u64; 4] = [2_000, 4_000, 8_000, 16_000];
/// Rests before a file is named again that the API could not find, as happens straight after an upload (public
/// issues of 2024), in milliseconds.
const PATIENCE: [u64; 5] = [500, 1_000, 2_000, 4_000, 8_000];

/// How far it has come, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The input is not known to be in the account.
    Upload,
    /// It is, and every request for a batch was refused, if there was one.
    Ready(Input),
    /// A request for the batch may have been sent.
    Asked(Input),
    Done(BatchId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub file: FileId,
    /// When it came into the account, by the server's clock, in seconds since 1970: no batch of it is older.
    pub since: u64,
}

/// What goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Idle,
    Uploading,
    /// The journal is being written.
    Keeping,
    Asking,
    /// The API cannot find the file yet.
    Waiting,
    /// Nobody knows what became of the request: between two looks, or looking.
    Resting,
    Looking,
    Done,
    /// It did not come about, for this reason, and may be tried again.
    Refused(Error),
    /// The answer was lost, and the batch is not in the list.
    Absent,
    /// The answer was lost, and the list cannot be read.
    Unknown(Error),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Uploaded(Input),
    /// The upload was stopped by the person.
    Stopped,
    /// The journal was written, or cannot be.
    Kept,
    Created(BatchId),
    /// What the list says of the nonce.
    Listed(Option<BatchId>),
    /// What was ordered did not succeed.
    Failed(Error),
    Rested,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Upload,
    /// Write the stage into the journal.
    Keep,
    Create(FileId),
    /// Look for the nonce among the batches that are not older than the input.
    Look(u64),
    /// Milliseconds.
    Rest(u64),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub stage: Stage,
    pub state: State,
    /// How often the file could not be found.
    missed: usize,
    /// Rests before looks, so far.
    looks: usize,
    /// The person wants it sent again if it is still not there.
    insists: bool,
}

impl Submission {
    /// A new one, or one that the journal knows.
    pub fn new(stage: Stage) -> Self {
        let state = if matches!(stage, Stage::Done(_)) { State::Done } else { State::Idle };
        Submission { stage, state, missed: 0, looks: 0, insists: false }
    }

    /// Whether it waits for the person, or for nothing.
    pub fn rests(&self) -> bool {
        !matches!(
            self.state,
            State::Uploading | State::Keeping | State::Asking | State::Waiting | State::Resting | State::Looking
        )
    }

    /// The person wants it to begin, or to go on.
    pub fn go(&mut self) -> Option<Order> {
        if !self.rests() {
            return None;
        }
        match self.stage.clone() {
            Stage::Upload => self.turn(State::Uploading, Order::Upload),
            Stage::Ready(input) => self.ask(input),
            Stage::Asked(input) => {
                self.insists = self.state == State::Absent;
                self.looks = 0;
                self.turn(State::Looking, Order::Look(input.since))
            }
            Stage::Done(_) => None,
        }
    }

    pub fn on(&mut self, event: Event) -> Option<Order> {
        match (&self.state, event) {
            (State::Uploading, Event::Uploaded(input)) => self.ask(input),
            (State::Uploading, Event::Stopped) => self.stop(State::Idle),
            (State::Uploading, Event::Failed(error)) => self.stop(State::Refused(error)),
            (State::Keeping, Event::Kept) => self.create(),
            (State::Asking, Event::Created(id)) | (State::Looking, Event::Listed(Some(id))) => {
                self.stage = Stage::Done(id);
                self.turn(State::Done, Order::Keep)
            }
            (State::Asking, Event::Failed(error)) => self.not_created(error),
            (State::Waiting, Event::Rested) => self.create(),
            (State::Resting, Event::Rested) => match self.input() {
                Some(Input { since, .. }) => self.turn(State::Looking, Order::Look(since)),
                None => None,
            },
            (State::Looking, Event::Listed(None)) => match self.input() {
                Some(input) if self.insists => self.ask(input),
                _ => self.rest().or_else(|| self.stop(State::Absent)),
            },
            (State::Looking, Event::Failed(error)) => {
                self.insists = false;
                self.rest().or_else(|| self.stop(State::Unknown(error)))
            }
            _ => None,
        }
    }

    fn turn(&mut self, state: State, order: Order) -> Option<Order> {
        self.state = state;
        Some(order)
    }

    fn stop(&mut self, state: State) -> Option<Order> {
        self.state = state;
        None
    }

    fn input(&self) -> Option<Input> {
        match &self.stage {
            Stage::Ready(input) | Stage::Asked(input) => Some(input.clone()),
            _ => None,
        }
    }

    /// Journal first.
    fn ask(&mut self, input: Input) -> Option<Order> {
        self.stage = Stage::Asked(input);
        (self.missed, self.looks, self.insists) = (0, 0, false);
        self.turn(State::Keeping, Order::Keep)
    }

    fn create(&mut self) -> Option<Order> {
        let file = self.input()?.file;
        self.turn(State::Asking, Order::Create(file))
    }

    fn rest(&mut self) -> Option<Order> {
        let rest = *LOOKS.get(self.looks)?;
        self.looks += 1;
        self.turn(State::Resting, Order::Rest(rest))
    }

    fn not_created(&mut self, error: Error) -> Option<Order> {
        if is_missing_file(&error)
            && let Some(rest) = PATIENCE.get(self.missed)
        {
            self.missed += 1;
            return self.turn(State::Waiting, Order::Rest(*rest));
        }
        if is_unclear(&error) {
            self.looks = 0;
            return self.rest();
        }
        self.stage = Stage::Ready(self.input()?);
        self.turn(State::Refused(error), Order::Keep)
    }
}

/// Whether the batch may have been made although nothing says so.
fn is_unclear(error: &Error) -> bool {
    use Kind::{Interrupted, NotUnderstood, Offline, Server, TimedOut, Unreadable};
    // An offline browser may have sent the request before it was.
    matches!(error.kind, Server | Unreadable | TimedOut | NotUnderstood | Offline | Interrupted)
        || error.status.is_some_and(|status| (200..300).contains(&status))
}

fn is_missing_file(error: &Error) -> bool {
    error.kind == Kind::BadRequest && error.message.to_ascii_lowercase().contains("cannot find file")
}

impl ToJson for Stage {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        match self {
            Stage::Upload => {}
            Stage::Ready(Input { file, since }) | Stage::Asked(Input { file, since }) => {
                object.field("file", file);
                object.field("since", since);
                object.field("asked", &matches!(self, Stage::Asked(_)));
            }
            Stage::Done(id) => object.field("batch", id),
        }
        object.end();
    }
}

impl FromJson for Stage {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        if let Some(id) = fields.read("batch") {
            return Some(Stage::Done(id));
        }
        let Some(file) = fields.read("file") else { return Some(Stage::Upload) };
        let input = Input { file, since: fields.read("since")? };
        Some(if fields.read("asked")? { Stage::Asked(input) } else { Stage::Ready(input) })
    }
}
