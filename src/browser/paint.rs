//! Pictures from bytes, drawn on a canvas: no address is made for them, so the page's policy needs no room for one.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, window};

/// The longer side of what is drawn, in pixels; a larger picture is drawn smaller.
const LONGEST: u32 = 1_024;

/// Whether the bytes were a picture of this type.
pub async fn paint(canvas: &HtmlCanvasElement, bytes: &[u8], mime: &str) -> bool {
    try_paint(canvas, bytes, mime).await.is_ok()
}

async fn try_paint(canvas: &HtmlCanvasElement, bytes: &[u8], mime: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &kind)?;
    let decoding = window().ok_or(JsValue::NULL)?.create_image_bitmap_with_blob(&blob)?;
    let picture: ImageBitmap = JsFuture::from(decoding).await?.dyn_into()?;
    let (width, height) = (picture.width().max(1), picture.height().max(1));
    let longer = width.max(height).max(LONGEST);
    let scaled = |side: u32| (u64::from(side) * u64::from(LONGEST) / u64::from(longer)).max(1) as u32;
    canvas.set_width(scaled(width));
    canvas.set_height(scaled(height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    let (to_width, to_height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, to_width, to_height)?;
    picture.close();
    Ok(())
}
