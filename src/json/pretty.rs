//! JSON laid out for reading, by its signs alone: what was written stays as it was written, and text that is cut short
//! or is no JSON at all passes through.

/// Deeper than this, lines are indented no further.
const DEEPEST: usize = 40;

/// With a line for each entry and two spaces for each level.
pub fn pretty(text: &str) -> String {
    let mut to = String::with_capacity(text.len() * 3 / 2);
    let mut depth = 0_usize;
    let (mut in_text, mut escaped) = (false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if in_text {
            to.push(letter);
            in_text = escaped || letter != '"';
            escaped = letter == '\\' && !escaped;
            continue;
        }
        match letter {
            '"' => {
                in_text = true;
                to.push(letter);
            }
            '{' | '[' => {
                to.push(letter);
                while letters.next_if(|next| next.is_ascii_whitespace()).is_some() {}
                let close = if letter == '{' { '}' } else { ']' };
                if letters.next_if_eq(&close).is_some() {
                    to.push(close);
                } else {
                    depth += 1;
                    new_line(&mut to, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut to, depth);
                to.push(letter);
            }
            ',' => {
                to.push(letter);
                new_line(&mut to, depth);
            }
            ':' => to.push_str(": "),
            letter if letter.is_ascii_whitespace() => {}
            letter => to.push(letter),
        }
    }
    to
}

fn new_line(to: &mut String, depth: usize) {
    to.push('\n');
    for _ in 0..depth.min(DEEPEST) {
        to.push_str("  ");
    }
}
