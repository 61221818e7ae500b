use std::collections::BTreeMap;

use proptest::prelude::*;
use quartermaster::jsonl::answer::read;
use quartermaster::jsonl::cut::{Cutter, Stretch, stretches};
use quartermaster::jsonl::groups::pattern;
use quartermaster::jsonl::join::{Join, Joined, Origin, Source};
use quartermaster::jsonl::lines::Place;
use quartermaster::jsonl::outcome::Outcome;
use quartermaster::jsonl::results::Format;
use serde_json::{Value, json};

use crate::soup::{self, request};

/// Of the first batch.
fn first(source: Source) -> Origin {
    Origin { source, batch: 0 }
}

fn join(files: &[(Source, &[u8])]) -> Joined {
    join_family(&files.iter().map(|(source, bytes)| (first(*source), *bytes)).collect::<Vec<_>>())
}

fn join_family(files: &[(Origin, &[u8])]) -> Joined {
    let mut join = Join::default();
    for (origin, bytes) in files {
        join.file(*origin);
        join.push(bytes);
    }
    join.finish()
}

fn again(joined: &Joined) -> Vec<Stretch> {
    stretches(joined.lost().filter_map(|row| row.request))
}

/// An answer of the endpoint.
fn answer(id: &str, status: u16, body: Value) -> String {
    let response = json!({"status_code": status, "request_id": "r", "body": body});
    json!({"id": "batch_req_1", "custom_id": id, "response": response, "error": null}).to_string()
}

fn said(content: &str, finish: &str) -> Value {
    json!({"choices": [{"message": {"role": "assistant", "content": content, "refusal": null}, "finish_reason": finish}],
           "usage": {"prompt_tokens": 31, "completion_tokens": 4, "total_tokens": 35}})
}

fn good(id: &str) -> String {
    answer(id, 200, said(&format!("to {id}"), "stop"))
}

fn bad(id: &str, message: &str) -> String {
    answer(id, 400, json!({"error": {"message": message, "type": "invalid_request_error", "code": null}}))
}

fn expired(id: &str) -> String {
    json!({"id": "b", "custom_id": id, "response": null, "error": {"code": "batch_expired", "message": "Too late."}})
        .to_string()
}

