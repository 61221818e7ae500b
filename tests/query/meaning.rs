//! Which rows pass.

use quartermaster::query::{Filter, Query, Scope};

use super::items::{DAY, HOUR, Item, MB, NOW, find, named, of_numbers, table};

#[test]
fn words_are_found_in_names_and_ids_in_any_case() {
    let rows = named(&[
        "Annual Report.pdf",
        "ÉTÉ.txt",
        "-",
        "report",
        "Straße",
        "ΟΔΟΣ",
        "aab",
        "kelvin \u{212A}",
        "aabaababbab",
        "İstanbul é",
    ]);
    assert_eq!(find(&rows, "REPORT"), [0, 3]);
    assert_eq!(find(&rows, "  report annual "), [0], "each word, in any order");
    assert_eq!(find(&rows, r#""annual report""#), [0]);
    assert_eq!(find(&rows, r#""report annual""#), [0; 0]);
    assert_eq!(find(&rows, "été"), [1]);
    assert_eq!(find(&rows, "FILE-2"), [2], "a row without a name is found by its id");
    assert_eq!(find(&rows, "STRASSE"), [0; 0], "letters are not respelled");
    assert_eq!(find(&rows, "οδος"), [0; 0], "a final sigma is another letter");
    assert_eq!(find(&rows, "οδοσ"), [5]);
    assert_eq!(find(&rows, "aab"), [6, 8]);
    assert_eq!(find(&rows, "kelvin \u{212A}"), [7]);
    assert_eq!(find(&rows, "abab"), [8], "after a false start");
    assert_eq!(find(&rows, "babb"), [8]);
    assert_eq!(find(&rows, "i\u{307}st é"), [9], "a letter that is two in lower case");
    assert_eq!(find(&rows, "").len(), 10);
    assert_eq!(find(&rows, r#""""#).len(), 10, "nothing is part of everything");
    assert_eq!(find(&rows, &"x".repeat(1_000)), [0; 0]);
    assert_eq!(find(&rows, "report -annual"), [3]);
    assert_eq!(find(&rows, "annual or été"), [0, 1]);
    assert_eq!(
        find(&rows, "-(annual or été or file-2 or a)"),
        [3, 5, 7],
        "the name of row 9 has an a, and so has that of 4"
    );
}

#[test]
fn a_field_holds_is_or_is_like_a_text() {
    let rows = named(&["report", "My Report.pdf", "-", "tmp1", "TMP-é-2", "a*b", "none"]);
    assert_eq!(find(&rows, "name:report"), [0, 1]);
    assert_eq!(find(&rows, "name=REPORT"), [0]);
    assert_eq!(find(&rows, "NAME=report,tmp1"), [0, 3]);
    assert_eq!(find(&rows, r#"name~"tmp*""#), [3, 4]);
    assert_eq!(find(&rows, "name~tmp?"), [3]);
    assert_eq!(find(&rows, "name~*É*2"), [4]);
    assert_eq!(find(&rows, "name~*"), [0, 1, 3, 4, 5, 6], "no name is like nothing");
    assert_eq!(find(&rows, r#"name="a*b""#), [5]);
    assert_eq!(find(&rows, "name:none"), [2]);
    assert_eq!(find(&rows, r#"name:"none""#), [6]);
    assert_eq!(find(&rows, "-name:none").len(), 6);
    assert_eq!(find(&rows, "id=file-3"), [3]);
    assert_eq!(find(&rows, "id:FILE"), [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn patterns_fit_whole_texts() {
    let fits = |pattern: &str, text: &str| find(&named(&[text]), &format!("name~\"{pattern}\"")) == [0];
    for (pattern, text) in
        [("*", "x"), ("a*c", "abbbc"), ("a*c", "ac"), ("*b*", "abc"), ("a?c", "aéc"), ("**a**", "a"), ("*aab", "aaaab")]
    {
        assert!(fits(pattern, text), "{pattern} {text}");
    }
    for (pattern, text) in [("a*c", "acb"), ("a?c", "ac"), ("b", "abc"), ("*b", "abc"), ("a*b*c", "acb"), ("?", "ab")] {
        assert!(!fits(pattern, text), "{pattern} {text}");
    }
    let long = "a".repeat(2_000);
    assert!(!fits(&"*a".repeat(40), &(long + "b")), "and soon enough");
}

#[test]
fn terms_are_meant_as_a_whole() {
    let item = |status: &str, kind: &str| Item {
        id: format!("file-{status}-{kind}"),
        status: (!status.is_empty()).then(|| status.to_owned()),
        kind: (!kind.is_empty()).then(|| kind.to_owned()),
        ..Item::default()
    };
    let rows = table(vec![
        item("in_progress", "batch"),
        item("failed", "batch_output"),
        item("cancelled", "fine-tune"),
        item("", ""),
    ]);
    assert_eq!(find(&rows, "purpose:batch"), [0], "not batch_output");
    assert_eq!(find(&rows, "status:failed,Cancelled"), [1, 2]);
    assert_eq!(find(&rows, r#"status:"In progress""#), [0]);
    assert_eq!(find(&rows, "status=in-progress or purpose:fine_tune"), [0, 2]);
    assert_eq!(find(&rows, "purpose:batch,none"), [0, 3]);
    assert_eq!(find(&rows, "purpose~batch*"), [0, 1]);
    assert_eq!(find(&rows, "-status:failed"), [0, 2, 3]);
}

#[test]
fn sizes_and_counts_are_compared() {
    let sizes = [Some(0), Some(MB), Some(10 * MB), Some(10 * MB + 1), Some(u64::MAX), None];
    let rows = of_numbers(&sizes, |size| Item { size, ..Item::default() });
    assert_eq!(find(&rows, "size>10mb"), [3, 4]);
    assert_eq!(find(&rows, "bytes>=10MB"), [2, 3, 4]);
    assert_eq!(find(&rows, "size<1mo"), [0]);
    assert_eq!(find(&rows, "size<=1m"), [0, 1]);
    assert_eq!(find(&rows, "size<0"), [0; 0]);
    assert_eq!(find(&rows, "size>99999999999tb"), [0; 0], "more than any machine holds");
    assert_eq!(find(&rows, "size:10mb"), [2, 3], "what is shown as 10 MB");
    assert_eq!(find(&rows, "size:10485760"), [2]);
    assert_eq!(find(&rows, "size:1mb..10mb,0"), [0, 1, 2]);
    assert_eq!(find(&rows, "size:..1mb"), [0, 1]);
    assert_eq!(find(&rows, "size:10mb.."), [2, 3, 4]);
    assert_eq!(find(&rows, "size:0.5mb..1.5mb"), [1]);
    assert_eq!(find(&rows, "size:none"), [5]);
    assert_eq!(find(&rows, "-size:none size<2gb"), [0, 1, 2, 3]);
    let rows = of_numbers(&[Some(0), Some(1), Some(12), None], |files| Item { files, ..Item::default() });
    assert_eq!(find(&rows, "files:0"), [0]);
    assert_eq!(find(&rows, "files>0"), [1, 2]);
    assert_eq!(find(&rows, "files:1..12"), [1, 2]);
}

#[test]
fn dates_are_periods() {
    // The first and last seconds of 2025, January, March and today, and one tomorrow.
    let moments = [
        1_735_689_600,
        1_767_225_599,
        1_767_225_600,
        1_769_903_999,
        1_772_323_200,
        1_775_001_599,
        1_795_219_200,
        1_795_305_599,
        1_795_305_600,
    ];
    let rows = of_numbers(&moments.map(Some), |created| Item { created, ..Item::default() });
    assert_eq!(find(&rows, "created:2025"), [0, 1]);
    assert_eq!(find(&rows, "created:2026-01"), [2, 3]);
    assert_eq!(find(&rows, "created:2026-01..2026-03"), [2, 3, 4, 5]);
    assert_eq!(find(&rows, "created:2026-03-31..2026"), [5, 6, 7, 8]);
    assert_eq!(find(&rows, "created<2026-01"), [0, 1]);
    assert_eq!(find(&rows, "created<=2026-01"), [0, 1, 2, 3]);
    assert_eq!(find(&rows, "created>2026-01"), [4, 5, 6, 7, 8]);
    assert_eq!(find(&rows, "created>=2026-01"), [2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(find(&rows, "created:2026-01-31T23:59:59Z"), [3]);
    assert_eq!(find(&rows, "created:2026-01-31t23:59"), [3]);
    assert_eq!(find(&rows, "created:2026-01-31T23"), [3]);
    assert_eq!(find(&rows, "created:today"), [6, 7]);
    assert_eq!(find(&rows, "created:2026-11-21"), [6, 7]);
    assert_eq!(find(&rows, "created:Tomorrow or created:yesterday"), [8]);
    assert_eq!(find(&rows, "created:2024-02-29..2024-12-31,..1999"), [0; 0]);
}

#[test]
fn ages_count_back_and_deadlines_ahead() {
    let ago = [Some(0), Some(HOUR), Some(30 * DAY), Some(30 * DAY + 1), None, Some(400 * DAY)];
    let rows = of_numbers(&ago, |ago| Item { created: ago.map(|ago| NOW - ago), ..Item::default() });
    assert_eq!(find(&rows, "age>30d"), [3, 5]);
    assert_eq!(find(&rows, "age>=30d"), [2, 3, 5]);
    assert_eq!(find(&rows, "age<30d"), [0, 1]);
    assert_eq!(find(&rows, "created<30d"), [0, 1], "less than 30 days ago");
    assert_eq!(find(&rows, "age:30d"), [2, 3]);
    assert_eq!(find(&rows, "age:1h..30d"), [1, 2]);
    assert_eq!(find(&rows, "age>1y"), [5]);
    assert_eq!(find(&rows, "age<60min"), [0]);
    assert_eq!(find(&rows, "age>99999999999999999y"), [0; 0]);
    let ahead = [NOW - DAY, NOW, NOW + 7 * DAY - 1, NOW + 7 * DAY, NOW + 7 * DAY + 1].map(Some);
    let rows = of_numbers(&ahead, |expires| Item { expires, ..Item::default() });
    assert_eq!(find(&rows, "expires<7d"), [1, 2], "what is overdue no longer expires");
    assert_eq!(find(&rows, "expires>1w"), [4]);
    assert_eq!(find(&rows, "expires:1d..7d"), [2, 3]);
    assert_eq!(find(&rows, "expires:yesterday"), [0]);
    // The clock of the server may be ahead of ours.
    let rows = of_numbers(&[Some(NOW + HOUR)], |created| Item { created, ..Item::default() });
    assert_eq!(find(&rows, "age<1min"), [0]);
}

#[test]
fn shares_and_flags_are_asked_for() {
    let done = [Some((0, 10)), Some((1, 3)), Some((5, 10)), Some((10, 10)), Some((0, 0)), None];
    let item = |(done, at): (&Option<(u64, u64)>, u32)| Item {
        id: format!("batch_{at}"),
        done: *done,
        locked: done.map(|(done, total)| done == total),
        ..Item::default()
    };
    let rows = table(done.iter().zip(0..).map(item).collect());
    assert_eq!(find(&rows, "progress>=50%"), [2, 3]);
    assert_eq!(find(&rows, "progress<50"), [0, 1, 4]);
    assert_eq!(find(&rows, "progress:33%"), [1]);
    assert_eq!(find(&rows, "progress:33.4%"), [0; 0]);
    assert_eq!(find(&rows, "progress:100%"), [3]);
    assert_eq!(find(&rows, "progress:none"), [5]);
    assert_eq!(find(&rows, "locked:yes"), [3, 4]);
    assert_eq!(find(&rows, "locked:false"), [0, 1, 2]);
}

#[test]
fn duplicates_share_name_and_size() {
    let item = |name: &str, size| Item {
        name: (!name.is_empty()).then(|| name.to_owned()),
        size,
        id: String::new(),
        ..Item::default()
    };
    let rows = table(vec![
        item("a", Some(1)),
        item("a", Some(2)),
        item("a", Some(1)),
        item("b", Some(1)),
        item("A", Some(1)),
        item("", Some(1)),
        item("", Some(1)),
        item("c", None),
        item("c", None),
        item("a", Some(1)),
    ]);
    assert_eq!(find(&rows, "is:duplicate"), [0, 2, 9]);
    assert_eq!(find(&rows, "-IS:Duplicate").len(), 7);
    assert_eq!(find(&rows, "b or is=duplicate"), [0, 2, 3, 9]);
    let without = Scope { rows: &rows, facts: &[], now: NOW };
    assert!(Filter::new(&Query::parse("is:duplicate").unwrap(), without).is_err());
}
