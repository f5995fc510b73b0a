//! A kit of more than one file of events, and of tiles of three levels.

use super::forged::{event, finding, trust, write};
use super::house::verified;
use crate::kit::finding::Code;
use crate::kit::{KitEventStore, layout};
use event_store::EventStore as _;

const SIZE: u64 = layout::CHUNK + 300;

#[tokio::test]
async fn a_kit_of_several_files_and_levels_verifies_and_each_level_counts() {
    let events: Vec<_> = (1..=SIZE).map(|position| event(position, 1_000)).collect();
    let kit = write(&events, |_, previous| previous);
    let report = verified(&kit.path, &trust()).await.unwrap();
    assert_eq!((report.events, report.streams, report.tiles), (SIZE, 1_000, 258 + 2 + 1));

    let store = KitEventStore::open(&kit.path).unwrap();
    let after = layout::CHUNK - 2;
    assert_eq!(store.read_all(after, 5).await.unwrap(), events[after as usize..after as usize + 5]);
    assert_eq!(store.read_all(after + 5, 5).await.unwrap(), events[after as usize + 5..after as usize + 10]);

    for (tile, bit, position) in
        [("tile/2/000.p/1", 7, 1), ("tile/1/000", 8 * 32 * 200, 51_201), ("tile/1/001.p/1", 0, 65_537)]
    {
        kit.flip(tile, bit);
        let found = finding(&kit).await;
        assert_eq!((found.code, found.at.position()), (Code::Tile, Some(position)), "{tile}: {found}");
        kit.flip(tile, bit);
    }

    let (one, two) = (kit.text(&layout::chunk(0)), kit.text(&layout::chunk(1)));
    let (first, rest) = two.split_at(two.find('\n').unwrap() + 1);
    kit.write(&layout::chunk(0), format!("{one}{first}"));
    kit.write(&layout::chunk(1), rest);
    let moved = finding(&kit).await;
    assert_eq!((moved.code, moved.at.position()), (Code::Unreadable, Some(layout::CHUNK + 1)), "{moved}");
    kit.write(&layout::chunk(0), one);
    kit.remove(&layout::chunk(1));
    let missing = finding(&kit).await;
    assert_eq!((missing.code, missing.at.position()), (Code::Unreadable, Some(layout::CHUNK + 1)), "{missing}");
}
