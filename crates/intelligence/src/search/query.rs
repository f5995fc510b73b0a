//! What is asked of the index, and what it answers.

use super::article::Audience;
use super::highlight::Highlighted;
use crate::encoder::Vector;
use crate::language::Language;

/// What is asked. Every text is a query: there is no syntax that it could break.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// Whose articles.
    pub tenant: &'a str,
    /// Who will be shown them: a customer gets those for customers, an agent gets all.
    pub audience: Audience,
    /// Only articles in this language; in any when `None`.
    pub language: Option<Language>,
    /// What is being said or typed now.
    pub text: &'a str,
    /// What was said before it, latest first; counts less the longer ago it was.
    pub earlier: &'a [&'a str],
    /// What the conversation is about now: articles about one of these come first.
    pub entities: &'a [&'a str],
    /// The filled slots of the dialogue, as name and value; the values' words count a little.
    pub state: &'a [(&'a str, &'a str)],
    /// What is asked as a vector; without it words alone count.
    pub nearness: Option<Nearness<'a>>,
    /// How many hits at most.
    pub limit: usize,
}

/// What is asked as a vector.
#[derive(Clone, Copy, Debug)]
pub struct Nearness<'a> {
    /// By the encoder that made the vectors of the articles.
    pub vector: &'a Vector,
    /// How much the ranking by vectors counts; that by words counts 1.
    pub weight: f32,
    /// How much an article's vector must point alike, from 0 to 1, to be found by it.
    pub least: f32,
}

impl<'a> Query<'a> {
    /// A query of ten customers' articles in any language, with nothing known of the conversation.
    #[must_use]
    pub const fn new(tenant: &'a str, text: &'a str) -> Self {
        let (entities, earlier, state): (&[&str], &[&str], &[(&str, &str)]) = (&[], &[], &[]);
        Self {
            tenant,
            audience: Audience::Customer,
            language: None,
            text,
            earlier,
            entities,
            state,
            nearness: None,
            limit: 10,
        }
    }
}

/// An article that may answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// The article.
    pub id: String,
    /// The version that was indexed.
    pub version: u64,
    /// What it is written in.
    pub language: Language,
    /// How well it fits: comparable within one answer, not between answers.
    pub score: f32,
    /// Its title, with the words that were asked for.
    pub title: Highlighted,
    /// The part of its body that speaks most of what was asked.
    pub snippet: Highlighted,
}
