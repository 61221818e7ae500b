//! The files of an account as their table shows them: each beside how it stands, which depends on everything else.

use std::sync::Arc;

use super::columns;
use super::digests::Digests;
use super::references::References;
use super::standing::{Grace, Standing, USED, standing};
use crate::openai::file::File;
use crate::table::chunks::Chunks;
use crate::table::column::{Column, Head, Kind, Value};
use crate::table::rows::{Rows, Table};

pub struct FileRows {
    table: Table<File>,
    /// One for each row; none while nothing is known.
    standings: Vec<Standing>,
    digests: Digests,
}

/// The column of what is known of a content.
static SHA256: Column<Arc<str>> =
    Column::new("sha256", 190, |digest: &Arc<str>| Value::Id(digest)).of(Kind::Id).hidden();

impl FileRows {
    pub fn new(files: Chunks<File>, references: &References, digests: Digests, grace: Grace) -> FileRows {
        let standings = if references.is_blank() {
            Vec::new()
        } else {
            files.iter().map(|file| standing(file, references, grace)).collect()
        };
        FileRows { table: Table::new(files, |file| file.id.as_str(), columns::FILES), standings, digests }
    }

    pub fn file(&self, row: u32) -> Option<&Arc<File>> {
        self.table.row(row)
    }

    /// SHA-256 of its content, in hexadecimal digits.
    pub fn digest(&self, row: u32) -> Option<&Arc<str>> {
        self.digests.get(self.table.id(row))
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
        self.table.columns() + 2
    }

    fn column(&self, column: usize) -> Option<&Head> {
        match column.checked_sub(self.table.columns()) {
            None => self.table.column(column),
            Some(0) => Some(&USED.head),
            Some(1) => Some(&SHA256.head),
            Some(_) => None,
        }
    }

    fn id(&self, row: u32) -> &str {
        self.table.id(row)
    }

    fn value(&self, row: u32, column: usize) -> Value<'_> {
        match column.checked_sub(self.table.columns()) {
            None => self.table.value(row, column),
            Some(0) => self.standings.get(row as usize).map_or(Value::Absent, USED.value),
            Some(1) => self.digest(row).map_or(Value::Absent, SHA256.value),
            Some(_) => Value::Absent,
        }
    }

    /// The standing is part of the state of a row: it fits into the bits that the address of a file leaves empty. So is
    /// whether its content is known, in a bit that no address needs.
    fn address(&self, row: u32) -> usize {
        const { assert!(align_of::<File>() > Standing::Unused as usize) };
        let known = usize::from(self.digest(row).is_some()) << (usize::BITS - 1);
        self.table.address(row) | self.standing(row) as usize | known
    }

    fn total(&self, rows: &mut dyn Iterator<Item = u32>, column: usize) -> u64 {
        self.table.total(rows, column)
    }
}
