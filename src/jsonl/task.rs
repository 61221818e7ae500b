//! An order on a file, carried out while the bytes stream by.

use super::build::{FromCsv, FromList, Stopped};
use super::check::{Checker, Report};
use super::csv;
use super::fix::{Fixer, Fixes};
use super::order::{Fault, Order, Told};
use super::split::{Splitter, Step};

/// Takes the files that are made.
pub trait Sink {
    /// The next file begins.
    fn next(&mut self);
    /// Bytes of the present file.
    fn write(&mut self, bytes: &[u8]);
}

pub struct Task(State);

enum State {
    Check(Checker),
    /// The first of two readings.
    BeforeFix(Checker, Fixes),
    Fix(Fixer),
    Split(Splitter),
    Table(Box<FromCsv<Fault>>),
    List(FromList),
}

/// The file was read to its end.
pub enum Next {
    /// It is to be read once more, by this one.
    Again(Task),
    Done(Told),
}

impl Task {
    pub fn new(order: Order) -> Result<Self, Fault> {
        Ok(Task(match order {
            Order::Check => State::Check(Checker::default()),
            Order::Fix(fixes) => State::BeforeFix(Checker::default(), fixes),
            Order::Split(room) => State::Split(Splitter::new(room)),
            Order::Table { delimiter, outline } => {
                State::Table(Box::new(FromCsv::new(delimiter, Box::new(move |columns| outline.of_table(columns)))))
            }
            Order::List(outline) => State::List(FromList::new(outline.of_list()?)),
        }))
    }

    /// How often the file is read in all, from this task on.
    pub fn readings(&self) -> u64 {
        if matches!(self.0, State::BeforeFix(..)) { 2 } else { 1 }
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8], to: &mut dyn Sink) -> Result<(), Fault> {
        match &mut self.0 {
            State::Check(checker) | State::BeforeFix(checker, _) => checker.push(bytes),
            State::Fix(fixer) => {
                let mut mended = Vec::with_capacity(bytes.len() + 1024);
                fixer.push(bytes, &mut mended);
                to.write(&mended);
            }
            State::Split(splitter) => splitter.push(bytes, &mut |step| carry_out(step, to)),
            State::Table(table) => {
                let mut lines = String::new();
                table.push(bytes, &mut lines).map_err(stopped)?;
                to.write(lines.as_bytes());
            }
            State::List(list) => {
                let mut lines = String::new();
                list.push(bytes, &mut lines);
                to.write(lines.as_bytes());
            }
        }
        Ok(())
    }

    /// The file is over.
    pub fn finish(self, to: &mut dyn Sink) -> Result<Next, Fault> {
        let told = match self.0 {
            State::Check(checker) => Told::Checked(checker.finish().0),
            State::BeforeFix(checker, fixes) => {
                to.next();
                return Ok(Next::Again(Task(State::Fix(Fixer::new(fixes, checker.finish().1)))));
            }
            State::Fix(fixer) => {
                let mut rest = Vec::new();
                let fixed = fixer.finish(&mut rest);
                to.write(&rest);
                Told::Fixed(fixed)
            }
            State::Split(splitter) => Told::Split(splitter.finish(&mut |step| carry_out(step, to))),
            State::Table(table) => {
                let mut rest = String::new();
                let built = table.finish(&mut rest).map_err(stopped)?;
                to.write(rest.as_bytes());
                Told::Built(built)
            }
            State::List(list) => {
                let mut rest = String::new();
                let built = list.finish(&mut rest);
                to.write(rest.as_bytes());
                Told::Built(built)
            }
        };
        Ok(Next::Done(told))
    }

    /// What was found so far, of a file that is only inspected.
    pub fn report(&self) -> Option<Report> {
        if let State::Check(checker) = &self.0 { Some(checker.report()) } else { None }
    }
}

fn carry_out(step: Step<'_>, to: &mut dyn Sink) {
    match step {
        Step::Next => to.next(),
        Step::Write(bytes) => to.write(bytes),
    }
}

fn stopped(why: Stopped<Fault>) -> Fault {
    match why {
        Stopped::Csv(csv::Fault::Huge { line }) => Fault::HugeRow(line),
        Stopped::Refused(fault) => fault,
    }
}
