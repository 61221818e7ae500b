#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]
//! The API's objects, read and written again; and that nothing odd in one breaks a list.

use proptest::prelude::*;
use proptest::sample::Index;
use quartermaster::json::{FromFields, ToJson};
use quartermaster::openai::attribute::AttributeValue;
use quartermaster::openai::batch::{Batch, BatchStatus, Endpoint};
use quartermaster::openai::chunking::ChunkingStrategy;
use quartermaster::openai::file::{File, FileDeleted, FileStatus};
use quartermaster::openai::file_batch::FileBatch;
use quartermaster::openai::id::HasId;
use quartermaster::openai::model::Model;
use quartermaster::openai::page::Page;
use quartermaster::openai::purpose::Purpose;
use quartermaster::openai::search::SearchResults;
use quartermaster::openai::store_file::{IndexErrorCode, IndexStatus, StoreFile, StoreFileContent, StoreFileDeleted};
use quartermaster::openai::upload::{Upload, UploadPart};
use quartermaster::openai::vector_store::{StoreDeleted, StoreStatus, VectorStore};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const FILES: &str = include_str!("fixtures/openai/files.json");
const STORES: &str = include_str!("fixtures/openai/vector_stores.json");
const STORE_FILES: &str = include_str!("fixtures/openai/store_files.json");
const BATCHES: &str = include_str!("fixtures/openai/batches.json");
const MODELS: &str = include_str!("fixtures/openai/models.json");

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What was written says all that was read, but for fields that were made up; what was not said is null.
fn agree(said: &Value, written: &Value, place: &str) {
    match (said, written) {
        (Value::Object(said), Value::Object(written)) => {
            for (name, value) in said.iter().filter(|(name, _)| !name.starts_with("new_")) {
                let written = written.get(name).unwrap_or_else(|| panic!("{place}/{name} is missing"));
                agree(value, written, &format!("{place}/{name}"));
            }
            for (name, value) in written.iter().filter(|(name, _)| !said.contains_key(*name)) {
                let expected = name == "object" || *name == "has_more" || value.is_null();
                assert!(expected, "{place}/{name} was made up: {value}");
            }
        }
        (Value::Array(said), Value::Array(written)) => {
            assert_eq!(said.len(), written.len(), "{place}");
            for (index, (said, written)) in said.iter().zip(written).enumerate() {
                agree(said, written, &format!("{place}/{index}"));
            }
        }
        (Value::Number(said), Value::Number(written)) => assert_eq!(said.as_f64(), written.as_f64(), "{place}"),
        _ => assert_eq!(said, written, "{place}"),
    }
}

fn round_trip<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(text: &str) -> T {
    let object: T = read(text);
    let written = serde_json::to_string(&object).unwrap();
    agree(&read(text), &read(&written), "");
    assert_eq!(read::<T>(&written), object);
    object
}

#[test]
fn files_are_read_and_written() {
    let page: Page<File> = round_trip(FILES);
    assert!(page.has_more);
    let [first, second, bare] = &page.data[..] else { panic!("{page:?}") };
    assert_eq!((first.bytes, first.expires_at), (Some(120_000), Some(1_765_592_000)));
    assert_eq!((&first.purpose, &first.status), (&Some(Purpose::Batch), &Some(FileStatus::Processed)));
    assert_eq!(second.purpose, Some(Purpose::Unknown("purpose_of_tomorrow".into())));
    assert_eq!((bare.id.as_str(), &bare.filename), ("file-bare", &None));
}

#[test]
fn uploads_are_read_and_written() {
    let upload: Upload = round_trip(include_str!("fixtures/openai/upload.json"));
    assert_eq!(upload.file.unwrap().id.as_str(), "file-xyz321");
    let part: UploadPart = round_trip(include_str!("fixtures/openai/upload_part.json"));
    assert_eq!(part.upload_id.unwrap().as_str(), "upload_abc123");
}

