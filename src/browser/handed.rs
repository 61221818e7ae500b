//! Files that the person drops or chooses.

use std::rc::Rc;

use web_sys::{DataTransfer, File, FileList};

use super::content::BlobContent;
use crate::state::services::{Dropped, Handed};

/// What was dropped. A folder cannot be read like a file, and looks like an empty one: it is told apart.
pub fn dropped(data: &DataTransfer) -> Dropped {
    let items = data.items();
    let mut dropped = Dropped::default();
    for item in (0..items.length()).filter_map(|at| items.get(at)) {
        let entry = item.webkit_get_as_entry().ok().flatten();
        match entry.filter(|entry| entry.is_directory()) {
            Some(folder) => dropped.folders.push(folder.name()),
            None => dropped.files.extend(item.get_as_file().ok().flatten().map(handed)),
        }
    }
    dropped
}

/// What was chosen in a file field, which never offers a folder.
pub fn chosen(files: &FileList) -> Dropped {
    let files = (0..files.length()).filter_map(|at| files.get(at)).map(handed).collect();
    Dropped { files, folders: Vec::new() }
}

fn handed(file: File) -> Handed {
    Handed { name: file.name(), content: Rc::new(BlobContent(file.into())) }
}
