//! The rows of a batch: requests and answers as lines of JSONL, made one by one.
//!
//! All lines of one kind and fate have the same length (apart from the custom_id), so that the size of a file is known
//! without making it.

use std::sync::Arc;

use super::chance::Chance;
use super::fate::Fate;
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
    /// Characters by which a good answer is longer than the one word it needs.
    pub wordy: usize,
}

pub enum Rows {
    /// Read from an input file.
    Read(Vec<Asked>),
    /// `request-000000` and so on; every so many-th fails, and every so many-th is odd, none if that is 0.
    Made { count: usize, fails_every: usize, odd_every: usize, json: bool },
}

/// A request of an input file.
pub struct Asked {
    pub custom_id: String,
    pub fate: Fate,
    /// It asks for JSON.
    pub json: bool,
}

/// What there is to say besides.
const MORE: &str = ", as every line of the ticket says; the invoice is attached, and an answer is hoped for by Friday";
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
            Rows::Read(rows) => rows.get(row).map(|asked| asked.custom_id.clone()).unwrap_or_default(),
            Rows::Made { .. } => format!("request-{row:06}"),
        }
    }

    fn fate(&self, row: usize) -> Fate {
        match &self.rows {
            Rows::Read(rows) => rows.get(row).map_or(Fate::Good, |asked| asked.fate),
            Rows::Made { fails_every, odd_every, .. } => {
                let is_one = |every: usize| every > 0 && row % every == every - 1;
                let odd = || row.checked_div(*odd_every).and_then(|turn| Fate::ODD.get(turn % Fate::ODD.len()));
                match (is_one(*fails_every), is_one(*odd_every)) {
                    (true, _) => Fate::Failed,
                    (false, true) => odd().copied().unwrap_or(Fate::Good),
                    (false, false) => Fate::Good,
                }
            }
        }
    }

    fn asks_for_json(&self, row: usize) -> bool {
        match &self.rows {
            Rows::Read(rows) => rows.get(row).is_some_and(|asked| asked.json),
            Rows::Made { json, .. } => *json,
        }
    }

    /// How many of the first `done` rows fail.
    pub fn failed(&self, done: usize) -> usize {
        match &self.rows {
            Rows::Read(rows) => rows.iter().take(done).filter(|asked| asked.fate == Fate::Failed).count(),
            Rows::Made { fails_every, .. } => done.checked_div(*fails_every).unwrap_or(0),
        }
    }

    /// A line of the input file.
    pub fn request(&self, row: usize) -> String {
        let (id, url, model) = (quoted(&self.custom_id(row)), &self.endpoint, &self.model);
        let prompt = format!("In one word: how does the customer of ticket {row:06} feel?");
        let input = match &self.endpoint {
            Endpoint::ChatCompletions if self.asks_for_json(row) => format!(
                r#""response_format":{{"type":"json_object"}},"messages":[{{"role":"user","content":"{prompt} Answer as JSON."}}]"#
            ),
            Endpoint::Responses if self.asks_for_json(row) => {
                format!(r#""text":{{"format":{{"type":"json_object"}}}},"input":"{prompt} Answer as JSON.""#)
            }
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

    /// The lines of the output file for a request that was got round to.
    fn output(&self, row: usize) -> Vec<String> {
        match self.fate(row) {
            Fate::Failed | Fate::Lost => Vec::new(),
            Fate::FailedInside => vec![self.refused(row, REFUSALS[0])],
            Fate::Twice => vec![self.good(row), self.good(row)],
            _ => vec![self.good(row)],
        }
    }

    /// A line of the output file.
    fn good(&self, row: usize) -> String {
        // All of the same length.
        const WORDS: &[&str] = &["positive", "negative", "grateful", "friendly", "cautious", "doubtful"];
        let mut chance = self.chance(row);
        let (model, created, word) = (&self.model, self.created_at, chance.word(WORDS));
        let fate = self.fate(row);
        let text = match fate {
            Fate::Empty | Fate::Refused => String::new(),
            Fate::Truncated => format!("{word}, because the customer wr"),
            Fate::Words => format!("The customer is {word}."),
            _ if self.asks_for_json(row) => format!(r#"{{"mood":"{word}"}}"#),
            _ => {
                format!("{word}{}", MORE.repeat(self.wordy.div_ceil(MORE.len())).get(..self.wordy).unwrap_or_default())
            }
        };
        let refusal = if fate == Fate::Refused { "I can’t help with that." } else { "" };
        let (text, finish) = (quoted(&text), if fate == Fate::Truncated { "length" } else { "stop" });
        let (input, output) = TOKENS;
        let total = input + output;
        let id = chance.id("");
        let body = match &self.endpoint {
            Endpoint::Responses => {
                let (status, details) = match fate {
                    Fate::Truncated => ("incomplete", r#"{"reason":"max_output_tokens"}"#),
                    _ => ("completed", "null"),
                };
                let content = match refusal {
                    "" => format!(r#"{{"type":"output_text","text":{text},"annotations":[]}}"#),
                    refusal => format!(r#"{{"type":"refusal","refusal":"{refusal}"}}"#),
                };
                format!(
                    r#"{{"id":"resp_{id}","object":"response","created_at":{created},"status":"{status}","incomplete_details":{details},"model":"{model}","output":[{{"type":"message","id":"msg_{id}","role":"assistant","status":"{status}","content":[{content}]}}],"usage":{{"input_tokens":{input},"output_tokens":{output},"total_tokens":{total}}}}}"#
                )
            }
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
            Endpoint::ChatCompletions => {
                let (text, refusal) = match refusal {
                    "" => (text, "null".to_owned()),
                    refusal => ("null".to_owned(), quoted(refusal)),
                };
                format!(
                    r#"{{"id":"chatcmpl-{id}","object":"chat.completion","created":{created},"model":"{model}","choices":[{{"index":0,"message":{{"role":"assistant","content":{text},"refusal":{refusal}}},"logprobs":null,"finish_reason":"{finish}"}}],"usage":{{"prompt_tokens":{input},"completion_tokens":{output},"total_tokens":{total}}}}}"#
                )
            }
            _ => format!(
                r#"{{"id":"cmpl-{id}","object":"text_completion","created":{created},"model":"{model}","choices":[{{"index":0,"text":{text},"finish_reason":"{finish}"}}],"usage":{{"prompt_tokens":{input},"completion_tokens":{output},"total_tokens":{total}}}}}"#
            ),
        };
        self.answer(row, 200, &body)
    }

    /// A line of the error file: the endpoint answered, but with an error.
    fn bad(&self, row: usize) -> String {
        let turn = self.chance(row).below(REFUSALS.len() as u64) as usize;
        self.refused(row, REFUSALS.get(turn).copied().unwrap_or(REFUSALS[0]))
    }

    fn refused(&self, row: usize, (status, r#type, code, message): Refusal) -> String {
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

/// Status, type, code as JSON and message of an error.
type Refusal = (u16, &'static str, &'static str, &'static str);

const REFUSALS: [Refusal; 3] = [
    (400, "invalid_request_error", r#""string_above_max_length""#, "Invalid 'input': string too long."),
    (429, "requests", r#""rate_limit_exceeded""#, "Rate limit reached for requests."),
    (500, "server_error", "null", "The server had an error processing your request."),
];

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
        work.shuffled().flat_map(move |row| match (row < self.done, self.part) {
            (true, Part::Good) => work.output(row),
            (true, _) if work.fate(row) == Fate::Failed => vec![work.bad(row)],
            (false, Part::BadAndExpired) => vec![work.expired(row)],
            _ => Vec::new(),
        })
    }

    /// Lines there are.
    pub fn count(&self) -> usize {
        let work = &self.work;
        let failed = work.failed(self.done);
        match self.part {
            Part::Good => (0..self.done).map(|row| work.fate(row).lines()).sum(),
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
        // Output is long, but all its lines of one fate are of one length; so are the lines of what expired.
        match self.part {
            Part::Good => {
                let mut known: Vec<(Fate, u64)> = Vec::new();
                let mut bytes = |row: usize| {
                    let fate = work.fate(row);
                    let found = known.iter().find(|(other, _)| *other == fate).map(|(_, bytes)| *bytes);
                    found.unwrap_or_else(|| {
                        let bytes = work.output(row).iter().map(|line| line.len() as u64 + 1).sum();
                        known.push((fate, bytes));
                        bytes
                    })
                };
                (0..self.done).map(&mut bytes).sum()
            }
            Part::Bad => self.failing_bytes(),
            Part::BadAndExpired => {
                let left = (work.len() - self.done) as u64;
                self.failing_bytes() + (work.expired(0).len() as u64 + 1) * left
            }
        }
    }

    fn failing_bytes(&self) -> u64 {
        let failing = (0..self.done).filter(|row| self.work.fate(*row) == Fate::Failed);
        failing.map(|row| self.work.bad(row).len() as u64 + 1).sum()
    }
}

fn quoted(text: &str) -> String {
    json::text(&text)
}
