//! An order on files, carried out while the bytes stream by.

use super::build::{FromCsv, FromList, Stopped};
use super::check::{Checker, Report};
use super::csv;
use super::cut::Cutter;
use super::fix::{Fixer, Fixes};
use super::gather::{self, Gather};
use super::index;
use super::join::{Join, Joined, Origin, Row};
use super::order::{Fault, Order, Told};
use super::results::Format;
use super::split::{Splitter, Step};

/// Takes the files that are made.
pub trait Sink {
    /// The next file begins.
    fn next(&mut self);
    /// Bytes of the present file.
    fn write(&mut self, bytes: &[u8]);
}

/// Bytes of rows that are handed over at once.
const PIECE: usize = 64 * 1024;

pub struct Task(State);

enum State {
    Check(Checker),
    /// The first of two readings.
    BeforeFix(Checker, Fixes),
    Fix(Fixer),
    Split(Splitter),
    Table(Box<FromCsv<Fault>>),
    List(FromList),
    /// At the file of this number.
    Join(Box<Join>, Vec<Origin>, usize),
    Index(Box<Index>),
    /// The number of the file among those that the gathering knows.
    Export(Box<Gather>, usize),
    Cut(Cutter),
}

/// Rows that are to be exported, while they are read.
struct Index {
    format: Format,
    /// The numbers of those that are wanted, in their order.
    wanted: Option<Vec<u64>>,
    files: Vec<Origin>,
    reader: index::Rows,
    rows: Vec<Row>,
}

/// The file was read to its end.
pub enum Next {
    /// One is to be read again, or another one, by this.
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
            Order::Join(files) => {
                let mut join = Join::default();
                join.file(*files.first().ok_or(Fault::Broken)?);
                State::Join(Box::new(join), files, 0)
            }
            Order::Export { format, rows: wanted, files } => {
                let reader = index::Rows::default();
                State::Index(Box::new(Index { format, wanted, files, reader, rows: Vec::new() }))
            }
            Order::Cut(stretches) => State::Cut(Cutter::new(stretches)),
        }))
    }

    /// The number of the file that is to be read.
    pub fn file(&self) -> usize {
        match &self.0 {
            State::Join(_, _, at) => *at,
            // The first one holds the rows.
            State::Export(_, file) => file + 1,
            _ => 0,
        }
    }

    /// Bytes that are to be read from this task on, as far as can be told, of files of these sizes.
    pub fn left(&self, sizes: &[u64]) -> u64 {
        let size = |file: usize| sizes.get(file).copied().unwrap_or_default();
        match &self.0 {
            State::BeforeFix(..) => 2 * size(0),
            State::Join(_, _, at) => (*at..sizes.len()).map(size).sum(),
            State::Index(_) => sizes.iter().sum(),
            State::Export(gather, file) => size(file + 1) + gather.left(sizes.get(1..).unwrap_or_default()),
            _ => size(0),
        }
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
            State::Join(join, ..) => join.push(bytes),
            State::Index(index) => index.reader.push(bytes, &mut index.rows).map_err(|_| Fault::Broken)?,
            State::Export(gather, _) => gather.push(bytes),
            State::Cut(cutter) => cutter.push(bytes, &mut |bytes| to.write(bytes)),
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
            State::Join(mut join, files, at) => {
                if let Some(file) = files.get(at + 1).copied() {
                    join.file(file);
                    return Ok(Next::Again(Task(State::Join(join, files, at + 1))));
                }
                let Joined { rows, found } = join.finish();
                to.next();
                let mut bytes = Vec::new();
                for row in rows {
                    index::write(&row, &mut bytes);
                    if bytes.len() >= PIECE {
                        to.write(&bytes);
                        bytes.clear();
                    }
                }
                to.write(&bytes);
                Told::Joined(found)
            }
            State::Index(index) => {
                to.next();
                return index.gather().map(|gather| export(gather, to));
            }
            State::Export(mut gather, _) => {
                gather.end();
                return Ok(export(gather, to));
            }
            State::Cut(cutter) if !cutter.is_over() => return Err(Fault::Unreadable),
            State::Cut(_) => Told::Made,
        };
        Ok(Next::Done(told))
    }

    /// What was found so far, of a file that is only inspected.
    pub fn report(&self) -> Option<Report> {
        if let State::Check(checker) = &self.0 { Some(checker.report()) } else { None }
    }
}

impl Index {
    fn gather(self) -> Result<Box<Gather>, Fault> {
        if !self.reader.is_over() {
            return Err(Fault::Broken);
        }
        let rows = match self.wanted {
            None => self.rows,
            Some(wanted) => {
                let mut wanted = wanted.into_iter().peekable();
                let rows = self.rows.into_iter().zip(0..);
                rows.filter_map(|(row, number)| wanted.next_if_eq(&number).map(|_| row)).collect()
            }
        };
        Ok(Box::new(Gather::new(self.format, rows, self.files, gather::ROOM)))
    }
}

fn export(mut gather: Box<Gather>, to: &mut dyn Sink) -> Next {
    match gather.turn(&mut |bytes| to.write(bytes)) {
        Some(file) => Next::Again(Task(State::Export(gather, file))),
        None => Next::Done(Told::Made),
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
