//! What leaves the page: rows as a file, calls for them as a script.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::inside::Inside;
use super::jobs::Task;
use super::services::Browser;
use super::session::Session;
use super::table::TableState;
use super::toasts::Toasts;
use crate::openai::batch::BatchStatus;
use crate::openai::request::Request;
use crate::openai::script::Script;
use crate::openai::{batch, file, store_file, vector_store};
use crate::table::export::{Format, export, file_name};
use crate::table::rows::Rows;

#[derive(Clone, Copy)]
pub struct Exporter {
    browser: Browser,
    session: Session,
    toasts: Toasts,
    pub table: TableState,
    /// Names the list in the names of files.
    pub name: &'static str,
    /// What would be done to its objects.
    pub task: Task,
    inside: Inside,
}

/// Which rows of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Shown,
    Chosen,
}

/// What a script does with each object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Retrieve,
    /// Deletes it, or cancels it if it is a batch.
    End,
}

impl Exporter {
    pub fn expect(table: TableState, name: &'static str, task: Task) -> Self {
        let (browser, session) = (expect_context::<Browser>(), expect_context::<Session>());
        let inside = expect_context::<Catalog>().inside;
        Exporter { browser, session, toasts: expect_context::<Toasts>(), table, name, task, inside }
    }

    /// In the order shown; chosen rows that the filter hides come last.
    fn rows(self, which: Which) -> Vec<u32> {
        let order = self.table.order.get_untracked().0;
        if which == Which::Shown {
            return order.to_vec();
        }
        let rows = self.table.rows.get_untracked().0;
        let mut chosen = self.table.selection.get_untracked();
        chosen.on(&rows);
        let mut these: Vec<u32> = order.iter().copied().filter(|row| chosen.contains(*row)).collect();
        chosen.deselect(&rows, &these);
        these.extend(chosen.rows());
        these
    }

    /// Saves the rows as a file.
    pub fn save(self, which: Which, format: Format) {
        let services = self.browser.get();
        let account = self.session.current.with_untracked(|now| now.as_ref().map(|now| now.profile.name.clone()));
        let these = self.rows(which);
        let text = export(&*self.table.rows.get_untracked().0, &these, format);
        let now = self.browser.now() / 1000;
        let name = file_name(&account.unwrap_or_default(), self.name, now, format.ending());
        let lang = super::settings::lang();
        self.toasts.say(match (services.save)(&name, format.mime(), text.as_bytes()) {
            true => lang.export_saved(these.len() as u64, &name),
            false => lang.export_not_saved().to_owned(),
        });
    }

    /// Copies a shell script of one call for each row.
    pub fn copy_script(self, which: Which, deed: Deed) {
        let lang = super::settings::lang();
        let Some(connection) = self.session.current.get_untracked() else { return };
        let rows = self.table.rows.get_untracked().0;
        let mut these = self.rows(which);
        if deed == Deed::End {
            these.retain(|row| self.task != Task::CancelBatches || !has_ended(&*rows, *row));
        }
        let (count, date) = (these.len() as u64, crate::text::date::date(self.browser.now() / 1000));
        let name = &connection.profile.name;
        let title = match (deed, self.task) {
            (Deed::Retrieve, _) => lang.script_retrieves(count, name, &date),
            (Deed::End, Task::CancelBatches) => lang.script_cancels(count, name, &date),
            (Deed::End, Task::RemoveFiles) => lang.script_removes(count, name, &date),
            (Deed::End, _) => lang.script_deletes(count, name, &date),
        };
        let script = Script {
            base: &connection.profile.base,
            organization: connection.profile.organization.as_deref(),
            project: connection.profile.project.as_deref(),
            title: &title,
            no_key: lang.script_no_key(),
        };
        let label = rows.find_column("name").or_else(|| rows.find_column("description"));
        let text = script.write(these.iter().map(|row| {
            let about = label.and_then(|label| rows.value(*row, label).free()).unwrap_or_default();
            (self.request(deed, rows.id(*row)), about)
        }));
        let copying = (self.browser.get().copy)(text);
        spawn_local(async move {
            let copied = copying.await;
            self.toasts.say(if copied { lang.script_copied(count) } else { lang.not_copied().to_owned() });
        });
    }

    fn request(self, deed: Deed, id: &str) -> Request {
        match (self.task, deed) {
            (Task::DeleteFiles, Deed::Retrieve) => file::get(&id.into()).request,
            (Task::DeleteFiles, Deed::End) => file::delete(&id.into()).request,
            (Task::RemoveFiles, Deed::Retrieve) => store_file::get(&self.inside.id_now(), &id.into()).request,
            (Task::RemoveFiles, Deed::End) => store_file::detach(&self.inside.id_now(), &id.into()).request,
            (Task::DeleteStores, Deed::Retrieve) => vector_store::get(&id.into()).request,
            (Task::DeleteStores, Deed::End) => vector_store::delete(&id.into()).request,
            (Task::CancelBatches, Deed::Retrieve) => batch::get(&id.into()).request,
            (Task::CancelBatches, Deed::End) => batch::cancel(&id.into()).request,
        }
    }
}

fn has_ended(rows: &dyn Rows, row: u32) -> bool {
    let status = rows.find_column("status").and_then(|column| rows.value(row, column).text());
    status.is_some_and(|status| BatchStatus::from(status).is_final())
}
