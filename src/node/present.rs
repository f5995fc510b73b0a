//! Whether something has been made yet: whoever only looks makes nothing.

use tokio_postgres::{Error as PgError, NoTls};

use crate::settings::{Settings, StoreSetting};

/// What the first start of a server makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The log.
    Log,
    /// The key store.
    Keys,
    /// The views.
    Views,
    /// The ledger.
    Ledger,
}

const EXISTS: &str = "select to_regclass($1) is not null";

impl Part {
    /// Whether it has been made yet.
    ///
    /// # Errors
    /// [`event_store::Error::Unavailable`] when the database does not answer.
    pub async fn is_there(self, settings: &Settings) -> Result<bool, event_store::Error> {
        match &settings.store {
            StoreSetting::Sqlite => Ok(self.file(settings).exists()),
            StoreSetting::Postgres(url) => self.has_table(url.expose()).await.map_err(away),
        }
    }

    fn file(self, settings: &Settings) -> std::path::PathBuf {
        match self {
            Self::Log => settings.log_directory().join("log.db"),
            Self::Keys => settings.keys_directory().join("keys.db"),
            Self::Views => settings.views_directory().join("read.db"),
            Self::Ledger => settings.ledger_directory().join("ledger.db"),
        }
    }

    /// The table that is made last, or in the same transaction as all others.
    fn table(self) -> &'static str {
        match self {
            Self::Log => "colloquy.log_migrations",
            Self::Keys => "colloquy_vault.migration",
            Self::Views => "colloquy_read.views",
            Self::Ledger => "colloquy_ledger.migrations",
        }
    }

    async fn has_table(self, url: &str) -> Result<bool, PgError> {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        // It ends when the client is dropped; what it has to say, the client says too.
        let driver = tokio::spawn(connection);
        let row = client.query_one(EXISTS, &[&self.table()]).await;
        driver.abort();
        row?.try_get(0)
    }
}

fn away(error: PgError) -> event_store::Error {
    event_store::Error::Unavailable { reason: "the database does not answer".to_owned(), source: Some(Box::new(error)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn looking_makes_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let settings = Settings { data: directory.path().join("data"), ..Settings::default() };
        for part in [Part::Log, Part::Keys, Part::Views, Part::Ledger] {
            assert!(!part.is_there(&settings).await.unwrap());
        }
        assert!(!settings.data.exists());
    }
}
