//! A fill and what it was told to ask.

use quartermaster::bulk::outcome::{Cause, Verdict};
use quartermaster::fill::{Answer, Event, Fill, Order, Outcome, Progress, Seen, Sums};
use quartermaster::openai::file_batch::CreateFileBatch;
use quartermaster::openai::id::FileId;
use quartermaster::openai::store_file::{Attach, IndexStatus};
use quartermaster::openai::vector_store::FileCounts;

pub const START: u64 = 1_700_000_000_000;

pub fn files(count: usize) -> Vec<Attach> {
    (0..count).map(|n| attach(&format!("file-{n:05}"))).collect()
}

pub fn attach(id: &str) -> Attach {
    Attach { file_id: id.into(), attributes: Default::default(), chunking_strategy: None }
}

pub fn cause(key: &str, status: Option<u16>) -> Cause {
    Cause { key: key.into(), status, ..Cause::default() }
}

pub fn refused() -> Answer {
    Answer::Trouble(Verdict::Failed(cause("bad_request", Some(400))))
}

pub fn not_found() -> Answer {
    Answer::Trouble(Verdict::Failed(cause("not_found", Some(404))))
}

pub fn lost() -> Answer {
    Answer::Trouble(Verdict::Unclear(cause("server", Some(500))))
}

pub fn counts(in_progress: u64, completed: u64, failed: u64, cancelled: u64) -> Answer {
    Answer::Counted(Some(FileCounts {
        in_progress: Some(in_progress),
        completed: Some(completed),
        failed: Some(failed),
        cancelled: Some(cancelled),
        total: Some(in_progress + completed + failed + cancelled),
    }))
}

pub fn seen(file: &FileId, status: IndexStatus) -> Seen {
    let why = (status == IndexStatus::Failed).then(|| cause("not_indexed invalid_file", None).into());
    Seen { file: file.clone(), status: Some(status), why }
}

pub struct Desk {
    pub fill: Fill,
    pub now: u64,
    pub wake_at: Option<u64>,
    /// What was asked and not answered yet.
    pub asked: Vec<Order>,
    pub finished: u32,
}

impl Desk {
    pub fn begin(fill: Fill) -> Desk {
        let mut desk = Desk { fill, now: START, wake_at: None, asked: Vec::new(), finished: 0 };
        desk.on(Event::Start);
        desk
    }

    pub fn with(count: usize) -> Desk {
        Desk::begin(Fill::new(files(count)))
    }

    pub fn on(&mut self, event: Event) {
        for order in self.fill.on(event, self.now, 0.5) {
            match order {
                Order::WakeAt(at) => self.wake_at = Some(at),
                Order::Finished => self.finished += 1,
                Order::Keep(_) | Order::Changed => {}
                ask => self.asked.push(ask),
            }
        }
    }

    /// Answers the one order that is open for a part.
    pub fn answer(&mut self, order: Order, answer: Answer) {
        assert!(self.asked.contains(&order), "{order:?} was not asked, but {:?}", self.asked);
        self.asked.retain(|asked| *asked != order);
        self.on(Event::Answered { part: part_of(order), answer });
    }

    pub fn create(&mut self, part: u32) {
        self.answer(Order::Create(part), Answer::Created(format!("vsfb_{part}").into(), None));
    }

    /// Lets time pass, with the wake-ups that fall into it.
    pub fn wait(&mut self, ms: u64) {
        let until = self.now + ms;
        while let Some(at) = self.wake_at.filter(|at| *at <= until) {
            (self.now, self.wake_at) = (at, None);
            self.on(Event::Wake);
        }
        self.now = until;
    }

    /// The ids that creating this part would send.
    pub fn sent(&self, part: u32) -> Vec<String> {
        let ids = |files: Vec<FileId>| files.iter().map(ToString::to_string).collect();
        match self.fill.part(part).map(|part| part.creation()) {
            Some(CreateFileBatch::Alike { file_ids, .. }) => ids(file_ids),
            Some(CreateFileBatch::Each { files }) => ids(files.into_iter().map(|file| file.file_id).collect()),
            None => Vec::new(),
        }
    }

    pub fn progress(&self) -> Progress {
        self.fill.progress(self.now)
    }

    pub fn sums(&self) -> Sums {
        self.progress().sums
    }

    pub fn outcomes(&self) -> Vec<Option<Outcome>> {
        self.fill.parts().iter().flat_map(|part| part.outcomes()).map(|(_, outcome)| outcome.cloned()).collect()
    }
}

pub fn part_of(order: Order) -> u32 {
    match order {
        Order::Leave(part) | Order::Create(part) | Order::Look(part) => part,
        Order::Count(part) | Order::List(part) | Order::Cancel(part) | Order::Keep(part) => part,
        Order::WakeAt(_) | Order::Changed | Order::Finished => 0,
    }
}
