//! Articles of the knowledge base.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Description, Enum, ID, Object};
use chrono::{DateTime, Utc};
use projections::views::article_list::{ArticleRow, VersionText};

use crate::graphql::node_id::NodeId;
use crate::graphql::paging::At;
use crate::graphql::scalars::{Code, Language, Position};

/// A page of articles.
pub type ArticleConnection = Connection<At, Article, EmptyFields, EmptyFields>;

/// How an article stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "domain::article::Standing")]
pub enum ArticleStatus {
    /// It was written and never published.
    Draft,
    /// A version of it is told to whom it is written for.
    Published,
    /// It is no longer told to anyone.
    Retired,
}

/// For whom an article is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Enum)]
#[graphql(remote = "domain::article::Audience")]
pub enum ArticleAudience {
    /// For those who are served, and so for everyone.
    Customer,
    /// For those who serve.
    Agent,
}

/// An article: what agents and customers are told, in versions.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct Article(pub ArticleRow);

#[Object(use_type_description)]
impl Article {
    /// Its id.
    pub(crate) async fn id(&self) -> ID {
        NodeId::Article(self.0.id).into()
    }

    /// How it stands.
    async fn status(&self) -> ArticleStatus {
        self.0.standing.into()
    }

    /// The language of the published version; of the draft before there is one.
    async fn language(&self) -> Language {
        Language(self.0.language.clone())
    }

    /// For whom the published version is written; the draft before there is one.
    async fn audience(&self) -> ArticleAudience {
        self.0.audience.into()
    }

    /// The heading of the published version; of the draft before there is one.
    async fn title(&self) -> &str {
        self.0.title.as_str()
    }

    /// What is told, or was before it was retired; nothing before one was published.
    async fn published(&self) -> Option<ArticleVersion> {
        self.0.published.clone().map(|version| ArticleVersion(version.0))
    }

    /// What was written since, and is not published.
    async fn draft(&self) -> Option<ArticleVersion> {
        self.0.draft.clone().map(|version| ArticleVersion(version.0))
    }

    /// When its first version was written.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }

    /// When something last happened to it.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }

    /// The revision of its last event; hand it to `expectedRevision`.
    async fn revision(&self) -> Position {
        Position(self.0.revision)
    }

    /// The place in the log of its last event.
    async fn position(&self) -> Position {
        Position(self.0.position)
    }
}

/// One version of an article.
#[derive(Clone, PartialEq, Eq, Debug, Description)]
pub struct ArticleVersion(VersionText);

#[Object(use_type_description)]
impl ArticleVersion {
    /// Its number, from 1.
    async fn number(&self) -> u32 {
        self.0.number
    }

    /// The language it is written in.
    async fn language(&self) -> Language {
        Language(self.0.content.language.clone())
    }

    /// For whom it is written.
    async fn audience(&self) -> ArticleAudience {
        self.0.content.audience.into()
    }

    /// Its heading.
    async fn title(&self) -> &str {
        self.0.content.title.as_str()
    }

    /// Its text, in Markdown.
    async fn body(&self) -> &str {
        self.0.content.body.as_str()
    }

    /// What it is filed under.
    async fn tags(&self) -> Vec<Code> {
        self.0.content.tags.iter().cloned().map(Code).collect()
    }

    /// The names of the products and places it is about.
    async fn entities(&self) -> Vec<&str> {
        self.0.content.entities.iter().map(domain::article::Prose::as_str).collect()
    }

    /// When it was written.
    async fn written_at(&self) -> DateTime<Utc> {
        self.0.written_at
    }
}
