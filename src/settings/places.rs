//! Where things lie below the data directory. Log, keys and views lie apart, so that each can have a backup of its own.

use std::path::PathBuf;

use super::Settings;

impl Settings {
    /// The directory of the log, when SQLite keeps it.
    #[must_use]
    pub fn log_directory(&self) -> PathBuf {
        self.data.join("log")
    }

    /// The directory of the root key file, and of the keys when SQLite keeps them.
    #[must_use]
    pub fn keys_directory(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// The file of the root key.
    #[must_use]
    pub fn root_key_file(&self) -> PathBuf {
        self.keys_directory().join("root.key")
    }

    /// The directory of the ledger, when SQLite keeps it.
    #[must_use]
    pub fn ledger_directory(&self) -> PathBuf {
        self.data.join("ledger")
    }

    /// The file of the key that signs for the log.
    #[must_use]
    pub fn ledger_key_file(&self) -> PathBuf {
        self.ledger.key_file.clone().unwrap_or_else(|| self.keys_directory().join("ledger.key"))
    }

    /// The file of what was signed last, beside the key and outside every database.
    #[must_use]
    pub fn ledger_head_file(&self) -> PathBuf {
        self.ledger_key_file().with_extension("head")
    }

    /// The directory of the search index, which every node has of its own. It can be filled anew from the log.
    #[must_use]
    pub fn search_directory(&self) -> PathBuf {
        self.data.join("search")
    }

    /// The directory of trained models.
    #[must_use]
    pub fn models_directory(&self) -> PathBuf {
        self.understanding.models.clone().unwrap_or_else(|| self.data.join("models"))
    }

    /// The directory of the views, when SQLite keeps them. It can be built anew from the log.
    #[must_use]
    pub fn views_directory(&self) -> PathBuf {
        self.data.join("views")
    }
}
