//! Two kits, compared.

use super::house::{House, Kit, SIZE};
use crate::kit::diff::{Comparison, Difference};
use crate::kit::{diff, layout};

async fn differ(a: &Kit, b: &Kit) -> Difference {
    match diff(&a.path, &b.path).await.unwrap() {
        Comparison::Different(difference) => *difference,
        same @ (Comparison::Equal { .. } | Comparison::Prefix { .. }) => panic!("{same:?}"),
    }
}

#[tokio::test]
async fn kits_of_one_log_are_equal_or_one_goes_on() {
    let mut house = House::empty();
    house.grow_to(300).await;
    let short = house.kit().await;
    house.grow_to(SIZE).await;
    let (one, two) = (house.kit().await, house.kit().await);
    assert_eq!(diff(&one.path, &two.path).await.unwrap(), Comparison::Equal { size: SIZE });
    assert_eq!(diff(&short.path, &one.path).await.unwrap(), Comparison::Prefix { a: 300, b: SIZE });
    assert_eq!(diff(&one.path, &short.path).await.unwrap(), Comparison::Prefix { a: SIZE, b: 300 });
}

#[tokio::test]
async fn the_first_event_that_differs_is_named_with_its_fields() {
    let kit = House::new().await.kit().await;
    let other = kit.copy();
    other.change_events(|lines| {
        lines[499] = lines[499].replace("acme", "acne");
        lines[299] = lines[299].replace("\"id\":\"a-0\"", "\"id\":\"a-9\"");
    });
    let found = differ(&kit, &other).await;
    assert_eq!(
        (found.at.position(), found.a.as_str(), found.b.as_str()),
        (Some(300), "actor.id \"a-0\"", "actor.id \"a-9\"")
    );
    other.change_events(|lines| lines.truncate(5));
    assert_eq!(
        (differ(&kit, &other).await.at.position(), differ(&kit, &other).await.b),
        (Some(6), "nothing".to_owned())
    );
}

#[tokio::test]
async fn checkpoints_entries_tiles_and_names_are_compared() {
    let kit = House::new().await.kit().await;
    let changed = |change: &dyn Fn(&Kit)| {
        let other = kit.copy();
        change(&other);
        other
    };
    let dropped = changed(&|kit| kit.change(layout::CHECKPOINTS, |lines| _ = lines.remove(2)));
    assert_eq!(differ(&kit, &dropped).await.at.to_string(), "checkpoint of size 256");
    let tile = changed(&|kit| kit.flip("tile/1/000.p/2", 3));
    assert_eq!(differ(&kit, &tile).await.at.to_string(), "tile/1/000.p/2 (from position 1)");
    let bundle = changed(&|kit| kit.remove("tile/entries/001"));
    assert_eq!(differ(&kit, &bundle).await.b, "nothing");
    let named = changed(&|kit| kit.replace(layout::MANIFEST, "log.example", "lag.example"));
    assert_eq!(differ(&kit, &named).await.b, "events of lag.example/main");
}
