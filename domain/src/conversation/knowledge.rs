//! What helped an agent: Suggestions and knowledge bases.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vault::Personal;

use crate::ids::{QueryId, SuggestionId};
use crate::{AgentId, Code, TurnId};

/// An agent asked for suggestions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SuggestionsRequested {
    /// The request.
    pub request: SuggestionId,
    /// Who asked.
    pub agent: AgentId,
    /// What they meant to say.
    pub text: Personal<String>,
}

/// Suggestions were offered, the best first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SuggestionsOffered {
    /// The request they answer.
    pub request: SuggestionId,
    /// What made them, with its version.
    pub source: Code,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Code>,
}

/// An agent took a Suggestion.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SuggestionPicked {
    /// The request it answered.
    pub request: SuggestionId,
    /// Who took it.
    pub agent: AgentId,
    /// Which one.
    pub option: Code,
    /// Its place among those offered, from 0; nothing when it was not among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u16>,
    /// The turn in which it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<TurnId>,
}

/// A knowledge base was asked.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KnowledgeQueried {
    /// The question.
    pub query: QueryId,
    /// Which knowledge base.
    pub source: Code,
    /// What it was asked, as JSON.
    pub constraints: Personal<String>,
}

/// A knowledge base answered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KnowledgeReturned {
    /// The question.
    pub query: QueryId,
    /// Which knowledge base.
    pub source: Code,
    /// How many items it found; nothing when it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
    /// The item it returned, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Personal<String>>,
}

/// An agent chose an item to go on with.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KnowledgeSelected {
    /// What for, such as `primary`.
    pub slot: Code,
    /// The item, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Personal<String>>,
}
