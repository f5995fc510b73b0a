//! Kits written by hand: what an owner could make who has the keys of the log.

use std::collections::HashMap;

use event_store::{Append, Expected, NewEvent, RecordedEvent, StreamName, Tenant};
use ledger::tile::TiledTree;
use ledger::{Bundle, Hash, Head, bundle};
use uuid::Uuid;

use super::attacks::found;
use super::house::{Kit, ORIGIN, now, signed, verified};
use crate::kit::finding::Code;
use crate::kit::manifest::Manifest;
use crate::kit::{Trust, checkpoint_line, layout, line};
use crate::{EVENTS, Sealed, entry};

/// An event to append to a stream of its own.
pub(super) fn append_of(number: u64) -> Append {
    let id = Uuid::from_u64_pair(0x7000, 1 << 63 | number);
    Append {
        tenant: Tenant::new("acme"),
        stream: StreamName::new(&format!("queue-{number}")),
        expected: Expected::Any,
        command_id: id,
        digest: [1; 32],
        causation_id: None,
        correlation_id: None,
        actor: event_store::Actor { kind: "agent".into(), id: "a".into(), on_behalf_of: None },
        events: vec![NewEvent {
            event_id: id,
            event_type: "queue.retired".into(),
            schema_version: 1,
            occurred_at: now(),
            body: "{}".into(),
        }],
    }
}

/// An event of one of `streams` streams.
pub(super) fn event(position: u64, streams: u64) -> RecordedEvent {
    let id = Uuid::from_u64_pair(0x7000, 1 << 63 | position);
    RecordedEvent {
        position,
        event_id: id,
        tenant: Tenant::new("acme"),
        stream: StreamName::new(&format!("conversation-{}", (position - 1) % streams)),
        revision: (position - 1) / streams,
        event_type: "conversation.turn_recorded".into(),
        schema_version: 1,
        occurred_at: now(),
        recorded_at: now(),
        actor: event_store::Actor { kind: "agent".into(), id: "a".into(), on_behalf_of: None },
        command_id: id,
        causation_id: None,
        correlation_id: None,
        body: format!("{{\"turn\":{position}}}").into(),
    }
}

/// A kit of these events, sealed at their end; `previous` may lie about the leaf before each.
pub(super) fn write(events: &[RecordedEvent], previous: impl Fn(u64, Option<Hash>) -> Option<Hash>) -> Kit {
    let (kit, mut tree, mut leaves) = (Kit::unwritten(), TiledTree::new(), HashMap::new());
    let mut entries = Vec::new();
    for event in events {
        let before = previous(event.position, leaves.get(&event.stream).copied());
        let entry = entry::encode(event, before).unwrap();
        leaves.insert(event.stream.clone(), Hash::leaf(&entry));
        tree.push(Hash::leaf(&entry));
        entries.push(entry);
    }
    let size = events.len() as u64;
    for (tile, bytes) in tree.take_full().into_iter().chain(tree.partial()) {
        kit.write(&tile.to_string(), bytes);
    }
    for (bundle, entries) in Bundle::all(size).zip(entries.chunks(256)) {
        let mut bytes = Vec::new();
        entries.iter().for_each(|entry| bundle::push(&mut bytes, entry).unwrap());
        kit.write(&bundle.to_string(), bytes);
    }
    for (chunk, events) in (0..).zip(events.chunks(layout::CHUNK as usize)) {
        let mut lines = Vec::new();
        events.iter().for_each(|event| line::write(&mut lines, event));
        kit.write(&layout::chunk(chunk), lines);
    }
    let head = Head { size, root: tree.tree().root() };
    let note = signed(head);
    let mut lines = Vec::new();
    checkpoint_line::write(&mut lines, &Sealed { head, sealed_at: now(), note: note.clone() });
    kit.write(layout::CHECKPOINT, note.to_string());
    kit.write(layout::CHECKPOINTS, lines);
    kit.write(layout::MANIFEST, Manifest::new(ORIGIN, EVENTS, size, now(), true).to_bytes());
    kit
}

/// Whom to trust with a kit that no witness has seen.
pub(super) fn trust() -> Trust {
    let mut trust = super::house::trust();
    trust.quorum.required = 0;
    trust
}

pub(super) async fn finding(kit: &Kit) -> crate::kit::Finding {
    match verified(&kit.path, &trust()).await {
        Err(crate::kit::VerifyError::Finding(finding)) => *finding,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_kit_written_by_hand_verifies() {
    let events: Vec<_> = (1..=300).map(|position| event(position, 7)).collect();
    let kit = write(&events, |_, previous| previous);
    assert_eq!(verified(&kit.path, &trust()).await.unwrap().streams, 7);
    assert_eq!(found(&kit).await.code, Code::Witnesses);
}

#[tokio::test]
async fn a_stream_that_was_sealed_broken_is_named() {
    let events: Vec<_> = (1..=300).map(|position| event(position, 7)).collect();
    let lied = write(&events, |position, previous| if position == 150 { Some(Hash::of(b"x")) } else { previous });
    let mut gap = events.clone();
    gap.iter_mut()
        .filter(|event| event.position >= 150 && &*event.stream.0 == "conversation-2")
        .for_each(|event| event.revision += 1);
    let skipped = write(&gap, |_, previous| previous);
    let mut late = events.clone();
    late[1].revision = 1;
    let no_first = write(&late, |_, previous| previous);
    for (kit, position) in [(lied, 150), (skipped, 150), (no_first, 2)] {
        let finding = finding(&kit).await;
        assert_eq!((finding.code, finding.at.position()), (Code::BrokenStream, Some(position)), "{finding}");
    }
}

#[tokio::test]
async fn an_empty_log_verifies_and_nothing_may_be_added_to_it() {
    let kit = write(&[], |_, previous| previous);
    assert_eq!(verified(&kit.path, &trust()).await.unwrap().events, 0);
    let mut lines = Vec::new();
    line::write(&mut lines, &event(1, 1));
    kit.write(&layout::chunk(0), lines);
    let finding = finding(&kit).await;
    assert_eq!((finding.code, finding.at.position()), (Code::ExtraEvent, Some(1)), "{finding}");
}
