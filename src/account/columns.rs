//! What the tables of an account show: each list's columns, declared once.

use super::batch_row::{BatchRow, Cost, Source};
use super::entry::{Entry, Itself};
use super::pace::Pace;
use super::store_row::StoreRow;
use super::watch::is_alive;
use crate::jsonl::draft::PLAN;
use crate::openai::batch::{Batch, BatchStatus};
use crate::openai::file::{File, FileStatus};
use crate::openai::store_file::IndexStatus;
use crate::openai::vector_store::{FileCounts, StoreStatus};
use crate::table::column::{Column, Kind, Tone, Value};

const CREATED: &[&str] = &["created_at", "date"];
const EXPIRES: &[&str] = &["expires_at"];

pub static FILES: &[Column<File>] = &[
    Column::new("name", 230, |file: &File| text(file.filename.as_deref())).searched().also(&["filename", "file"]),
    Column::new("id", 190, |file: &File| Value::Id(file.id.as_str())).of(Kind::Id).searched(),
    Column::new("purpose", 140, |file: &File| term(file.purpose.as_ref().map(|purpose| purpose.as_str())))
        .of(Kind::Term),
    Column::new("size", 90, |file: &File| file.bytes.map_or(Value::Absent, Value::Bytes))
        .of(Kind::Bytes)
        .also(&["bytes"])
        .at_end(),
    Column::new("created", 130, |file: &File| time(file.created_at)).past("age").also(CREATED).at_end(),
    Column::new("expires", 120, |file: &File| time(file.expires_at)).ahead().also(EXPIRES).at_end(),
    Column::new("status", 120, |file: &File| file.status.as_ref().map_or(Value::Absent, file_status)).of(Kind::Status),
];

pub static STORES: &[Column<StoreRow>] = &[
    Column::new("name", 200, |store: &StoreRow| text(store.name.as_deref())).searched(),
    Column::new("id", 160, |store: &StoreRow| Value::Id(store.store.id.as_str())).of(Kind::Id).searched(),
    Column::new("status", 120, |store: &StoreRow| store.status.as_ref().map_or(Value::Absent, store_status))
        .of(Kind::Status),
    Column::new("files", 70, |store: &StoreRow| count(store, |counts| counts.total)).of(Kind::Count).at_end(),
    Column::new("done", 70, |store: &StoreRow| count(store, |counts| counts.completed)).of(Kind::Count).at_end(),
    Column::new("failed", 70, |store: &StoreRow| count(store, |counts| counts.failed)).of(Kind::Count).at_end(),
    Column::new("indexing", 80, |store: &StoreRow| count(store, |counts| counts.in_progress)).of(Kind::Count).at_end(),
    Column::new("size", 90, |store: &StoreRow| store.usage_bytes.map_or(Value::Absent, Value::Bytes))
        .of(Kind::Bytes)
        .also(&["bytes"])
        .at_end(),
    Column::new("cost", 90, |store: &StoreRow| store.day.map_or(Value::Absent, Value::Money)).of(Kind::Money).at_end(),
    Column::new("created", 120, |store: &StoreRow| time(store.created_at)).past("age").also(CREATED).at_end(),
    Column::new("active", 120, |store: &StoreRow| time(store.last_active_at)).past("idle").at_end(),
    Column::new("expires", 110, |store: &StoreRow| time(store.expires_at)).ahead().also(EXPIRES).at_end(),
    Column::new("metadata", 200, |store: &StoreRow| text(store.pairs.as_deref())).searched(),
    Column::new("gone", 80, |store: &StoreRow| store.inside.gone.map_or(Value::Absent, Value::Count))
        .of(Kind::Count)
        .at_end()
        .hidden(),
    Column::new("stuck", 80, |store: &StoreRow| store.inside.stuck.map_or(Value::Absent, Value::Count))
        .of(Kind::Count)
        .at_end()
        .hidden(),
    Column::new("replaced", 160, |store: &StoreRow| {
        store.inside.replaced_by.as_deref().map_or(Value::Absent, Value::Id)
    })
    .of(Kind::Id)
    .hidden(),
];

