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

    /// The directory of the views, when SQLite keeps them. It can be built anew from the log.
    #[must_use]
    pub fn views_directory(&self) -> PathBuf {
        self.data.join("views")
    }
}
