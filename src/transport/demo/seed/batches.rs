//! Batches of two years in every status, with the files that are left of them; the newest are still under way.

use std::sync::Arc;

use super::{ENOUGH_FOR_ODD_CASES, PAST, date, one};
use crate::openai::batch::{BatchErrors, BatchStatus, Endpoint};
use crate::openai::file::{File, FileStatus};
use crate::openai::id::{BatchId, FileId};
use crate::openai::purpose::Purpose;
use crate::sorted::sorted;
use crate::transport::demo::batch_input::error;
use crate::transport::demo::batch_rows::{Answers, Part, Rows, Work};
use crate::transport::demo::batches::{Run, WINDOW, usage};
use crate::transport::demo::chance::Chance;
use crate::transport::demo::content::Content;
use crate::transport::demo::files::{Kept, MONTH};

/// 2025-09-07: batches created before tell no usage.
const USAGE_SINCE: u64 = 1_757_203_200;

const JOBS: &[&str] = &["nightly-eval", "ticket-sentiment", "catalogue-embeddings", "backfill", "moderation-sweep"];

/// One of each status that does not last, created so many seconds ago, with so many rows of so many milliseconds.
const UNDER_WAY: &[(BatchStatus, u64, usize, u64)] = &[
    // It will not be done in time.
    (BatchStatus::InProgress, 72_000, 40_000, 2_600),
    (BatchStatus::InProgress, 5_400, 12_000, 900),
    (BatchStatus::Cancelling, 600, 5_000, 400),
    (BatchStatus::Finalizing, 300, 1_000, 250),
    (BatchStatus::InProgress, 60, 2_400, 150),
    (BatchStatus::Validating, 1, 800, 50),
];

/// Oldest first, and their files in no order.
pub fn batches(chance: &mut Chance, now: u64, count: usize) -> (Vec<Run>, Vec<Kept>) {
    let under_way = if count >= ENOUGH_FOR_ODD_CASES { UNDER_WAY } else { &[] };
    let ages: Vec<u64> = (0..count - under_way.len())
        .map(|_| {
            // Most are recent.
            let share = chance.unit();
            WINDOW + (PAST as f64 * share * share) as u64
        })
        .collect();
    let mut planted = Planted { chance, now, runs: Vec::new(), files: Vec::new() };
    for age in sorted(ages, &|age| u64::MAX - age) {
        let status = match planted.chance.below(100) {
            0..9 => BatchStatus::Failed,
            9..15 => BatchStatus::Expired,
            15..22 => BatchStatus::Cancelled,
            _ => BatchStatus::Completed,
        };
        let rows = (planted.chance.size(260, 1.6) as usize).min(9_000);
        let row_ms = 100 + planted.chance.below(2_000);
        planted.batch(status, age, rows, row_ms);
    }
    for (status, age, rows, row_ms) in under_way {
        planted.batch(status.clone(), *age, *rows, *row_ms);
    }
    (planted.runs, planted.files)
}

struct Planted<'a> {
    chance: &'a mut Chance,
    now: u64,
    runs: Vec<Run>,
    files: Vec<Kept>,
}

