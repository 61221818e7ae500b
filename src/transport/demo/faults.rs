//! What goes wrong on the way: rules that decide, request by request, without doing anything themselves.

use serde::{Deserialize, Serialize};

use super::chance::Chance;

/// One rule: which requests it meets, how often, and what befalls them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// `GET`, `POST` or `DELETE`; any if absent.
    #[serde(default)]
    pub method: Option<String>,
    /// Pieces that the path below the base has to contain in this order; `*` stands between them and
    /// for anything, the start is fixed: `/files` meets `/files` and `/files/file-1`, `/vector_stores/*/files`
    /// meets what is under any store. Any path if absent.
    #[serde(default)]
    pub path: Option<String>,
    pub kind: FaultKind,
    /// From 0.0 (never) to 1.0 (always).
    #[serde(default = "always")]
    pub chance: f64,
    /// How many more times it strikes; for ever if absent.
    #[serde(default)]
    pub times: Option<u32>,
}

fn always() -> f64 {
    1.0
}

/// In JSON: `"hang"`, `{"latency":{"ms":300}}`, `{"status":{"status":503}}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The answer comes later.
    Latency { ms: u64 },
    /// The answer never comes, and nothing is done.
    Hang,
    /// Another answer instead, and nothing is done.
    Status {
        status: u16,
        #[serde(default)]
        code: Option<String>,
        #[serde(default, rename = "type")]
        kind: Option<String>,
        #[serde(default)]
        message: Option<String>,
        #[serde(default)]
        retry_after_ms: Option<u64>,
        /// The body is a page of a gateway instead of the API's JSON.
        #[serde(default)]
        html: bool,
    },
    /// The connection is dropped before anything is done.
    Reset,
    /// The deed is done, the answer breaks off in the middle of its body.
    CutBody,
    /// The deed is done, the answer is not JSON.
    WrongJson,
    /// Nothing is done; the status is 200, the body an error.
    ErrorIn200,
    /// A list answers with an empty page that says there is more.
    EmptyPageHasMore,
    /// A list that is given a cursor does not know it any more.
    CursorGone,
    /// A list that is given a cursor begins from the start, as some gateways do.
    CursorIgnored,
    /// What is deleted stays in lists for so long, though it is gone when asked for by its id.
    DeletedStillListed { ms: u64 },
    /// The deed is done, the connection is dropped before the answer.
    LostAfter,
    /// The preflight is refused with 429; only a server over HTTP has preflights.
    Preflight429,
    /// Requests above a rate are refused with 429; `burst` is the size of the bucket.
    RateLimit { per_second: f64, burst: f64 },
}

/// The rules in force and the chance they draw from.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    rules: Vec<Rule>,
    chance: Chance,
}

#[derive(Clone, Debug)]
struct Rule {
    fault: Fault,
    /// Requests that may still be made at once, for `RateLimit`.
    tokens: f64,
    /// When they were last counted, in milliseconds since 1970; 0 for never.
    counted: u64,
}

impl Faults {
    pub fn new(rules: Vec<Fault>, seed: u64) -> Self {
        let rules = rules.into_iter().map(|fault| Rule { fault, tokens: 0.0, counted: 0 }).collect();
        Faults { rules, chance: Chance::new(seed) }
    }

    /// What befalls this request, in the order of the rules. Each call draws anew and counts `times` down.
    /// A `RateLimit` that is exceeded comes out as a `Status` of 429.
    pub fn decide(&mut self, method: &str, path: &str, now_ms: u64) -> Vec<FaultKind> {
        let mut decided = Vec::new();
        for rule in &mut self.rules {
            if rule.fault.kind == FaultKind::Preflight429 || !rule.fault.meets(method, path) {
                continue;
            }
            let kind = match rule.fault.kind {
                FaultKind::RateLimit { per_second, burst } => rule.exceeds(per_second, burst, now_ms),
                _ => Some(rule.fault.kind.clone()),
            };
            decided.extend(kind.filter(|_| rule.fault.strikes(&mut self.chance)));
        }
        decided
    }

