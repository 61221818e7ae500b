use std::collections::HashSet;
use std::sync::Arc;

use futures_util::FutureExt;
use quartermaster::account::references;
use quartermaster::backup::archive::Unwritten;
use quartermaster::backup::manifest::{About, Kind};
use quartermaster::backup::scope::Scope;
use quartermaster::backup::take::{NOT_GIVEN, WRONG_SIZE, take};
use quartermaster::bulk::plan::{Deed, Item, Use, User};
use quartermaster::openai::file::{self, File};
use quartermaster::openai::id::HasId;
use quartermaster::openai::purpose::Purpose;
use quartermaster::transport::client::Client;
use quartermaster::transport::demo::faults::Fault;
use quartermaster::transport::demo::seed::Seed;

use crate::desk::{Disk, account, back_up, of_files, scope};

fn small(seed: u64) -> Seed {
    Seed { number: seed, files: 160, stores: 12, batches: 14 }
}

pub fn files(client: &Client) -> Vec<File> {
    references::files(client).now_or_never().unwrap().unwrap()
}

fn content(client: &Client, file: &File) -> Vec<u8> {
    client.call(&file::content(&file.id)).now_or_never().unwrap().unwrap()
}

fn is_given(file: &File) -> bool {
    file.purpose.as_ref().unwrap().downloadable() == Some(true)
}

fn faults(json: &str) -> Vec<Fault> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn every_content_that_is_given_is_there_byte_for_byte_and_the_rest_is_named() {
    for seed in 1..6 {
        let (_, client) = account(&small(seed));
        let all = files(&client);
        let backup = back_up(&client, &of_files(&all));
        assert_eq!(backup.manifest.files.len(), all.len());
        for entry in &backup.manifest.files {
            match &entry.content {
                Some(at) => {
                    assert_eq!(backup.entries[&at.path], content(&client, &entry.file), "{}", at.path);
                    assert_eq!((at.kind, Some(at.bytes)), (Kind::File, entry.file.bytes));
                    assert_eq!(entry.missing, None);
                }
                None => {
                    assert!(!is_given(&entry.file));
                    assert_eq!(&*entry.missing.as_ref().unwrap().key, NOT_GIVEN);
                }
            }
        }
        let given = all.iter().filter(|file| is_given(file)).count() as u64;
        assert!(given > 0 && given < all.len() as u64);
        assert_eq!((backup.receipt.contents, backup.receipt.not_given), (given, all.len() as u64 - given));
        assert_eq!(backup.receipt.failed, []);
        let last = backup.progress.last().unwrap();
        assert_eq!((last.objects, last.bytes), (last.of, last.of_bytes), "progress ends at its end");
        assert!(backup.progress.is_sorted_by_key(|now| now.bytes), "and never goes back");
        assert!(backup.disk.most <= 2 << 20, "{} bytes at once", backup.disk.most);
    }
}

#[test]
fn what_a_store_parsed_stands_in_for_what_is_not_given() {
    let (_, client) = account(&small(2));
    let reading = references::read(&client, 4, &|_, _| ()).now_or_never().unwrap().unwrap();
    let all = files(&client);
    let in_store = |file: &&File| !is_given(file) && !reading.references.uses(file.id.as_str()).is_empty();
    let plan: Vec<Item> = all
        .iter()
        .filter(in_store)
        .map(|file| Item {
            id: file.id.shared().clone(),
            uses: reading.references.uses(file.id.as_str()).into(),
            ..Item::default()
        })
        .filter(|item| item.stores().next().is_some())
        .collect();
    assert!(!plan.is_empty());
    let scope = scope(&plan, &all);
    assert_eq!(scope.outline().text.files, plan.len() as u64);
    let backup = back_up(&client, &scope);
    assert_eq!(backup.receipt.texts + backup.receipt.failed.len() as u64, plan.len() as u64);
    assert!(backup.receipt.texts > 0);
    for entry in backup.manifest.files.iter().filter(|entry| entry.missing.is_none()) {
        let at = entry.content.as_ref().unwrap();
        let told: serde_json::Value = serde_json::from_slice(&backup.entries[&at.path]).unwrap();
        assert!(at.kind == Kind::ParsedText && told["data"][0]["text"].is_string(), "{told}");
    }
    // The places in the stores that stay are kept, and no other file's.
    for holding in backup.holdings() {
        assert!(!holding.whole);
        assert!(holding.files.iter().all(|file| plan.iter().any(|item| item.id == *file.id())));
    }
    let places: usize = backup.holdings().iter().map(|holding| holding.files.len()).sum();
    assert_eq!(places, plan.iter().map(|item| item.stores().count()).sum::<usize>());
}

