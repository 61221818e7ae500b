//! Batches added up: by status, their requests, tokens and cost, in all and over time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::batch_row::{BatchRow, Cost};
use crate::chart::steps::Step;
use crate::openai::batch::BatchStatus;
use crate::table::chunks::Chunks;
use crate::table::column::{Column, Kind, Value};
use crate::table::export::{Format, export};
use crate::table::rows::Table;

/// Steps of time that are shown, at most.
const MOST: usize = 26;

/// What a number of batches come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub batches: u64,
    /// By status, in the words of the API; empty where it told none.
    pub by_status: BTreeMap<String, u64>,
    pub requests: u64,
    pub completed: u64,
    pub failed: u64,
    pub input: u64,
    pub output: u64,
    /// Millionths of a dollar, of those batches whose cost is known.
    pub paid: u64,
    /// The same without a batch.
    pub at_once: u64,
    /// Batches that used tokens of a model whose price nobody knows: they are not in `paid`.
    pub no_price: u64,
}

impl Sums {
    fn add(&mut self, batch: &BatchRow) {
        let add = |to: &mut u64, more: Option<u64>| *to = to.saturating_add(more.unwrap_or(0));
        self.batches += 1;
        *self.by_status.entry(batch.status.as_ref().map_or("", BatchStatus::as_str).to_owned()).or_default() += 1;
        if let Some(counts) = &batch.request_counts {
            add(&mut self.requests, counts.total);
            add(&mut self.completed, counts.completed);
            add(&mut self.failed, counts.failed);
        }
        if let Some(usage) = &batch.usage {
            add(&mut self.input, usage.input_tokens);
            add(&mut self.output, usage.output_tokens);
        }
        match batch.cost {
            Cost::Known { paid, at_once } => {
                add(&mut self.paid, Some(paid));
                add(&mut self.at_once, Some(at_once));
            }
            Cost::NoPrice => self.no_price += 1,
            Cost::NoTokens => {}
        }
    }

    /// What the batches cost less than the same requests at once, in millionths of a dollar.
    pub fn saved(&self) -> u64 {
        self.at_once.saturating_sub(self.paid)
    }
}

/// The batches that were made within one step of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Unix seconds.
    pub start: u64,
    pub sums: Sums,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    pub all: Sums,
    pub step: Step,
    /// One after the other, empty ones too; by the time at which batches were made.
    pub periods: Vec<Period>,
}

/// Adds up batches. Those without a time are in no period.
pub fn statistics<'a>(batches: impl Iterator<Item = &'a Arc<BatchRow>> + Clone) -> Statistics {
    let times = || batches.clone().filter_map(|batch| batch.created_at);
    let (first, last) = (times().min().unwrap_or(0), times().max().unwrap_or(0));
    let step = Step::fitting(first, last, MOST);
    let mut periods: Vec<Period> = match times().next() {
        Some(_) => step.starts(first, last).map(|start| Period { start, sums: Sums::default() }).collect(),
        None => Vec::new(),
    };
    let mut all = Sums::default();
    for batch in batches.clone() {
        all.add(batch);
        let Some(created) = batch.created_at else { continue };
        let at = periods.partition_point(|period| period.start <= created);
        if let Some(period) = at.checked_sub(1).and_then(|at| periods.get_mut(at)) {
            period.sums.add(batch);
        }
    }
    Statistics { all, step, periods }
}

