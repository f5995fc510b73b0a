//! Has an encoder outside the house make vectors of the articles that are told.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use domain::article::{Article, ArticleEvent, Content, Embedding, Version};
use domain::{ArticleId, Code, Event, StreamId};
use event_store::{RecordedEvent, Tenant};
use intelligence::encoder::{EncoderError, RemoteEncoder, Vector};
use intelligence::outgoing::{Consent, Outgoing};
use intelligence::personal::PersonalGuard;
use intelligence::{Language, markdown};
use tokio::time::Instant;

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use super::undone::Undone;
use crate::article::EncodeArticle;
use crate::{Error, Executor};

/// How many bytes of an article an encoder is shown: some turn longer texts down, and what an article is about stands at its beginning.
const MOST_BYTES: usize = 16 << 10;
/// The widest vector that is recorded.
const MOST_COMPONENTS: usize = 8_192;
/// A text that any encoder has a vector of: when it has none of this either, it is not the article that is at fault.
const PROBE: &str = "opening hours";
/// How long the probe may take; with the article's own try it stays within the lease.
const PROBE_PATIENCE: Duration = Duration::from_secs(5);
/// How long a probe that failed speaks for those who come after it.
const PROBE_PAUSE: Duration = Duration::from_millis(200);
/// After so many failures of an article, each just after a probe went well, it is the article that is at fault.
const TRIES: u32 = 5;

/// Has an encoder outside the house make vectors of the articles that are told. While it is away the articles wait for it, and nothing
/// else does; an article that alone has no vector is passed over.
#[derive(Clone, Debug)]
pub struct EncodeArticles {
    outside: Arc<Outside>,
    remembered_as: String,
}

/// The encoder, and what is known of it.
struct Outside {
    /// What its vectors are recorded under.
    name: Code,
    remote: Arc<dyn RemoteEncoder>,
    guard: PersonalGuard,
    /// Of each article that failed, how often it did just after a probe went well.
    failures: Mutex<HashMap<(Tenant, ArticleId), u32>>,
    /// Whether something failed since the probe went well last.
    may_be_away: AtomicBool,
    /// When the probe failed last. Whoever probes holds it, and the others wait for what it finds out.
    probed: tokio::sync::Mutex<Option<Instant>>,
}

impl EncodeArticles {
    /// By this encoder, whose vectors are recorded under this name.
    #[must_use]
    pub fn new(name: Code, remote: Arc<dyn RemoteEncoder>) -> Self {
        let remembered_as = format!("encode_articles:{name}");
        let (failures, may_be_away, probed) = (Mutex::default(), AtomicBool::new(false), tokio::sync::Mutex::default());
        let outside = Outside { name, remote, guard: PersonalGuard::default(), failures, may_be_away, probed };
        Self { outside: Arc::new(outside), remembered_as }
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
        let has_failed = self.outside.failures().contains_key(&key);
        self.outside.is_back().await.map_err(away)?;
        let Some(text) = self.outside.outgoing(&told.content) else { return Ok(()) };
        let error = match self.outside.remote.encode(&text).await {
            Ok(vector) if vector.width() <= MOST_COMPONENTS => {
                self.outside.failures().remove(&key);
                return Ok(self.record(executor, cause, told.number, &vector).await?);
            }
            Ok(_) => EncoderError::Unusable(format!("a vector of more than {MOST_COMPONENTS} components")),
            Err(error @ EncoderError::NotAsked(_)) => return Err(away(error)),
            Err(error) => error,
        };
        count("failed");
        self.outside.may_be_away.store(true, Ordering::Relaxed);
        if self.outside.is_at_fault(&key, has_failed, &error) { Ok(()) } else { Err(away(error)) }
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

impl Outside {
    /// The beginning of what an article says, in a language that is searched. It is the house's own, so nobody's consent is asked; what
    /// looks like somebody's data stays here all the same.
    fn outgoing(&self, content: &Content) -> Option<Outgoing> {
        let language: Language = content.language.as_str().parse().ok()?;
        let (title, body) = (content.title.as_str(), markdown::plain(content.body.as_str()));
        // A heading that became the title stands in the body too.
        let text = if body.starts_with(title) { body } else { format!("{title}\n{body}") };
        // More is looked at than may leave, so that nothing is cut in two before it is found.
        let text = &text[..text.floor_char_boundary(2 * MOST_BYTES)];
        let text = Outgoing::new(text, Some(language), &self.guard, Consent::NotNeeded).ok()?;
        Some(text.shortened(MOST_BYTES))
    }

    /// Makes sure, after a failure, that it has a vector of anything, before more is asked of it.
    async fn is_back(&self) -> Result<(), EncoderError> {
        let mut failed = self.probed.lock().await;
        if !self.may_be_away.load(Ordering::Relaxed) {
            return Ok(());
        }
        if failed.is_some_and(|at| at.elapsed() < PROBE_PAUSE) {
            return Err(EncoderError::NotAsked("it gave no answer a moment ago".to_owned()));
        }
        let probed = self.probe().await;
        self.may_be_away.store(probed.is_err(), Ordering::Relaxed);
        *failed = probed.is_err().then(Instant::now);
        probed
    }

    async fn probe(&self) -> Result<(), EncoderError> {
        let unavailable = |error: &dyn fmt::Display| EncoderError::Unavailable(error.to_string());
        let probe = Outgoing::new(PROBE, None, &self.guard, Consent::NotNeeded).map_err(|error| unavailable(&error))?;
        let answer = tokio::time::timeout(PROBE_PATIENCE, self.remote.encode(&probe)).await;
        answer.map_err(|_| unavailable(&"a text of two words takes too long"))?.map(drop)
    }

    /// Whether it is the article that has no vector: it failed though the probe just before went well, often enough. It is then passed over.
    fn is_at_fault(&self, key: &(Tenant, ArticleId), was_probed: bool, error: &EncoderError) -> bool {
        let mut failures = self.failures();
        let own = failures.entry(key.clone()).or_default();
        *own += u32::from(was_probed);
        let most = if matches!(error, EncoderError::Unusable(_)) { 1 } else { TRIES };
        if *own < most {
            return false;
        }
        failures.remove(key);
        count("passed_over");
        tracing::warn!(article = %key.1, %error, "an article has no vector; words alone find it");
        true
    }

    fn failures(&self) -> MutexGuard<'_, HashMap<(Tenant, ArticleId), u32>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn away(error: EncoderError) -> Undone {
    Undone::Outside(Box::new(error))
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outside").field("name", &self.name).finish_non_exhaustive()
    }
}

fn count(outcome: &'static str) {
    metrics::counter!("articles_encoded_total", "outcome" => outcome).increment(1);
}
