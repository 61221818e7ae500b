//! Rows without a screen: columns, order, window, selection. Knows nothing of OpenAI.
//!
//! A list becomes a [`Table`](rows::Table), from there on [`Rows`](rows::Rows) without a type. What
//! is shown comes of four steps, each of which can be kept while the ones after it change:
//! [`filter::find`] (text), [`filter::narrow`] (facets), [`order::sort`], [`window::visible`].
//! Rows go by their number in the list, a `u32`; the [`Selection`](selection::Selection) knows to
//! which list a number belongs and carries itself over when the list changes.

mod collate;
pub mod column;
pub mod filter;
mod marks;
mod needle;
pub mod order;
mod radix;
pub mod rows;
pub mod selection;
pub mod window;
