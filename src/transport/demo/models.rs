//! A handful of models.

use super::refusal::Refusal;
use super::router::Reply;
use crate::openai::model::Model;

/// Name, day of birth (seconds since 1970), last day.
const MODELS: &[(&str, u64, Option<&str>)] = &[
    ("gpt-5", 1_754_425_777, None),
    ("gpt-5-mini", 1_754_425_928, None),
    ("gpt-5-nano", 1_754_426_303, None),
    ("gpt-4.1", 1_744_316_542, None),
    ("gpt-4.1-mini", 1_744_318_173, None),
    ("gpt-4o-mini", 1_721_172_741, None),
    ("text-embedding-3-small", 1_705_948_997, None),
    ("text-embedding-3-large", 1_705_953_180, None),
    ("omni-moderation-latest", 1_731_689_265, None),
    ("gpt-3.5-turbo-instruct", 1_692_901_427, Some("2026-12-31")),
];

fn models() -> impl Iterator<Item = Model> {
    MODELS.iter().map(|(id, created, shutdown)| Model {
        id: (*id).into(),
        created: Some(*created),
        owned_by: Some("system".to_owned()),
        shutdown_date: shutdown.map(str::to_owned),
    })
}

/// `GET /models`: one page, always.
pub fn list() -> Result<Reply, Refusal> {
    Reply::of_fields(&[("object", &"list"), ("data", &models().collect::<Vec<_>>())])
}

pub fn get(id: &str) -> Result<Reply, Refusal> {
    match models().find(|model| model.id.as_str() == id) {
        Some(model) => Reply::of(&model),
        None => {
            Err(Refusal::not_found(format!("The model '{id}' does not exist")).param("model").code("model_not_found"))
        }
    }
}
