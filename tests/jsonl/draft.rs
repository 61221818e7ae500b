use quartermaster::json::{self, FromJson, parse};
use quartermaster::jsonl::draft::{Draft, Entry, NONCE, Source, Wrong};
use quartermaster::openai::batch::Endpoint;
use quartermaster::openai::body::LifeSeconds;

fn entry(key: &str, value: &str) -> Entry {
    Entry { key: key.into(), value: value.into() }
}

fn draft() -> Draft {
    Draft { name: "prompts.v2.jsonl".into(), description: " Nightly ".into(), ..Draft::new("d1".into()) }
}

#[test]
fn it_is_kept_as_it_was() {
    for source in Source::ALL {
        let text = |what: &str| format!("{what} “\n”");
        let full = Draft {
            source,
            pasted: text("pasted"),
            prompts: text("prompts"),
            file: text("file"),
            endpoint: Endpoint::Embeddings,
            model: text("model"),
            system: text("system"),
            user: text("user"),
            parameters: text("parameters"),
            ids: text("ids"),
            metadata: vec![entry("a", ""), entry("", "b")],
            days: 7,
            ..draft()
        };
        let kept = json::text(&full);
        assert_eq!(Draft::from_json(parse(kept.as_bytes()).unwrap()), Some(full));
    }
    let old = Draft::from_json(parse(br#"{"id":"d1","later":[1]}"#).unwrap());
    assert_eq!(old, Some(Draft::new("d1".into())));
}

#[test]
fn an_empty_one_has_nothing_to_lose() {
    assert!(Draft::new("d1".into()).is_empty());
    assert!(!draft().is_empty());
    assert!(!Draft { metadata: vec![Entry::default()], ..Draft::new("d1".into()) }.is_empty());
}

#[test]
fn labels_are_checked_as_the_api_does() {
    let wrongs = |entries: &[(&str, &str)]| {
        let metadata = entries.iter().map(|(key, value)| entry(key, value)).collect();
        Draft { metadata, ..draft() }.wrongs()
    };
    // Characters, not bytes.
    let (key, value) = ("é".repeat(64), "é".repeat(512));
    assert_eq!(wrongs(&[(&key, &value), ("a", "")]), [None, None]);
    assert_eq!(wrongs(&[(&(key + "x"), ""), ("a", &(value + "x"))]), [Some(Wrong::LongKey), Some(Wrong::LongValue)]);
    assert_eq!(wrongs(&[(" ", "x"), ("a", "1"), ("a", "2")]), [Some(Wrong::NoKey), None, Some(Wrong::Twice)]);
    assert_eq!(wrongs(&[(NONCE, "x"), ("batch_description", "x")]), [Some(Wrong::Taken); 2]);
}

#[test]
fn there_is_room_for_what_the_page_adds() {
    let with = |count: usize, description: &str| {
        let metadata = (0..count).map(|n| entry(&n.to_string(), "x")).collect();
        Draft { metadata, description: description.into(), ..draft() }
    };
    for (count, description, fits) in [(14, "Nightly", true), (15, "Nightly", false), (15, " ", true), (16, "", false)]
    {
        let draft = with(count, description);
        assert_eq!(draft.is_labelled(), fits, "{count} {description}");
        let request = draft.request("file-1".into(), Endpoint::Responses, 0, 2);
        assert_eq!(request.metadata.len() <= 16, fits);
    }
    assert!(with(0, &"é".repeat(499)).is_labelled());
    assert!(!with(0, &"é".repeat(500)).is_labelled(), "the number of the part has to fit too");
}

#[test]
fn each_part_is_told_from_all_others() {
    let draft = Draft { metadata: vec![entry("team", "search")], days: 7, ..draft() };
    let parts = [0, 1].map(|part| draft.request("file-1".into(), Endpoint::Responses, part, 2));
    let said = |part: usize, key: &str| parts[part].metadata.get(key).map(String::as_str);
    assert_eq!((said(0, NONCE), said(1, NONCE)), (Some("d1-1"), Some("d1-2")));
    assert_eq!(said(1, "batch_description"), Some("Nightly (2 of 2)"));
    assert_eq!(said(1, "team"), Some("search"));
    assert_eq!(parts[0].output_life, Some(LifeSeconds(604_800)));
    assert_eq!(draft.upload_name(1), "prompts.v2.d1-2.jsonl");
    assert_eq!(Draft::new("d1".into()).upload_name(0), "batch.d1-1.jsonl");
    let one = draft.request("file-1".into(), Endpoint::Responses, 0, 1);
    assert_eq!(one.metadata.get("batch_description").map(String::as_str), Some("Nightly"));
}
