//! Trusted documents: GraphQL texts known to the server, asked for by the hash of their text.

use std::{collections::HashMap, fs, io, path::Path, sync::Arc};

use async_graphql::parser::{parse_query, types::ExecutableDocument};

use super::{limits::Limits, params::Params, parsed::Parsed, reply::Rejection, shape};
use crate::{
    ErrorCode,
    hash::{hex, sha256},
};

/// Which documents are answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentMode {
    /// Only texts sent with the request.
    #[default]
    Off,
    /// Texts, and trusted documents by id.
    Allow,
    /// Trusted documents alone, by id or by exactly their text.
    Require,
}

/// The trusted documents of a server.
#[derive(Debug, Default)]
pub struct Documents {
    mode: DocumentMode,
    by_id: HashMap<String, Arc<ExecutableDocument>>,
    parsed: Parsed,
}

/// A trusted document that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DocumentsError {
    /// The directory or one of its files cannot be read.
    #[error("cannot read trusted documents from `{path}`")]
    Read {
        /// The file or directory.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A file is not GraphQL.
    #[error("the trusted document `{name}` is not GraphQL")]
    Parse {
        /// The name of the file.
        name: String,
        /// Where it is wrong.
        #[source]
        source: async_graphql::parser::Error,
    },
}

impl Documents {
    /// No trusted documents: clients send text.
    #[must_use]
    pub fn off() -> Self {
        Self::default()
    }

    /// Trusts `texts`, given as pairs of a name for errors and the text.
    ///
    /// # Errors
    ///
    /// [`DocumentsError::Parse`] for the first text that is not GraphQL.
    pub fn new(mode: DocumentMode, texts: impl IntoIterator<Item = (String, String)>) -> Result<Self, DocumentsError> {
        let parse = |(name, text): (String, String)| {
            let document = parse_query(&text).map_err(|source| DocumentsError::Parse { name, source })?;
            Ok((document_id(&text), Arc::new(document)))
        };
        let by_id = texts.into_iter().map(parse).collect::<Result<_, _>>()?;
        Ok(Self { mode, by_id, parsed: Parsed::default() })
    }

    /// Trusts every `*.graphql` file directly inside `directory`.
    ///
    /// # Errors
    ///
    /// [`DocumentsError`] names the file that cannot be read or parsed.
    pub fn load(mode: DocumentMode, directory: &Path) -> Result<Self, DocumentsError> {
        let unreadable = |path: &Path| {
            let path = path.display().to_string();
            |source| DocumentsError::Read { path, source }
        };
        let mut texts = Vec::new();
        for entry in fs::read_dir(directory).map_err(unreadable(directory))? {
            let path = entry.map_err(unreadable(directory))?.path();
            if path.extension().is_some_and(|extension| extension == "graphql") {
                let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
                texts.push((path.display().to_string(), text));
            }
        }
        Self::new(mode, texts)
    }

    /// The document a request asks for, within the limits.
    pub(super) fn find(&self, params: &mut Params, limits: &Limits) -> Result<Arc<ExecutableDocument>, Rejection> {
        match (params.query.take(), params.document_id.take()) {
            (Some(_), Some(_)) => Err(Rejection::bad_request("send `query` or `documentId`, not both")),
            (None, None) => Err(Rejection::bad_request("`query` is missing")),
            (None, Some(id)) => self.trusted(&id, limits),
            (Some(text), None) => self.by_text(text, limits),
        }
    }

    fn trusted(&self, id: &str, limits: &Limits) -> Result<Arc<ExecutableDocument>, Rejection> {
        match self.mode {
            DocumentMode::Off => Err(Rejection::bad_request("`documentId` is not accepted by this server")),
            DocumentMode::Allow | DocumentMode::Require => {
                self.known(id, "no trusted document has this `documentId`", limits)
            }
        }
    }

    fn by_text(&self, text: String, limits: &Limits) -> Result<Arc<ExecutableDocument>, Rejection> {
        match self.mode {
            DocumentMode::Off | DocumentMode::Allow => self.parsed.parse(text, limits),
            DocumentMode::Require => self.known(&document_id(&text), "only trusted documents are answered", limits),
        }
    }

    fn known(&self, id: &str, otherwise: &str, limits: &Limits) -> Result<Arc<ExecutableDocument>, Rejection> {
        let document = self.by_id.get(id).ok_or_else(|| Rejection::new(ErrorCode::DocumentNotFound, otherwise))?;
        shape::check(document, limits)?;
        Ok(Arc::clone(document))
    }
}

/// The id of a trusted document: `sha256:` and the digest of its bytes in lower-case hexadecimal.
#[must_use]
pub fn document_id(text: &str) -> String {
    format!("sha256:{}", hex(&sha256(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_loaded_by_extension() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("a.graphql"), "{ a }").unwrap();
        fs::write(directory.path().join("notes.txt"), "not GraphQL").unwrap();
        let documents = Documents::load(DocumentMode::Allow, directory.path()).unwrap();
        assert_eq!(documents.by_id.keys().collect::<Vec<_>>(), [&document_id("{ a }")]);
    }

    #[test]
    fn a_file_that_is_not_graphql_is_named() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("broken.graphql"), "{").unwrap();
        let error = Documents::load(DocumentMode::Allow, directory.path()).unwrap_err();
        assert!(error.to_string().contains("broken.graphql"), "{error}");
    }
}
