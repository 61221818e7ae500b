//! What is chosen by a click stands in the query.

use quartermaster::query::{Filter, Query, facet};
use quartermaster::table::rows::Rows;

use super::items::{Item, named, scope, table};

#[test]
fn a_facet_is_written_into_the_query() {
    let rows = named(&["a"]);
    let head = rows.column(2).unwrap();
    let toggle = |text: &str, value: &str| facet::toggle(&Query::parse(text).unwrap(), head, value).to_string();
    assert_eq!(toggle("", "batch"), "purpose:batch");
    assert_eq!(toggle("purpose:batch", "vision"), "purpose:batch,vision");
    assert_eq!(toggle("report purpose:batch,vision size>1mb", "batch"), "report purpose:vision size>1mb");
    assert_eq!(toggle("report purpose:BATCH", "batch"), "report");
    assert_eq!(toggle("purpose:batch", "batch"), "");
    assert_eq!(toggle("a or b", "batch"), "(a or b) purpose:batch");
    assert_eq!(toggle("-purpose:batch", "batch"), "-purpose:batch purpose:batch", "what is excluded is not chosen");
    assert_eq!(toggle("purpose:batch", ""), "purpose:batch,none");
    assert_eq!(toggle("purpose:batch,none", ""), "purpose:batch");
    assert_eq!(toggle("", "two words"), r#"purpose:"two words""#);
    assert_eq!(toggle(r#"purpose:"none""#, "none"), "", "a purpose of that name");
}

#[test]
fn facets_count_what_the_rest_of_the_query_finds() {
    let item = |id: &str, kind: &str| Item { id: id.into(), kind: Some(kind.into()), ..Item::default() };
    let rows = table(vec![
        item("a1", "batch"),
        item("a2", "assistants"),
        item("a3", "batch"),
        item("b1", "batch"),
        item("b2", "vision"),
        Item { id: "b3".into(), ..Item::default() },
    ]);
    let head = rows.column(2).unwrap();
    let counted = |text: &str| {
        let (rest, own) = facet::split(&Query::parse(text).unwrap(), head);
        let found = Filter::new(&rest, scope(&rows)).unwrap().find();
        format!("{:?}", facet::counts(&rows, &found, 2, own.as_ref()))
    };
    assert_eq!(counted(""), r#"[("batch", 3), ("", 1), ("assistants", 1), ("vision", 1)]"#);
    assert_eq!(
        counted("a purpose:batch,gone"),
        r#"[("batch", 2), ("assistants", 1), ("gone", 0)]"#,
        "the facet's own choice hides none of its values, and a chosen one stays though no row has it"
    );
    assert_eq!(counted("a (purpose:batch)"), r#"[("batch", 2), ("assistants", 1)]"#, "brackets alone change nothing");
    assert_eq!(counted("a (purpose:batch or vision)"), r#"[("batch", 2)]"#);
    assert_eq!(counted("nothing"), "[]");
}