fn lines(lines: &[String]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

fn outcomes(joined: &Joined) -> Vec<(&str, Outcome)> {
    joined.rows.iter().map(|row| (&*row.id, row.outcome())).collect()
}

#[test]
fn rows_come_in_the_order_of_the_input() {
    let input = lines(&["a", "b", "c", "d"].map(request));
    let output = lines(&[good("c"), good("x"), good("a"), good("c")]);
    let errors = lines(&[bad("b", "No."), "{oops".into(), "{}".into()]);
    let joined = join(&[(Source::Input, &input), (Source::Output, &output), (Source::Errors, &errors)]);
    use Outcome::{Done, Failed, Missing};
    assert_eq!(outcomes(&joined), [("a", Done), ("b", Failed), ("c", Done), ("d", Missing)]);
    let strays = |strays: &quartermaster::jsonl::join::Strays| {
        let first: Vec<(Source, u64, String)> =
            strays.first.iter().map(|stray| (stray.origin.source, stray.place.line, stray.id.to_string())).collect();
        (strays.count, first)
    };
    assert_eq!(strays(&joined.found.extra), (1, vec![(Source::Output, 2, "x".into())]));
    assert_eq!(strays(&joined.found.duplicates), (1, vec![(Source::Output, 4, "c".into())]));
    assert_eq!(
        strays(&joined.found.unreadable),
        (2, vec![(Source::Errors, 2, "".into()), (Source::Errors, 3, "".into())])
    );
    assert_eq!((joined.count(Missing), joined.count(Done)), (1, 2));
    let reply = joined.rows[0].reply.as_ref().unwrap();
    assert_eq!((reply.status, reply.input_tokens, reply.output_tokens), (200, 31, 4));
}

#[test]
fn an_id_twice_in_the_input_is_one_row() {
    let input = lines(&["a", "b", "a"].map(request));
    let joined = join(&[(Source::Input, &input), (Source::Output, &lines(&[good("a")]))]);
    assert_eq!(outcomes(&joined), [("a", Outcome::Done), ("b", Outcome::Missing)]);
    assert_eq!((joined.found.duplicates.count, joined.found.duplicates.first[0].origin.source), (1, Source::Input));
}

#[test]
fn without_an_input_every_answer_is_a_row() {
    let joined = join(&[(Source::Output, &lines(&[good("b"), good("a")])), (Source::Errors, &lines(&[expired("c")]))]);
    assert_eq!(outcomes(&joined), [("b", Outcome::Done), ("a", Outcome::Done), ("c", Outcome::Expired)]);
    assert_eq!((joined.found.extra.count, again(&joined)), (0, vec![]));
}

#[test]
fn of_several_answers_the_best_one_counts() {
    let input = lines(&["a", "b"].map(request));
    let output = lines(&[bad("a", "No."), good("a"), expired("a"), good("b"), good("b")]);
    let joined = join(&[(Source::Input, &input), (Source::Output, &output)]);
    let replies = joined.rows.iter().map(|row| row.reply.as_ref().unwrap());
    let replies: Vec<(Outcome, u64, u32)> =
        replies.map(|reply| (reply.outcome, reply.place.line, reply.repeats)).collect();
    assert_eq!(replies, [(Outcome::Done, 2, 2), (Outcome::Done, 4, 1)]);
    assert_eq!(joined.found.groups.all()[0].count, 0, "the failure was made good");
}

#[test]
fn a_repair_takes_the_place_of_what_it_repaired() {
    let input = lines(&["a", "b", "c", "d", "e"].map(request));
    let output = lines(&[good("a"), answer("e", 200, said("half", "length"))]);
    let errors = lines(&[bad("b", "No."), bad("c", "No.")]);
    let repair = lines(&[good("b"), bad("c", "Still no."), answer("e", 200, said("most of it", "length")), good("x")]);
    let later = Origin { source: Source::Output, batch: 1 };
    let joined = join_family(&[
        (first(Source::Input), &input),
        (first(Source::Output), &output),
        (first(Source::Errors), &errors),
        (later, &repair),
    ]);
    use Outcome::{Done, Failed, Missing, Truncated};
    assert_eq!(outcomes(&joined), [("a", Done), ("b", Done), ("c", Failed), ("d", Missing), ("e", Truncated)]);
    let told = |at: usize| joined.rows[at].reply.as_ref().map(|reply| (reply.origin.batch, &*reply.start, reply.tries));
    let expected =
        [Some((0, "to a", 1)), Some((1, "to b", 2)), Some((1, "Still no.", 2)), None, Some((1, "most of it", 2))];
    assert_eq!([0, 1, 2, 3, 4].map(told), expected);
    assert_eq!((joined.found.duplicates.count, joined.found.extra.count), (0, 1));
    // What was answered in vain was paid for too.
    assert_eq!((joined.found.input_tokens, joined.found.output_tokens), (5 * 31, 5 * 4));
    let groups: Vec<(u64, &str)> =
        joined.found.groups.all().iter().map(|group| (group.count, &*group.pattern)).collect();
    assert_eq!(groups, [(0, "No."), (1, "Still no.")]);
}

#[test]
fn a_row_tells_how_its_answer_begins() {
    let long = "é\n\"".to_owned() + &"x".repeat(500);
    let output = lines(&[
        answer("a", 200, said(&long, "stop")),
        answer("b", 200, json!({"choices": [{"message": {"content": null, "refusal": "I cannot."}}]})),
        answer("c", 200, json!({"data": [{"embedding": [0.5]}]})),
        bad("d", "No."),
        expired("e"),
    ]);
    let joined = join(&[(Source::Output, &output)]);
    let starts: Vec<&str> = joined.rows.iter().map(|row| &*row.reply.as_ref().unwrap().start).collect();
    assert_eq!(starts, [&*long.chars().take(160).collect::<String>(), "I cannot.", "[0.5]", "No.", "Too late."]);
    assert_eq!(&*joined.rows[0].reply.as_ref().unwrap().finish, "stop");
}

#[test]
fn how_a_request_ended() {
    let of = |line: &str, json: bool| Outcome::of(&read(line).unwrap(), json);
    let ended = |status, body: Value| of(&answer("a", status, body), false);
    assert_eq!(of(&good("a"), false), Outcome::Done);
    assert_eq!(of(&good("a"), true), Outcome::NotJson);
    assert_eq!(of(&answer("a", 200, said(" {\"a\":[1]}\n", "stop")), true), Outcome::Done);
    assert_eq!(ended(200, said("half an ans", "length")), Outcome::Truncated);
    assert_eq!(ended(200, said("", "content_filter")), Outcome::Refused);
    assert_eq!(
        ended(200, json!({"choices": [{"message": {"content": null, "refusal": "I cannot."}}]})),
        Outcome::Refused
    );
    assert_eq!(ended(200, said("", "stop")), Outcome::Empty);
    assert_eq!(ended(200, json!({"choices": [{"message": {"content": null, "tool_calls": [{}]}}]})), Outcome::Done);
    // An error of the endpoint stands in the output too.
    assert_eq!(ended(400, json!({"error": {"message": "No."}})), Outcome::Failed);
    assert_eq!(ended(500, json!("<html>")), Outcome::Failed);
    assert_eq!(of(&expired("a"), false), Outcome::Expired);
    assert_eq!(of(&expired("a").replace("expired", "cancelled"), false), Outcome::Cancelled);
    assert_eq!(of(&expired("a").replace("batch_expired", "server_error"), false), Outcome::Failed);
    assert_eq!(of(r#"{"custom_id":"a","response":null,"error":null}"#, false), Outcome::Strange);
    // The Responses API.
    let output = |content: Value| json!({"output": [{"type": "reasoning", "summary": []}, {"type": "message", "content": [content]}]});
    assert_eq!(ended(200, output(json!({"type": "output_text", "text": "Yes."}))), Outcome::Done);
    assert_eq!(ended(200, output(json!({"type": "refusal", "refusal": "I cannot."}))), Outcome::Refused);
    let mut cut = output(json!({"type": "output_text", "text": "Ye"}));
    cut["incomplete_details"] = json!({"reason": "max_output_tokens"});
    assert_eq!(ended(200, cut), Outcome::Truncated);
    assert_eq!(ended(200, json!({"output": [{"type": "function_call", "call_id": "c", "name": "f"}]})), Outcome::Done);
}

#[test]
fn the_text_of_any_answer() {
    let text = |body: Value| read(&answer("a", 200, body)).unwrap().text().into_owned();
    assert_eq!(text(said("é\n\"yes\"", "stop")), "é\n\"yes\"");
    assert_eq!(text(json!({"choices": [{"text": "one"}, {"text": "two"}]})), "one\ntwo");
    assert_eq!(text(json!({"output": [{"content": [{"text": "a"}, {"text": "b"}]}]})), "a\nb");
    assert_eq!(text(json!({"choices": [{"message": {"refusal": "I cannot."}}]})), "I cannot.");
    assert_eq!(text(json!({"data": [{"embedding": [0.5, -1]}]})), "[0.5,-1]");
    assert_eq!(
        text(json!({"data": [{"url": "https://a.example/1"}, {"b64_json": "AAAA"}]})),
        "https://a.example/1\nAAAA"
    );
    assert_eq!(text(json!({"results": [{"flagged": true}]})), "{\"flagged\":true}");
    assert_eq!(text(json!({})), "");
}

#[test]
fn whether_json_was_asked_for_is_seen_in_the_request() {
    let asked = |rest: &str| {
        let line = request("a").replace("\"messages\"", &format!("{rest},\"messages\""));
        join(&[(Source::Input, line.as_bytes())]).rows[0].json
    };
    assert!(asked(r#""response_format":{"type":"json_object"}"#));
    assert!(asked(r#""response_format":{"json_schema":{"type":"x"},"type":"json_schema"}"#));
    assert!(asked(r#""text":{"format":{"type":"json_schema"}}"#));
    assert!(!asked(r#""response_format":{"type":"text"}"#) && !asked(r#""text":"json_object""#));
}

#[test]
fn errors_that_say_the_same_are_one_group() {
    let output = lines(&[
        bad("a", "Rate limit reached for gpt-5 in org-1a on tokens: Limit 10, Used 9."),
        bad("b", "Rate limit reached for gpt-5 in org-2b on tokens: Limit 10, Used 10."),
        bad("c", "Unknown parameter: 'messages[3].x'."),
        bad("d", "Unknown parameter: 'foo'."),
        expired("e"),
    ]);
    let joined = join(&[(Source::Output, &output)]);
    let groups: Vec<(u64, u16, &str, &str)> = joined
        .found
        .groups
        .all()
        .iter()
        .map(|group| (group.count, group.status, &*group.code, &*group.pattern))
        .collect();
    assert_eq!(
        groups,
        [
            (2, 400, "", "Rate limit reached for # in # on tokens: Limit #, Used #."),
            (2, 400, "", "Unknown parameter: '#'."),
            (1, 0, "batch_expired", "Too late."),
        ]
    );
    assert_eq!(joined.rows[3].reply.as_ref().unwrap().group, Some(1));
    assert_eq!(pattern("It isn't so, don't"), "It isn't so, don't");
    assert_eq!(pattern("an open 'quote"), "an open 'quote");
    // However many there are, they are told apart up to a limit.
    let many: Vec<String> = (0..1_000).map(|n| bad(&n.to_string(), &"x".repeat(n % 299 + 1))).collect();
    let joined = join(&[(Source::Output, &lines(&many))]);
    assert_eq!(joined.found.groups.all().len(), 201);
    assert_eq!(joined.found.groups.all().iter().map(|group| group.count).sum::<u64>(), 1_000);
}

#[test]
fn what_was_lost_is_sent_again_line_for_line() {
    let input = format!("\u{feff}{}\n{}\n{}\r\n\n{}", request("a"), request("b"), request("c"), request("d"));
    let output = lines(&[answer("d", 200, said("", "stop"))]);
    let joined = join(&[(Source::Input, input.as_bytes()), (Source::Output, &output)]);
    let lost: Vec<&str> = again(&joined).iter().map(|lines| &input[lines.from as usize..lines.to as usize]).collect();
    assert_eq!(lost, [format!("{}\n{}\n{}", request("a"), request("b"), request("c"))]);
    let output = lines(&[good("b")]);
    let joined = join(&[(Source::Input, input.as_bytes()), (Source::Output, &output)]);
    let lost: Vec<&str> = again(&joined).iter().map(|lines| &input[lines.from as usize..lines.to as usize]).collect();
    assert_eq!(lost, ["a", "c", "d"].map(request));
}

#[test]
fn rows_are_taken_home() {
    let input = lines(&["=a", "b\n", "c"].map(request));
    let output = lines(&[answer("=a", 200, said("Yes, \"it\" is", "stop")), bad("b\n", "No, 1.")]);
    let joined = join(&[(Source::Input, &input), (Source::Output, &output)]);
    let taken = |format: Format| {
        let mut text = format.head();
        for row in &joined.rows {
            let line = row.reply.as_ref().map(|reply| {
                let Place { at, bytes, .. } = reply.place;
                std::str::from_utf8(&output[at as usize..(at + bytes) as usize]).unwrap()
            });
            format.row(row, line, &mut text);
        }
        text
    };
    assert_eq!(
        taken(Format::Csv),
        "custom_id,outcome,status_code,finish_reason,input_tokens,output_tokens,answer,error_code,error_message\r\n\
         '=a,done,200,stop,31,4,\"Yes, \"\"it\"\" is\",,\r\n\
         \"b\n\",failed,400,,0,0,,,\"No, 1.\"\r\n\
         c,missing,,,,,,,\r\n"
    );
    let objects: Vec<Value> = taken(Format::Jsonl).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&objects[0]["answer"], &objects[0]["status_code"]), (&json!("Yes, \"it\" is"), &json!(200)));
    assert_eq!((&objects[1]["custom_id"], &objects[1]["error_message"]), (&json!("b\n"), &json!("No, 1.")));
    assert_eq!((&objects[2]["outcome"], &objects[2]["answer"]), (&json!("missing"), &Value::Null));
    assert_eq!(
        taken(Format::Markdown),
        "## =a\n\nYes, \"it\" is\n\n## b \n\n*failed*\n\nNo, 1.\n\n## c\n\n*missing*\n\n"
    );
}

/// Ids of some kind of answer, in any order.
fn answers() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0u8..30, 0u8..4), 0..40)
}

fn reply((id, kind): &(u8, u8)) -> (String, Outcome) {
    let id = id.to_string();
    match kind {
        0 => (good(&id), Outcome::Done),
        1 => (answer(&id, 200, said("", "stop")), Outcome::Empty),
        2 => (bad(&id, "No."), Outcome::Failed),
        _ => (expired(&id), Outcome::Expired),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_id_exactly_once_whatever_the_order(
        ids in prop::collection::vec(0u8..25, 0..40), output in answers(), errors in answers(), cuts in soup::cuts()
    ) {
        let input = lines(&ids.iter().map(|id| request(&id.to_string())).collect::<Vec<_>>());
        let files = [&output, &errors].map(|replies| lines(&replies.iter().map(|one| reply(one).0).collect::<Vec<_>>()));
        let mut cut = Join::default();
        for (source, bytes) in [(Source::Input, &input), (Source::Errors, &files[1]), (Source::Output, &files[0])] {
            cut.file(first(source));
            soup::cut(bytes, &cuts).into_iter().for_each(|piece| cut.push(piece));
        }
        let joined = cut.finish();
        // As simply as it can be said.
        let mut expected: Vec<(String, Outcome)> = Vec::new();
        for id in &ids {
            let id = id.to_string();
            if expected.iter().all(|(other, _)| *other != id) {
                expected.push((id, Outcome::Missing));
            }
        }
        let mut best: BTreeMap<String, (Outcome, u64)> = BTreeMap::new();
        for one in output.iter().chain(&errors) {
            let entry = best.entry(one.0.to_string()).or_insert((Outcome::Missing, 0));
            *entry = (entry.0.min(reply(one).1), entry.1 + 1);
        }
        for (id, outcome) in &mut expected {
            *outcome = best.get(id).map_or(Outcome::Missing, |best| best.0);
        }
        let found: Vec<(String, Outcome)> = joined.rows.iter().map(|row| (row.id.to_string(), row.outcome())).collect();
        prop_assert_eq!(&found, &expected);
        let asked = |id: &String| expected.iter().any(|(other, _)| other == id);
        let extra: u64 = best.iter().filter(|(id, _)| !asked(id)).map(|(_, (_, count))| count).sum();
        let repeated: u64 = best.iter().filter(|(id, _)| asked(id)).map(|(_, (_, count))| count - 1).sum();
        prop_assert_eq!(joined.found.extra.count, extra);
        prop_assert_eq!(joined.found.duplicates.count, repeated + (ids.len() - expected.len()) as u64);
        // Every group counts the rows that are in it.
        for (at, group) in joined.found.groups.all().iter().enumerate() {
            let rows = joined.rows.iter().filter_map(|row| row.reply.as_ref()?.group).filter(|group| *group as usize == at);
            prop_assert_eq!(rows.count() as u64, group.count);
        }
        let other = join(&[(Source::Input, &input), (Source::Output, &files[0]), (Source::Errors, &files[1])]);
        prop_assert_eq!(outcomes(&other), outcomes(&joined));
        let mut cutter = Cutter::new(again(&joined));
        let mut copied = Vec::new();
        soup::cut(&input, &cuts).into_iter().for_each(|piece| cutter.push(piece, &mut |bytes| copied.extend_from_slice(bytes)));
        prop_assert!(cutter.is_over());
        let lost: Vec<u8> = expected.iter().filter(|(_, outcome)| outcome.is_lost()).flat_map(|(id, _)| (request(id) + "\n").into_bytes()).collect();
        prop_assert_eq!(copied, lost);
    }

    #[test]
    fn any_bytes_at_all(input in soup::file(), output in soup::file()) {
        let joined = join(&[(Source::Input, &input), (Source::Output, &output)]);
        let mut ids: Vec<&str> = joined.rows.iter().map(|row| &*row.id).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), joined.rows.len());
        for row in &joined.rows {
            let place = row.request.unwrap();
            let line: Value = serde_json::from_slice(&input[place.at as usize..][..place.bytes as usize]).unwrap();
            prop_assert_eq!(line["custom_id"].as_str(), Some(&*row.id));
        }
    }
}
