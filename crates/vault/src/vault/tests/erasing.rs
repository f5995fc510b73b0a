//! Erasing: everything of one subject, everywhere, and nothing of anybody else.

use super::support::{EVENT, Note, access, now, sealed, subject, text, vault};
use crate::{ErasureOutcome, Error, Opened, Vault};

#[tokio::test]
async fn nobody_reads_the_erased_and_everybody_reads_the_others() {
    let (directory, first) = vault().await;
    let second = Vault::local(directory.path()).await.unwrap();
    let (gone, stays) = (subject(), subject());
    let (theirs, ours) = (sealed(&first, &gone, "hello").await, sealed(&first, &stays, "hello").await);
    let items = [(text(), &theirs), (text(), &ours)];
    second.open_many(&items, &access()).await.unwrap();
    first.erase(&gone, now()).await.unwrap();
    // What the bus between nodes would tell the second.
    second.revoke(&gone);
    let third = Vault::local(directory.path()).await.unwrap();
    for vault in [&first, &second, &third] {
        let opened = vault.open_many(&items, &access()).await.unwrap();
        assert!(opened == [Opened::Erased, Opened::Clear("hello".to_owned())]);
        assert!(vault.is_erased(&gone).await.unwrap());
        assert!(!vault.is_erased(&stays).await.unwrap());
    }
}

#[tokio::test]
async fn nothing_more_is_sealed_for_the_erased() {
    let (directory, first) = vault().await;
    let second = Vault::local(directory.path()).await.unwrap();
    let subject = subject();
    sealed(&first, &subject, "hello").await;
    first.erase(&subject, now()).await.unwrap();
    for vault in [&first, &second] {
        let mut note = Note::saying("hello again");
        assert!(matches!(vault.seal(&subject, EVENT, &mut note).await, Err(Error::Erased)));
        assert!(note.text.is_clear());
    }
}

#[tokio::test]
async fn nothing_of_the_buried_is_opened_or_sealed_though_the_store_has_their_key() {
    let (directory, first) = vault().await;
    let second = Vault::local(directory.path()).await.unwrap();
    let (gone, stays) = (subject(), subject());
    let (theirs, ours) = (sealed(&first, &gone, "hello").await, sealed(&first, &stays, "hello").await);
    // The first holds the key in memory, the second has yet to fetch it.
    for vault in [&first, &second] {
        vault.bury(&gone);
        let opened = vault.open_many(&[(text(), &theirs), (text(), &ours)], &access()).await.unwrap();
        assert!(opened == [Opened::Erased, Opened::Clear("hello".to_owned())]);
        let mut note = Note::saying("hello again");
        assert!(matches!(vault.seal(&gone, EVENT, &mut note).await, Err(Error::Erased)));
    }
    assert!(!first.is_erased(&gone).await.unwrap());
}

#[tokio::test]
async fn an_erasure_names_the_keys_it_destroyed_and_may_be_repeated() {
    let (_directory, vault) = vault().await;
    let subject = subject();
    let key_id = sealed(&vault, &subject, "hello").await.key_id();
    assert_eq!(vault.erase(&subject, now()).await.unwrap(), ErasureOutcome::Erased { keys: vec![key_id] });
    assert_eq!(vault.erase(&subject, now()).await.unwrap(), ErasureOutcome::AlreadyErased { at: now() });
}

#[tokio::test]
async fn the_erased_are_no_longer_found() {
    let (_directory, vault) = vault().await;
    let (gone, next) = (subject(), subject());
    let blind = vault.blind("t", "email", "ada@example.com");
    assert_eq!(vault.claim("t", &blind, gone.id).await.unwrap(), gone.id);
    assert_eq!(vault.claim("t", &blind, next.id).await.unwrap(), gone.id);
    vault.erase(&gone, now()).await.unwrap();
    assert_eq!(vault.find("t", &blind).await.unwrap(), None);
    assert!(matches!(vault.claim("t", &blind, gone.id).await, Err(Error::Erased)));
    assert_eq!(vault.claim("t", &blind, next.id).await.unwrap(), next.id);
    assert!(vault.release("t", &blind, next.id).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_that_races_an_erasure_never_brings_the_key_back() {
    let (directory, writer) = vault().await;
    for _ in 0..20 {
        let subject = subject();
        let value = sealed(&writer, &subject, "hello").await;
        let reader = Vault::local(directory.path()).await.unwrap();
        let (racing, raced) = (reader.clone(), value.clone());
        let open = tokio::spawn(async move { racing.open::<String>(text(), &raced, &access()).await.unwrap() });
        reader.erase(&subject, now()).await.unwrap();
        open.await.unwrap();
        assert!(reader.open::<String>(text(), &value, &access()).await.unwrap() == Opened::Erased);
    }
}
