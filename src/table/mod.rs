//! Rows without a screen: columns, order, window, selection. Knows nothing of OpenAI.
//!
//! A list becomes a [`Table`](rows::Table), from there on [`Rows`](rows::Rows) without a type. All its rows
//! are brought into an order once ([`order::Ranking`]); those that a query lets pass (`query` knows which) are
//! then picked from it ([`order::only`]), and [`window::View::visible`] says which of them are drawn. Each step
//! can be kept while the others change.
//! Rows go by their number in the list, a `u32`; the [`Selection`](selection::Selection) knows to
//! which list a number belongs and carries itself over when the list changes.

pub mod chunks;
pub(crate) mod collate;
pub mod column;
pub mod duplicates;
pub mod export;
pub mod follow;
mod keys;
pub mod layout;
pub mod lookup;
pub(crate) mod marks;
pub(crate) mod needle;
pub mod order;
pub mod pasted;
mod radix;
pub mod rows;
pub mod selection;
pub mod sorting;
pub(crate) mod unused;
pub mod window;