    /// Whether the preflight of this request is refused (a rule of `Preflight429`); `decide` leaves those alone.
    pub fn refuses_preflight(&mut self, method: &str, path: &str) -> bool {
        self.rules.iter_mut().any(|rule| {
            rule.fault.kind == FaultKind::Preflight429
                && rule.fault.meets(method, path)
                && rule.fault.strikes(&mut self.chance)
        })
    }
}

impl Fault {
    fn meets(&self, method: &str, path: &str) -> bool {
        self.method.as_deref().is_none_or(|own| own.eq_ignore_ascii_case(method))
            && self.path.as_deref().is_none_or(|pattern| matches(pattern, path))
    }

    fn strikes(&mut self, chance: &mut Chance) -> bool {
        if self.times == Some(0) || !chance.hits(self.chance) {
            return false;
        }
        self.times = self.times.map(|left| left - 1);
        true
    }
}

impl Rule {
    /// A bucket of tokens: `None` while there is one for this request.
    fn exceeds(&mut self, per_second: f64, burst: f64, now_ms: u64) -> Option<FaultKind> {
        let gained = now_ms.saturating_sub(self.counted) as f64 / 1_000.0 * per_second;
        self.tokens = if self.counted == 0 { burst } else { (self.tokens + gained).min(burst) };
        self.counted = now_ms.max(1);
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            return None;
        }
        let wait = ((1.0 - self.tokens) / per_second.max(0.001) * 1_000.0).ceil();
        Some(FaultKind::Status {
            status: 429,
            code: Some("rate_limit_exceeded".to_owned()),
            kind: Some("requests".to_owned()),
            message: None,
            retry_after_ms: Some(wait as u64),
            html: false,
        })
    }
}

/// Whether the path begins with the first piece of the pattern and has the others after it in order.
fn matches(pattern: &str, path: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else { return false };
    pieces.all(|piece| match rest.find(piece) {
        Some(found) => {
            rest = &rest[found + piece.len()..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(json: &str) -> Fault {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn patterns() {
        assert!(matches("/files", "/files/file-1"));
        assert!(!matches("/files", "/vector_stores/vs_1/files"));
        assert!(matches("/vector_stores/*/files", "/vector_stores/vs_1/files/file-1"));
        assert!(!matches("/vector_stores/*/files", "/vector_stores/vs_1"));
        assert!(matches("*/content", "/files/file-1/content"));
    }

    #[test]
    fn a_rule_of_two_times_strikes_twice() {
        let mut faults = Faults::new(vec![fault(r#"{"method":"DELETE","path":"/files","kind":"reset","times":2}"#)], 1);
        assert_eq!(faults.decide("GET", "/files", 0), []);
        let struck = (0..5).filter(|_| !faults.decide("DELETE", "/files/file-1", 0).is_empty()).count();
        assert_eq!(struck, 2);
    }

    #[test]
    fn the_same_seed_strikes_the_same_requests() {
        let rule = fault(r#"{"kind":{"latency":{"ms":9}},"chance":0.5}"#);
        let run = |seed| {
            let mut faults = Faults::new(vec![rule.clone()], seed);
            (0..64).map(|_| faults.decide("GET", "/files", 0).len()).collect::<Vec<_>>()
        };
        assert_eq!(run(3), run(3));
        assert_ne!(run(3), run(4));
    }

    #[test]
    fn a_rate_limit_lets_its_burst_pass_and_then_its_rate() {
        let mut faults = Faults::new(vec![fault(r#"{"kind":{"rate_limit":{"per_second":10.0,"burst":5.0}}}"#)], 1);
        let mut passed = |now_ms| (0..20).filter(|_| faults.decide("GET", "/files", now_ms).is_empty()).count();
        assert_eq!(passed(1_000), 5);
        assert_eq!(passed(1_200), 2);
        assert_eq!(passed(60_000), 5);
    }

    #[test]
    fn preflights_are_a_matter_apart() {
        let mut faults = Faults::new(vec![fault(r#"{"kind":"preflight429","times":1}"#)], 1);
        assert!(faults.decide("DELETE", "/files/file-1", 0).is_empty());
        assert!(faults.refuses_preflight("DELETE", "/files/file-1"));
        assert!(!faults.refuses_preflight("DELETE", "/files/file-1"));
    }
}
