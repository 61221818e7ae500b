//! What has to do with joined rows.

use crate::json::{Fields, FromJson, Json, Object, ToJson};
use crate::jsonl::cut::Stretch;
use crate::jsonl::groups::{Group, Groups};
use crate::jsonl::join::{Found, Origin, Source, Stray, Strays};
use crate::jsonl::results::Format;

records! {
    Origin { source, batch }
    Stray { origin, place, id }
    Strays { count, first }
    Group { status, code, pattern, example, count }
    Found { extra, duplicates, unreadable, groups, input_tokens, output_tokens }
    Stretch { from, to }
}

impl ToJson for u16 {
    fn write(&self, to: &mut String) {
        u64::from(*self).write(to);
    }
}

impl FromJson for u16 {
    fn from_json(json: Json<'_>) -> Option<Self> {
        u64::from_json(json)?.try_into().ok()
    }
}

impl ToJson for Groups {
    fn write(&self, to: &mut String) {
        self.all().write(to);
    }
}

impl FromJson for Groups {
    fn from_json(json: Json<'_>) -> Option<Self> {
        Vec::<Group>::from_json(json).map(Groups::from)
    }
}

impl ToJson for Source {
    fn write(&self, to: &mut String) {
        self.as_str().write(to);
    }
}

impl FromJson for Source {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let name = String::from_json(json)?;
        Source::ALL.into_iter().find(|source| source.as_str() == name)
    }
}

impl ToJson for Format {
    fn write(&self, to: &mut String) {
        self.ending().write(to);
    }
}

impl FromJson for Format {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let ending = String::from_json(json)?;
        Format::ALL.into_iter().find(|format| format.ending() == ending)
    }
}
