//! How a text is read, and what is said of one that cannot be.

use quartermaster::query::ast::{At, Literal, Op, Term};
use quartermaster::query::error::{Kind as Wrong, Wanted};
use quartermaster::query::{Filter, Query};

use super::items::{scope, table};

fn words(text: &str) -> Query {
    Query::Words(text.into())
}

fn term(field: &str, op: Op, values: &[&str]) -> Query {
    let literal = |text: &&str| Literal { text: (*text).into(), quoted: false, at: At::default() };
    Query::Term(Term { field: field.into(), at: At::default(), op, values: values.iter().map(literal).collect() })
}

#[test]
fn a_text_is_read_as_a_tree() {
    let parse = |text| Query::parse(text).unwrap();
    assert_eq!(parse("  "), Query::EVERYTHING);
    assert_eq!(parse("report"), words("report"));
    assert_eq!(parse("a -b"), Query::All(vec![words("a"), Query::Not(Box::new(words("b")))]));
    assert_eq!(parse("a b or c"), Query::Any(vec![Query::All(vec![words("a"), words("b")]), words("c")]));
    assert_eq!(parse("a (b OR c)"), Query::All(vec![words("a"), Query::Any(vec![words("b"), words("c")])]));
    assert_eq!(parse("((a))"), words("a"));
    assert_eq!(parse(r#""two words" "or""#), Query::All(vec![words("two words"), words("or")]));
    assert_eq!(parse(r#""a \"b\" \\ \c""#), words(r#"a "b" \ \c"#));
    assert_eq!(parse("file-2 - x"), Query::All(vec![words("file-2"), words("-"), words("x")]));
    assert_eq!(parse("status:failed,cancelled"), term("status", Op::Has, &["failed", "cancelled"]));
    assert_eq!(parse("size > 10mb"), term("size", Op::More, &["10mb"]));
    assert_eq!(parse("size:>=10mb"), term("size", Op::Least, &["10mb"]));
    assert_eq!(parse("a<=1"), term("a", Op::Most, &["1"]));
    assert_eq!(parse("t:10:30"), term("t", Op::Has, &["10:30"]));
    assert_eq!(parse("-is:duplicate"), Query::Not(Box::new(term("is", Op::Has, &["duplicate"]))));
    let Query::Term(read) = parse(r#"name~"tmp *",b"#) else { panic!("no term") };
    assert_eq!((read.op, read.values[0].text.as_str(), read.values[0].quoted), (Op::Like, "tmp *", true));
    assert!(!read.values[1].quoted);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let rows = table(Vec::new());
    let error = |text: &str| {
        let error = match Query::parse(text) {
            Ok(query) => Filter::new(&query, scope(&rows)).err().unwrap_or_else(|| panic!("{text} is understood")),
            Err(error) => error,
        };
        (error.position(text), text[error.at.from..error.at.to].to_owned(), error.kind)
    };
    let at = |place, part: &str, kind| (place, part.to_owned(), kind);
    let not = |wanted, text: &str| Wrong::Not(wanted, text.into());
    assert_eq!(error(r#"a "b c"#), at(3, r#""b c"#, Wrong::UnclosedQuote));
    assert_eq!(error("a (b"), at(3, "(", Wrong::UnclosedBracket));
    assert_eq!(error("été b)"), at(6, ")", Wrong::StrayBracket));
    assert_eq!(error("a ()"), at(3, "()", Wrong::EmptyBrackets));
    assert_eq!(error("or a"), at(1, "or", Wrong::LoneOr));
    assert_eq!(error("a or"), at(3, "or", Wrong::LoneOr));
    assert_eq!(error("a or or b"), at(6, "or", Wrong::LoneOr));
    assert_eq!(error("(a or)"), at(4, "or", Wrong::LoneOr));
    assert_eq!(error("a :b"), at(1, "a", Wrong::UnknownField("a".into())));
    assert_eq!(error(">5"), at(1, ">", Wrong::NoField));
    assert_eq!(error("size>"), at(6, "", Wrong::NoValue));
    assert_eq!(error("size> )"), at(7, "", Wrong::NoValue));
    assert_eq!(error("status:failed,"), at(15, "", Wrong::NoValue));
    assert_eq!(error("été siz>1"), at(5, "siz", Wrong::UnknownField("siz".into())));
    assert_eq!(error("name>b"), at(1, "name", Wrong::WrongOp(Op::More, "name".into())));
    assert_eq!(error("size~1*"), at(1, "size", Wrong::WrongOp(Op::Like, "size".into())));
    assert_eq!(error("is>duplicate"), at(1, "is", Wrong::WrongOp(Op::More, "is".into())));
    assert_eq!(error("locked<true"), at(1, "locked", Wrong::WrongOp(Op::Less, "locked".into())));
    assert_eq!(error("size>10xb"), at(6, "10xb", not(Wanted::Size, "10xb")));
    assert_eq!(error("size>1.mb"), at(6, "1.mb", not(Wanted::Size, "1.mb")));
    assert_eq!(error("files>many"), at(7, "many", not(Wanted::Count, "many")));
    assert_eq!(error("age>2026-01"), at(5, "2026-01", not(Wanted::Age, "2026-01")));
    assert_eq!(error("age>5m"), at(5, "5m", not(Wanted::Age, "5m")));
    for date in ["2026-13", "2026-02-29", "2026-1", "26", "2026-01-01-01", "2026-01T10", "2026-01-01T24", "soon"] {
        assert_eq!(error(&format!("created:{date}")), at(9, date, not(Wanted::Time, date)));
    }
    assert_eq!(error("created:7d..2026-01"), at(9, "7d..2026-01", not(Wanted::Time, "7d..2026-01")));
    assert_eq!(error("progress:half"), at(10, "half", not(Wanted::Share, "half")));
    assert_eq!(error("locked:perhaps"), at(8, "perhaps", not(Wanted::Flag, "perhaps")));
    assert_eq!(error("is:new"), at(4, "new", not(Wanted::Fact, "new")));
    assert_eq!(error("size:.."), at(6, "..", not(Wanted::Size, "..")));
    assert_eq!(error("size:2mb..1mb"), at(6, "2mb..1mb", Wrong::Backwards));
    assert_eq!(error("size>1mb,2mb"), at(10, "2mb", Wrong::OneValue));
    assert_eq!(error(r#"created:"2026-01..2026-02""#).2, not(Wanted::Time, "2026-01..2026-02"));
    assert_eq!(error(&"(".repeat(60)).2, Wrong::TooDeep);
    assert_eq!(error(&"-".repeat(100_000)).2, Wrong::TooDeep);
}

#[test]
fn more_can_be_asked_of_a_query_than_it_says() {
    let and = |text: &str, more: &str| Query::parse(text).unwrap().and(more).to_string();
    assert_eq!(and("a or b", "status:failed"), "(a or b) status:failed");
    assert_eq!(and("a -b", "c or d"), "a -b (c or d)");
    assert_eq!((and("", "x"), and("x", ""), and("x", "(")), ("x".into(), "x".into(), "x".into()));
}
