//! Tables as CSV (RFC 4180), read while they stream by, through csv-core.
//!
//! Any of LF, CR LF and CR ends a row, lines without anything are no rows, and a byte-order mark is passed over. What
//! is not UTF-8 becomes U+FFFD, and is counted: it is likely to be an export in an old encoding.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::lines::MARK;

/// Bytes of a row. A quote that is never closed makes the rest of the file one field: it ends here.
const ROW_BYTES: usize = 16 * 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the row that starts in line {line} is larger than 16 MB; a quote may not have been closed")]
    Huge {
        /// From 1.
        line: u64,
    },
}

/// Who takes the rows.
pub type Taker<'t> = &'t mut dyn FnMut(&[String]);

pub struct Csv {
    reader: Reader,
    /// The first bytes, until a mark would be whole: the reader knows it only then.
    head: Option<Vec<u8>>,
    /// The fields of the row so far.
    row: Vec<String>,
    field: Vec<u8>,
    /// Of all fields of the row.
    bytes: usize,
    /// Where the row starts.
    line: u64,
    /// Rows with bytes that are not UTF-8.
    pub garbled: u64,
    garbled_row: bool,
}

impl Csv {
    /// With what parts the fields: a comma, a semicolon, a tab.
    pub fn new(delimiter: u8) -> Self {
        Csv {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            head: Some(Vec::new()),
            row: Vec::new(),
            field: Vec::new(),
            bytes: 0,
            line: 1,
            garbled: 0,
            garbled_row: false,
        }
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8], take: Taker) -> Result<(), Fault> {
        let Some(mut head) = self.head.take() else { return self.read(bytes, false, take) };
        head.extend_from_slice(bytes);
        if head.len() < MARK.len() {
            self.head = Some(head);
            return Ok(());
        }
        self.read(&head, false, take)
    }

    /// The file is over.
    pub fn finish(&mut self, take: Taker) -> Result<(), Fault> {
        let head = self.head.take().unwrap_or_default();
        self.read(&head, false, take)?;
        self.read(&[], true, take)
    }

    fn read(&mut self, mut bytes: &[u8], over: bool, take: Taker) -> Result<(), Fault> {
        let mut field = [0; 4096];
        // The reader takes no bytes at all for the end of the file.
        while over || !bytes.is_empty() {
            let (result, read, written) = self.reader.read_field(bytes, &mut field);
            bytes = bytes.get(read..).unwrap_or_default();
            self.field.extend_from_slice(field.get(..written).unwrap_or_default());
            self.bytes += written;
            if self.bytes > ROW_BYTES {
                return Err(Fault::Huge { line: self.line });
            }
            match result {
                ReadFieldResult::End => break,
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    self.end_field();
                    if record_end {
                        self.garbled += u64::from(std::mem::take(&mut self.garbled_row));
                        take(&self.row);
                        self.row.clear();
                        self.bytes = 0;
                        self.line = self.reader.line();
                    }
                }
            }
        }
        Ok(())
    }

    fn end_field(&mut self) {
        let field = match String::from_utf8(std::mem::take(&mut self.field)) {
            Ok(field) => field,
            Err(error) => {
                self.garbled_row = true;
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            }
        };
        self.row.push(field);
    }
}

/// What parts the fields of a table that starts like this: whichever of comma, semicolon and tab its first line has
/// most of, quoted text apart.
pub fn delimiter(start: &[u8]) -> u8 {
    let mut counts = [(b',', 0usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(delimiter, _)| delimiter == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // Of equals the first one.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}
