//! What is kept of a draft on this device: its texts and how far its submission is, as records, and its file.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Composer;
use crate::bulk::records::Change;
use crate::json::{FromJson, parse, text};
use crate::jsonl::draft::{Draft, Source};
use crate::jsonl::submitted::Submitted;
use crate::openai::request::Content;
use crate::state::services::Handed;
use crate::state::session::Connection;

/// After the last change, in milliseconds.
const MOMENT: u64 = 300;

/// The names of the records, before the account's.
const DRAFT: &str = "draft ";
const SUBMISSION: &str = "submission ";
const SUBMITTED: &str = "submitted ";

/// The place of the demo account.
pub const DEMO: &str = "demo";

/// The same for everybody who acts with this key.
pub fn place(now: &Connection) -> String {
    now.place().unwrap_or_else(|| DEMO.to_owned())
}

/// What is found again.
pub(super) struct Kept {
    pub draft: Draft,
    pub source: Option<Handed>,
    pub submission: Option<Submitted>,
}

impl Composer {
    pub(super) fn keep_on_change(self) {
        let changes = StoredValue::new(0_u32);
        Effect::new(move |_| {
            self.draft.track();
            let change = changes.get_value() + 1;
            changes.set_value(change);
            let clock = self.browser.get().clock;
            spawn_local(async move {
                clock.sleep(MOMENT).await;
                if changes.get_value() == change {
                    self.keep_draft().await;
                }
            });
        });
    }

    /// Whether it was kept, or there is nothing to keep.
    async fn keep_draft(self) -> bool {
        let (Some(place), draft) = (self.place.get_value(), self.draft.get_untracked()) else { return false };
        if draft.is_empty() {
            return true;
        }
        let put = Change::Put { name: format!("{DRAFT}{place}"), text: text(&draft) };
        let kept = self.browser.get().records.write(vec![put]).await;
        self.unkept.set(!kept);
        kept
    }

    /// Keeps the file of the source, or lets it go.
    pub(super) fn keep_file(self, content: Option<Rc<dyn Content>>) {
        let Some(place) = self.place.get_value() else { return };
        let keep = self.browser.get().keep_file;
        spawn_local(async move {
            if !keep(&format!("{DRAFT}{place}"), content).await {
                self.unkept.set(true);
            }
        });
    }

    pub(super) async fn read(self, place: &str) -> Option<Kept> {
        let services = self.browser.get();
        let name = format!("{DRAFT}{place}");
        let draft: Draft = services.records.read(&name).await?.into_iter().find_map(|record| read(&record, &name))?;
        let name = format!("{SUBMISSION}{place}");
        let submissions = services.records.read(&name).await.unwrap_or_default();
        let submission = submissions.into_iter().find_map(|record| read::<Submitted>(&record, &name));
        let source = match draft.source {
            Source::File | Source::Table | Source::Rows => (services.kept_file)(&format!("{DRAFT}{place}")).await,
            _ => None,
        };
        let source = source.map(|content| Handed { name: draft.name.clone(), content });
        let submission = submission.filter(|submission| submission.id == draft.id);
        Some(Kept { draft, source, submission })
    }

    /// Writes how far the submission is. Whether that will outlive the page.
    pub(super) async fn journal(self) -> bool {
        let Some(place) = self.place.get_value() else { return false };
        let submitted = Submitted {
            id: self.draft.with_untracked(|draft| draft.id.clone()),
            endpoint: self.endpoint.get_untracked(),
            parts: self.carrier.kept(),
        };
        let put = Change::Put { name: format!("{SUBMISSION}{place}"), text: text(&submitted) };
        let kept = self.keep_draft().await && self.browser.get().records.write(vec![put]).await;
        self.unkept.set(!kept);
        kept
    }

    /// How far the submission of this very draft is, as the journal has it.
    pub(super) async fn read_submission(self) -> Option<Submitted> {
        let name = format!("{SUBMISSION}{}", self.place.get_value()?);
        let records = self.browser.get().records.read(&name).await?;
        let submitted = records.into_iter().find_map(|record| read::<Submitted>(&record, &name));
        submitted.filter(|submitted| self.draft.with_untracked(|draft| draft.id == submitted.id))
    }

    /// Whether another tab has submitted this very draft.
    pub(super) async fn was_submitted(self) -> bool {
        let Some(place) = self.place.get_value() else { return false };
        let name = format!("{SUBMITTED}{place}");
        let records = self.browser.get().records.read(&name).await.unwrap_or_default();
        self.draft.with_untracked(|draft| records.iter().any(|(found, id)| *found == name && *id == draft.id))
    }

    /// All of it was submitted: nothing is kept but that.
    pub(super) fn keep_submitted(self) {
        let Some(place) = self.place.get_value() else { return };
        let id = self.draft.with_untracked(|draft| draft.id.clone());
        let records = self.browser.get().records;
        spawn_local(async move {
            records.write(vec![Change::Put { name: format!("{SUBMITTED}{place}"), text: id }]).await;
            self.forget();
        });
    }

    /// Nothing of the draft is kept any more.
    pub(super) fn forget(self) {
        let Some(place) = self.place.get_value() else { return };
        self.keep_file(None);
        let records = self.browser.get().records;
        spawn_local(async move {
            let erase = |what: &str| Change::Erase { prefix: format!("{what}{place}") };
            // What cannot be erased could not be written either.
            records.write(vec![erase(DRAFT), erase(SUBMISSION)]).await;
        });
    }
}

fn read<T: FromJson>((found, text): &(String, String), name: &str) -> Option<T> {
    (found == name).then(|| T::from_json(parse(text.as_bytes()).ok()?)).flatten()
}
