//! Markup without requests.

mod after;
pub mod app;
mod choice;
mod confirm;
mod dialog;
mod export;
mod field;
mod icon;
mod job;
mod live;
mod lock;
mod menu;
mod note;
mod offer;
mod page;
mod plan;
mod protect;
mod query;
mod route;
mod shell;
mod shortcuts;
mod table;
mod toast;
mod uploads;
mod workshop;
