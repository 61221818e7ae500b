//! Requests as a shell script of curl calls, for those who would rather run them elsewhere. It holds no key: that is
//! read from the environment when the script runs, and handed to curl where no list of processes shows it.

use super::base::Base;
use super::request::Request;
use crate::text::visible::visible;

/// What a script is written for.
pub struct Script<'a> {
    pub base: &'a Base,
    /// `OpenAI-Organization` and `OpenAI-Project`, where the account needs them.
    pub organization: Option<&'a str>,
    pub project: Option<&'a str>,
    /// What the script does, as a comment at its top.
    pub title: &'a str,
    /// What it says when there is no key in the environment.
    pub no_key: &'a str,
}

/// Names the variable of the environment that holds the key, as OpenAI's own clients do.
pub const KEY_VARIABLE: &str = "OPENAI_API_KEY";

impl Script<'_> {
    /// For any POSIX shell. Each request goes with what it is about, which becomes a comment. Requests have no body:
    /// retrievals, deletions and cancellations need none.
    pub fn write<'a>(&self, requests: impl Iterator<Item = (Request, &'a str)>) -> String {
        let mut to = String::from("#!/bin/sh\n");
        comment(self.title, &mut to);
        to.push_str("set -u\nif [ -z \"${");
        to.push_str(KEY_VARIABLE);
        to.push_str(":-}\" ]; then\n  printf '%s\\n' ");
        quote(self.no_key, &mut to);
        to.push_str(" >&2\n  exit 2\nfi\nfailed=0\ncall() {\n  method=$1 path=$2\n  shift 2\n");
        to.push_str("  printf 'header = \"Authorization: Bearer %s\"\\n' \"$");
        to.push_str(KEY_VARIABLE);
        to.push_str("\" |\n    curl --config - --silent --show-error --fail --globoff");
        for (name, value) in [("OpenAI-Organization", self.organization), ("OpenAI-Project", self.project)] {
            if let Some(value) = value {
                to.push_str(" --header ");
                quote(&format!("{name}: {value}"), &mut to);
            }
        }
        to.push_str(" --request \"$method\" \"$@\" ");
        quote(self.base.as_str(), &mut to);
        to.push_str("\"$path\" || failed=1\n  echo\n}\n\n");
        for (request, about) in requests {
            to.push_str("call ");
            to.push_str(request.method.as_str());
            to.push(' ');
            quote(&request.path, &mut to);
            if request.beta {
                to.push_str(" --header 'OpenAI-Beta: assistants=v2'");
            }
            if !about.is_empty() {
                to.push(' ');
                comment(about, &mut to);
            } else {
                to.push('\n');
            }
        }
        to.push_str("exit $failed\n");
        to
    }
}

/// One word of the shell, whatever it holds. A word cannot hold a NUL: it is left out.
fn quote(text: &str, to: &mut String) {
    to.push('\'');
    for letter in text.chars().filter(|letter| *letter != '\0') {
        if letter == '\'' { to.push_str("'\\''") } else { to.push(letter) }
    }
    to.push('\'');
}

/// A comment of one line: what would end the line is written as its number.
fn comment(text: &str, to: &mut String) {
    to.push_str("# ");
    to.push_str(&visible(text));
    to.push('\n');
}
