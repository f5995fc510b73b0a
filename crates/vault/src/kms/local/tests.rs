//! The local key management: derived keys, and the care taken of its file.

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

use tempfile::TempDir;

use super::LocalKms;
use crate::{DataKey, Error, Kms, MacPurpose, SqliteKeyStore, Subject, Vault, random};

async fn started() -> (TempDir, PathBuf, LocalKms) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("root.key");
    let store = SqliteKeyStore::open(directory.path()).unwrap();
    let kms = LocalKms::for_store(&path, &store).await.unwrap();
    (directory, path, kms)
}

fn subject(tenant: &str) -> Subject {
    Subject { tenant: tenant.into(), id: random::id() }
}

#[tokio::test]
async fn a_wrapped_key_unwraps_for_its_subject_and_id_alone() {
    let (_directory, _, kms) = started().await;
    let (subject, key_id, data_key) = (subject("t"), random::id(), DataKey::generate());
    let wrapped = kms.wrap_key(&subject, key_id, &data_key).await.unwrap();
    assert_eq!(kms.unwrap_key(&subject, key_id, &wrapped).await.unwrap().expose(), data_key.expose());
    let namesake = Subject { tenant: "u".into(), ..subject.clone() };
    let stranger = Subject { id: random::id(), ..subject.clone() };
    for (subject, key_id) in [(&namesake, key_id), (&stranger, key_id), (&subject, random::id())] {
        let unwrapped = kms.unwrap_key(subject, key_id, &wrapped).await;
        assert!(matches!(unwrapped, Err(Error::DamagedKey { .. })));
    }
}

#[tokio::test]
async fn derived_keys_differ_by_tenant_kind_and_purpose_and_survive_a_restart() {
    let (_directory, path, kms) = started().await;
    let email = MacPurpose::BlindIndex { kind: "email" };
    let code = kms.mac_key("t", email).code(b"x");
    assert_ne!(code, kms.mac_key("u", email).code(b"x"));
    assert_ne!(code, kms.mac_key("t", MacPurpose::BlindIndex { kind: "phone" }).code(b"x"));
    assert_ne!(code, kms.mac_key("t", MacPurpose::Fingerprint).code(b"x"));
    let restarted = LocalKms::load(&path).unwrap();
    assert_eq!(code, restarted.mac_key("t", email).code(b"x"));
    assert_eq!(kms.fingerprint(), restarted.fingerprint());
}

#[tokio::test]
async fn the_file_is_made_for_its_owner_alone_and_no_draft_stays() {
    let (directory, path, _) = started().await;
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let names = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.filter(|name| name.to_string_lossy().starts_with("root.key")).count(), 1);
}

#[tokio::test]
async fn a_file_that_others_can_read_is_refused_with_the_remedy() {
    let (_directory, path, _) = started().await;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let refused = LocalKms::load(&path).unwrap_err();
    let remedy = format!("chmod 600 {}", path.display());
    assert!(refused.to_string().contains(&remedy) && refused.to_string().contains("0640"), "{refused}");
}

#[tokio::test]
async fn a_file_that_is_no_key_is_refused_without_repeating_it() {
    let (_directory, path, _) = started().await;
    let good = fs::read_to_string(&path).unwrap();
    for bad in ["", "vault root key v1\n", "vault root key v1\nc2hvcnQ=\n", &good.replace("v1", "v2"), &good[1..]] {
        fs::write(&path, bad).unwrap();
        assert!(matches!(LocalKms::load(&path), Err(Error::RootMalformed { .. })), "{bad:?}");
    }
}

#[tokio::test]
async fn a_lost_file_is_not_replaced_while_the_store_is_in_use() {
    let directory = tempfile::tempdir().unwrap();
    drop(Vault::local(directory.path()).await.unwrap());
    fs::remove_file(directory.path().join("root.key")).unwrap();
    assert!(matches!(Vault::local(directory.path()).await, Err(Error::RootMissing { .. })));
    assert!(!directory.path().join("root.key").exists());
}

#[tokio::test]
async fn the_file_of_another_store_is_refused() {
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(Vault::local(ours.path()).await.unwrap());
    drop(Vault::local(theirs.path()).await.unwrap());
    fs::copy(theirs.path().join("root.key"), ours.path().join("root.key")).unwrap();
    assert!(matches!(Vault::local(ours.path()).await, Err(Error::ForeignRoot)));
}
