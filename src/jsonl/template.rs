//! Texts with places for the values of a row: `Summarise {{title}}: {{body}}`.

use std::ops::Range;

/// A name in double braces stands for the column of that name; spaces around it do not matter. Braces that hold no
/// name of a column are text, so that JSON can be written in a prompt, and are told of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
    /// Names in double braces that are no columns.
    pub unknown: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Column(usize),
}

impl Template {
    pub fn new(text: &str, columns: &[String]) -> Self {
        let mut template = Template::default();
        let mut plain = 0;
        for (place, name) in names(text) {
            let Some(column) = columns.iter().position(|column| column == name) else {
                template.unknown.push(name.to_owned());
                continue;
            };
            template.text(text.get(plain..place.start).unwrap_or_default());
            template.parts.push(Part::Column(column));
            plain = place.end;
        }
        template.text(text.get(plain..).unwrap_or_default());
        template
    }

    /// One that only gives a column's value.
    pub fn column(column: usize) -> Self {
        Template { parts: vec![Part::Column(column)], unknown: Vec::new() }
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.parts.push(Part::Text(text.to_owned()));
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// With the values of a row; a column that the row lacks is empty.
    pub fn fill(&self, row: &[String]) -> String {
        let mut text = String::new();
        for part in &self.parts {
            text.push_str(match part {
                Part::Text(text) => text,
                Part::Column(column) => row.get(*column).map_or("", String::as_str),
            });
        }
        text
    }
}

/// What stands in double braces, and where with them.
fn names(text: &str) -> Vec<(Range<usize>, &str)> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(close) = text.get(from..).and_then(|rest| rest.find("}}")).map(|at| from + at) {
        // The last opening before it: `{{{name}}` has a brace of its own before the name.
        if let Some(open) = text.get(from..close).and_then(|before| before.rfind("{{")).map(|at| from + at) {
            let name = text.get(open + 2..close).unwrap_or_default().trim();
            if !name.is_empty() {
                found.push((open..close + 2, name));
            }
        }
        from = close + 2;
    }
    found
}
