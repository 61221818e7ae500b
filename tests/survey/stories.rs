//! The sentence that says why a file is there.

use std::sync::Arc;

use quartermaster::account::references::{Book, References};
use quartermaster::account::standing::Grace;
use quartermaster::account::story::story;
use quartermaster::openai::file::File;
use quartermaster::openai::vector_store::VectorStore;
use quartermaster::text::Lang;
use serde_json::json;

use crate::desk::NOW;

const DAY: u64 = 86_400;

fn file(purpose: &str, days: u64) -> File {
    serde_json::from_value(json!({ "id": "file-1", "purpose": purpose, "created_at": NOW - days * DAY })).unwrap()
}

fn references(stores: &[(&str, &str)], batches: &[serde_json::Value], unread: bool) -> References {
    let mut book = Book::default();
    let mut listed: Vec<VectorStore> = Vec::new();
    for (id, name) in stores {
        let store: VectorStore = serde_json::from_value(json!({ "id": id, "name": name })).unwrap();
        book.keep(&store, &[serde_json::from_value(json!({ "id": "file-1" })).unwrap()], 1);
        listed.push(store);
    }
    if unread {
        listed.push(serde_json::from_value(json!({ "id": "vs_unread" })).unwrap());
    }
    let batches = batches.iter().map(|batch| Arc::new(serde_json::from_value(batch.clone()).unwrap())).collect();
    book.references(&listed, batches, Vec::new(), 1)
}

fn said(file: &File, references: &References) -> [(String, String); 2] {
    let grace = Grace { now: NOW, period: 48 * 3_600 };
    let story = story(file, references, grace);
    [Lang::En, Lang::Fr].map(|lang| (lang.story(&story, NOW), lang.certainty(&story, 48)))
}

#[test]
fn the_output_of_a_batch_says_which_and_when() {
    let batch = json!({
        "id": "batch_1", "status": "completed", "output_file_id": "file-1", "completed_at": NOW - 13 * DAY,
        "metadata": { "description": "nightly-eval" },
    });
    let [(en, sure), (fr, sur)] = said(&file("batch_output", 13), &references(&[], &[batch], false));
    assert_eq!(en, "Output of batch “nightly-eval”, finished 13\u{A0}days ago, in no vector store.");
    assert_eq!(
        fr,
        "Sortie du batch «\u{A0}nightly-eval\u{A0}», terminé il y a 13\u{A0}jours, dans aucun vector store."
    );
    assert!(sure.starts_with("Of a batch that has ended"), "{sure}");
    assert!(sur.starts_with("D’un batch terminé"), "{sur}");
}

#[test]
fn a_running_batch_and_stores_are_named() {
    let batch = |id: &str, status: &str| json!({ "id": id, "status": status, "input_file_id": "file-1" });
    let both = [batch("batch_1", "completed"), batch("batch_2", "in_progress")];
    let [(en, sure), _] = said(&file("batch", 400), &references(&[("vs_1", "Handbook")], &both, false));
    assert_eq!(en, "Input of batch “batch_2”, which is still running, and of 1 other, in vector store “Handbook”.");
    assert_eq!(sure, "In use: vector stores hold it.");
    let three = [("vs_1", "a"), ("vs_2", ""), ("vs_3", "c")];
    let [(en, _), (fr, _)] = said(&file("assistants", 400), &references(&three, &[], false));
    assert_eq!(en, "Uploaded for assistants 1\u{A0}year ago, in 3 vector stores.");
    assert_eq!(fr, "Envoyé pour assistants il y a 1\u{A0}an, dans 3 vector stores.");
}

#[test]
fn how_sure_it_is_comes_with_the_reason() {
    let nothing = references(&[], &[], false);
    let sure = |file: &File, references: &References| said(file, references)[0].1.clone();
    assert_eq!(
        sure(&file("assistants", 9), &nothing),
        "Unused: no vector store holds it and no batch refers to it; all of them were read."
    );
    assert_eq!(
        sure(&file("user_data", 9), &nothing),
        "Cannot be proven unused: of files for user_data the API does not show every use."
    );
    assert_eq!(sure(&file("assistants", 1), &nothing), "Too new to be called unused: it is younger than 48 hours.");
    assert!(
        sure(&file("assistants", 9), &references(&[], &[], true))
            .starts_with("Not known: 1 vector store could not be read")
    );
    assert!(sure(&file("assistants", 9), &References::blank()).starts_with("Not known yet"));
    assert_eq!(said(&file("assistants", 9), &References::blank())[0].0, "Uploaded for assistants 9\u{A0}days ago.");
}
