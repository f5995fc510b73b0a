//! The attack corpus on checkpoints, signatures and what a kit says of itself.

use ledger::note::Algorithm;
use ledger::{Checkpoint, Hash, Head, Note, SecretKey, Signer as _};

use super::attacks::{Attack, check, found};
use super::house::{House, Kit, ORIGIN, SIZE, log_key, trust, verified};
use crate::kit::{Code, VerifyError, checkpoint_line, layout};

/// Puts a note in the place of the last one, everywhere.
fn put_last(kit: &Kit, note: &Note, head: Head) {
    let old = kit.text(layout::CHECKPOINT);
    let size = Note::parse(old.as_bytes()).map(|note| Checkpoint::parse(&note.text).unwrap().head.size).unwrap();
    kit.write(layout::CHECKPOINT, note.to_string());
    kit.replace(layout::MANIFEST, &format!("\"size\":\"{size}\""), &format!("\"size\":\"{}\"", head.size));
    kit.change(layout::CHECKPOINTS, |lines| {
        let last = checkpoint_line::read(lines.pop().unwrap().as_bytes()).unwrap();
        let mut line = Vec::new();
        checkpoint_line::write(&mut line, &crate::Sealed { head, note: note.clone(), ..last });
        lines.push(String::from_utf8(line).unwrap().trim_end().to_owned());
    });
}

/// The last note anew, of this origin and head, by this key, and with the witnesses' signatures if they can be kept.
fn put_signed(kit: &Kit, origin: &str, key: &SecretKey, head: impl Fn(Head) -> Head) {
    let old = Note::parse(&kit.read(layout::CHECKPOINT)).unwrap();
    let head = head(Checkpoint::parse(&old.text).unwrap().head);
    let note = Checkpoint::new(origin, head).sign(&[key]).unwrap();
    put_last(kit, &note, head);
}

fn sized(size: u64) -> impl Fn(Head) -> Head {
    move |head| Head { size, root: if size == 0 { Hash::of_nothing() } else { head.root } }
}

const WITHOUT_WITNESSES: &[Attack] = &[
    ("another key of the same name", |kit| put_signed(kit, ORIGIN, &log_key(9), |head| head), Code::Signature, None),
    (
        "a log of another name",
        |kit| {
            let other = SecretKey::new("evil.example", Algorithm::Ed25519, [1; 32]).unwrap();
            put_signed(kit, "evil.example", &other, |head| head);
        },
        Code::WrongOrigin,
        None,
    ),
    (
        "another origin, signed by the log",
        |kit| put_signed(kit, "evil.example", &log_key(2), |head| head),
        Code::WrongOrigin,
        None,
    ),
    ("size zero", |kit| put_signed(kit, ORIGIN, &log_key(2), sized(0)), Code::Head, None),
    ("a huge size", |kit| put_signed(kit, ORIGIN, &log_key(2), sized(u64::MAX)), Code::Head, None),
    ("one event more", |kit| put_signed(kit, ORIGIN, &log_key(2), sized(SIZE + 1)), Code::Head, None),
    ("one event less", |kit| put_signed(kit, ORIGIN, &log_key(2), sized(SIZE - 1)), Code::Head, None),
    (
        "another root",
        |kit| put_signed(kit, ORIGIN, &log_key(2), |head| Head { root: Hash::of(b"x"), ..head }),
        Code::Head,
        None,
    ),
    (
        "a size that only the file says",
        |kit| {
            let note =
                Checkpoint::new(ORIGIN, Head { size: u64::MAX, root: Hash::of(b"x") }).sign(&[&log_key(2)]).unwrap();
            kit.write(layout::CHECKPOINT, note.to_string());
        },
        Code::Head,
        None,
    ),
];

#[tokio::test]
async fn a_last_checkpoint_that_is_not_the_logs_is_named() {
    let kit = House::new().await.kit().await;
    for (name, attack, code, position) in WITHOUT_WITNESSES {
        let copy = kit.copy();
        attack(&copy);
        let mut trust = trust();
        trust.quorum.required = 0;
        let Err(VerifyError::Finding(finding)) = verified(&copy.path, &trust).await else { panic!("{name}") };
        assert_eq!((finding.code, finding.at.position()), (*code, *position), "{name}: {finding}");
    }
}

fn line(kit: &Kit, index: usize) -> String {
    kit.text(layout::CHECKPOINTS).lines().nth(index).unwrap().to_owned()
}

