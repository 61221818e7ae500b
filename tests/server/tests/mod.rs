//! The server asked over real sockets, by a client that sees every byte or the want of it.

mod api;
mod client;
mod control;
mod faults;
