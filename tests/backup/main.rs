//! Backups: what is written is read back by somebody else's reader, and a store is made again of it.

mod archive;
mod desk;
mod names;
mod rebuild;
mod take;