#[test]
fn vector_stores_are_read_and_written() {
    let page: Page<VectorStore> = round_trip(STORES);
    assert_eq!(page.data[0].file_counts.as_ref().unwrap().total, Some(10));
    assert_eq!(page.data[0].expires_after.as_ref().unwrap().days, Some(7));
    assert_eq!(page.data[1].status, Some(StoreStatus::Unknown("hibernating".into())));
}

#[test]
fn files_of_a_store_are_read_and_written() {
    let page: Page<StoreFile> = round_trip(STORE_FILES);
    let [good, failed, odd] = &page.data[..] else { panic!("{page:?}") };
    assert_eq!(good.attributes.as_ref().unwrap()["year"], AttributeValue::Number(1843.0));
    assert!(
        matches!(&good.chunking_strategy, Some(ChunkingStrategy::Static(c)) if c.max_chunk_size_tokens == Some(800))
    );
    assert_eq!(failed.last_error.as_ref().unwrap().code, Some(IndexErrorCode::UnsupportedFile));
    assert_eq!(failed.chunking_strategy, Some(ChunkingStrategy::Other("other".into())));
    assert_eq!(odd.status, Some(IndexStatus::Unknown("queued_for_tomorrow".into())));
    let content: StoreFileContent = round_trip(include_str!("fixtures/openai/store_file_content.json"));
    assert_eq!(content.data.unwrap().len(), 2);
}

#[test]
fn file_batches_are_read_and_written() {
    let batch: FileBatch = round_trip(include_str!("fixtures/openai/file_batch.json"));
    assert!(!batch.is_store_instead());
}

#[test]
fn a_store_in_place_of_a_file_batch_is_noticed() {
    let stores: Value = read(STORES);
    assert!(read::<FileBatch>(&stores["data"][0].to_string()).is_store_instead());
}

#[test]
fn search_results_are_read_and_written() {
    let results: SearchResults = round_trip(include_str!("fixtures/openai/search_results.json"));
    assert_eq!(results.data.unwrap()[0].score, Some(0.85));
}

#[test]
fn batches_are_read_and_written() {
    let page: Page<Batch> = round_trip(BATCHES);
    let [done, refused] = &page.data[..] else { panic!("{page:?}") };
    assert_eq!((&done.status, &done.endpoint), (&Some(BatchStatus::Completed), &Some(Endpoint::ChatCompletions)));
    let usage = done.usage.as_ref().unwrap();
    assert_eq!(usage.input_tokens_details.as_ref().unwrap().cached_tokens, Some(1024));
    assert_eq!(refused.errors.as_ref().unwrap().data.as_ref().unwrap()[0].line, Some(3));
    assert_eq!(refused.endpoint.as_ref().unwrap().as_str(), "/v1/tomorrow");
}

#[test]
fn models_are_read_and_written() {
    let page: Page<Model> = round_trip(MODELS);
    assert_eq!(page.data[1].shutdown_date.as_deref(), Some("2027-01-06"));
    assert!(!page.has_more);
}

