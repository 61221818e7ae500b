//! A backup: what the API gives of the objects of a plan, in one ZIP, with a manifest from which files and vector
//! stores can be made again.

pub mod archive;
pub mod manifest;
pub mod names;
pub mod scope;
pub mod take;
