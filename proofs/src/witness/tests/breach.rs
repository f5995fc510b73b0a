//! Each way in which a log breaks its word is told from damage, and raises an alarm that lasts.

use std::fs;

use ledger::succession::Breach;
use ledger::{Checkpoint, Note};

use super::support::{House, LogInDirectory, ORIGIN, log_key, now};
use super::*;

/// A witness has seen the honest log at `before`; then the owner shows another log.
async fn alarmed(before: u64, other: impl FnOnce(&House) -> LogInDirectory) -> (House, Alarm, [Head; 2]) {
    let house = House::new();
    let honest = LogInDirectory::new(house.log(), before).head();
    house.witness().look(now()).await.unwrap();
    fs::remove_dir_all(house.log()).unwrap();
    let shown = other(&house).head();
    let cosigned = house.kept("cosigned");
    let error = house.witness().look(now()).await.unwrap_err();
    assert!(!error.may_pass());
    let Error::Broken(alarm) = error else { panic!("{error}") };
    assert_eq!(house.kept("cosigned"), cosigned, "nothing more was cosigned");
    (house, *alarm, [honest, shown])
}

/// The evidence holds on its own: heads by name, and notes that anyone can check.
fn check_evidence(house: &House, alarm: &Alarm, heads: [Head; 2]) {
    assert_eq!(alarm.heads(), (heads[0], heads[1]));
    let text = String::from_utf8(house.kept("evidence-1.txt")).unwrap();
    assert_eq!(alarm.file, Some(house.file("evidence-1.txt")));
    for head in heads {
        assert!(text.contains(&head.to_string()) && alarm.breach.to_string().contains(&head.to_string()), "{text}");
    }
    let notes: Vec<&str> = text.split("\n==== ").skip(1).map(|part| part.split_once('\n').unwrap().1).collect();
    for (note, head) in notes.iter().zip(heads) {
        let note = Note::parse(format!("{}\n", note.trim_end()).as_bytes()).unwrap();
        assert_eq!(Checkpoint::open(&note, ORIGIN, &[log_key().vkey().clone()]).unwrap().head, head);
    }
    assert_eq!(notes.len(), 2);
}

#[tokio::test]
async fn a_rollback_raises_the_alarm() {
    let (house, alarm, heads) = alarmed(300, |house| LogInDirectory::new(house.log(), 299)).await;
    assert!(matches!(alarm.breach, Breach::Rollback { .. }));
    check_evidence(&house, &alarm, heads);
}

#[tokio::test]
async fn a_fork_raises_the_alarm() {
    let (house, alarm, heads) = alarmed(300, |house| LogInDirectory::that_differs(house.log(), 300, 299)).await;
    assert!(matches!(alarm.breach, Breach::Fork { .. }));
    check_evidence(&house, &alarm, heads);
}

#[tokio::test]
async fn a_rewrite_raises_the_alarm_wherever_it_begins() {
    for (before, after, from) in [(300, 301, 0), (300, 70_000, 299), (256, 257, 255), (1, 2, 0), (300, 600, 255)] {
        let (house, alarm, heads) =
            alarmed(before, |house| LogInDirectory::that_differs(house.log(), after, from)).await;
        assert!(matches!(alarm.breach, Breach::Rewrite { .. }), "{before} {after} {from}");
        check_evidence(&house, &alarm, heads);
        let Contained { head, proof } = alarm.contained.unwrap();
        assert_eq!(head.size, before);
        assert_ne!(head.root, heads[0].root);
        ledger::proof::check_consistency(before, head.root, after, heads[1].root, &proof).unwrap();
    }
}

#[tokio::test]
async fn the_alarm_lasts_until_somebody_takes_the_evidence_away() {
    let (house, _, _) = alarmed(300, |house| LogInDirectory::that_differs(house.log(), 301, 0)).await;
    // Even if the log is as it was.
    fs::remove_dir_all(house.log()).unwrap();
    let honest = LogInDirectory::new(house.log(), 302);
    for _ in 0..2 {
        let error = house.witness().look(now()).await.unwrap_err();
        let Error::Alarmed { evidence } = error else { panic!("{error}") };
        assert_eq!(evidence, house.file("evidence-1.txt"));
    }
    fs::remove_file(house.file("evidence-1.txt")).unwrap();
    assert_eq!(house.witness().look(now()).await.unwrap().head, honest.head());
}

#[tokio::test]
async fn a_log_that_stays_broken_raises_the_alarm_again() {
    let (house, first, _) = alarmed(300, |house| LogInDirectory::that_differs(house.log(), 301, 0)).await;
    fs::remove_file(house.file("evidence-1.txt")).unwrap();
    let error = house.witness().look(now()).await.unwrap_err();
    assert!(matches!(&error, Error::Broken(again) if **again == first), "{error}");
}

#[tokio::test]
async fn damaged_and_missing_tiles_are_no_evidence() {
    for damage in [
        (|file| fs::remove_file(file).unwrap()) as fn(&std::path::Path),
        |file| fs::write(file, vec![7; 256 * 32]).unwrap(),
        |file| fs::write(file, vec![7; 31]).unwrap(),
        |file| fs::write(file, []).unwrap(),
    ] {
        let house = House::new();
        let mut log = LogInDirectory::new(house.log(), 300);
        let before = log.head();
        house.witness().look(now()).await.unwrap();
        log.grow_to(600);
        let tile = house.log().join("tile/0/001");
        let whole = fs::read(&tile).unwrap();
        damage(&tile);
        let error = house.witness().look(now()).await.unwrap_err();
        let expected = format!("the log does not prove that it goes on from {before} to {}: ", log.head());
        assert!(error.to_string().starts_with(&expected) && error.may_pass(), "{error}");
        assert!(!house.has("evidence-1.txt"));
        fs::write(&tile, whole).unwrap();
        assert_eq!(house.witness().look(now()).await.unwrap().head, log.head(), "and it goes on once they are whole");
    }
}

#[tokio::test]
async fn a_checkpoint_of_zero_is_a_rollback_and_one_of_a_huge_size_is_not_proven() {
    let house = House::new();
    LogInDirectory::new(house.log(), 300);
    house.witness().look(now()).await.unwrap();
    let show = |size, root| {
        let note = Checkpoint::new(ORIGIN, Head { size, root }).sign(&[&log_key()]).unwrap();
        fs::write(house.log().join("checkpoint"), note.to_string()).unwrap();
    };
    show(u64::MAX, ledger::Hash::of(b"anything"));
    let error = house.witness().look(now()).await.unwrap_err();
    assert!(matches!(error, Error::Unproven { .. }), "{error}");
    show(0, ledger::Hash::of_nothing());
    let error = house.witness().look(now()).await.unwrap_err();
    assert!(matches!(error, Error::Broken(_)), "{error}");
}
