//! Bundles: the entries under one tile of level 0, each behind its length (c2sp.org/tlog-tiles).

use std::fmt;

use crate::tile::{NotAPath, Place, WIDTH};

/// The longest entry that a bundle can hold, bytes.
pub const MAX_ENTRY: usize = u16::MAX as usize;

/// A bundle: the `width` entries from `index * 256` on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Bundle {
    /// Which bundle, from the left.
    pub index: u64,
    /// How many entries; 256 when it is full.
    pub width: u16,
}

impl Bundle {
    /// The bundle at this place in a log of `size` entries; `None` when there is none.
    #[must_use]
    pub fn at(index: u64, size: u64) -> Option<Self> {
        let width = size.checked_sub(index.checked_mul(WIDTH)?)?.min(WIDTH);
        (width > 0).then_some(Self { index, width: width as u16 })
    }

    /// All bundles of a log of `size` entries.
    pub fn all(size: u64) -> impl Iterator<Item = Self> {
        (0..).map_while(move |index| Self::at(index, size))
    }

    /// The index of its first entry.
    #[must_use]
    pub fn start(self) -> u64 {
        self.index.saturating_mul(WIDTH)
    }
}

/// Its path behind the prefix of the log, such as `tile/entries/x001/234.p/5`.
impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/entries/{}", Place { index: self.index, width: self.width })
    }
}

impl std::str::FromStr for Bundle {
    type Err = NotAPath;

    fn from_str(path: &str) -> Result<Self, NotAPath> {
        let Place { index, width } = path.strip_prefix("tile/entries/").ok_or(NotAPath)?.parse()?;
        Ok(Self { index, width })
    }
}

/// Adds an entry to the bytes of a bundle.
///
/// # Errors
/// When the entry is too long; then nothing was added.
pub fn push(bytes: &mut Vec<u8>, entry: &[u8]) -> Result<(), TooLong> {
    let length = u16::try_from(entry.len()).map_err(|_| TooLong { bytes: entry.len() })?;
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(entry);
    Ok(())
}

/// An entry that no bundle can hold.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("an entry of {bytes} bytes is too long; a bundle takes {MAX_ENTRY} bytes")]
pub struct TooLong {
    /// How long it is.
    pub bytes: usize,
}

/// The entries of a bundle in order; the last item is an error when the bytes end within an entry.
pub fn entries(mut bytes: &[u8]) -> impl Iterator<Item = Result<&[u8], Torn>> {
    std::iter::from_fn(move || {
        if bytes.is_empty() {
            return None;
        }
        match split(bytes) {
            Some((entry, rest)) => {
                bytes = rest;
                Some(Ok(entry))
            }
            None => {
                bytes = &[];
                Some(Err(Torn))
            }
        }
    })
}

/// A bundle that ends within an entry.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("the bundle ends within an entry")]
pub struct Torn;

fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_in_order() {
        let mut bytes = Vec::new();
        let long = vec![7; MAX_ENTRY];
        for entry in [&b"one"[..], b"", &long] {
            push(&mut bytes, entry).unwrap();
        }
        assert_eq!(entries(&bytes).collect::<Result<Vec<_>, _>>().unwrap(), [&b"one"[..], b"", &long]);
        assert_eq!(entries(&[]).count(), 0);
    }

    #[test]
    fn an_entry_that_is_too_long_adds_nothing() {
        let mut bytes = vec![1];
        assert_eq!(push(&mut bytes, &vec![0; MAX_ENTRY + 1]), Err(TooLong { bytes: MAX_ENTRY + 1 }));
        assert_eq!(bytes, [1]);
    }

    #[test]
    fn a_torn_bundle_says_so_once() {
        let mut bytes = Vec::new();
        push(&mut bytes, b"one").unwrap();
        for cut in 1..bytes.len() {
            assert_eq!(entries(&bytes[..cut]).collect::<Vec<_>>(), [Err(Torn)]);
        }
    }

    #[test]
    fn paths_name_bundles() {
        let bundle = Bundle { index: 1_234, width: 5 };
        assert_eq!(bundle.to_string(), "tile/entries/x001/234.p/5");
        assert_eq!("tile/entries/x001/234.p/5".parse(), Ok(bundle));
        assert_eq!("tile/0/000".parse::<Bundle>(), Err(NotAPath));
        assert_eq!(Bundle::all(600).map(|bundle| bundle.width).collect::<Vec<_>>(), [256, 256, 88]);
    }
}
