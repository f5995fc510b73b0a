//! What is put into the index.

use crate::encoder::Vector;
use crate::language::Language;

/// Who may be shown an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Audience {
    /// Everyone: customers, and therefore the assistant when it speaks to them, and agents.
    Customer,
    /// Agents only.
    Agent,
}

/// One article in one language, as it is published now.
#[derive(Clone, PartialEq, Debug)]
pub struct Article {
    /// Its identity within its tenant; at most [`Article::LONGEST_NAME`] bytes.
    pub id: String,
    /// Whose it is; at most [`Article::LONGEST_NAME`] bytes. No other tenant finds it.
    pub tenant: String,
    /// What it is written in.
    pub language: Language,
    /// Who may be shown it.
    pub audience: Audience,
    /// Which version this is; given back with each hit, not compared.
    pub version: u64,
    /// Its title, or the question that it answers.
    pub title: String,
    /// Its text, without markup.
    pub body: String,
    /// What it is filed under; searched as words.
    pub tags: Vec<String>,
    /// What it is about: names of products, places, plans. Searched as words, and raised when the conversation is about
    /// the same one.
    pub entities: Vec<String>,
    /// What it says, by the encoder of the index.
    pub vector: Option<Vector>,
}

impl Article {
    /// The longest identity or tenant, in bytes.
    pub const LONGEST_NAME: usize = 1_000;
}
