//! The address of the API: `https://api.openai.com/v1`, a regional one, or a gateway of one's own.

use thiserror::Error;

/// An absolute address without trailing slash, query, fragment or credentials; plain `http` only on loopback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

/// Why a text cannot be the address the key is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BaseProblem {
    #[error("no scheme")]
    NoScheme,
    #[error("a scheme other than http and https")]
    OtherScheme,
    #[error("http beyond this machine")]
    PlainHttp,
    #[error("no host")]
    NoHost,
    #[error("a user name or password inside")]
    Credentials,
    #[error("a query or fragment at the end")]
    Tail,
    #[error("white space or a character that an address cannot hold")]
    BadCharacter,
}

impl Base {
    pub const OPENAI: &'static str = "https://api.openai.com/v1";

    pub fn openai() -> Base {
        Base(Base::OPENAI.to_owned())
    }

    pub fn parse(text: &str) -> Result<Base, BaseProblem> {
        let text = text.trim().trim_end_matches('/');
        let (scheme, rest) = text.split_once("://").ok_or(BaseProblem::NoScheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "https" && scheme != "http" {
            return Err(BaseProblem::OtherScheme);
        }
        if !rest.chars().all(|c| c.is_ascii_graphic() && !"\\\"<>^`{|}".contains(c)) {
            return Err(BaseProblem::BadCharacter);
        }
        if rest.contains(['?', '#']) {
            return Err(BaseProblem::Tail);
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(BaseProblem::Credentials);
        }
        let authority = authority.to_ascii_lowercase();
        let host = host_of(&authority);
        if host.is_empty() {
            return Err(BaseProblem::NoHost);
        }
        if scheme == "http" && !is_loopback(host) {
            return Err(BaseProblem::PlainHttp);
        }
        Ok(Base(format!("{scheme}://{authority}{path}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Scheme, host and port: what a content-security policy speaks of.
    pub fn origin(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |at| at + 3);
        let end = self.0[after_scheme..].find('/').map_or(self.0.len(), |at| after_scheme + at);
        &self.0[..end]
    }
}

impl From<Base> for String {
    fn from(base: Base) -> String {
        base.0
    }
}

/// The host of `host:port` or `[v6]:port`.
fn host_of(authority: &str) -> &str {
    if authority.starts_with('[') {
        return authority.find(']').map_or("", |end| &authority[..=end]);
    }
    authority.split(':').next().unwrap_or("")
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host == "[::1]"
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_good_addresses_without_their_trailing_slash() {
        for (text, kept) in [
            ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
            (" HTTPS://EU.api.openai.com/v1 ", "https://eu.api.openai.com/v1"),
            ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
            ("http://localhost:1234", "http://localhost:1234"),
            ("http://[::1]:9/v1", "http://[::1]:9/v1"),
        ] {
            assert_eq!(Base::parse(text).map(String::from), Ok(kept.to_owned()));
        }
    }

    #[test]
    fn refuses_what_would_send_the_key_astray() {
        for (text, why) in [
            ("api.openai.com/v1", BaseProblem::NoScheme),
            ("localhost:8080", BaseProblem::NoScheme),
            ("ftp://api.openai.com", BaseProblem::OtherScheme),
            ("http://api.openai.com/v1", BaseProblem::PlainHttp),
            ("http://127.0.0.1.example.com/v1", BaseProblem::PlainHttp),
            ("http://localhost.example.com/v1", BaseProblem::PlainHttp),
            ("https://", BaseProblem::NoScheme),
            ("https:///v1", BaseProblem::NoHost),
            ("https://me:pw@api.openai.com/v1", BaseProblem::Credentials),
            ("http://localhost@evil.example/v1", BaseProblem::Credentials),
            ("https://api.openai.com/v1?x=1", BaseProblem::Tail),
            ("https://api.openai.com/v1#x", BaseProblem::Tail),
            ("https://api openai.com/v1", BaseProblem::BadCharacter),
            ("https://api.openai.com\\@evil.example/v1", BaseProblem::BadCharacter),
        ] {
            assert_eq!(Base::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn origin_is_what_a_policy_names() {
        assert_eq!(Base::openai().origin(), "https://api.openai.com");
        assert_eq!(Base::parse("http://127.0.0.1:8080/v1").unwrap().origin(), "http://127.0.0.1:8080");
    }
}
