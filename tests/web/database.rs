//! Records in IndexedDB.

use quartermaster::browser::database::Database;
use quartermaster::bulk::records::{Change, Records};
use wasm_bindgen_test::wasm_bindgen_test;

fn put(name: &str, text: &str) -> Change {
    Change::Put { name: name.into(), text: text.into() }
}

fn erase(prefix: &str) -> Change {
    Change::Erase { prefix: prefix.into() }
}

async fn names(prefix: &str) -> Vec<String> {
    Database::default().read(prefix).await.unwrap().into_iter().map(|(name, text)| format!("{name}={text}")).collect()
}

#[wasm_bindgen_test]
async fn records_are_found_by_the_beginning_of_their_names_and_in_their_order() {
    let database = Database::default();
    assert!(database.write(vec![put("a/2", "zwei"), put("a/10", "zehn"), put("ab", "x"), put("b/1", "y")]).await);
    assert_eq!(names("a/").await, ["a/10=zehn", "a/2=zwei"]);
    assert!(database.write(vec![put("a/2", "anders"), erase("a/1"), erase("b/")]).await);
    assert_eq!((names("a").await, names("b").await), (vec!["a/2=anders".into(), "ab=x".into()], vec![]));
    assert!(database.write(vec![erase("")]).await);
    assert!(names("").await.is_empty());
}

#[wasm_bindgen_test]
async fn texts_come_back_as_they_were() {
    let odd = "\u{0}\u{feff}é\u{1f5c4}\u{ffff}\"\\\n";
    assert!(Database::default().write(vec![put("odd/1", odd)]).await);
    assert_eq!(Database::default().read("odd/").await.unwrap(), [("odd/1".to_owned(), odd.to_owned())]);
    assert!(Database::default().write(vec![erase("odd/")]).await);
}

#[wasm_bindgen_test]
async fn changes_follow_one_another_in_the_order_of_the_asking() {
    let database = Database::default();
    let first = database.write(vec![put("order/1", "a")]);
    let second = database.write(vec![erase("order/"), put("order/2", "b")]);
    assert_eq!(futures_util::future::join(first, second).await, (true, true));
    assert_eq!(names("order/").await, ["order/2=b"]);
    assert!(database.write(vec![erase("order/")]).await);
}
