//! Signals without markup: the session, the lists, the jobs, the uploads, the settings.

pub mod catalog;
mod demo;
