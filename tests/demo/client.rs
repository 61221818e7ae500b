//! The page's own client against the demo account: every request it can make is one that the account takes.

use std::collections::HashSet;
use std::future::Future;
use std::rc::Rc;

use futures_util::FutureExt;
use quartermaster::jsonl::draft::NONCE;
use quartermaster::openai::attribute::{AttributeValue, Attributes};
use quartermaster::openai::batch::{self, BatchStatus, CreateBatch, Endpoint, ListBatches};
use quartermaster::openai::body::{Change, LifeSeconds};
use quartermaster::openai::chunking::{ChunkingStrategy, StaticChunking};
use quartermaster::openai::error::{Error, Kind};
use quartermaster::openai::file::{self, CreateFile, File, ListFiles};
use quartermaster::openai::file_batch::{self, CreateFileBatch};
use quartermaster::openai::id::FileId;
use quartermaster::openai::page::Order;
use quartermaster::openai::pager::{End, Next, Pager};
use quartermaster::openai::purpose::Purpose;
use quartermaster::openai::search::{self, Comparison, Filter, Ranker, RankingOptions, Search};
use quartermaster::openai::store_file::{self, Attach, IndexStatus, ListStoreFiles};
use quartermaster::openai::upload::{self, CreateUpload};
use quartermaster::openai::vector_store::{self, CreateStore, ExpiresAfter, ListStores, ModifyStore, StoreStatus};
use quartermaster::openai::{model, request::Call};
use quartermaster::transport::client::Client;
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;
use quartermaster::transport::find::batch_with;

use crate::api::NOW;
use crate::dream::{Bytes, Dream, demo};

struct Page {
    client: Client,
    demo: Rc<Demo>,
    time: Rc<std::cell::Cell<u64>>,
}

fn page(seed: &Seed) -> Page {
    let (demo, time) = demo(seed);
    let demo = Rc::new(demo);
    Page { client: Client::new(demo.clone(), Rc::new(Dream(time.clone()))), demo, time }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().unwrap()
}

impl Page {
    fn call<T>(&self, call: &Call<T>) -> Result<T, Error> {
        now(self.client.call(call))
    }

    fn wait(&self, seconds: u64) {
        self.time.set(self.time.get() + seconds * 1000);
    }

    fn file(&self, purpose: Purpose, filename: &str, content: &str) -> FileId {
        let content = Rc::new(Bytes(content.into(), content.len() as u64));
        let life = Some(LifeSeconds(86_400));
        let create = CreateFile { purpose, life, filename: filename.to_owned(), content, progress: None };
        self.call(&file::create(create)).unwrap().id
    }

    fn all_files(&self, limit: u32) -> Vec<File> {
        let (mut pager, mut found) = (Pager::new(), Vec::new());
        loop {
            match pager.next() {
                Next::Done(end) => {
                    assert_eq!(end, End::Whole);
                    return found;
                }
                Next::Ask(after) => {
                    let which =
                        ListFiles { limit: Some(limit), after: after.map(FileId::from), ..ListFiles::default() };
                    match self.call(&file::list(&which)) {
                        Ok(page) => found.extend(pager.take(page)),
                        Err(error) => assert!(pager.refused(&error), "{error}"),
                    }
                }
            }
        }
    }
}

fn attributes() -> Attributes {
    [
        ("kind".to_owned(), AttributeValue::Text("guide".to_owned())),
        ("year".to_owned(), AttributeValue::Number(2026.0)),
        ("public".to_owned(), AttributeValue::Flag(true)),
    ]
    .into()
}

#[test]
fn the_whole_account_is_listed() {
    let page = page(&Seed::demo());
    let expected = page.demo.with_account(|account| account.file_ids());
    let files = page.all_files(500);
    assert_eq!(files.len(), expected.len());
    let found: HashSet<&str> = files.iter().map(|file| file.id.as_str()).collect();
    assert!(expected.iter().all(|id| found.contains(id.as_str())));
    assert!(files.iter().all(|file| !matches!(file.purpose, None | Some(Purpose::Unknown(_)))));
    let stores = page.call(&vector_store::list(&ListStores { limit: Some(100), ..ListStores::default() })).unwrap();
    assert!(stores.data.iter().all(|store| store.file_counts.is_some() && store.status.is_some()));
    let batches = page.call(&batch::list(&ListBatches { limit: Some(100), after: None })).unwrap();
    assert_eq!((batches.data.len(), batches.has_more), (100, true));
    assert!(page.call(&model::list()).unwrap().data.len() > 5);
}

