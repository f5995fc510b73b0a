//! The folder that an index lives in: which files are its own, and how they are thrown away.

use std::io;
use std::path::Path;

/// Removes an index's files from its folder, and nothing else that may lie there.
///
/// # Errors
/// When the folder cannot be read, or a file not removed.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name().to_str().is_some_and(is_of_an_index) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Whether a file's name is one that the engine gives: its two lists, its temporary files, and segments named by a UUID.
fn is_of_an_index(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let is_segment = stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_segment || matches!(name, "meta.json" | ".managed.json") || name.starts_with(".tmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_indexs_own_files_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = ["meta.json", ".managed.json", "0123456789abcdef0123456789abcdef.store", ".tmpAbC"];
        let foreign = ["notes.txt", "colloquy.db", "abcdef.idx"];
        for name in own.iter().chain(&foreign) {
            std::fs::write(folder.path().join(name), "x").expect("a file");
        }
        clear(folder.path()).expect("cleared");
        let left = |name: &&str| folder.path().join(name).exists();
        assert!(!own.iter().any(left) && foreign.iter().all(left));
    }
}
