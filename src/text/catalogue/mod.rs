//! Every text of the page, in both languages, side by side; one file for each place where texts are read.

mod activity;
mod backup;
mod clean_up;
mod compose;
mod connect;
mod details;
mod export;
mod failure;
mod fill;
mod inspect;
mod job;
mod list;
mod overview;
mod palette;
mod prices;
mod protect;
mod query;
mod recur;
mod results;
mod settings;
mod shell;
mod statistics;
mod store;
mod store_page;
mod table;
mod upload;
