use std::collections::HashSet;

use proptest::prelude::*;
use quartermaster::backup::names::Names;

/// Names that people, and attackers, give to files.
fn name() -> impl Strategy<Value = String> {
    let odd = [
        "..",
        ".",
        "",
        "/etc/passwd",
        "C:\\boot.ini",
        "con",
        "NUL.txt",
        "com1.log",
        "a/../b",
        "upload.pdf",
        "UPLOAD.pdf",
    ];
    let odder =
        ["\u{202e}fdp.exe", "é.txt", "e\u{301}.txt", "日本語.jsonl", "trailing. . ", "-rf", "a\0b", "\n", "👩‍👩‍👧.png"];
    let known: Vec<String> = odd.into_iter().chain(odder).map(str::to_owned).collect();
    prop_oneof![proptest::sample::select(known), any::<String>(), "[a-c./\\\\ ]{0,9}", "x{200,400}\\.[a-z]{1,30}"]
}

proptest! {
    #[test]
    fn every_name_is_safe_and_no_two_are_alike(all in proptest::collection::vec((name(), "[a-zA-Z0-9/.-]{0,12}"), 1..60)) {
        let mut names = Names::default();
        let mut seen = HashSet::new();
        for (name, id) in all {
            let path = names.path("files", &name, &id);
            let own = path.strip_prefix("files/").unwrap();
            prop_assert!(seen.insert(path.to_lowercase()), "{path} twice");
            prop_assert!(!own.contains(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c)), "{own:?}");
            prop_assert!(!own.starts_with('.') && !own.ends_with(['.', ' ']) && !own.is_empty(), "{own:?}");
            prop_assert!(own.len() <= 255, "{} bytes", own.len());
            let device = own.split('.').next().unwrap_or_default().trim_end().to_lowercase();
            prop_assert!(!["con", "prn", "aux", "nul", "com1", "lpt9"].contains(&&*device), "{own:?}");
        }
    }
}

#[test]
fn a_name_keeps_what_it_can() {
    let mut names = Names::default();
    assert_eq!(names.path("files", "report.pdf", "file-1"), "files/report.pdf");
    assert_eq!(names.path("files", "Report.PDF", "file-2"), "files/Report (file-2).PDF");
    assert_eq!(names.path("files", "report.pdf", "file-2"), "files/report (file-2) 2.pdf");
    assert_eq!(names.path("texts", "report.pdf", "file-3"), "texts/report.pdf", "another folder");
    assert_eq!(names.path("files", "../../etc/passwd", "file-4"), "files/_._etc_passwd");
    assert_eq!(names.path("files", "aux.txt", "file-5"), "files/_aux.txt");
    assert_eq!(names.path("files", "日本語.jsonl", "file-6"), "files/日本語.jsonl");
}
