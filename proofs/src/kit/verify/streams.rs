//! Where each stream stands.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use ledger::Hash;

/// The last revision and leaf of each stream. A stream takes 56 bytes and a control byte of the map, at a load of 7/16 to
/// 7/8: 65 to 130 bytes, and half as much again while the map grows. Ten million events in half a million streams need 65
/// MB at most.
#[derive(Debug, Default)]
pub(super) struct Streams(HashMap<Key, Last, BuildHasherDefault<Prefix>>);

/// The first half of a digest over tenant and stream: whoever wants two of one key has to try 2⁶⁴ names.
type Key = [u8; 16];

#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    pub(super) revision: u64,
    pub(super) leaf: Hash,
}

/// What the next event of a stream must go on from, and where it is to be noted.
pub(super) struct Slot<'a>(Entry<'a, Key, Last>);

impl Streams {
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    pub(super) fn slot(&mut self, tenant: &str, stream: &str) -> Slot<'_> {
        Slot(self.0.entry(key(tenant, stream)))
    }
}

impl Slot<'_> {
    pub(super) fn last(&self) -> Option<Last> {
        match &self.0 {
            Entry::Occupied(last) => Some(*last.get()),
            Entry::Vacant(_) => None,
        }
    }

    /// The revision and the previous leaf that an event must have to be the next.
    pub(super) fn next(&self) -> (u64, Option<Hash>) {
        self.last().map_or((0, None), |last| (last.revision.saturating_add(1), Some(last.leaf)))
    }

    pub(super) fn set(self, revision: u64, leaf: Hash) {
        self.0.insert_entry(Last { revision, leaf });
    }
}

fn key(tenant: &str, stream: &str) -> Key {
    const MOST: usize = 192;
    let length = tenant.len() + 1 + stream.len();
    let mut short = [0; MOST];
    let digest = if length <= MOST {
        short[..tenant.len()].copy_from_slice(tenant.as_bytes());
        short[tenant.len() + 1..length].copy_from_slice(stream.as_bytes());
        Hash::of(&short[..length])
    } else {
        Hash::of(&[tenant.as_bytes(), b"\0", stream.as_bytes()].concat())
    };
    *digest.0.first_chunk().expect("a digest has 32 bytes")
}

/// Keys are digests: any eight bytes of them will do.
#[derive(Debug, Default)]
struct Prefix(u64);

impl Hasher for Prefix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(first) = bytes.first_chunk() {
            self.0 = u64::from_le_bytes(*first);
        }
    }
    // Arrays hash their length too, which says nothing.
    fn write_usize(&mut self, _: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_known_by_its_tenant_and_its_name() {
        let mut streams = Streams::default();
        let leaf = Hash::of(b"leaf");
        streams.slot("a", "s").set(4, leaf);
        assert_eq!(streams.slot("a", "s").next(), (5, Some(leaf)));
        for (tenant, stream) in [("b", "s"), ("a", "t"), ("", "a\0s"), ("as", "")] {
            assert_eq!(streams.slot(tenant, stream).next(), (0, None), "{tenant} {stream}");
        }
        let long = "x".repeat(500);
        streams.slot("a", &long).set(1, leaf);
        assert_eq!((streams.slot("a", &long).next().0, streams.len()), (2, 2));
    }

    #[test]
    fn a_stream_takes_as_little_as_promised() {
        assert_eq!(size_of::<(Key, Last)>(), 56);
    }
}
