//! Looking at one object: what the first bytes of a file are, JSON laid out, an object found by a few letters.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use proptest::prelude::*;
use quartermaster::account::batch_row::BatchRow;
use quartermaster::account::columns;
use quartermaster::account::details::{self, Kind, Label, Shown, batches_of};
use quartermaster::json::pretty;
use quartermaster::openai::file::File;
use quartermaster::preview::{Preview, preview};
use quartermaster::table::column::Value;
use quartermaster::table::export::safe_name;
use quartermaster::table::lookup::lookup;
use quartermaster::table::rows::Table;
use serde_json::json;

fn text(text: &str) -> Preview {
    Preview::Text(text.to_owned())
}

#[test]
fn each_kind_of_content_is_told_by_its_bytes() {
    let of = |bytes: &[u8], name: &str| preview(bytes, true, name);
    assert_eq!(of(b"", "a.png"), Preview::Empty);
    assert_eq!(of(b"\x89PNG\r\n\x1a\n....", "a.txt"), Preview::Image("image/png"));
    assert_eq!(of(b"\xff\xd8\xff\xe0", ""), Preview::Image("image/jpeg"));
    assert_eq!(of(b"GIF89a", ""), Preview::Image("image/gif"));
    assert_eq!(of(b"RIFF\x10\0\0\0WEBPVP8 ", ""), Preview::Image("image/webp"));
    assert_eq!(of(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a.txt"), Preview::Binary);
    assert_eq!(of(b"PK\x03\x04\0", "a.docx"), Preview::Binary);
    // An image by its name alone is none.
    assert_eq!(of(b"hello", "a.png"), text("hello"));
    assert_eq!(of("\u{feff}été".as_bytes(), "a"), text("été"));
    assert_eq!(of(b"<svg onload=alert(1)></svg>", "a.svg"), text("<svg onload=alert(1)></svg>"));
    assert_eq!(of(b"<html><script>1</script>", "a.html"), text("<html><script>1</script>"));
    assert_eq!(of(b"{\"a\":1}", "a"), Preview::Json("{\n  \"a\": 1\n}".into()));
    assert_eq!(of(b"{\"a\":1}\n{\"b\":2}\n", "a"), Preview::Jsonl(vec!["{\"a\":1}".into(), "{\"b\":2}".into()]));
    assert_eq!(of(b"{\"a\":1}\n", "a.JSONL"), Preview::Jsonl(vec!["{\"a\":1}".into()]));
    assert_eq!(of(b"[not json", "a"), text("[not json"));
    let csv = Preview::Csv(vec![vec!["a".into(), "b".into()], vec!["1,\"x\"".into(), String::new()]]);
    assert_eq!(of(b"a,b\r\n\"1,\"\"x\"\"\",\r\n", "t.CSV"), csv);
    assert_eq!(of(b"a,b\n1,2", "t.txt"), text("a,b\n1,2"));
}

#[test]
fn what_the_end_of_the_head_cuts_is_left_out() {
    let head = "aé".as_bytes();
    assert_eq!(preview(&head[..2], false, ""), text("a"));
    assert_eq!(preview(&head[..2], true, ""), Preview::Binary);
    assert_eq!(
        preview(b"a,b\n1,2\n3,", false, "t.csv"),
        Preview::Csv(vec![vec!["a".into(), "b".into()], vec!["1".into(), "2".into()]])
    );
    let Preview::Jsonl(lines) = preview(b"{\"a\":1}\n{\"b\":2}\n{\"c\":", false, "") else { panic!("no lines") };
    assert_eq!(lines.len(), 2);
    assert_eq!(preview(b"{\"a\":[1,", false, ""), Preview::Json("{\n  \"a\": [\n    1,\n    ".into()));
}

#[test]
fn what_cannot_be_seen_in_a_text_is_shown_as_its_number() {
    assert_eq!(preview("a\tb\u{202e}c\r\nd".as_bytes(), true, ""), text("a\tb⟨U+202E⟩c\nd"));
}

fn files(names: &[&str]) -> Table<File> {
    let file = |(number, name): (usize, &&str)| {
        let file = json!({"id": format!("file-{number}"), "filename": name, "purpose": "batch"});
        Arc::new(serde_json::from_value(file).unwrap())
    };
    Table::new(names.iter().enumerate().map(file).collect(), |file: &File| file.id.as_str(), columns::FILES)
}

#[test]
fn an_object_is_found_by_every_word_in_name_or_id_and_the_search_ends_early() {
    let rows = files(&["Invoice May.pdf", "invoice june.pdf", "handbook.md", "file-2 copy"]);
    assert_eq!(lookup(&rows, "INVOICE", 20), [0, 1]);
    assert_eq!(lookup(&rows, "june inv", 20), [1]);
    assert_eq!(lookup(&rows, "file-1 june", 20), [1]);
    assert_eq!(lookup(&rows, "batch", 20), [0; 0], "the purpose is not searched");
    assert_eq!(lookup(&rows, "  ", 20), [0; 0]);
    assert_eq!(lookup(&rows, "i", 2), [0, 1]);
    assert_eq!(lookup(&rows, " file-2 ", 20), [2, 3]);
    let rows = files(&["copy of file-1", "itself"]);
    assert_eq!(lookup(&rows, "file-1", 20), [1, 0], "the one whose id it is comes first");
}

#[test]
fn a_batch_tells_its_times_in_order_and_a_file_the_batches_that_use_it() {
    let batch = |value: serde_json::Value| BatchRow::alone(Arc::new(serde_json::from_value(value).unwrap()));
    let done = batch(json!({
        "id": "batch_1", "status": "completed", "created_at": 10, "in_progress_at": 20, "completed_at": 40,
        "finalizing_at": 30, "expires_at": 99, "input_file_id": "file-in", "output_file_id": "file-out",
        "error_file_id": "", "metadata": {"who": "me"}, "errors": {"data": [{"line": 7, "message": "bad"}]},
    }));
    let running = batch(json!({"id": "batch_2", "created_at": 10, "expires_at": 99, "input_file_id": "file-in"}));
    let line = |batch: &BatchRow| {
        let sections = details::batch(batch, 50);
        let line = sections.iter().find(|section| section.key == "time_line").unwrap();
        line.facts
            .iter()
            .map(|fact| match fact.label {
                Label::Key(key) => key,
                _ => panic!("a time without a key"),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(line(&done), ["created", "in_progress_at", "finalizing_at", "completed_at"]);
    assert_eq!(line(&running), ["created", "deadline"]);
    let links = |batch: &BatchRow| {
        let sections = details::batch(batch, 50);
        let facts =
            sections.into_iter().find(|section| section.key == "batch_files").map(|section| section.facts.len());
        facts.unwrap_or_default()
    };
    assert_eq!((links(&done), links(&running)), (2, 1));
    let sections = details::batch(&done, 50);
    let errors = sections.iter().find(|section| section.key == "errors").unwrap();
    assert_eq!((errors.facts[0].label, errors.facts[0].shown), (Label::Line(7), Shown::Value(Value::Text("bad"))));

    let all = [done.clone(), running];
    let uses = |file: &str| {
        let facts = batches_of(file, all.iter().map(|row| &*row.batch));
        facts.iter().map(|fact| (fact.label, fact.shown)).collect::<Vec<_>>().len()
    };
    assert_eq!((uses("file-in"), uses("file-out"), uses("file-else"), uses("")), (2, 1, 0, 0));
    assert_eq!(batches_of("file-out", all.iter().map(|row| &*row.batch))[0].shown, Shown::Link(Kind::Batch, "batch_1"));
}

#[test]
fn a_download_has_a_name_that_every_system_takes() {
    assert_eq!(safe_name("report 2026.txt"), "report 2026.txt");
    assert_eq!(safe_name("../../etc/passwd"), "_.._etc_passwd");
    assert_eq!(safe_name("C:\\con|?*.txt"), "C__con___.txt");
    assert_eq!(safe_name(" .. "), "_");
    assert!(!safe_name("invoice\u{202e}fdp.exe").contains('\u{202e}'));
    assert!(safe_name(&"é".repeat(500)).chars().count() <= 150);
}

proptest! {
    #[test]
    fn any_bytes_have_a_preview(bytes in prop::collection::vec(any::<u8>(), 0..300), whole: bool, name in ".{0,8}(\\.csv|\\.jsonl|)") {
        preview(&bytes, whole, &name);
    }

    #[test]
    fn text_stays_text_wherever_it_is_cut(letters in "[a-zé漢🧾 \n]{1,60}", cut in 1_usize..200) {
        let head = &letters.as_bytes()[..cut.min(letters.len())];
        let shown = preview(head, false, "");
        let is_text = matches!(shown, Preview::Text(_));
        prop_assert!(is_text, "{:?}", shown);
    }

    #[test]
    fn json_laid_out_is_the_same_json(numbers in prop::collection::vec(any::<i64>(), 0..5), key in ".{0,9}", word in "[ -~\\n\u{e9}]{0,12}") {
        let value = json!({key: [numbers, {}, [], null, true, word], "nested": {"deep": [[{"a": 1.5}]]}});
        let laid = pretty(&value.to_string());
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&laid).unwrap(), value.clone());
        prop_assert_eq!(&laid, &serde_json::to_string_pretty(&value).unwrap());
    }

    #[test]
    fn anything_can_be_laid_out(text in "(?s).{0,80}") {
        let kept = |text: &str| text.chars().filter(|c| !c.is_ascii_whitespace()).collect::<String>();
        prop_assert_eq!(kept(&pretty(&text)), kept(&text));
    }
}
