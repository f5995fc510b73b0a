//! Which engine keeps the log and the keys.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::secret::{REDACTED, Secret};

/// Which engine keeps the log and the keys.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoreSetting {
    /// Files below the data directory.
    Sqlite,
    /// A PostgreSQL database; its address may hold a password.
    Postgres(Secret),
}

/// Why a text names no store. The text is not repeated: it may hold a password.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("a store is `sqlite` or an address that begins with postgres://")]
pub struct InvalidStore;

impl FromStr for StoreSetting {
    type Err = InvalidStore;

    fn from_str(text: &str) -> Result<Self, InvalidStore> {
        let is_postgres = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        match text {
            "sqlite" => Ok(Self::Sqlite),
            url if is_postgres => Ok(Self::Postgres(Secret::new(url.to_owned()))),
            _ => Err(InvalidStore),
        }
    }
}

/// Shows where, never the password.
impl fmt::Display for StoreSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite => f.write_str("sqlite"),
            Self::Postgres(url) => f.write_str(&without_password(url.expose())),
        }
    }
}

/// The address with its password, and whatever parameters could hold one, taken out.
fn without_password(url: &str) -> String {
    let (address, parameters) = url.split_once('?').map_or((url, None), |(address, rest)| (address, Some(rest)));
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let authority = match rest.rsplit_once('@') {
        Some((user, host)) => match user.split_once(':') {
            Some((name, _)) => format!("{name}:{REDACTED}@{host}"),
            None => format!("{user}@{host}"),
        },
        None => rest.to_owned(),
    };
    let parameters = parameters.map(|_| format!("?{REDACTED}")).unwrap_or_default();
    format!("{scheme}://{authority}{parameters}")
}

impl Serialize for StoreSetting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StoreSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, shown: &str) {
        let store: StoreSetting = url.parse().unwrap();
        assert_eq!(store.to_string(), shown);
        assert!(!format!("{store:?}").contains("hunter2"));
    }

    #[test]
    fn a_password_is_never_shown() {
        check("sqlite", "sqlite");
        check("postgres://db/colloquy", "postgres://db/colloquy");
        check("postgres://me@db/colloquy", "postgres://me@db/colloquy");
        check("postgresql://me:hunter2@db:5432/colloquy", "postgresql://me:[redacted]@db:5432/colloquy");
        check("postgres://me:p@hunter2@db/colloquy", "postgres://me:[redacted]@db/colloquy");
        check("postgres://db/colloquy?user=me&password=hunter2", "postgres://db/colloquy?[redacted]");
    }

    #[test]
    fn other_texts_are_no_stores_and_are_not_repeated() {
        let error = "mysql://me:hunter2@db".parse::<StoreSetting>().unwrap_err();
        assert!(!error.to_string().contains("hunter2"));
    }
}
