//! Lists: what is asked of one, which page that is, and how it is written.

use std::sync::Arc;

use super::fields::within;
use super::refusal::Refusal;
use super::shelf::Shelf;
use crate::json::{self, ToJson};

/// What a family of lists can be asked.
pub struct Family {
    pub most: usize,
    pub default: usize,
    pub query: &'static [&'static str],
}

/// `GET /files`: no `before`.
pub const FILES: Family = Family { most: 10_000, default: 10_000, query: &["purpose", "limit", "order", "after"] };
/// `GET /vector_stores`.
pub const STORES: Family = Family { most: 100, default: 20, query: &["limit", "order", "after", "before"] };
/// Files of a store, files of a file batch.
pub const STORE_FILES: Family =
    Family { most: 100, default: 20, query: &["limit", "order", "after", "before", "filter"] };
/// `GET /batches`: no `order`, no `before`.
pub const BATCHES: Family = Family { most: 100, default: 20, query: &["limit", "after"] };

/// A query that was found in order.
pub struct Asked<'a> {
    pub limit: usize,
    pub ascending: bool,
    pub after: Option<&'a str>,
    pub before: Option<&'a str>,
    pub purpose: Option<&'a str>,
    /// A status of indexing.
    pub filter: Option<&'a str>,
}

impl<'a> Asked<'a> {
    pub fn read(query: &'a [(String, String)], family: &Family) -> Result<Asked<'a>, Refusal> {
        let mut asked =
            Asked { limit: family.default, ascending: false, after: None, before: None, purpose: None, filter: None };
        for (name, value) in query {
            if !family.query.contains(&name.as_str()) {
                return Err(Refusal::invalid(format!("Unknown query parameter: '{name}'."))
                    .param(name)
                    .code("unknown_parameter"));
            }
            match name.as_str() {
                "limit" => {
                    let number: i64 = value.parse().map_err(|_| Refusal::wrong_type(name, "an integer", "a string"))?;
                    let number = u64::try_from(number).ok();
                    asked.limit = within(name, number, value, 1, family.most as u64)? as usize;
                }
                "order" => asked.ascending = one_of(name, value, &["asc", "desc"])? == "asc",
                "after" => asked.after = Some(value),
                "before" => asked.before = Some(value),
                "purpose" => asked.purpose = Some(value),
                _ => {
                    asked.filter = Some(one_of(name, value, &["in_progress", "completed", "failed", "cancelled"])?);
                }
            }
        }
        Ok(asked)
    }
}

fn one_of<'a>(name: &str, value: &'a str, supported: &[&str]) -> Result<&'a str, Refusal> {
    if supported.contains(&value) { Ok(value) } else { Err(Refusal::wrong_value(name, value, supported)) }
}

/// Settings of the account that a list obeys.
#[derive(Clone, Copy)]
pub struct Manners {
    pub page_limit: Option<usize>,
    /// A cursor whose object is gone is refused.
    pub gone_cursors_fail: bool,
    pub now_ms: u64,
}

/// One page as JSON: of each thing on the shelf that `keep` keeps, the object that `object` shows.
pub fn page<T, O: ToJson>(
    shelf: &Shelf<T>,
    asked: &Asked,
    manners: Manners,
    object: impl Fn(&T) -> &O,
    keep: impl Fn(&T) -> bool,
) -> Result<Vec<u8>, Refusal> {
    let cursor = |name: &str, id: Option<&str>| match id {
        None => Ok(None),
        Some(id) => match shelf.place(id) {
            Some(place) if !(manners.gone_cursors_fail && shelf.is_gone(place)) => Ok(Some(place)),
            _ => Err(gone_cursor(name, id)),
        },
    };
    let (after, before) = (cursor("after", asked.after)?, cursor("before", asked.before)?);
    let kept = |place| shelf.listed(place, manners.now_ms).is_some_and(|(_, item)| keep(item));
    let limit = manners.page_limit.map_or(asked.limit, |most| asked.limit.min(most.max(1)));
    let (places, has_more) = places(shelf.end(), asked.ascending, after, before, limit, &kept);
    Ok(written(&places, has_more, &|place, text| {
        let (id, item) = shelf.listed(place, manners.now_ms)?;
        object(item).write(text);
        Some(id)
    }))
}

/// Writes the object at a place, and says its id.
type Write<'a> = &'a dyn Fn(usize, &mut String) -> Option<&'a Arc<str>>;

fn written<'a>(places: &[usize], has_more: bool, write: Write<'a>) -> Vec<u8> {
    let mut text = String::from(r#"{"object":"list","data":["#);
    let mut ends: Option<(&'a str, &'a str)> = None;
    for place in places {
        if ends.is_some() {
            text.push(',');
        }
        if let Some(id) = write(*place, &mut text) {
            ends = Some((ends.map_or(id, |(first, _)| first), id));
        }
    }
    let (first, last) = (json::text(&ends.map(|ends| ends.0)), json::text(&ends.map(|ends| ends.1)));
    let rest = format!(r#"],"first_id":{first},"last_id":{last},"has_more":{has_more}}}"#);
    text.push_str(&rest);
    text.into_bytes()
}

/// The refusal of a cursor.
pub fn gone_cursor(name: &str, id: &str) -> Refusal {
    Refusal::invalid(format!("Invalid '{name}': no object with id '{id}' was found.")).param(name).code("invalid_value")
}

/// Which of the places below `end` are on the page, in the order of the list, and whether more follow.
/// With `before` alone it is the page that precedes the cursor, and "more" means before that.
fn places(
    end: usize,
    ascending: bool,
    after: Option<usize>,
    before: Option<usize>,
    limit: usize,
    kept: &dyn Fn(usize) -> bool,
) -> (Vec<usize>, bool) {
    let (above, below) = if ascending { (after, before) } else { (before, after) };
    let (start, end) = (above.map_or(0, |place| place + 1), below.unwrap_or(end));
    let backwards = before.is_some() && after.is_none();
    let walk: &mut dyn Iterator<Item = usize> =
        if ascending != backwards { &mut (start..end) } else { &mut (start..end).rev() };
    let mut found: Vec<usize> = walk.filter(|place| kept(*place)).take(limit + 1).collect();
    let has_more = found.len() > limit;
    found.truncate(limit);
    if backwards {
        found.reverse();
    }
    (found, has_more)
}

#[cfg(test)]
mod tests {
    use super::places;

    fn all(ascending: bool, after: Option<usize>, before: Option<usize>, limit: usize) -> (Vec<usize>, bool) {
        places(10, ascending, after, before, limit, &|place| place != 4)
    }

    #[test]
    fn cursors_cut_the_list_in_its_own_order() {
        assert_eq!(all(true, None, None, 3), (vec![0, 1, 2], true));
        assert_eq!(all(false, None, None, 3), (vec![9, 8, 7], true));
        assert_eq!(all(true, Some(2), None, 3), (vec![3, 5, 6], true));
        assert_eq!(all(false, Some(5), None, 3), (vec![3, 2, 1], true));
        assert_eq!(all(false, Some(3), None, 3), (vec![2, 1, 0], false));
        assert_eq!(all(true, Some(9), None, 3), (vec![], false));
    }

    #[test]
    fn before_is_the_page_that_precedes_it() {
        assert_eq!(all(true, None, Some(6), 3), (vec![2, 3, 5], true));
        assert_eq!(all(false, None, Some(6), 3), (vec![9, 8, 7], false));
        assert_eq!(all(false, None, Some(2), 3), (vec![6, 5, 3], true));
        assert_eq!(all(true, Some(1), Some(6), 9), (vec![2, 3, 5], false));
    }
}
