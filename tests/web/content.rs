//! Files of the disk, read in slices.

use js_sys::{Array, Uint8Array};
use quartermaster::browser::content::BlobContent;
use quartermaster::openai::request::Content;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

fn blob(bytes: &[u8]) -> BlobContent {
    let parts = Array::of1(&Uint8Array::from(bytes));
    BlobContent(Blob::new_with_u8_array_sequence(&parts).unwrap())
}

#[wasm_bindgen_test]
async fn a_slice_has_its_own_bytes_and_size() {
    let bytes: Vec<u8> = (0..=255).collect();
    let part = blob(&bytes).slice(100..180);
    assert_eq!(part.size(), 80);
    assert_eq!(part.read().await.as_deref(), Some(&bytes[100..180]));
}

#[wasm_bindgen_test]
async fn a_slice_past_the_end_stops_at_the_end() {
    let part = blob(b"abc").slice(2..64);
    assert_eq!(part.size(), 1);
    assert_eq!(part.read().await.as_deref(), Some(&b"c"[..]));
}