pub static BATCHES: &[Column<BatchRow>] = &[
    Column::new("id", 190, |batch: &BatchRow| Value::Id(batch.batch.id.as_str())).of(Kind::Id).searched(),
    Column::new("description", 160, |batch: &BatchRow| text(batch.description())).searched().also(&["name"]),
    Column::new("status", 120, |batch: &BatchRow| batch.status.as_ref().map_or(Value::Absent, batch_status))
        .of(Kind::Status),
    Column::new("endpoint", 165, |batch: &BatchRow| term(batch.endpoint.as_ref().map(|endpoint| endpoint.as_str())))
        .of(Kind::Term),
    Column::new("model", 160, |batch: &BatchRow| text(batch.model.as_ref().map(|model| model.as_str()))).searched(),
    Column::new("progress", 130, |batch: &BatchRow| progress(batch)).of(Kind::Fraction).at_end(),
    Column::new("failed", 75, |batch: &BatchRow| {
        batch.request_counts.as_ref().and_then(|counts| counts.failed).map_or(Value::Absent, Value::Count)
    })
    .of(Kind::Count)
    .at_end(),
    Column::new("created", 130, |batch: &BatchRow| time(batch.created_at)).past("age").also(CREATED).at_end(),
    Column::new("ended", 130, |batch: &BatchRow| time(batch.ended_at())).past("").at_end(),
    Column::new("left", 110, |batch: &BatchRow| time(batch.expires_at.filter(|_| is_alive(batch)))).ahead().at_end(),
    Column::new("tokens", 100, |batch: &BatchRow| {
        batch.usage.as_ref().and_then(|usage| usage.total_tokens).map_or(Value::Absent, Value::Count)
    })
    .of(Kind::Count)
    .at_end(),
    Column::new("spent", 100, |batch: &BatchRow| match batch.cost {
        Cost::Known { paid, .. } => Value::Money(paid),
        Cost::NoPrice => Value::Status { term: "no_price", tone: Tone::Warning },
        Cost::NoTokens => Value::Absent,
    })
    .of(Kind::Money)
    .also(&["cost"])
    .at_end(),
    // By which batches can be asked for whose cost is not known.
    Column::new("price", 110, |batch: &BatchRow| match batch.cost {
        Cost::Known { .. } => Value::Status { term: "known", tone: Tone::Quiet },
        Cost::NoPrice => Value::Status { term: "unknown", tone: Tone::Warning },
        Cost::NoTokens => Value::Absent,
    })
    .of(Kind::Status)
    .hidden(),
    Column::new("pace", 110, |batch: &BatchRow| match batch.pace {
        Some(Pace::OnTime) => Value::Status { term: "on_time", tone: Tone::Good },
        Some(Pace::AtRisk) => Value::Status { term: "at_risk", tone: Tone::Warning },
        None => Value::Absent,
    })
    .of(Kind::Status)
    .hidden(),
    Column::new("source", 110, |batch: &BatchRow| match batch.source {
        Source::Api => Value::Status { term: "api", tone: Tone::Quiet },
        Source::Device => Value::Status { term: "device", tone: Tone::Warning },
    })
    .of(Kind::Status)
    .hidden(),
    // By which the batches of a recurring plan can be asked for.
    Column::new("plan", 160, |batch: &BatchRow| {
        text(batch.metadata.as_ref().and_then(|metadata| metadata.get(PLAN)).map(String::as_str))
    })
    .hidden(),
];

/// The files of one store.
pub static STORE_FILES: &[Column<Entry>] = &[
    Column::new("name", 230, entry_name).searched().also(&["filename"]),
    Column::new("id", 190, |entry: &Entry| Value::Id(entry.held.id.as_str())).of(Kind::Id).searched(),
    Column::new("status", 120, entry_status).of(Kind::Status),
    Column::new("error", 200, |entry: &Entry| status(entry.error(), Tone::Bad)).of(Kind::Status),
    Column::new("size", 90, |entry: &Entry| entry.held.usage_bytes.map_or(Value::Absent, Value::Bytes))
        .of(Kind::Bytes)
        .also(&["bytes", "usage"])
        .at_end(),
    Column::new("attributes", 220, |entry: &Entry| text(Some(&entry.attributes))).also(&["attribute"]),
    Column::new("chunking", 110, |entry: &Entry| text(Some(&entry.chunking))),
    Column::new("created", 130, |entry: &Entry| time(entry.held.created_at)).past("age").also(CREATED).at_end(),
    Column::new("message", 260, |entry: &Entry| {
        text(entry.held.last_error.as_ref().and_then(|error| error.message.as_deref()))
    })
    .hidden(),
    Column::new("file", 120, |entry: &Entry| match &entry.itself {
        Itself::Known(_) => Value::Status { term: "there", tone: Tone::Good },
        Itself::NotYet | Itself::Gone => entry_name(entry),
        Itself::Unknown => Value::Absent,
    })
    .of(Kind::Status)
    .hidden(),
];

/// The name of a file of a store, or why it is not known.
fn entry_name(entry: &Entry) -> Value<'_> {
    match &entry.itself {
        Itself::Known(file) => text(file.filename.as_deref()),
        Itself::NotYet => Value::Status { term: "name_loading", tone: Tone::Busy },
        Itself::Gone => Value::Status { term: "gone", tone: Tone::Bad },
        Itself::Unknown => Value::Absent,
    }
}

