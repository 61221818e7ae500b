//! Parts of the program that the browser fetches when they are first needed.
//!
//! A part begins at one function, written with [`part!`]; whatever only that function reaches is in the part. With the
//! feature `split` (`./dev build`) the parts are files of their own; without it the program is one file, and a part is
//! always at hand.

use std::fmt;

/// A part did not arrive: no network, or the host serves a newer version by now.
#[derive(Debug)]
pub struct NotLoaded;

impl fmt::Display for NotLoaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a part of the program did not arrive")
    }
}

impl std::error::Error for NotLoaded {}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        NotLoaded
    }
}

/// `part! { name, fn enter(argument: Type) -> Type { … } }` defines an `async fn` that waits for the part and answers
/// `Result<Type, NotLoaded>`. A part that did not arrive is asked for again by the next call.
macro_rules! part {
    ($name:ident, $(#[$doc:meta])* $visible:vis fn $enter:ident($($argument:ident: $type:ty),*) -> $answer:ty $body:block) => {
        $(#[$doc])*
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($name, fallible)]
        $visible fn $enter($($argument: $type),*) -> Result<$answer, $crate::part::NotLoaded> {
            Ok($body)
        }

        $(#[$doc])*
        #[cfg(not(feature = "split"))]
        $visible async fn $enter($($argument: $type),*) -> Result<$answer, $crate::part::NotLoaded> {
            Ok($body)
        }
    };
}
pub(crate) use part;
