//! The input file of a batch is inspected while it streams by: what is wrong with it, how often and where. The
//! verdict does not depend on how the bytes were cut, and memory stays flat.
//!
//! What the API accepts is no error: CR LF, a last line without its end, white space around the objects. Lines are
//! numbered as they stand in the file, blank ones too.

use std::collections::BTreeMap;

use super::estimate::Amount;
use super::ids::{Ids, print};
use super::lines::{End, Lines, Piece, Place};
use super::problem::{Kind, Note, Problem};
use super::request::{Request, Wrong, read};
use super::tally::Tally;
use crate::openai::batch::Endpoint;
use crate::openai::limits::{BATCH_INPUT_BYTES, BATCH_INPUTS, BATCH_REQUESTS};

#[derive(Default)]
pub struct Checker {
    lines: Lines,
    inspector: Inspector,
}

/// What there is to say of a file, or of as much of it as was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub bytes: u64,
    /// Blank ones too.
    pub lines: u64,
    /// Lines that are not blank, whatever they hold.
    pub requests: u64,
    /// Lines that end with CR LF.
    pub crlf: u64,
    /// Whether the last line has no end.
    pub unended: bool,
    /// The endpoints that are named.
    pub urls: Tally,
    pub models: Tally,
    /// What is to be embedded.
    pub inputs: u64,
    pub amount: Amount,
    /// In the order of their kinds.
    pub problems: Vec<Problem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Good,
    /// Readers differ about it, or part of it was not looked at.
    Doubtful,
    Bad,
}

impl Report {
    pub fn verdict(&self) -> Verdict {
        if self.problems.iter().any(|problem| problem.kind.is_error()) {
            Verdict::Bad
        } else if self.problems.is_empty() {
            Verdict::Good
        } else {
            Verdict::Doubtful
        }
    }

    pub fn problem(&self, kind: Kind) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.kind == kind)
    }

    /// That of most lines.
    pub fn endpoint(&self) -> Option<Endpoint> {
        self.urls.most().map(|said| Endpoint::from(&*said.text))
    }

    /// That of most lines.
    pub fn model(&self) -> Option<&str> {
        self.models.most().map(|said| &*said.text)
    }
}

impl Checker {
    /// With another length up to which a line is looked at.
    pub fn with_most(most: usize) -> Self {
        Checker { lines: Lines::with_most(most), inspector: Inspector::default() }
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.inspector.bytes += bytes.len() as u64;
        self.lines.push(bytes, &mut |piece| self.inspector.piece(&piece));
    }

    /// The file is over.
    pub fn finish(mut self) -> (Report, Ids) {
        self.lines.finish(&mut |piece| self.inspector.piece(&piece));
        let mut report = self.inspector.report();
        if report.requests == 0 {
            report.problems.insert(0, Problem { kind: Kind::Empty, count: 1, spots: Vec::new() });
        }
        (report, self.inspector.ids)
    }

    /// So far; that nothing is there yet is no problem.
    pub fn report(&self) -> Report {
        self.inspector.report()
    }
}

#[derive(Default)]
struct Inspector {
    bytes: u64,
    lines: u64,
    requests: u64,
    crlf: u64,
    unended: bool,
    urls: Tally,
    models: Tally,
    inputs: u64,
    amount: Amount,
    ids: Ids,
    problems: BTreeMap<Kind, Problem>,
}

impl Inspector {
    fn report(&self) -> Report {
        let mut problems = self.problems.clone();
        let mixed = [(Kind::UrlMixed, &self.urls), (Kind::ModelMixed, &self.models)];
        problems.extend(mixed.into_iter().filter_map(|(kind, tally)| Some((kind, tally.mixed(kind)?))));
        Report {
            bytes: self.bytes,
            lines: self.lines,
            requests: self.requests,
            crlf: self.crlf,
            unended: self.unended,
            urls: self.urls.clone(),
            models: self.models.clone(),
            inputs: self.inputs,
            amount: self.amount,
            problems: problems.into_values().collect(),
        }
    }

