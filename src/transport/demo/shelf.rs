//! Objects in the order in which they came to be, found by id, listed by cursor.

use std::collections::HashMap;
use std::sync::Arc;

/// A place is never used twice, so that the cursor of a deleted object still says where the list stood.
pub struct Shelf<T> {
    slots: Vec<Slot<T>>,
    places: HashMap<Arc<str>, usize>,
}

struct Slot<T> {
    id: Arc<str>,
    /// Kept after the removal only where lists go on showing it.
    item: Option<T>,
    gone: bool,
    /// Milliseconds since 1970 until when lists show it though it is gone.
    listed_until: u64,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Shelf { slots: Vec::new(), places: HashMap::new() }
    }
}

impl<T> Shelf<T> {
    /// Puts it at the end, and says at which place that is.
    pub fn push(&mut self, id: Arc<str>, item: T) -> usize {
        let place = self.slots.len();
        self.places.insert(id.clone(), place);
        self.slots.push(Slot { id, item: Some(item), gone: false, listed_until: 0 });
        place
    }

    /// Takes it away; lists show it until `listed_until` (milliseconds since 1970). Says whether it was there.
    pub fn remove(&mut self, id: &str, listed_until: u64) -> bool {
        let Some(slot) = self.places.get(id).and_then(|place| self.slots.get_mut(*place)) else { return false };
        if slot.gone {
            return false;
        }
        slot.gone = true;
        slot.listed_until = listed_until;
        if listed_until == 0 {
            slot.item = None;
        }
        true
    }

    /// Where it stands or, if it is gone, stood.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub fn is_gone(&self, place: usize) -> bool {
        self.slots.get(place).is_none_or(|slot| slot.gone)
    }

    pub fn get(&self, id: &str) -> Option<&T> {
        self.at(self.place(id)?)
    }

    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.at_mut(self.place(id)?)
    }

    pub fn at(&self, place: usize) -> Option<&T> {
        self.slots.get(place).filter(|slot| !slot.gone)?.item.as_ref()
    }

    pub fn at_mut(&mut self, place: usize) -> Option<&mut T> {
        self.slots.get_mut(place).filter(|slot| !slot.gone)?.item.as_mut()
    }

    /// What a list shows at this place: that which is there, and that which is gone but lingers.
    pub fn listed(&self, place: usize, now_ms: u64) -> Option<(&Arc<str>, &T)> {
        let slot = self.slots.get(place).filter(|slot| !slot.gone || slot.listed_until > now_ms)?;
        Some((&slot.id, slot.item.as_ref()?))
    }

    /// Places there have ever been.
    pub fn end(&self) -> usize {
        self.slots.len()
    }

    /// Oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Arc<str>, &T)> {
        self.slots.iter().filter(|slot| !slot.gone).filter_map(|slot| Some((&slot.id, slot.item.as_ref()?)))
    }
}
