//! Findings are what a count by hand of the same account says, whatever grew in it.

use std::collections::{BTreeMap, BTreeSet};

use quartermaster::account::details::Kind;
use quartermaster::account::findings::{FINDINGS, Finding, Keep};
use quartermaster::openai::request::Method;
use quartermaster::transport::demo::incoming::{Incoming, IncomingBody};
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;
use serde_json::Value;

use crate::desk::{GRACE, NOW, account, survey};

/// The account's own answer, page by page.
fn all(demo: &Demo, path: &str) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    loop {
        let after = found.last().map(|last| last["id"].as_str().unwrap().to_owned());
        let mut query = vec![("limit".to_owned(), "100".to_owned())];
        query.extend(after.map(|after| ("after".to_owned(), after)));
        let asked = Incoming { method: Method::Get, path: path.to_owned(), query, body: IncomingBody::Empty };
        let answer = demo.with_account(|account| account.answer(&asked, NOW * 1000));
        let page: Value = serde_json::from_slice(&answer.body).unwrap();
        found.extend(page["data"].as_array().unwrap().iter().cloned());
        if page["has_more"] != true {
            return found;
        }
    }
}

struct Truth {
    files: Vec<Value>,
    stores: Vec<Value>,
    /// The files of each store, by its id.
    held: BTreeMap<String, Vec<Value>>,
    batches: Vec<Value>,
}

const OVER: [&str; 4] = ["completed", "failed", "expired", "cancelled"];

fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

impl Truth {
    fn of(demo: &Demo) -> Truth {
        let stores = all(demo, "/vector_stores");
        let held = stores.iter().map(|store| (id(store), all(demo, &format!("/vector_stores/{}/files", id(store)))));
        Truth { held: held.collect(), files: all(demo, "/files"), batches: all(demo, "/batches"), stores }
    }

    fn in_store(&self, file: &str) -> bool {
        self.held.values().flatten().any(|held| held["id"] == file)
    }

    fn batches_of(&self, file: &str) -> Vec<(&str, &str)> {
        let mut of = Vec::new();
        for batch in &self.batches {
            for field in ["input_file_id", "output_file_id", "error_file_id"] {
                if batch[field] == file {
                    of.push((field, batch["status"].as_str().unwrap()));
                }
            }
        }
        of
    }

    fn is_living(&self, file: &str) -> bool {
        self.batches_of(file).iter().any(|(field, status)| *field == "input_file_id" && !OVER.contains(status))
    }

    fn is_new(object: &Value) -> bool {
        NOW - object["created_at"].as_u64().unwrap() < GRACE * 3_600
    }

    fn files(&self, wanted: impl Fn(&str, &Value) -> bool) -> BTreeSet<String> {
        self.files.iter().filter(|file| wanted(&id(file), file)).map(id).collect()
    }

    fn stores(&self, wanted: impl Fn(&Value) -> bool) -> BTreeSet<String> {
        self.stores.iter().filter(|store| !Truth::is_new(store) && wanted(store)).map(id).collect()
    }

    fn held(&self, wanted: impl Fn(&Value) -> bool) -> BTreeSet<String> {
        self.held.values().flatten().filter(|held| wanted(held)).map(id).collect()
    }

    /// The ids of a finding.
    fn of_finding(&self, key: &str) -> BTreeSet<String> {
        let provable = ["assistants", "assistants_output", "batch", "batch_output"];
        let purpose = |file: &Value| file["purpose"].as_str().unwrap().to_owned();
        let assistants_end = 1_787_788_800; // the end of 2026-08-26
        let past = |file: &str, object: &Value| !self.in_store(file) && !self.is_living(file) && !Truth::is_new(object);
        let counts = |store: &Value, of: &str| store["file_counts"][of].as_u64().unwrap();
        match key {
            "unused_files" => self.files(|id, file| {
                past(id, file) && self.batches_of(id).is_empty() && provable.contains(&&*purpose(file))
            }),
            "batch_files" => self.files(|id, file| {
                let of = self.batches_of(id);
                past(id, file) && of.iter().any(|(_, status)| !["failed", "expired", "cancelled"].contains(status))
            }),
            "failed_batch_files" => self.files(|id, file| {
                let of = self.batches_of(id);
                let failed = |(_, status): &(&str, &str)| ["failed", "expired", "cancelled"].contains(status);
                past(id, file) && !of.is_empty() && of.iter().all(failed)
            }),
            "assistants_files" => self.files(|_, file| {
                ["assistants", "assistants_output"].contains(&&*purpose(file))
                    && file["created_at"].as_u64().unwrap() < assistants_end
            }),
            "large_files" => self.files(|_, file| file["bytes"].as_u64() >= Some(100 << 20)),
            "old_files" => self.files(|_, file| NOW - file["created_at"].as_u64().unwrap() > 365 * 86_400),
            "expired_stores" => self.stores(|store| store["status"] == "expired"),
            "empty_stores" => self.stores(|store| counts(store, "total") == 0),
            "unused_stores" => self.stores(|store| {
                store["last_active_at"].as_u64().unwrap() <= store["created_at"].as_u64().unwrap() + 3_600
            }),
            "failing_stores" => self.stores(|store| {
                counts(store, "failed") > 0 && counts(store, "completed") + counts(store, "in_progress") == 0
            }),
            "assistants_stores" => self.stores(|store| {
                let marked = store["metadata"].to_string().to_lowercase().contains("assistant");
                (store["name"].as_str().unwrap_or_default().is_empty() || marked)
                    && store["created_at"].as_u64().unwrap() < assistants_end
            }),
            "large_stores" => self.stores(|store| store["usage_bytes"].as_u64() >= Some(1 << 30)),
            "gone_files" => self.held(|held| !self.files.iter().any(|file| file["id"] == held["id"])),
            "stuck_files" => {
                self.held(|held| held["status"] == "in_progress" && NOW > held["created_at"].as_u64().unwrap() + 600)
            }
            "replaced_stores" => BTreeSet::new(),
            other => unreachable!("{other}"),
        }
    }
}

