//! Every request of the API as it came and as it ended. Keys stay out of it but for their last four characters.

use std::time::Instant;

use axum::http::request::Parts;
use axum::http::{HeaderMap, Version, header};
use serde::Serialize;

use crate::keys;
use crate::world::{Shared, now_ms};

#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// From 1, in the order of arrival.
    pub number: u64,
    /// When it arrived, in milliseconds since 1970 by the machine's clock.
    pub at: u64,
    /// `OPTIONS` for preflights.
    pub method: String,
    /// Of a preflight, the method it asks about.
    pub asks: Option<String>,
    /// Below the base: `/files/file-abc`.
    pub path: String,
    /// As it was sent.
    pub query: Option<String>,
    /// Whether there was an `Authorization` header.
    pub authorization: bool,
    /// The last four characters of the key.
    pub key: Option<String>,
    /// The header `OpenAI-Beta`.
    pub beta: Option<String>,
    pub origin: Option<String>,
    /// `HTTP/1.1` or `HTTP/2.0`.
    pub http: String,
    /// None while it is under way, and where no answer was sent.
    pub status: Option<u16>,
    pub end: End,
    /// Until the answer began or the connection was dropped.
    pub took_ms: Option<u64>,
    #[serde(skip)]
    whose: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    UnderWay,
    Answered,
    /// Half of the answer was sent.
    Cut,
    Dropped,
    /// The client went away before there was an answer.
    Abandoned,
}

impl Entry {
    pub fn of(request: &Parts, path: &str) -> Self {
        let text = |name| text(&request.headers, name);
        let key = keys::bearer(&request.headers);
        Entry {
            number: 0,
            at: now_ms(),
            method: request.method.to_string(),
            asks: text(header::ACCESS_CONTROL_REQUEST_METHOD.as_str()),
            path: path.to_owned(),
            query: request.uri.query().map(str::to_owned),
            authorization: request.headers.contains_key(header::AUTHORIZATION),
            key: key.map(keys::last_four),
            beta: text("openai-beta"),
            origin: text(header::ORIGIN.as_str()),
            http: version(request.version),
            status: None,
            end: End::UnderWay,
            took_ms: None,
            whose: key.map(str::to_owned),
        }
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn version(version: Version) -> String {
    format!("{version:?}")
}

#[derive(Debug, Default)]
pub struct Log {
    entries: Vec<Entry>,
    last: u64,
}

impl Log {
    fn add(&mut self, entry: Entry) -> u64 {
        self.last += 1;
        self.entries.push(Entry { number: self.last, ..entry });
        self.last
    }

    fn close(&mut self, number: u64, status: Option<u16>, end: End, took_ms: u64) {
        // It may have been cleared meanwhile.
        if let Ok(place) = self.entries.binary_search_by_key(&number, |entry| entry.number) {
            let entry = &mut self.entries[place];
            (entry.status, entry.end, entry.took_ms) = (status, end, Some(took_ms));
        }
    }

    /// Of one key, or of all; preflights carry none.
    pub fn of(&self, key: Option<&str>) -> Vec<&Entry> {
        self.entries.iter().filter(|entry| key.is_none() || entry.whose.as_deref() == key).collect()
    }

    pub fn clear(&mut self, key: Option<&str>) {
        self.entries.retain(|entry| key.is_some() && entry.whose.as_deref() != key);
    }
}

/// A request under way. Dropped before it is closed, it was abandoned by the client.
pub struct Ticket {
    world: Shared,
    pub number: u64,
    since: Instant,
    closed: bool,
}

impl Ticket {
    pub fn new(world: &Shared, entry: Entry) -> Self {
        let number = world.open().log.add(entry);
        Ticket { world: world.clone(), number, since: Instant::now(), closed: false }
    }

    pub fn close(mut self, status: Option<u16>, end: End) {
        self.finish(status, end);
    }

    fn finish(&mut self, status: Option<u16>, end: End) {
        self.closed = true;
        let took_ms = self.since.elapsed().as_millis() as u64;
        self.world.open().log.close(self.number, status, end, took_ms);
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if !self.closed {
            self.finish(None, End::Abandoned);
        }
    }
}
