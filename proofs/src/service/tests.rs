//! The service over a real store with a few checkpoints: what is served, proved and taken.

use chrono::{DateTime, Utc};
use ledger::cosignature::{self, Quorum};
use ledger::note::{Algorithm, SecretKey, Signature};
use ledger::tile::TiledTree;
use ledger::{Checkpoint, Head, Signer as _};
use tempfile::TempDir;

use super::*;
use crate::Growth;
use crate::store::SqliteLedgerStore;

const ORIGIN: &str = "log.example/service";

struct House {
    service: LedgerService,
    sealed: Vec<Sealed>,
    status: watch::Sender<Status>,
    _dir: TempDir,
}

fn witness(name: &str) -> SecretKey {
    SecretKey::new(name, Algorithm::Cosignature, [name.len() as u8; 32]).unwrap()
}

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

/// A ledger with checkpoints of these sizes, of which one witness is required; the process has heard of none of them.
async fn house(sizes: &[u64]) -> House {
    let dir = TempDir::new().unwrap();
    let store = SqliteLedgerStore::open(dir.path()).unwrap();
    let key = SecretKey::new(ORIGIN, Algorithm::Ed25519, [7; 32]).unwrap();
    let (mut tree, mut from, mut all) = (TiledTree::new(), 0, Vec::new());
    for size in sizes {
        let entries: Vec<Vec<u8>> = (from..*size).map(entry).collect();
        entries.iter().for_each(|entry| tree.push(Hash::leaf(entry)));
        let head = Head { size: *size, root: tree.tree().root() };
        let note = Checkpoint::new(ORIGIN, head).sign(&[&key]).unwrap();
        let sealed = Sealed { head, sealed_at: DateTime::<Utc>::UNIX_EPOCH, note };
        let tiles = tree.take_full().into_iter().chain(tree.partial()).collect();
        let growth = Growth { entries, tiles, sealed: sealed.clone() };
        assert!(store.extend(EVENTS, from, growth).await.unwrap());
        (from, _) = (*size, all.push(sealed));
    }
    let status = watch::Sender::new(Status::before(None));
    let quorum = Quorum { witnesses: vec![witness("w.example").vkey().clone()], required: 1 };
    let service = LedgerService::new(Arc::new(store), status.subscribe(), quorum);
    House { service, sealed: all, status, _dir: dir }
}

fn cosigned(note: &Note, by: &SecretKey) -> Note {
    Note { text: note.text.clone(), signatures: vec![cosignature::cosign(note, by, 1_700_000_000).unwrap()] }
}

#[tokio::test]
async fn what_the_last_checkpoint_stands_on_is_there_and_nothing_beyond() {
    let house = house(&[3, 300]).await;
    for (level, index, width, is_there) in
        [(0, 0, 256, true), (0, 0, 3, true), (0, 1, 44, true), (0, 1, 45, false), (0, 1, 256, false), (1, 0, 1, true)]
    {
        let bytes = house.service.tile(Tile { level, index, width }).await.unwrap();
        let wanted = is_there.then(|| usize::from(width) * Hash::SIZE);
        assert_eq!(bytes.map(|bytes| bytes.len()), wanted, "{level} {index} {width}");
    }
    assert_eq!(house.service.tile(Tile { level: 63, index: u64::MAX, width: 1 }).await.unwrap(), None);
    let bytes = house.service.bundle(Bundle { index: 1, width: 44 }).await.unwrap().unwrap();
    let entries: Vec<_> = bundle::entries(&bytes).map(|entry| entry.unwrap().to_vec()).collect();
    assert_eq!(entries, (256..300).map(entry).collect::<Vec<_>>());
    assert_eq!(house.service.bundle(Bundle { index: 1, width: 45 }).await.unwrap(), None);
}

#[tokio::test]
async fn a_ledger_without_a_checkpoint_serves_nothing() {
    let house = house(&[]).await;
    assert_eq!(house.service.last().await.unwrap(), None);
    assert_eq!(house.service.tile(Tile { level: 0, index: 0, width: 1 }).await.unwrap(), None);
    assert_eq!(house.service.inclusion(0).await.unwrap(), None);
    assert_eq!(house.service.consistency(0, 1).await.unwrap(), None);
}

#[tokio::test]
async fn what_was_heard_of_is_not_looked_up() {
    let house = house(&[3]).await;
    assert_eq!(house.service.heard(), 0);
    house.status.send_modify(|status| status.last = Some(house.sealed[0].clone()));
    assert_eq!(house.service.heard(), 3);
}

#[tokio::test]
async fn a_proof_leads_to_the_first_checkpoint_that_is_witnessed_else_to_the_last() {
    let house = house(&[3, 5, 9, 12]).await;
    let size = async |index| house.service.inclusion(index).await.unwrap().map(|proven| proven.sealed.head.size);
    assert_eq!((size(4).await, size(12).await), (Some(12), None));
    house.service.cosign(&cosigned(&house.sealed[2].note, &witness("w.example"))).await.unwrap();
    assert_eq!((size(4).await, size(8).await, size(9).await), (Some(9), Some(9), Some(12)));
    let Proven { proof, sealed } = house.service.inclusion(4).await.unwrap().unwrap();
    let (cosignatures, is_enough) = house.service.witnessed(&sealed.note);
    assert_eq!((cosignatures.len(), is_enough), (1, true));
    let key = SecretKey::new(ORIGIN, Algorithm::Ed25519, [7; 32]).unwrap();
    let checked = proof.check(&entry(4), ORIGIN, &[key.vkey().clone()], &house.service.quorum);
    assert_eq!(checked.unwrap().0.head, sealed.head);
}

#[tokio::test]
async fn a_cosignature_is_taken_from_a_known_witness_of_this_log_alone() {
    let house = house(&[3, 5]).await;
    let (known, note) = (witness("w.example"), &house.sealed[0].note);
    for _ in 0..2 {
        house.service.cosign(&cosigned(note, &known)).await.unwrap();
    }
    let kept = house.service.checkpoints(0, 1).await.unwrap().pop().unwrap();
    assert_eq!(kept.note.signatures.len(), 2);

    let refused = async |note: Note| house.service.cosign(&note).await.unwrap_err();
    assert!(matches!(refused(cosigned(note, &witness("other.example"))).await, CosignError::UnknownWitness));
    assert!(matches!(refused(note.clone()).await, CosignError::UnknownWitness));
    let mut torn = cosigned(&house.sealed[1].note, &known);
    torn.signatures = vec![Signature { payload: vec![0; 72], ..torn.signatures[0].clone() }];
    assert!(matches!(refused(torn).await, CosignError::DoesNotHold(_)));
    let of = |size| Checkpoint::new(ORIGIN, Head { size, root: Hash::of(b"another") }).to_string();
    let forked = |size| cosigned(&Note { text: of(size), signatures: Vec::new() }, &known);
    assert!(matches!(refused(forked(4)).await, CosignError::NoSuchCheckpoint(4)));
    assert!(matches!(refused(forked(5)).await, CosignError::OtherCheckpoint { .. }));
    let words = Note { text: "words\n".to_owned(), signatures: Vec::new() };
    assert!(matches!(refused(words).await, CosignError::Malformed(_)));
}
