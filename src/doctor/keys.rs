//! Whether the root key file is there, safe, and belongs to the key store.

use std::path::Path;

use vault::{KeyStore, Kms, LocalKms};

use super::Finding;
use super::finding::chain;
use crate::node::{Part, open_key_store};
use crate::settings::Settings;

const FILE: &str = "key file";
const STORE: &str = "key store";
const LOOK: &str = "see whether disk or database can be read";

pub(super) async fn checks(settings: &Settings) -> Vec<Finding> {
    let path = settings.root_key_file();
    match Part::Keys.is_there(settings).await {
        Ok(true) => {}
        Ok(false) if path.exists() => return vec![file(&path).1],
        Ok(false) => return vec![not_yet(&path)],
        Err(error) => return vec![file(&path).1, Finding::fail(STORE, chain(error), LOOK)],
    }
    let store = match open_key_store(settings).await {
        Ok(store) => store,
        Err(error) => return vec![file(&path).1, Finding::fail(STORE, chain(error), LOOK)],
    };
    if !path.exists() && matches!(store.root().await, Ok(None)) {
        return vec![not_yet(&path)];
    }
    match file(&path) {
        (Some(kms), file) => vec![file, belongs(&kms, store.as_ref()).await],
        (None, file) => vec![file],
    }
}

fn not_yet(path: &Path) -> Finding {
    Finding::warn(FILE, format!("{} does not exist yet", path.display()), "nothing: the first start makes it")
}

fn file(path: &Path) -> (Option<LocalKms>, Finding) {
    match LocalKms::load(path) {
        Ok(kms) => (Some(kms), Finding::ok(FILE, format!("{} is readable by its owner alone", path.display()))),
        Err(error) => {
            let advice = "restore the file from its backup, for its owner alone (mode 0600)";
            (None, Finding::fail(FILE, chain(error), advice))
        }
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
        Err(error) => Finding::fail(STORE, chain(error), LOOK),
    }
}
