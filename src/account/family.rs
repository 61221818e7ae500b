//! Batches that belong together: one, and those that were made to repair it, which name it in their metadata.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::jsonl::draft::PARENT;
use crate::openai::batch::Batch;
use crate::openai::id::BatchId;

/// The batch that this one repairs.
pub fn parent(batch: &Batch) -> Option<&str> {
    batch.metadata.as_ref()?.get(PARENT).map(String::as_str).filter(|parent| !parent.is_empty())
}

#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// The one that all others come from is first; then they stand as they were made.
    pub members: Vec<Arc<Batch>>,
    /// A batch that the first one repairs, and that is not known.
    pub missing: Option<BatchId>,
}

/// The family of a batch among all that are known.
pub fn family<'a>(of: &Arc<Batch>, all: impl Iterator<Item = &'a Arc<Batch>>) -> Family {
    let mut known: HashMap<&str, &Arc<Batch>> = all.map(|batch| (batch.id.as_str(), batch)).collect();
    // As it was asked for last.
    known.insert(of.id.as_str(), of);
    let mut repairs: HashMap<&str, Vec<&Arc<Batch>>> = HashMap::new();
    for batch in known.values() {
        if let Some(parent) = parent(batch) {
            repairs.entry(parent).or_default().push(batch);
        }
    }
    let (mut first, mut seen) = (of, HashSet::from([of.id.as_str()]));
    let missing = loop {
        match parent(first).map(|id| (id, known.get(id))) {
            // Metadata may say anything, such as that two repair each other.
            Some((id, Some(batch))) if seen.insert(id) => first = batch,
            Some((_, Some(_))) | None => break None,
            Some((id, None)) => break Some(BatchId::from(id)),
        }
    };
    let mut members = vec![first.clone()];
    let mut seen = HashSet::from([first.id.as_str()]);
    let mut next = vec![first.id.as_str()];
    while let Some(id) = next.pop() {
        for repair in repairs.get(id).into_iter().flatten() {
            if seen.insert(repair.id.as_str()) {
                members.push(Arc::clone(repair));
                next.push(repair.id.as_str());
            }
        }
    }
    if let Some((_, others)) = members.split_first_mut() {
        others.sort_by(|a, b| a.created_at.cmp(&b.created_at).then_with(|| a.id.as_str().cmp(b.id.as_str())));
    }
    Family { members, missing }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(id: &str, parent: &str, created: u64) -> Arc<Batch> {
        let text = format!(r#"{{"id":"{id}","created_at":{created},"metadata":{{"{PARENT}":"{parent}"}}}}"#);
        Arc::new(serde_json::from_str(&text).unwrap())
    }

    fn ids(of: &str, all: &[Arc<Batch>]) -> (Vec<String>, Option<String>) {
        let of = all.iter().find(|batch| batch.id.as_str() == of).unwrap();
        let Family { members, missing } = family(of, all.iter());
        (members.iter().map(|batch| batch.id.to_string()).collect(), missing.map(|id| id.to_string()))
    }

    #[test]
    fn every_member_finds_the_whole_family() {
        let all = [
            batch("d", "b", 40),
            batch("c", "a", 30),
            batch("b", "a", 20),
            batch("a", "", 10),
            batch("x", "", 5),
            batch("e", "d", 50),
        ];
        for of in ["a", "b", "c", "d", "e"] {
            assert_eq!(ids(of, &all), (["a", "b", "c", "d", "e"].map(String::from).to_vec(), None), "{of}");
        }
        assert_eq!(ids("x", &all).0, ["x"]);
    }

    #[test]
    fn what_cannot_be_is_no_endless_loop() {
        let all = [batch("a", "b", 10), batch("b", "a", 20), batch("c", "c", 30)];
        assert_eq!(ids("a", &all).0.len(), 2);
        assert_eq!(ids("c", &all), (vec!["c".into()], None));
    }

    #[test]
    fn a_parent_that_is_not_known_is_said() {
        let all = [batch("b", "a", 20), batch("c", "b", 30)];
        assert_eq!(ids("c", &all), (vec!["b".into(), "c".into()], Some("a".into())));
    }
}
