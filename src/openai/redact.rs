//! Takes keys out of the server's sentences, which like to repeat them.

/// A sentence longer than this is cut, in characters.
const LONGEST: usize = 500;

/// The sentence on one line, not too long, and without anything that looks like a key.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::new();
    let mut secret_next = false;
    let mut before = ["", ""];
    for word in text.split_whitespace() {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        if secret_next {
            cleaned.push('…');
        } else {
            redact(word, &mut cleaned);
        }
        secret_next = announces(before, word);
        before = [before[1], word];
    }
    if let Some((end, _)) = cleaned.char_indices().nth(LONGEST) {
        cleaned.truncate(end);
        cleaned.push('…');
    }
    cleaned
}

/// "Incorrect API key provided: …", "Invalid API key: …", "Bearer …": whatever follows is a key.
fn announces(before: [&str; 2], word: &str) -> bool {
    let is = |word: &str, name: &str| word.eq_ignore_ascii_case(name);
    is(word, "bearer")
        || (is(word, "key:") && is(before[1], "api"))
        || (is(word, "provided:") && is(before[1], "key") && is(before[0], "api"))
}

/// Copies a word; of a key in it, only that there was one.
fn redact(word: &str, into: &mut String) {
    let mut rest = word;
    while let Some(at) = key_in(rest) {
        into.push_str(&rest[..at]);
        into.push_str("sk-…");
        let end = rest[at..].find(|c: char| !is_key(c)).unwrap_or(rest.len() - at);
        rest = &rest[at + end..];
    }
    into.extend(rest.chars().filter(|c| !c.is_control()));
}

/// Where `sk-` begins that is not the end of another word, as in `task-1`.
fn key_in(word: &str) -> Option<usize> {
    word.match_indices("sk-").map(|(at, _)| at).find(|at| !word[..*at].ends_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Keys are letters, digits, `-` and `_`; shortened ones have stars or dots in the middle.
fn is_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_*.…".contains(c)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn no_key_remains() {
        for (said, cleaned) in [
            (
                "Incorrect API key provided: sk-proj-abc***wxyz. You can find",
                "Incorrect API key provided: … You can find",
            ),
            ("Incorrect API key provided: hunter2", "Incorrect API key provided: …"),
            ("Invalid API key: hunter2.", "Invalid API key: …"),
            ("got 'Authorization: Bearer hunter2'", "got 'Authorization: Bearer …"),
            ("key=sk-a_b-c, or (sk-d…e)", "key=sk-…, or (sk-…)"),
            ("sk-a,sk-b", "sk-…,sk-…"),
            ("task-1 risk-free sk-", "task-1 risk-free sk-…"),
            ("Invalid value provided: 5", "Invalid value provided: 5"),
            ("two\nlines\u{7}\twide", "two lines wide"),
        ] {
            assert_eq!(clean(said), cleaned);
        }
    }

    #[test]
    fn a_long_sentence_is_cut_between_characters() {
        let cleaned = clean(&"é".repeat(10_000));
        assert_eq!(cleaned.chars().count(), 501);
        assert!(cleaned.ends_with('…'));
    }
}
