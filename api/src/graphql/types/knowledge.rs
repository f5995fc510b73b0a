//! What a search in the articles finds.

use async_graphql::{Enum, SimpleObject};

use super::Article;
use crate::graphql::scalars::{Long, Position};

/// An article that may answer.
#[derive(Clone, PartialEq, Debug, SimpleObject)]
pub struct KnowledgeHit {
    /// The article.
    pub article: Article,
    /// The number of the version that was searched.
    pub version: u32,
    /// How well it fits: comparable within one answer, not between answers.
    pub score: f32,
    /// Its heading, in parts that put together are the text.
    pub title: Vec<TextPart>,
    /// What of its text speaks most of what was asked, without marks of Markdown, in parts.
    pub snippet: Vec<TextPart>,
}

/// A part of a text.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct TextPart {
    /// What stands there.
    pub text: String,
    /// Whether it was asked for, and is to be shown so.
    pub is_match: bool,
}

impl From<knowledge::Part> for TextPart {
    fn from(part: knowledge::Part) -> Self {
        Self { text: part.text, is_match: part.is_match }
    }
}

/// Whether the search index of a node follows the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
pub enum SearchState {
    /// It is being opened.
    Opening,
    /// It does.
    Following,
    /// It does, in memory, since another process has its folder open.
    InMemory,
    /// Something is away; it tries again.
    Retrying,
}

/// How the search index of the node that answers stands.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct SearchStatus {
    /// The place of the last event it holds.
    pub position: Position,
    /// How many events it is behind.
    pub lag: Long,
    /// Whether it follows the log.
    pub state: SearchState,
    /// What is away; for administrators.
    pub error: Option<String>,
}

impl SearchStatus {
    /// As it stands while the log has come to `head`.
    #[must_use]
    pub fn of(status: knowledge::Status, head: u64) -> Self {
        let (state, error) = match status.state {
            knowledge::State::Opening => (SearchState::Opening, None),
            knowledge::State::Following => (SearchState::Following, None),
            knowledge::State::InMemory => (SearchState::InMemory, None),
            knowledge::State::Retrying(reason) => (SearchState::Retrying, Some(reason)),
        };
        let lag = head.saturating_sub(status.position).into();
        Self { position: Position(status.position), lag, state, error }
    }
}
