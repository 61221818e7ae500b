#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
//! JSON as it is read and written here agrees with serde_json, an independent reader and writer.

use proptest::prelude::*;
use quartermaster::json::{Json, number, parse, text};
use serde_json::Value;

/// The same value in serde_json's terms; numbers are compared as they are written.
fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Flag(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::Number(ours), Value::Number(theirs)) => {
            ours.parse::<f64>().ok() == theirs.as_f64() || close(ours.parse().unwrap(), theirs.as_f64().unwrap())
        }
        (Json::Text(ours), Value::String(theirs)) => ours == theirs,
        (Json::List(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Json::Object(_), Value::Object(theirs)) => {
            theirs.iter().all(|(name, theirs)| ours.find(name).is_some_and(|ours| same(ours, theirs)))
        }
        _ => false,
    }
}

/// Up to a few units in the last place.
fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= other.abs() * 4e-15 + f64::MIN_POSITIVE
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..8)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

#[test]
fn what_is_no_json_is_refused() {
    for wrong in [
        "",
        " ",
        "nul",
        "truex",
        "+1",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "--1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{1:2}",
        "\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u+123\"",
        "\"a\nb\"",
        "1 2",
        "\u{feff}1",
    ] {
        assert!(serde_json::from_str::<Value>(wrong).is_err(), "{wrong}");
        assert!(parse(wrong.as_bytes()).is_err(), "{wrong}");
    }
    assert!(parse(b"\"\xff\"").is_err());
    assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    assert!(parse(("[".repeat(100) + &"]".repeat(100)).as_bytes()).is_ok());
}

#[test]
fn escapes_stand_for_their_characters() {
    let said = r#""\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00 \ud83d \ud83d\u0041 \udc00""#;
    let meant = "\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{1f600} \u{fffd} \u{fffd}A \u{fffd}";
    assert_eq!(parse(said.as_bytes()).unwrap(), Json::Text(meant.into()));
}

#[test]
fn numbers_are_read_and_written_in_as_few_digits_as_they_need() {
    for (number, written) in [
        (0.0, "0"),
        (1843.0, "1843"),
        (-3.0, "-3"),
        (0.1, "0.1"),
        (0.85, "0.85"),
        (0.1 + 0.2, "0.30000000000000004"),
        (-0.001, "-0.001"),
        (1e15, "1000000000000000"),
        (f64::NAN, "null"),
        (f64::INFINITY, "null"),
    ] {
        assert_eq!(text(&number), written);
    }
    for (said, meant) in [("1.7e9", Some(1.7e9)), ("-2.5E-3", Some(-0.0025)), ("1e400", Some(f64::INFINITY))] {
        assert_eq!(number(said), meant);
    }
    for wrong in ["", "-", ".", "1.2.3", "1e", "ten", "1e1.5", "0x1", "NaN"] {
        assert_eq!(number(wrong), None, "{wrong}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_serde_json_writes_is_read_and_the_other_way_round(value in value()) {
        for written in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let ours = parse(written.as_bytes()).unwrap();
            prop_assert!(same(&ours, &value), "{}", written);
            let again = text(&ours);
            prop_assert!(same(&ours, &serde_json::from_str(&again).unwrap()), "{}", again);
            prop_assert_eq!(&parse(again.as_bytes()).unwrap(), &ours);
        }
    }

    #[test]
    fn no_damage_makes_it_panic_or_pass_for_json(value in value(), at in any::<prop::sample::Index>(), byte: u8) {
        let mut written = value.to_string().into_bytes();
        let at = at.index(written.len());
        written[at] = byte;
        if let Ok(theirs) = serde_json::from_slice::<Value>(&written) {
            prop_assert!(same(&parse(&written).unwrap(), &theirs));
        } else if let Ok(ours) = parse(&written) {
            // Numbers out of range and halves of pairs of surrogates are all that is taken and refused there.
            let said = str::from_utf8(&written).unwrap();
            prop_assert!(said.contains('e') || said.contains("\\u") || text(&ours).len() > 300, "{}", said);
        }
    }

    #[test]
    fn numbers_of_a_usual_size_come_back_exactly(digits: u64, scale in 0i32..12, negative: bool) {
        let number = (digits >> (4 + scale * 4)) as f64 / 10f64.powi(scale) * if negative { -1.0 } else { 1.0 };
        let written = text(&number);
        prop_assert_eq!(written.parse::<f64>().unwrap(), number, "{}", written);
    }

    #[test]
    fn any_number_comes_back_closely(number in any::<f64>().prop_filter("not too small to be exact", |n| n.is_normal())) {
        let written = text(&number);
        prop_assert!(close(quartermaster::json::number(&written).unwrap(), number), "{} {}", written, number);
        prop_assert!(close(written.parse().unwrap(), number), "{} {}", written, number);
    }
}
