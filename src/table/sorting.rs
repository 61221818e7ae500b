//! What a table is sorted by, as a short text for the URL and for views: `-size,name`.

use super::order::{By, Direction};
use super::rows::Rows;

/// The keys of the columns, the most important first, with a minus where the largest comes first.
pub fn write(rows: &dyn Rows, by: &[By]) -> String {
    let mut text = String::new();
    for (column, direction) in by {
        let Some(head) = rows.column(*column) else { continue };
        if !text.is_empty() {
            text.push(',');
        }
        if *direction == Direction::Down {
            text.push('-');
        }
        text.push_str(head.key);
    }
    text
}

/// What [`write()`] wrote; columns that the table has not, or that came before, are left out.
pub fn read(rows: &dyn Rows, text: &str) -> Vec<By> {
    let mut by: Vec<By> = Vec::new();
    for part in text.split(',') {
        let (key, direction) = part.strip_prefix('-').map_or((part, Direction::Up), |key| (key, Direction::Down));
        match rows.find_column(key) {
            Some(column) if by.iter().all(|(other, _)| *other != column) => by.push((column, direction)),
            _ => {}
        }
    }
    by
}
