//! Local and session storage.

use quartermaster::account::shelf::Shelf;
use quartermaster::browser::shelf::BrowserShelf;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_was_kept_is_found_again_and_what_was_removed_is_not() {
    for open in [BrowserShelf::session, BrowserShelf::device] {
        assert!(open().set("shelf.test", "wert"));
        assert_eq!(open().get("shelf.test").as_deref(), Some("wert"));
        open().remove("shelf.test");
        assert_eq!(open().get("shelf.test"), None);
        open().remove("shelf.test");
    }
}

#[wasm_bindgen_test]
fn session_and_device_are_two_places() {
    BrowserShelf::session().set("shelf.where", "session");
    assert_eq!(BrowserShelf::device().get("shelf.where"), None);
    BrowserShelf::session().remove("shelf.where");
}

#[wasm_bindgen_test]
fn a_full_storage_says_that_it_kept_nothing() {
    let too_much = "x".repeat(12_000_000);
    assert!(!BrowserShelf::device().set("shelf.full", &too_much));
    assert_eq!(BrowserShelf::device().get("shelf.full"), None);
}
