//! Parts of a view that change.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

/// A part that is drawn anew whenever a signal it reads changes. A bare closure would do the same, but the program
/// would carry the machinery of drawing and redrawing once for each closure; this is one type for all.
pub fn live<V: IntoAny>(part: impl Fn() -> V + Send + 'static) -> SharedReactiveFunction<AnyView> {
    Arc::new(Mutex::new(move || part().into_any()))
}
