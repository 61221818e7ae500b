//! Chance that can be had again: numbers and names that follow from a number (splitmix64).

#[derive(Clone, Debug, Default)]
pub struct Chance(u64);

impl Chance {
    pub fn new(number: u64) -> Self {
        Chance(number)
    }

    /// Chance that springs from a text: the same for the same text.
    pub fn of(text: &str) -> Self {
        // FNV-1a.
        Chance(
            text.bytes()
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)),
        )
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Evenly spread in `0.0..1.0`.
    pub fn unit(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Evenly spread below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw().checked_rem(end).unwrap_or(0)
    }

    pub fn hits(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len() as u64) as usize)
    }

    /// One of the texts, or nothing if there are none.
    pub fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).copied().unwrap_or_default()
    }

    /// Roughly log-normal around `middle`, a factor of about `2^spread` up or down being usual.
    pub fn size(&mut self, middle: u64, spread: f64) -> u64 {
        // The sum of twelve even draws is near enough to a normal one; powers of two need no `exp`.
        let normal = (0..12).map(|_| self.unit()).sum::<f64>() - 6.0;
        let power = (normal * spread).clamp(-20.0, 20.0);
        let whole = power.floor();
        let factor = (1.0 + (power - whole))
            * if whole < 0.0 { 1.0 / (1u64 << (-whole) as u32) as f64 } else { (1u64 << whole as u32) as f64 };
        ((middle as f64 * factor) as u64).max(1)
    }

    /// A name of letters and digits, as files have: `file-` and 22 of them.
    pub fn file_id(&mut self) -> String {
        const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let mut id = String::from("file-");
        id.extend((0..22).map(|_| char::from(LETTERS[(self.draw() % 62) as usize])));
        id
    }

    /// A name of 32 hexadecimal digits, as everything else has: `batch_…`, `vs_…`.
    pub fn id(&mut self, prefix: &str) -> String {
        format!("{prefix}{:016x}{:016x}", self.draw(), self.draw())
    }
}
