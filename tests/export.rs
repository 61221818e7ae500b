//! Rows as files for other programs: nothing in a name changes what a cell or a script is.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use proptest::prelude::*;
use quartermaster::account::batch_row::BatchRow;
use quartermaster::account::columns;
use quartermaster::openai::base::Base;
use quartermaster::openai::file::{self, File};
use quartermaster::openai::script::Script;
use quartermaster::openai::{batch, vector_store};
use quartermaster::table::export::{Format, csv_text, export, file_name};
use quartermaster::table::rows::Table;
use serde_json::{Value, json};

/// The cells of a CSV, as RFC 4180 says.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let line = lines.last_mut().unwrap();
        let cell = line.last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.push(letters.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'), "a carriage return alone");
                lines.push(vec![String::new()]);
            }
            '\n' if !quoted => panic!("a line feed alone"),
            letter => cell.push(letter),
        }
    }
    assert!(!quoted, "an open quote");
    assert_eq!(lines.pop(), Some(vec![String::new()]), "the last line ends");
    lines
}

fn files(names: &[&str]) -> Table<File> {
    let file = |(number, name): (usize, &&str)| {
        let file = json!({
            "id": format!("file-{number}"), "object": "file", "bytes": 9_007_199_254_740_993_u64,
            "created_at": 1_700_000_000, "filename": name, "purpose": "batch", "status": "processed",
        });
        Arc::new(serde_json::from_value(file).unwrap())
    };
    Table::new(names.iter().enumerate().map(file).collect(), |file: &File| file.id.as_str(), columns::FILES)
}

#[test]
fn a_csv_is_exact_and_begins_with_the_keys_of_the_columns() {
    let rows = files(&["a,b.txt", "say \"hi\"", "two\r\nlines"]);
    let csv = export(&rows, &[2, 0, 1], Format::Csv);
    let lines = read_csv(&csv);
    assert_eq!(lines[0], ["name", "id", "purpose", "size", "created", "expires", "status"]);
    assert_eq!(
        lines.iter().skip(1).map(|line| &*line[0]).collect::<Vec<_>>(),
        ["two\r\nlines", "a,b.txt", "say \"hi\""]
    );
    assert_eq!(lines[2][1..], ["file-0", "batch", "9007199254740993", "2023-11-14T22:13:20Z", "", "processed"]);
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_text() {
    for name in [
        "=HYPERLINK(\"https://evil.example\",\"open\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "＝1+1",
    ] {
        let mut cell = String::new();
        csv_text(name, &mut cell);
        assert_eq!(read_csv(&format!("{cell}\r\n"))[0], [format!("'{name}")], "{cell}");
    }
    let mut cell = String::new();
    csv_text("a=1", &mut cell);
    assert_eq!(cell, "a=1");
}

#[test]
fn json_and_jsonl_hold_the_same_objects() {
    let rows = files(&["=1", "<img src=x onerror=alert(1)>"]);
    let list: Value = serde_json::from_str(&export(&rows, &[1, 0], Format::Json)).unwrap();
    let expected = |number: usize, name: &str| {
        json!({"name": name, "id": format!("file-{number}"), "purpose": "batch", "size": 9_007_199_254_740_993_u64,
               "created": "2023-11-14T22:13:20Z", "expires": null, "status": "processed"})
    };
    assert_eq!(list, json!([expected(1, "<img src=x onerror=alert(1)>"), expected(0, "=1")]));
    let lines = export(&rows, &[1, 0], Format::Jsonl);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::from(lines), list);
    assert_eq!(export(&rows, &[], Format::Json), "[]\n");
    assert_eq!(export(&rows, &[], Format::Jsonl), "");
}

