//! What an account is made of: its files by purpose and by the time at which they were made.

use std::collections::BTreeMap;

use crate::chart::steps::Step;
use crate::openai::file::File;
use crate::openai::purpose::Purpose;
use crate::sorted::sorted;
use crate::table::chunks::Chunks;

/// Steps of time that are shown, at most.
const MOST: usize = 26;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    pub files: u64,
    /// Of those files that say how large they are.
    pub bytes: u64,
}

impl Amount {
    fn add(&mut self, file: &File) {
        self.files += 1;
        self.bytes = self.bytes.saturating_add(file.bytes.unwrap_or(0));
    }
}

/// Files by purpose, in the words of the API; empty for those that tell none.
pub type Purposes = BTreeMap<String, Amount>;

pub fn purposes(files: &Chunks<File>) -> Purposes {
    let mut purposes = Purposes::new();
    for file in files.iter() {
        let purpose = file.purpose.as_ref().map_or("", Purpose::as_str);
        match purposes.get_mut(purpose) {
            Some(amount) => amount.add(file),
            None => purposes.entry(purpose.to_owned()).or_default().add(file),
        }
    }
    purposes
}

/// The purposes with most bytes first.
pub fn largest_first(purposes: Purposes) -> Vec<(String, Amount)> {
    sorted(purposes.into_iter().collect(), &|(_, amount)| u64::MAX - amount.bytes)
}

/// How many files were made in each step of time, from the first file to the last; by the step's start in Unix seconds.
pub fn over_time(files: &Chunks<File>) -> (Step, Vec<(u64, Amount)>) {
    let times = || files.iter().filter_map(|file| file.created_at);
    let (Some(first), Some(last)) = (times().min(), times().max()) else { return (Step::Day, Vec::new()) };
    let step = Step::fitting(first, last, MOST);
    let mut steps: Vec<(u64, Amount)> = step.starts(first, last).map(|start| (start, Amount::default())).collect();
    for file in files.iter() {
        let Some(created) = file.created_at else { continue };
        let at = steps.partition_point(|(start, _)| *start <= created);
        if let Some((_, amount)) = at.checked_sub(1).and_then(|at| steps.get_mut(at)) {
            amount.add(file);
        }
    }
    (step, steps)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn files() -> Chunks<File> {
        let file = |json: &str| Arc::new(serde_json::from_str(json).unwrap());
        [
            r#"{"id":"a","purpose":"batch","bytes":5,"created_at":1767225600}"#,
            r#"{"id":"b","purpose":"vision","bytes":7,"created_at":1767312000}"#,
            r#"{"id":"c","purpose":"vision","created_at":1772323200}"#,
            r#"{"id":"d","bytes":100}"#,
        ]
        .iter()
        .map(|json| file(json))
        .collect()
    }

    #[test]
    fn every_file_is_of_one_purpose() {
        let purposes = largest_first(purposes(&files()));
        let amount = |files, bytes| Amount { files, bytes };
        let expected = [("", amount(1, 100)), ("vision", amount(2, 7)), ("batch", amount(1, 5))];
        assert!(purposes.iter().map(|(purpose, amount)| (purpose.as_str(), *amount)).eq(expected));
    }

    #[test]
    fn every_file_with_a_time_is_in_one_step() {
        let (step, steps) = over_time(&files());
        assert_eq!((step, steps.len()), (Step::Week, 9));
        assert_eq!(steps[0].1, Amount { files: 2, bytes: 12 });
        assert_eq!(steps.iter().map(|(_, amount)| amount.files).sum::<u64>(), 3);
        assert_eq!(over_time(&Chunks::default()).1, []);
    }
}
