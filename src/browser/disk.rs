//! A file that is written piece by piece: where the person says, or in the origin's private file system until it is
//! downloaded from there.

use std::rc::Rc;

use js_sys::{AsyncIterator, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DomException, File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemWritableFileStream, window,
};

use super::content::BlobContent;
use crate::openai::request::Local;
use crate::state::services::{Opened, Place, Writing};
use crate::transport::Drain;

/// Where files wait until they are downloaded.
const FOLDER: &str = "downloads";
/// A file that has waited for so long, in milliseconds, is downloaded, or was left by a page that was closed.
const LEFT_AFTER: f64 = 3_600_000.0;

struct Disk {
    file: FileSystemFileHandle,
    /// None of the person's own disk.
    folder: Option<FileSystemDirectoryHandle>,
    /// Until it is closed.
    stream: Option<FileSystemWritableFileStream>,
    /// What is being written, over and over: memory stays flat.
    buffer: Uint8Array,
}

/// Asks the person where, if the browser can; this has to follow a press of a button closely.
pub async fn open(name: String) -> Opened {
    let opened = match picked(&name) {
        Some(picked) => match JsFuture::from(picked).await {
            Ok(file) => Disk::new(file.unchecked_into(), None).await,
            Err(why) if is_no(&why) => return Opened::Declined,
            Err(_) => private(&name).await,
        },
        None => private(&name).await,
    };
    opened.map_or(Opened::Refused, |disk| Opened::Ready(Box::new(disk)))
}

/// Not every browser has such a dialog.
fn picked(name: &str) -> Option<Promise> {
    let window = window()?;
    let pick: Function = Reflect::get(&window, &"showSaveFilePicker".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into()).ok()?;
    pick.call1(&window, &options).ok()?.dyn_into().ok()
}

fn is_no(why: &JsValue) -> bool {
    why.dyn_ref::<DomException>().is_some_and(|why| why.name() == "AbortError")
}

async fn private(name: &str) -> Result<Disk, JsValue> {
    let storage = window().ok_or(JsValue::NULL)?.navigator().storage();
    let root: FileSystemDirectoryHandle = JsFuture::from(storage.get_directory()).await?.dyn_into()?;
    let create = FileSystemGetDirectoryOptions::new();
    create.set_create(true);
    let folder = JsFuture::from(root.get_directory_handle_with_options(FOLDER, &create)).await?;
    let folder: FileSystemDirectoryHandle = folder.dyn_into()?;
    sweep(&folder).await?;
    let create = FileSystemGetFileOptions::new();
    create.set_create(true);
    let file = JsFuture::from(folder.get_file_handle_with_options(name, &create)).await?;
    Disk::new(file.dyn_into()?, Some(folder)).await
}

/// Erases what was left. A file that another tab still writes cannot be erased, and is not.
async fn sweep(folder: &FileSystemDirectoryHandle) -> Result<(), JsValue> {
    let names: AsyncIterator = folder.keys();
    loop {
        let step = JsFuture::from(names.next()?).await?;
        if Reflect::get(&step, &"done".into())?.is_truthy() {
            return Ok(());
        }
        let name = Reflect::get(&step, &"value".into())?.as_string().unwrap_or_default();
        let file: FileSystemFileHandle = JsFuture::from(folder.get_file_handle(&name)).await?.dyn_into()?;
        let file: File = JsFuture::from(file.get_file()).await?.dyn_into()?;
        if file.last_modified() + LEFT_AFTER < js_sys::Date::now() {
            let _ = JsFuture::from(folder.remove_entry(&name)).await;
        }
    }
}

impl Disk {
    async fn new(file: FileSystemFileHandle, folder: Option<FileSystemDirectoryHandle>) -> Result<Disk, JsValue> {
        // Called by name, since not every browser can write so outside of a worker.
        let create: Function = Reflect::get(&file, &"createWritable".into())?.dyn_into()?;
        let stream: Promise = create.call0(&file)?.dyn_into()?;
        let stream = JsFuture::from(stream).await?.unchecked_into();
        Ok(Disk { file, folder, stream: Some(stream), buffer: Uint8Array::new_with_length(0) })
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        let stream = self.stream.as_ref().ok_or(JsValue::NULL)?;
        let length = u32::try_from(bytes.len()).map_err(|_| JsValue::NULL)?;
        if self.buffer.length() < length {
            self.buffer = Uint8Array::new_with_length(length);
        }
        let part = self.buffer.subarray(0, length);
        part.copy_from(bytes);
        JsFuture::from(stream.write_with_js_u8_array(&part)?).await.map(drop)
    }

    async fn finish(&mut self) -> Result<Place, JsValue> {
        let stream = self.stream.as_ref().ok_or(JsValue::NULL)?;
        JsFuture::from(stream.close()).await?;
        self.stream = None;
        if self.folder.is_none() {
            return Ok(Place::Chosen);
        }
        let file: File = JsFuture::from(self.file.get_file()).await?.dyn_into()?;
        Ok(Place::Private(Rc::new(BlobContent(file.into()))))
    }
}

impl Drain for Disk {
    fn take<'a>(&'a mut self, bytes: &'a [u8]) -> Local<'a, bool> {
        Box::pin(async { self.write(bytes).await.is_ok() })
    }
}

impl Writing for Disk {
    fn close(&mut self) -> Local<'_, Option<Place>> {
        Box::pin(async { self.finish().await.ok() })
    }
}

impl Drop for Disk {
    /// What was not closed is let go of.
    fn drop(&mut self) {
        let Some(stream) = self.stream.take() else { return };
        let (file, folder) = (self.file.clone(), self.folder.take());
        spawn_local(async move {
            // What cannot be erased now is swept up later, or is an empty file of the person's own.
            let _ = discard(&stream, &file, folder.as_ref()).await;
        });
    }
}

async fn discard(
    stream: &FileSystemWritableFileStream,
    file: &FileSystemFileHandle,
    folder: Option<&FileSystemDirectoryHandle>,
) -> Result<(), JsValue> {
    JsFuture::from(stream.abort()).await?;
    if let Some(folder) = folder {
        JsFuture::from(folder.remove_entry(&file.name())).await?;
        return Ok(());
    }
    let kept: File = JsFuture::from(file.get_file()).await?.dyn_into()?;
    // The dialog made it; what was there before it is left alone.
    if kept.size() == 0.0
        && let Ok(remove) = Reflect::get(file, &"remove".into())?.dyn_into::<Function>()
    {
        let removed: Promise = remove.call0(file)?.dyn_into()?;
        JsFuture::from(removed).await?;
    }
    Ok(())
}
