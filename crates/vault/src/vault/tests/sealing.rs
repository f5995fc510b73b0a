//! Sealing, and the keys it makes.

use std::{collections::HashSet, fs};

use tokio::task::JoinSet;

use super::support::{EVENT, Note, access, sealed, subject, text, vault};
use crate::{FieldContext, Opened, Personal, Vault};

const CANARY: &str = "canary 7f3a in the clear";

#[tokio::test]
async fn every_clear_field_is_sealed_and_opens_again() {
    let (_directory, vault) = vault().await;
    let mut note = Note { author: Some(Personal::clear("Ada".to_owned())), ..Note::saying("hello") };
    vault.seal(&subject(), EVENT, &mut note).await.unwrap();
    let author = note.author.as_ref().and_then(Personal::as_sealed).unwrap();
    let opened = vault.open::<String>(FieldContext { tag: "note.author", ..text() }, author, &access()).await.unwrap();
    assert!(opened == Opened::Clear("Ada".to_owned()));
    let opened = vault.open::<String>(text(), note.sealed_text(), &access()).await.unwrap();
    assert!(opened == Opened::Clear("hello".to_owned()));
}

#[tokio::test]
async fn a_sealed_field_is_left_as_it_is() {
    let (_directory, vault) = vault().await;
    let subject = subject();
    let mut note = Note::saying("hello");
    vault.seal(&subject, EVENT, &mut note).await.unwrap();
    let before = note.sealed_text().clone();
    vault.seal(&subject, EVENT, &mut note).await.unwrap();
    assert_eq!(note.sealed_text(), &before);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_first_uses_at_once_make_one_key() {
    let (_directory, vault) = vault().await;
    let subject = subject();
    let mut racing = JoinSet::new();
    for _ in 0..64 {
        let (vault, subject) = (vault.clone(), subject.clone());
        racing.spawn(async move { sealed(&vault, &subject, "hello").await.key_id() });
    }
    let keys: HashSet<_> = racing.join_all().await.into_iter().collect();
    assert_eq!(keys.len(), 1);
}

#[tokio::test]
async fn a_second_vault_uses_the_same_keys() {
    let (directory, first) = vault().await;
    let second = Vault::local(directory.path()).await.unwrap();
    let subject = subject();
    let ours = sealed(&first, &subject, "hello").await;
    let theirs = sealed(&second, &subject, "hello").await;
    assert_eq!(ours.key_id(), theirs.key_id());
    let opened = second.open::<String>(text(), &ours, &access()).await.unwrap();
    assert!(opened == Opened::Clear("hello".to_owned()));
}

#[tokio::test]
async fn nothing_in_the_clear_reaches_the_files_the_wire_or_a_debug_print() {
    let (directory, vault) = vault().await;
    let subject = subject();
    let mut note = Note::saying(CANARY);
    let blind = vault.blind("t", "email", CANARY);
    vault.claim("t", &blind, subject.id).await.unwrap();
    let clear_debug = format!("{note:?}");
    vault.seal(&subject, EVENT, &mut note).await.unwrap();
    let opened = vault.open::<String>(text(), note.sealed_text(), &access()).await.unwrap();
    for printed in [clear_debug, format!("{note:?} {opened:?} {blind:?}"), serde_json::to_string(&note).unwrap()] {
        assert!(!printed.contains(CANARY), "{printed}");
    }
    for entry in fs::read_dir(directory.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()));
    }
}
