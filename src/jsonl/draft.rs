//! A batch that is being composed: all that a person typed and chose, kept until it is submitted or thrown away.

use std::collections::{BTreeMap, HashSet};

use crate::json::{Fields, FromJson, Json, Object, ToJson};
use crate::openai::batch::{CreateBatch, Endpoint};
use crate::openai::body::LifeSeconds;
use crate::openai::id::FileId;
use crate::openai::limits::{ENTRIES, KEY_CHARS, VALUE_CHARS};

/// The entry of a batch's metadata that tells one submission from all others.
pub const NONCE: &str = "quartermaster_submission";
/// The entry that names the batch of which some requests are sent again.
pub const PARENT: &str = "quartermaster_parent";
/// The entry that names the recurring plan of which the batch is an occurrence.
pub const PLAN: &str = "quartermaster_plan";
/// Where OpenAI's own page keeps it.
const DESCRIPTION: &str = "batch_description";
const DAY: u64 = 86_400;

/// Where the requests come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// JSONL of the person's disk.
    #[default]
    File,
    /// JSONL that was pasted.
    Paste,
    /// CSV of the person's disk, and a template.
    Table,
    /// Prompts, one a line.
    List,
    /// A file that is in the account already.
    Account,
    /// Requests of a batch that are to be sent again.
    Rows,
}

impl Source {
    pub const ALL: [Source; 6] =
        [Source::File, Source::Paste, Source::Table, Source::List, Source::Account, Source::Rows];

    pub fn code(self) -> &'static str {
        match self {
            Source::File => "file",
            Source::Paste => "paste",
            Source::Table => "table",
            Source::List => "list",
            Source::Account => "account",
            Source::Rows => "rows",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Source::ALL.into_iter().find(|source| source.code() == code)
    }

    /// Whether the requests are written here, so that endpoint, model and parameters are asked for.
    pub fn is_made(self) -> bool {
        matches!(self, Source::Table | Source::List)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Tells one draft from another.
    pub id: String,
    pub source: Source,
    /// Of the file of the person's disk.
    pub name: String,
    pub pasted: String,
    pub prompts: String,
    /// The id of the file in the account.
    pub file: String,
    /// The id of the batch whose requests are sent again.
    pub parent: String,
    pub endpoint: Endpoint,
    pub model: String,
    pub system: String,
    pub user: String,
    /// A JSON object, or blank.
    pub parameters: String,
    /// The column that holds the ids, or empty.
    pub ids: String,
    pub description: String,
    pub metadata: Vec<Entry>,
    /// How long the outputs are kept; 0 is the API's own way.
    pub days: u64,
    /// The id of the recurring plan that it is of, or empty.
    pub plan: String,
}

/// The texts that are fields of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Pasted,
    Prompts,
    Model,
    System,
    User,
    Parameters,
    Description,
}

/// An entry of the metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub value: String,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    NoKey,
    LongKey,
    LongValue,
    /// The same key as an entry before.
    Twice,
    /// A key that the page itself sets.
    Taken,
}

impl Draft {
    pub fn new(id: String) -> Self {
        Draft {
            id,
            source: Source::default(),
            name: String::new(),
            pasted: String::new(),
            prompts: String::new(),
            file: String::new(),
            parent: String::new(),
            endpoint: Endpoint::ChatCompletions,
            model: String::new(),
            system: String::new(),
            user: String::new(),
            parameters: String::new(),
            ids: String::new(),
            description: String::new(),
            metadata: Vec::new(),
            days: 0,
            plan: String::new(),
        }
    }

    /// Whether there is nothing in it that could be lost.
    pub fn is_empty(&self) -> bool {
        let texts = [
            &self.name,
            &self.pasted,
            &self.prompts,
            &self.file,
            &self.parent,
            &self.model,
            &self.system,
            &self.user,
            &self.parameters,
            &self.description,
        ];
        texts.iter().all(|text| text.is_empty()) && self.metadata.is_empty()
    }

    pub fn text(&self, field: Field) -> &String {
        match field {
            Field::Pasted => &self.pasted,
            Field::Prompts => &self.prompts,
            Field::Model => &self.model,
            Field::System => &self.system,
            Field::User => &self.user,
            Field::Parameters => &self.parameters,
            Field::Description => &self.description,
        }
    }

    pub fn text_mut(&mut self, field: Field) -> &mut String {
        match field {
            Field::Pasted => &mut self.pasted,
            Field::Prompts => &mut self.prompts,
            Field::Model => &mut self.model,
            Field::System => &mut self.system,
            Field::User => &mut self.user,
            Field::Parameters => &mut self.parameters,
            Field::Description => &mut self.description,
        }
    }

    /// The batch whose requests are sent again, if that is what it is for.
    pub fn repairs(&self) -> Option<&str> {
        (self.source == Source::Rows && !self.parent.is_empty()).then_some(&*self.parent)
    }

