#![cfg(not(target_arch = "wasm32"))]
//! The tree that objects are read from and written to says the same as serde_json's own.

use proptest::prelude::*;
use quartermaster::json::{Json, envelope, parse, text};
use serde_json::Value;

fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Flag(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::Whole(_), Value::Number(theirs)) => ours.as_number() == theirs.as_f64(),
        (Json::Number(ours), Value::Number(theirs)) => Some(*ours) == theirs.as_f64(),
        (Json::Text(ours), Value::String(theirs)) => ours == theirs,
        (Json::List(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Json::Object(entries), Value::Object(theirs)) => {
            entries.len() == theirs.len()
                && theirs.iter().all(|(name, theirs)| ours.find(name).is_some_and(|ours| same(ours, theirs)))
        }
        _ => false,
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Fractions that are exact, since serde_json may be off by a unit in the last place of others.
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 8.0)),
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
    for wrong in ["", "nul", "01", "[1,]", "[1", "{\"a\":}", "\"a\nb\"", "1 2", "\u{feff}1"] {
        assert!(parse(wrong.as_bytes()).is_err(), "{wrong}");
    }
    assert!(parse(b"\"\xff\"").is_err());
    assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    assert!(parse(("[".repeat(100) + &"]".repeat(100)).as_bytes()).is_ok());
}

#[test]
fn a_list_hands_over_its_items_and_keeps_the_rest() {
    let said = br#"{"first_id":"a","data":[{"id":"a"},{"id":"b"}],"has_more":true,"more":[1,{}]}"#;
    let mut ids = Vec::new();
    let mut rest = envelope(said, &mut |item| {
        ids.extend(item.read::<String>("id"));
        true
    })
    .unwrap();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!((rest.read::<bool>("has_more"), rest.read::<String>("first_id")), (Some(true), Some("a".into())));
}

#[test]
fn a_list_that_was_not_understood_does_not_pass_for_an_empty_one() {
    let empty = |said: &str| envelope(said.as_bytes(), &mut |_| true).is_ok();
    assert!(empty(r#"{"data":[]}"#) && empty(r#"{"data":null}"#));
    for wrong in ["[]", "{}", r#"{"data":{}}"#, r#"{"data":[1]}"#, r#"{"data":"a"}"#, r#"{"data":[]} x"#] {
        assert!(!empty(wrong), "{wrong}");
    }
    assert!(envelope(br#"{"data":[{}]}"#, &mut |_| false).is_err());
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
            prop_assert_eq!(text(&parse(again.as_bytes()).unwrap()), again);
        }
    }
}
