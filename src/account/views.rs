//! What the tables of an account are asked most: each list's facet, first sort, facts and built-in views.

use crate::query::fact::Fact;

/// What is known of a list beside its columns.
pub struct About {
    /// Names the list where something of it is kept.
    pub name: &'static str,
    /// The column whose values are offered beside the query.
    pub facet: &'static str,
    /// The column by which it is sorted at first, the largest value on top.
    pub sort: &'static str,
    /// What can be asked of its rows with `is:`.
    pub facts: &'static [Fact],
    /// Whether its rows are objects of the account, which can be protected.
    pub objects: bool,
    pub views: &'static [View],
}

/// A query under a name.
pub struct View {
    /// Its name is a word of the language, looked up by this.
    pub key: &'static str,
    pub query: &'static str,
    /// As in [`sorting`](crate::table::sorting); empty for the usual.
    pub sort: &'static str,
}

const fn view(key: &'static str, query: &'static str, sort: &'static str) -> View {
    View { key, query, sort }
}

pub static FILES: About = About {
    name: "files",
    facet: "purpose",
    sort: "created",
    facts: &[Fact::DUPLICATE, Fact::NOT_USED],
    objects: true,
    views: &[
        view("unused", "is:unused", "-size"),
        view("duplicates", "is:duplicate", "name,-size"),
        view("largest", "", "-size"),
        view("oldest", "", "created"),
        view("expiring", "expires<7d", "expires"),
        view("failed", "status:error", ""),
        // The Assistants API was shut down on that day; files of this purpose that came later are of stores.
        view("assistants", "purpose:assistants,assistants_output created<=2026-08-26", ""),
    ],
};

pub static STORES: About = About {
    name: "stores",
    facet: "status",
    sort: "created",
    facts: &[Fact::UNUSED],
    objects: true,
    views: &[
        view("empty", "files:0", ""),
        view("expired", "status:expired", ""),
        view("failing", "failed>0", "-failed"),
        view("never_used", "is:unused", "created"),
        view("largest", "", "-size"),
    ],
};

pub static STORE_FILES: About = About {
    name: "store-files",
    facet: "status",
    // Those with an error come first, whatever it is: nothing comes last in either direction.
    sort: "error",
    facts: &[],
    objects: true,
    views: &[
        view("failed", "status:failed", ""),
        view("stuck", "status:stuck", "created"),
        view("gone", "file:gone", ""),
        view("largest", "", "-size"),
    ],
};

pub static BATCHES: About = About {
    name: "batches",
    facet: "status",
    sort: "created",
    facts: &[],
    objects: true,
    views: &[
        view("running", "status:validating,in_progress,finalizing,cancelling", ""),
        view("at_risk", "pace:at_risk", "left"),
        view("failed", "status:failed,expired", ""),
        view("partly_failed", "status:completed failed>0", "-failed"),
        view("kept", "source:device", ""),
    ],
};

pub static RESULTS: About = About {
    name: "results",
    facet: "outcome",
    // As they stand in the input.
    sort: "",
    facts: &[],
    objects: false,
    views: &[
        view("lost", "outcome:failed,expired,cancelled,strange,missing", ""),
        view("cut_off", "outcome:truncated", "-output"),
        view("repeated", "repeats>0", ""),
        view("errors_inside", "status>=400 found_in:output", ""),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::batch_row::BatchRow;
    use crate::account::columns;
    use crate::account::digests::Digests;
    use crate::account::file_rows::FileRows;
    use crate::account::references::References;
    use crate::account::results::ResultRow;
    use crate::account::standing::Grace;
    use crate::account::store_row::StoreRow;
    use crate::query::{Filter, Query, Scope};
    use crate::table::chunks::Chunks;
    use crate::table::rows::{Rows, Table};
    use crate::table::sorting;

    #[test]
    fn every_view_is_understood_by_its_table() {
        fn check(rows: &dyn Rows, about: &'static About) {
            let scope = Scope { rows, facts: about.facts, now: 0 };
            for view in about.views {
                let query = Query::parse(view.query).unwrap();
                assert!(Filter::new(&query, scope).is_ok(), "{}", view.query);
                // As it is written after a chip was pressed, so that the view is known again.
                assert_eq!(query.to_string(), view.query);
                assert_eq!(sorting::write(rows, &sorting::read(rows, view.sort)), view.sort);
                for lang in crate::text::Lang::ALL {
                    assert_ne!(lang.view(view.key), view.key, "a name in the language");
                }
            }
        }
        let files =
            FileRows::new(Chunks::default(), &References::blank(), Digests::default(), Grace { now: 0, period: 0 });
        check(&files, &FILES);
        check(&Table::new(Chunks::default(), |_: &StoreRow| "", columns::STORES), &STORES);
        check(&Table::new(Chunks::default(), |_: &BatchRow| "", columns::BATCHES), &BATCHES);
        check(&Table::new(Chunks::default(), |_: &ResultRow| "", crate::account::results::RESULTS), &RESULTS);
    }
}
