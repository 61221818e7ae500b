//! Patterns: `*` stands for any characters, `?` for one; case does not count.

use crate::table::collate::{Lower, lower};

pub(super) struct Glob {
    lower: Vec<char>,
}

impl Glob {
    pub fn new(pattern: &str) -> Self {
        Self { lower: lower(pattern).chars().collect() }
    }

    /// Whether the pattern stands for the whole text. When something does not fit, only the last star can still
    /// take in more.
    pub fn fits(&self, text: &str) -> bool {
        let (mut text, mut at) = (Lower::new(text), 0);
        let mut last_star = None;
        loop {
            let before = text.clone();
            match (text.next(), self.lower.get(at)) {
                (_, Some('*')) => {
                    at += 1;
                    last_star = Some((before.clone(), at));
                    text = before;
                }
                (None, None) => return true,
                (Some(_), Some('?')) => at += 1,
                (Some(c), Some(wanted)) if c == *wanted => at += 1,
                _ => {
                    let Some((mut longer, after)) = last_star else { return false };
                    if longer.next().is_none() {
                        return false;
                    }
                    (text, at) = (longer.clone(), after);
                    last_star = Some((longer, after));
                }
            }
        }
    }
}
