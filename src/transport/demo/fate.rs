//! What becomes of a request of a batch: mostly an answer, now and then one of the oddities that real batches have.

use super::chance::Chance;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Good,
    /// The endpoint refuses it, in the error file.
    Failed,
    /// The endpoint refuses it, in the output file.
    FailedInside,
    /// The answer is cut off at its limit of tokens.
    Truncated,
    /// The model refuses.
    Refused,
    Empty,
    /// The answer is words, whether or not JSON was asked for.
    Words,
    /// It has two lines.
    Twice,
    /// It is in neither file.
    Lost,
}

impl Fate {
    const NAMED: [(&str, Fate); 9] = [
        ("good", Fate::Good),
        ("failed", Fate::Failed),
        ("inside", Fate::FailedInside),
        ("truncated", Fate::Truncated),
        ("refused", Fate::Refused),
        ("empty", Fate::Empty),
        ("words", Fate::Words),
        ("twice", Fate::Twice),
        ("lost", Fate::Lost),
    ];

    /// Those that an endpoint which writes text may have, apart from the usual two.
    pub const ODD: [Fate; 7] =
        [Fate::Truncated, Fate::FailedInside, Fate::Refused, Fate::Words, Fate::Empty, Fate::Twice, Fate::Lost];

    /// Lines of the output file.
    pub fn lines(self) -> usize {
        match self {
            Fate::Failed | Fate::Lost => 0,
            Fate::Twice => 2,
            _ => 1,
        }
    }

    /// Of a request that somebody sent. One may ask for its fate by the end of its custom_id, such as `7~refused`; of
    /// the others a few fail, others in each batch, so that sending them again helps.
    pub fn of(custom_id: &str, batch: u64) -> Fate {
        let asked = custom_id.rsplit_once('~').map(|(_, name)| name);
        let named = Fate::NAMED.into_iter().find(|(name, _)| asked == Some(name));
        let fails = || Chance::of(&format!("{custom_id} {batch}")).below(23) == 0;
        named.map_or_else(|| if fails() { Fate::Failed } else { Fate::Good }, |(_, fate)| fate)
    }
}