impl Planted<'_> {
    fn batch(&mut self, status: BatchStatus, age: u64, rows: usize, row_ms: u64) {
        let now = self.now;
        let created = now.saturating_sub(age);
        let (endpoint, model) = match self.chance.below(10) {
            0 => (Endpoint::Embeddings, "text-embedding-3-small"),
            1 => (Endpoint::Moderations, "omni-moderation-latest"),
            2..5 => (Endpoint::Responses, "gpt-5-mini-2025-08-07"),
            5 | 6 => (Endpoint::ChatCompletions, "gpt-5-2025-08-07"),
            _ => (Endpoint::ChatCompletions, "gpt-4.1-mini-2025-04-14"),
        };
        let fails_every = match self.chance.below(100) {
            0..60 => 0,
            // All of them.
            60..63 => 1,
            _ => 5 + self.chance.below(200) as usize,
        };
        let number = self.chance.draw();
        // A chance of their own, so that all else is as it would be without them.
        let (mut odd, writes) =
            (Chance::new(number), matches!(endpoint, Endpoint::Responses | Endpoint::ChatCompletions));
        let json = writes && odd.hits(0.4);
        let odd_every = if writes && odd.hits(0.6) { 7 + odd.below(60) as usize } else { 0 };
        let work = Arc::new(Work {
            endpoint: endpoint.clone(),
            model: model.to_owned(),
            rows: Rows::Made { count: rows, fails_every, odd_every, json },
            created_at: created,
            number,
            wordy: 0,
        });
        let job = self.chance.word(JOBS);
        let (year, month, day) = date(created);
        let name = format!("{job}-{year}-{month:02}-{day:02}.jsonl");
        // Before the month became the rule, inputs stayed for ever; some of those are still there.
        let lives = (age <= MONTH || self.chance.hits(0.8)).then_some(MONTH);
        let sent = created.saturating_sub(1 + self.chance.below(40));
        let input = Content::Requests(work.clone());
        let input = self.file(name, sent, Purpose::Batch, lives, work.request_bytes(), input);

        let mut run = Run::new(BatchId::from(self.chance.id("batch_")), created, endpoint, input);
        run.row_ms = row_ms;
        if self.chance.hits(0.6) {
            run.object.metadata = Some(one("description", job));
        }
        match status {
            BatchStatus::Validating => {}
            BatchStatus::Failed => fail(self.chance, &mut run, created),
            _ => self.work(&mut run, work, status, created),
        }
        self.runs.push(run);
    }

    /// Takes a batch as far as its status says.
    fn work(&mut self, run: &mut Run, work: Arc<Work>, status: BatchStatus, created: u64) {
        run.start(work.clone(), created + 4 + self.chance.below(20));
        let begun = run.object.in_progress_at.unwrap_or(created);
        let done_at = run.next;
        let (stopped, part) = match status {
            BatchStatus::InProgress => return run.show_counts(self.now),
            BatchStatus::Finalizing => {
                run.object.finalizing_at = Some(self.now - 2);
                run.object.status = Some(status);
                run.next = self.now + 5;
                return run.show_counts(self.now);
            }
            BatchStatus::Cancelling => {
                run.object.cancelling_at = Some(self.now - 3);
                run.object.status = Some(status);
                run.next = self.now + 12;
                return run.show_counts(self.now);
            }
            BatchStatus::Cancelled => {
                let stopped = begun + self.chance.below(done_at - begun + 1);
                run.object.cancelling_at = Some(stopped);
                run.object.cancelled_at = Some(stopped + 15);
                (stopped + 15, Part::Bad)
            }
            BatchStatus::Expired => {
                // Slow enough to be late.
                run.row_ms = 86_400_000 / work.len().max(1) as u64 * (11 + self.chance.below(30)) / 10;
                run.object.expired_at = Some(created + WINDOW);
                (created + WINDOW, Part::BadAndExpired)
            }
            _ => {
                run.object.finalizing_at = Some(done_at);
                run.object.completed_at = Some(done_at + 6);
                (done_at + 6, Part::Bad)
            }
        };
        run.show_counts(stopped);
        run.object.status = Some(status);
        let done = run.done(stopped);
        run.work = None;
        if created >= USAGE_SINCE {
            let counts = run.object.request_counts.as_ref();
            run.object.usage = Some(usage(counts.and_then(|counts| counts.completed).unwrap_or_default()));
        }
        run.object.output_file_id = self.answers(run, &work, done, Part::Good, stopped);
        run.object.error_file_id = self.answers(run, &work, done, part, stopped);
        // The real API has been seen to write an empty name.
        if run.object.error_file_id.is_none() && self.chance.hits(0.4) {
            run.object.error_file_id = Some(FileId::from(""));
        }
    }

    fn answers(&mut self, run: &Run, work: &Arc<Work>, done: usize, part: Part, time: u64) -> Option<FileId> {
        let answers = Answers { work: work.clone(), done, part };
        if answers.count() == 0 {
            return None;
        }
        let word = if part == Part::Good { "output" } else { "error" };
        let (name, bytes) = (format!("{}_{word}.jsonl", run.object.id), answers.bytes());
        Some(self.file(name, time, Purpose::BatchOutput, Some(MONTH), bytes, Content::Answers(answers)))
    }

    /// Names a file, and keeps it unless it has expired since.
    fn file(
        &mut self,
        filename: String,
        created: u64,
        purpose: Purpose,
        lives: Option<u64>,
        bytes: u64,
        content: Content,
    ) -> FileId {
        let id = FileId::from(self.chance.file_id());
        let expires_at = lives.map(|seconds| created + seconds);
        if expires_at.is_none_or(|time| time > self.now) {
            let file = File {
                id: id.clone(),
                bytes: Some(bytes),
                created_at: Some(created),
                expires_at,
                filename: Some(filename),
                purpose: Some(purpose),
                status: Some(FileStatus::Processed),
                status_details: None,
            };
            self.files.push(Kept { file, content, stores: Vec::new() });
        }
        id
    }
}

fn fail(chance: &mut Chance, run: &mut Run, created: u64) {
    let line = chance.below(900) as usize;
    let (code, message, param, line) = match chance.below(5) {
        0 => ("invalid_json_line", "This line is not a JSON object.", None, Some(line)),
        1 => ("duplicate_custom_id", "The custom_id was used before.", Some("custom_id"), Some(line)),
        2 => ("url_mismatch", "The URL is not the endpoint of the batch.", Some("url"), Some(line)),
        3 => ("empty_file", "The input file has no requests.", None, None),
        _ => (
            "token_limit_exceeded",
            "Enqueued token limit reached for gpt-5 in organization org-demo. Limit: 2,000,000 enqueued tokens.",
            None,
            None,
        ),
    };
    run.object.status = Some(BatchStatus::Failed);
    run.object.failed_at = Some(created + 6);
    run.object.errors = Some(BatchErrors { data: Some(vec![error(code, message.to_owned(), param, line)]) });
}
