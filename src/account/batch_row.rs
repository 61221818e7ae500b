//! A batch as its table shows it: with what it cost, which depends on prices, and whether it will be done in time.

use std::ops::Deref;
use std::sync::Arc;

use super::model_prices::ModelPrices;
use super::pace::{Pace, pace};
use crate::openai::batch::Batch;
use crate::openai::id::HasId;
use crate::table::chunks::Chunks;

#[derive(Clone, Debug, PartialEq)]
pub struct BatchRow {
    pub batch: Arc<Batch>,
    pub cost: Cost,
    pub pace: Option<Pace>,
    pub source: Source,
}

/// Who knows of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The API lists it.
    Api,
    /// It was listed once; now only this device knows of it.
    Device,
}

/// What the tokens of a batch cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// The API told no tokens: it is not over, or was made before the API told them.
    NoTokens,
    /// It has tokens, and nobody knows what those of its model cost.
    NoPrice,
    /// In millionths of a dollar.
    Known {
        paid: u64,
        /// What it would have cost without a batch.
        at_once: u64,
    },
}

impl Cost {
    /// Cached input counts as input: what it costs less is on no list.
    fn of(batch: &Batch, prices: &ModelPrices) -> Cost {
        let Some((input, usage)) = batch.usage.as_ref().and_then(|usage| Some((usage.input_tokens?, usage))) else {
            return Cost::NoTokens;
        };
        let output = usage.output_tokens.unwrap_or(0);
        match batch.model.as_ref().and_then(|model| prices.of(model.as_str())) {
            Some(price) => Cost::Known { paid: price.of(input, output), at_once: price.at_once(input, output) },
            None if input == 0 && output == 0 => Cost::Known { paid: 0, at_once: 0 },
            None => Cost::NoPrice,
        }
    }
}

impl BatchRow {
    /// One of which only itself is known.
    pub fn alone(batch: Arc<Batch>) -> BatchRow {
        BatchRow { cost: Cost::NoTokens, pace: None, source: Source::Api, batch }
    }

    /// `now` in seconds since 1970.
    pub fn of(batch: Arc<Batch>, prices: &ModelPrices, now: u64) -> BatchRow {
        BatchRow { cost: Cost::of(&batch, prices), pace: pace(&batch, now), source: Source::Api, batch }
    }

    /// All batches of a list, and those that only this device knows. Rows of `before` that would come out the same are
    /// used again, so that they count as the same.
    pub fn all(
        batches: &Chunks<Batch>,
        kept: &[Arc<Batch>],
        prices: &ModelPrices,
        now: u64,
        before: Option<&Chunks<BatchRow>>,
    ) -> Chunks<BatchRow> {
        let row = |(at, (batch, source)): (usize, (&Arc<Batch>, Source))| {
            let new = BatchRow { source, ..BatchRow::of(batch.clone(), prices, now) };
            let old = before.and_then(|before| before.get(at)).filter(|old| Arc::ptr_eq(&old.batch, batch));
            let same = |old: &&Arc<BatchRow>| (old.cost, old.pace, old.source) == (new.cost, new.pace, new.source);
            old.filter(same).cloned().unwrap_or_else(|| Arc::new(new))
        };
        let listed = batches.iter().map(|batch| (batch, Source::Api));
        listed.chain(kept.iter().map(|batch| (batch, Source::Device))).enumerate().map(row).collect()
    }
}

impl Deref for BatchRow {
    type Target = Batch;

    fn deref(&self) -> &Batch {
        &self.batch
    }
}

impl HasId for BatchRow {
    fn id(&self) -> &Arc<str> {
        self.batch.id.shared()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::model_prices::Own;
    use crate::jsonl::prices::Price;

    fn batch(model: &str, usage: &str) -> Arc<Batch> {
        Arc::new(serde_json::from_str(&format!(r#"{{"id":"b","model":"{model}","usage":{usage}}}"#)).unwrap())
    }

    const TOKENS: &str = r#"{"input_tokens":1000000,"output_tokens":500000,"total_tokens":1500000}"#;

    fn cost(model: &str, usage: &str) -> Cost {
        Cost::of(&batch(model, usage), &ModelPrices::default())
    }

    #[test]
    fn a_batch_costs_half_of_what_it_would_at_once() {
        // $1.25 and $10 for a million tokens.
        let known = Cost::Known { paid: 3_125_000, at_once: 6_250_000 };
        assert_eq!(cost("gpt-5-2025-08-07", TOKENS), known);
        assert_eq!(cost("omni-moderation-latest", TOKENS), Cost::Known { paid: 0, at_once: 0 });
    }

    #[test]
    fn a_cost_that_nobody_knows_is_none_and_not_nothing() {
        assert_eq!(cost("house-model", TOKENS), Cost::NoPrice);
        assert_eq!(cost("gpt-5", "null"), Cost::NoTokens);
        assert_eq!(cost("gpt-5", r#"{"total_tokens":12}"#), Cost::NoTokens, "which of them were sent is not told");
        assert_eq!(cost("house-model", r#"{"input_tokens":0,"output_tokens":0}"#), Cost::Known { paid: 0, at_once: 0 });
    }

    #[test]
    fn rows_that_come_out_the_same_are_the_same() {
        let batches: Chunks<Batch> = [batch("gpt-5", TOKENS), batch("house-model", TOKENS)].into_iter().collect();
        let mut prices = ModelPrices::default();
        let first = BatchRow::all(&batches, &[], &prices, 0, None);
        prices.set("house-model", Own { price: Price { input: 1, output: 1 }, as_of: 0 });
        let second = BatchRow::all(&batches, &[], &prices, 0, Some(&first));
        assert!(Arc::ptr_eq(first.get(0).unwrap(), second.get(0).unwrap()));
        assert_ne!(first.get(1), second.get(1));
    }
}