#[test]
fn the_whole_account_is_listed_through_faults() {
    let page = page(&Seed { number: 2, files: 600, stores: 0, batches: 0 });
    let rules = r#"[{"kind": "reset", "chance": 0.1}, {"kind": {"status": {"status": 503}}, "chance": 0.1},
        {"kind": "cut_body", "chance": 0.1}, {"kind": "empty_page_has_more", "chance": 0.1},
        {"kind": "cursor_gone", "chance": 0.1}, {"kind": "cursor_ignored", "times": 1}]"#;
    page.demo.set_faults(serde_json::from_str(rules).unwrap(), 4);
    let files = page.all_files(50);
    let once: HashSet<&FileId> = files.iter().map(|file| &file.id).collect();
    assert_eq!((once.len(), files.len()), (600, 600));
}

#[test]
fn files_and_uploads() {
    let page = page(&Seed::empty());
    let id = page.file(Purpose::Vision, "a.png", "picture");
    let which = ListFiles { purpose: Some(Purpose::Vision), order: Some(Order::Asc), ..ListFiles::default() };
    let file = page.call(&file::list(&which)).unwrap().data.remove(0);
    assert_eq!((&file.id, file.bytes, file.filename.as_deref()), (&id, Some(7), Some("a.png")));
    assert_eq!(file.expires_at, Some(NOW + 86_400));
    assert_eq!(page.call(&file::content(&id)).unwrap(), b"picture");
    assert_eq!(page.call(&file::delete(&id)).unwrap().deleted, Some(true));
    assert_eq!(page.call(&file::get(&id)).unwrap_err().kind, Kind::NotFound);

    let create = CreateUpload {
        filename: "big.jsonl".to_owned(),
        purpose: Purpose::Batch,
        bytes: 10,
        mime_type: "text/jsonl".to_owned(),
        life: Some(LifeSeconds(3_600)),
    };
    let id = page.call(&upload::create(&create)).unwrap().id;
    let part = |text: &str| {
        let content = Rc::new(Bytes(text.into(), text.len() as u64));
        page.call(&upload::part(&id, content, None)).unwrap().id
    };
    let parts = [part("hello"), part("world")];
    let file = page.call(&upload::complete(&id, &parts, None)).unwrap().file.unwrap();
    assert_eq!(page.call(&file::content(&file.id)).unwrap(), b"helloworld");
    let other = page.call(&upload::create(&create)).unwrap().id;
    page.call(&upload::cancel(&other)).unwrap();
}

