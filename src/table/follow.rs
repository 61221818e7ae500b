//! Where the keyboard is after a list has changed: on the same object, or where that was.

use std::collections::HashMap;

use super::rows::Rows;

/// The place in the new order of the object at `place` in the old one. If it is no longer shown, that of the next
/// one after it that is, or else of the last one before it.
pub fn follow(old: (&dyn Rows, &[u32]), place: usize, new: (&dyn Rows, &[u32])) -> usize {
    let (old_rows, old_order) = old;
    let (rows, order) = new;
    let last = order.len().saturating_sub(1);
    let Some(row) = old_order.get(place).copied() else { return place.min(last) };
    let id = old_rows.id(row);
    // A list that only grew keeps its numbers.
    let found = if rows.id(row) == id { Some(row) } else { (0..rows.len()).find(|row| rows.id(*row) == id) };
    let place_of = |row: u32| order.iter().position(|other| *other == row);
    if let Some(place) = found.and_then(place_of) {
        return place;
    }
    let places: HashMap<&str, usize> = order.iter().zip(0..).map(|(row, place)| (rows.id(*row), place)).collect();
    let (before, after) = old_order.split_at(place);
    let survivor = after.iter().chain(before.iter().rev()).find_map(|row| places.get(old_rows.id(*row)).copied());
    survivor.unwrap_or_default()
}
