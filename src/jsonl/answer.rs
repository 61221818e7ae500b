//! A line of a batch's output or error file, as far as somebody asks about it: any endpoint's answer in one pass.

use std::borrow::Cow;

use super::quoted::Quoted;
use super::request::{Wrong, find};
use super::scan::{Fault, Kind, Scan};

#[derive(Clone, Debug, Default)]
pub struct Answer<'a> {
    pub custom_id: Option<Quoted<'a>>,
    /// The endpoint's own, if it was asked at all.
    pub status: Option<u16>,
    /// `finish_reason`, or of the Responses API why it is incomplete. Of several choices one that is not `stop`.
    pub finish: Option<Quoted<'a>>,
    /// What the model wrote, in pieces: parts of a message, or several choices.
    pub texts: Vec<Quoted<'a>>,
    pub refusal: Option<Quoted<'a>>,
    /// Whether it called a tool.
    pub tools: bool,
    /// Values that are no words: embeddings, categories of a moderation, pictures. As they stand.
    pub values: Vec<&'a str>,
    /// `usage`, in tokens.
    pub input_tokens: u64,
    pub output_tokens: u64,
    /// Why it failed: of the batch, or of the endpoint's answer.
    pub error: Option<Trouble<'a>>,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Trouble<'a> {
    pub code: Option<Quoted<'a>>,
    pub message: Option<Quoted<'a>>,
}

impl<'a> Answer<'a> {
    /// What a person reads: the words of the model, its refusal, or the values.
    pub fn text(&self) -> Cow<'a, str> {
        match (&*self.texts, self.refusal, &*self.values) {
            ([one], ..) => one.decode(),
            ([], Some(refusal), _) => refusal.decode(),
            ([], None, [value]) => Cow::Borrowed(value),
            ([], None, values) => Cow::Owned(values.join("\n")),
            (texts, ..) => Cow::Owned(texts.iter().map(|text| text.decode()).collect::<Vec<_>>().join("\n")),
        }
    }

    /// The beginning of [`text`](Self::text), or of the error's message where there is no text.
    pub fn start(&self, chars: usize) -> String {
        let said = || self.error.and_then(|error| error.message.or(error.code));
        let first = self.texts.iter().find(|text| !text.is_empty()).copied().or(self.refusal);
        match (first, &*self.values) {
            (Some(text), _) => text.start(chars),
            (None, [value, ..]) => value.chars().take(chars).collect(),
            (None, []) => said().map(|said| said.start(chars)).unwrap_or_default(),
        }
    }

    pub fn refused(&self) -> bool {
        self.refusal.is_some_and(|refusal| !refusal.is_empty())
    }

    /// Whether nothing came at all.
    pub fn is_empty(&self) -> bool {
        self.texts.iter().all(|text| text.is_empty()) && self.values.is_empty() && !self.refused() && !self.tools
    }
}

/// A line without its mark.
pub fn read(text: &str) -> Result<Answer<'_>, Wrong> {
    let mut scan = Scan::new(text);
    let mut answer = Answer::default();
    let is_object = object(&mut scan, &mut |key, scan| {
        match key {
            "custom_id" => answer.custom_id = scan.text_or_skip()?,
            "error" => answer.error = trouble(scan)?.or(answer.error),
            "response" => drop(object(scan, &mut |key, scan| response(key, scan, &mut answer))?),
            _ => drop(scan.skip()?),
        }
        Ok(())
    })?;
    scan.end()?;
    if is_object { Ok(answer) } else { Err(Wrong::NotObject) }
}

type Found<T> = Result<T, Fault>;

/// Who takes the value of a key: all of it, or passes it.
type Taker<'t, 'a> = &'t mut dyn FnMut(&str, &mut Scan<'a>) -> Found<()>;

/// Goes through an object, if one comes; all else is passed.
fn object<'a>(scan: &mut Scan<'a>, take: Taker<'_, 'a>) -> Found<bool> {
    if scan.peek()? != Kind::Object {
        scan.skip()?;
        return Ok(false);
    }
    let mut inside = scan.object()?;
    while let Some(key) = scan.key(&mut inside)? {
        take(&key.decode(), scan)?;
    }
    Ok(true)
}

/// Goes through the objects of a list, if one comes; all else is passed.
fn objects<'a>(scan: &mut Scan<'a>, take: Taker<'_, 'a>) -> Found<()> {
    if scan.peek()? != Kind::List {
        return scan.skip().map(drop);
    }
    let mut inside = scan.list()?;
    while scan.item(&mut inside)? {
        object(scan, take)?;
    }
    Ok(())
}