#[test]
fn vector_stores() {
    let page = page(&Seed::empty());
    let files: Vec<FileId> = ["a", "b", "c"].map(|n| page.file(Purpose::UserData, &format!("{n}.md"), "refund")).into();
    let chunking =
        ChunkingStrategy::Static(StaticChunking { max_chunk_size_tokens: Some(400), chunk_overlap_tokens: Some(200) });
    let create = CreateStore {
        name: Some("Docs".to_owned()),
        description: Some("All of them".to_owned()),
        file_ids: vec![files[0].clone()],
        expires_after: Some(ExpiresAfter::days(7)),
        chunking_strategy: Some(chunking.clone()),
        metadata: [("owner".to_owned(), "ana".to_owned())].into(),
    };
    let store = page.call(&vector_store::create(&create)).unwrap();
    let id = store.id;
    assert_eq!((store.status, store.expires_at), (Some(StoreStatus::InProgress), Some(NOW + 7 * 86_400)));
    let attach =
        Attach { file_id: files[1].clone(), attributes: attributes(), chunking_strategy: Some(ChunkingStrategy::Auto) };
    page.call(&store_file::attach(&id, &attach)).unwrap();
    let each = CreateFileBatch::Each { files: vec![attach] };
    page.call(&file_batch::create(&id, &each)).unwrap();
    let alike = CreateFileBatch::Alike {
        file_ids: vec![files[2].clone()],
        attributes: attributes(),
        chunking_strategy: Some(chunking.clone()),
    };
    let batch = page.call(&file_batch::create(&id, &alike)).unwrap().id;
    page.wait(60);
    assert_eq!(page.call(&file_batch::get(&id, &batch)).unwrap().status, Some(IndexStatus::Completed));
    page.call(&file_batch::cancel(&id, &batch)).unwrap();
    let which =
        ListStoreFiles { filter: Some(IndexStatus::Completed), limit: Some(100), order: Some(Order::Asc), after: None };
    assert_eq!(page.call(&file_batch::files(&id, &batch, &which)).unwrap().data.len(), 1);
    let listed = page.call(&store_file::list(&id, &which)).unwrap().data;
    assert_eq!(listed.iter().map(|file| file.id.clone()).collect::<Vec<_>>(), files);
    assert_eq!(listed[0].chunking_strategy, Some(chunking));
    assert_eq!(page.call(&store_file::get(&id, &files[2])).unwrap().attributes, Some(attributes()));
    page.call(&store_file::update(&id, &files[0], &attributes())).unwrap();
    let text = page.call(&store_file::content(&id, &files[0])).unwrap().data.unwrap().remove(0).text;
    assert_eq!(text.as_deref(), Some("refund"));

    let year = |comparison, year| Filter::Compare(comparison, "year".to_owned(), AttributeValue::Number(year));
    let kinds = ["guide", "menu"].map(|kind| AttributeValue::Text(kind.to_owned())).into();
    let among = Filter::Among(Comparison::In, "kind".to_owned(), kinds);
    let search = Search {
        query: "refund".to_owned(),
        rewrite_query: Some(true),
        max_num_results: Some(2),
        filters: Some(Filter::And(vec![
            Filter::Or(vec![year(Comparison::Gte, 2026.0), year(Comparison::Lt, 2000.0)]),
            among,
        ])),
        ranking_options: Some(RankingOptions { ranker: Some(Ranker::Auto), score_threshold: Some(0.1) }),
    };
    assert_eq!(page.call(&search::search(&id, &search)).unwrap().data.unwrap().len(), 2);

    let change =
        ModifyStore { name: Change::Set("New".to_owned()), expires_after: Change::Clear, metadata: Change::Clear };
    let changed = page.call(&vector_store::modify(&id, &change)).unwrap();
    assert_eq!((changed.name.as_deref(), changed.expires_at, changed.metadata), (Some("New"), None, None));
    page.call(&store_file::detach(&id, &files[0])).unwrap();
    assert_eq!(page.call(&vector_store::get(&id)).unwrap().file_counts.unwrap().total, Some(2));
    page.call(&vector_store::delete(&id)).unwrap();
    assert_eq!(page.call(&vector_store::get(&id)).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn batches() {
    let page = page(&Seed::empty());
    let line = r#"{"custom_id":"a","method":"POST","url":"/v1/responses","body":{"model":"gpt-5"}}"#;
    let input = page.file(Purpose::Batch, "in.jsonl", line);
    let create = CreateBatch {
        metadata: [("description".to_owned(), "one".to_owned())].into(),
        output_life: Some(LifeSeconds(3_600)),
        ..CreateBatch::new(input, Endpoint::Responses)
    };
    let id = page.call(&batch::create(&create)).unwrap().id;
    page.wait(60);
    let done = page.call(&batch::get(&id)).unwrap();
    assert_eq!((done.status.clone(), done.description()), (Some(BatchStatus::Completed), Some("one")));
    let output = page.call(&file::content(&done.output_file_id.unwrap())).unwrap();
    assert!(String::from_utf8(output).unwrap().contains(r#""custom_id":"a""#));
    let refused = page.call(&batch::cancel(&id)).unwrap_err();
    assert_eq!(
        (refused.status, refused.message.as_str()),
        (Some(409), "Cannot cancel a batch with status 'completed'.")
    );
    let id = page.call(&batch::create(&create)).unwrap().id;
    assert_eq!(page.call(&batch::cancel(&id)).unwrap().status, Some(BatchStatus::Cancelling));
}

#[test]
fn a_batch_is_found_by_its_nonce_past_a_page_and_no_further_than_its_input() {
    let page = page(&Seed { number: 1, files: 100, stores: 0, batches: 30 });
    let input = page.file(Purpose::Batch, "a.jsonl", "{}\n");
    let since = page.call(&file::get(&input)).unwrap().created_at.unwrap();
    let make = |nonce: &str| {
        let mut create = CreateBatch::new(input.clone(), Endpoint::Responses);
        create.metadata.insert(NONCE.to_owned(), nonce.to_owned());
        page.call(&batch::create(&create)).unwrap().id
    };
    let wanted = make("d1-1");
    // A page holds a hundred.
    for other in 0..150 {
        make(&format!("d2-{other}"));
    }
    let find = |nonce: &str, since: u64| now(batch_with(&page.client, nonce, since)).unwrap().map(|batch| batch.id);
    assert_eq!(find("d1-1", since), Some(wanted));
    assert_eq!(find("d1-10", since), None);
    // What is older than the input need not be looked through.
    page.wait(60);
    let late = make("d3-1");
    assert_eq!(find("d1-1", since + 30), None);
    assert_eq!(find("d3-1", since + 30), Some(late));
}
