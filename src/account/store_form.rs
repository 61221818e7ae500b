//! What is typed to make or to change a vector store, checked before anything is sent.

use std::collections::{BTreeMap, BTreeSet};

use crate::openai::chunking::{ChunkingStrategy, StaticChunking};
use crate::openai::limits::{CHUNK_TOKENS, ENTRIES, KEY_CHARS, STORE_DAYS, VALUE_CHARS};

/// What is wrong with something typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A value without a key.
    NoKey,
    KeyTwice,
    KeyLong,
    ValueLong,
    /// More than sixteen pairs.
    TooMany,
    Days,
    ChunkSize,
    ChunkOverlap,
}

pub type Metadata = BTreeMap<String, String>;

/// Pairs of key and value as they are typed. Rows without either are left out.
pub fn metadata(rows: &[(String, String)]) -> Result<Metadata, Problem> {
    let wrong = problems(rows).into_iter().flatten().next();
    wrong.map_or_else(|| Ok(given(rows).map(|(key, value)| (key.trim().to_owned(), value.clone())).collect()), Err)
}

/// What is wrong with each row.
pub fn problems(rows: &[(String, String)]) -> Vec<Option<Problem>> {
    let (mut known, mut count) = (BTreeSet::new(), 0);
    let mut check = |(key, value): &(String, String)| {
        let key = key.trim();
        if key.is_empty() && value.is_empty() {
            return None;
        }
        count += 1;
        if count > ENTRIES {
            Some(Problem::TooMany)
        } else if key.is_empty() {
            Some(Problem::NoKey)
        } else if key.chars().count() > KEY_CHARS {
            Some(Problem::KeyLong)
        } else if value.chars().count() > VALUE_CHARS {
            Some(Problem::ValueLong)
        } else {
            (!known.insert(key.to_owned())).then_some(Problem::KeyTwice)
        }
    };
    rows.iter().map(&mut check).collect()
}

fn given(rows: &[(String, String)]) -> impl Iterator<Item = &(String, String)> {
    rows.iter().filter(|(key, value)| !key.trim().is_empty() || !value.is_empty())
}

/// Days after the last use.
pub fn days(typed: &str) -> Result<u64, Problem> {
    typed.trim().parse().ok().filter(|days| STORE_DAYS.contains(days)).ok_or(Problem::Days)
}

/// The size of chunks in tokens.
pub fn chunk_size(typed: &str) -> Result<u64, Problem> {
    typed.trim().parse().ok().filter(|size| CHUNK_TOKENS.contains(size)).ok_or(Problem::ChunkSize)
}

/// By how many tokens chunks overlap: at most half their size.
pub fn chunk_overlap(typed: &str, size: u64) -> Result<u64, Problem> {
    typed.trim().parse().ok().filter(|overlap| *overlap <= size / 2).ok_or(Problem::ChunkOverlap)
}

pub fn chunking(size: &str, overlap: &str) -> Result<ChunkingStrategy, Problem> {
    let size = chunk_size(size)?;
    let overlap = chunk_overlap(overlap, size)?;
    let sizes = StaticChunking { max_chunk_size_tokens: Some(size), chunk_overlap_tokens: Some(overlap) };
    Ok(ChunkingStrategy::Static(sizes))
}

/// The metadata of one of several stores after a change: pairs are put in or replaced, keys are taken out.
pub fn merged(before: &Metadata, set: &Metadata, remove: &[String]) -> Result<Metadata, Problem> {
    let mut after = before.clone();
    after.retain(|key, _| !remove.contains(key));
    after.extend(set.clone());
    if after.len() > ENTRIES { Err(Problem::TooMany) } else { Ok(after) }
}

/// Keys as they are typed, with commas between them.
pub fn keys(typed: &str) -> Vec<String> {
    typed.split(',').map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn sixteen_pairs_are_taken_and_the_seventeenth_is_told() {
        let pairs: Vec<_> = (0..17).map(|n| (format!("k{n}"), "v".to_owned())).collect();
        assert_eq!(metadata(&pairs[..16]).unwrap().len(), 16);
        assert_eq!(metadata(&pairs), Err(Problem::TooMany));
        let told = problems(&pairs);
        assert!(told[..16].iter().all(Option::is_none) && told[16] == Some(Problem::TooMany));
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        let (key, value) = ("é".repeat(64), "é".repeat(512));
        assert!(metadata(&[(key.clone(), value.clone())]).is_ok());
        assert_eq!(metadata(&[(key.clone() + "x", value.clone())]), Err(Problem::KeyLong));
        assert_eq!(metadata(&[(key, value + "x")]), Err(Problem::ValueLong));
    }

    #[test]
    fn empty_rows_do_not_count_and_keys_are_not_said_twice() {
        let typed = rows(&[("", ""), ("team", "ana"), ("", ""), ("empty", "")]);
        assert_eq!(
            metadata(&typed).unwrap(),
            [("empty", ""), ("team", "ana")].map(|(a, b)| (a.into(), b.into())).into()
        );
        assert_eq!(metadata(&rows(&[("", "x")])), Err(Problem::NoKey));
        assert_eq!(problems(&rows(&[("a", "1"), (" a ", "2")])), [None, Some(Problem::KeyTwice)]);
    }

    #[test]
    fn days_are_whole_and_at_most_a_year() {
        assert_eq!((days("1"), days(" 365 ")), (Ok(1), Ok(365)));
        for wrong in ["0", "366", "400", "1.5", "-1", "", "a week"] {
            assert_eq!(days(wrong), Err(Problem::Days), "{wrong}");
        }
    }

    #[test]
    fn an_overlap_is_at_most_half_of_a_chunk() {
        assert!(chunking("100", "50").is_ok() && chunking("4096", "0").is_ok() && chunking("101", "50").is_ok());
        for (size, overlap, problem) in [
            ("99", "10", Problem::ChunkSize),
            ("4097", "10", Problem::ChunkSize),
            ("", "10", Problem::ChunkSize),
            ("100", "51", Problem::ChunkOverlap),
            ("800", "-1", Problem::ChunkOverlap),
            ("800", "", Problem::ChunkOverlap),
        ] {
            assert_eq!(chunking(size, overlap), Err(problem), "{size} {overlap}");
        }
    }

    #[test]
    fn a_change_of_many_keeps_what_it_does_not_name() {
        let before: Metadata = [("team", "ana"), ("old", "yes")].map(|(a, b)| (a.into(), b.into())).into();
        let set: Metadata = [("team".into(), "bo".into())].into();
        let after = merged(&before, &set, &keys("old, none ,")).unwrap();
        assert_eq!(after, set);
        let full: Metadata = (0..16).map(|n| (format!("k{n}"), String::new())).collect();
        assert_eq!(merged(&full, &set, &[]), Err(Problem::TooMany));
        assert!(merged(&full, &set, &["k0".to_owned()]).is_ok());
    }
}
