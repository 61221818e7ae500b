//! A line of a batch's input, as far as somebody asks about it. Of a key that stands there twice the last one counts,
//! as in JavaScript and Python.

use super::quoted::Quoted;
use super::scan::{Fault, Inside, Kind, Measure, Scan};

/// The value of a key of the line, and where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry<'a> {
    /// If it is a text.
    pub text: Option<Quoted<'a>>,
    /// From its first byte to after its last, if there is one.
    pub span: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    pub custom_id: Entry<'a>,
    pub method: Entry<'a>,
    pub url: Entry<'a>,
    /// If it is an object.
    pub body: Option<Body<'a>>,
    /// A key that stands twice in one object, at any depth: one of them.
    pub duplicate: Option<Quoted<'a>>,
    /// Where the object of the line ends: after its closing brace.
    pub end: usize,
    /// Whether it has any keys.
    pub some: bool,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Body<'a> {
    /// If it is a text that is not empty.
    pub model: Option<Quoted<'a>>,
    /// Whether `stream` is true.
    pub stream: bool,
    /// How many texts (or lists of tokens) `input` has, as embeddings count them.
    pub inputs: u64,
    /// Numbers in `input`, each of which is a token.
    pub tokens: u64,
    /// The most tokens that an answer may have, all choices together.
    pub answer: Option<u64>,
    /// Whether the answer is to be JSON.
    pub json: bool,
    /// Of all texts of the body.
    pub measure: Measure,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    NotJson(Fault),
    NotObject,
}

impl From<Fault> for Wrong {
    fn from(fault: Fault) -> Self {
        Wrong::NotJson(fault)
    }
}

/// A line without its mark.
pub fn read(text: &str) -> Result<Request<'_>, Wrong> {
    let mut scan = Scan::new(text);
    if scan.peek()? != Kind::Object {
        scan.skip()?;
        scan.end()?;
        return Err(Wrong::NotObject);
    }
    let mut request = Request::default();
    let mut inside = scan.object()?;
    while let Some(key) = scan.key(&mut inside)? {
        request.some = true;
        match &*key.decode() {
            "custom_id" => request.custom_id = entry(&mut scan)?,
            "method" => request.method = entry(&mut scan)?,
            "url" => request.url = entry(&mut scan)?,
            "body" => {
                scan.measure = Measure::default();
                request.body = body(&mut scan)?;
            }
            _ => drop(scan.skip()?),
        }
    }
    request.end = scan.at();
    scan.end()?;
    request.duplicate = scan.duplicate;
    Ok(request)
}

fn entry<'a>(scan: &mut Scan<'a>) -> Result<Entry<'a>, Fault> {
    scan.peek()?;
    let start = scan.at();
    let text = scan.text_or_skip()?;
    Ok(Entry { text, span: Some((start, scan.at())) })
}

fn body<'a>(scan: &mut Scan<'a>) -> Result<Option<Body<'a>>, Fault> {
    if scan.peek()? != Kind::Object {
        scan.skip()?;
        return Ok(None);
    }
    let mut body = Body::default();
    let (mut most, mut choices) = (None, 1);
    let mut inside = scan.object()?;
    while let Some(key) = scan.key(&mut inside)? {
        match &*key.decode() {
            "model" => body.model = scan.text_or_skip()?.filter(|model| !model.is_empty()),
            "stream" => body.stream = scan.skip()? == Kind::True,
            "input" => (body.inputs, body.tokens) = input(scan)?,
            "max_tokens" | "max_completion_tokens" | "max_output_tokens" => most = scan.whole_or_skip()?.or(most),
            "n" => choices = scan.whole_or_skip()?.unwrap_or(1).max(1),
            "response_format" => body.json |= find(scan, &["type"])?.is_some_and(is_json),
            "text" => body.json |= find(scan, &["format", "type"])?.is_some_and(is_json),
            _ => drop(scan.skip()?),
        }
    }
    body.answer = most.map(|most: u64| most.saturating_mul(choices));
    body.measure = scan.measure;
    Ok(Some(body))
}

fn is_json(format: Quoted<'_>) -> bool {
    format.is("json_schema") || format.is("json_object")
}

/// One text or list of tokens, or several of them.
fn input(scan: &mut Scan<'_>) -> Result<(u64, u64), Fault> {
    if scan.peek()? != Kind::List {
        return Ok((u64::from(scan.skip()? == Kind::Text), 0));
    }
    let (mut inputs, mut tokens, mut bare) = (0, 0, false);
    let mut list = scan.list()?;
    while scan.item(&mut list)? {
        match scan.peek()? {
            Kind::Number => {
                bare = true;
                tokens += number(scan)?;
            }
            Kind::List => {
                inputs += 1;
                let mut inner = scan.list()?;
                tokens += numbers(scan, &mut inner)?;
            }
            _ => {
                inputs += 1;
                scan.skip()?;
            }
        }
    }
    Ok((inputs + u64::from(bare), tokens))
}

fn number(scan: &mut Scan<'_>) -> Result<u64, Fault> {
    Ok(u64::from(scan.skip()? == Kind::Number))
}

fn numbers(scan: &mut Scan<'_>, list: &mut Inside) -> Result<u64, Fault> {
    let mut count = 0;
    while scan.item(list)? {
        count += number(scan)?;
    }
    Ok(count)
}

/// The text that lies at the end of this path of keys; all else is passed.
pub fn find<'a>(scan: &mut Scan<'a>, path: &[&str]) -> Result<Option<Quoted<'a>>, Fault> {
    let Some((first, rest)) = path.split_first() else { return scan.text_or_skip() };
    let mut found = None;
    if scan.peek()? == Kind::Object {
        let mut inside = scan.object()?;
        while let Some(key) = scan.key(&mut inside)? {
            if key.is(first) {
                found = find(scan, rest)?;
            } else {
                scan.skip()?;
            }
        }
    } else {
        scan.skip()?;
    }
    Ok(found)
}
