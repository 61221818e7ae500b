//! Markup without requests.

pub mod app;
mod choice;
mod command;
mod confirm;
mod dialog;
mod drawer;
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
mod palette;
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
