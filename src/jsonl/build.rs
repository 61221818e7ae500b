//! A batch's input is made of a table or of a list of prompts, while they stream by.

use super::compose::Recipe;
use super::csv::{Csv, Fault};
use super::lines::{Lines, Piece};

/// What was made of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// Each is a request.
    pub rows: u64,
    /// Rows with fewer values than there are columns (the missing ones are empty), or with more (which are unused).
    pub uneven: u64,
    /// Rows with bytes that are not UTF-8; these became U+FFFD.
    pub garbled: u64,
    /// Prompts that are too long to be read, and were left out.
    pub left_out: u64,
}

/// What makes the recipe once the columns are known.
pub type Chooser<E> = Box<dyn FnMut(&[String]) -> Result<Recipe, E>>;

/// From CSV, of which the first row names the columns.
pub struct FromCsv<E> {
    csv: Csv,
    columns: usize,
    choose: Chooser<E>,
    recipe: Option<Recipe>,
    built: Built,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped<E> {
    Csv(Fault),
    /// What the chooser said of the columns.
    Refused(E),
}

impl<E> FromCsv<E> {
    /// `choose` is asked once, with the names of the columns: trimmed.
    pub fn new(delimiter: u8, choose: Chooser<E>) -> Self {
        FromCsv { csv: Csv::new(delimiter), columns: 0, choose, recipe: None, built: Built::default() }
    }

    /// The next bytes of the table; the lines made of them are added to `to`.
    pub fn push(&mut self, bytes: &[u8], to: &mut String) -> Result<(), Stopped<E>> {
        self.read(&mut |csv, take| csv.push(bytes, take), to)
    }

    /// The table is over.
    pub fn finish(mut self, to: &mut String) -> Result<Built, Stopped<E>> {
        self.read(&mut Csv::finish, to)?;
        Ok(Built { garbled: self.csv.garbled, ..self.built })
    }

    fn read(&mut self, read: Reading, to: &mut String) -> Result<(), Stopped<E>> {
        let mut refused = None;
        let (columns, choose, recipe, built) = (&mut self.columns, &mut self.choose, &mut self.recipe, &mut self.built);
        let read = read(&mut self.csv, &mut |row| {
            if let Some(recipe) = recipe {
                built.rows += 1;
                built.uneven += u64::from(row.len() != *columns);
                recipe.line(built.rows, row, to);
            } else if refused.is_none() {
                let names: Vec<String> = row.iter().map(|name| name.trim().to_owned()).collect();
                *columns = names.len();
                match choose(&names) {
                    Ok(chosen) => *recipe = Some(chosen),
                    Err(error) => refused = Some(error),
                }
            }
        });
        read.map_err(Stopped::Csv)?;
        refused.map_or(Ok(()), |error| Err(Stopped::Refused(error)))
    }
}

type Reading<'r> = &'r mut dyn FnMut(&mut Csv, &mut dyn FnMut(&[String])) -> Result<(), Fault>;

/// From prompts, one a line; blank lines are none. For the recipe a row has one column.
pub struct FromList {
    lines: Lines,
    recipe: Recipe,
    built: Built,
}

impl FromList {
    pub fn new(recipe: Recipe) -> Self {
        FromList { lines: Lines::default(), recipe, built: Built::default() }
    }

    /// The next bytes of the list; the lines made of them are added to `to`.
    pub fn push(&mut self, bytes: &[u8], to: &mut String) {
        let (recipe, built) = (&self.recipe, &mut self.built);
        self.lines.push(bytes, &mut |piece| prompt(recipe, built, &piece, to));
    }

    /// The list is over.
    pub fn finish(mut self, to: &mut String) -> Built {
        let (recipe, built) = (&self.recipe, &mut self.built);
        self.lines.finish(&mut |piece| prompt(recipe, built, &piece, to));
        self.built
    }
}

fn prompt(recipe: &Recipe, built: &mut Built, piece: &Piece<'_>, to: &mut String) {
    match *piece {
        Piece::Line { text, .. } => {
            let prompt = String::from_utf8_lossy(text);
            if prompt.trim().is_empty() {
                return;
            }
            built.rows += 1;
            built.garbled += u64::from(simdutf8::basic::from_utf8(text).is_err());
            recipe.line(built.rows, &[prompt.into_owned()], to);
        }
        Piece::Long { .. } => built.left_out += 1,
        Piece::Part(_) => {}
    }
}
