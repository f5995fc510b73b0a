//! Searching everything on disk for a text that must not be there, in every dress it is likely to wear.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// The files below `directory` that contain `text` raw, in base64 (any alignment, both alphabets), in hex, or in
/// UTF-16.
///
/// It does not see through compression: PostgreSQL compresses values over 2 kB, so plant canaries in short ones.
/// Files that vanish during the search are passed over. Panics when a file cannot be read, or on an empty text.
#[must_use]
pub fn files_containing(text: &str, directory: &Path) -> Vec<PathBuf> {
    assert!(!text.is_empty(), "an empty text is found everywhere");
    let needles = Needles::of(text);
    let mut found: Vec<PathBuf> = files_below(directory)
        .into_iter()
        .filter(|file| read(file).is_some_and(|bytes| needles.in_any(&bytes)))
        .collect();
    found.sort();
    found
}

struct Needles {
    all: Vec<Vec<u8>>,
    /// Which bytes begin a needle: most positions are passed over with one look.
    begins: [bool; 256],
}

impl Needles {
    fn of(text: &str) -> Self {
        let raw = text.as_bytes();
        let mut all = vec![raw.to_vec(), hex(raw).into_bytes(), hex(raw).to_uppercase().into_bytes()];
        all.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        all.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        all.extend((0..3).flat_map(|offset| [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD].map(|e| base64_at(offset, raw, e))));

        let mut begins = [false; 256];
        for needle in &all {
            begins[usize::from(needle[0])] = true;
        }
        Self { all, begins }
    }

    fn in_any(&self, bytes: &[u8]) -> bool {
        let candidates = (0..bytes.len()).filter(|&at| self.begins[usize::from(bytes[at])]);
        candidates.into_iter().any(|at| self.all.iter().any(|needle| bytes[at..].starts_with(needle)))
    }
}

/// The base64 digits of `raw` that do not depend on its neighbours, when `offset` bytes stand before it.
fn base64_at(offset: usize, raw: &[u8], engine: &impl Engine) -> Vec<u8> {
    let shifted = [&[0; 2][..offset], raw].concat();
    let digits = engine.encode(&shifted).into_bytes();
    let first_own_digit = (offset * 8).div_ceil(6);
    let last_own_digit = shifted.len() * 8 / 6;
    digits[first_own_digit..last_own_digit].to_vec()
}

fn hex(raw: &[u8]) -> String {
    raw.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let below = entries.flatten().flat_map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => files_below(&entry.path()),
        Ok(kind) if kind.is_file() => vec![entry.path()],
        _ => Vec::new(),
    });
    below.collect()
}

fn read(file: &Path) -> Option<Vec<u8>> {
    match fs::read(file) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => panic!("cannot search {}: {error}", file.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &str = "canary-7f3a@example.org";

    fn is_found(content: &[u8]) -> bool {
        let directory = tempfile::tempdir().unwrap();
        let nested = directory.path().join("a/b");
        fs::create_dir_all(&nested).unwrap();
        fs::write(nested.join("file"), content).unwrap();
        files_containing(CANARY, directory.path()) == [nested.join("file")]
    }

    #[test]
    fn the_text_itself_is_found() {
        assert!(is_found(format!("before {CANARY} after").as_bytes()));
    }

    #[test]
    fn base64_is_found_at_every_alignment() {
        for before in ["", "x", "xy", "xyz"] {
            for after in ["", "?", "??", "???"] {
                let encoded = STANDARD_NO_PAD.encode(format!("{before}{CANARY}{after}"));
                assert!(is_found(encoded.as_bytes()), "between {before:?} and {after:?}");
            }
        }
    }

    #[test]
    fn hex_and_utf_16_are_found() {
        assert!(is_found(hex(CANARY.as_bytes()).as_bytes()));
        assert!(is_found(hex(CANARY.as_bytes()).to_uppercase().as_bytes()));
        assert!(is_found(&CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()));
        assert!(is_found(&CANARY.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()));
    }

    #[test]
    fn another_text_is_not_found() {
        assert!(!is_found(b"canary-7f3b@example.org"));
    }
}
