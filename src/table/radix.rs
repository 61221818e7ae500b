//! Sorting many numbers without comparing them.

use crate::sorted::Pair;

/// Sorts pairs by their key. They come in the order of their second part, in which equal ones stay.
/// `spare` is room that can be used again.
///
/// Many pairs are dealt out byte by byte, from the last byte to the first: that takes no comparison,
/// and nothing at all for a byte that is the same everywhere.
pub(super) fn sort_pairs(pairs: &mut [Pair], spare: &mut Vec<Pair>) {
    if pairs.len() < 500 {
        return pairs.sort_unstable();
    }
    let mut counts = [[0u32; 256]; 8];
    for (key, _) in pairs.iter() {
        for (counts, byte) in counts.iter_mut().zip(key.to_le_bytes()) {
            counts[usize::from(byte)] += 1;
        }
    }
    spare.resize(pairs.len(), (0, 0));
    let (mut from, mut to) = (pairs, spare.as_mut_slice());
    let mut moved = false;
    for (place, counts) in counts.iter_mut().enumerate() {
        if counts.iter().any(|count| *count as usize == from.len()) {
            continue;
        }
        // From how many there are of each byte to where the first of them goes.
        let mut next = 0;
        for count in counts.iter_mut() {
            next += std::mem::replace(count, next);
        }
        for pair in from.iter() {
            let next = &mut counts[usize::from(pair.0.to_le_bytes()[place])];
            if let Some(place) = to.get_mut(*next as usize) {
                *place = *pair;
            }
            *next += 1;
        }
        std::mem::swap(&mut from, &mut to);
        moved = !moved;
    }
    if moved {
        to.copy_from_slice(from);
    }
}
