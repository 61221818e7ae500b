//! An account as the person named it: which address, which mark, and where its key is kept. Never the key itself.

use crate::json::{Fields, FromJson, Json, Object, ToJson};
use crate::openai::base::Base;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Ours, random: names the place of the key. `Profile::DEMO` for the demo account.
    pub id: String,
    pub name: String,
    pub base: Base,
    /// `OpenAI-Organization`; needed only by old user keys of several organizations.
    pub organization: Option<String>,
    /// `OpenAI-Project`; project keys carry theirs.
    pub project: Option<String>,
    pub colour: Colour,
    /// The person marked it as production: shown wherever something is deleted.
    pub production: bool,
    /// For reading only: the client refuses what might change the account.
    pub locked: bool,
    pub keep: Keep,
}

impl Profile {
    pub const DEMO: &'static str = "demo";

    pub fn is_demo(&self) -> bool {
        self.id == Profile::DEMO
    }
}

/// What is not understood is no account: its key may be kept somewhere else than it seems.
impl FromJson for Profile {
    fn from_json(json: Json<'_>) -> Option<Self> {
        let mut fields = Fields::of(json)?;
        let mut text = |name: &str| fields.read::<String>(name);
        let profile = Profile {
            id: text("id")?,
            name: text("name")?,
            base: Base::parse(&text("base")?).ok()?,
            organization: text("organization"),
            project: text("project"),
            colour: of_code(&Colour::ALL, Colour::code, &text("colour")?)?,
            keep: of_code(&Keep::ALL, Keep::code, &text("keep")?)?,
            production: fields.read("production").unwrap_or_default(),
            locked: false,
        };
        // Written before there was a lock: locked if it is one that is locked by default.
        Some(Profile { locked: fields.read("locked").unwrap_or(profile.production), ..profile })
    }
}

impl ToJson for Profile {
    fn write(&self, to: &mut String) {
        let mut object = Object::begin(to);
        object.field("id", &self.id);
        object.field("name", &self.name);
        object.field("base", &self.base.as_str());
        object.field("organization", &self.organization);
        object.field("project", &self.project);
        object.field("colour", &self.colour.code());
        object.field("production", &self.production);
        object.field("locked", &self.locked);
        object.field("keep", &self.keep.code());
        object.end();
    }
}

fn of_code<T: Copy>(all: &[T], code: fn(T) -> &'static str, wanted: &str) -> Option<T> {
    all.iter().copied().find(|one| code(*one) == wanted)
}

/// Where the key is kept; chosen by the person, nothing is chosen beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Until the page is closed or reloaded.
    Memory,
    /// Until the tab is closed (session storage).
    Session,
    /// Until it is erased (local storage).
    Device,
}

impl Keep {
    pub const ALL: [Keep; 3] = [Keep::Memory, Keep::Session, Keep::Device];

    pub fn code(self) -> &'static str {
        match self {
            Keep::Memory => "memory",
            Keep::Session => "session",
            Keep::Device => "device",
        }
    }
}

/// The mark by which accounts are told apart at a glance; a name always stands beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    #[default]
    Blue,
    Teal,
    Green,
    Amber,
    Rose,
    Violet,
}

impl Colour {
    pub const ALL: [Colour; 6] =
        [Colour::Blue, Colour::Teal, Colour::Green, Colour::Amber, Colour::Rose, Colour::Violet];

    pub fn code(self) -> &'static str {
        match self {
            Colour::Blue => "blue",
            Colour::Teal => "teal",
            Colour::Green => "green",
            Colour::Amber => "amber",
            Colour::Rose => "rose",
            Colour::Violet => "violet",
        }
    }

    /// The next one in the round, so that a new account looks different from the last.
    pub fn nth(n: usize) -> Colour {
        Colour::ALL[n % Colour::ALL.len()]
    }
}
