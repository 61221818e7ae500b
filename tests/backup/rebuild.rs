//! A store is made again of nothing but its backup.

use std::collections::BTreeMap;
use std::rc::Rc;

use futures_util::FutureExt;
use quartermaster::backup::manifest::Holding;
use quartermaster::bulk::plan::{Deed, Item};
use quartermaster::openai::attribute::{AttributeValue, Attributes};
use quartermaster::openai::chunking::{ChunkingStrategy, StaticChunking};
use quartermaster::openai::file::{self, CreateFile};
use quartermaster::openai::id::{FileId, StoreId};
use quartermaster::openai::purpose::Purpose;
use quartermaster::openai::request::Call;
use quartermaster::openai::store_file::{self, Attach};
use quartermaster::openai::vector_store::{self, CreateStore, ExpiresAfter};
use quartermaster::transport::Held;
use quartermaster::transport::client::Client;
use quartermaster::transport::demo::seed::Seed;

use crate::desk::{account, back_up, scope};
use crate::take::files;

const EMPTY: Seed = Seed { number: 1, files: 0, stores: 0, batches: 0 };

fn call<T>(client: &Client, call: &Call<T>) -> T {
    client.call(call).now_or_never().unwrap().unwrap()
}

fn upload(client: &Client, purpose: Purpose, name: &str, content: Vec<u8>) -> FileId {
    let content = Rc::new(Held(content));
    call(client, &file::create(CreateFile { purpose, life: None, filename: name.to_owned(), content, progress: None }))
        .id
}

/// What of a store does not depend on the account: its name, description, life and metadata, and of each file its
/// content, its attributes and its chunks.
type Essence = (Vec<String>, BTreeMap<String, String>, Vec<(Vec<u8>, String)>);

fn essence(client: &Client, store: &StoreId) -> Essence {
    let now = call(client, &vector_store::get(store));
    let listed = call(client, &store_file::list(store, &Default::default())).data;
    let mut files: Vec<_> = listed
        .iter()
        .map(|file| {
            let content = call(client, &file::content(&file.id));
            (content, format!("{:?} {:?}", file.attributes, file.chunking_strategy))
        })
        .collect();
    files.sort();
    let words = [format!("{:?}", now.name), format!("{:?}", now.description), format!("{:?}", now.expires_after)];
    (words.into(), now.metadata.unwrap_or_default(), files)
}

fn fill(client: &Client) -> StoreId {
    let store = CreateStore {
        name: Some("Handbücher / 2026".into()),
        description: Some("What \"we\" know".into()),
        expires_after: Some(ExpiresAfter::days(30)),
        metadata: [("team".to_owned(), "support".to_owned())].into(),
        ..CreateStore::default()
    };
    let store = call(client, &vector_store::create(&store)).id;
    let chunking = StaticChunking { max_chunk_size_tokens: Some(400), chunk_overlap_tokens: Some(100) };
    for number in 0..5 {
        let lines = format!("{{\"custom_id\":\"{number}\"}}\n");
        let file_id = upload(client, Purpose::Batch, "same name.jsonl", lines.into_bytes());
        let attributes: Attributes = [
            ("lang".to_owned(), AttributeValue::Text("de".into())),
            ("year".to_owned(), AttributeValue::Number(2020.5 + f64::from(number))),
            ("public".to_owned(), AttributeValue::Flag(number % 2 == 0)),
        ]
        .into();
        let chunking_strategy = (number % 2 == 0).then(|| ChunkingStrategy::Static(chunking.clone()));
        call(client, &store_file::attach(&store, &Attach { file_id, attributes, chunking_strategy }));
    }
    store
}

/// `file` is told the id of a file in the backup, and answers with the one that takes its place.
fn rebuild(client: &Client, holding: &Holding, file: &dyn Fn(&FileId) -> FileId) -> StoreId {
    let store = holding.store.clone();
    let create = CreateStore {
        name: store.name,
        description: store.description,
        expires_after: store.expires_after,
        metadata: store.metadata.unwrap_or_default(),
        ..CreateStore::default()
    };
    let made = call(client, &vector_store::create(&create)).id;
    for held in &holding.files {
        let attributes = held.attributes.clone().unwrap_or_default();
        let chunking_strategy = held.chunking_strategy.clone();
        call(client, &store_file::attach(&made, &Attach { file_id: file(&held.id), attributes, chunking_strategy }));
    }
    made
}

#[test]
fn a_store_of_another_account_is_made_again_from_the_archive_alone() {
    let (_, client) = account(&EMPTY);
    let store = fill(&client);
    let known = files(&client);
    let go = |deed, id: &str| Item { deed, id: id.into(), ..Item::default() };
    let mut plan: Vec<Item> = known.iter().map(|file| go(Deed::DeleteFile, file.id.as_str())).collect();
    plan.push(go(Deed::DeleteStore, store.as_str()));
    let backup = back_up(&client, &scope(&plan, &known));
    assert_eq!((backup.receipt.contents, backup.receipt.stores, backup.receipt.failed.len()), (5, 1, 0));

    let (_, elsewhere) = account(&Seed { number: 9, ..EMPTY });
    let file = |id: &FileId| {
        let entry = backup.manifest.files.iter().find(|entry| entry.file.id == *id).unwrap();
        let content = backup.entries[&entry.content.as_ref().unwrap().path].clone();
        let purpose = entry.file.purpose.clone().unwrap();
        upload(&elsewhere, purpose, entry.file.filename.as_ref().unwrap(), content)
    };
    let holding = &backup.holdings()[0];
    assert!(holding.whole);
    let made = rebuild(&elsewhere, holding, &file);
    assert_eq!(essence(&elsewhere, &made), essence(&client, &store));
}

#[test]
fn a_store_whose_files_stayed_is_made_again_of_them() {
    let (_, client) = account(&EMPTY);
    let store = fill(&client);
    let before = essence(&client, &store);
    let item = Item { deed: Deed::DeleteStore, id: store.shared().clone(), ..Item::default() };
    let backup = back_up(&client, &scope(&[item], &files(&client)));
    assert_eq!(backup.receipt.contents, 0, "contents stay where they are");
    call(&client, &vector_store::delete(&store));
    let made = rebuild(&client, &backup.holdings()[0], &FileId::clone);
    assert_eq!(essence(&client, &made), before);
}
