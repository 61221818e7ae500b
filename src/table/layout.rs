//! Which columns are shown, in which order and how wide: what a person made of the columns that were declared.

use std::fmt::Write;

use super::rows::Rows;

/// In CSS pixels.
pub const WIDTH_MIN: u16 = 56;
pub const WIDTH_MAX: u16 = 1_000;
/// The column of the boxes that choose a row, in CSS pixels.
pub const TICK_WIDTH: u16 = 40;

/// All columns in the order shown, hidden ones among them. At least one is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub columns: Vec<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub column: usize,
    pub hidden: bool,
    /// In CSS pixels, if the person gave it one; otherwise it takes its share of the room.
    pub width: Option<u16>,
}

impl Layout {
    /// As the columns were declared.
    pub fn declared(rows: &dyn Rows) -> Self {
        let place = |column| Some(Place { column, hidden: rows.column(column)?.hidden, width: None });
        Layout { columns: (0..rows.columns()).filter_map(place).collect() }
    }

    /// Reads what [`text`](Self::text) wrote, perhaps when there were other columns: those that are gone are
    /// left out, new ones stand at the end as they were declared.
    pub fn read(rows: &dyn Rows, text: &str) -> Self {
        let mut columns: Vec<Place> = Vec::new();
        for word in text.split(',') {
            let (name, width) = word.split_once(':').unwrap_or((word, ""));
            let (hidden, name) = name.strip_prefix('-').map_or((false, name), |name| (true, name));
            let Some(column) = rows.find_column(name) else { continue };
            if columns.iter().all(|place| place.column != column) {
                let width = width.parse().ok().map(|width: u16| width.clamp(WIDTH_MIN, WIDTH_MAX));
                columns.push(Place { column, hidden, width });
            }
        }
        for place in Layout::declared(rows).columns {
            if columns.iter().all(|other| other.column != place.column) {
                columns.push(place);
            }
        }
        if columns.iter().all(|place| place.hidden) {
            return Layout::declared(rows);
        }
        Layout { columns }
    }

    /// Such as `name:320,size,-id`: a width after a colon, a minus before what is hidden.
    pub fn text(&self, rows: &dyn Rows) -> String {
        let mut text = String::new();
        for place in &self.columns {
            let Some(head) = rows.column(place.column) else { continue };
            text.push_str(if text.is_empty() { "" } else { "," });
            text.push_str(if place.hidden { "-" } else { "" });
            text.push_str(head.key);
            if let Some(width) = place.width {
                // Writing to a String cannot fail.
                let _ = write!(text, ":{width}");
            }
        }
        text
    }

    /// The columns shown.
    pub fn shown(&self) -> Vec<usize> {
        self.columns.iter().filter(|place| !place.hidden).map(|place| place.column).collect()
    }

    /// Shows a column or hides it; the last one stays.
    pub fn toggle(&mut self, column: usize) {
        let shown = self.shown();
        if let Some(place) = self.columns.iter_mut().find(|place| place.column == column)
            && (place.hidden || shown.len() > 1)
        {
            place.hidden = !place.hidden;
        }
    }

    /// Moves a column so many places towards the end, or towards the start below zero, past those that are shown.
    pub fn shift(&mut self, column: usize, by: isize) {
        let shown = self.shown();
        let Some(at) = shown.iter().position(|other| *other == column) else { return };
        let to = at.saturating_add_signed(by).min(shown.len() - 1);
        if let Some(target) = shown.get(to) {
            self.carry(column, *target);
        }
    }

    /// Puts a column where another one is: before it when it comes from behind, else after it.
    pub fn carry(&mut self, column: usize, target: usize) {
        let place_of = |of: usize| self.columns.iter().position(|place| place.column == of);
        if let (Some(from), Some(to)) = (place_of(column), place_of(target)) {
            let place = self.columns.remove(from);
            self.columns.insert(to, place);
        }
    }

    /// In CSS pixels.
    pub fn resize(&mut self, column: usize, width: u16) {
        if let Some(place) = self.columns.iter_mut().find(|place| place.column == column) {
            place.width = Some(width.clamp(WIDTH_MIN, WIDTH_MAX));
        }
    }

    /// The tracks of a CSS grid, with that of the boxes first, and how wide they are together at least, in
    /// pixels. The first column without a width of its own takes most of what is left over.
    pub fn tracks(&self, rows: &dyn Rows) -> (String, u32) {
        let (mut tracks, mut least, mut share) = (format!("{TICK_WIDTH}px"), u32::from(TICK_WIDTH), 4);
        for place in self.columns.iter().filter(|place| !place.hidden) {
            let declared = rows.column(place.column).map_or(WIDTH_MIN, |head| head.width_px);
            // Writing to a String cannot fail.
            let _ = match place.width {
                Some(width) => write!(tracks, " {width}px"),
                None => write!(tracks, " minmax({declared}px, {}fr)", std::mem::replace(&mut share, 1)),
            };
            least += u32::from(place.width.unwrap_or(declared));
        }
        (tracks, least)
    }
}
