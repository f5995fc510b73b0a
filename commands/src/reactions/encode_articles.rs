//! Has an encoder outside the house make vectors of the articles that are told.

use std::sync::Arc;

use async_trait::async_trait;
use domain::article::{Article, ArticleEvent, Content, Embedding};
use domain::{ArticleId, Code, Event, StreamId};
use event_store::{RecordedEvent, Tenant};
use intelligence::encoder::{EncoderError, RemoteEncoder, Vector};
use intelligence::markdown;
use intelligence::outgoing::{Consent, Outgoing};
use intelligence::personal::PersonalGuard;

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use crate::article::EncodeArticle;
use crate::{Error, Executor};

/// How many bytes of an article an encoder is shown: some turn longer texts down, and what an article is about stands at its beginning.
const MOST_BYTES: usize = 16 << 10;

/// Has an encoder outside the house make vectors of the articles that are told. While it is away the articles wait for it, and nothing
/// else does.
#[derive(Clone, Debug)]
pub struct EncodeArticles {
    encoder: Code,
    remote: Arc<dyn RemoteEncoder>,
    remembered_as: String,
}

impl EncodeArticles {
    /// By this encoder, whose vectors are recorded under this name.
    #[must_use]
    pub fn new(encoder: Code, remote: Arc<dyn RemoteEncoder>) -> Self {
        Self { remembered_as: format!("encode_articles:{encoder}"), encoder, remote }
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
        let (encoder, remote) = (self.encoder.clone(), Arc::clone(&self.remote));
        vec![Intent::Beside(Box::new(Encode { article, version, encoder, remote }))]
    }
}

/// Has one article encoded, as it is told now.
#[derive(Debug)]
struct Encode {
    article: ArticleId,
    /// The version that was published. When another is told by now, that one's own event has it encoded.
    version: Option<u32>,
    encoder: Code,
    remote: Arc<dyn RemoteEncoder>,
}

#[async_trait]
impl FollowUp for Encode {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Error> {
        let Some((version, text)) = self.unread(executor, &cause.tenant).await? else { return Ok(()) };
        let vector = match self.remote.encode(&text).await {
            Ok(vector) => embedding(&vector),
            Err(EncoderError::Unusable(why)) => {
                count("refused");
                tracing::warn!(article = %self.article, error = why, "an article has no vector; words alone find it");
                return Ok(());
            }
            Err(error @ EncoderError::Unavailable(_)) => {
                count("failed");
                return Err(Error::Outside(Box::new(error)));
            }
        };
        let (article, encoder) = (self.article, self.encoder.clone());
        let command = EncodeArticle { article, version, encoder, vector };
        // Two encoders read an article because of the same event.
        let label = format!("encode:{}", self.encoder);
        executor.follow_up(cause.request(&label, command)).await?;
        count("encoded");
        Ok(())
    }
}

impl Encode {
    /// What is told of the article and its version, unless it has a vector.
    async fn unread(&self, executor: &Executor, tenant: &Tenant) -> Result<Option<(u32, Outgoing)>, Error> {
        let (state, _) = executor.load::<Article>(tenant, StreamId::Article(self.article)).await?;
        let is_mine = |number| self.version.is_none_or(|version| version == number);
        let told = state.told().filter(|told| is_mine(told.number) && state.vector(self.encoder.as_str()).is_none());
        Ok(told.and_then(|told| Some((told.number, outgoing(&told.content)?))))
    }
}

/// The beginning of what an article says. It is the house's own, so nobody's consent is asked; what looks like somebody's data stays here
/// all the same.
fn outgoing(content: &Content) -> Option<Outgoing> {
    let text = format!("{}\n{}", content.title.as_str(), markdown::plain(content.body.as_str()));
    let language = content.language.as_str().parse().ok();
    let text = Outgoing::new(&text, language, &PersonalGuard::default(), Consent::NotNeeded).ok()?;
    Some(text.shortened(MOST_BYTES))
}

fn embedding(vector: &Vector) -> Embedding {
    vector.components().into()
}

fn count(outcome: &'static str) {
    metrics::counter!("articles_encoded_total", "outcome" => outcome).increment(1);
}
