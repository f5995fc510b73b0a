//! What stays on the disk, and what must not.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::search::{Error, Opened};

/// A word that no other file could hold by chance.
const SECRET: &str = "zyxxogrumbledore";

fn holds(folder: &Path, text: &str) -> bool {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    files
        .filter_map(|path| fs::read(path).ok())
        .any(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
}

fn secret(id: &str) -> Article {
    article(id, &format!("About {SECRET}"), &format!("{SECRET} lives here"))
}

/// An index in a folder with two articles, one of them secret, committed at 7.
fn filled(folder: &Path) -> Index {
    let (mut index, opened) = Index::open(folder).expect("opened");
    assert_eq!(opened, Opened::Fresh);
    index.put(&article("kept", "Refunds", "Within five days")).expect("put");
    index.put(&secret("secret")).expect("put");
    index.commit(7).expect("committed");
    index
}

#[test]
fn an_index_goes_on_where_it_was_committed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut index = filled(folder.path());
    index.put(&article("late", "Late", "never committed")).expect("put");
    index.remove("acme", "kept").expect("removed");
    drop(index);
    let (index, opened) = Index::open(folder.path()).expect("opened again");
    assert_eq!((opened, index.position()), (Opened::At(7), Some(7)));
    assert_eq!(found(&index, &Query::new("acme", "refund")), ["kept"]);
    assert_eq!(found(&index, &Query::new("acme", "late")), [""; 0]);
}

#[test]
fn purged_text_is_nowhere_on_the_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut index = filled(folder.path());
    assert!(holds(folder.path(), SECRET), "else this test shows nothing");
    index.remove("acme", "secret").expect("removed");
    index.commit(8).expect("committed");
    index.purge().expect("purged");
    assert!(!holds(folder.path(), SECRET));
    assert_eq!(index.position(), Some(8));
    assert_eq!(found(&index, &Query::new("acme", "refund")), ["kept"]);
    index.put(&secret("again")).expect("put after a purge");
    index.commit(9).expect("committed after a purge");
    assert_eq!(found(&index, &Query::new("acme", SECRET)), ["again"]);
}

#[test]
fn replaced_text_is_purged_too_even_when_nothing_else_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut index, _) = Index::open(folder.path()).expect("opened");
    index.put(&secret("one")).expect("put");
    index.commit(1).expect("committed");
    index.put(&article("one", "Harmless", "nothing")).expect("put");
    index.purge().expect("purged");
    assert!(!holds(folder.path(), SECRET));
    assert_eq!(found(&index, &Query::new("acme", "harmless")), ["one"]);
    drop(index);
    assert_eq!(Index::open(folder.path()).expect("opened").1, Opened::At(1));
}

#[test]
fn text_that_a_crash_left_uncommitted_is_gone_once_it_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut index, _) = Index::open(folder.path()).expect("opened");
    index.put(&secret("one")).expect("put");
    index.commit(1).expect("committed");
    index.remove("acme", "one").expect("removed");
    index.commit(2).expect("committed");
    drop(index);
    let (mut index, _) = Index::open(folder.path()).expect("opened again");
    index.purge().expect("purged");
    assert!(!holds(folder.path(), SECRET));
}

#[test]
fn a_wiped_index_is_fresh_and_holds_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut index = filled(folder.path());
    index.wipe().expect("wiped");
    assert!(!holds(folder.path(), SECRET));
    assert_eq!((index.position(), index.reader().articles()), (None, 0));
    drop(index);
    assert_eq!(Index::open(folder.path()).expect("opened").1, Opened::Fresh);
}

#[test]
fn a_folder_is_not_opened_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = filled(folder.path());
    assert!(matches!(Index::open(folder.path()), Err(Error::Busy)));
    drop(index);
    assert_eq!(Index::open(folder.path()).expect("opened").1, Opened::At(7));
}

#[test]
fn names_that_could_not_be_removed_again_are_refused() {
    let mut index = index_of(&[]);
    let long = "x".repeat(Article::LONGEST_NAME + 1);
    assert!(matches!(index.put(&article(&long, "t", "b")), Err(Error::TooLong(_))));
}

/// A copy of an index's files, with the bytes of one of them changed.
fn damaged_copy(template: &Path, name: &OsStr, damage: fn(Vec<u8>) -> Vec<u8>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in fs::read_dir(template).expect("a folder") {
        let file = file.expect("an entry");
        let bytes = fs::read(file.path()).expect("read");
        let bytes = if file.file_name() == name { damage(bytes) } else { bytes };
        fs::write(folder.path().join(file.file_name()), bytes).expect("written");
    }
    folder
}

const DAMAGES: [fn(Vec<u8>) -> Vec<u8>; 4] = [
    |bytes| bytes[..bytes.len() / 2].to_vec(),
    |mut bytes| {
        bytes.iter_mut().skip(9).step_by(40).for_each(|byte| *byte ^= 0x15);
        bytes
    },
    |_| b"garbage".to_vec(),
    |_| Vec::new(),
];

#[test]
fn a_damaged_index_is_thrown_away_and_filled_again() {
    let template = tempfile::tempdir().expect("a folder");
    drop(filled(template.path()));
    let names = fs::read_dir(template.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    for name in names.filter(|name| !name.to_string_lossy().ends_with(".lock")) {
        for damage in DAMAGES {
            let folder = damaged_copy(template.path(), &name, damage);
            let (mut index, opened) = Index::open(folder.path()).expect("opened");
            if opened == Opened::Fresh {
                assert_eq!(index.reader().articles(), 0);
                index.put(&article("kept", "Refunds", "Within five days")).expect("put");
                index.commit(7).expect("committed");
            }
            assert_eq!(found(&index, &Query::new("acme", "refund")), ["kept"], "after damage to {name:?}");
        }
    }
}
