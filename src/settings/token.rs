//! Fixed tokens: who may sign in without an identity provider.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Secret;

/// Who may sign in with a fixed token.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenSetting {
    /// What it is called in logs and messages.
    pub name: String,
    /// The token itself; better kept in a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// The file whose only line is the token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_file: Option<PathBuf>,
    /// Whose data it opens.
    pub tenant: String,
    /// What its owner may do, such as `agent`.
    pub role: String,
    /// Which agent or customer its owner is, for roles that need it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// Why a token cannot be used.
#[derive(thiserror::Error, Debug)]
pub enum TokenProblem {
    /// Neither or both places name it.
    #[error("tokens.{name}: give either `token` or `token_file`")]
    NotOne {
        /// Which.
        name: String,
    },
    /// Its file cannot be read.
    #[error("tokens.{name}: {} cannot be read", file.display())]
    Unreadable {
        /// Which.
        name: String,
        /// Where it should be.
        file: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// It can be guessed.
    #[error("tokens.{name}: a token has at least {} characters", TokenSetting::LEAST_CHARS)]
    TooShort {
        /// Which.
        name: String,
    },
    /// The role or who has it is not as it must be.
    #[error("tokens.{name}: {reason}")]
    Invalid {
        /// Which.
        name: String,
        /// What is wrong.
        reason: String,
    },
}

impl TokenSetting {
    /// The shortest token, in characters.
    pub const LEAST_CHARS: usize = 16;

    /// The token, read from its file if it stands in one.
    ///
    /// # Errors
    /// See [`TokenProblem`].
    pub fn secret(&self) -> Result<Secret, TokenProblem> {
        let name = || self.name.clone();
        let secret = match (&self.token, &self.token_file) {
            (Some(token), None) => token.clone(),
            (None, Some(file)) => {
                let unreadable = |source| TokenProblem::Unreadable { name: name(), file: file.clone(), source };
                Secret::new(std::fs::read_to_string(file).map_err(unreadable)?.trim().to_owned())
            }
            (Some(_), Some(_)) | (None, None) => return Err(TokenProblem::NotOne { name: name() }),
        };
        if secret.expose().chars().count() < Self::LEAST_CHARS {
            return Err(TokenProblem::TooShort { name: name() });
        }
        Ok(secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(token: Option<&str>, token_file: Option<PathBuf>) -> TokenSetting {
        let token = token.map(|text| Secret::new(text.to_owned()));
        let (name, tenant, role) = ("desk".to_owned(), "default".to_owned(), "supervisor".to_owned());
        TokenSetting { name, token, token_file, tenant, role, subject: None }
    }

    #[test]
    fn a_token_stands_in_one_place_and_is_long_enough() {
        let good = "a-token-of-many-characters";
        assert_eq!(setting(Some(good), None).secret().unwrap().expose(), good);
        assert!(matches!(setting(Some("short"), None).secret(), Err(TokenProblem::TooShort { .. })));
        assert!(matches!(setting(None, None).secret(), Err(TokenProblem::NotOne { .. })));
        assert!(matches!(setting(Some(good), Some("x".into())).secret(), Err(TokenProblem::NotOne { .. })));
    }

    #[test]
    fn a_token_file_is_read_without_its_line_end() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("token");
        std::fs::write(&file, "a-token-of-many-characters\n").unwrap();
        assert_eq!(setting(None, Some(file)).secret().unwrap().expose(), "a-token-of-many-characters");
        let missing = setting(None, Some(directory.path().join("none"))).secret().unwrap_err();
        assert!(missing.to_string().starts_with("tokens.desk: "), "{missing}");
    }
}