fn entry_status(entry: &Entry) -> Value<'_> {
    let tone = match &entry.held.status {
        _ if entry.is_stuck => return Value::Status { term: "stuck", tone: Tone::Warning },
        Some(IndexStatus::Completed) => Tone::Good,
        Some(IndexStatus::InProgress) => Tone::Busy,
        Some(IndexStatus::Failed) => Tone::Bad,
        Some(IndexStatus::Cancelled | IndexStatus::Unknown(_)) | None => Tone::Quiet,
    };
    status(entry.held.status.as_ref().map(IndexStatus::as_str), tone)
}

fn status(term: Option<&str>, tone: Tone) -> Value<'_> {
    term.map_or(Value::Absent, |term| Value::Status { term, tone })
}

fn text(text: Option<&str>) -> Value<'_> {
    text.filter(|text| !text.is_empty()).map_or(Value::Absent, Value::Text)
}

fn term(term: Option<&str>) -> Value<'_> {
    term.map_or(Value::Absent, Value::Term)
}

fn time(seconds: Option<u64>) -> Value<'static> {
    seconds.map_or(Value::Absent, Value::Time)
}

fn count(store: &StoreRow, which: fn(&FileCounts) -> Option<u64>) -> Value<'static> {
    store.file_counts.as_ref().and_then(which).map_or(Value::Absent, Value::Count)
}

/// Requests answered, well or badly, of all; nothing while the batch is being validated and all is zero.
fn progress(batch: &Batch) -> Value<'static> {
    let Some(counts) = &batch.request_counts else { return Value::Absent };
    match (counts.completed, counts.failed, counts.total) {
        (_, _, None | Some(0)) => Value::Absent,
        (completed, failed, Some(total)) => {
            Value::Fraction { done: completed.unwrap_or(0) + failed.unwrap_or(0), total }
        }
    }
}

fn file_status(status: &FileStatus) -> Value<'_> {
    let tone = match status {
        FileStatus::Uploaded => Tone::Quiet,
        FileStatus::Processed => Tone::Good,
        FileStatus::Error => Tone::Bad,
        FileStatus::Unknown(_) => Tone::Quiet,
    };
    Value::Status { term: status.as_str(), tone }
}

fn store_status(status: &StoreStatus) -> Value<'_> {
    let tone = match status {
        StoreStatus::Completed => Tone::Good,
        StoreStatus::InProgress => Tone::Busy,
        StoreStatus::Expired => Tone::Warning,
        StoreStatus::Unknown(_) => Tone::Quiet,
    };
    Value::Status { term: status.as_str(), tone }
}

fn batch_status(status: &BatchStatus) -> Value<'_> {
    let tone = match status {
        BatchStatus::Completed => Tone::Good,
        BatchStatus::Validating | BatchStatus::InProgress | BatchStatus::Finalizing => Tone::Busy,
        BatchStatus::Cancelling | BatchStatus::Expired => Tone::Warning,
        BatchStatus::Failed => Tone::Bad,
        BatchStatus::Cancelled | BatchStatus::Unknown(_) => Tone::Quiet,
    };
    Value::Status { term: status.as_str(), tone }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(json: &str) -> Batch {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn progress_of_a_batch_being_validated_is_not_a_division_by_zero() {
        let validating = batch(r#"{"id":"batch_1","request_counts":{"total":0,"completed":0,"failed":0}}"#);
        assert_eq!(progress(&validating), Value::Absent);
        let running = batch(r#"{"id":"batch_1","request_counts":{"total":10,"completed":3,"failed":1}}"#);
        assert_eq!(progress(&running), Value::Fraction { done: 4, total: 10 });
    }

    #[test]
    fn a_status_of_tomorrow_is_shown_as_it_is() {
        let paused = batch(r#"{"id":"batch_1","status":"paused"}"#);
        assert_eq!(paused.status.as_ref().map(batch_status), Some(Value::Status { term: "paused", tone: Tone::Quiet }));
    }

    #[test]
    fn every_list_can_be_searched_by_id_and_no_key_stands_twice() {
        fn check<R>(columns: &[Column<R>]) {
            let keys: std::collections::HashSet<_> = columns.iter().map(|column| column.head.key).collect();
            assert_eq!(keys.len(), columns.len());
            assert!(columns.iter().any(|column| column.head.key == "id" && column.head.searched));
        }
        check(FILES);
        check(STORES);
        check(BATCHES);
        check(STORE_FILES);
    }
}
