//! The files of an account as their table shows them: each beside how it stands, which depends on everything else.

use std::sync::Arc;

use super::columns;
use super::references::References;
use super::standing::{Grace, Standing, USED, standing};
use crate::openai::file::File;
use crate::table::chunks::Chunks;
use crate::table::column::{Head, Value};
use crate::table::rows::{Rows, Table};

pub struct FileRows {
    table: Table<File>,
    /// One for each row; none while nothing is known.
    standings: Vec<Standing>,
}

impl FileRows {
    pub fn new(files: Chunks<File>, references: &References, grace: Grace) -> FileRows {
        let standings = if references.is_blank() {
            Vec::new()
        } else {
            files.iter().map(|file| standing(file, references, grace)).collect()
        };
        FileRows { table: Table::new(files, |file| file.id.as_str(), columns::FILES), standings }
    }

    pub fn file(&self, row: u32) -> Option<&Arc<File>> {
        self.table.row(row)
    }

    pub fn standing(&self, row: u32) -> Standing {
        self.standings.get(row as usize).copied().unwrap_or_default()
    }
}

impl Rows for FileRows {
    fn len(&self) -> u32 {
        self.table.len()
    }

    fn columns(&self) -> usize {
        self.table.columns() + 1
    }

    fn column(&self, column: usize) -> Option<&Head> {
        self.table.column(column).or_else(|| (column == self.table.columns()).then_some(&USED.head))
    }

    fn id(&self, row: u32) -> &str {
        self.table.id(row)
    }

    fn value(&self, row: u32, column: usize) -> Value<'_> {
        if column < self.table.columns() {
            return self.table.value(row, column);
        }
        self.standings.get(row as usize).map_or(Value::Absent, USED.value)
    }

    /// The standing is part of the state of a row: it fits into the bits that the address of a file leaves empty.
    fn address(&self, row: u32) -> usize {
        const { assert!(align_of::<File>() > Standing::Unused as usize) };
        self.table.address(row) | self.standing(row) as usize
    }

    fn total(&self, rows: &mut dyn Iterator<Item = u32>, column: usize) -> u64 {
        self.table.total(rows, column)
    }
}
