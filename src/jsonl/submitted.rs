//! A submission as it is journaled: of all the batches that one draft becomes.

use super::submit::Stage;
use crate::json::{Fields, FromJson, Json, Object, ToJson};
use crate::openai::batch::Endpoint;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// Of the draft.
    pub id: String,
    pub endpoint: Endpoint,
    pub parts: Vec<KeptPart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPart {
    pub bytes: u64,
    pub stage: Stage,
}

impl ToJson for Submitted {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("id", &self.id);
        object.field("endpoint", &self.endpoint);
        object.field("parts", &self.parts);
        object.end();
    }
}

impl FromJson for Submitted {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(Submitted { id: fields.read("id")?, endpoint: fields.read("endpoint")?, parts: fields.read("parts")? })
    }
}

impl ToJson for KeptPart {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("bytes", &self.bytes);
        object.field("stage", &self.stage);
        object.end();
    }
}

impl FromJson for KeptPart {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        Some(KeptPart { bytes: fields.read("bytes")?, stage: fields.read("stage")? })
    }
}
