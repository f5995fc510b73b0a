//! The attack corpus on events, entries and tiles: each is found, and named for what it is.

use super::house::{House, Kit, SIZE};
use crate::kit::{Code, Finding, VerifyError, layout};

/// An attack, what it is to be called, and the first position that is concerned.
pub(super) type Attack = (&'static str, fn(&Kit), Code, Option<u64>);

pub(super) async fn found(kit: &Kit) -> Finding {
    match kit.verified().await {
        Err(VerifyError::Finding(finding)) => *finding,
        other => panic!("{other:?}"),
    }
}

/// Each is done to a copy of the kit.
pub(super) async fn check(kit: &Kit, attacks: &[Attack]) {
    let mut misnamed = Vec::new();
    for (name, attack, code, position) in attacks {
        let copy = kit.copy();
        attack(&copy);
        let finding = found(&copy).await;
        if (finding.code, finding.at.position()) != (*code, *position) {
            misnamed.push(format!("{name}: {:?}: {finding}", finding.code));
        }
    }
    assert!(misnamed.is_empty(), "{}", misnamed.join("\n"));
}

fn replace(lines: &mut [String], position: usize, from: &str, to: &str) {
    let line = &mut lines[position - 1];
    assert!(line.contains(from), "{line} has no {from}");
    *line = line.replacen(from, to, 1);
}

/// Gives every line the position at which it stands.
fn renumber(lines: &mut [String]) {
    for (index, line) in lines.iter_mut().enumerate() {
        let (_, rest) = line.split_once(",\"event_id\"").unwrap();
        *line = format!("{{\"position\":\"{}\",\"event_id\"{rest}", index + 1);
    }
}

fn body(line: &str) -> &str {
    line.split_once(",\"body\":").unwrap().1
}

fn forged(line: &str) -> String {
    let mut forged = line.to_owned();
    let at = forged.find("\"event_id\":\"").unwrap() + "\"event_id\":\"".len();
    forged.replace_range(at..at + 8, "ffffffff");
    forged
}

#[tokio::test]
async fn a_kit_that_nobody_touched_verifies() {
    let kit = House::new().await.kit().await;
    let report = kit.verified().await.unwrap();
    assert_eq!((report.events, report.withheld, report.streams, report.checkpoints), (SIZE, 0, 22, 7));
    assert_eq!((report.bundles, report.tiles, report.head.size), (3, 4, SIZE));
    assert_eq!(report.witnesses.len(), 2);
}

#[tokio::test]
async fn altered_events_are_named_with_their_fields() {
    let kit = House::new().await.kit().await;
    let edits = [
        ("position", "\"position\":\"300\"", "\"position\":\"301\""),
        ("position", "\"position\":\"300\"", "\"position\":\"299\""),
        ("event_id", "-8000-00000000012c\",\"tenant", "-8000-00000000012d\",\"tenant"),
        ("tenant", "\"tenant\":\"acme\"", "\"tenant\":\"acne\""),
        ("stream", "\"stream\":\"conversation-3\"", "\"stream\":\"conversation-4\""),
        ("revision", "\"revision\":\"", "\"revision\":\"1"),
        ("type", "\"type\":\"conversation.", "\"type\":\"conservation."),
        ("schema_version", "\"schema_version\":1", "\"schema_version\":2"),
        ("occurred_at", "\"occurred_at\":\"2023", "\"occurred_at\":\"2022"),
        ("recorded_at", "\"recorded_at\":\"2023", "\"recorded_at\":\"2024"),
        ("actor.kind", "\"kind\":\"agent\"", "\"kind\":\"admin\""),
        ("actor.id", "\"id\":\"a-0\"", "\"id\":\"a-1\""),
        ("actor.on_behalf_of", ",\"on_behalf_of\":\"customer:c-1\"", ""),
        ("command_id", "\"command_id\":\"00000001", "\"command_id\":\"00000002"),
        ("causation_id", "\"causation_id\":\"00000002-0000-7000-8000-00000000012c\"", "\"causation_id\":null"),
        ("correlation_id", "\"correlation_id\":\"00000003", "\"correlation_id\":\"00000004"),
        ("body", "\\\"turn\\\": 300", "\\\"turn\\\": 999"),
    ];
    for (field, from, to) in edits {
        let copy = kit.copy();
        copy.change_events(|lines| replace(lines, 300, from, to));
        let finding = found(&copy).await;
        let code = if field == "body" { Code::AlteredBody } else { Code::AlteredMetadata };
        assert_eq!((finding.code, finding.at.position()), (code, Some(300)), "{field}: {finding}");
        let names = |text: &str| text.starts_with(field) && !text.contains(", ");
        assert!(names(&finding.expected) && names(&finding.found) && finding.expected != finding.found, "{finding}");
    }
}

const ON_EVENTS: &[Attack] = &[
    ("an event is deleted", |kit| kit.change_events(|lines| _ = lines.remove(99)), Code::MissingEvent, Some(100)),
    (
        "an event is deleted, and the gap closed",
        |kit| {
            kit.change_events(|lines| {
                lines.remove(99);
                renumber(lines);
            });
        },
        Code::MissingEvent,
        Some(100),
    ),
    (
        "a stream is deleted",
        |kit| {
            kit.change_events(|lines| {
                lines.retain(|line| !line.contains("\"tenant\":\"acme\",\"stream\":\"conversation-8\""));
            });
        },
        Code::MissingEvent,
        Some(8),
    ),
    (
        "a stream is deleted, and the gaps closed",
        |kit| {
            kit.change_events(|lines| {
                lines.retain(|line| !line.contains("\"tenant\":\"acme\",\"stream\":\"conversation-8\""));
                renumber(lines);
            });
        },
        Code::MissingEvent,
        Some(8),
    ),
    ("two events change places", |kit| kit.change_events(|lines| lines.swap(9, 10)), Code::Reordered, Some(10)),
    (
        "two events far apart change places",
        |kit| kit.change_events(|lines| lines.swap(9, 400)),
        Code::Reordered,
        Some(10),
    ),
    (
        "two events change places and positions",
        |kit| {
            kit.change_events(|lines| {
                lines.swap(9, 10);
                renumber(lines);
            });
        },
        Code::Reordered,
        Some(10),
    ),
    (
        "an event is put in",
        |kit| kit.change_events(|lines| lines.insert(50, forged(&lines[49]))),
        Code::ExtraEvent,
        Some(51),
    ),
    (
        "an event is put in, and the others moved up",
        |kit| {
            kit.change_events(|lines| {
                lines.insert(50, forged(&lines[49]));
                renumber(lines);
            });
        },
        Code::ExtraEvent,
        Some(51),
    ),
    (
        "an event stands twice",
        |kit| kit.change_events(|lines| lines.insert(60, lines[59].clone())),
        Code::Reordered,
        Some(61),
    ),
    (
        "an event stands twice, and the others moved up",
        |kit| {
            kit.change_events(|lines| {
                lines.insert(60, lines[59].clone());
                renumber(lines);
            });
        },
        Code::Reordered,
        Some(61),
    ),
    (
        "an event is repeated at the end",
        |kit| kit.change_events(|lines| lines.push(lines[59].clone())),
        Code::Reordered,
        Some(701),
    ),
    (
        "an event is added",
        |kit| {
            kit.change_events(|lines| {
                lines.push(forged(&lines[699]));
                renumber(lines);
            });
        },
        Code::ExtraEvent,
        Some(701),
    ),
    ("the end is cut off", |kit| kit.change_events(|lines| lines.truncate(697)), Code::MissingEvent, Some(698)),
    (
        "the end is cut off, with its entries",
        |kit| {
            kit.change_events(|lines| lines.truncate(512));
            kit.remove("tile/entries/002.p/188");
            kit.remove("tile/0/002.p/188");
        },
        Code::MissingEvent,
        Some(513),
    ),
    (
        "two bodies are swapped",
        |kit| {
            kit.change_events(|lines| {
                let (one, two) = (body(&lines[19]).to_owned(), body(&lines[20]).to_owned());
                replace(lines, 20, &one, &two);
                replace(lines, 21, &two, &one);
            });
        },
        Code::AlteredBody,
        Some(20),
    ),
    ("a line is no event", |kit| kit.change_events(|lines| lines[41] = "{}".to_owned()), Code::Unreadable, Some(42)),
    (
        "the last line is torn",
        |kit| {
            let text = kit.text(&layout::chunk(0));
            kit.write(&layout::chunk(0), text.trim_end());
        },
        Code::Unreadable,
        Some(700),
    ),
    ("there are no events", |kit| kit.remove(&layout::chunk(0)), Code::Unreadable, Some(1)),
    ("there is one more file of events", |kit| kit.write(&layout::chunk(7), ""), Code::ExtraEvent, None),
];

#[tokio::test]
async fn what_is_done_to_events_is_named() {
    check(&House::new().await.kit().await, ON_EVENTS).await;
}

#[tokio::test]
async fn the_body_of_another_event_is_told_as_such() {
    let kit = House::new().await.kit().await;
    (ON_EVENTS.iter().find(|(name, ..)| *name == "two bodies are swapped").unwrap().1)(&kit);
    let finding = found(&kit).await;
    assert!(finding.found.ends_with("the body of the event at position 21"), "{finding}");
}

/// Cuts the entry at `index` of a bundle out, or puts what `with` makes of it in its place.
fn change_entry(kit: &Kit, bundle: &str, index: usize, with: impl Fn(Vec<u8>) -> Option<Vec<u8>>) {
    let bytes = kit.read(bundle);
    let mut changed = Vec::new();
    for (at, entry) in ledger::bundle::entries(&bytes).enumerate() {
        let entry = entry.unwrap().to_vec();
        let entry = if at == index { with(entry) } else { Some(entry) };
        entry.iter().for_each(|entry| ledger::bundle::push(&mut changed, entry).unwrap());
    }
    kit.write(bundle, changed);
}

const ON_ENTRIES_AND_TILES: &[Attack] = &[
    ("a bundle is dropped", |kit| kit.remove("tile/entries/001"), Code::Bundle, Some(257)),
    ("an entry is dropped", |kit| change_entry(kit, "tile/entries/000", 9, |_| None), Code::Bundle, Some(10)),
    (
        "an entry is altered",
        |kit| {
            change_entry(kit, "tile/entries/000", 9, |entry| {
                Some(String::from_utf8(entry).unwrap().replace("acme", "acne").into_bytes())
            });
        },
        Code::Bundle,
        Some(10),
    ),
    (
        "an entry is no commitment",
        |kit| change_entry(kit, "tile/entries/000", 9, |_| Some(b"x".to_vec())),
        Code::Bundle,
        Some(10),
    ),
    (
        "an entry is added",
        |kit| {
            let mut bytes = kit.read("tile/entries/001");
            ledger::bundle::push(&mut bytes, b"x").unwrap();
            kit.write("tile/entries/001", bytes);
        },
        Code::Bundle,
        Some(513),
    ),
    (
        "a bundle ends within an entry",
        |kit| {
            let bytes = kit.read("tile/entries/001");
            kit.write("tile/entries/001", &bytes[..bytes.len() - 1]);
        },
        Code::Bundle,
        Some(512),
    ),
    (
        "two bundles are swapped",
        |kit| {
            let (a, b) = (kit.read("tile/entries/000"), kit.read("tile/entries/001"));
            kit.write("tile/entries/000", b);
            kit.write("tile/entries/001", a);
        },
        Code::Bundle,
        Some(1),
    ),
    ("a tile of level 0 is altered", |kit| kit.flip("tile/0/001", 8 * 32 * 5), Code::Tile, Some(262)),
    ("the last tile of level 0 is altered", |kit| kit.flip("tile/0/002.p/188", 8 * 32 * 187), Code::Tile, Some(700)),
    ("the tile of level 1 is altered", |kit| kit.flip("tile/1/000.p/2", 8 * 32), Code::Tile, Some(257)),
    ("a tile is dropped", |kit| kit.remove("tile/0/001"), Code::Tile, Some(257)),
    ("a tile is cut", |kit| kit.write("tile/0/001", [0; 32]), Code::Tile, Some(257)),
    (
        "a tile is too long",
        |kit| kit.write("tile/0/001", [kit.read("tile/0/001"), vec![0; 9]].concat()),
        Code::Tile,
        Some(257),
    ),
    ("there is one more tile", |kit| kit.write("tile/0/003", [0; 32]), Code::Tile, None),
    ("there is one more partial tile", |kit| kit.write("tile/1/000.p/1", [0; 32]), Code::Tile, None),
    ("there is one more bundle", |kit| kit.write("tile/entries/003", ""), Code::Bundle, None),
    ("there is another file among the tiles", |kit| kit.write("tile/notes", ""), Code::Tile, None),
];

#[tokio::test]
async fn what_is_done_to_entries_and_tiles_is_named() {
    check(&House::new().await.kit().await, ON_ENTRIES_AND_TILES).await;
}

#[tokio::test]
async fn an_event_rewritten_with_its_entry_is_named_by_what_stands_above() {
    let kit = House::new().await.kit().await;
    for (position, bundle, tile) in
        [(10, "tile/entries/000", "tile/0/000"), (600, "tile/entries/002.p/188", "tile/0/002.p/188")]
    {
        let copy = kit.copy();
        let index = (position - 1) % 256;
        copy.change_events(|lines| replace(lines, position, "\"tenant\":\"acme\"", "\"tenant\":\"acne\""));
        copy.change_events(|lines| lines[position - 1] = revised(&lines[position - 1]));
        change_entry(&copy, bundle, index, |entry| {
            let sealed = ledger::Commitment::decode(&entry).unwrap();
            let rewritten = ledger::Commitment { tenant: "acne".into(), revision: 0, previous: None, ..sealed };
            Some(rewritten.encode().unwrap())
        });
        let finding = found(&copy).await;
        assert_eq!((finding.code, finding.at.position()), (Code::Bundle, Some(position as u64)), "{finding}");
        assert!(finding.found.contains("rewritten together"), "{finding}");
        copy.flip(tile, 8 * 32 * index + 3);
        let finding = found(&copy).await;
        assert_eq!((finding.code, finding.at.position()), (Code::Tile, Some(position as u64)), "{finding}");
    }
}

/// The event as the first of its stream.
fn revised(line: &str) -> String {
    let start = line.find("\"revision\":\"").unwrap() + "\"revision\":\"".len();
    let length = line[start..].find('"').unwrap();
    format!("{}0{}", &line[..start], &line[start + length..])
}