#[test]
fn what_fails_is_named_and_hinders_nothing_else() {
    let (demo, client) = account(&small(3));
    let all: Vec<File> = files(&client).into_iter().filter(is_given).collect();
    let (gone, broken) = (all[0].id.as_str(), all[1].id.as_str());
    demo.set_faults(
        faults(&format!(
            r#"[{{"path":"/files/{gone}/content","kind":{{"status":{{"status":404}}}}}},
                {{"path":"/files/{broken}/content","kind":{{"status":{{"status":500}}}}}}]"#
        )),
        1,
    );
    let backup = back_up(&client, &of_files(&all));
    let failed: HashSet<(&str, &str)> =
        backup.receipt.failed.iter().map(|failed| (&*failed.id, &*failed.why.key)).collect();
    assert_eq!(failed, HashSet::from([(gone, "not_found"), (broken, "server")]));
    assert_eq!(backup.receipt.contents, all.len() as u64 - 2);
    let entry = backup.manifest.files.iter().find(|entry| entry.file.id.as_str() == broken).unwrap();
    assert_eq!((&entry.content, entry.missing.as_ref().unwrap().status), (&None, Some(500)));
}

#[test]
fn what_breaks_off_in_between_is_taken_up_where_it_broke_off() {
    let (demo, client) = account(&small(4));
    let all: Vec<File> = files(&client).into_iter().filter(is_given).collect();
    demo.set_faults(
        faults(
            r#"[{"path":"*/content","kind":"cut_body","chance":0.4},{"path":"*/content","kind":"reset","chance":0.2}]"#,
        ),
        7,
    );
    let backup = back_up(&client, &of_files(&all));
    demo.set_faults(Vec::new(), 1);
    assert_eq!(backup.receipt.failed, []);
    for entry in &backup.manifest.files {
        assert_eq!(backup.entries[&entry.content.as_ref().unwrap().path], content(&client, &entry.file));
    }
}

#[test]
fn a_key_that_is_refused_is_not_asked_with_again() {
    let (demo, client) = account(&small(5));
    let all = files(&client);
    demo.set_faults(faults(r#"[{"path":"/files","kind":{"status":{"status":401}}}]"#), 1);
    let backup = back_up(&client, &of_files(&all));
    let given = all.iter().filter(|file| is_given(file)).count();
    let answered = backup.receipt.failed.len() as u64 + backup.receipt.not_given;
    assert_eq!(answered, all.len() as u64);
    assert!(backup.receipt.failed.len() >= given && backup.receipt.contents == 0);
    assert!(backup.receipt.failed.iter().all(|failed| &*failed.why.key == "bad_key"));
}

#[test]
fn a_file_that_is_not_listed_is_asked_for() {
    let (_, client) = account(&small(6));
    let all = files(&client);
    let pick = |purpose| all.iter().find(|file| file.purpose.as_ref() == Some(&purpose)).unwrap();
    let (given, kept) = (pick(Purpose::Batch), pick(Purpose::UserData));
    let items: Vec<Item> = [given, kept].map(|file| Item { id: file.id.shared().clone(), ..Item::default() }).into();
    let backup = back_up(&client, &scope(&items, &[]));
    let told: Vec<&File> = backup.manifest.files.iter().map(|entry| &entry.file).collect();
    assert!(told.contains(&given) && told.contains(&kept), "with all that the API says of them");
    assert_eq!((backup.receipt.contents, backup.receipt.not_given), (1, 1));
}

#[test]
fn a_content_of_another_size_than_was_said_is_told_of() {
    let (_, client) = account(&small(7));
    let mut all: Vec<File> = files(&client).into_iter().filter(is_given).take(1).collect();
    all[0].bytes = all[0].bytes.map(|bytes| bytes + 1);
    let backup = back_up(&client, &of_files(&all));
    assert_eq!(&*backup.receipt.failed[0].why.key, WRONG_SIZE);
    assert_eq!(backup.receipt.contents, 0);
}

#[test]
fn a_plan_tells_what_is_kept_of_it() {
    let uses = |store: &str| Use { by: User::Store, id: store.into(), name: "".into() };
    let item = |deed, id: &str, stores: &[&str]| Item {
        deed,
        id: id.into(),
        uses: stores.iter().map(|store| uses(store)).collect(),
        ..Item::default()
    };
    let plan = [
        item(Deed::DeleteFile, "file-1", &["vs_1", "vs_2"]),
        item(Deed::RemoveFile, "file-2", &["vs_2"]),
        item(Deed::DeleteStore, "vs_1", &[]),
        item(Deed::CancelBatch, "batch_1", &[]),
    ];
    let scope = scope(&plan, &[]);
    assert_eq!(scope.files.iter().map(|chosen| chosen.file.id.as_str()).collect::<Vec<_>>(), ["file-1"]);
    let stores: Vec<_> = scope.stores.iter().map(|store| (store.id.as_str(), store.goes)).collect();
    assert_eq!(stores, [("vs_1", true), ("vs_2", false)]);
    let mut placed: Vec<&Arc<str>> = scope.placed.iter().collect();
    placed.sort();
    assert_eq!(placed.iter().map(|id| &***id).collect::<Vec<_>>(), ["file-1", "file-2"]);
    assert!(Scope::of(&quartermaster::bulk::plan::Plan::new(vec![plan[3].clone()]), &|_| None).is_empty());
}

#[test]
fn a_full_disk_is_said_and_ends_it() {
    let (_, client) = account(&small(1));
    let scope = of_files(&files(&client));
    let mut disk = Disk { room: Some(10), ..Disk::default() };
    let taken = take(&client, &scope, About::default(), &mut disk, &|_| ()).now_or_never().unwrap();
    assert_eq!(taken, Err(Unwritten));
}
