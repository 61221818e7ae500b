//! A batch file under inspection: what was found in it so far, its lines, and the mended one that is made of it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::services::{Browser, Handed, Lock};
use crate::jsonl::check::Report;
use crate::jsonl::fix::{Fixed, Fixes};
use crate::jsonl::order::{Fault, Order, Told};
use crate::jsonl::problem::{Kind, Note, Spot};
use crate::openai::request::Content;

/// Bytes of a line that are shown, and how many of them stand before what is wrong with it.
const SHOWN: u64 = 4_000;
const BEFORE: u64 = 400;

/// Lives as long as what lies behind the connect page, so that an inspection outlives its screen.
#[derive(Clone, Copy)]
pub struct Inspection {
    browser: Browser,
    pub file: RwSignal<Option<Handed>, LocalStorage>,
    pub reading: RwSignal<Reading>,
    pub mending: RwSignal<Mending>,
    pub line: RwSignal<Option<Line>>,
    /// The worker, which ends when this is let go.
    working: StoredValue<Option<Lock>, LocalStorage>,
    /// Counts the files, so that what is told of an earlier one changes nothing.
    number: StoredValue<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// There is no file.
    Nothing,
    /// What was found so far.
    Running(Option<Report>),
    Done(Report),
    /// By the person; what was found until then.
    Stopped(Option<Report>),
    Failed(Fault),
}

impl Reading {
    /// What was found, in all of the file or in as much of it as was read.
    pub fn report(&self) -> Option<&Report> {
        match self {
            Reading::Done(report) => Some(report),
            Reading::Running(report) | Reading::Stopped(report) => report.as_ref(),
            Reading::Nothing | Reading::Failed(_) => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mending {
    Nothing,
    Running {
        bytes: u64,
        of: u64,
    },
    /// The file under inspection is the mended one.
    Done(Fixed),
    Failed(Fault),
}

/// A line that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is wrong with it.
    pub kind: Kind,
    pub number: u64,
    /// Up to where it goes wrong, if it does at some byte.
    pub before: String,
    pub after: String,
    /// Bytes that are left out at its start and at its end.
    pub left_out: (u64, u64),
}

impl Inspection {
    pub fn new(browser: Browser) -> Self {
        Inspection {
            browser,
            file: RwSignal::new_local(None),
            reading: RwSignal::new(Reading::Nothing),
            mending: RwSignal::new(Mending::Nothing),
            line: RwSignal::new(None),
            working: StoredValue::new_local(None),
            number: StoredValue::new(0),
        }
    }

    /// Inspects a file in the place of any other.
    pub fn open(self, file: Handed) {
        self.close();
        self.inspect(file);
    }

    fn inspect(self, file: Handed) {
        let content = file.content.clone();
        self.line.set(None);
        self.file.set(Some(file));
        self.reading.set(Reading::Running(None));
        self.order(Order::Check, content, move |told, _| match told {
            Told::SoFar(report) => self.reading.set(Reading::Running(Some(report))),
            Told::Checked(report) => self.end(Reading::Done(report)),
            Told::Failed(fault) => self.end(Reading::Failed(fault)),
            _ => {}
        });
    }

    fn end(self, reading: Reading) {
        self.reading.set(reading);
        self.working.set_value(None);
    }

    /// The person has seen enough.
    pub fn stop(self) {
        self.working.set_value(None);
        self.reading.update(|reading| {
            if let Reading::Running(report) = reading {
                *reading = Reading::Stopped(report.take());
            }
        });
        self.mending.update(|mending| {
            if matches!(mending, Mending::Running { .. }) {
                *mending = Mending::Nothing;
            }
        });
    }

    pub fn close(self) {
        self.number.update_value(|number| *number += 1);
        self.working.set_value(None);
        self.file.set(None);
        self.reading.set(Reading::Nothing);
        self.mending.set(Mending::Nothing);
        self.line.set(None);
    }

    /// Has a new file written, which is inspected in the place of this one. The person's own stays as it is.
    pub fn mend(self, fixes: Fixes) {
        let Some(Handed { name, content }) = self.file.get_untracked() else { return };
        self.mending.set(Mending::Running { bytes: 0, of: content.size() });
        self.order(Order::Fix(fixes), content, move |told, files| match told {
            Told::Read { bytes, of } => self.mending.set(Mending::Running { bytes, of }),
            Told::Fixed(fixed) => match files.into_iter().next() {
                Some(content) => {
                    self.mending.set(Mending::Done(fixed));
                    self.inspect(Handed { name: mended(&name), content });
                }
                None => self.not_mended(Fault::Broken),
            },
            Told::Failed(fault) => self.not_mended(fault),
            _ => {}
        });
    }

    fn not_mended(self, fault: Fault) {
        self.mending.set(Mending::Failed(fault));
        self.working.set_value(None);
    }

    fn order(self, order: Order, content: Rc<dyn Content>, hears: impl Fn(Told, Vec<Rc<dyn Content>>) + 'static) {
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        let hears = Rc::new(move |told, files| {
            if self.number.get_value() == number {
                hears(told, files);
            }
        });
        let work = self.browser.get().work;
        self.working.set_value(Some(work(order, vec![content], hears)));
    }

    /// Hands the file to the person. Whether the browser took it.
    pub fn save(self) -> bool {
        let save = self.browser.get().save_content;
        self.file.with_untracked(|file| file.as_ref().is_some_and(|file| save(&file.name, &*file.content)))
    }

    /// Reads the line of a spot, or as much of it as can be looked at.
    pub fn show(self, kind: Kind, spot: Spot) {
        let Some(content) = self.file.with_untracked(|file| file.as_ref().map(|file| file.content.clone())) else {
            return;
        };
        let Spot { place, note } = spot;
        let wrong = if let Note::Byte(at) = note { at } else { 0 };
        let start = wrong.saturating_sub(BEFORE);
        let until = (start + SHOWN).min(place.bytes);
        let number = self.number.get_value();
        spawn_local(async move {
            let bytes = content.slice(place.at + start..place.at + until).read().await;
            if self.number.get_value() != number {
                return;
            }
            let Some(bytes) = bytes else { return self.reading.set(Reading::Failed(Fault::Unreadable)) };
            let split = usize::try_from(wrong - start).unwrap_or_default().min(bytes.len());
            let (before, after) = bytes.split_at(split);
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let left_out = (start, place.bytes - until);
            self.line.set(Some(Line { kind, number: place.line, before: text(before), after: text(after), left_out }));
        });
    }
}

/// The name of a mended file.
fn mended(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, _)) if stem.ends_with(".mended") => name.to_owned(),
        Some((stem, ending)) => format!("{stem}.mended.{ending}"),
        None => format!("{name}.mended"),
    }
}
