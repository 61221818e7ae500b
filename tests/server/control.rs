//! `/control`: what tests see and change behind the API's back. It is neither faulted nor logged.
//!
//! `?key=KEY` names the account; without it all accounts are meant, those to come included.
//!
//! - `POST reset` `{seed, files, stores, batches, page_limit}`: a new account with the default settings and faults
//! - `GET state?key=`: what the account holds (files, vector stores with their files, batches) and its clock
//! - `GET|POST|DELETE faults`: the list of `demo::faults::Fault` in force; POST replaces it
//! - `GET|POST settings`: see `Settings`; POST changes the fields that it names
//! - `GET|POST preflights`: see `Preflights`; they carry no key and so belong to no account
//! - `POST file?key=` `{filename, purpose, bytes}`: one more file, of text that is made when it is asked for
//! - `POST clock` `{advance_s}`: moves the account's time on
//! - `GET|DELETE log`: see `log::Entry`

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use quartermaster::transport::demo::faults::Fault;
use quartermaster::transport::demo::seed::Seed;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::settings::{Preflights, patched};
use crate::world::{Shared, World};
use crate::{cors, state};

#[derive(Deserialize)]
pub struct Whose {
    key: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    seed: Option<u64>,
    files: Option<usize>,
    stores: Option<usize>,
    batches: Option<usize>,
    page_limit: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_s: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Large {
    filename: String,
    purpose: String,
    bytes: u64,
}

pub async fn control(
    State(world): State<Shared>,
    Path(what): Path<String>,
    Query(Whose { key }): Query<Whose>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if method == Method::OPTIONS {
        return cors::preflight(&headers, &Preflights::default());
    }
    let (status, body) = match carry_out(&mut world.open(), method.as_str(), &what, key.as_deref(), &body) {
        Ok(value) => (StatusCode::OK, value),
        Err(mistake) => (StatusCode::BAD_REQUEST, json!({ "error": mistake.0 })),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    ];
    (status, headers, body.to_string()).into_response()
}

/// What is wrong with a request, in a sentence.
struct Mistake(String);

impl<E: std::error::Error> From<E> for Mistake {
    fn from(error: E) -> Self {
        Mistake(error.to_string())
    }
}

fn carry_out(world: &mut World, method: &str, what: &str, key: Option<&str>, body: &[u8]) -> Result<Value, Mistake> {
    match (method, what, key) {
        ("POST", "reset", _) => reset(world, key, body)?,
        ("GET", "state", Some(key)) => return Ok(state::of(world.tenant(key))),
        ("GET", "state", None) => return Err(Mistake("Say which account: ?key=…".to_owned())),
        ("GET", "faults", Some(key)) => return Ok(json!(world.tenant(key).rules)),
        ("GET", "faults", None) => return Ok(json!(world.defaults.rules)),
        ("POST", "faults", _) => set_rules(world, key, serde_json::from_slice(body)?),
        ("DELETE", "faults", _) => set_rules(world, key, Vec::new()),
        ("GET", "settings", Some(key)) => return Ok(json!(world.tenant(key).settings)),
        ("GET", "settings", None) => return Ok(json!(world.defaults.settings)),
        ("POST", "settings", _) => set_settings(world, key, body)?,
        ("GET", "preflights", _) => return Ok(json!(world.preflights)),
        ("POST", "preflights", _) => world.preflights = patched(&world.preflights, body)?,
        ("POST", "file", Some(key)) => {
            let Large { filename, purpose, bytes } = serde_json::from_slice(body)?;
            return Ok(json!({ "id": world.tenant(key).account.add_prose(&filename, &purpose, bytes) }));
        }
        ("POST", "clock", _) => advance(world, key, serde_json::from_slice(body)?),
        ("GET", "log", _) => return Ok(json!(world.log.of(key))),
        ("DELETE", "log", _) => world.log.clear(key),
        _ => return Err(Mistake(format!("There is no {method} /control/{what}."))),
    }
    Ok(json!({}))
}

fn reset(world: &mut World, key: Option<&str>, body: &[u8]) -> Result<(), Mistake> {
    let reset: Reset = serde_json::from_slice(if body.is_empty() { b"{}" } else { body })?;
    let usual = world.defaults.seed;
    let seed = Seed {
        number: reset.seed.unwrap_or(usual.number),
        files: reset.files.unwrap_or(usual.files),
        stores: reset.stores.unwrap_or(usual.stores),
        batches: reset.batches.unwrap_or(usual.batches),
    };
    match key {
        Some(key) => world.renew(key, &seed, reset.page_limit),
        None => world.renew_all(seed, reset.page_limit),
    }
    Ok(())
}

fn set_rules(world: &mut World, key: Option<&str>, rules: Vec<Fault>) {
    match key {
        Some(key) => world.tenant(key).set_rules(rules),
        None => world.set_rules(rules),
    }
}

fn set_settings(world: &mut World, key: Option<&str>, patch: &[u8]) -> Result<(), Mistake> {
    match key {
        Some(key) => world.tenant(key).patch_settings(patch)?,
        None => {
            world.defaults.settings = world.defaults.settings.patched(patch)?;
            world.tenants().try_for_each(|tenant| tenant.patch_settings(patch))?;
        }
    }
    Ok(())
}

fn advance(world: &mut World, key: Option<&str>, by: Advance) {
    let ms = by.advance_s.saturating_mul(1_000);
    match key {
        Some(key) => world.tenant(key).ahead_ms += ms,
        None => {
            world.defaults.ahead_ms += ms;
            world.tenants().for_each(|tenant| tenant.ahead_ms += ms);
        }
    }
}
