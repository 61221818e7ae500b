//! The parameters of an address: `q=size%3E10mb&sort=-size`.

/// The value of a parameter. What cannot be decoded is left as it is.
pub fn get(search: &str, name: &str) -> Option<String> {
    search.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(key) == name).then(|| decoded(value))
    })
}

/// The parameters with one of them changed, added at the end, or taken out if it is empty.
pub fn with(search: &str, name: &str, value: &str) -> String {
    let is_named = |pair: &&str| decoded(pair.split('=').next().unwrap_or_default()) == name;
    let own = (!value.is_empty()).then(|| format!("{name}={}", encoded(value)));
    let mut pairs: Vec<&str> = search.split('&').filter(|pair| !pair.is_empty()).collect();
    match (pairs.iter().position(is_named), &own) {
        (Some(at), Some(own)) => pairs.splice(at..=at, [own.as_str()]).for_each(drop),
        (Some(at), None) => drop(pairs.remove(at)),
        (None, own) => pairs.extend(own.as_deref()),
    }
    pairs.join("&")
}

/// What means something in an address, or could be taken for it, stands as its bytes.
pub fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:,()*@!$;".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase();
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

/// What [`encoded`] was given.
pub fn decoded(value: &str) -> String {
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let (byte, used) = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => ((high * 16 + low) as u8, 2),
            (b'+', ..) => (b' ', 0),
            _ => (*first, 0),
        };
        out.push(byte);
        rest = after.get(used..).unwrap_or_default();
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_as_it_was() {
        for value in ["size>10mb", "a b", "50%", "%41", "a+b", "a&b=c#d", "été \"x\"", "\u{0}😀", "?'<>"] {
            let search = with("", "q", value);
            assert_eq!(get(&search, "q").as_deref(), Some(value), "{search}");
            assert!(search.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>#+ ".contains(&byte)), "{search}");
        }
    }

    #[test]
    fn the_others_stay() {
        assert_eq!(with("a=1&q=2&open=x%20y", "q", "3"), "a=1&q=3&open=x%20y");
        assert_eq!(with("a=1&q=2&open=x", "q", ""), "a=1&open=x");
        assert_eq!(with("a=1", "sort", "-size,name"), "a=1&sort=-size,name");
        assert_eq!(with("", "q", ""), "");
    }

    #[test]
    fn what_others_wrote_is_understood() {
        assert_eq!(get("q=a+b%2bc", "q").as_deref(), Some("a b+c"));
        assert_eq!(get("q", "q").as_deref(), Some(""));
        assert_eq!(get("q=%zz%4", "q").as_deref(), Some("%zz%4"));
        assert_eq!(get("q=%FF", "q").as_deref(), Some("\u{FFFD}"));
        assert_eq!(get("aq=1", "q"), None);
    }
}