#[test]
fn every_finding_is_what_a_count_by_hand_finds_over_many_seeds() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for number in 1..=24 {
        let seed = Seed { number, files: 260, stores: 26, batches: 24 };
        let (demo, client) = account(&seed);
        let survey = survey(&client);
        let truth = Truth::of(&demo);
        assert!(survey.references.is_whole());
        for finding in FINDINGS.iter().filter(|finding| finding.key != "duplicates") {
            let items = finding.items(&survey, GRACE, Keep::default());
            let found: BTreeSet<String> = items.iter().map(|item| item.id.to_string()).collect();
            assert_eq!(found.len(), items.len(), "{} names each object once", finding.key);
            assert_eq!(found, truth.of_finding(finding.key), "{} of seed {number}", finding.key);
            *seen.entry(finding.key).or_default() += found.len();
            // What the page counts are those that nothing in use would miss.
            let counted = finding.look(&survey, GRACE);
            let is_missed = |file: &&String| truth.in_store(file) || truth.is_living(file);
            let in_use = if finding.kind == Kind::File { found.iter().filter(is_missed).count() as u64 } else { 0 };
            assert_eq!((counted.count, counted.in_use), (found.len() as u64 - in_use, in_use), "{}", finding.key);
        }
    }
    // A finding of which there is never anything would prove nothing.
    for finding in FINDINGS
        .iter()
        .filter(|finding| !["duplicates", "replaced_stores", "large_stores", "large_files"].contains(&finding.key))
    {
        assert!(seen[finding.key] > 0, "{} is never found", finding.key);
    }
}

#[test]
fn of_files_that_look_the_same_the_one_that_is_wanted_stays() {
    let (demo, client) = account(&Seed { number: 3, files: 600, stores: 20, batches: 0 });
    let survey = survey(&client);
    let truth = Truth::of(&demo);
    let mut groups: BTreeMap<(String, u64), Vec<&Value>> = BTreeMap::new();
    for file in truth.files.iter().filter(|file| file["filename"] != "" && file["bytes"].is_u64()) {
        let look = (file["filename"].as_str().unwrap().to_owned(), file["bytes"].as_u64().unwrap());
        groups.entry(look).or_default().push(file);
    }
    groups.retain(|_, files| files.len() > 1);
    assert!(groups.len() > 3);
    let used = |file: &Value| truth.held.values().flatten().filter(|held| held["id"] == file["id"]).count();
    let created = |file: &Value| file["created_at"].as_i64().unwrap();
    let finding = Finding::of("duplicates").unwrap();
    for keep in Keep::ALL {
        let items = finding.items(&survey, GRACE, keep);
        let gone: BTreeSet<&str> = items.iter().map(|item| &*item.id).collect();
        for files in groups.values() {
            let stays: Vec<&&Value> =
                files.iter().filter(|file| !gone.contains(file["id"].as_str().unwrap())).collect();
            assert_eq!(stays.len(), 1, "one of each stays");
            let best = |file: &Value| match keep {
                Keep::Newest => (0, created(file)),
                Keep::Oldest => (0, -created(file)),
                Keep::MostUsed => (used(file), created(file)),
            };
            assert_eq!(best(stays[0]), files.iter().map(|file| best(file)).max().unwrap(), "{keep:?}");
        }
        assert_eq!(gone.len(), groups.values().map(|files| files.len() - 1).sum::<usize>());
    }
}
