//! The encoder outside the house: what it is shown, whether it is there, and which articles it has no vector of.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::article::Content;
use domain::{ArticleId, Code};
use event_store::Tenant;
use intelligence::encoder::{EncoderError, RemoteEncoder};
use intelligence::outgoing::{Consent, Outgoing};
use intelligence::personal::PersonalGuard;
use intelligence::{Language, markdown};
use tokio::time::Instant;

use super::count;

/// How many bytes of an article an encoder is shown: what an article is about stands at its beginning. Some turn down what others take, so
/// that each time an article fails by itself half as much of it is shown.
const MOST_BYTES: usize = 16 << 10;
/// A text that any encoder has a vector of: when it has none of this either, it is not the article that is at fault.
const PROBE: &str = "opening hours";
/// How long the probe may take; with the article's own try it stays within the lease.
const PROBE_PATIENCE: Duration = Duration::from_secs(5);
/// How long a probe that failed speaks for those who come after it.
const PROBE_PAUSE: Duration = Duration::from_millis(200);
/// After so many failures of an article, each just after a probe went well, it is the article that is at fault: by then no more than 1 KiB of it
/// was shown.
const TRIES: u32 = 5;

/// Which article.
pub(super) type Key = (Tenant, ArticleId);

/// The encoder, and what is known of it.
pub(super) struct Outside {
    /// What its vectors are recorded under.
    pub(super) name: Code,
    pub(super) remote: Arc<dyn RemoteEncoder>,
    guard: PersonalGuard,
    /// Of each article that failed, how often it did just after a probe went well.
    failures: Mutex<HashMap<Key, u32>>,
    /// Whether something failed since the probe went well last.
    may_be_away: AtomicBool,
    /// When the probe failed last. Whoever probes holds it, and the others wait for what it finds out.
    probed: tokio::sync::Mutex<Option<Instant>>,
}

impl Outside {
    pub(super) fn new(name: Code, remote: Arc<dyn RemoteEncoder>) -> Self {
        let (failures, may_be_away, probed) = (Mutex::default(), AtomicBool::new(false), tokio::sync::Mutex::default());
        Self { name, remote, guard: PersonalGuard::default(), failures, may_be_away, probed }
    }

    /// The beginning of what an article says, in a language that is searched. It is the house's own, so nobody's consent is asked; what
    /// looks like somebody's data stays here all the same.
    pub(super) fn outgoing(&self, content: &Content, failures: u32) -> Option<Outgoing> {
        let language: Language = content.language.as_str().parse().ok()?;
        let (title, body) = (content.title.as_str(), markdown::plain(content.body.as_str()));
        // A heading that became the title stands in the body too.
        let text = if body.starts_with(title) { body } else { format!("{title}\n{body}") };
        // More is looked at than may leave, so that nothing is cut in two before it is found.
        let text = &text[..text.floor_char_boundary(2 * MOST_BYTES)];
        let text = Outgoing::new(text, Some(language), &self.guard, Consent::NotNeeded).ok()?;
        Some(text.shortened(MOST_BYTES >> failures))
    }

    /// Makes sure, after a failure, that it has a vector of anything, before more is asked of it.
    pub(super) async fn is_back(&self) -> Result<(), EncoderError> {
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
    pub(super) fn is_at_fault(&self, key: &Key, was_probed: bool, error: &EncoderError) -> bool {
        count("failed");
        self.may_be_away.store(true, Ordering::Relaxed);
        let mut failures = self.failures();
        let own = failures.entry(key.clone()).or_default();
        *own += u32::from(was_probed);
        if *own < TRIES {
            return false;
        }
        failures.remove(key);
        count("passed_over");
        tracing::warn!(article = %key.1, %error, "an article has no vector; words alone find it");
        true
    }

    pub(super) fn failures(&self) -> MutexGuard<'_, HashMap<Key, u32>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outside").field("name", &self.name).finish_non_exhaustive()
    }
}
