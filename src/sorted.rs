//! Sorting by a number, compiled once whatever is sorted.

/// A number to sort by, and what it belongs to.
pub type Pair = (u64, u32);

/// By their numbers, the smallest first; those of one number stay in their order.
pub fn sorted<T>(items: Vec<T>, number: &dyn Fn(&T) -> u64) -> Vec<T> {
    let mut pairs: Vec<Pair> = items.iter().map(number).zip(0..).collect();
    pairs.sort_unstable();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    pairs.iter().filter_map(|(_, at)| items.get_mut(*at as usize)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn equal_ones_stay_in_their_order() {
        let items = vec![(2, "c"), (1, "a"), (2, "d"), (1, "b")];
        let names: Vec<&str> = sorted(items, &|item| item.0).into_iter().map(|item| item.1).collect();
        assert_eq!(names, ["a", "b", "c", "d"]);
    }
}
