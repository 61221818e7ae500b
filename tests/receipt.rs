//! Receipts and plans as files: every object once, sums that equal the plan, nothing that a spreadsheet would run.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashSet;
use std::sync::Arc;

use proptest::prelude::*;
use quartermaster::account::plans::requests;
use quartermaster::bulk::export;
use quartermaster::bulk::job::{Event, Job, Limits, Order};
use quartermaster::bulk::outcome::{Cause, Verdict};
use quartermaster::bulk::plan::{Deed, Item, Plan, Use, User, Why};
use quartermaster::bulk::receipt::{Check, Head, Listed, Writing, csv, opened, sealed, sums};
use quartermaster::bulk::report::Report;
use quartermaster::json::parse;

/// A name that a spreadsheet must not run, one that needs quotes, and one of several lines.
const NAMES: [&str; 5] = ["=cmd|' /C calc'!A1", "a, \"b\".txt", "two\nlines", "@SUM(1)", "plain.txt"];

fn verdict(kind: u8) -> Verdict {
    let cause = Cause { key: "bad_request".into(), message: "=no".into(), status: Some(400), request_id: None };
    match kind {
        0 => Verdict::Done,
        1 => Verdict::Gone,
        2 => Verdict::Failed(cause),
        _ => Verdict::Stop(cause),
    }
}

fn item(n: usize) -> Item {
    let deed = [Deed::DeleteFile, Deed::DeleteStore, Deed::CancelBatch, Deed::RemoveFile][n % 4];
    let by = if deed == Deed::RemoveFile { User::Store } else { User::Results };
    let user = Use { by, id: "x_1".into(), name: "+1".into() };
    let why = if n.is_multiple_of(3) { Why::OnlyIn("vs_9".into()) } else { Why::Chosen };
    let (name, bytes) = (NAMES[n % NAMES.len()].into(), n.is_multiple_of(2).then_some(n as u64));
    Item { deed, id: format!("id-{n}").into(), name, bytes, why, uses: [user].into() }
}

/// A run that has ended, of items of all kinds.
fn run(verdicts: &[u8], guarded: &[bool]) -> Arc<Report> {
    let items: Vec<Item> = (0..verdicts.len()).map(item).collect();
    let spared: HashSet<_> =
        items.iter().zip(guarded).filter(|(_, on)| **on).map(|(item, _)| item.id.clone()).collect();
    let plan = Plan::sparing(items, &|item| spared.contains(&item.id));
    let mut job = Job::new(plan, Limits::default());
    let mut now = 1_790_000_000_000;
    let mut orders = job.on(Event::Start, now, 0.5);
    let mut flying = Vec::new();
    loop {
        for order in orders.drain(..) {
            match order {
                Order::Send { item, .. } => flying.push(item),
                Order::WakeAt(at) => now = now.max(at),
                _ => {}
            }
        }
        now += 7;
        orders = match flying.pop() {
            Some(item) => {
                let number: usize = job.plan().items()[item as usize].id[3..].parse().unwrap();
                let (verdict, request_id) = (verdict(verdicts[number]), Some("req_1".into()));
                job.on(Event::Answered { item, verdict, request_id }, now, 0.5)
            }
            None if job.progress(now).sums.left() == 0 => return Arc::new(Report::of(&job)),
            None => job.on(Event::Wake, now, 0.5),
        };
    }
}

fn head() -> Head {
    Head {
        account: "Work".into(),
        base: "https://api.openai.com/v1".into(),
        task: "delete_files",
        began: 1_790_000_000_000,
        ended: 1_790_000_009_000,
    }
}

fn written(report: &Arc<Report>, check: Option<&Check>, piece: usize) -> String {
    let mut writing = Writing::begin(&head(), report.clone(), check);
    while writing.more(piece) {}
    writing.end()
}

/// The cells of a CSV text, read as RFC 4180 says.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => cell.extend(letters.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) if letters.next_if_eq(&'\n').is_some() => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (letter, _) => cell.push(letter),
        }
    }
    rows
}

