//! An account as the person named it: which address, which mark, and where its key is kept. Never the key itself.

use serde::{Deserialize, Serialize};

use crate::openai::base::Base;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Ours, random: names the place of the key. `Profile::DEMO` for the demo account.
    pub id: String,
    pub name: String,
    pub base: Base,
    /// `OpenAI-Organization`; needed only by old user keys of several organizations.
    #[serde(default)]
    pub organization: Option<String>,
    /// `OpenAI-Project`; project keys carry theirs.
    #[serde(default)]
    pub project: Option<String>,
    pub colour: Colour,
    /// The person marked it as production: shown wherever something is deleted.
    #[serde(default)]
    pub production: bool,
    pub keep: Keep,
}

impl Profile {
    pub const DEMO: &'static str = "demo";

    pub fn is_demo(&self) -> bool {
        self.id == Profile::DEMO
    }
}

/// Where the key is kept; chosen by the person, nothing is chosen beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
