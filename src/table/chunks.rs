//! A long list that is cheap to copy and cheap to continue: its items lie in pieces that the copies share.

use std::sync::Arc;

/// Items in one piece.
const PIECE: usize = 1024;

/// All pieces but the last are full. What is changed is first made its own, piece by piece.
pub struct Chunks<T> {
    pieces: Vec<Arc<Vec<Arc<T>>>>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Chunks { pieces: Vec::new() }
    }
}

impl<T> Clone for Chunks<T> {
    fn clone(&self) -> Self {
        Chunks { pieces: self.pieces.clone() }
    }
}

impl<T> Chunks<T> {
    pub fn len(&self) -> usize {
        self.pieces.last().map_or(0, |last| (self.pieces.len() - 1) * PIECE + last.len())
    }

    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub fn get(&self, at: usize) -> Option<&Arc<T>> {
        self.pieces.get(at / PIECE)?.get(at % PIECE)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<T>> {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }

    /// Puts another item in a place, if there is one.
    pub fn replace(&mut self, at: usize, item: Arc<T>) {
        let piece = self.pieces.get_mut(at / PIECE).map(Arc::make_mut);
        if let Some(place) = piece.and_then(|piece| piece.get_mut(at % PIECE)) {
            *place = item;
        }
    }

    /// Keeps only the items that are wanted.
    pub fn retain(&mut self, wanted: &mut dyn FnMut(&Arc<T>) -> bool) {
        *self = self.iter().filter(|item| wanted(item)).cloned().collect();
    }

    fn push(&mut self, item: Arc<T>) {
        match self.pieces.last_mut() {
            Some(last) if last.len() < PIECE => Arc::make_mut(last).push(item),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(item);
                self.pieces.push(Arc::new(piece));
            }
        }
    }
}

impl<T> Extend<Arc<T>> for Chunks<T> {
    fn extend<I: IntoIterator<Item = Arc<T>>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<Arc<T>> for Chunks<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(items: I) -> Self {
        let mut all = Chunks::default();
        all.extend(items);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: u32) -> Chunks<u32> {
        (0..count).map(Arc::new).collect()
    }

    #[test]
    fn every_item_has_its_place_at_any_length() {
        for count in [0, 1, 1023, 1024, 1025, 5000] {
            let list = numbers(count);
            assert_eq!((list.len(), list.is_empty()), (count as usize, count == 0));
            assert!(list.iter().map(|n| **n).eq(0..count));
            assert!((0..count).all(|n| list.get(n as usize).is_some_and(|item| **item == n)));
            assert!(list.get(count as usize).is_none());
        }
    }

    #[test]
    fn a_copy_does_not_change_with_its_original() {
        let old = numbers(3000);
        let mut new = old.clone();
        new.extend((3000..4000).map(Arc::new));
        new.replace(5, Arc::new(77));
        new.replace(9999, Arc::new(1));
        assert!(old.iter().map(|n| **n).eq(0..3000));
        assert_eq!((new.len(), **new.get(5).unwrap(), **new.get(3999).unwrap()), (4000, 77, 3999));
        // What was not touched is still shared.
        assert!(Arc::ptr_eq(&old.pieces[1], &new.pieces[1]));
        new.retain(&mut |n| **n % 2 == 0);
        assert!(new.iter().map(|n| **n).eq((0..4000).filter(|n| n % 2 == 0)));
    }
}
