//! A vault in a directory of its own, and a note with two personal fields.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{Access, FieldContext, Personal, PersonalField, PersonalFields, Sealed, Subject, Vault, random};

pub(super) const EVENT: Uuid = Uuid::from_u128(1);

/// A value as an event would be one.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Note {
    pub(super) author: Option<Personal<String>>,
    pub(super) text: Personal<String>,
}

impl PersonalFields for Note {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn PersonalField)) {
        visit("note.author", &mut self.author);
        visit("note.text", &mut self.text);
    }
}

impl Note {
    pub(super) fn saying(text: &str) -> Self {
        Self { author: None, text: Personal::clear(text.to_owned()) }
    }

    pub(super) fn sealed_text(&self) -> &Sealed {
        self.text.as_sealed().expect("sealed before")
    }
}

pub(super) async fn vault() -> (TempDir, Vault) {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::local(directory.path()).await.unwrap();
    (directory, vault)
}

pub(super) fn subject() -> Subject {
    Subject { tenant: "t".into(), id: random::id() }
}

/// The text of a note about `subject`, sealed.
pub(super) async fn sealed(vault: &Vault, subject: &Subject, text: &str) -> Sealed {
    let mut note = Note::saying(text);
    vault.seal(subject, EVENT, &mut note).await.unwrap();
    note.sealed_text().clone()
}

pub(super) fn text() -> FieldContext<'static> {
    FieldContext { tenant: "t", event_id: EVENT, tag: "note.text" }
}

pub(super) fn access() -> Access {
    Access { actor: Arc::from("agent-1"), purpose: "service" }
}

pub(super) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}
