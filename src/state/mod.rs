//! Signals without markup: the session, the lists, the jobs, the uploads, the composer, the settings.

pub mod activity;
pub mod address;
pub mod catalog;
pub mod compose;
mod demo;
pub mod edits;
pub mod export;
pub mod fill;
pub mod guard;
pub mod history;
pub mod inside;
pub mod inspect;
pub mod jobs;
pub mod ledger;
pub mod list;
pub mod look;
pub mod search;
pub mod services;
pub mod session;
pub mod settings;
pub mod stores;
pub mod table;
mod tally;
pub mod toasts;
pub mod uploads;
pub mod views;
pub mod watch;
