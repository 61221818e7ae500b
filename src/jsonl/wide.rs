//! Many bytes of a text at a time: sixteen in the browser, where the program is built for it (`.cargo/config.toml`),
//! and eight elsewhere.

use super::scan::Measure;

#[cfg(target_feature = "simd128")]
pub use simd::pass;
#[cfg(not(target_feature = "simd128"))]
pub use words::pass;

#[cfg(target_feature = "simd128")]
mod simd {
    use core::arch::wasm32::{i8x16_bitmask, i8x16_shl, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, v128, v128_or};

    use super::Measure;

    const WIDTH: usize = 16;

    fn load(bytes: &[u8; WIDTH]) -> v128 {
        let word = u128::from_le_bytes(*bytes);
        u64x2(word as u64, (word >> 64) as u64)
    }

    /// Counts what comes next of a text (in UTF-8, from `at`) and says where it stopped: at the next quote, backslash
    /// or control character, or fewer than sixteen bytes before the end.
    pub fn pass(bytes: &[u8], mut at: usize, measure: &mut Measure) -> usize {
        let (quote, slash, space) = (u8x16_splat(b'"'), u8x16_splat(b'\\'), u8x16_splat(b' '));
        for bytes in bytes.get(at..).unwrap_or_default().as_chunks::<WIDTH>().0 {
            let bytes = load(bytes);
            let special = v128_or(v128_or(u8x16_eq(bytes, quote), u8x16_eq(bytes, slash)), u8x16_lt(bytes, space));
            // A bit for each byte, the first one lowest; the seventeenth stands for the end.
            let before = (u32::from(i8x16_bitmask(special)) | 1 << WIDTH).trailing_zeros();
            let high = u32::from(i8x16_bitmask(bytes)) & ((1 << before) - 1);
            // Outside of ASCII a character starts with a byte of which the two highest bits are set.
            let starts = high & u32::from(i8x16_bitmask(i8x16_shl(bytes, 1)));
            at += before as usize;
            measure.plain += u64::from(before - high.count_ones());
            measure.other += u64::from(starts.count_ones());
            if before < WIDTH as u32 {
                break;
            }
        }
        at
    }
}

#[cfg(not(target_feature = "simd128"))]
mod words {
    use super::Measure;

    const WIDTH: usize = 8;
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;

    /// A high bit in each byte that is zero; above such a byte there may be wrong ones.
    fn zeros(word: u64) -> u64 {
        word.wrapping_sub(ONES) & !word & HIGHS
    }

    /// Counts what comes next of a text (in UTF-8, from `at`) and says where it stopped: at the next quote, backslash
    /// or control character, or fewer than eight bytes before the end.
    pub fn pass(bytes: &[u8], mut at: usize, measure: &mut Measure) -> usize {
        for eight in bytes.get(at..).unwrap_or_default().as_chunks::<WIDTH>().0 {
            let word = u64::from_le_bytes(*eight);
            let quote = zeros(word ^ (ONES * b'"' as u64));
            let slash = zeros(word ^ (ONES * b'\\' as u64));
            let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
            // The lowest is always a right one.
            let before = (quote | slash | control).trailing_zeros() / 8;
            let high = word & HIGHS & 1u64.checked_shl(8 * before).map_or(u64::MAX, |end| end - 1);
            // Outside of ASCII a character starts with a byte of which the two highest bits are set.
            let starts = high & (word << 1);
            at += before as usize;
            measure.plain += u64::from(before - high.count_ones());
            measure.other += u64::from(starts.count_ones());
            if before < WIDTH as u32 {
                break;
            }
        }
        at
    }
}
