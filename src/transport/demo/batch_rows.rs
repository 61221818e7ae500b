//! The rows of a batch: requests and answers as lines of JSONL, made one by one.
//!
//! All lines of one kind have the same length (apart from the custom_id), so that the size of a
//! file is known without making it.

use std::sync::Arc;

use super::chance::Chance;
use crate::json;
use crate::openai::batch::Endpoint;

/// What a batch has to do.
pub struct Work {
    pub endpoint: Endpoint,
    pub model: String,
    pub rows: Rows,
    /// Seconds since 1970, for the answers' own time stamps.
    pub created_at: u64,
    /// Where the chance of its answers springs from.
    pub number: u64,
}

pub enum Rows {
    /// Read from an input file: custom_id, and whether the request will fail.
    Read(Vec<(String, bool)>),
    /// `request-000000` and so on; every so many-th fails, none if that is 0.
    Made { count: usize, fails_every: usize },
}

/// Tokens that a request is said to take, and its answer.
pub const TOKENS: (u64, u64) = (31, 4);

impl Work {
    pub fn len(&self) -> usize {
        match &self.rows {
            Rows::Read(rows) => rows.len(),
            Rows::Made { count, .. } => *count,
        }
    }

    fn custom_id(&self, row: usize) -> String {
        match &self.rows {
            Rows::Read(rows) => rows.get(row).map(|(id, _)| id.clone()).unwrap_or_default(),
            Rows::Made { .. } => format!("request-{row:06}"),
        }
    }

    fn fails(&self, row: usize) -> bool {
        match &self.rows {
            Rows::Read(rows) => rows.get(row).is_some_and(|(_, fails)| *fails),
            Rows::Made { fails_every, .. } => *fails_every > 0 && row % fails_every == fails_every - 1,
        }
    }

    /// How many of the first `done` rows fail.
    pub fn failed(&self, done: usize) -> usize {
        match &self.rows {
            Rows::Read(rows) => rows.iter().take(done).filter(|(_, fails)| *fails).count(),
            Rows::Made { fails_every, .. } => done.checked_div(*fails_every).unwrap_or(0),
        }
    }

