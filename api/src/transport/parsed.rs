//! Documents parsed lately: a client asks with the same few texts again and again.

use std::sync::Arc;

use async_graphql::{
    ServerError,
    parser::{parse_query, types::ExecutableDocument},
};
use moka::sync::Cache;

use super::{
    limits::Limits,
    nesting::{self, MAX_NESTING},
    reply::Rejection,
    shape,
};
use crate::ErrorCode;

/// How much is kept: bytes of text, and [`ENTRY`] for each. Parsed, a text takes some twenty times as much, one that names
/// fields of one letter up to a hundred times.
const ROOM: u64 = 256 << 10;
/// What even the shortest text takes, in bytes of a longer one.
const ENTRY: usize = 64;
/// Longer texts are not kept: programs write them, each anew.
const LONGEST: usize = 16 << 10;

/// Texts with what they parse to. Whoever sends ever new ones does not drive out those that are asked for often.
#[derive(Debug)]
pub(super) struct Parsed(Cache<String, Arc<ExecutableDocument>>);

impl Default for Parsed {
    fn default() -> Self {
        let weigh = |text: &String, _: &Arc<ExecutableDocument>| u32::try_from(text.len() + ENTRY).unwrap_or(u32::MAX);
        Self(Cache::builder().weigher(weigh).max_capacity(ROOM).build())
    }
}

impl Parsed {
    /// The document of a text that is within the limits.
    pub(super) fn parse(&self, text: String, limits: &Limits) -> Result<Arc<ExecutableDocument>, Rejection> {
        if let Some(document) = self.0.get(&text) {
            return Ok(document);
        }
        let document = Arc::new(parse(&text, limits)?);
        shape::check(&document, limits)?;
        if text.len() <= LONGEST {
            self.0.insert(text, Arc::clone(&document));
        }
        Ok(document)
    }
}

fn parse(text: &str, limits: &Limits) -> Result<ExecutableDocument, Rejection> {
    if text.len() > limits.document_bytes {
        let message = format!("the document is longer than {} bytes", limits.document_bytes);
        return Err(Rejection::new(ErrorCode::LimitExceeded, message));
    }
    if !nesting::is_shallow(text) {
        let message = format!("the document nests more than {MAX_NESTING} brackets");
        return Err(Rejection::new(ErrorCode::LimitExceeded, message));
    }
    parse_query(text).map_err(|error| ErrorCode::GraphqlParseFailed.mark(ServerError::from(error)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parsed_once() {
        let (parsed, limits) = (Parsed::default(), Limits::default());
        let parse = |text: &str| parsed.parse(text.to_owned(), &limits).unwrap();
        assert!(Arc::ptr_eq(&parse("{ a }"), &parse("{ a }")));
        assert!(!Arc::ptr_eq(&parse("{ a }"), &parse("{ b }")));
    }

    #[test]
    fn what_is_refused_or_very_long_is_not_kept() {
        let (parsed, limits) = (Parsed::default(), Limits::default());
        let long = format!("{{ a }} {}", " ".repeat(LONGEST));
        assert!(parsed.parse("{".to_owned(), &limits).is_err());
        assert!(parsed.parse(long, &limits).is_ok());
        parsed.0.run_pending_tasks();
        assert_eq!(parsed.0.entry_count(), 0);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let (parsed, limits) = (Parsed::default(), Limits::default());
        for spaces in [0, 1_000] {
            for n in 0..10_000 {
                parsed.parse(format!("{{a{n}}}{}", " ".repeat(spaces)), &limits).unwrap();
            }
            parsed.0.run_pending_tasks();
            assert!(parsed.0.weighted_size() <= ROOM);
            assert!(parsed.0.entry_count() <= ROOM / ENTRY as u64);
        }
    }
}