proptest! {
    #[test]
    fn a_receipt_names_each_object_once_and_adds_up(
        verdicts in prop::collection::vec(prop_oneof![40 => 0u8..3, 1 => Just(3u8)], 0..40),
        guarded in prop::collection::vec(prop::bool::weighted(0.1), 40),
        piece in 1usize..20,
    ) {
        let report = run(&verdicts, &guarded);
        let text = written(&report, None, piece);
        prop_assert_eq!(&text, &written(&report, None, usize::MAX), "in pieces or at once");
        let content = parse(text.as_bytes()).unwrap();
        let ids: HashSet<_> = content.get("items").items().iter().map(|item| item.get("id").as_text().unwrap().to_owned()).collect();
        prop_assert_eq!(content.get("items").items().len(), verdicts.len());
        prop_assert_eq!(ids, (0..verdicts.len()).map(|n| format!("id-{n}")).collect::<HashSet<_>>());
        let told = sums(&content).unwrap();
        prop_assert_eq!((told, told.total() as usize), (report.sums, verdicts.len()));
        let of = |words: &[&str]| {
            let outcome = |item: &quartermaster::json::Json| words.contains(&item.get("outcome").as_text().unwrap());
            content.get("items").items().iter().filter(|item| outcome(item)).count() as u32
        };
        prop_assert_eq!(of(&["deleted", "cancelled", "detached"]), told.done);
        prop_assert_eq!((of(&["already_gone"]), of(&["failed"]), of(&["skipped"]), of(&["not_tried"])),
            (told.already_gone, told.failed, told.skipped, told.not_tried));
        // What was put under seal comes out of it as it was.
        let whole = sealed(&text, "ab12");
        prop_assert_eq!(opened(&whole), Some((text.as_str(), "ab12")));

        let rows = cells(&csv(&text, "ab12"));
        prop_assert_eq!(rows.len(), verdicts.len() + 2);
        prop_assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        prop_assert_eq!(&rows.last().unwrap()[..2], &["sha256".to_owned(), "ab12".to_owned()]);
        prop_assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    }

    #[test]
    fn a_check_divides_what_was_tried_into_gone_failed_and_still_listed(
        verdicts in prop::collection::vec(0u8..3, 0..30),
        listed in prop::collection::vec(any::<bool>(), 30),
    ) {
        let report = run(&verdicts, &[false; 40]);
        let is_listed = |item: &Item| listed[item.id[3..].parse::<usize>().unwrap()];
        let mut seen = Listed::default();
        for line in report.lines.iter().filter(|line| is_listed(&line.item)) {
            match line.item.deed {
                Deed::RemoveFile => drop(seen.held.insert(("x_1".into(), line.item.id.clone()))),
                _ => drop(seen.ids.insert(line.item.id.clone())),
            }
        }
        let check = Check::of(&report, &seen, 5);
        let count = |kinds: &[u8], there| (0..verdicts.len()).filter(|n| kinds.contains(&verdicts[*n]) && listed[*n] == there).count() as u32;
        prop_assert_eq!(check.still.len() as u32, count(&[0, 1], true));
        prop_assert_eq!((check.gone, check.failed), (count(&[0, 1, 2], false), count(&[2], true)));
        prop_assert_eq!(check.gone + check.failed + check.still.len() as u32, verdicts.len() as u32);
        let text = written(&report, Some(&check), 3);
        let content = parse(text.as_bytes()).unwrap();
        let still = content.get("items").items().iter().filter(|item| *item.get("still_listed") == quartermaster::json::Json::Flag(true));
        prop_assert_eq!(still.count(), check.still.len());
    }
}

#[test]
fn a_file_that_another_store_was_to_keep_and_lost_is_named() {
    let stores = [(User::Store, "vs_1"), (User::Elsewhere, "vs_2"), (User::Elsewhere, "vs_3")];
    let uses = stores.map(|(by, id)| Use { by, id: id.into(), name: "".into() });
    let item = Item { deed: Deed::RemoveFile, id: "id-0".into(), uses: uses.into(), ..Item::default() };
    let mut job = Job::new(Plan::new(vec![item]), Limits::default());
    job.on(Event::Start, 1, 0.5);
    job.on(Event::Answered { item: 0, verdict: Verdict::Done, request_id: None }, 2, 0.5);
    let mut listed = Listed::default();
    listed.held.insert(("vs_3".into(), "id-0".into()));
    let check = Check::of(&Report::of(&job), &listed, 3);
    assert_eq!((check.gone, check.lost), (1, vec![("vs_2".into(), "id-0".into())]));
}

#[test]
fn a_plan_on_paper_names_each_object_and_runs_nothing() {
    let spared = |item: &Item| &*item.id == "id-2";
    let plan = Plan::sparing((0..8).map(item).collect(), &spared);
    let rows = cells(&export::csv(&plan));
    assert_eq!(rows.len(), 9);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    let text = export::json(&plan, "Work", "https://x/v1", "2026-11-21T00:00:00Z");
    let json = parse(text.as_bytes()).unwrap();
    let items = json.get("items").items();
    let guarded: Vec<_> =
        items.iter().filter(|item| *item.get("protected") == quartermaster::json::Json::Flag(true)).collect();
    assert_eq!((items.len(), guarded.len(), guarded[0].get("id").as_text()), (8, 1, Some("id-2")));
    assert_eq!(
        (items[0].get("action").as_text(), items[0].get("why").as_text()),
        (Some("delete"), Some("only_in_store"))
    );
    // As requests: none for what is protected, a file out of its stores first.
    let requests: Vec<String> =
        requests(&plan).iter().map(|(request, _)| format!("{} {}", request.method.as_str(), request.path)).collect();
    assert_eq!(requests.len(), 7);
    assert!(requests.iter().all(|request| !request.contains("id-2")));
    assert!(requests.contains(&"DELETE /vector_stores/x_1/files/id-3".to_owned()));
    assert!(requests[requests.len() - 2..].iter().all(|request| request.starts_with("DELETE /vector_stores/id-")));
}
