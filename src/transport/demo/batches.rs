//! `/batches`: create, list, cancel, and how a batch comes along.

use std::sync::Arc;

use super::account::{Account, Due};
use super::batch_input;
use super::batch_rows::{Answers, Part, TOKENS, Work};
use super::content::Content;
use super::fields::Fields;
use super::files::{MONTH, NewFile};
use super::incoming::IncomingBody;
use super::list::{Asked, BATCHES, page};
use super::refusal::Refusal;
use super::router::Reply;
use super::uploads::expires_after;
use crate::openai::batch::{
    Batch, BatchErrors, BatchStatus, Endpoint, InputTokens, OutputTokens, RequestCounts, Usage,
};
use crate::openai::id::{BatchId, FileId};
use crate::openai::purpose::Purpose;

/// A batch, and how it is to come along.
pub struct Run {
    pub object: Batch,
    /// Known once the input was read; not kept of batches that are over.
    pub work: Option<Arc<Work>>,
    pub row_ms: u64,
    /// Seconds since 1970 of its next step.
    pub next: u64,
    /// Seconds that its output is to live.
    pub output_lives: u64,
}

/// A day, in seconds.
pub const WINDOW: u64 = 86_400;
/// Seconds from each state to the next where nothing else decides.
const VALIDATING: u64 = 4;
const FINALIZING: u64 = 6;
const CANCELLING: u64 = 15;

impl Run {
    pub fn new(id: BatchId, now: u64, endpoint: Endpoint, input: FileId) -> Self {
        let object = Batch {
            id,
            endpoint: Some(endpoint),
            model: None,
            errors: None,
            input_file_id: Some(input),
            completion_window: Some("24h".to_owned()),
            status: Some(BatchStatus::Validating),
            output_file_id: None,
            error_file_id: None,
            created_at: Some(now),
            in_progress_at: None,
            expires_at: Some(now + WINDOW),
            finalizing_at: None,
            completed_at: None,
            failed_at: None,
            expired_at: None,
            cancelling_at: None,
            cancelled_at: None,
            request_counts: Some(counts(0, 0, 0)),
            usage: None,
            metadata: None,
        };
        Run { object, work: None, row_ms: 50, next: now + VALIDATING, output_lives: MONTH }
    }

    /// Begins to work. It is done, or runs out of time, at `next`.
    pub fn start(&mut self, work: Arc<Work>, now: u64) {
        let took = (work.len() as u64 * self.row_ms).div_ceil(1_000);
        self.next = (now + took).min(self.object.expires_at.unwrap_or(u64::MAX));
        self.object.model = Some(work.model.as_str().into());
        self.object.in_progress_at = Some(now);
        self.object.status = Some(BatchStatus::InProgress);
        self.work = Some(work);
        self.show_counts(now);
    }

    fn is(&self, status: BatchStatus) -> bool {
        self.object.status == Some(status)
    }

    /// Rows done by then.
    pub fn done(&self, now: u64) -> usize {
        let total = self.work.as_ref().map_or(0, |work| work.len());
        let until = self.object.cancelling_at.or(self.object.expires_at).unwrap_or(now).min(now);
        let ran = until.saturating_sub(self.object.in_progress_at.unwrap_or(now));
        total.min((ran * 1_000).checked_div(self.row_ms).map_or(total, |rows| rows as usize))
    }

    pub fn show_counts(&mut self, now: u64) {
        if let Some(work) = &self.work {
            let done = self.done(now);
            let failed = work.failed(done);
            self.object.request_counts = Some(counts(work.len(), done - failed, failed));
        }
    }
}

fn counts(total: usize, completed: usize, failed: usize) -> RequestCounts {
    RequestCounts { total: Some(total as u64), completed: Some(completed as u64), failed: Some(failed as u64) }
}

/// What so many answered requests cost.
pub fn usage(completed: u64) -> Usage {
    let (input, output) = (completed * TOKENS.0, completed * TOKENS.1);
    Usage {
        input_tokens: Some(input),
        input_tokens_details: Some(InputTokens { cached_tokens: Some(0) }),
        output_tokens: Some(output),
        output_tokens_details: Some(OutputTokens { reasoning_tokens: Some(0) }),
        total_tokens: Some(input + output),
    }
}

impl Account {
    pub(super) fn list_batches(&mut self, query: &[(String, String)]) -> Result<Reply, Refusal> {
        let asked = Asked::read(query, &BATCHES)?;
        self.count_running();
        page(&self.batches, &asked, self.manners(), |run| &run.object, |_| true).map(Reply::Json)
    }

    pub(super) fn get_batch(&mut self, id: &str) -> Result<Reply, Refusal> {
        let now = self.now;
        let run = self.run(id)?;
        if run.is(BatchStatus::InProgress) {
            run.show_counts(now);
        }
        Reply::of(&run.object)
    }

    pub(super) fn create_batch(&mut self, body: &IncomingBody) -> Result<Reply, Refusal> {
        let known = &["input_file_id", "endpoint", "completion_window", "metadata", "output_expires_after"];
        let fields = Fields::read(body, known)?;
        let input = fields.required_text("input_file_id")?.to_owned();
        let supported: Vec<&str> = Endpoint::KNOWN.iter().map(Endpoint::as_str).collect();
        let endpoint = Endpoint::from(fields.required_choice("endpoint", &supported)?);
        fields.required_choice("completion_window", &["24h"])?;
        let metadata = fields.metadata()?;
        let output_lives = expires_after(&fields, "output_expires_after")?;
        let Some(kept) = self.files.get(&input) else {
            return Err(Refusal::invalid(format!(
                "Cannot find file {input}, or project proj_demo does not have access to it."
            ))
            .param("input_file_id"));
        };
        if kept.file.purpose != Some(Purpose::Batch) {
            return Err(Refusal::invalid("The purpose of the input file has to be 'batch'.").param("input_file_id"));
        }
        let id = BatchId::from(self.chance.id("batch_"));
        let mut run = Run::new(id.clone(), self.now, endpoint, input.into());
        run.object.metadata = metadata;
        run.row_ms = self.row_ms;
        run.output_lives = output_lives.unwrap_or(MONTH);
        self.add_batch(run);
        self.get_batch(id.as_str())
    }

