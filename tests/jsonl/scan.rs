use proptest::prelude::*;
use quartermaster::jsonl::quoted::Quoted;
use quartermaster::jsonl::scan::{Fault, Kind, Scan};
use serde_json::Value;

use crate::soup;

/// Reads it whole, and gives the key that stands twice.
fn pass(text: &str) -> Result<Option<String>, Fault> {
    let mut scan = Scan::new(text);
    scan.skip()?;
    scan.end()?;
    Ok(scan.duplicate.map(|key| key.decode().into_owned()))
}

#[test]
fn what_is_no_json_is_refused_where_it_goes_wrong() {
    for (text, at) in [
        ("", 0),
        ("nul", 3),
        ("01", 1),
        ("[1,]", 3),
        ("[1", 2),
        ("[1 2]", 3),
        (r#"{"a":}"#, 5),
        (r#"{"a":1,}"#, 7),
        (r#"{"a" 1}"#, 5),
        ("{,}", 1),
        ("\"a\nb\"", 2),
        ("\"0123456789\u{1}\"", 11),
        (r#""\x""#, 2),
        (r#""\u12g4""#, 2),
        (r#""\ud83d""#, 2),
        (r#""\ude00""#, 2),
        ("\"ab", 3),
        ("1 2", 2),
        ("\u{feff}1", 0),
        ("-", 1),
        ("1.", 2),
        ("1e", 2),
        ("1e999", 5),
    ] {
        assert_eq!(pass(text), Err(Fault { at, deep: false }), "{text}");
    }
}

#[test]
fn nesting_of_128_levels_is_too_deep() {
    let nested = |levels: usize| pass(&("[".repeat(levels) + &"]".repeat(levels)));
    assert_eq!(nested(127), Ok(None));
    assert_eq!(nested(128), Err(Fault { at: 128, deep: true }));
    assert!(nested(1_000_000).is_err_and(|fault| fault.deep));
    assert_eq!(pass(&(r#"{"a":"#.repeat(127) + "1" + &"}".repeat(127))), Ok(None));
    // Levels that were left do not count.
    assert_eq!(pass(&format!("[{}]", vec!["[{}]"; 500].join(","))), Ok(None));
}

#[test]
fn a_key_that_stands_twice_is_found_at_any_depth() {
    let twice = |text: &str| pass(text).unwrap();
    assert_eq!(twice(r#"{"a":1,"b":{"c":[{"d":1,"e":2,"d":3}]}}"#).as_deref(), Some("d"));
    assert_eq!(twice(r#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}"#), None);
    // However it is written.
    assert_eq!(twice(r#"{"é":1,"\u00e9":2}"#).as_deref(), Some("é"));
    assert_eq!(twice(r#"{"":1,"":2}"#).as_deref(), Some(""));
    let many = |last: usize| {
        let keys: Vec<String> = (0..5_000).chain([last]).map(|n| format!(r#""k{n}":{n}"#)).collect();
        twice(&format!("{{{}}}", keys.join(",")))
    };
    assert_eq!((many(5_000), many(17).as_deref()), (None, Some("k17")));
}

#[test]
fn texts_are_measured_in_characters() {
    let measure = |text: &str| {
        let mut scan = Scan::new(text);
        scan.skip().unwrap();
        (scan.measure.plain, scan.measure.other, scan.measure.data, scan.measure.objects)
    };
    assert_eq!(measure(r#""Hello, world, this is a text of 46 characters.""#), (46, 0, 0, 0));
    assert_eq!(measure(r#"["déjà vu, œuvre","日本語日本語日本語","👍👍"]"#), (11, 3 + 9 + 2, 0, 0));
    // An escape is one character, a pair of surrogates too.
    assert_eq!(measure(r#""a\n\"\u00e9\ud83d\ude00\u0041""#), (4, 2, 0, 0));
    assert_eq!(measure(r#"{"key":"abc","url":"data:image/png;base64,AAAA","x":{"y":[]}}"#), (3, 0, 1, 2));
}

#[test]
fn a_raw_value_is_given_as_it_stands() {
    let mut scan = Scan::new("[ {\"a\" : [1, 2]} , -1.50 ]");
    assert_eq!(scan.peek(), Ok(Kind::List));
    let mut list = scan.list().unwrap();
    let mut raw = Vec::new();
    while scan.item(&mut list).unwrap() {
        raw.push(scan.raw().unwrap());
    }
    assert_eq!(raw, ["{\"a\" : [1, 2]}", "-1.50"]);
    assert_eq!(scan.end(), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_agrees_with_serde_json_on_any_text(bytes in soup::file()) {
        for line in bytes.split(|byte| *byte == b'\n') {
            let theirs = serde_json::from_slice::<Value>(line).is_ok();
            let ours = std::str::from_utf8(line).is_ok_and(|text| pass(text).is_ok());
            prop_assert_eq!(ours, theirs, "{}", String::from_utf8_lossy(line));
        }
    }

    #[test]
    fn texts_are_decoded_as_serde_json_does(text in any::<String>(), prefix in "[a-z\"\\\\\n]{0,17}") {
        let text = prefix + &text;
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        for json in [serde_json::to_string(&text).unwrap(), format!("\"{escaped}\"")] {
            let mut scan = Scan::new(&json);
            let found = scan.text().unwrap();
            prop_assert_eq!(&*found.decode(), &text);
            prop_assert!(found.is(&text) && found.is_empty() == text.is_empty());
            scan.end().unwrap();
            let plain = text.chars().filter(char::is_ascii).count() as u64;
            let pairs = text.chars().count() as u64;
            if !text.starts_with("data:") {
                prop_assert_eq!((scan.measure.plain, scan.measure.other), (plain, pairs - plain));
            }
        }
    }

    #[test]
    fn a_key_twice_is_found_whatever_the_keys(keys in prop::collection::vec("[ab\"é]{0,3}", 0..40)) {
        let entries: Vec<String> = keys.iter().map(|key| format!("{}:0", serde_json::to_string(key).unwrap())).collect();
        let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
        let found = pass(&format!("{{{}}}", entries.join(","))).unwrap();
        prop_assert_eq!(found.is_some(), distinct.len() < keys.len());
        if let Some(found) = found {
            prop_assert!(keys.iter().filter(|key| **key == found).count() > 1);
        }
    }
}

#[test]
fn a_text_without_escapes_is_borrowed() {
    let text = Quoted { raw: "as it is", escaped: false };
    assert!(matches!(text.decode(), std::borrow::Cow::Borrowed("as it is")));
}
