//! Why a file is there, in one sentence, and in another how sure it is that nothing uses it.

use super::Lang;
use super::visible::visible;
use crate::account::references::Role;
use crate::account::standing::Standing;
use crate::account::story::{Origin, Story};

impl Lang {
    /// `now` in seconds since 1970.
    pub fn story(self, story: &Story, now: u64) -> String {
        let mut text = match &story.origin {
            Origin::Batch { role, name, is_running, ended, others } => {
                let name = visible(name);
                let mut text = match role {
                    Role::Input => self.story_input(&name),
                    Role::Output => self.story_output(&name),
                    Role::Errors => self.story_errors(&name),
                };
                match ended {
                    _ if *is_running => text += self.story_running(),
                    Some(ended) => text += &self.story_ended(&self.ago(*ended, now)),
                    None => {}
                }
                if *others > 0 {
                    text += &self.story_other_batches(*others);
                }
                text
            }
            Origin::Upload(purpose) => {
                let age = story.created.map(|created| self.ago(created, now));
                match (&**purpose, age) {
                    ("", None) => self.story_file().to_owned(),
                    ("", Some(age)) => self.story_uploaded(&age),
                    (purpose, None) => self.story_of_purpose(&visible(purpose)),
                    (purpose, Some(age)) => self.story_uploaded_for(&visible(purpose), &age),
                }
            }
        };
        match story.stores.as_slice() {
            // Not known, rather than none.
            [] if !story.is_whole => {}
            [] => text += self.story_no_store(),
            [one] => text += &self.story_store(&visible(one)),
            many => text += &self.story_stores(many.len() as u64),
        }
        text + "."
    }

    /// `grace` in hours.
    pub fn certainty(self, story: &Story, grace: u64) -> String {
        match story.standing {
            Standing::Unknown if story.unread == 0 => self.sure_not_yet().to_owned(),
            Standing::Unknown => self.sure_unknown(story.unread),
            Standing::Store => self.sure_store().to_owned(),
            Standing::Waiting => self.sure_waiting().to_owned(),
            Standing::New => self.sure_new(grace),
            Standing::Batch => self.sure_batch().to_owned(),
            Standing::FailedBatch => self.sure_failed_batch().to_owned(),
            Standing::Unproven => match &story.origin {
                Origin::Upload(purpose) if !purpose.is_empty() => self.sure_unproven(&visible(purpose)),
                _ => self.sure_unproven_purpose().to_owned(),
            },
            Standing::Unused => self.sure_unused().to_owned(),
        }
    }
}
