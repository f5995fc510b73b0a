//! Kits are written in one go or in several, and one history never takes the place of another.

use std::fs;
use std::panic::AssertUnwindSafe;

use event_store::EventStore as _;
use futures_util::FutureExt as _;

use super::house::{House, Kit, SIZE, now};
use crate::EVENTS;
use crate::kit::export::{Export, ExportError, Progress, Step};
use crate::kit::{export, layout};

fn contents(kit: &Kit) -> Vec<(String, Vec<u8>)> {
    kit.files().into_iter().map(|file| (file.clone(), kit.read(&file))).collect()
}

#[tokio::test]
async fn a_kit_goes_up_to_the_last_checkpoint_and_no_further() {
    let mut house = House::empty();
    house.grow_to(10).await;
    let kit = house.kit().await;
    assert_eq!(kit.text(&layout::chunk(0)).lines().count(), 10);
    let names = kit.files();
    assert_eq!(
        names,
        [
            "checkpoint",
            "checkpoints.ndjson",
            "events/000000.ndjson",
            "kit.json",
            "tile/0/000.p/10",
            "tile/entries/000.p/10"
        ]
    );
    assert_eq!(
        kit.text(layout::MANIFEST),
        "{\"format\":\"colloquy-kit\",\"version\":1,\"origin\":\"log.example/main\",\"ledger\":\"events\",\"size\":\"10\",\"exported_at\":\"2023-11-14T22:13:20.000000Z\",\"complete\":true}\n"
    );
    assert!(kit.verified().await.is_ok());
}

#[tokio::test]
async fn without_a_checkpoint_there_is_nothing_to_export() {
    let house = House::empty();
    let error = house.export_to(&house.place("kit")).await.unwrap_err();
    assert!(matches!(error, ExportError::NothingSealed), "{error}");
}

#[tokio::test]
async fn a_kit_that_is_gone_on_with_is_as_one_written_at_once() {
    let mut house = House::empty();
    let kit = Kit::unwritten();
    for size in [3, 200, 256, 700, 701, 1_024] {
        house.grow_to(size).await;
        house.export_to(&kit.path).await.unwrap();
        assert_eq!(contents(&kit), contents(&house.kit().await), "{size}");
        assert!(kit.verified().await.is_ok(), "{size}");
    }
}

#[tokio::test]
async fn what_is_whole_is_kept_and_what_is_not_is_written_again() {
    let house = House::new().await;
    let (kit, fresh) = (house.kit().await, house.kit().await);
    let kept = kit.path.join("tile/0/000");
    let written = |path: &std::path::Path| fs::metadata(path).unwrap().modified().unwrap();
    let before = written(&kept);
    kit.write("tile/0/001", [0; 31]);
    kit.write("tile/entries/001", [0, 9, 1]);
    kit.write("tile/0/002.p/188.unfinished", "");
    kit.write("tile/0/002.p/17", [0; 17 * 32]);
    kit.remove(&layout::chunk(0));
    kit.replace(layout::MANIFEST, "true", "false");
    house.export_to(&kit.path).await.unwrap();
    assert_eq!(contents(&kit), contents(&fresh));
    assert_eq!(written(&kept), before);
}

#[tokio::test]
async fn an_export_that_is_cut_off_is_not_complete_and_goes_on() {
    let house = House::new().await;
    let kit = Kit::unwritten();
    let what = Export { log: &house.log, ledger: &house.ledger, name: EVENTS, exported_at: now() };
    let mut tell = |progress: Progress| {
        let is_far_enough = progress.step == Step::Bundles && progress.done == 2;
        assert!(!is_far_enough, "the power goes out here");
    };
    let cut_off = AssertUnwindSafe(export(what, &kit.path, &mut tell)).catch_unwind().await;
    assert!(cut_off.is_err(), "it was not cut off");
    assert!(kit.text(layout::MANIFEST).contains("\"complete\":false"));
    assert!(kit.verified().await.is_err());
    house.export_to(&kit.path).await.unwrap();
    assert_eq!(contents(&kit), contents(&house.kit().await));
}

#[tokio::test]
async fn another_history_does_not_take_the_place_of_a_kit() {
    let (mut one, mut two) = (House::empty(), House::empty());
    one.grow_to(20).await;
    two.log.append(super::forged::append_of(999)).await.unwrap();
    two.grow_to(29).await;
    let kit = one.kit().await;
    let before = contents(&kit);
    let error = two.export_to(&kit.path).await.unwrap_err();
    assert!(matches!(error, ExportError::Breach { .. }), "{error}");
    let ExportError::Breach { breach, .. } = error else { panic!() };
    let told = breach.to_string();
    assert!(told.contains("size 20 root") && told.contains("size 30 root"), "{told}");
    assert_eq!(contents(&kit), before);
    let rolled_back = one.export_to(&two.kit().await.path).await.unwrap_err();
    assert!(matches!(rolled_back, ExportError::Breach { .. }), "{rolled_back}");
}

#[tokio::test]
async fn what_is_not_a_kit_of_this_log_is_left_alone() {
    let house = House::new().await;
    let place = Kit::unwritten();
    place.write("letters.txt", "dear");
    let error = house.export_to(&place.path).await.unwrap_err();
    assert!(matches!(error, ExportError::Foreign { .. }), "{error}");
    assert_eq!(place.files(), ["letters.txt"]);
    let kit = house.kit().await;
    kit.replace(layout::MANIFEST, "log.example", "lag.example");
    assert!(matches!(house.export_to(&kit.path).await.unwrap_err(), ExportError::Foreign { .. }));
}

#[tokio::test]
async fn progress_comes_to_its_end() {
    let house = House::new().await;
    let what = Export { log: &house.log, ledger: &house.ledger, name: EVENTS, exported_at: now() };
    let mut last = Vec::new();
    let mut tell = |progress: Progress| {
        last.retain(|before: &Progress| before.step != progress.step);
        last.push(progress);
    };
    export(what, &house.place("kit"), &mut tell).await.unwrap();
    let expected = [(Step::Events, SIZE), (Step::Bundles, 3), (Step::Tiles, 4)];
    assert_eq!(last, expected.map(|(step, total)| Progress { step, done: total, total }));
}
