//! Bytes that are nearly a batch's input, and ways of cutting them.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A request as it should be.
pub fn request(id: &str) -> String {
    let id = serde_json::to_string(id).unwrap();
    format!(
        r#"{{"custom_id":{id},"method":"POST","url":"/v1/chat/completions","body":{{"model":"gpt-5","messages":[{{"role":"user","content":"Hi"}}]}}}}"#
    )
}

/// Pieces of lines that are right, nearly right and wrong.
const SCRAPS: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\"",
    b"\\",
    b"\n",
    b"\r\n",
    b"\r",
    b" ",
    b"\t",
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\xC3",
    "é".as_bytes(),
    "👍".as_bytes(),
    b"\\u00e9",
    b"\\ud83d",
    b"\\ude00",
    b"\\n",
    b"true",
    b"false",
    b"null",
    b"-",
    b"0",
    b"1e5",
    b"1.5",
    b"1e999",
    b"[[[[[[[[",
    b"]]]]]]]]",
    b"\"custom_id\":\"a\",",
    b"\"custom_id\":7,",
    b"\"method\":\"POST\",",
    b"\"method\":\"GET\",",
    b"\"url\":\"/v1/embeddings\",",
    b"\"url\":\"/v1/nothing\",",
    b"\"body\":{\"model\":\"gpt-5\",\"input\":[\"a\",\"b\"]}",
    b"\"body\":{\"model\":\"\",\"stream\":true}",
    b"\x00",
    b"\"body\":[]",
    b"\"max_tokens\":5",
    b"\"data:image/png;base64,AAAA\"",
    b"\"a\":1,\"a\":2",
];

fn scrap() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => select(SCRAPS).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ]
}

fn line() -> impl Strategy<Value = Vec<u8>> {
    let whole = |text: String| text.into_bytes();
    prop_oneof![
        3 => (0..6u8).prop_map(move |n| whole(request(&n.to_string()))),
        1 => Just(whole(request("é\"\n"))),
        1 => Just(whole(request("1").replace("gpt-5", "gpt-4"))),
        1 => Just(whole(request("2").replace("/v1/chat/completions", "/v1/responses"))),
        1 => (0..140usize).prop_map(move |n| whole("[".repeat(n) + &"]".repeat(n))),
        1 => (0..12u8, any::<Index>(), scrap()).prop_map(|(n, at, scrap)| {
            let mut line = request(&n.to_string()).into_bytes();
            let at = at.index(line.len());
            line.splice(at..at, scrap);
            line
        }),
        1 => Just(Vec::new()),
        4 => prop::collection::vec(scrap(), 0..12).prop_map(|scraps| scraps.concat()),
    ]
}

/// A file of such lines.
pub fn file() -> impl Strategy<Value = Vec<u8>> {
    let end = select(&["\n", "\r\n", "\n", "\n\n"][..]);
    (prop::collection::vec((line(), end), 0..20), any::<bool>(), any::<bool>()).prop_map(|(lines, mark, open)| {
        let mut bytes = if mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        for (line, end) in &lines {
            bytes.extend(line);
            bytes.extend(end.as_bytes());
        }
        if open {
            bytes.truncate(bytes.len().saturating_sub(lines.last().map_or(0, |(_, end)| end.len())));
        }
        bytes
    })
}

/// A line without the marks before it.
pub fn unmarked(mut line: &[u8]) -> &[u8] {
    while let Some(rest) = line.strip_prefix(b"\xEF\xBB\xBF") {
        line = rest;
    }
    line
}

/// Where to cut.
pub fn cuts() -> impl Strategy<Value = Vec<Index>> {
    prop::collection::vec(any::<Index>(), 0..12)
}

/// The bytes in pieces, some of which may be empty.
pub fn cut<'a>(bytes: &'a [u8], cuts: &[Index]) -> Vec<&'a [u8]> {
    let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
    at.extend([0, bytes.len()]);
    at.sort_unstable();
    at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect()
}
