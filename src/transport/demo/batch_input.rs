//! The input file of a batch is read, or refused line by line.

use std::collections::HashSet;

use super::batch_rows::{Asked, Rows};
use super::fate::Fate;
use crate::json::{Json, parse};
use crate::openai::batch::{BatchError, Endpoint};

/// 50,000 requests a batch.
const MOST_ROWS: usize = 50_000;
/// Errors reported at most.
const MOST_ERRORS: usize = 100;

/// The rows and the one model they share, or what is wrong with them. `number` is the batch's.
pub fn read(bytes: &[u8], endpoint: &Endpoint, number: u64) -> Result<(Rows, String), Vec<BatchError>> {
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    let mut model: Option<String> = None;
    let mut errors = Vec::new();
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        if errors.len() >= MOST_ERRORS {
            break;
        }
        match row(line, endpoint, number, &mut model) {
            Ok(asked) => {
                let custom_id = &asked.custom_id;
                if !seen.insert(custom_id.clone()) {
                    let message = format!("The custom_id '{custom_id}' was used before.");
                    errors.push(error("duplicate_custom_id", message, Some("custom_id"), Some(index)));
                }
                rows.push(asked);
            }
            Err((code, message, param)) => errors.push(error(code, message.to_owned(), param, Some(index))),
        }
    }
    if rows.is_empty() && errors.is_empty() {
        errors.push(error("empty_file", "The input file has no requests.".to_owned(), None, None));
    }
    if rows.len() > MOST_ROWS {
        let message = format!("The input file has {} requests. The maximum is {MOST_ROWS}.", rows.len());
        errors.push(error("too_many_tasks", message, None, None));
    }
    if errors.is_empty() { Ok((Rows::Read(rows), model.unwrap_or_default())) } else { Err(errors) }
}

type Wrong = (&'static str, &'static str, Option<&'static str>);

fn row(line: &[u8], endpoint: &Endpoint, number: u64, model: &mut Option<String>) -> Result<Asked, Wrong> {
    let Ok(row @ Json::Object(_)) = parse(line) else {
        return Err(("invalid_json_line", "This line is not a JSON object.", None));
    };
    let text = |name: &str| row.get(name).as_text();
    let missing = |param| ("missing_required_parameter", "A required field is missing.", Some(param));
    let custom_id = text("custom_id").ok_or(missing("custom_id"))?;
    if text("method") != Some("POST") {
        return Err(("invalid_method", "The method has to be POST.", Some("method")));
    }
    if text("url") != Some(endpoint.as_str()) {
        return Err(("url_mismatch", "The URL is not the endpoint of the batch.", Some("url")));
    }
    let body = row.get("body");
    if !matches!(body, Json::Object(_)) {
        return Err(missing("body"));
    }
    let named = body.get("model").as_text();
    if let Some(named) = named
        && model.get_or_insert_with(|| named.to_owned()) != named
    {
        return Err(("model_mismatch", "All requests of a batch have to name the same model.", Some("body.model")));
    }
    // A request without a model is refused when it is made.
    let fate = if named.is_some() { Fate::of(custom_id, number) } else { Fate::Failed };
    let format = |format: &Json<'_>| format.get("type").as_text().is_some_and(|kind| kind.starts_with("json"));
    let json = format(body.get("response_format")) || format(body.get("text").get("format"));
    Ok(Asked { custom_id: custom_id.to_owned(), fate, json })
}

/// `index` counts lines from 0, the API from 1.
pub fn error(code: &str, message: String, param: Option<&str>, index: Option<usize>) -> BatchError {
    BatchError {
        code: Some(code.to_owned()),
        message: Some(message),
        param: param.map(str::to_owned),
        line: index.map(|index| index as u64 + 1),
    }
}
