#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]
//! Every request as it is put on the wire: method, path, query, body, header, and whether it may be repeated.

use std::any::Any;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use quartermaster::openai::attribute::{AttributeValue, Attributes};
use quartermaster::openai::batch::{self, CreateBatch, Endpoint, ListBatches};
use quartermaster::openai::body::{Change, LifeSeconds};
use quartermaster::openai::chunking::{ChunkingStrategy, StaticChunking};
use quartermaster::openai::file::{self, CreateFile, ListFiles};
use quartermaster::openai::file_batch::{self, CreateFileBatch};
use quartermaster::openai::id::{BatchId, FileBatchId, FileId, PartId, StoreId, UploadId};
use quartermaster::openai::model;
use quartermaster::openai::page::Order;
use quartermaster::openai::purpose::Purpose;
use quartermaster::openai::request::{Body, Call, Content, Local, Replay, Request};
use quartermaster::openai::search::{self, Comparison, Filter, Ranker, RankingOptions, Search};
use quartermaster::openai::store_file::{self, Attach, IndexStatus, ListStoreFiles};
use quartermaster::openai::upload::{self, CreateUpload};
use quartermaster::openai::vector_store::{self, CreateStore, ExpiresAfter, ListStores, ModifyStore};
use serde_json::{Value, json};

/// `GET /path?a=b&c=d`, with `beta` and `again` where they hold.
fn line(request: &Request) -> String {
    let query: Vec<String> = request.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut line = format!("{} {}", request.method.as_str(), request.path);
    if !query.is_empty() {
        line = format!("{line}?{}", query.join("&"));
    }
    for (word, holds) in [("beta", request.beta), ("again", request.replay == Replay::Safe)] {
        if holds {
            line = format!("{line} {word}");
        }
    }
    line
}

/// A call without a body.
fn bare<T>(call: Call<T>) -> String {
    assert!(matches!(call.request.body, Body::Empty));
    line(&call.request)
}

/// A call with JSON.
fn with_json<T>(call: Call<T>) -> (String, Value) {
    let Body::Json(text) = &call.request.body else { panic!("no JSON") };
    (line(&call.request), serde_json::from_str(text).unwrap())
}