    pub(super) fn cancel_batch(&mut self, id: &str) -> Result<Reply, Refusal> {
        let now = self.now;
        let run = self.run(id)?;
        let status = run.object.status.clone().unwrap_or(BatchStatus::Validating);
        if status.is_final() {
            return Err(Refusal::invalid(format!("Cannot cancel a batch with status '{status}'.")).with_status(409));
        }
        if status == BatchStatus::Cancelling {
            return Reply::of(&run.object);
        }
        run.object.status = Some(BatchStatus::Cancelling);
        run.object.cancelling_at = Some(now);
        run.show_counts(now);
        run.next = now + CANCELLING;
        let next = run.next;
        let reply = Reply::of(&run.object);
        if let Some(place) = self.batches.place(id) {
            self.at(next, Due::Batch(place));
        }
        reply
    }

    fn run(&mut self, id: &str) -> Result<&mut Run, Refusal> {
        let none = || Refusal::not_found(format!("No batch found with id '{id}'."));
        self.batches.get_mut(id).ok_or_else(none)
    }

    pub(super) fn add_batch(&mut self, run: Run) {
        let over = run.object.status.as_ref().is_some_and(BatchStatus::is_final);
        let next = run.next;
        let place = self.batches.push(run.object.id.shared().clone(), run);
        if !over {
            self.at(next, Due::Batch(place));
        }
    }

    /// Brings the counts of what is running up to date.
    fn count_running(&mut self) {
        let now = self.now;
        for place in 0..self.batches.end() {
            if let Some(run) = self.batches.at_mut(place)
                && run.is(BatchStatus::InProgress)
            {
                run.show_counts(now);
            }
        }
    }

    /// The next step of a batch, if it is due and no cancellation came between.
    pub(super) fn step(&mut self, place: usize) {
        let now = self.now;
        let Some(run) = self.batches.at_mut(place).filter(|run| run.next <= now) else { return };
        match run.object.status {
            Some(BatchStatus::Validating) => self.validate(place),
            Some(BatchStatus::InProgress) if run.object.expires_at <= Some(now) => {
                self.finish(place, BatchStatus::Expired);
            }
            Some(BatchStatus::InProgress) => {
                run.show_counts(now);
                run.object.status = Some(BatchStatus::Finalizing);
                run.object.finalizing_at = Some(now);
                run.next = now + FINALIZING;
            }
            Some(BatchStatus::Finalizing) => self.finish(place, BatchStatus::Completed),
            Some(BatchStatus::Cancelling) => self.finish(place, BatchStatus::Cancelled),
            _ => return,
        }
        if let Some(run) = self.batches.at(place)
            && run.next > now
        {
            let next = run.next;
            self.at(next, Due::Batch(place));
        }
    }

    fn validate(&mut self, place: usize) {
        let (now, number, wordy) = (self.now, self.chance.draw(), self.wordy);
        let Some(run) = self.batches.at_mut(place) else { return };
        let endpoint = run.object.endpoint.clone().unwrap_or(Endpoint::ChatCompletions);
        let input = run.object.input_file_id.as_ref().map(FileId::as_str).unwrap_or_default();
        let read = match self.files.get(input) {
            Some(kept) => batch_input::read(&kept.content.bytes(&kept.file), &endpoint, number),
            None => Err(vec![batch_input::error(
                "invalid_input_file",
                format!("The input file {input} was deleted."),
                Some("input_file_id"),
                None,
            )]),
        };
        match read {
            Ok((rows, model)) => {
                run.start(Arc::new(Work { endpoint, model, rows, created_at: now, number, wordy }), now)
            }
            Err(errors) => {
                run.object.status = Some(BatchStatus::Failed);
                run.object.failed_at = Some(now);
                run.object.errors = Some(BatchErrors { data: Some(errors) });
            }
        }
    }

    /// Writes what was done into files.
    fn finish(&mut self, place: usize, status: BatchStatus) {
        let now = self.now;
        let Some(run) = self.batches.at_mut(place) else { return };
        run.show_counts(now);
        let (id, done, lives) = (run.object.id.clone(), run.done(now), run.output_lives);
        let work = run.work.take();
        let bad = if status == BatchStatus::Expired { Part::BadAndExpired } else { Part::Bad };
        match status {
            BatchStatus::Expired => run.object.expired_at = Some(now),
            BatchStatus::Cancelled => run.object.cancelled_at = Some(now),
            _ => run.object.completed_at = Some(now),
        }
        run.object.status = Some(status);
        let completed = run.object.request_counts.as_ref().and_then(|counts| counts.completed).unwrap_or_default();
        run.object.usage = Some(usage(completed));
        let Some(work) = work else { return };
        let [output, error] = [(Part::Good, "output"), (bad, "error")].map(|(part, word)| {
            let answers = Answers { work: work.clone(), done, part };
            (answers.count() > 0).then(|| {
                self.add_file(NewFile {
                    filename: format!("{id}_{word}.jsonl"),
                    bytes: answers.bytes(),
                    purpose: Purpose::BatchOutput,
                    expires_after: Some(lives),
                    content: Content::Answers(answers),
                })
            })
        });
        if let Some(run) = self.batches.at_mut(place) {
            run.object.output_file_id = output;
            run.object.error_file_id = error;
        }
    }
}
