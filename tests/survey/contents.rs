//! Duplicates by their contents: what is proven equal, what different, and what nobody can know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures_util::FutureExt;
use quartermaster::account::digests::{Digests, candidates, read, read_record, record};
use quartermaster::account::findings::{Finding, Keep, Proof};
use quartermaster::account::references;
use quartermaster::bulk::plan::Why;
use quartermaster::openai::file::{self, CreateFile, File};
use quartermaster::openai::purpose::Purpose;
use quartermaster::table::chunks::Chunks;
use quartermaster::transport::Held;
use quartermaster::transport::client::Client;
use quartermaster::transport::demo::seed::Seed;

use crate::desk::{GRACE, account, survey_with};

/// Files that look alike in every way, of which the contents are drawn from two.
fn plant(number: u64) -> Client {
    let (_, client) = account(&Seed { number, files: 40, stores: 3, batches: 2 });
    let mut state = number;
    let mut draw = |of: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % of
    };
    for _ in 0..60 {
        let name = ["a.jsonl", "b.jsonl", "c.jsonl"][draw(3) as usize];
        let purpose = [Purpose::Batch, Purpose::Vision, Purpose::UserData][draw(3) as usize].clone();
        let content = ["{\"a\":1}\n", "{\"b\":2}\n", "{\"c\":33}\n"][draw(3) as usize];
        let content = std::rc::Rc::new(Held(content.as_bytes().to_vec()));
        let file = CreateFile { purpose, life: None, filename: name.to_owned(), content, progress: None };
        client.call(&file::create(file)).now_or_never().unwrap().unwrap();
    }
    client
}

fn files(client: &Client) -> Vec<File> {
    references::files(client).now_or_never().unwrap().unwrap()
}

fn is_given(file: &File) -> bool {
    file.purpose.as_ref().unwrap().downloadable() == Some(true)
}

fn compare(client: &Client, files: &[File]) -> Digests {
    let all: Chunks<File> = files.iter().cloned().map(Arc::new).collect();
    let (mut known, found) = (Digests::default(), std::cell::RefCell::new(Vec::<(Arc<str>, Arc<str>)>::new()));
    let wanted = candidates(&all, &known);
    assert!(!wanted.is_empty() && wanted.iter().all(|file| is_given(file)));
    read(client, &wanted, &|_| (), &|file, answer| {
        found.borrow_mut().push((file.id.as_str().into(), answer.unwrap()));
    })
    .now_or_never()
    .unwrap();
    // As it comes back from the device.
    known.add(read_record(&record(&found.into_inner())));
    assert!(candidates(&all, &known).is_empty(), "nothing is read twice");
    known
}

#[test]
fn only_what_is_proven_equal_is_called_so_and_what_is_proven_different_stays() {
    for number in 1..12 {
        let client = plant(number);
        let all = files(&client);
        let reading = references::read(&client, 4, &|_, _| ()).now_or_never().unwrap().unwrap();
        let digests = compare(&client, &all);
        let survey = survey_with(all.clone(), reading.stores, reading.references, digests);
        let truth: BTreeMap<&str, Vec<u8>> = all
            .iter()
            .filter(|file| is_given(file))
            .map(|file| (file.id.as_str(), client.call(&file::content(&file.id)).now_or_never().unwrap().unwrap()))
            .collect();
        let by_id: BTreeMap<&str, &File> = all.iter().map(|file| (file.id.as_str(), file)).collect();
        let finding = Finding::of("duplicates").unwrap();
        let mut gone = BTreeSet::new();
        for keep in Keep::ALL {
            let items = finding.items(&survey, GRACE, keep);
            gone = items.iter().map(|item| item.id.clone()).collect();
            for item in &items {
                let (Why::EqualTo(stays) | Why::CopyOf(stays)) = &item.why else { unreachable!("{:?}", item.why) };
                assert!(!gone.contains(stays), "the one that stays goes too");
                let contents = (truth.get(&*item.id), truth.get(&**stays));
                match &item.why {
                    Why::EqualTo(_) => assert!(contents.0.is_some() && contents.0 == contents.1),
                    _ => {
                        assert!(contents.0.is_none() || contents.1.is_none(), "both are known");
                    }
                }
            }
            // Of contents that are known, one of each stays.
            for (id, content) in &truth {
                let mut twins = truth.iter().filter(|(_, other)| *other == content).map(|(id, _)| *id);
                let is_left = twins.any(|id| !gone.contains(id));
                assert!(is_left, "nothing is left of {id}");
            }
        }
        let Proof { equal, unproven, different } = finding.look(&survey, GRACE).proof;
        assert_eq!(equal + unproven, gone.len() as u64);
        assert!(equal > 0, "seed {number}: nothing proven");
        let looks = |id: &str| (by_id[id].filename.clone(), by_id[id].bytes);
        let alike =
            |id: &str| -> Vec<&str> { by_id.keys().copied().filter(|other| looks(other) == looks(id)).collect() };
        let known = |id: &str| -> BTreeSet<&[u8]> {
            alike(id).into_iter().filter_map(|other| truth.get(other).map(Vec::as_slice)).collect()
        };
        // Alone with what it holds, though others look like it.
        let is_different = |id: &&&str| {
            let peers = alike(id).len() > 1 && known(id).len() > 1;
            let of_its_kind = |other: &&&str| match truth.get(**id) {
                Some(content) => {
                    truth.get(**other).map_or(known(other) == BTreeSet::from([&**content]), |its| its == content)
                }
                None => !truth.contains_key(**other) && looks(other) == looks(id),
            };
            peers && by_id.keys().filter(of_its_kind).count() == 1
        };
        assert_eq!(different, by_id.keys().filter(is_different).count() as u64, "seed {number}");
    }
}

#[test]
fn before_contents_are_compared_looks_count() {
    let client = plant(3);
    let all = files(&client);
    let reading = references::read(&client, 4, &|_, _| ()).now_or_never().unwrap().unwrap();
    let survey = survey_with(all, reading.stores, reading.references, Digests::default());
    let found = Finding::of("duplicates").unwrap().look(&survey, GRACE);
    assert_eq!((found.proof.equal, found.proof.different), (0, 0));
    assert_eq!(found.proof.unproven, found.count + found.in_use);
    assert!(found.proof.unproven > 0);
}