const PERIODS: &[Column<Period>] = &[
    Column::new("from", 0, |period: &Period| Value::Time(period.start)).of(Kind::Time),
    count("batches", |period| Value::Count(period.sums.batches)),
    count("validating", |period| of_status(period, "validating")),
    count("in_progress", |period| of_status(period, "in_progress")),
    count("finalizing", |period| of_status(period, "finalizing")),
    count("completed", |period| of_status(period, "completed")),
    count("failed", |period| of_status(period, "failed")),
    count("expired", |period| of_status(period, "expired")),
    count("cancelling", |period| of_status(period, "cancelling")),
    count("cancelled", |period| of_status(period, "cancelled")),
    count("requests", |period| Value::Count(period.sums.requests)),
    count("requests_completed", |period| Value::Count(period.sums.completed)),
    count("requests_failed", |period| Value::Count(period.sums.failed)),
    count("input_tokens", |period| Value::Count(period.sums.input)),
    count("output_tokens", |period| Value::Count(period.sums.output)),
    count("cost_usd", |period| Value::Money(period.sums.paid)),
    count("saved_usd", |period| Value::Money(period.sums.saved())),
    count("batches_without_price", |period| Value::Count(period.sums.no_price)),
];

const fn count(key: &'static str, value: for<'a> fn(&'a Period) -> Value<'a>) -> Column<Period> {
    Column::new(key, 0, value).of(Kind::Count)
}

fn of_status(period: &Period, status: &str) -> Value<'static> {
    Value::Count(period.sums.by_status.get(status).copied().unwrap_or(0))
}

impl Statistics {
    /// A line for each period.
    pub fn csv(&self) -> String {
        let rows: Chunks<Period> = self.periods.iter().cloned().map(Arc::new).collect();
        let which: Vec<u32> = (0..self.periods.len() as u32).collect();
        export(&Table::new(rows, |_| "", PERIODS), &which, Format::Csv)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::model_prices::ModelPrices;

    fn batch(created: &str, status: &str, model: &str, tokens: u64) -> Arc<BatchRow> {
        let json = format!(
            r#"{{"id":"b","created_at":{created},"status":"{status}","model":"{model}",
                "request_counts":{{"total":10,"completed":7,"failed":3}},
                "usage":{{"input_tokens":{tokens},"output_tokens":0,"total_tokens":{tokens}}}}}"#
        );
        Arc::new(BatchRow::of(Arc::new(serde_json::from_str(&json).unwrap()), &ModelPrices::default(), 0))
    }

    /// Two in the first days of 2026, one in March, one at no time.
    fn some() -> Vec<Arc<BatchRow>> {
        vec![
            batch("1772323200", "failed", "house-model", 5),
            batch("1767225600", "completed", "gpt-5", 2_000_000),
            batch("1767312000", "completed", "gpt-5", 1_000_000),
            batch("null", "completed", "gpt-5", 1_000_000),
        ]
    }

    #[test]
    fn sums_are_those_of_the_batches_and_what_has_no_price_is_counted_apart() {
        let all = statistics(some().iter()).all;
        assert_eq!((all.batches, all.requests, all.completed, all.failed), (4, 40, 28, 12));
        assert_eq!(all.by_status, [("completed".to_owned(), 3), ("failed".to_owned(), 1)].into());
        assert_eq!((all.input, all.output), (4_000_005, 0));
        // $1.25 for a million tokens, half of it in a batch.
        assert_eq!((all.paid, all.saved(), all.no_price), (2_500_000, 2_500_000, 1));
    }

    #[test]
    fn periods_follow_one_another_and_add_up_to_what_has_a_time() {
        let Statistics { step, periods, .. } = statistics(some().iter());
        assert_eq!((step, periods.len()), (Step::Week, 9));
        let batches: Vec<u64> = periods.iter().map(|period| period.sums.batches).collect();
        assert_eq!(batches, [2, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(statistics([].iter()).periods, []);
    }

    #[test]
    fn the_csv_has_a_line_for_each_period() {
        let csv = statistics(some().iter()).csv();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 10);
        assert!(lines[0].starts_with("from,batches,validating,"), "{}", lines[0]);
        assert_eq!(lines[1], "2025-12-29T00:00:00Z,2,0,0,0,2,0,0,0,0,20,14,6,3000000,0,1.875,1.875,0");
        assert_eq!(lines[9], "2026-02-23T00:00:00Z,1,0,0,0,0,1,0,0,0,10,7,3,5,0,0,0,1");
    }
}
