//! Joined rows as bytes, some hundred a row: what the worker hands to the page, and the page back to the worker.
//!
//! Numbers take seven bits a byte, the lowest first; texts have their length before them.

use super::join::{Origin, Reply, Row, Source};
use super::lines::Place;
use super::outcome::Outcome;

/// A row that is longer is no row of ours.
const MOST: u64 = 1 << 24;

/// Adds a row.
pub fn write(row: &Row, to: &mut Vec<u8>) {
    let mut bytes = Vec::with_capacity(row.id.len() + 256);
    text(&row.id, &mut bytes);
    number(u64::from(row.json), &mut bytes);
    number(u64::from(row.request.is_some()), &mut bytes);
    if let Some(request) = row.request {
        place(request, &mut bytes);
    }
    number(u64::from(row.reply.is_some()), &mut bytes);
    if let Some(reply) = &row.reply {
        number(u64::from(reply.origin.source == Source::Errors), &mut bytes);
        number(reply.origin.batch, &mut bytes);
        place(reply.place, &mut bytes);
        number(reply.outcome as u64, &mut bytes);
        number(u64::from(reply.status), &mut bytes);
        text(&reply.finish, &mut bytes);
        text(&reply.start, &mut bytes);
        number(reply.input_tokens, &mut bytes);
        number(reply.output_tokens, &mut bytes);
        number(reply.group.map_or(0, |group| u64::from(group) + 1), &mut bytes);
        number(u64::from(reply.tries), &mut bytes);
        number(u64::from(reply.repeats), &mut bytes);
    }
    number(bytes.len() as u64, to);
    to.extend_from_slice(&bytes);
}

fn number(mut n: u64, to: &mut Vec<u8>) {
    while n >= 0x80 {
        to.push(n as u8 | 0x80);
        n >>= 7;
    }
    to.push(n as u8);
}

fn text(text: &str, to: &mut Vec<u8>) {
    number(text.len() as u64, to);
    to.extend_from_slice(text.as_bytes());
}

fn place(place: Place, to: &mut Vec<u8>) {
    [place.line, place.at, place.bytes].into_iter().for_each(|n| number(n, to));
}

/// Reads rows from bytes that come in pieces of any size.
#[derive(Default)]
pub struct Rows {
    /// The start of a row whose end has not come.
    kept: Vec<u8>,
}

/// The bytes are no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Garbled;

impl Rows {
    /// The next bytes; the rows that are whole are added to `to`.
    pub fn push(&mut self, bytes: &[u8], to: &mut Vec<Row>) -> Result<(), Garbled> {
        let mut kept = std::mem::take(&mut self.kept);
        kept.extend_from_slice(bytes);
        let mut from = Bytes(&kept);
        loop {
            let rest = from.0;
            let Some(length) = from.number() else {
                // No number is longer.
                return if rest.len() < 10 { self.keep(rest) } else { Err(Garbled) };
            };
            if length > MOST {
                return Err(Garbled);
            }
            let Some(row) = from.take(length) else { return self.keep(rest) };
            let mut row = Bytes(row);
            to.push(row.row().filter(|_| row.0.is_empty()).ok_or(Garbled)?);
        }
    }

    fn keep(&mut self, rest: &[u8]) -> Result<(), Garbled> {
        self.kept = rest.to_vec();
        Ok(())
    }

    /// Whether all that came were whole rows.
    pub fn is_over(&self) -> bool {
        self.kept.is_empty()
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, bytes: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(bytes).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut n = 0;
        for (at, byte) in self.0.iter().enumerate().take(10) {
            n |= u64::from(byte & 0x7F).checked_shl(7 * at as u32)?;
            if byte & 0x80 == 0 {
                self.0 = self.0.get(at + 1..)?;
                return Some(n);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    fn flag(&mut self) -> Option<bool> {
        match self.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn text(&mut self) -> Option<Box<str>> {
        let length = self.number()?;
        Some(std::str::from_utf8(self.take(length)?).ok()?.into())
    }

    fn place(&mut self) -> Option<Place> {
        Some(Place { line: self.number()?, at: self.number()?, bytes: self.number()? })
    }

    fn row(&mut self) -> Option<Row> {
        let (id, json) = (self.text()?, self.flag()?);
        let request = if self.flag()? { Some(self.place()?) } else { None };
        let reply = if self.flag()? { Some(self.reply()?) } else { None };
        Some(Row { id, request, json, reply })
    }

    fn reply(&mut self) -> Option<Reply> {
        let source = if self.flag()? { Source::Errors } else { Source::Output };
        Some(Reply {
            origin: Origin { source, batch: self.number()? },
            place: self.place()?,
            outcome: *Outcome::ALL.get(usize::try_from(self.number()?).ok()?)?,
            status: self.number()?.try_into().ok()?,
            finish: self.text()?,
            start: self.text()?,
            input_tokens: self.number()?,
            output_tokens: self.number()?,
            group: self.small()?.checked_sub(1),
            tries: self.small()?,
            repeats: self.small()?,
        })
    }
}
