//! The mutations about an article.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::article::{DraftArticle, PublishArticle, RestoreArticle, RetireArticle, ReviseArticle};
use domain::ArticleId;
use domain::article::{Content, Prose};
use uuid::Uuid;

use super::envelope::Envelope;
use super::inputs::new_id;
use super::payload::ArticlePayload;
use super::run::run;
use crate::graphql::access::Operation;
use crate::graphql::bounds::AtMost;
use crate::graphql::node_id;
use crate::graphql::scalars::{Code, Language};
use crate::graphql::types::ArticleAudience;
use crate::graphql::user_error::UserError;

const MANAGE: &[Operation] = &[Operation::ManageKnowledge];

/// What an article says. Nothing in it is about a customer: it stands in the log in the clear.
#[derive(InputObject, Clone, Debug)]
pub struct ArticleContentInput {
    /// The language it is written in.
    language: Language,
    /// For whom it is written.
    audience: ArticleAudience,
    /// Its heading: 1 to 200 characters on one line.
    title: String,
    /// Its text, in Markdown: 1 to 65,536 bytes.
    body: String,
    /// What it is filed under, at most 25.
    #[graphql(default, validator(custom = "AtMost(\"tags\", 50)"))]
    tags: Vec<Code>,
    /// The names of the products and places it is about, at most 50.
    #[graphql(default, validator(custom = "AtMost(\"entities\", 100)"))]
    entities: Vec<String>,
}

/// Writes the first version of an article.
#[derive(InputObject, Debug)]
pub struct DraftArticleInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// The id it shall have; one that follows from the command's id when absent.
    id: Option<Uuid>,
    /// What it says.
    #[graphql(flatten)]
    content: ArticleContentInput,
}

/// Writes another version of an article. Everything it says stands here.
#[derive(InputObject, Debug)]
pub struct ReviseArticleInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which article.
    article_id: ID,
    /// What it says from here on.
    #[graphql(flatten)]
    content: ArticleContentInput,
}

/// Publishes the latest version of an article.
#[derive(InputObject, Debug)]
pub struct PublishArticleInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which article.
    article_id: ID,
    /// The version that you have read; turned down when there is a later one. The latest when absent.
    version: Option<u32>,
}

/// Retires an article.
#[derive(InputObject, Debug)]
pub struct RetireArticleInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which article.
    article_id: ID,
    /// Why.
    reason: Code,
}

/// Restores a retired article.
#[derive(InputObject, Debug)]
pub struct RestoreArticleInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// Which article.
    article_id: ID,
    /// Why.
    reason: Code,
}

impl ArticleContentInput {
    fn content(self) -> Content {
        Content {
            language: self.language.0,
            audience: self.audience.into(),
            title: self.title.into(),
            body: self.body.into(),
            tags: self.tags.into_iter().map(|tag| tag.0).collect(),
            entities: self.entities.into_iter().map(Prose::from).collect(),
        }
    }
}

fn article(id: &ID) -> Result<ArticleId, UserError> {
    node_id::article(id, "articleId").map_err(UserError::from)
}

/// All of them.
#[derive(Default)]
pub struct ArticleMutations;

#[Object]
impl ArticleMutations {
    /// Writes the first version of an article. Nobody is told of it before it is published.
    async fn draft_article(&self, context: &Context<'_>, input: DraftArticleInput) -> Result<ArticlePayload, Error> {
        let article = ArticleId(new_id(input.id, &input.envelope, "article"));
        let command = DraftArticle { article, content: input.content.content() };
        let ran = run(context, MANAGE, &input.envelope, Ok(command)).await?;
        Ok(ArticlePayload::new(Ok(article), ran))
    }

    /// Writes another version of an article. What is published stays as it is until the new version is.
    async fn revise_article(&self, context: &Context<'_>, input: ReviseArticleInput) -> Result<ArticlePayload, Error> {
        let article = article(&input.article_id);
        let command = article.clone().map(|article| ReviseArticle { article, content: input.content.content() });
        let ran = run(context, MANAGE, &input.envelope, command).await?;
        Ok(ArticlePayload::new(article, ran))
    }

    /// Publishes the latest version of an article, in the place of the one before.
    async fn publish_article(
        &self,
        context: &Context<'_>,
        input: PublishArticleInput,
    ) -> Result<ArticlePayload, Error> {
        let article = article(&input.article_id);
        let command = article.clone().map(|article| PublishArticle { article, version: input.version });
        let ran = run(context, MANAGE, &input.envelope, command).await?;
        Ok(ArticlePayload::new(article, ran))
    }

    /// Retires an article: nobody is told of it any more.
    async fn retire_article(&self, context: &Context<'_>, input: RetireArticleInput) -> Result<ArticlePayload, Error> {
        let article = article(&input.article_id);
        let command = article.clone().map(|article| RetireArticle { article, reason: input.reason.0.clone() });
        let ran = run(context, MANAGE, &input.envelope, command).await?;
        Ok(ArticlePayload::new(article, ran))
    }

    /// Restores a retired article: it stands as it stood, and is told again if it was published.
    async fn restore_article(
        &self,
        context: &Context<'_>,
        input: RestoreArticleInput,
    ) -> Result<ArticlePayload, Error> {
        let article = article(&input.article_id);
        let command = article.clone().map(|article| RestoreArticle { article, reason: input.reason.0.clone() });
        let ran = run(context, MANAGE, &input.envelope, command).await?;
        Ok(ArticlePayload::new(article, ran))
    }
}
