//! How many lines say what: for that of which all lines should say the same.

use super::lines::Place;
use super::problem::{Kind, Note, PLACES, Problem};

/// Different texts that are told apart; all others are one.
const MOST: usize = 32;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Empty for all that came when there were too many.
    pub text: Box<str>,
    pub count: u64,
    /// The first lines.
    pub places: Vec<Place>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(Vec<Said>);

impl From<Vec<Said>> for Tally {
    fn from(said: Vec<Said>) -> Self {
        Tally(said)
    }
}

impl Tally {
    pub fn add(&mut self, text: &str, place: Place) {
        let at = self.0.iter().position(|said| *said.text == *text);
        let at = at.unwrap_or_else(|| {
            // The last one is for the rest.
            if self.0.len() <= MOST {
                let text = if self.0.len() < MOST { text } else { "" };
                self.0.push(Said { text: text.into(), count: 0, places: Vec::new() });
            }
            self.0.len() - 1
        });
        if let Some(said) = self.0.get_mut(at) {
            said.count += 1;
            if said.places.len() < PLACES {
                said.places.push(place);
            }
        }
    }

    /// In the order in which they were first said.
    pub fn all(&self) -> &[Said] {
        &self.0
    }

    /// What most lines say; of equals the one that came first.
    pub fn most(&self) -> Option<&Said> {
        self.0.iter().rev().max_by_key(|said| said.count)
    }

    /// The lines that do not say what most do.
    pub fn mixed(&self, kind: Kind) -> Option<Problem> {
        let most = self.most()?;
        let mut problem = Problem::new(kind);
        let others = self.0.iter().filter(|said| said.text != most.text);
        let mut places: Vec<_> =
            others.clone().flat_map(|said| said.places.iter().map(move |at| (*at, said))).collect();
        places.sort_by_key(|(place, _)| place.line);
        for (place, said) in places {
            problem.add(place, Note::text(&said.text));
        }
        problem.count = others.map(|said| said.count).sum();
        (problem.count > 0).then_some(problem)
    }
}
