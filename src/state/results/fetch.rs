//! The files of a batch come as they are: nothing of them is parsed on the way, and none is fetched twice.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Planned, Results, Stage};
use crate::jsonl::join::Source;
use crate::openai::error::Error;
use crate::openai::file;
use crate::openai::request::Content;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::table::export::safe_name;
use crate::transport::client::Client;

impl Results {
    /// The content of a file; how far it has come is told as it comes.
    pub(super) async fn fetch(self, client: &Client, file: &Planned) -> Result<Rc<dyn Content>, Error> {
        let source = file.origin.source;
        let of = file.known.as_ref().and_then(|known| known.bytes);
        self.stage.set(Stage::Fetching { source, bytes: 0, of });
        self.content(client, file, &move |bytes| self.stage.set(Stage::Fetching { source, bytes, of })).await
    }

    async fn content(self, client: &Client, file: &Planned, heard: &dyn Fn(u64)) -> Result<Rc<dyn Content>, Error> {
        if let Some(content) = self.contents.with_value(|contents| contents.get(&file.id).cloned()) {
            return Ok(content);
        }
        let content = client.fetch(&file::content(&file.id).request, heard).await?;
        self.contents.update_value(|contents| {
            contents.insert(file.id.clone(), content.clone());
        });
        Ok(content)
    }

    /// Hands a file to the person, byte for byte as the API has it.
    pub async fn save(self, file: &Planned, toasts: Toasts) -> Result<(), Error> {
        let Some(client) = self.client() else { return Ok(()) };
        let content = self.content(&client, file, &|_| ()).await?;
        let name = self.name_of(file);
        toasts.say(match self.hand_over(&name, "application/jsonl", &*content).await {
            true => lang().download_saved(&name),
            false => lang().export_not_saved().to_owned(),
        });
        Ok(())
    }

    /// Whether the browser took it.
    pub(super) async fn hand_over(self, name: &str, mime: &str, content: &dyn Content) -> bool {
        let services = self.browser.get();
        if (services.save_content)(name, content) {
            return true;
        }
        let Some(bytes) = content.read().await else { return false };
        (services.save)(name, mime, &bytes)
    }

    /// Its own name, or one that says what it is.
    pub(super) fn name_of(self, file: &Planned) -> String {
        let own = file.known.as_ref().and_then(|known| known.filename.clone()).filter(|name| !name.is_empty());
        let batch = self.members.with_untracked(|members| {
            let member = members.get(usize::try_from(file.origin.batch).unwrap_or_default());
            member.map(|member| member.id.to_string()).unwrap_or_default()
        });
        let kind = match file.origin.source {
            Source::Input => "input",
            Source::Output => "output",
            Source::Errors => "errors",
        };
        safe_name(&own.unwrap_or_else(|| format!("{batch}_{kind}.jsonl")))
    }
}
