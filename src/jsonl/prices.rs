//! What tokens cost, as of a day that is said. They change: a person can put in others.

/// The day of the prices below. Sources: OpenAI's price list as public trackers read it between August and October
/// 2026. Requests of more than 272,000 tokens can cost more.
pub const AS_OF: &str = "2026-10-03";

/// A batch costs half (the Batch guide).
const BATCH_PARTS: (u64, u64) = (1, 2);

/// Millionths of a dollar for a million tokens, without the discount of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    pub input: u64,
    pub output: u64,
}

impl Price {
    /// Millionths of a dollar for so many tokens in a batch, rounded up.
    pub fn of(&self, input: u64, output: u64) -> u64 {
        self.times(input, output, BATCH_PARTS)
    }

    /// What the same would cost without a batch.
    pub fn at_once(&self, input: u64, output: u64) -> u64 {
        self.times(input, output, (1, 1))
    }

    fn times(&self, input: u64, output: u64, (share, of): (u64, u64)) -> u64 {
        let whole = u128::from(input) * u128::from(self.input) + u128::from(output) * u128::from(self.output);
        let parts = u128::from(of) * 1_000_000;
        u64::try_from((whole * u128::from(share)).div_ceil(parts)).unwrap_or(u64::MAX)
    }
}

/// Thousandths of a dollar for a million tokens of input and of output.
const LIST: &[(&str, u64, u64)] = &[
    ("gpt-5.6-sol", 4_000, 20_000),
    ("gpt-5.6-terra", 2_000, 12_000),
    ("gpt-5.6-luna", 200, 1_200),
    ("gpt-5.5", 5_000, 30_000),
    ("gpt-5.5-pro", 30_000, 180_000),
    ("gpt-5.4", 2_500, 15_000),
    ("gpt-5.4-mini", 750, 4_500),
    ("gpt-5.4-nano", 200, 1_250),
    ("gpt-5.4-pro", 30_000, 180_000),
    ("gpt-5.2", 1_750, 14_000),
    ("gpt-5.1", 1_250, 10_000),
    ("gpt-5", 1_250, 10_000),
    ("gpt-5-mini", 250, 2_000),
    ("gpt-5-nano", 50, 400),
    ("gpt-4.1", 2_000, 8_000),
    ("gpt-4.1-mini", 400, 1_600),
    ("gpt-4.1-nano", 100, 400),
    ("gpt-4o", 2_500, 10_000),
    ("gpt-4o-mini", 150, 600),
    ("o3", 2_000, 8_000),
    ("o4-mini", 1_100, 4_400),
    ("text-embedding-3-small", 20, 0),
    ("text-embedding-3-large", 130, 0),
    ("text-embedding-ada-002", 100, 0),
    ("omni-moderation-latest", 0, 0),
];

/// Of this model or of the one of which it is a dated version, if it is known.
pub fn price(model: &str) -> Option<Price> {
    let known = LIST.iter().find(|(name, ..)| is_version(model, name))?;
    Some(Price { input: known.1 * 1_000, output: known.2 * 1_000 })
}

/// The model of which this is a dated version, if the list has it.
pub fn family(model: &str) -> Option<&'static str> {
    LIST.iter().map(|(name, ..)| *name).find(|name| is_version(model, name))
}

/// `gpt-5-2025-08-07` is a version of `gpt-5`, `gpt-5-mini` is not.
pub fn is_version(model: &str, name: &str) -> bool {
    let Some(rest) = model.strip_prefix(name) else { return false };
    rest.is_empty() || rest.strip_prefix('-').is_some_and(|date| date.starts_with("20"))
}
