//! A disk in memory, an account on the desk, and a reader of ZIPs that is not ours.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use quartermaster::backup::manifest::{About, Holding, MANIFEST, Manifest};
use quartermaster::backup::scope::{Chosen, Scope};
use quartermaster::backup::take::{Progress, Receipt, take};
use quartermaster::bulk::plan::{Item, Plan};
use quartermaster::json::{FromJson, parse};
use quartermaster::openai::file::File;
use quartermaster::openai::request::Local;
use quartermaster::transport::Drain;
use quartermaster::transport::client::Client;
use quartermaster::transport::clock::Clock;
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;

/// 2026-10-04, in milliseconds since 1970.
const NOW: u64 = 1_791_072_000_000;

/// Waiting moves it on.
struct Hand(Cell<u64>);

impl Clock for Hand {
    fn now(&self) -> u64 {
        self.0.get()
    }
    fn sleep(&self, ms: u64) -> Local<'static, ()> {
        self.0.set(self.0.get() + ms);
        Box::pin(async {})
    }
    fn random(&self) -> f64 {
        0.5
    }
}

pub fn account(seed: &Seed) -> (Rc<Demo>, Client) {
    let clock = Rc::new(Hand(Cell::new(NOW)));
    let demo = Rc::new(Demo::new(seed, clock.clone()));
    (demo.clone(), Client::new(demo, clock))
}

#[derive(Default)]
pub struct Disk {
    pub bytes: Vec<u8>,
    /// The most that was handed over at once.
    pub most: usize,
    /// Bytes after which there is no room.
    pub room: Option<usize>,
}

impl Drain for Disk {
    fn take<'a>(&'a mut self, bytes: &'a [u8]) -> Local<'a, bool> {
        self.bytes.extend_from_slice(bytes);
        self.most = self.most.max(bytes.len());
        let fits = self.room.is_none_or(|room| self.bytes.len() <= room);
        Box::pin(async move { fits })
    }
}

/// All entries by their paths, each checked by its CRC.
pub fn unpack(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut all = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        assert_eq!(entry.enclosed_name().unwrap().to_str(), Some(&*name), "a path that leads out of its folder");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let before = all.insert(name, bytes);
        assert_eq!(before, None, "two entries of one name");
    }
    all
}

pub fn scope(plan: &[Item], files: &[File]) -> Scope {
    let known = |id: &str| files.iter().find(|file| file.id.as_str() == id).cloned().map(Arc::new);
    Scope::of(&Plan::new(plan.to_vec()), &known)
}

pub fn of_files(files: &[File]) -> Scope {
    let chosen = files.iter().map(|file| Chosen { file: Arc::new(file.clone()), store: None });
    Scope { files: chosen.collect(), ..Scope::default() }
}

pub struct Backup {
    pub entries: BTreeMap<String, Vec<u8>>,
    pub manifest: Manifest,
    pub receipt: Receipt,
    pub progress: Vec<Progress>,
    pub disk: Disk,
}

pub fn back_up(client: &Client, scope: &Scope) -> Backup {
    let (mut disk, progress) = (Disk::default(), Cell::new(Vec::new()));
    let told = |now| {
        let mut all = progress.take();
        all.push(now);
        progress.set(all);
    };
    let about = About { account: "Work \"1\"".into(), base: "https://api.openai.com/v1".into(), ..About::default() };
    let receipt = take(client, scope, about.clone(), &mut disk, &told).now_or_never().unwrap().unwrap();
    let entries = unpack(&disk.bytes);
    let manifest = Manifest::from_json(parse(&entries[MANIFEST]).unwrap()).unwrap();
    assert_eq!(manifest.about, about);
    Backup { entries, manifest, receipt, progress: progress.take(), disk }
}

impl Backup {
    pub fn holdings(&self) -> Vec<Holding> {
        let paths = self.manifest.stores.iter().filter_map(|store| store.path.as_ref());
        paths.map(|path| Holding::from_json(parse(&self.entries[path]).unwrap()).unwrap()).collect()
    }
}
