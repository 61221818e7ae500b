//! A plan as a file that the person takes with them: to look at, or to carry out elsewhere.

use super::Jobs;
use crate::account::plans::requests;
use crate::bulk::export;
use crate::bulk::plan::Plan;
use crate::openai::script::Script;
use crate::state::settings::lang;
use crate::table::export::file_name;
use crate::text::date::{date, iso};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Json,
    Csv,
    /// For a POSIX shell. It reads the key from the environment.
    Script,
}

impl Jobs {
    /// Saves the plan in question.
    pub fn save_plan(self, plan: &Plan, form: Form) {
        let Some(question) = self.question.get_untracked() else { return };
        let (lang, services, now) = (lang(), self.browser.get(), self.browser.now() / 1000);
        let profile = &question.connection.profile;
        let (text, mime, ending) = match form {
            Form::Json => {
                (export::json(plan, &profile.name, profile.base.as_str(), &iso(now)), "application/json", "json")
            }
            Form::Csv => (export::csv(plan), "text/csv", "csv"),
            Form::Script => {
                let script = Script {
                    base: &profile.base,
                    organization: profile.organization.as_deref(),
                    project: profile.project.as_deref(),
                    title: &lang.plan_script_title(plan.count() as u64, &profile.name, &date(now)),
                    no_key: lang.script_no_key(),
                };
                (script.write(requests(plan).into_iter()), "application/x-sh", "sh")
            }
        };
        let name = file_name(&profile.name, "plan", now, ending);
        let saved = (services.save)(&name, mime, text.as_bytes());
        let count = plan.count() as u64;
        self.toasts.say(if saved { lang.export_saved(count, &name) } else { lang.plan_not_saved().to_owned() });
    }
}
