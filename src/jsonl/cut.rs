//! Some lines of a file become a file of their own, with nothing of them changed.

use super::lines::Place;

/// Bytes of a file, from one to before another: lines that follow each other, without the end of the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub from: u64,
    pub to: u64,
}

/// The stretches in which these lines stand; they come in the order of the file.
pub fn stretches(places: impl Iterator<Item = Place>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for Place { at, bytes, .. } in places {
        match stretches.last_mut() {
            Some(last) if last.to + 1 == at => last.to = at + bytes,
            _ => stretches.push(Stretch { from: at, to: at + bytes }),
        }
    }
    stretches
}

/// Copies stretches of a file that streams by; after each comes an LF.
pub struct Cutter {
    stretches: Vec<Stretch>,
    next: usize,
    /// Of the bytes that come next.
    at: u64,
}

impl Cutter {
    pub fn new(stretches: Vec<Stretch>) -> Self {
        Cutter { stretches, next: 0, at: 0 }
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8], to: &mut dyn FnMut(&[u8])) {
        let end = self.at + bytes.len() as u64;
        while let Some(stretch) = self.stretches.get(self.next).filter(|stretch| stretch.from < end) {
            let from = stretch.from.max(self.at) - self.at;
            let until = stretch.to.min(end) - self.at;
            to(bytes.get(from as usize..until as usize).unwrap_or_default());
            if stretch.to > end {
                break;
            }
            to(b"\n");
            self.next += 1;
        }
        self.at = end;
    }

    /// Whether all of it was there.
    pub fn is_over(&self) -> bool {
        self.next == self.stretches.len()
    }
}
