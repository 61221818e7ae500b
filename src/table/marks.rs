//! A set of row numbers, one bit for each.

/// A set of row numbers that knows its size.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    words: Vec<u64>,
    count: u32,
}

impl Marks {
    pub(crate) const fn count(&self) -> u32 {
        self.count
    }

    pub(crate) fn contains(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    pub(crate) fn set(&mut self, row: u32, on: bool) {
        let (at, bit) = (row as usize / 64, 1 << (row % 64));
        if on && at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        let Some(word) = self.words.get_mut(at) else { return };
        let was = *word & bit != 0;
        match (was, on) {
            (false, true) => self.count += 1,
            (true, false) => self.count -= 1,
            _ => return,
        }
        *word ^= bit;
    }

    /// The same for many rows, each named once, as far as there are so many.
    pub(crate) fn set_all(&mut self, rows: &[u32], on: bool, len: u32) {
        if on && rows.len() == len as usize && rows.iter().all(|row| *row < len) {
            return *self = Marks::all(len);
        }
        rows.iter().filter(|row| **row < len).for_each(|row| self.set(*row, on));
    }

    fn all(len: u32) -> Marks {
        let mut words = vec![u64::MAX; len as usize / 64];
        if !len.is_multiple_of(64) {
            words.push((1 << (len % 64)) - 1);
        }
        Marks { words, count: len }
    }

    /// The rows, in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.words).flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }
}