    fn add(&mut self, kind: Kind, place: Place, note: Note) {
        self.problems.entry(kind).or_insert_with(|| Problem::new(kind)).add(place, note);
    }

    /// A problem of the file, found here.
    fn once(&mut self, kind: Kind, place: Place) {
        if !self.problems.contains_key(&kind) {
            self.add(kind, place, Note::None);
        }
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        let (place, end) = match piece {
            Piece::Part(_) => return,
            Piece::Line { place, end, .. } | Piece::Long { place, end } => (*place, *end),
        };
        self.lines += 1;
        self.crlf += u64::from(end == End::CrLf);
        self.unended = end == End::File;
        if place.at + place.bytes + end.as_bytes().len() as u64 > BATCH_INPUT_BYTES {
            self.once(Kind::TooManyBytes, place);
        }
        let Piece::Line { text, mark, .. } = *piece else {
            self.add(Kind::LongLine, place, Note::None);
            return self.request(place);
        };
        if mark {
            self.add(Kind::Mark, place, Note::None);
        }
        if text.trim_ascii().is_empty() {
            // A line with nothing but a mark was reported.
            if !mark {
                self.add(Kind::Blank, place, Note::None);
            }
            return;
        }
        self.request(place);
        match simdutf8::compat::from_utf8(text) {
            Ok(text) => self.text(text, place),
            Err(error) => self.add(Kind::NotUtf8, place, Note::Byte(error.valid_up_to() as u64)),
        }
    }

    fn request(&mut self, place: Place) {
        self.requests += 1;
        if self.requests > BATCH_REQUESTS {
            self.once(Kind::TooManyRequests, place);
        }
    }

    fn text(&mut self, text: &str, place: Place) {
        match read(text) {
            Ok(request) => self.object(&request, place),
            Err(Wrong::NotObject) => self.add(Kind::NotObject, place, Note::None),
            Err(Wrong::NotJson(fault)) => {
                let kind = if fault.deep { Kind::TooDeep } else { Kind::NotJson };
                self.add(kind, place, Note::Byte(fault.at as u64));
            }
        }
    }

    fn object(&mut self, request: &Request<'_>, place: Place) {
        if let Some(key) = request.duplicate {
            self.add(Kind::DuplicateKey, place, Note::text(&key.decode()));
        }
        match request.custom_id.text {
            Some(id) => self.id(&id.decode(), place),
            None if request.custom_id.span.is_some() => self.add(Kind::IdNotText, place, Note::None),
            None => self.add(Kind::IdMissing, place, Note::None),
        }
        match request.method.text {
            Some(method) if method.is("POST") => {}
            Some(method) => self.add(Kind::MethodNotPost, place, Note::text(&method.decode())),
            None => self.add(Kind::MethodNotPost, place, Note::None),
        }
        let url = request.url.text.map(|url| Endpoint::from(&*url.decode()));
        match &url {
            None => self.add(Kind::UrlMissing, place, Note::None),
            Some(Endpoint::Unknown(url)) => self.add(Kind::UrlUnknown, place, Note::text(url)),
            Some(known) => self.urls.add(known.as_str(), place),
        }
        let Some(body) = &request.body else { return self.add(Kind::BodyMissing, place, Note::None) };
        match body.model {
            Some(model) => self.models.add(&model.decode(), place),
            None => self.add(Kind::ModelMissing, place, Note::None),
        }
        if body.stream {
            self.add(Kind::Stream, place, Note::None);
        }
        if url == Some(Endpoint::Embeddings) {
            self.inputs += body.inputs;
            if self.inputs > BATCH_INPUTS {
                self.once(Kind::TooManyInputs, place);
            }
        }
        self.amount.add(body, url.as_ref());
    }

    fn id(&mut self, id: &str, place: Place) {
        let left_out = self.ids.left_out();
        if let Some(first) = self.ids.insert(print(id), place.line) {
            self.add(Kind::IdDuplicate, place, Note::Line(first));
        } else if self.ids.left_out() > left_out {
            self.add(Kind::IdUnchecked, place, Note::None);
        }
    }
}
