//! What goes wrong on the way: rules that decide, request by request, without doing anything themselves.

use serde::{Deserialize, Serialize};

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
    rules: Vec<Fault>,
}

impl Faults {
    pub fn new(rules: Vec<Fault>, seed: u64) -> Self {
        let _ = seed;
        Faults { rules }
    }

    /// What befalls this request, in the order of the rules. Each call draws anew and counts `times` down.
    /// A `RateLimit` that is exceeded comes out as a `Status` of 429.
    pub fn decide(&mut self, method: &str, path: &str, now_ms: u64) -> Vec<FaultKind> {
        let _ = (method, path, now_ms, &self.rules);
        Vec::new()
    }

    /// Whether the preflight of this request is refused (a rule of `Preflight429`); `decide` leaves those alone.
    pub fn refuses_preflight(&mut self, method: &str, path: &str) -> bool {
        let _ = (method, path);
        false
    }
}