    /// A line of the input file.
    pub fn request(&self, row: usize) -> String {
        let (id, url, model) = (quoted(&self.custom_id(row)), &self.endpoint, &self.model);
        let prompt = format!("In one word: how does the customer of ticket {row:06} feel?");
        let input = match &self.endpoint {
            Endpoint::ChatCompletions => format!(r#""messages":[{{"role":"user","content":"{prompt}"}}]"#),
            Endpoint::Responses | Endpoint::Embeddings | Endpoint::Moderations => format!(r#""input":"{prompt}""#),
            _ => format!(r#""prompt":"{prompt}""#),
        };
        format!(r#"{{"custom_id":{id},"method":"POST","url":"{url}","body":{{"model":"{model}",{input}}}}}"#)
    }

    /// Bytes of the input file.
    pub fn request_bytes(&self) -> u64 {
        (0..self.len()).next().map_or(0, |row| (self.request(row).len() as u64 + 1) * self.len() as u64)
    }

    fn line(&self, row: usize, response: &str, error: &str) -> String {
        let id = self.chance(row).id("batch_req_");
        let custom_id = quoted(&self.custom_id(row));
        format!(r#"{{"id":"{id}","custom_id":{custom_id},"response":{response},"error":{error}}}"#)
    }

    /// An answer of whatever status.
    fn answer(&self, row: usize, status: u16, body: &str) -> String {
        let request_id = self.chance(row).id("");
        let response = format!(r#"{{"status_code":{status},"request_id":"{request_id}","body":{body}}}"#);
        self.line(row, &response, "null")
    }

    /// A line of the output file.
    fn good(&self, row: usize) -> String {
        // All of the same length.
        const WORDS: &[&str] = &["positive", "negative", "grateful", "friendly", "cautious", "doubtful"];
        let mut chance = self.chance(row);
        let (model, created, word) = (&self.model, self.created_at, chance.word(WORDS));
        let (input, output) = TOKENS;
        let total = input + output;
        let id = chance.id("");
        let body = match &self.endpoint {
            Endpoint::Responses => format!(
                r#"{{"id":"resp_{id}","object":"response","created_at":{created},"status":"completed","model":"{model}","output":[{{"type":"message","id":"msg_{id}","role":"assistant","status":"completed","content":[{{"type":"output_text","text":"{word}","annotations":[]}}]}}],"usage":{{"input_tokens":{input},"output_tokens":{output},"total_tokens":{total}}}}}"#
            ),
            Endpoint::Embeddings => {
                let numbers: Vec<String> = (0..8).map(|_| format!("0.{:04}", 1 + chance.below(9_999))).collect();
                let numbers = numbers.join(",");
                format!(
                    r#"{{"object":"list","data":[{{"object":"embedding","index":0,"embedding":[{numbers}]}}],"model":"{model}","usage":{{"prompt_tokens":{input},"total_tokens":{input}}}}}"#
                )
            }
            Endpoint::Moderations => {
                format!(r#"{{"id":"modr-{id}","model":"{model}","results":[{{"flagged":false,"categories":{{}}}}]}}"#)
            }
            Endpoint::ChatCompletions => format!(
                r#"{{"id":"chatcmpl-{id}","object":"chat.completion","created":{created},"model":"{model}","choices":[{{"index":0,"message":{{"role":"assistant","content":"{word}","refusal":null}},"logprobs":null,"finish_reason":"stop"}}],"usage":{{"prompt_tokens":{input},"completion_tokens":{output},"total_tokens":{total}}}}}"#
            ),
            _ => format!(
                r#"{{"id":"cmpl-{id}","object":"text_completion","created":{created},"model":"{model}","choices":[{{"index":0,"text":"{word}","finish_reason":"stop"}}],"usage":{{"prompt_tokens":{input},"completion_tokens":{output},"total_tokens":{total}}}}}"#
            ),
        };
        self.answer(row, 200, &body)
    }

    /// A line of the error file: the endpoint answered, but with an error.
    fn bad(&self, row: usize) -> String {
        let (status, r#type, code, message) = match self.chance(row).below(3) {
            0 => (429, "requests", r#""rate_limit_exceeded""#, "Rate limit reached for requests."),
            1 => (500, "server_error", "null", "The server had an error processing your request."),
            _ => (400, "invalid_request_error", r#""string_above_max_length""#, "Invalid 'input': string too long."),
        };
        let body = format!(
            r#"{{"error":{{"message":"{message}","type":"{type}","param":null,"code":{code}}}}}"#,
            r#type = r#type
        );
        self.answer(row, status, &body)
    }

    /// A line of the error file: nobody got round to it.
    fn expired(&self, row: usize) -> String {
        let message = "This request could not be executed before the completion window expired.";
        self.line(row, "null", &format!(r#"{{"code":"batch_expired","message":"{message}"}}"#))
    }

    fn chance(&self, row: usize) -> Chance {
        Chance::new(self.number.wrapping_add(row as u64))
    }

    /// The rows in the order in which they happened to be done.
    fn shuffled(&self) -> impl Iterator<Item = usize> {
        let count = self.len();
        // A prime that does not divide the count steps through all rows.
        let step = if count.is_multiple_of(7_919) { 1 } else { 7_919 };
        (0..count).map(move |turn| turn * step % count)
    }
}

/// A file that a batch leaves behind.
pub struct Answers {
    pub work: Arc<Work>,
    /// How many rows were done, counted from the first.
    pub done: usize,
    pub part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The output file.
    Good,
    /// The error file.
    Bad,
    /// The error file of a batch that expired: also the rows that were not done.
    BadAndExpired,
}

impl Answers {
    /// Not in the order of the input.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let work = &self.work;
        work.shuffled().filter_map(move |row| match (row < self.done, work.fails(row)) {
            (true, false) => (self.part == Part::Good).then(|| work.good(row)),
            (true, true) => (self.part != Part::Good).then(|| work.bad(row)),
            (false, _) => (self.part == Part::BadAndExpired).then(|| work.expired(row)),
        })
    }

    /// Lines there are.
    pub fn count(&self) -> usize {
        let failed = self.work.failed(self.done);
        match self.part {
            Part::Good => self.done - failed,
            Part::Bad => failed,
            Part::BadAndExpired => failed + self.work.len() - self.done,
        }
    }

    /// Bytes of the file.
    pub fn bytes(&self) -> u64 {
        let work = &self.work;
        if matches!(work.rows, Rows::Read(_)) {
            return self.lines().map(|line| line.len() as u64 + 1).sum();
        }
        // Output is long, but all its lines are of one length; so are the lines of what expired.
        let count = self.count() as u64;
        match self.part {
            Part::Good => (work.good(0).len() as u64 + 1) * count,
            Part::Bad => self.failing_bytes(),
            Part::BadAndExpired => {
                let left = (work.len() - self.done) as u64;
                self.failing_bytes() + (work.expired(0).len() as u64 + 1) * left
            }
        }
    }

    fn failing_bytes(&self) -> u64 {
        let failing = (0..self.done).filter(|row| self.work.fails(*row));
        failing.map(|row| self.work.bad(row).len() as u64 + 1).sum()
    }
}

fn quoted(text: &str) -> String {
    json::text(&text)
}