struct Bytes(&'static [u8]);

impl Content for Bytes {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }
    fn slice(&self, range: Range<u64>) -> Rc<dyn Content> {
        Rc::new(Bytes(&self.0[range.start as usize..range.end as usize]))
    }
    fn read(&self) -> Local<'_, Option<Vec<u8>>> {
        Box::pin(std::future::ready(Some(self.0.to_vec())))
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

type Fields = Vec<(&'static str, String)>;

/// A call with a form: its fields, and the field, name and size of its file.
fn with_form<T>(call: Call<T>) -> (String, Fields, (&'static str, String, u64)) {
    let line = line(&call.request);
    let Body::Form(form) = call.request.body else { panic!("no form") };
    (line, form.fields, (form.file.field, form.file.filename, form.file.content.size()))
}

fn file() -> FileId {
    "file-a".into()
}

fn store() -> StoreId {
    "vs_a".into()
}

fn attributes() -> Attributes {
    Attributes::from([
        ("author".into(), AttributeValue::Text("Ada".into())),
        ("draft".into(), AttributeValue::Flag(false)),
        ("half".into(), AttributeValue::Number(0.5)),
        ("year".into(), AttributeValue::Number(1843.0)),
    ])
}

fn chunking() -> ChunkingStrategy {
    ChunkingStrategy::Static(StaticChunking { max_chunk_size_tokens: Some(800), chunk_overlap_tokens: Some(400) })
}

#[test]
fn files() {
    assert_eq!(bare(file::list(&ListFiles::default())), "GET /files again");
    let which = ListFiles {
        purpose: Some(Purpose::FineTune),
        limit: Some(10_000),
        order: Some(Order::Asc),
        after: Some(file()),
    };
    assert_eq!(bare(file::list(&which)), "GET /files?purpose=fine-tune&limit=10000&order=asc&after=file-a again");
    assert_eq!(bare(file::get(&file())), "GET /files/file-a again");
    assert_eq!(bare(file::delete(&file())), "DELETE /files/file-a again");
    assert_eq!(bare(file::content(&file())), "GET /files/file-a/content again");
}

#[test]
fn a_file_is_sent_as_a_form_whose_expiry_has_brackets() {
    let create = |life| CreateFile {
        purpose: Purpose::Batch,
        life,
        filename: "a b.jsonl".into(),
        content: Rc::new(Bytes(b"{}\n")),
        progress: None,
    };
    let (line, fields, sent) = with_form(file::create(create(Some(LifeSeconds(3_600)))));
    assert_eq!((&*line, sent), ("POST /files", ("file", "a b.jsonl".to_owned(), 3)));
    let expected = [("purpose", "batch"), ("expires_after[anchor]", "created_at"), ("expires_after[seconds]", "3600")];
    assert_eq!(fields, expected.map(|(name, value)| (name, value.to_owned())));
    let (_, fields, _) = with_form(file::create(create(None)));
    assert_eq!(fields, [("purpose", "batch".to_owned())]);
}

#[test]
fn uploads() {
    let upload = CreateUpload {
        filename: "a.jsonl".into(),
        purpose: Purpose::Batch,
        bytes: 7,
        mime_type: "text/jsonl".into(),
        life: None,
    };
    let mut body = json!({"filename": "a.jsonl", "purpose": "batch", "bytes": 7, "mime_type": "text/jsonl"});
    assert_eq!(with_json(upload::create(&upload)), ("POST /uploads again".into(), body.clone()));
    body["expires_after"] = json!({"anchor": "created_at", "seconds": 86_400});
    let upload = CreateUpload { life: Some(LifeSeconds(86_400)), ..upload };
    assert_eq!(with_json(upload::create(&upload)).1, body);

    let id = UploadId::from("upload_a");
    let (line, fields, sent) = with_form(upload::part(&id, Rc::new(Bytes(b"1234")).slice(1..3), None));
    assert_eq!((&*line, fields.len()), ("POST /uploads/upload_a/parts again", 0));
    assert_eq!(sent, ("data", "part".to_owned(), 2));

    let parts = [PartId::from("part_b"), PartId::from("part_a")];
    let complete = |md5| with_json(upload::complete(&id, &parts, md5));
    let line = "POST /uploads/upload_a/complete".to_owned();
    assert_eq!(complete(None), (line.clone(), json!({"part_ids": ["part_b", "part_a"]})));
    assert_eq!(complete(Some("abc")), (line, json!({"part_ids": ["part_b", "part_a"], "md5": "abc"})));
    assert_eq!(bare(upload::cancel(&id)), "POST /uploads/upload_a/cancel again");
}

#[test]
fn vector_stores() {
    let which = ListStores { limit: Some(100), order: Some(Order::Desc), after: Some(store()) };
    assert_eq!(bare(vector_store::list(&which)), "GET /vector_stores?limit=100&order=desc&after=vs_a beta again");
    assert_eq!(bare(vector_store::get(&store())), "GET /vector_stores/vs_a beta again");
    assert_eq!(bare(vector_store::delete(&store())), "DELETE /vector_stores/vs_a beta again");

    let line = "POST /vector_stores beta".to_owned();
    assert_eq!(with_json(vector_store::create(&CreateStore::default())), (line.clone(), json!({})));
    let create = CreateStore {
        name: Some("FAQ".into()),
        description: Some("Ours".into()),
        file_ids: vec![file()],
        expires_after: Some(ExpiresAfter::days(7)),
        chunking_strategy: Some(ChunkingStrategy::Auto),
        metadata: BTreeMap::from([("team".into(), "support".into())]),
    };
    let body = json!({
        "name": "FAQ", "description": "Ours", "file_ids": ["file-a"], "metadata": {"team": "support"},
        "expires_after": {"anchor": "last_active_at", "days": 7}, "chunking_strategy": {"type": "auto"},
    });
    assert_eq!(with_json(vector_store::create(&create)), (line, body));
}

#[test]
fn a_change_of_a_store_keeps_clears_or_sets() {
    let modify = |change| with_json(vector_store::modify(&store(), &change));
    let line = "POST /vector_stores/vs_a beta again".to_owned();
    assert_eq!(modify(ModifyStore::default()), (line.clone(), json!({})));
    let change = ModifyStore {
        name: Change::Set("New".into()),
        expires_after: Change::Clear,
        metadata: Change::Set(BTreeMap::new()),
    };
    assert_eq!(modify(change), (line, json!({"name": "New", "expires_after": null, "metadata": {}})));
}

#[test]
fn files_of_a_store() {
    assert_eq!(
        bare(store_file::list(&store(), &ListStoreFiles::default())),
        "GET /vector_stores/vs_a/files beta again"
    );
    let which = ListStoreFiles { filter: Some(IndexStatus::Failed), limit: Some(5), order: None, after: Some(file()) };
    assert_eq!(
        bare(store_file::list(&store(), &which)),
        "GET /vector_stores/vs_a/files?limit=5&after=file-a&filter=failed beta again"
    );
    assert_eq!(bare(store_file::get(&store(), &file())), "GET /vector_stores/vs_a/files/file-a beta again");
    assert_eq!(bare(store_file::detach(&store(), &file())), "DELETE /vector_stores/vs_a/files/file-a beta again");
    assert_eq!(bare(store_file::content(&store(), &file())), "GET /vector_stores/vs_a/files/file-a/content beta again");

    let bare_file = Attach { file_id: file(), attributes: Attributes::new(), chunking_strategy: None };
    let line = "POST /vector_stores/vs_a/files beta".to_owned();
    assert_eq!(with_json(store_file::attach(&store(), &bare_file)), (line.clone(), json!({"file_id": "file-a"})));
    let full = Attach { attributes: attributes(), chunking_strategy: Some(chunking()), ..bare_file };
    let body = json!({
        "file_id": "file-a",
        "attributes": {"author": "Ada", "draft": false, "half": 0.5, "year": 1843},
        "chunking_strategy": {
            "type": "static", "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
        },
    });
    assert_eq!(with_json(store_file::attach(&store(), &full)), (line, body));

    let (line, body) = with_json(store_file::update(&store(), &file(), &Attributes::new()));
    assert_eq!((&*line, body), ("POST /vector_stores/vs_a/files/file-a beta again", json!({"attributes": {}})));
}

#[test]
fn file_batches() {
    let alike = CreateFileBatch::Alike {
        file_ids: vec![file(), "file-b".into()],
        attributes: Attributes::new(),
        chunking_strategy: None,
    };
    let line = "POST /vector_stores/vs_a/file_batches beta".to_owned();
    let body = json!({"file_ids": ["file-a", "file-b"]});
    assert_eq!(with_json(file_batch::create(&store(), &alike)), (line.clone(), body));
    let each = CreateFileBatch::Each {
        files: vec![Attach { file_id: file(), attributes: Attributes::new(), chunking_strategy: None }],
    };
    let body = json!({"files": [{"file_id": "file-a"}]});
    assert_eq!(with_json(file_batch::create(&store(), &each)), (line, body));

    let id = FileBatchId::from("vsfb_a");
    let base = "/vector_stores/vs_a/file_batches/vsfb_a";
    assert_eq!(bare(file_batch::get(&store(), &id)), format!("GET {base} beta again"));
    assert_eq!(bare(file_batch::cancel(&store(), &id)), format!("POST {base}/cancel beta again"));
    let which = ListStoreFiles { limit: Some(100), ..ListStoreFiles::default() };
    assert_eq!(bare(file_batch::files(&store(), &id, &which)), format!("GET {base}/files?limit=100 beta again"));
}

#[test]
fn searches() {
    let line = "POST /vector_stores/vs_a/search beta again".to_owned();
    let plain = Search { query: "returns?".into(), ..Search::default() };
    assert_eq!(with_json(search::search(&store(), &plain)), (line, json!({"query": "returns?"})));
    let number = AttributeValue::Number;
    let full = Search {
        rewrite_query: Some(true),
        max_num_results: Some(50),
        filters: Some(Filter::And(vec![
            Filter::Compare(Comparison::Gte, "year".into(), number(2026.0)),
            Filter::Or(vec![Filter::Among(Comparison::Nin, "score".into(), vec![number(0.5), number(1.0)])]),
        ])),
        ranking_options: Some(RankingOptions { ranker: Some(Ranker::Auto), score_threshold: Some(0.25) }),
        ..plain
    };
    let body = json!({
        "query": "returns?", "rewrite_query": true, "max_num_results": 50,
        "filters": {"type": "and", "filters": [
            {"type": "gte", "key": "year", "value": 2026},
            {"type": "or", "filters": [{"type": "nin", "key": "score", "value": [0.5, 1]}]},
        ]},
        "ranking_options": {"ranker": "auto", "score_threshold": 0.25},
    });
    assert_eq!(with_json(search::search(&store(), &full)).1, body);
}

#[test]
fn batches() {
    let id = BatchId::from("batch_a");
    let which = ListBatches { limit: Some(100), after: Some(id.clone()) };
    assert_eq!(bare(batch::list(&which)), "GET /batches?limit=100&after=batch_a again");
    assert_eq!(bare(batch::get(&id)), "GET /batches/batch_a again");
    assert_eq!(bare(batch::cancel(&id)), "POST /batches/batch_a/cancel again");

    let plain = CreateBatch::new(file(), Endpoint::Responses);
    let mut body = json!({"input_file_id": "file-a", "endpoint": "/v1/responses", "completion_window": "24h"});
    assert_eq!(with_json(batch::create(&plain)), ("POST /batches".into(), body.clone()));
    body["metadata"] = json!({"run": "7"});
    body["output_expires_after"] = json!({"anchor": "created_at", "seconds": 3_600});
    let full = CreateBatch {
        metadata: BTreeMap::from([("run".into(), "7".into())]),
        output_life: Some(LifeSeconds(3_600)),
        ..plain
    };
    assert_eq!(with_json(batch::create(&full)).1, body);
}

#[test]
fn models() {
    assert_eq!(bare(model::list()), "GET /models again");
}

#[test]
fn an_id_cannot_leave_its_place_in_the_path() {
    for (id, path) in [
        ("../batches", "/files/..%2Fbatches"),
        ("a/b?c#d%e f", "/files/a%2Fb%3Fc%23d%25e%20f"),
        ("..", "/files/%252E%252E"),
        (".", "/files/%252E"),
        ("ä", "/files/%C3%A4"),
        ("file-a_b.c~d", "/files/file-a_b.c~d"),
    ] {
        assert_eq!(file::delete(&id.into()).request.path, path);
    }
}

#[test]
fn only_gets_and_searches_only_read() {
    let (id, upload) = (BatchId::from("batch_a"), UploadId::from("upload_a"));
    let reads = |request: &Request| request.only_reads();
    assert!(reads(&file::list(&ListFiles::default()).request));
    assert!(reads(&file::content(&file()).request));
    assert!(reads(&search::search(&store(), &Search::default()).request));
    assert!(!reads(&file::delete(&file()).request));
    assert!(!reads(&batch::cancel(&id).request));
    assert!(!reads(&upload::cancel(&upload).request));
    // Named so as to look like a search.
    assert!(!reads(&vector_store::modify(&"search".into(), &ModifyStore::default()).request));
    assert!(!reads(&store_file::update(&store(), &"search".into(), &Attributes::new()).request));
}
