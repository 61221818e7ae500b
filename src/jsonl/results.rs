//! Joined rows as they are taken home: CSV for spreadsheets, JSONL for programs, Markdown for reading.

use super::answer::{Answer, read};
use super::join::Row;
use super::quoted::Quoted;
use crate::json::{Object, ToJson};
use crate::table::export::csv_text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, with a line of names; no cell can run as a formula.
    Csv,
    /// An object a row.
    Jsonl,
    /// A heading a row.
    Markdown,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Csv, Format::Jsonl, Format::Markdown];

    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::Markdown => "md",
        }
    }

    pub fn mime(self) -> &'static str {
        match self {
            Format::Csv => "text/csv",
            Format::Jsonl => "application/jsonl",
            Format::Markdown => "text/markdown",
        }
    }

    /// What comes before the first row.
    pub fn head(self) -> String {
        match self {
            Format::Csv => NAMES.join(",") + "\r\n",
            Format::Jsonl | Format::Markdown => String::new(),
        }
    }

    /// A row is added to `to`. `line` is what stands at the place of its reply, if there is one.
    pub fn row(self, row: &Row, line: Option<&str>, to: &mut String) {
        let answer = line.and_then(|line| read(line).ok()).unwrap_or_default();
        let cells = Cells::of(row, &answer);
        match self {
            Format::Csv => cells.csv(to),
            Format::Jsonl => cells.object(to),
            Format::Markdown => cells.markdown(to),
        }
    }
}

const NAMES: [&str; 9] = [
    "custom_id",
    "outcome",
    "status_code",
    "finish_reason",
    "input_tokens",
    "output_tokens",
    "answer",
    "error_code",
    "error_message",
];

struct Cells<'a> {
    row: &'a Row,
    finish: String,
    answer: String,
    code: String,
    message: String,
}

impl<'a> Cells<'a> {
    fn of(row: &'a Row, answer: &Answer<'_>) -> Self {
        let text = |text: Option<Quoted<'_>>| text.map(|text| text.decode().into_owned()).unwrap_or_default();
        let error = answer.error.unwrap_or_default();
        let (finish, code, message) = (text(answer.finish), text(error.code), text(error.message));
        Cells { row, finish, answer: answer.text().into_owned(), code, message }
    }

    /// Status and tokens, if the endpoint was asked.
    fn numbers(&self) -> Option<[u64; 3]> {
        let reply = self.row.reply.as_ref().filter(|reply| reply.status > 0)?;
        Some([u64::from(reply.status), reply.input_tokens, reply.output_tokens])
    }

    fn csv(&self, to: &mut String) {
        let [status, input, output] = self.numbers().map_or_else(Default::default, |all| all.map(|n| n.to_string()));
        let outcome = self.row.outcome().as_str();
        let cells =
            [&*self.row.id, outcome, &status, &self.finish, &input, &output, &self.answer, &self.code, &self.message];
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                to.push(',');
            }
            csv_text(cell, to);
        }
        to.push_str("\r\n");
    }

    fn object(&self, to: &mut String) {
        let [status, input, output] = self.numbers().map_or([None; 3], |all| all.map(Some));
        let (finish, code) = (some(&self.finish), some(&self.code));
        let (answer, message) = (some(&self.answer), some(&self.message));
        let (id, outcome) = (&*self.row.id, self.row.outcome().as_str());
        let values: [&dyn ToJson; 9] = [&id, &outcome, &status, &finish, &input, &output, &answer, &code, &message];
        let mut object = Object::begin(to);
        for (name, value) in NAMES.into_iter().zip(values) {
            object.field(name, value);
        }
        object.end();
        to.push('\n');
    }

    fn markdown(&self, to: &mut String) {
        to.push_str("## ");
        // A heading is one line.
        to.extend(self.row.id.chars().map(|c| if c.is_control() { ' ' } else { c }));
        to.push_str("\n\n");
        let outcome = self.row.outcome();
        if outcome != super::outcome::Outcome::Done {
            to.push('*');
            to.push_str(outcome.as_str());
            to.push_str("*\n\n");
        }
        for text in [&self.answer, &self.message] {
            if !text.is_empty() {
                to.push_str(text);
                to.push_str("\n\n");
            }
        }
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
