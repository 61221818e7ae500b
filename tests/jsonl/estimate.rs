use quartermaster::jsonl::check::Checker;
use quartermaster::jsonl::estimate::{Amount, Range};
use quartermaster::jsonl::prices::{Price, price};

fn amount(lines: &[&str]) -> Amount {
    let mut checker = Checker::default();
    lines.iter().for_each(|line| checker.push(format!("{line}\n").as_bytes()));
    checker.finish().0.amount
}

#[test]
fn the_range_holds_what_the_tokenizer_says() {
    // English prose: 44 characters are 10 tokens in each of OpenAI's encodings, and a request adds 7 to them.
    let english = amount(&[r#"{"url":"/v1/chat/completions","body":{"model":"m","max_tokens":50,
        "messages":[{"role":"user","content":"The quick brown fox jumps over the lazy dog."}]}}"#
        .replace('\n', " ")
        .as_str()]);
    let input = english.input();
    assert!(input.low <= 10 && 17 <= input.high && input.high < 50, "{input:?}");
    assert_eq!(english.output(), Some(Range { low: 0, high: 50 }));
}

#[test]
fn numbers_of_an_input_are_tokens() {
    let tokens = amount(&[r#"{"url":"/v1/embeddings","body":{"model":"","input":[[1,2,3],[4,5]]}}"#]);
    assert_eq!((tokens.tokens, tokens.input().low), (5, 5));
    // Embeddings have no answer in words.
    assert_eq!((tokens.unlimited, tokens.output()), (0, Some(Range::default())));
}

#[test]
fn answers_are_limited_only_if_every_request_says_so() {
    let line = |rest: &str| format!(r#"{{"url":"/v1/responses","body":{{"model":"m","input":"a"{rest}}}}}"#);
    let (limited, twice) = (line(r#","max_output_tokens":100"#), line(r#","max_completion_tokens":100,"n":3"#));
    assert_eq!(amount(&[&limited, &twice]).output(), Some(Range { low: 0, high: 400 }));
    let open = amount(&[&limited, &line("")]);
    assert_eq!((open.output(), open.unlimited, open.answers), (None, 1, 100));
}

#[test]
fn pictures_are_counted_apart() {
    let picture = format!(
        r#"{{"body":{{"model":"m","messages":[{{"image_url":{{"url":"data:image/png;base64,{}"}}}}]}}}}"#,
        "A".repeat(90_000)
    );
    let amount = amount(&[&picture]);
    assert!(amount.input().high < 100 && amount.data == 1, "{amount:?}");
}

#[test]
fn a_model_has_the_price_of_the_one_it_is_a_version_of() {
    assert_eq!(price("gpt-5"), Some(Price { input: 1_250_000, output: 10_000_000 }));
    assert_eq!(price("gpt-5-2025-08-07"), price("gpt-5"));
    assert_eq!(price("gpt-5-mini-2025-08-07"), price("gpt-5-mini"));
    assert!(price("gpt-5-mini") != price("gpt-5") && price("gpt-4o-mini") != price("gpt-4o"));
    for unknown in ["gpt-50", "gpt-5-unheard-of", "ft:gpt-4o-mini-2024-07-18:us::1", "", "gpt"] {
        assert_eq!(price(unknown), None, "{unknown}");
    }
}

#[test]
fn a_batch_costs_half() {
    let price = Price { input: 1_000_000, output: 10_000_000 };
    assert_eq!(price.of(2_000_000, 0), 1_000_000);
    assert_eq!(price.of(0, 1_000), 5_000);
    assert_eq!((price.of(1, 0), price.of(0, 0), price.of(u64::MAX, u64::MAX)), (1, 0, u64::MAX));
    let amount = Amount { requests: 1_000, tokens: 2_000_000, unlimited: 1_000, ..Amount::default() };
    let expected = amount.cost(&price, Some(Range { low: 10, high: 100 }));
    assert_eq!(expected, Range { low: 1_050_000, high: 1_501_500 });
    assert_eq!(amount.cost(&price, None), Range { low: 1_000_000, high: 1_001_500 });
}