fn response<'a>(key: &str, scan: &mut Scan<'a>, answer: &mut Answer<'a>) -> Found<()> {
    match key {
        "status_code" => answer.status = scan.whole_or_skip()?.and_then(|status| u16::try_from(status).ok()),
        "body" => drop(object(scan, &mut |key, scan| body(key, scan, answer))?),
        _ => drop(scan.skip()?),
    }
    Ok(())
}

fn body<'a>(key: &str, scan: &mut Scan<'a>, answer: &mut Answer<'a>) -> Found<()> {
    match key {
        "choices" => objects(scan, &mut |key, scan| choice(key, scan, answer)),
        // The Responses API.
        "output" => objects(scan, &mut |key, scan| item(key, scan, answer)),
        "incomplete_details" => {
            answer.finish = find(scan, &["reason"])?.or(answer.finish);
            Ok(())
        }
        // Embeddings and pictures.
        "data" => objects(scan, &mut |key, scan| match key {
            "embedding" | "url" | "b64_json" => value(scan, answer),
            _ => scan.skip().map(drop),
        }),
        // Moderations.
        "results" => values(scan, answer),
        "usage" => object(scan, &mut |key, scan| usage(key, scan, answer)).map(drop),
        "error" => {
            answer.error = trouble(scan)?.or(answer.error);
            Ok(())
        }
        _ => scan.skip().map(drop),
    }
}

fn choice<'a>(key: &str, scan: &mut Scan<'a>, answer: &mut Answer<'a>) -> Found<()> {
    match key {
        "finish_reason" => {
            let reason = scan.text_or_skip()?;
            if answer.finish.is_none_or(|finish| finish.is("stop")) {
                answer.finish = reason.or(answer.finish);
            }
        }
        "text" => answer.texts.extend(scan.text_or_skip()?),
        "message" => drop(object(scan, &mut |key, scan| message(key, scan, answer))?),
        _ => drop(scan.skip()?),
    }
    Ok(())
}

fn message<'a>(key: &str, scan: &mut Scan<'a>, answer: &mut Answer<'a>) -> Found<()> {
    match key {
        "content" => answer.texts.extend(scan.text_or_skip()?),
        "refusal" => answer.refusal = scan.text_or_skip()?.or(answer.refusal),
        "tool_calls" | "function_call" => answer.tools |= scan.skip()? != Kind::Null,
        _ => drop(scan.skip()?),
    }
    Ok(())
}

/// An item of the Responses API's output: a message, reasoning, the call of a tool, a picture.
fn item<'a>(key: &str, scan: &mut Scan<'a>, answer: &mut Answer<'a>) -> Found<()> {
    match key {
        // Of a tool's call.
        "call_id" => answer.tools |= scan.skip()? == Kind::Text,
        "content" => objects(scan, &mut |key, scan| {
            match key {
                "text" => answer.texts.extend(scan.text_or_skip()?),
                "refusal" => answer.refusal = scan.text_or_skip()?.or(answer.refusal),
                _ => drop(scan.skip()?),
            }
            Ok(())
        })?,
        "result" => value(scan, answer)?,
        _ => drop(scan.skip()?),
    }
    Ok(())
}

/// One value that is no words, without the quotes of a text.
fn value<'a>(scan: &mut Scan<'a>, answer: &mut Answer<'a>) -> Found<()> {
    match scan.peek()? {
        Kind::Null => drop(scan.skip()?),
        Kind::Text => answer.values.push(scan.text()?.raw),
        _ => answer.values.push(scan.raw()?),
    }
    Ok(())
}

fn values<'a>(scan: &mut Scan<'a>, answer: &mut Answer<'a>) -> Found<()> {
    if scan.peek()? != Kind::List {
        return scan.skip().map(drop);
    }
    let mut inside = scan.list()?;
    while scan.item(&mut inside)? {
        value(scan, answer)?;
    }
    Ok(())
}

fn usage<'a>(key: &str, scan: &mut Scan<'a>, answer: &mut Answer<'a>) -> Found<()> {
    match key {
        "input_tokens" | "prompt_tokens" => answer.input_tokens = scan.whole_or_skip()?.unwrap_or_default(),
        "output_tokens" | "completion_tokens" => answer.output_tokens = scan.whole_or_skip()?.unwrap_or_default(),
        _ => drop(scan.skip()?),
    }
    Ok(())
}

/// Null is none.
fn trouble<'a>(scan: &mut Scan<'a>) -> Found<Option<Trouble<'a>>> {
    let mut trouble = Trouble::default();
    if scan.peek()? == Kind::Text {
        trouble.message = Some(scan.text()?);
        return Ok(Some(trouble));
    }
    let is_object = object(scan, &mut |key, scan| {
        match key {
            "code" => trouble.code = scan.text_or_skip()?,
            "message" => trouble.message = scan.text_or_skip()?,
            _ => drop(scan.skip()?),
        }
        Ok(())
    })?;
    Ok(is_object.then_some(trouble))
}
