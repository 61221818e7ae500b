//! One request a row: what a person wants to ask of a model, as lines of JSONL.

use super::scan::{Fault as Wrong, Kind, Scan};
use super::template::Template;
use crate::json::{Object, ToJson, quote};
use crate::openai::batch::Endpoint;

/// What makes a request of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub endpoint: Endpoint,
    pub model: String,
    /// Said before all else, to the endpoints that have such a thing; may be empty.
    pub system: Template,
    pub user: Template,
    /// Entries of a JSON object that every body has besides.
    parameters: String,
    pub ids: Ids,
}

/// Where the custom_ids come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ids {
    /// This and the number of the row, from 1.
    Numbered(String),
    /// The values of a column. Those that are there twice are for [`check`](super::check) to find.
    Column(usize),
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the parameters are not a JSON object: wrong at byte {0}")]
    NotJson(usize),
    #[error("{0} is set by the composer")]
    Reserved(String),
    #[error("{0} is there twice")]
    Twice(String),
}

impl From<Wrong> for Fault {
    fn from(wrong: Wrong) -> Self {
        Fault::NotJson(wrong.at)
    }
}

impl Recipe {
    /// `parameters` is a JSON object such as `{"temperature": 0}`, or blank.
    pub fn new(
        endpoint: Endpoint,
        model: &str,
        system: Template,
        user: Template,
        parameters: &str,
        ids: Ids,
    ) -> Result<Self, Fault> {
        let parameters = entries(parameters, &endpoint)?;
        Ok(Recipe { endpoint, model: model.to_owned(), system, user, parameters, ids })
    }

    /// The line of a row, with its end. `number` is the row's, from 1.
    pub fn line(&self, number: u64, row: &[String], to: &mut String) {
        let id = match &self.ids {
            Ids::Numbered(stem) => format!("{stem}{number}"),
            Ids::Column(column) => row.get(*column).cloned().unwrap_or_default(),
        };
        let mut line = Object::begin(to);
        line.field("custom_id", &id);
        line.field("method", &"POST");
        line.field("url", &self.endpoint);
        line.field("body", &Filled(self, row));
        line.end();
        to.push('\n');
    }
}

/// The keys of a body that hold what is asked.
fn reserved(endpoint: &Endpoint) -> &'static [&'static str] {
    match endpoint {
        Endpoint::ChatCompletions => &["model", "stream", "messages"],
        Endpoint::Responses => &["model", "stream", "input", "instructions"],
        Endpoint::Embeddings | Endpoint::Moderations => &["model", "stream", "input"],
        _ => &["model", "stream", "prompt"],
    }
}

/// What stands between the braces of an object, without white space around the entries.
fn entries(parameters: &str, endpoint: &Endpoint) -> Result<String, Fault> {
    let mut entries = String::new();
    if parameters.trim().is_empty() {
        return Ok(entries);
    }
    let mut scan = Scan::new(parameters);
    if scan.peek()? != Kind::Object {
        return Err(Fault::NotJson(scan.at()));
    }
    let mut inside = scan.object()?;
    while let Some(key) = scan.key(&mut inside)? {
        let key = key.decode();
        if reserved(endpoint).contains(&&*key) {
            return Err(Fault::Reserved(key.into_owned()));
        }
        entries.push(',');
        quote(&key, &mut entries);
        entries.push(':');
        // A line of JSONL has no breaks, which outside of texts are only white space.
        entries.extend(scan.raw()?.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
    }
    scan.end()?;
    match scan.duplicate {
        Some(key) => Err(Fault::Twice(key.decode().into_owned())),
        None => Ok(entries),
    }
}

/// The body of a row.
struct Filled<'a>(&'a Recipe, &'a [String]);

impl ToJson for Filled<'_> {
    fn write(&self, to: &mut String) {
        let Filled(recipe, row) = self;
        let (system, user) = (recipe.system.fill(row), recipe.user.fill(row));
        let mut body = Object::begin(to);
        body.field("model", &recipe.model);
        match recipe.endpoint {
            Endpoint::ChatCompletions => body.field("messages", &Messages(&system, &user)),
            Endpoint::Responses => {
                if !system.is_empty() {
                    body.field("instructions", &system);
                }
                body.field("input", &user);
            }
            Endpoint::Embeddings | Endpoint::Moderations => body.field("input", &user),
            _ => body.field("prompt", &user),
        }
        // They start with a comma each.
        to.push_str(&recipe.parameters);
        to.push('}');
    }
}

struct Messages<'a>(&'a str, &'a str);

impl ToJson for Messages<'_> {
    fn write(&self, to: &mut String) {
        to.push('[');
        for (role, content) in [("system", self.0), ("user", self.1)] {
            if role == "system" && content.is_empty() {
                continue;
            }
            let mut message = Object::begin(to);
            message.field("role", &role);
            message.field("content", &content);
            message.end();
            if role == "system" {
                to.push(',');
            }
        }
        to.push(']');
    }
}
