//! A witness over logs in directories and behind a server: what it accepts, what it refuses, and what it still knows
//! after a crash.

mod breach;
mod crash;
mod http;
mod support;

use ledger::cosignature::cosignatures;
use ledger::{Note, Signer as _};

use super::*;
use support::{House, LogInDirectory, ORIGIN, log_key, now, witness_key};

#[tokio::test]
async fn a_witness_follows_a_log_as_it_grows() {
    let house = House::new();
    let mut witness = house.witness();
    let mut log = LogInDirectory::new(house.log(), 0);
    for size in [1, 2, 255, 256, 257, 700, 65_535, 65_536, 70_000] {
        log.grow_to(size);
        let seen = witness.look(now()).await.unwrap();
        assert_eq!((seen.head, seen.is_new), (log.head(), true));
        let again = witness.look(now()).await.unwrap();
        assert_eq!(again, Seen { is_new: false, ..seen }, "what was signed once is not signed again");
    }
}

#[tokio::test]
async fn what_it_has_seen_stands_under_its_signature() {
    let house = House::new();
    let log = LogInDirectory::new(house.log(), 7);
    let seen = house.witness().look(now()).await.unwrap();
    let kept = Note::parse(&house.kept("cosigned")).unwrap();
    assert_eq!(seen.note, kept);
    let cosigned = cosignatures(&kept, &[witness_key(1).vkey().clone()]);
    assert_eq!(cosigned.first().map(|cosigned| cosigned.time), Some(now().timestamp() as u64));
    assert_eq!(kept.verify(&[log_key().vkey().clone()]).unwrap().len(), 1, "{:?}", log.head());
}

#[tokio::test]
async fn two_witnesses_sign_the_same_head_each_for_itself() {
    let (one, two) = (House::new(), House::new());
    let log = LogInDirectory::new(one.log(), 300);
    let mut first = one.witness();
    let mut second = Witness::new(one.trusted(), one.source(), Arc::new(witness_key(2)), two.memory());
    let (first, second) = (first.look(now()).await.unwrap(), second.look(now()).await.unwrap());
    assert_eq!((first.head, second.head), (log.head(), log.head()));
    let keys = [witness_key(1).vkey().clone(), witness_key(2).vkey().clone()];
    let both = Note { signatures: [first.note.signatures, second.note.signatures].concat(), ..first.note };
    let names: Vec<String> = cosignatures(&both, &keys).iter().map(|it| it.witness.name().to_owned()).collect();
    assert_eq!(names, ["witness-1.example", "witness-2.example"]);
}

#[tokio::test]
async fn a_partial_tile_that_is_gone_is_read_from_the_full_one() {
    let house = House::new();
    let mut log = LogInDirectory::new(house.log(), 5);
    let mut witness = house.witness();
    witness.look(now()).await.unwrap();
    log.grow_to(9);
    let checkpoint = std::fs::read(house.log().join("checkpoint")).unwrap();
    log.grow_to(256);
    std::fs::write(house.log().join("checkpoint"), checkpoint).unwrap();
    std::fs::remove_dir_all(house.log().join("tile/0/000.p")).unwrap();
    assert_eq!(witness.look(now()).await.unwrap().head.size, 9);
}

#[tokio::test]
async fn a_log_without_a_checkpoint_is_waited_for() {
    let house = House::new();
    let error = house.witness().look(now()).await.unwrap_err();
    assert!(matches!(error, Error::Away(_)) && error.may_pass(), "{error}");
}

#[tokio::test]
async fn what_the_log_has_not_signed_is_not_looked_at() {
    let house = House::new();
    let log = LogInDirectory::new(house.log(), 7);
    let stranger = ledger::SecretKey::new(ORIGIN, ledger::note::Algorithm::Ed25519, [9; 32]).unwrap();
    let other = ledger::SecretKey::new("other.example", ledger::note::Algorithm::Ed25519, [9; 32]).unwrap();
    let good = ledger::Checkpoint::new(ORIGIN, log.head());
    let of_other = ledger::Checkpoint::new("other.example", log.head());
    let bad: [Vec<u8>; 6] = [
        good.sign(&[&stranger]).unwrap().to_string().into_bytes(),
        of_other.sign(&[&other]).unwrap().to_string().into_bytes(),
        of_other.sign(&[&log_key()]).unwrap().to_string().into_bytes(),
        Note::sign("text\n".to_owned(), &[&log_key()]).unwrap().to_string().into_bytes(),
        b"not a note".to_vec(),
        vec![0xff; 100],
    ];
    for bytes in bad {
        std::fs::write(house.log().join("checkpoint"), &bytes).unwrap();
        let error = house.witness().look(now()).await.unwrap_err();
        assert!(matches!(error, Error::Untrusted(_)), "{error}");
    }
    assert!(!house.has("head") && !house.has("cosigned"));
    std::fs::write(house.log().join("checkpoint"), vec![b'x'; (1 << 20) + 1]).unwrap();
    let error = house.witness().look(now()).await.unwrap_err();
    assert!(error.to_string().ends_with("is longer than 1048576 bytes"), "{error}");
}

#[tokio::test]
async fn a_log_goes_on_under_its_next_key() {
    let house = House::new();
    let mut log = LogInDirectory::new(house.log(), 7);
    house.witness().look(now()).await.unwrap();
    let next = ledger::SecretKey::new(ORIGIN, ledger::note::Algorithm::Ed25519, [4; 32]).unwrap();
    log.signed_by(next);
    log.grow_to(9);
    let error = house.witness().look(now()).await.unwrap_err();
    assert!(matches!(error, Error::Untrusted(_)), "{error}");
    let both = Log::parse(&format!("# keys\n{}\n\n{}\n", log_key().vkey(), log.vkey())).unwrap();
    let mut witness = Witness::new(both, house.source(), Arc::new(witness_key(1)), house.memory());
    assert_eq!(witness.look(now()).await.unwrap().head, log.head());
}

#[test]
fn a_log_is_named_by_its_keys() {
    let (log, witness) = (log_key().vkey().to_string(), witness_key(1).vkey().to_string());
    let other = ledger::SecretKey::new("other.example", ledger::note::Algorithm::Ed25519, [9; 32]).unwrap();
    assert_eq!(Log::parse(&log).unwrap().origin(), ORIGIN);
    assert_eq!(Log::parse("# nothing\n"), Err(BadLog::Empty));
    assert!(matches!(Log::parse("\nx"), Err(BadLog::Line { line: 2, .. })));
    assert!(matches!(Log::parse(&witness), Err(BadLog::Witness(_))));
    assert!(matches!(Log::parse(&format!("{log}\n{}", other.vkey())), Err(BadLog::Two(..))));
}