const ATTACKS: &[Attack] = &[
    (
        "the head is rolled back",
        |kit| {
            let earlier = checkpoint_line::read(line(kit, 4).as_bytes()).unwrap();
            kit.write(layout::CHECKPOINT, earlier.note.to_string());
            kit.replace(layout::MANIFEST, "\"size\":\"700\"", "\"size\":\"512\"");
        },
        Code::Head,
        None,
    ),
    ("the manifest says another size", |kit| kit.replace(layout::MANIFEST, "700", "701"), Code::Head, None),
    (
        "the manifest says another log",
        |kit| kit.replace(layout::MANIFEST, "log.example", "lag.example"),
        Code::WrongOrigin,
        None,
    ),
    (
        "the manifest says another ledger",
        |kit| kit.replace(layout::MANIFEST, "\"events\"", "\"access\""),
        Code::WrongOrigin,
        None,
    ),
    ("the export was cut off", |kit| kit.replace(layout::MANIFEST, "true", "false"), Code::Unreadable, None),
    ("there is no manifest", |kit| kit.remove(layout::MANIFEST), Code::Unreadable, None),
    ("there is no checkpoint", |kit| kit.remove(layout::CHECKPOINT), Code::Unreadable, None),
    ("there are no checkpoints", |kit| kit.remove(layout::CHECKPOINTS), Code::Unreadable, None),
    ("the checkpoint is no note", |kit| kit.write(layout::CHECKPOINT, "\n"), Code::Signature, None),
    (
        "the last checkpoint is left out",
        |kit| kit.change(layout::CHECKPOINTS, |lines| _ = lines.pop()),
        Code::Head,
        None,
    ),
    ("all checkpoints are left out", |kit| kit.change(layout::CHECKPOINTS, Vec::clear), Code::Head, None),
    (
        "a checkpoint stands twice",
        |kit| kit.change(layout::CHECKPOINTS, |lines| lines.insert(2, lines[2].clone())),
        Code::Head,
        None,
    ),
    (
        "the last checkpoint stands twice",
        |kit| kit.change(layout::CHECKPOINTS, |lines| lines.push(lines[6].clone())),
        Code::Head,
        None,
    ),
    (
        "two checkpoints change places",
        |kit| kit.change(layout::CHECKPOINTS, |lines| lines.swap(2, 3)),
        Code::Head,
        None,
    ),
    (
        "a line says another size",
        |kit| kit.replace(layout::CHECKPOINTS, "\"size\":\"256\"", "\"size\":\"255\""),
        Code::Head,
        None,
    ),
    (
        "a line is no checkpoint",
        |kit| kit.change(layout::CHECKPOINTS, |lines| lines[2] = "{}".to_owned()),
        Code::Unreadable,
        None,
    ),
    (
        "a line is torn",
        |kit| {
            let text = kit.text(layout::CHECKPOINTS);
            kit.write(layout::CHECKPOINTS, text.trim_end());
        },
        Code::Unreadable,
        None,
    ),
    (
        "an earlier checkpoint has another text",
        |kit| kit.replace(layout::CHECKPOINTS, "main\\n256\\n", "main\\n257\\n"),
        Code::Signature,
        None,
    ),
    (
        "an earlier checkpoint is of another root",
        |kit| {
            kit.change(layout::CHECKPOINTS, |lines| {
                let old = checkpoint_line::read(lines[3].as_bytes()).unwrap();
                let head = Head { root: Hash::of(b"x"), ..old.head };
                let mut line = Vec::new();
                checkpoint_line::write(&mut line, &crate::Sealed { head, note: super::house::signed(head), ..old });
                lines[3] = String::from_utf8(line).unwrap().trim_end().to_owned();
            });
        },
        Code::Head,
        None,
    ),
    (
        "the witnesses are taken away",
        |kit| {
            let mut note = Note::parse(&kit.read(layout::CHECKPOINT)).unwrap();
            note.signatures.truncate(1);
            let head = Checkpoint::parse(&note.text).unwrap().head;
            put_last(kit, &note, head);
        },
        Code::Witnesses,
        None,
    ),
    (
        "a witness has not signed this",
        |kit| {
            let mut note = Note::parse(&kit.read(layout::CHECKPOINT)).unwrap();
            note.signatures[2].payload[3] ^= 1;
            let head = Checkpoint::parse(&note.text).unwrap().head;
            put_last(kit, &note, head);
        },
        Code::Witnesses,
        None,
    ),
];

#[tokio::test]
async fn what_is_done_to_checkpoints_is_named() {
    check(&House::new().await.kit().await, ATTACKS).await;
}

#[tokio::test]
async fn a_checkpoint_of_a_wrong_root_tells_where_the_fault_can_begin() {
    let kit = House::new().await.kit().await;
    let (_, attack, ..) =
        ATTACKS.iter().find(|(name, ..)| *name == "an earlier checkpoint is of another root").unwrap();
    attack(&kit);
    let finding = found(&kit).await;
    assert_eq!(finding.at.to_string(), "checkpoint of size 300");
    assert!(finding.expected.contains("the events from 257 on"), "{finding}");
}

#[tokio::test]
async fn the_kit_of_another_log_is_not_taken_for_ours() {
    let kit = House::new().await.kit().await;
    let mut other = trust();
    other.keys = vec![SecretKey::new("other.example", Algorithm::Ed25519, [1; 32]).unwrap().vkey().clone()];
    let Err(VerifyError::Finding(finding)) = verified(&kit.path, &other).await else { panic!() };
    assert_eq!(
        (finding.code, finding.expected.as_str(), finding.found.as_str()),
        (Code::WrongOrigin, "other.example", ORIGIN)
    );
    other.keys.clear();
    assert!(verified(&kit.path, &other).await.is_err(), "without keys nothing is believed");
}

#[tokio::test]
async fn after_a_rotation_all_keys_are_needed() {
    let kit = House::new().await.kit().await;
    for kept in [0, 1] {
        let mut trust = trust();
        trust.keys = vec![trust.keys.remove(kept)];
        let Err(VerifyError::Finding(finding)) = verified(&kit.path, &trust).await else { panic!() };
        assert_eq!(finding.code, Code::Signature, "{finding}");
    }
}

#[tokio::test]
async fn every_finding_has_a_code_of_its_own() {
    let codes: std::collections::BTreeSet<u8> = Code::ALL.iter().map(|code| code.exit()).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), (10..=22).collect::<Vec<u8>>());
    let names: std::collections::BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
}
