//! Errors that say the same but for numbers and ids are one group: 4,000 failures are four things to look at.

use super::answer::Answer;

/// Groups that are told apart; what comes then is one.
const MOST: usize = 200;
/// Characters of a message that are compared.
const CHARS: usize = 300;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Of the endpoint; 0 if it was not asked.
    pub status: u16,
    pub code: Box<str>,
    /// With `#` in the place of each number, id and quoted word.
    pub pattern: Box<str>,
    /// The first one, as it came.
    pub example: Box<str>,
    /// Rows that ended so.
    pub count: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups(Vec<Group>);

impl From<Vec<Group>> for Groups {
    fn from(groups: Vec<Group>) -> Self {
        Groups(groups)
    }
}

impl Groups {
    /// In the order in which they came up. One that a better answer took the place of may be left with no rows.
    pub fn all(&self) -> &[Group] {
        &self.0
    }

    /// The number of the group of this answer, which counts one more.
    pub(super) fn add(&mut self, answer: &Answer<'_>) -> u32 {
        let error = answer.error.unwrap_or_default();
        let text = |text: Option<super::quoted::Quoted<'_>>| text.map(|text| text.decode().into_owned());
        let code = text(error.code).unwrap_or_default();
        let example: String = text(error.message).unwrap_or_default().chars().take(CHARS).collect();
        let (status, pattern) = (answer.status.unwrap_or_default(), pattern(&example));
        let same = |group: &Group| group.status == status && *group.code == *code && *group.pattern == *pattern;
        let at = self.0.iter().position(same).unwrap_or_else(|| {
            if self.0.len() < MOST {
                let (code, pattern, example) = (code.into(), pattern.into(), example.into());
                self.0.push(Group { status, code, pattern, example, count: 0 });
            } else if self.0.len() == MOST {
                let none = Box::<str>::default();
                self.0.push(Group { status: 0, code: none.clone(), pattern: none.clone(), example: none, count: 0 });
            }
            self.0.len() - 1
        });
        if let Some(group) = self.0.get_mut(at) {
            group.count += 1;
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// The message that the rows of a group have in common.
    pub fn get(&self, group: u32) -> Option<&Group> {
        self.0.get(group as usize)
    }

    pub(super) fn remove(&mut self, group: u32) {
        if let Some(group) = self.0.get_mut(group as usize) {
            group.count -= 1;
        }
    }
}

/// The message without what differs from row to row: words with a digit in them, and what stands in quotes.
pub fn pattern(message: &str) -> String {
    let mut pattern = String::with_capacity(message.len());
    let (mut rest, mut before) = (message, ' ');
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        // An apostrophe within a word opens nothing.
        let opens = matches!(c, '\'' | '"' | '`') && !before.is_alphanumeric();
        let word = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        if let Some(close) = after.find(c).filter(|_| opens) {
            pattern.push(c);
            pattern.push('#');
            pattern.push(c);
            rest = after.get(close + c.len_utf8()..).unwrap_or_default();
            before = c;
        } else if word > 0 {
            let (this, after) = rest.split_at(word);
            pattern.push_str(if this.contains(|c: char| c.is_ascii_digit()) { "#" } else { this });
            rest = after;
            before = 'a';
        } else {
            pattern.push(c);
            rest = after;
            before = c;
        }
    }
    pattern
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}
