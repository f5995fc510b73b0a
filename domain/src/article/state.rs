//! The state of an article.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ArticleEvent, ArticleRefusal, Content, Embedding};
use crate::{Aggregate, Code, Meta};

/// A version of an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// What it says.
    pub content: Arc<Content>,
}

/// How an article stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It was written and never published.
    Draft,
    /// A version of it is told to whom it is written for.
    Published,
    /// It is no longer told to anyone.
    Retired,
}

/// An article as it stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Article {
    /// What was written last, published or not; nothing before it was drafted.
    pub latest: Option<Version>,
    /// What was published last; a retired article keeps it.
    pub published: Option<Version>,
    /// Whether it is no longer told to anyone.
    pub retired: bool,
    /// The vectors that encoders outside the house made of the published version, by their names.
    pub vectors: BTreeMap<Code, Embedding>,
}

impl Article {
    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.published {
            _ if self.retired => Standing::Retired,
            Some(_) => Standing::Published,
            None => Standing::Draft,
        }
    }

    /// What is told: the published version, unless it is retired.
    #[must_use]
    pub fn told(&self) -> Option<&Version> {
        self.published.as_ref().filter(|_| !self.retired)
    }

    /// The latest version, when it is another than the published one.
    #[must_use]
    pub fn draft(&self) -> Option<&Version> {
        self.latest.as_ref().filter(|latest| self.published.as_ref().is_none_or(|told| told.number != latest.number))
    }

    /// The vector that this encoder made of what is told.
    #[must_use]
    pub fn vector(&self, encoder: &str) -> Option<&Embedding> {
        self.told()?;
        self.vectors.iter().find(|(name, _)| name.as_str() == encoder).map(|(_, vector)| vector)
    }

    fn write(&mut self, number: u32, content: &Content) {
        self.latest = Some(Version { number, content: Arc::new(content.clone()) });
    }
}

impl Aggregate for Article {
    type Event = ArticleEvent;
    type Refusal = ArticleRefusal;

    fn evolve(&mut self, event: &ArticleEvent, _: Meta) {
        match event {
            ArticleEvent::Drafted(drafted) => self.write(1, &drafted.content),
            ArticleEvent::Revised(revised) => self.write(revised.version, &revised.content),
            // Only the latest is ever published; a log that says otherwise changes nothing.
            ArticleEvent::Published(published) => {
                if let Some(latest) = self.latest.as_ref().filter(|latest| latest.number == published.version) {
                    self.published = Some(latest.clone());
                    self.vectors.clear();
                }
            }
            ArticleEvent::Retired(_) => self.retired = true,
            ArticleEvent::Restored(_) => self.retired = false,
            ArticleEvent::Encoded(encoded) => {
                if self.published.as_ref().is_some_and(|published| published.number == encoded.version) {
                    self.vectors.insert(encoded.encoder.clone(), encoded.vector.clone());
                }
            }
        }
    }
}
