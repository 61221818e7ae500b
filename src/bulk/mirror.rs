//! What the tab that runs a job tells the others, and what they may ask of it.

use std::borrow::Cow;

use super::event::Event;
use super::note::{of_cause, to_cause};
use super::outcome::Sums;
use super::progress::{Progress, RunState};
use crate::json::{Json, parse, text};

#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A tab was opened and would like to know.
    Hello,
    /// How far a job has come.
    Runs { job: String, about: String, progress: Progress },
    /// These objects of the account are gone.
    Gone { place: String, ids: Vec<String> },
    /// Wishes of a person who looks at another tab.
    Wish { job: String, event: Event },
}

const WISHES: [(Event, &str); 3] = [(Event::Pause, "pause"), (Event::Resume, "resume"), (Event::Cancel, "cancel")];

impl Message {
    pub fn write(&self) -> String {
        let entries = match self {
            Message::Hello => vec![word("hello")],
            Message::Runs { job, about, progress } => vec![word("runs"), word(job), word(about), of_progress(progress)],
            Message::Gone { place, ids } => {
                vec![word("gone"), word(place), Json::List(ids.iter().map(|id| word(id)).collect())]
            }
            Message::Wish { job, event } => {
                let name = WISHES.iter().find(|(wish, _)| wish == event).map_or("", |(_, name)| name);
                vec![word("wish"), word(job), word(name)]
            }
        };
        text(&Json::List(entries))
    }

    /// `None` for what is not understood, as a tab with another version of the page may say.
    pub fn read(text: &str) -> Option<Message> {
        let json = parse(text.as_bytes()).ok()?;
        let entries = json.items();
        let text = |at: usize| entries.get(at).and_then(Json::as_text).map(str::to_owned);
        Some(match entries.first()?.as_text()? {
            "hello" => Message::Hello,
            "runs" => Message::Runs { job: text(1)?, about: text(2)?, progress: to_progress(entries.get(3)?)? },
            "gone" => {
                let ids = entries.get(2)?.items().iter().filter_map(|id| id.as_text().map(str::to_owned)).collect();
                Message::Gone { place: text(1)?, ids }
            }
            "wish" => {
                let name = text(2)?;
                let (event, _) = WISHES.into_iter().find(|(_, wish)| *wish == name)?;
                Message::Wish { job: text(1)?, event }
            }
            _ => return None,
        })
    }
}

fn word(text: &str) -> Json<'_> {
    Json::Text(Cow::Borrowed(text))
}

fn of_progress(progress: &Progress) -> Json<'_> {
    let Sums { done, already_gone, failed, skipped, not_tried, waiting, running } = progress.sums;
    let (state, until, cause) = match &progress.state {
        RunState::Ready => ("ready", None, None),
        RunState::Running => ("running", None, None),
        RunState::Paused => ("paused", None, None),
        RunState::CoolingDown { until } => ("cooling", Some(*until), None),
        RunState::Offline => ("offline", None, None),
        RunState::Cancelling => ("cancelling", None, None),
        RunState::Finished { stopped_by } => ("finished", None, stopped_by.as_ref()),
    };
    let whole = |number: Option<u64>| number.map_or(Json::Null, Json::Whole);
    let mut entries = vec![word(state), whole(until), of_cause(cause)];
    entries.extend([whole(Some(progress.rate_per_s as u64)), whole(progress.eta_ms)]);
    let sums = [done, already_gone, failed, skipped, not_tried, waiting, running];
    entries.extend(sums.map(|sum| Json::Whole(sum.into())));
    Json::List(entries)
}

fn to_progress(json: &Json<'_>) -> Option<Progress> {
    let [state, until, cause, rate, eta, rest @ ..] = json.items() else { return None };
    let whole = |json: &Json<'_>| if let Json::Whole(number) = json { Some(*number) } else { None };
    let sums: Vec<u32> = rest.iter().filter_map(whole).filter_map(|sum| u32::try_from(sum).ok()).collect();
    let [done, already_gone, failed, skipped, not_tried, waiting, running] = *sums.as_slice() else { return None };
    let sums = Sums { done, already_gone, failed, skipped, not_tried, waiting, running };
    let state = match state.as_text()? {
        "ready" => RunState::Ready,
        "running" => RunState::Running,
        "paused" => RunState::Paused,
        "cooling" => RunState::CoolingDown { until: whole(until)? },
        "offline" => RunState::Offline,
        "cancelling" => RunState::Cancelling,
        "finished" => RunState::Finished { stopped_by: to_cause(Some(cause)) },
        _ => return None,
    };
    let total = done.checked_add(already_gone)?.checked_add(failed)?.checked_add(skipped)?.checked_add(not_tried)?;
    let total = total.checked_add(waiting)?.checked_add(running)?;
    Some(Progress { total, sums, state, rate_per_s: whole(rate)? as f64, eta_ms: whole(eta) })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::bulk::outcome::Cause;

    #[test]
    fn what_one_tab_says_another_understands() {
        let sums = Sums { done: 1, already_gone: 2, failed: 3, skipped: 4, not_tried: 5, waiting: 6, running: 7 };
        let cause = Arc::new(Cause { key: "bad_key".into(), status: Some(401), ..Cause::default() });
        let states = [
            RunState::Running,
            RunState::Paused,
            RunState::Offline,
            RunState::CoolingDown { until: 12 },
            RunState::Finished { stopped_by: Some(cause) },
            RunState::Finished { stopped_by: None },
        ];
        for state in states {
            let progress = Progress { total: 28, sums, state, rate_per_s: 12.0, eta_ms: Some(34) };
            let runs = Message::Runs { job: "a".into(), about: "{\"x\":1}".into(), progress };
            assert_eq!(Message::read(&runs.write()), Some(runs));
        }
        let gone = Message::Gone { place: "p".into(), ids: vec!["file-1".into(), "é\"".into()] };
        let wish = Message::Wish { job: "a".into(), event: Event::Cancel };
        for message in [Message::Hello, gone, wish] {
            assert_eq!(Message::read(&message.write()), Some(message));
        }
        for odd in ["", "[]", "{}", "[\"runs\"]", "[\"wish\",\"a\",\"delete\"]", "[\"runs\",\"a\",\"b\",[\"running\"]]"]
        {
            assert_eq!(Message::read(odd), None, "{odd}");
        }
    }
}
