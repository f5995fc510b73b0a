//! Opening: many at once, at the right place, observed.

use std::sync::{Arc, Mutex};

use super::support::{access, sealed, subject, text, vault};
use crate::{Access, AccessObserver, Error, FieldContext, Opened, Sealed, Subject, Vault};

#[tokio::test]
async fn many_open_in_their_order_with_and_without_cached_keys() {
    let (directory, first) = vault().await;
    let mut values = Vec::new();
    for number in 0..20 {
        values.push(sealed(&first, &subject(), &format!("text {number}")).await);
    }
    let second = Vault::local(directory.path()).await.unwrap();
    let items: Vec<_> = values.iter().chain(&values).map(|sealed| (text(), sealed)).collect();
    // The second vault has seen one of the keys, so that found and missing ones mix.
    second.open::<String>(text(), &values[7], &access()).await.unwrap();
    for vault in [&first, &second, &second] {
        let opened = vault.open_many(&items, &access()).await.unwrap();
        let texts: Vec<_> = opened.into_iter().filter_map(Opened::into_clear).collect();
        assert!((0..40).all(|index| texts[index] == format!("text {}", index % 20)));
    }
}

#[tokio::test]
async fn a_value_taken_to_another_place_is_refused() {
    let (_directory, vault) = vault().await;
    let sealed = sealed(&vault, &subject(), "hello").await;
    for context in [FieldContext { tenant: "u", ..text() }, FieldContext { tag: "note.author", ..text() }] {
        let refused = vault.open::<String>(context, &sealed, &access()).await;
        assert!(matches!(refused, Err(Error::Altered { .. })), "{context:?}");
    }
}

#[tokio::test]
async fn a_value_under_a_key_never_held_is_not_taken_for_an_erased_one() {
    let ((_ours, vault), (_theirs, foreign)) = (vault().await, vault().await);
    let sealed = sealed(&foreign, &subject(), "hello").await;
    let refused = vault.open::<String>(text(), &sealed, &access()).await;
    assert!(matches!(refused, Err(Error::UnknownKey { .. })));
}

#[tokio::test]
async fn a_value_renamed_to_the_key_of_another_subject_is_refused() {
    let (_directory, vault) = vault().await;
    let ours = sealed(&vault, &subject(), "hello").await;
    let theirs = sealed(&vault, &subject(), "hello").await;
    let renamed = Sealed::new(theirs.key_id(), ours.body());
    assert!(matches!(vault.open::<String>(text(), &renamed, &access()).await, Err(Error::Altered { .. })));
}

/// Remembers whose data was opened, and can be full.
#[derive(Default)]
struct Journal {
    seen: Mutex<Vec<Subject>>,
    full: bool,
}

#[derive(Debug, thiserror::Error)]
#[error("the journal is full")]
struct Full;

impl AccessObserver for Journal {
    fn opening(&self, _: &Access, subject: &Subject, _: &FieldContext<'_>) -> Result<(), Error> {
        self.seen.lock().unwrap().push(subject.clone());
        if self.full { Err(Error::Unrecorded { source: Arc::new(Full) }) } else { Ok(()) }
    }
}

#[tokio::test]
async fn the_observer_is_told_whose_data_is_opened() {
    let (_directory, vault) = vault().await;
    let journal = Arc::new(Journal::default());
    let vault = vault.with_observer(journal.clone());
    let subject = subject();
    let sealed = sealed(&vault, &subject, "hello").await;
    vault.open::<String>(text(), &sealed, &access()).await.unwrap();
    assert_eq!(*journal.seen.lock().unwrap(), [subject]);
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_opened() {
    let (_directory, vault) = vault().await;
    let vault = vault.with_observer(Arc::new(Journal { full: true, ..Journal::default() }));
    let sealed = sealed(&vault, &subject(), "hello").await;
    let refused = vault.open::<String>(text(), &sealed, &access()).await;
    assert!(matches!(refused, Err(Error::Unrecorded { .. })));
}
