//! The axis of a chart: from zero, with a few round numbers, as far as the largest value.

/// What the values of a chart are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Count,
    Bytes,
    /// Millionths of a dollar.
    Money,
}

/// Marks between zero and the top, at most.
const MARKS: u64 = 4;

/// Round numbers from zero to the first that is not below `largest`, evenly spaced.
pub fn ticks(largest: u64, unit: Unit) -> Vec<u64> {
    let step = step(largest.div_ceil(MARKS), unit);
    let count = largest.div_ceil(step).max(1);
    (0..=count).map(|mark| step.saturating_mul(mark)).collect()
}

/// The least round number that is not below `least`.
fn step(least: u64, unit: Unit) -> u64 {
    // The digits that count as round, and the number after which they begin anew.
    let (digits, base): (&[u64], u64) = match unit {
        Unit::Count | Unit::Money => (&[1, 2, 5], 10),
        Unit::Bytes => (&[1, 2, 5, 10, 20, 50, 100, 200, 500], 1024),
    };
    let mut power = 1u64;
    loop {
        let round = digits.iter().filter_map(|digit| power.checked_mul(*digit)).find(|round| *round >= least);
        match (round, power.checked_mul(base)) {
            (Some(round), _) => return round,
            (None, Some(next)) => power = next,
            (None, None) => return least,
        }
    }
}

/// How far a value reaches on an axis that ends at `top`, in hundredths of a percent. What is more than nothing shows.
pub fn share(value: u64, top: u64) -> u64 {
    if value == 0 || top == 0 {
        return 0;
    }
    let share = u128::from(value.min(top)) * 10_000 / u128::from(top);
    u64::try_from(share).unwrap_or(10_000).max(50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_round_numbers() {
        assert_eq!(ticks(0, Unit::Count), [0, 1]);
        assert_eq!(ticks(3, Unit::Count), [0, 1, 2, 3]);
        assert_eq!(ticks(412, Unit::Count), [0, 200, 400, 600]);
        assert_eq!(ticks(4_000, Unit::Count), [0, 1_000, 2_000, 3_000, 4_000]);
        let mb = 1 << 20;
        assert_eq!(ticks(30 * mb, Unit::Bytes), [0, 10 * mb, 20 * mb, 30 * mb]);
        assert_eq!(ticks(3 << 30, Unit::Bytes), [0, 1 << 30, 2 << 30, 3 << 30], "never 1,000 of a unit");
        assert_eq!(ticks(1_200_000, Unit::Money), [0, 500_000, 1_000_000, 1_500_000]);
    }

    #[test]
    fn any_value_has_its_place_on_its_axis() {
        for unit in [Unit::Count, Unit::Bytes, Unit::Money] {
            let spread = (0..64).flat_map(|bit| [(1u64 << bit) - 1, 1 << bit, (1 << bit) + 1, 3 << bit.min(61)]);
            for largest in spread.chain([u64::MAX]) {
                let ticks = ticks(largest, unit);
                let (top, below) = (ticks[ticks.len() - 1], ticks[ticks.len() - 2]);
                assert!(ticks[0] == 0 && (2..=5).contains(&ticks.len()), "{largest}: {ticks:?}");
                assert!(top >= largest && (below < largest || largest == 0), "{largest}: {ticks:?}");
                assert_eq!(share(largest, largest.max(1)), if largest == 0 { 0 } else { 10_000 });
            }
        }
    }

    #[test]
    fn a_little_is_not_nothing() {
        assert_eq!((share(0, 10), share(1, 1_000_000), share(5, 10)), (0, 50, 5_000));
    }
}