    /// How many entries the person may give: the page needs one, one for a description, and one each to name the parent
    /// and the plan.
    pub fn room(&self) -> usize {
        let described = !self.description.trim().is_empty();
        let named = usize::from(self.repairs().is_some()) + usize::from(!self.plan.is_empty());
        ENTRIES - 1 - usize::from(described) - named
    }

    /// What is wrong with each entry.
    pub fn wrongs(&self) -> Vec<Option<Wrong>> {
        let mut seen = HashSet::new();
        let wrong = |entry: &Entry| {
            if entry.key.trim().is_empty() {
                Some(Wrong::NoKey)
            } else if entry.key.chars().count() > KEY_CHARS {
                Some(Wrong::LongKey)
            } else if entry.value.chars().count() > VALUE_CHARS {
                Some(Wrong::LongValue)
            } else if [NONCE, PARENT, PLAN, DESCRIPTION].contains(&&*entry.key) {
                Some(Wrong::Taken)
            } else {
                (!seen.insert(entry.key.clone())).then_some(Wrong::Twice)
            }
        };
        self.metadata.iter().map(wrong).collect()
    }

    /// Whether the description is short enough to be kept whole, with the number of its part.
    pub fn description_fits(&self) -> bool {
        self.description.trim().chars().count() + " (999 of 999)".len() <= VALUE_CHARS
    }

    /// Whether it may be submitted as far as its labels go.
    pub fn is_labelled(&self) -> bool {
        self.metadata.len() <= self.room() && self.description_fits() && self.wrongs().iter().all(Option::is_none)
    }

    /// What makes one batch of it different from any other.
    pub fn nonce(&self, part: usize) -> String {
        format!("{}-{}", self.id, part + 1)
    }

    /// The name under which a part of so many is uploaded. It carries the nonce, so that it can be told whether it
    /// has arrived.
    pub fn upload_name(&self, part: usize) -> String {
        let name = if self.name.is_empty() { "batch" } else { &self.name };
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        format!("{stem}.{}.jsonl", self.nonce(part))
    }

    /// The request for a part of so many.
    pub fn request(&self, file: FileId, endpoint: Endpoint, part: usize, of: usize) -> CreateBatch {
        let mut metadata: BTreeMap<_, _> =
            self.metadata.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect();
        let description = self.description.trim();
        if !description.is_empty() {
            let part = if of > 1 { format!(" ({} of {of})", part + 1) } else { String::new() };
            metadata.insert(DESCRIPTION.to_owned(), format!("{description}{part}"));
        }
        metadata.extend(self.repairs().map(|parent| (PARENT.to_owned(), parent.to_owned())));
        if !self.plan.is_empty() {
            metadata.insert(PLAN.to_owned(), self.plan.clone());
        }
        metadata.insert(NONCE.to_owned(), self.nonce(part));
        let output_life = (self.days > 0).then_some(LifeSeconds(self.days * DAY));
        CreateBatch { metadata, output_life, ..CreateBatch::new(file, endpoint) }
    }
}

impl ToJson for Entry {
    fn write(&self, to: &mut String) {
        [&self.key, &self.value].write(to);
    }
}

impl FromJson for Entry {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let [key, value] = Vec::<String>::from_json(json)?.try_into().ok()?;
        Some(Entry { key, value })
    }
}

impl ToJson for Draft {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("id", &self.id);
        object.field("source", &self.source.code());
        object.field("name", &self.name);
        object.field("pasted", &self.pasted);
        object.field("prompts", &self.prompts);
        object.field("file", &self.file);
        object.field("parent", &self.parent);
        object.field("endpoint", &self.endpoint);
        object.field("model", &self.model);
        object.field("system", &self.system);
        object.field("user", &self.user);
        object.field("parameters", &self.parameters);
        object.field("ids", &self.ids);
        object.field("description", &self.description);
        object.field("metadata", &self.metadata);
        object.field("days", &self.days);
        object.field("plan", &self.plan);
        object.end();
    }
}

/// What is missing is empty: an older version may have kept it.
impl FromJson for Draft {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let usual = Draft::new(fields.read("id")?);
        let source = fields.read::<String>("source");
        let mut text = |name: &str| fields.read::<String>(name).unwrap_or_default();
        Some(Draft {
            source: source.and_then(|code| Source::from_code(&code)).unwrap_or_default(),
            name: text("name"),
            pasted: text("pasted"),
            prompts: text("prompts"),
            file: text("file"),
            parent: text("parent"),
            model: text("model"),
            system: text("system"),
            user: text("user"),
            parameters: text("parameters"),
            ids: text("ids"),
            description: text("description"),
            plan: text("plan"),
            endpoint: fields.read("endpoint").unwrap_or(usual.endpoint),
            metadata: fields.read("metadata").unwrap_or_default(),
            days: fields.read("days").unwrap_or_default(),
            id: usual.id,
        })
    }
}
