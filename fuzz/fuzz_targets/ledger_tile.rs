//! A path and what stands at it: neither panics, and neither has a second spelling.
//!
//! The first line of an input is the path, the rest the bytes.

#![no_main]

use ledger::tree::{NodeId, Nodes};
use ledger::{Bundle, Tile, Tiles, bundle};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some(end) = input.iter().position(|byte| *byte == b'\n') else { return };
    let (path, bytes) = (&input[..end], &input[end + 1..]);
    let Ok(path) = std::str::from_utf8(path) else { return };
    if let Ok(tile) = path.parse::<Tile>() {
        assert_eq!(tile.to_string(), path);
        check_tile(tile, bytes);
    }
    if let Ok(bundle) = path.parse::<Bundle>() {
        assert_eq!(bundle.to_string(), path);
        check_bundle(bytes);
    }
});

fn check_tile(tile: Tile, bytes: &[u8]) {
    let mut tiles = Tiles::new();
    if tiles.insert(tile, bytes.to_vec()) {
        assert!(tiles.get(tile).is_some_and(|kept| bytes.starts_with(kept)));
    }
    for level in 0..=u8::MAX {
        let _hash = tiles.node(NodeId { level, index: tile.index });
    }
}

fn check_bundle(bytes: &[u8]) {
    let Ok(entries) = bundle::entries(bytes).collect::<Result<Vec<_>, _>>() else { return };
    let mut again = Vec::new();
    entries.into_iter().for_each(|entry| bundle::push(&mut again, entry).expect("it was in a bundle"));
    assert_eq!(again, bytes);
}