#[test]
fn a_fraction_is_no_date_in_a_spreadsheet_and_two_numbers_in_json() {
    let batch = json!({"id": "batch_1", "request_counts": {"total": 12, "completed": 2, "failed": 1}});
    let batch = BatchRow::alone(Arc::new(serde_json::from_value(batch).unwrap()));
    let rows =
        Table::new([Arc::new(batch)].into_iter().collect(), |batch: &BatchRow| batch.id.as_str(), columns::BATCHES);
    assert!(export(&rows, &[0], Format::Csv).contains(",3 of 12,"));
    assert!(export(&rows, &[0], Format::Jsonl).contains(r#""progress":{"done":3,"total":12}"#));
}

#[test]
fn the_name_of_an_export_is_one_for_any_system() {
    let name = |account: &str| file_name(account, "files", 1_700_000_000, "csv");
    assert_eq!(name("My account"), "My-account-files-2023-11-14.csv");
    assert_eq!(name("../../etc/passwd\0"), "etc-passwd-files-2023-11-14.csv");
    assert_eq!(name("Été"), "Été-files-2023-11-14.csv");
    assert_eq!(name(""), "files-2023-11-14.csv");
    assert!(name(&"x".repeat(500)).len() < 100);
}

/// What the shell gives to curl, one list of words a call.
fn run(script: &str) -> Vec<Vec<String>> {
    let shim = "curl() { cat >/dev/null; printf 'C\\0'; for word; do printf 'W%s\\0' \"$word\"; done; }\n\
                echo() { :; }\n";
    let mut shell = Command::new("sh")
        .env("OPENAI_API_KEY", "sk-test")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    shell.stdin.take().unwrap().write_all(format!("{shim}{script}").as_bytes()).unwrap();
    let out = shell.wait_with_output().unwrap();
    assert!(out.status.success(), "{script}");
    let mut calls: Vec<Vec<String>> = Vec::new();
    for word in String::from_utf8(out.stdout).unwrap().split_terminator('\0') {
        match word.strip_prefix('W') {
            Some(word) => calls.last_mut().unwrap().push(word.to_owned()),
            None => {
                assert_eq!(word, "C", "something else was printed");
                calls.push(Vec::new());
            }
        }
    }
    calls
}

fn script<'a>(title: &'a str, organization: &'a str, base: &'a Base) -> Script<'a> {
    Script { base, organization: Some(organization), project: None, title, no_key: "No key" }
}

#[test]
fn a_script_reads_well_and_holds_no_key() {
    let base = Base::openai();
    let script = Script { base: &base, organization: None, project: None, title: "Deletes 2", no_key: "It's missing" };
    let text = script.write(
        [
            (file::delete(&"file-1".into()).request, "a.txt"),
            (vector_store::delete(&"vs_1".into()).request, ""),
            (batch::cancel(&"batch_1".into()).request, "night\nrun"),
        ]
        .into_iter(),
    );
    assert_eq!(
        text,
        r#"#!/bin/sh
# Deletes 2
set -u
if [ -z "${OPENAI_API_KEY:-}" ]; then
  printf '%s\n' 'It'\''s missing' >&2
  exit 2
fi
failed=0
call() {
  method=$1 path=$2
  shift 2
  printf 'header = "Authorization: Bearer %s"\n' "$OPENAI_API_KEY" |
    curl --config - --silent --show-error --fail --globoff --request "$method" "$@" 'https://api.openai.com/v1'"$path" || failed=1
  echo
}

call DELETE '/files/file-1' # a.txt
call DELETE '/vector_stores/vs_1' --header 'OpenAI-Beta: assistants=v2'
call POST '/batches/batch_1/cancel' # night⟨U+000A⟩run
exit $failed
"#
    );
    let without_key = Command::new("sh").arg("-c").arg(&text).env_remove("OPENAI_API_KEY").output().unwrap();
    assert_eq!(without_key.status.code(), Some(2));
    assert_eq!(String::from_utf8(without_key.stderr).unwrap(), "It's missing\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_name_breaks_out_of_a_csv(names in prop::collection::vec("(?s).{0,12}", 1..6)) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let rows = files(&names);
        let which: Vec<u32> = (0..names.len() as u32).collect();
        let lines = read_csv(&export(&rows, &which, Format::Csv));
        prop_assert_eq!(lines.len(), names.len() + 1);
        for (line, name) in lines.iter().skip(1).zip(&names) {
            prop_assert_eq!(line.len(), 7);
            prop_assert!(!line[0].starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']));
            prop_assert_eq!(line[0].strip_prefix('\'').unwrap_or(&line[0]), name.strip_prefix('\'').unwrap_or(name));
        }
        for line in export(&rows, &which, Format::Jsonl).lines() {
            prop_assert!(serde_json::from_str::<Value>(line).is_ok());
        }
    }

    #[test]
    fn no_name_or_id_breaks_out_of_a_script(
        ids in prop::collection::vec("(?s).{1,12}|['\"`$;&|<>#\\\\\n\r (){}*]{1,8}", 1..4),
        name in "(?s).{0,12}|['\"`$;&|<>#\\\\\n\r (){}*]{1,8}",
        title in "(?s).{0,12}|\n(echo|rm) .{0,4}",
        organization in "[ -~]{1,12}",
    ) {
        let base = Base::openai();
        let text = script(&title, &organization, &base)
            .write(ids.iter().map(|id| (file::delete(&id.as_str().into()).request, name.as_str())));
        let calls = run(&text);
        prop_assert_eq!(calls.len(), ids.len());
        for (call, id) in calls.iter().zip(&ids) {
            let url = format!("https://api.openai.com/v1{}", file::delete(&id.as_str().into()).request.path);
            let header = format!("OpenAI-Organization: {organization}");
            prop_assert_eq!(call, &[
                "--config", "-", "--silent", "--show-error", "--fail", "--globoff", "--header", &header,
                "--request", "DELETE", &url,
            ]);
        }
    }
}
