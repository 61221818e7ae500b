//! What is offered at the cursor.

use quartermaster::query::suggest::{What, accept, byte_of_unit, suggest};

use super::items::{Item, scope, table};

#[test]
fn fields_and_values_are_suggested() {
    let item = |id: &str, status: &str| Item {
        id: id.into(),
        name: Some(format!("name {id}")),
        status: Some(status.into()),
        ..Item::default()
    };
    let mut items = vec![item("a", "failed"), item("b", "in progress"), item("c", "failed"), item("d", "x,y")];
    items.extend((0..60).map(|at| item(&format!("n{at}"), "finalizing")));
    let rows = table(items);
    let offered = |text: &str| {
        // A bar stands for the cursor.
        let cursor = text.find('|').unwrap();
        let text = text.replace('|', "");
        let offered = suggest(&text, cursor, &scope(&rows));
        let list: Vec<String> = offered.list.iter().map(|one| one.text.clone()).collect();
        (list.join(" "), text[offered.from..offered.to].to_owned())
    };
    let is = |list: &str, place: &str| (list.to_owned(), place.to_owned());
    assert_eq!(offered("s|"), is("status: size>", "s"));
    assert_eq!(offered("report -S|"), is("status: size>", "S"));
    assert_eq!(offered("(a or si|ze"), is("size>", "si"));
    assert_eq!(offered("by|"), is("bytes>", "by"));
    assert_eq!(offered("ag|"), is("age>", "ag"));
    assert_eq!(offered("i|"), is("id: is:", "i"));
    assert_eq!(offered("report|"), is("", "report"));
    let all = "name: id: purpose: status: size> files> created: age> expires< progress< locked: is:";
    assert_eq!(offered("|"), is(all, ""));
    assert_eq!(offered("a |"), is(all, ""));
    assert_eq!(offered("status:|"), is(r#"finalizing failed "in progress" "x,y" none"#, ""));
    assert_eq!(offered("status:f|"), is("finalizing failed", "f"));
    assert_eq!(offered("status:ail|"), is("failed", "ail"));
    assert_eq!(offered("status:FAILED|"), is("", "FAILED"), "it stands there already");
    assert_eq!(offered("status:failed,in|"), is(r#""in progress" finalizing"#, "in"));
    assert_eq!(offered(r#"status:"in |"#), is(r#""in progress""#, r#""in "#));
    assert_eq!(offered("-status: f| b"), is("finalizing failed", "f"));
    assert_eq!(offered("size>1|"), is("1kb 1mb 10mb 100mb 1gb", "1"));
    assert_eq!(offered("created:|"), is("today yesterday 2026-11 2026 7d 30d none", ""));
    assert_eq!(offered("expires<|"), is("1d 7d 30d", ""));
    assert_eq!(offered("is:|"), is("duplicate", ""));
    assert_eq!(offered("name:|"), is("", ""), "too many to choose from");
    assert_eq!(offered(r#""a stat|"#), is("", ""), "within a phrase");
    assert_eq!(offered("nothing:|"), is("", ""));
    let counted = suggest("status:", 7, &scope(&rows)).list;
    assert_eq!((counted[0].what, counted[1].what), (What::Value(60), What::Value(2)));
    assert_eq!(suggest("é", 1, &scope(&rows)).list.len(), 0, "a cursor within a letter");
}

#[test]
fn a_suggestion_is_written_where_it_was_asked_for() {
    let rows = table(vec![Item { id: "a".into(), status: Some("in progress".into()), ..Item::default() }]);
    let accepted = |text: &str, cursor| {
        let offered = suggest(text, cursor, &scope(&rows));
        accept(text, &offered, &offered.list[0])
    };
    assert_eq!(accepted("é st", 5), ("é status:".into(), 10));
    assert_eq!(accepted("st a", 2), ("status: a".into(), 7));
    assert_eq!(accepted("status:in", 9), (r#"status:"in progress" "#.into(), 21));
    assert_eq!(accepted("(status:)", 8), (r#"(status:"in progress")"#.into(), 21));
}

#[test]
fn the_browser_counts_in_other_units() {
    let text = "aé😀b";
    assert_eq!([0, 1, 2, 3, 4, 5, 9].map(|units| byte_of_unit(text, units)), [0, 1, 3, 3, 7, 8, 8]);
}
