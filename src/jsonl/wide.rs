//! Sixteen bytes at a time, in the browser: every browser that knows the colours of the page's style sheet
//! (`light-dark()`) has had the instructions for it for years. Elsewhere there are slower ways to the same end.

use super::scan::Measure;

/// Where the first LF is.
pub fn find_lf(bytes: &[u8]) -> Option<usize> {
    #[cfg(target_arch = "wasm32")]
    let from = simd::before_lf(bytes);
    #[cfg(not(target_arch = "wasm32"))]
    let from = 0;
    memchr::memchr(b'\n', bytes.get(from..)?).map(|at| from + at)
}

/// Counts what comes next of a text (in UTF-8, from `at`) and says where it stopped: at the next quote, backslash or
/// control character, or fewer than sixteen bytes before the end.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn pass(bytes: &[u8], at: usize, measure: &mut Measure) -> usize {
    #[cfg(target_arch = "wasm32")]
    return simd::pass(bytes, at, measure);
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (bytes, measure);
        at
    }
}

#[cfg(target_arch = "wasm32")]
mod simd {
    use core::arch::wasm32::{
        i8x16_bitmask, i8x16_shl, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, v128, v128_any_true, v128_or,
    };

    use super::Measure;

    const WIDTH: usize = 16;

    #[target_feature(enable = "simd128")]
    fn load(bytes: &[u8; WIDTH]) -> v128 {
        let word = u128::from_le_bytes(*bytes);
        u64x2(word as u64, (word >> 64) as u64)
    }

    /// Bytes before the sixteen that hold the first LF, or before the last fifteen.
    #[target_feature(enable = "simd128")]
    pub fn before_lf(bytes: &[u8]) -> usize {
        let lf = u8x16_splat(b'\n');
        let mut free = 0;
        for bytes in bytes.as_chunks::<WIDTH>().0 {
            if v128_any_true(u8x16_eq(load(bytes), lf)) {
                break;
            }
            free += WIDTH;
        }
        free
    }

    #[target_feature(enable = "simd128")]
    pub fn pass(bytes: &[u8], mut at: usize, measure: &mut Measure) -> usize {
        let (quote, slash, space) = (u8x16_splat(b'"'), u8x16_splat(b'\\'), u8x16_splat(b' '));
        for bytes in bytes.get(at..).unwrap_or_default().as_chunks::<WIDTH>().0 {
            let bytes = load(bytes);
            let special = v128_or(v128_or(u8x16_eq(bytes, quote), u8x16_eq(bytes, slash)), u8x16_lt(bytes, space));
            // A bit for each byte, the first one lowest; the seventeenth stands for the end.
            let before = (u32::from(i8x16_bitmask(special)) | 1 << WIDTH).trailing_zeros();
            let counted = (1 << before) - 1;
            let high = u32::from(i8x16_bitmask(bytes)) & counted;
            at += before as usize;
            measure.plain += u64::from(before);
            if high != 0 {
                // Outside of ASCII a character starts with a byte of which the two highest bits are set.
                measure.plain -= u64::from(high.count_ones());
                measure.other += u64::from((high & u32::from(i8x16_bitmask(i8x16_shl(bytes, 1)))).count_ones());
            }
            if before < WIDTH as u32 {
                break;
            }
        }
        at
    }
}
