//! An article as it stands, and what it is filed under.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::article::{Audience, Content, Prose, Standing};
use domain::{ArticleId, Code, Language};
use event_store::Tenant;
use serde::{Deserialize, Serialize};

use crate::column::Json;
use crate::row::row;

row! {
    /// An article as it stands. What is filtered by is of the published version; of the draft before there is one.
    ArticleRow in "articles" keep 1_000 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which article.
            id: ArticleId,
        }
        /// How it stands.
        standing: Standing,
        /// The language it is written in.
        language: Language,
        /// For whom it is written.
        audience: Audience,
        /// Its heading.
        title: Prose,
        /// What is told, or was before it was retired.
        published: Option<Json<VersionText>>,
        /// What was written since, and is not published.
        draft: Option<Json<VersionText>>,
        /// When its first version was written.
        created_at: DateTime<Utc>,
        /// When something last happened to it.
        updated_at: DateTime<Utc>,
        /// The revision of its last event.
        revision: u64,
        /// The position of its last event.
        position: u64,
    }
    indexes ["tenant, updated_at, id"]
}

row! {
    /// That an article is filed under a tag; of the same version that is filtered by.
    ArticleTagRow in "article_tags" keep 0 {
        key {
            /// Whose log.
            tenant: Tenant,
            /// Which article.
            article: ArticleId,
            /// Which tag.
            tag: Code,
        }
    }
    indexes ["tenant, tag, article"]
}

/// A version of an article.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VersionText {
    /// Its number, from 1.
    pub number: u32,
    /// What it says.
    pub content: Arc<Content>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

impl ArticleRow {
    /// The version that is filtered by: the published one, or the draft before there is one.
    #[must_use]
    pub fn shown(&self) -> Option<&VersionText> {
        self.published.as_ref().or(self.draft.as_ref()).map(|version| &version.0)
    }
}
