//! Everything a version of an article says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Prose;
use crate::{Code, Language};

/// For whom an article is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// For those who are served, and so for everyone.
    Customer,
    /// For those who serve.
    Agent,
}

/// What one version of an article says.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Content {
    /// The language it is written in.
    pub language: Language,
    /// For whom it is written.
    pub audience: Audience,
    /// Its heading.
    pub title: Prose,
    /// Its text, in Markdown.
    pub body: Prose,
    /// What it is filed under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Code>,
    /// The names of the products and places it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Prose>,
}
