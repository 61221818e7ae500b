//! What a batch may take in tokens and cost: ranges, because only the API's own tokenizer knows.
//!
//! The method: an ASCII character of a body's texts is between 1/5 token (English prose has some 4.5 characters a
//! token) and 2/5 (code, tables, digits); any other character between 1/4 (Cyrillic, Greek, accents) and 1 (Chinese,
//! rare scripts); an object, such as a message with its role, up to 4, and a request up to 3 more. Numbers in `input`
//! are tokens. Keys are not counted, nor are texts that hold a picture or file as a `data:` URL: how many of those
//! there are is said. An answer has between none and as many tokens as its request allows; where a request says
//! nothing, nobody knows.

use super::prices::Price;
use super::request::Body;
use crate::openai::batch::Endpoint;

/// From the least to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    pub low: u64,
    pub high: u64,
}

/// What is sent with the requests that were seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    pub requests: u64,
    /// Characters of ASCII.
    pub plain: u64,
    /// All other characters.
    pub other: u64,
    pub objects: u64,
    /// Given as numbers.
    pub tokens: u64,
    /// `data:` URLs, which are in none of the above.
    pub data: u64,
    /// The most tokens that the answers may have, of those requests that say so.
    pub answers: u64,
    /// Requests that do not say so and could be answered at length.
    pub unlimited: u64,
}

impl Amount {
    pub fn add(&mut self, body: &Body<'_>, endpoint: Option<&Endpoint>) {
        self.requests += 1;
        self.plain += body.measure.plain;
        self.other += body.measure.other;
        self.objects += body.measure.objects;
        self.data += body.measure.data;
        self.tokens += body.tokens;
        let wordless = matches!(endpoint, Some(Endpoint::Embeddings | Endpoint::Moderations));
        match body.answer {
            _ if wordless => {}
            Some(most) => self.answers = self.answers.saturating_add(most),
            None => self.unlimited += 1,
        }
    }

    /// Tokens of all requests.
    pub fn input(&self) -> Range {
        Range {
            low: self.tokens + self.plain / 5 + self.other / 4,
            high: self.tokens + (self.plain * 2).div_ceil(5) + self.other + self.objects * 4 + self.requests * 3,
        }
    }

    /// Tokens of all answers, or `None` if some have no limit.
    pub fn output(&self) -> Option<Range> {
        (self.unlimited == 0).then_some(Range { low: 0, high: self.answers })
    }

    /// In millionths of a dollar, at this price. Without a limit of the answers it is the input's alone that is
    /// known: `answers` is then what the person expects of each request, in tokens.
    pub fn cost(&self, price: &Price, answers: Option<Range>) -> Range {
        let (input, requests) = (self.input(), self.requests);
        let each = |tokens: u64| tokens.saturating_mul(requests);
        let output = match answers {
            Some(answers) => Range { low: each(answers.low), high: each(answers.high) },
            None => Range { low: 0, high: self.answers },
        };
        Range { low: price.of(input.low, output.low), high: price.of(input.high, output.high) }
    }
}
