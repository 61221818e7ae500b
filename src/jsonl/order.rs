//! What is asked of the worker that reads batch files, and what it tells.

use super::build::Built;
use super::check::Report;
use super::compose::{Fault as Unfit, Ids, Recipe};
use super::cut::Stretch;
use super::fix::{Fixed, Fixes};
use super::join::{Found, Origin};
use super::results::Format;
use super::split::{Room, Split};
use super::template::Template;
use crate::openai::batch::Endpoint;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Check,
    /// The file is read twice: what is mended depends on all ids.
    Fix(Fixes),
    Split(Room),
    /// Requests are made of a table as CSV.
    Table {
        delimiter: u8,
        outline: Outline,
    },
    /// Requests are made of prompts, one a line.
    List(Outline),
    /// Each file is of this batch and kind. What is made are the rows ([`index`](super::index)).
    Join(Vec<Origin>),
    /// The first file holds the rows; the others are those that were joined, without the input. What is made is the
    /// file that is taken home.
    Export {
        format: Format,
        /// The numbers of the rows, in their order; all if there are none.
        rows: Option<Vec<u64>>,
        files: Vec<Origin>,
    },
    /// What is made are these lines of the file.
    Cut(Vec<Stretch>),
}

/// A [`Recipe`] before the columns are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    pub endpoint: Endpoint,
    pub model: String,
    pub system: String,
    /// Not asked of a list, whose lines are the prompts.
    pub user: String,
    /// A JSON object, or blank.
    pub parameters: String,
    /// The column that holds the ids; else they are numbered.
    pub ids: Option<String>,
}

/// Before the number of a row that has no id of its own.
const STEM: &str = "request-";

impl Outline {
    /// For a table with these columns.
    pub fn of_table(&self, columns: &[String]) -> Result<Recipe, Fault> {
        let ids = match &self.ids {
            None => Ids::Numbered(STEM.to_owned()),
            Some(name) => {
                let column = columns.iter().position(|column| column == name);
                Ids::Column(column.ok_or_else(|| Fault::NoColumn(name.clone()))?)
            }
        };
        self.recipe(Template::new(&self.system, columns), Template::new(&self.user, columns), ids)
    }

    /// For prompts, each a row of one column.
    pub fn of_list(&self) -> Result<Recipe, Fault> {
        self.recipe(Template::new(&self.system, &[]), Template::column(0), Ids::Numbered(STEM.to_owned()))
    }

    fn recipe(&self, system: Template, user: Template, ids: Ids) -> Result<Recipe, Fault> {
        Recipe::new(self.endpoint.clone(), &self.model, system, user, &self.parameters, ids).map_err(Fault::Parameters)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// What was found in as much as was read.
    SoFar(Report),
    /// Bytes that were read, of those that are to be read.
    Read {
        bytes: u64,
        of: u64,
    },
    Checked(Report),
    // These come with the files that were made.
    Fixed(Fixed),
    Split(Split),
    Built(Built),
    Joined(Found),
    /// What was to be exported or cut.
    Made,
    Failed(Fault),
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the file cannot be read: it was moved, changed or deleted")]
    Unreadable,
    #[error("the worker did not start, or broke")]
    Broken,
    #[error("the row that starts in line {0} is larger than 16 MB; a quote may not have been closed")]
    HugeRow(u64),
    #[error("there is no column {0}")]
    NoColumn(String),
    #[error(transparent)]
    Parameters(#[from] Unfit),
}
