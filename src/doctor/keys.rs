//! Whether the root key file is there, safe, and belongs to the key store.

use vault::{KeyStore, Kms, LocalKms};

use super::Finding;
use super::finding::chain;
use crate::node::open_key_store;
use crate::settings::{Settings, StoreSetting};

const FILE: &str = "key file";
const STORE: &str = "key store";

pub(super) async fn checks(settings: &Settings) -> Vec<Finding> {
    let path = settings.root_key_file();
    let store_exists = settings.store != StoreSetting::Sqlite || settings.keys_directory().join("keys.db").exists();
    if !store_exists && !path.exists() {
        return vec![Finding::warn(
            FILE,
            format!("{} does not exist yet", path.display()),
            "nothing: the first start makes it",
        )];
    }
    let kms = LocalKms::load(&path);
    let store = open_key_store(settings).await;
    let file = match &kms {
        Ok(_) => Finding::ok(FILE, format!("{} is readable by its owner alone", path.display())),
        Err(error) => Finding::fail(
            FILE,
            chain(error.clone()),
            "restore the file from its backup, for its owner alone (mode 0600)",
        ),
    };
    match (kms, store) {
        (_, Err(error)) => vec![file, Finding::fail(STORE, chain(error), "see whether disk or database can be read")],
        (Ok(kms), Ok(store)) => vec![file, belongs(&kms, store.as_ref()).await],
        (Err(_), Ok(_)) => vec![file],
    }
}

async fn belongs(kms: &LocalKms, store: &dyn KeyStore) -> Finding {
    match store.root().await {
        Ok(None) => Finding::ok(STORE, "it holds no keys yet"),
        Ok(Some(root)) if root == kms.fingerprint() => Finding::ok(STORE, "it belongs to the key file"),
        Ok(Some(_)) => Finding::fail(
            STORE,
            "the key file belongs to another key store",
            "restore the key file that was made with this store; without it what was sealed stays unreadable",
        ),
        Err(error) => Finding::fail(STORE, chain(error), "see whether disk or database can be read"),
    }
}
