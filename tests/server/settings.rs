//! What may be set of an account beyond its faults, and of preflights.

use std::collections::BTreeMap;

use quartermaster::transport::demo::account::{Account, Quirks};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Settings of one account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Each request takes so long, half of it before the deed and half after it.
    pub latency_ms: u64,
    /// No page of a list is longer, whatever is asked for.
    pub page_limit: Option<usize>,
    /// Lets scripts read `Retry-After` and `Retry-After-Ms`; the API does not.
    pub expose_retry_after: bool,
    /// Answers of 401, 429 and 5xx carry CORS headers; without them a script cannot read even the status.
    pub cors_on_errors: bool,
    /// Answers of 401 are plain text without CORS headers, as from the API's front end for inference.
    pub plain_401: bool,
    /// Such as `api.files.write`; requests that need one of them are answered with 403.
    pub missing_scopes: Vec<String>,
    /// What a dropped connection looks like.
    pub drops: Drops,
    /// Uploads are not read faster than so many bytes a second.
    pub upload_bytes_per_second: Option<u64>,
    /// How long one row of a new batch takes.
    pub row_ms: u64,
    /// By how many characters good answers of a new batch are longer than they need be.
    pub wordy: usize,
    /// The names of `demo::account::Quirks`.
    pub quirks: BTreeMap<String, bool>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            latency_ms: 0,
            page_limit: None,
            expose_retry_after: false,
            cors_on_errors: true,
            plain_401: false,
            missing_scopes: Vec::new(),
            drops: Drops::default(),
            upload_bytes_per_second: None,
            row_ms: 50,
            wordy: 0,
            quirks: BTreeMap::new(),
        }
    }
}

/// Two ways of dropping a connection, for `reset` and `lost_after`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drops {
    /// After the first bytes of an answer that no script may read. fetch says `TypeError`, each time.
    #[default]
    Broken,
    /// Without a byte. Over HTTP/1.1 Chromium sends the request once more by itself, a POST too, unless it was
    /// the first of its connection; over HTTP/2 only the one stream is reset.
    Silent,
}

impl Settings {
    /// These settings with the fields that the patch names; refused if one is unknown.
    pub fn patched(&self, patch: &[u8]) -> Result<Settings, serde_json::Error> {
        let new = patched(self, patch)?;
        quirks(&new.quirks)?;
        Ok(new)
    }

    /// Hands on what the account itself has to know.
    pub fn apply(&self, account: &mut Account) {
        // Names that are unknown were refused when they were set.
        account.set_quirks(quirks(&self.quirks).unwrap_or_default());
        account.set_page_limit(self.page_limit);
        account.set_row_ms(self.row_ms);
        account.set_wordy(self.wordy);
    }
}

fn quirks(named: &BTreeMap<String, bool>) -> Result<Quirks, serde_json::Error> {
    serde_json::from_value(serde_json::to_value(named)?)
}

/// How preflights are answered. They carry no key, so this holds for all accounts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preflights {
    pub latency_ms: u64,
    /// 200; anything else is an answer without CORS headers.
    pub status: u16,
    pub max_age_s: u32,
    pub allow_methods: String,
    /// Instead of all those that are asked for.
    pub allow_headers: Option<String>,
}

impl Default for Preflights {
    fn default() -> Self {
        Preflights {
            latency_ms: 0,
            status: 200,
            max_age_s: 7_200,
            allow_methods: "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT".to_owned(),
            allow_headers: None,
        }
    }
}

/// The same with the fields that the patch, a JSON object, names.
pub fn patched<T: Serialize + DeserializeOwned>(old: &T, patch: &[u8]) -> Result<T, serde_json::Error> {
    let mut fields: BTreeMap<String, serde_json::Value> = serde_json::from_value(serde_json::to_value(old)?)?;
    fields.append(&mut serde_json::from_slice(patch)?);
    serde_json::from_value(serde_json::to_value(fields)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_changes_what_it_names_and_nothing_else() {
        let once = Settings::default().patched(br#"{"latency_ms":80,"drops":"silent"}"#).unwrap();
        let twice = once.patched(br#"{"missing_scopes":["api.files.write"],"drops":"broken"}"#).unwrap();
        assert_eq!((twice.latency_ms, twice.drops, twice.missing_scopes.len()), (80, Drops::Broken, 1));
        assert!(once.patched(br#"{"latency":80}"#).is_err());
        assert!(once.patched(br#"{"quirks":{"gone_cursors_fail":true}}"#).is_ok());
        assert!(once.patched(br#"{"quirks":{"gone":true}}"#).is_err());
    }
}
