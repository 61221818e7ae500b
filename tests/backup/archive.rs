use futures_util::FutureExt;
use proptest::prelude::*;
use quartermaster::backup::archive::{Archive, Unwritten, Written};
use quartermaster::backup::names::Names;

use crate::desk::{Disk, unpack};

fn pack(entries: &[(String, Vec<Vec<u8>>)], disk: &mut Disk) -> Result<Vec<Written>, Unwritten> {
    async {
        let mut archive = Archive::new(disk);
        let mut written = Vec::new();
        for (path, parts) in entries {
            let mut entry = archive.begin(path, Some(1_791_072_000))?;
            for part in parts {
                entry.push(part).await?;
            }
            written.push(entry.end()?);
        }
        archive.finish().await?;
        Ok(written)
    }
    .now_or_never()
    .unwrap()
}

proptest! {
    #[test]
    fn another_reader_finds_what_was_written(
        all in proptest::collection::vec((any::<String>(), proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 0..4)), 0..30),
    ) {
        let mut names = Names::default();
        let all: Vec<_> = all.into_iter().map(|(name, parts)| (names.path("files", &name, "file-1"), parts)).collect();
        let mut disk = Disk::default();
        let written = pack(&all, &mut disk).unwrap();
        let read = unpack(&disk.bytes);
        prop_assert_eq!(read.len(), all.len());
        for ((path, parts), written) in all.iter().zip(written) {
            prop_assert_eq!(&read[path], &parts.concat());
            prop_assert_eq!(written.bytes as usize, read[path].len());
        }
    }
}

#[test]
fn the_digest_is_that_of_the_content() {
    let written = pack(&[("a".into(), vec![b"ab".to_vec(), b"c".to_vec()])], &mut Disk::default()).unwrap();
    assert_eq!(written[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn what_is_handed_on_is_small_however_large_the_entry() {
    let mut disk = Disk::default();
    let big: Vec<u8> = (0..20 << 20).map(|at: u32| (at * 7) as u8).collect();
    pack(&[("big".into(), vec![big.clone()])], &mut disk).unwrap();
    assert!(disk.most <= 2 << 20, "{} bytes at once", disk.most);
    assert_eq!(unpack(&disk.bytes)["big"], big);
}

#[test]
fn more_entries_than_the_old_format_counts() {
    let all: Vec<_> = (0..70_000).map(|at| (format!("files/{at}"), vec![vec![at as u8]])).collect();
    let mut disk = Disk::default();
    pack(&all, &mut disk).unwrap();
    let read = unpack(&disk.bytes);
    assert_eq!((read.len(), &*read["files/69999"]), (70_000, &[111u8][..]));
}

#[test]
fn a_full_disk_ends_it() {
    let mut disk = Disk { room: Some(3 << 20), ..Disk::default() };
    assert_eq!(pack(&[("big".into(), vec![vec![0; 9 << 20]])], &mut disk), Err(Unwritten));
    assert!(disk.bytes.len() < 5 << 20, "it went on writing");
}
