//! Batches stay known on this device when the API lists them no more.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::bulk::records::{Change, Record};
use crate::json::{FromJson, parse, text};
use crate::openai::batch::Batch;
use crate::openai::id::HasId;
use crate::table::chunks::Chunks;

/// The names of the records of one place (base, organization, project and key) begin like this.
pub fn prefix(place: &str) -> String {
    format!("batch/{place}/")
}

/// The name of the record of one batch. It ends in a mark, so that it is not the beginning of another's.
pub fn name(place: &str, id: &str) -> String {
    format!("{}{id}/", prefix(place))
}

/// The batches of such records; what cannot be read is left out.
pub fn read(records: &[Record]) -> Vec<Arc<Batch>> {
    let batch = |(_, text): &Record| Batch::from_json(parse(text.as_bytes()).ok()?).map(Arc::new);
    records.iter().filter_map(batch).collect()
}

/// Takes in what the list says now, and tells what is to be written of it.
pub fn take_in(kept: &mut Vec<Arc<Batch>>, listed: &Chunks<Batch>, place: &str) -> Vec<Change> {
    let at: HashMap<Arc<str>, usize> = kept.iter().enumerate().map(|(at, batch)| (batch.id().clone(), at)).collect();
    let mut changes = Vec::new();
    for batch in listed.iter() {
        let before = at.get(batch.id()).and_then(|at| kept.get_mut(*at));
        let is_new = match before {
            Some(before) if Arc::ptr_eq(before, batch) => false,
            Some(before) => {
                let differs = *before != *batch;
                *before = batch.clone();
                differs
            }
            None => {
                kept.push(batch.clone());
                true
            }
        };
        if is_new {
            changes.push(Change::Put { name: name(place, batch.id()), text: text(&**batch) });
        }
    }
    changes
}

/// Those that a list does not hold, if it was read to its end.
pub fn unlisted(kept: &[Arc<Batch>], listed: &Chunks<Batch>) -> Vec<Arc<Batch>> {
    if kept.is_empty() {
        return Vec::new();
    }
    let listed: HashSet<&str> = listed.iter().map(|batch| batch.id.as_str()).collect();
    kept.iter().filter(|batch| !listed.contains(batch.id.as_str())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(id: &str, status: &str) -> Arc<Batch> {
        let json = format!(
            r#"{{"id":"{id}","status":"{status}","metadata":{{"name":"n\u00e9"}},
                "usage":{{"input_tokens":7,"output_tokens":9,"total_tokens":16}}}}"#
        );
        Arc::new(serde_json::from_str(&json).unwrap())
    }

    fn list<const N: usize>(batches: [Arc<Batch>; N]) -> Chunks<Batch> {
        batches.into_iter().collect()
    }

    fn names(changes: &[Change]) -> Vec<&str> {
        let mut names = Vec::new();
        for change in changes {
            match change {
                Change::Put { name, .. } => names.push(name.as_str()),
                Change::Erase { .. } => panic!("nothing is to be erased"),
            }
        }
        names
    }

    #[test]
    fn what_is_new_or_has_changed_is_written_and_comes_back_as_it_was() {
        let (a, b) = (batch("a", "completed"), batch("b", "in_progress"));
        let mut kept = Vec::new();
        let first = take_in(&mut kept, &list([a.clone(), b.clone()]), "here");
        assert_eq!(names(&first), ["batch/here/a/", "batch/here/b/"]);
        let record = |change: &Change| match change {
            Change::Put { name, text } => (name.clone(), text.clone()),
            Change::Erase { .. } => panic!("nothing is to be erased"),
        };
        assert_eq!(read(&first.iter().map(record).collect::<Vec<_>>()), kept);
        // The same again, though read anew.
        assert_eq!(take_in(&mut kept, &list([batch("a", "completed"), b.clone()]), "here"), []);
        let done = batch("b", "completed");
        assert_eq!(names(&take_in(&mut kept, &list([done.clone()]), "here")), ["batch/here/b/"]);
        assert_eq!(kept, [a, done]);
    }

    #[test]
    fn what_the_api_forgets_is_told_apart() {
        let (a, b) = (batch("a", "completed"), batch("b", "completed"));
        assert_eq!(unlisted(&[a.clone(), b.clone()], &list([b])), [a]);
        assert_eq!(unlisted(&[], &list([])), [] as [Arc<Batch>; 0]);
    }

    #[test]
    fn a_record_that_is_broken_is_left_out() {
        assert_eq!(read(&[("batch/here/a/".to_owned(), "{".to_owned())]), [] as [Arc<Batch>; 0]);
    }
}