#[test]
fn deletions_are_read_and_written() {
    let file: FileDeleted = round_trip(r#"{"id":"file-a","object":"file","deleted":true}"#);
    let store: StoreDeleted = round_trip(r#"{"id":"vs_a","object":"vector_store.deleted","deleted":false}"#);
    let detached: StoreFileDeleted = round_trip(r#"{"id":"file-a","object":"vector_store.file.deleted"}"#);
    assert_eq!((file.deleted, store.deleted, detached.deleted), (Some(true), Some(false), None));
}

#[test]
fn an_empty_file_id_of_a_batch_is_absent() {
    let batch: Batch = read(r#"{"id":"batch_1","error_file_id":"","output_file_id":"file-o","model":""}"#);
    assert_eq!((batch.error_file_id, batch.model), (None, None));
    assert_eq!(batch.output_file_id.unwrap().as_str(), "file-o");
}

#[test]
fn odd_scalars_are_read_as_what_they_mean_or_as_absent() {
    let file: File = read(r#"{"id":"f","bytes":"12","created_at":1.7e9,"expires_at":-1,"filename":7,"purpose":[{}]}"#);
    assert_eq!((file.bytes, file.created_at, file.expires_at), (Some(12), Some(1_700_000_000), None));
    assert_eq!((file.filename.as_deref(), file.purpose), (Some("7"), None));
    let batch: Batch =
        read(r#"{"id":"b","errors":{"data":[null,{"line":1},7]},"request_counts":"?","metadata":{"a":1,"b":null}}"#);
    assert_eq!(batch.errors.unwrap().data.unwrap().len(), 1);
    assert_eq!((batch.request_counts, batch.metadata.unwrap().len()), (None, 1));
}

#[test]
fn a_list_that_is_none_does_not_pass_for_an_empty_one() {
    for text in [r#"{"object":"list"}"#, "{}", r#"{"data":{}}"#, "[]x", r#"{"data":[{"object":"file"}]}"#] {
        assert!(serde_json::from_str::<Page<File>>(text).is_err(), "{text}");
    }
    let page: Page<File> = read(r#"{"data":null,"first_id":null,"last_id":null,"has_more":null}"#);
    assert!(page.data.is_empty() && !page.has_more);
}

/// Something no one expects, for any place.
fn odd() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        Just(Some(json!(null))),
        any::<bool>().prop_map(|flag| Some(json!(flag))),
        any::<i64>().prop_map(|number| Some(json!(number))),
        any::<f64>().prop_map(|number| Some(json!(number))),
        ".{0,12}".prop_map(|text| Some(json!(text))),
        Just(Some(json!([null, [1], {"id": {}}, "x"]))),
        Just(Some(json!({"type": 7, "data": "x", "static": [], "anchor": {}}))),
    ]
}

/// Where something may be changed: everywhere but the id of the object itself.
fn places(value: &Value, place: String, found: &mut Vec<String>) {
    let mut go = |name: &str, value| {
        let place = format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
        if place != "/id" {
            found.push(place.clone());
            places(value, place, found);
        }
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| go(name, value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| go(&index.to_string(), value)),
        _ => {}
    }
}

fn spoil(object: &mut Value, at: &Index, with: Option<Value>) {
    object["new_field"] = json!({"id": ["of tomorrow"]});
    let mut found = Vec::new();
    places(object, String::new(), &mut found);
    let place = at.get(&found);
    match with {
        Some(value) => *object.pointer_mut(place).unwrap() = value,
        None => {
            let (parent, name) = place.rsplit_once('/').unwrap();
            match object.pointer_mut(parent).unwrap() {
                Value::Object(fields) => drop(fields.remove(&name.replace("~1", "/").replace("~0", "~"))),
                Value::Array(items) => drop(items.remove(name.parse().unwrap())),
                _ => unreachable!(),
            }
        }
    }
}

fn survives<T: FromFields + ToJson + HasId>(list: &str, changes: &[(Index, Index, Option<Value>)]) {
    let mut list: Value = read(list);
    let ids: Vec<Value> = list["data"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
    for (item, place, with) in changes {
        spoil(&mut list["data"][item.index(ids.len())], place, with.clone());
    }
    let page: Page<T> = read(&list.to_string());
    assert_eq!(page.data.iter().map(|item| json!(item.id())).collect::<Vec<_>>(), ids);
    // What was made of it can itself be written and read.
    read::<Page<T>>(&serde_json::to_string(&page).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_odd_in_an_object_breaks_its_list(
        changes in prop::collection::vec((any::<Index>(), any::<Index>(), odd()), 0..12)
    ) {
        survives::<File>(FILES, &changes);
        survives::<VectorStore>(STORES, &changes);
        survives::<StoreFile>(STORE_FILES, &changes);
        survives::<Batch>(BATCHES, &changes);
    }

    #[test]
    fn a_name_that_is_not_known_is_kept(name in ".{0,20}") {
        prop_assert_eq!(Purpose::from(&*name).to_string(), &*name);
        prop_assert_eq!(read::<BatchStatus>(&json!(name).to_string()).to_string(), &*name);
        prop_assert_eq!(json!(Endpoint::from(&*name)), json!(name));
    }
}
