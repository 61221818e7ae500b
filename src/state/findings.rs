//! What may go, for the pages that show it: looked for again whenever the account changed, one finding at a time.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::services::Browser;
use crate::account::findings::{FINDINGS, Found};

#[derive(Clone, Copy)]
pub struct Findings {
    browser: Browser,
    catalog: Catalog,
    /// In the order in which they are declared; `None` until the lists are there.
    pub all: RwSignal<Option<Vec<Found>>>,
    /// Counts the lookings, so that an old one changes nothing.
    looking: StoredValue<u32>,
}

impl Findings {
    pub fn provide(browser: Browser, catalog: Catalog) -> Self {
        let findings = Findings { browser, catalog, all: RwSignal::new(None), looking: StoredValue::new(0) };
        provide_context(findings);
        findings
    }

    /// Keeps them true as long as the page is shown that calls this.
    pub fn watch(self) {
        Effect::new(move |_| {
            let (catalog, number) = (self.catalog, self.looking.get_value() + 1);
            self.looking.set_value(number);
            if catalog.files.as_of.get().is_none() || catalog.stores.as_of.get().is_none() {
                return self.all.set(None);
            }
            let (survey, grace) = (catalog.survey(self.browser), catalog.grace.get());
            let clock = self.browser.get().clock;
            spawn_local(async move {
                let mut all = Vec::with_capacity(FINDINGS.len());
                for finding in &FINDINGS {
                    clock.sleep(0).await;
                    if self.looking.get_value() != number {
                        return;
                    }
                    all.push(finding.look(&survey, grace));
                }
                // What comes out the same is not drawn anew.
                if self.all.with_untracked(|before| before.as_ref() != Some(&all)) {
                    self.all.set(Some(all));
                }
            });
        });
    }
}
