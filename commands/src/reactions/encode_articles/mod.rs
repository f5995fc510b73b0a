//! Has an encoder outside the house make vectors of the articles that are told.

mod outside;

use std::sync::Arc;

use async_trait::async_trait;
use domain::article::{Article, ArticleEvent, Embedding, Version};
use domain::{ArticleId, Code, Event, StreamId};
use event_store::RecordedEvent;
use intelligence::encoder::{EncoderError, RemoteEncoder, Vector};

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use super::undone::Undone;
use crate::article::EncodeArticle;
use crate::{Error, Executor};

use outside::Outside;

/// The widest vector that is recorded.
const MOST_COMPONENTS: usize = 8_192;

/// Has an encoder outside the house make vectors of the articles that are told. While it is away the articles wait for it, and nothing
/// else does; an article that alone has no vector is passed over.
#[derive(Clone, Debug)]
pub struct EncodeArticles {
    outside: Arc<Outside>,
    remembered_as: String,
}

impl EncodeArticles {
    /// By this encoder, whose vectors are recorded under this name.
    #[must_use]
    pub fn new(name: Code, remote: Arc<dyn RemoteEncoder>) -> Self {
        let remembered_as = format!("encode_articles:{name}");
        Self { outside: Arc::new(Outside::new(name, remote)), remembered_as }
    }
}

impl Reaction for EncodeArticles {
    fn name(&self) -> &'static str {
        "encode_articles"
    }

    fn remembered_as(&self) -> &str {
        // Another encoder has read no article yet.
        &self.remembered_as
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["article.published", "article.restored"]
    }

    fn react(&self, recorded: &RecordedEvent, event: &Event) -> Vec<Intent> {
        let Ok(StreamId::Article(article)) = recorded.stream.as_str().parse() else { return Vec::new() };
        let version = match event.as_article() {
            Some(ArticleEvent::Published(published)) => Some(published.version),
            Some(ArticleEvent::Restored(_)) => None,
            Some(
                ArticleEvent::Drafted(_)
                | ArticleEvent::Revised(_)
                | ArticleEvent::Retired(_)
                | ArticleEvent::Encoded(_),
            )
            | None => return Vec::new(),
        };
        vec![Intent::Beside(Box::new(Encode { article, version, outside: Arc::clone(&self.outside) }))]
    }
}

/// Has one article encoded, as it is told now.
#[derive(Debug)]
struct Encode {
    article: ArticleId,
    /// The version that was published. When another is told by now, that one's own event has it encoded.
    version: Option<u32>,
    outside: Arc<Outside>,
}

#[async_trait]
impl FollowUp for Encode {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        let (state, _) = executor.load::<Article>(&cause.tenant, StreamId::Article(self.article)).await?;
        // Of many articles each is looked at once.
        executor.release(&cause.tenant, StreamId::Article(self.article));
        let Some(told) = self.unread(&state) else { return Ok(()) };
        let key = (cause.tenant.clone(), self.article);
        let failed = self.outside.failures().get(&key).copied();
        self.outside.is_back().await.map_err(away)?;
        let Some(text) = self.outside.outgoing(&told.content, failed.unwrap_or_default()) else { return Ok(()) };
        let error = match self.outside.remote.encode(&text).await {
            Ok(vector) if vector.width() <= MOST_COMPONENTS => {
                self.outside.failures().remove(&key);
                return Ok(self.record(executor, cause, told.number, &vector).await?);
            }
            Ok(_) => EncoderError::Unusable(format!("a vector of more than {MOST_COMPONENTS} components")),
            Err(error @ EncoderError::NotAsked(_)) => return Err(away(error)),
            Err(error) => error,
        };
        if self.outside.is_at_fault(&key, failed.is_some(), &error) { Ok(()) } else { Err(away(error)) }
    }
}

impl Encode {
    /// What is told of the article, unless it has a vector or another event has it encoded.
    fn unread<'a>(&self, state: &'a Article) -> Option<&'a Version> {
        let is_mine = |told: &&Version| self.version.is_none_or(|version| version == told.number);
        let is_unread = state.vector(self.outside.name.as_str()).is_none();
        state.told().filter(|told| is_unread && is_mine(told))
    }

    async fn record(&self, executor: &Executor, cause: &Cause, version: u32, vector: &Vector) -> Result<(), Error> {
        let (article, encoder) = (self.article, self.outside.name.clone());
        let vector = Embedding::from(vector.components());
        // Two encoders read an article because of the same event.
        let label = format!("encode:{encoder}");
        executor.follow_up(cause.request(&label, EncodeArticle { article, version, encoder, vector })).await?;
        executor.release(&cause.tenant, StreamId::Article(article));
        count("encoded");
        Ok(())
    }
}

fn away(error: EncoderError) -> Undone {
    Undone::Outside(Box::new(error))
}

fn count(outcome: &'static str) {
    metrics::counter!("articles_encoded_total", "outcome" => outcome).increment(1);
}
