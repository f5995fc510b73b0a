//! Searching the index, and how it stands.

use std::sync::Arc;
use std::time::Duration;

use intelligence::search::{self, Nearness, Query, Reader};
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::feeder::Feeder;
use crate::fold;
use crate::question::parts;
use crate::{Encoding, Error, Hit, Question, ReadBy};

/// How the index of this process fares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// It is being opened.
    Opening,
    /// It follows the log.
    Following,
    /// It follows the log in memory, since another process has its folder open.
    InMemory,
    /// Something is away; it tries again.
    Retrying(String),
}

/// How the index of this process stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
    /// The position of the last event in it.
    pub position: u64,
    /// How it fares.
    pub state: State,
}

/// What a follower shows.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) reader: Option<Reader>,
    pub(crate) status: Status,
}

/// The index did not come to a position in time.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
#[error("the search index did not reach the position in time")]
pub struct TimedOut;

/// Searches the index of this process. Clones share it.
#[derive(Clone)]
pub struct Knowledge {
    held: watch::Receiver<Held>,
    encoding: Encoding,
    /// Keeps the channel of an index at rest open.
    _at_rest: Option<Arc<watch::Sender<Held>>>,
}

impl Knowledge {
    pub(crate) fn new(held: watch::Receiver<Held>, encoding: Encoding) -> Self {
        Self { held, encoding, _at_rest: None }
    }

    /// Of an index that nobody feeds any more.
    pub(crate) fn at_rest(feeder: &Feeder) -> Self {
        let status = Status { position: feeder.settled(), state: State::Following };
        let held = watch::Sender::new(Held { reader: Some(feeder.reader()), status });
        Self { held: held.subscribe(), encoding: feeder.encoding(), _at_rest: Some(Arc::new(held)) }
    }

    /// Who reads what is asked.
    #[must_use]
    pub fn read_by(&self) -> ReadBy {
        self.encoding.read_by()
    }

    /// How the index stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.held.borrow().status.clone()
    }

    /// Waits until the index holds everything up to a position.
    ///
    /// # Errors
    /// [`TimedOut`].
    pub async fn wait_for(&self, position: u64, patience: Duration) -> Result<(), TimedOut> {
        let mut held = self.held.clone();
        let reached = held.wait_for(|held| held.reader.is_some() && held.status.position >= position);
        match tokio::time::timeout(patience, reached).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(TimedOut),
        }
    }

    /// The articles that may answer, best first. None in a language that is not cut into words.
    ///
    /// # Errors
    /// [`Error::NotOpen`]; [`Error::Index`] when the index cannot be read.
    pub async fn search(&self, question: Question) -> Result<Vec<Hit>, Error> {
        let reader = self.held.borrow().reader.clone().ok_or(Error::NotOpen)?;
        let vector = self.encoding.of_question(&question.text, question.outgoing.as_ref()).await;
        let encoding = self.encoding.clone();
        spawn_blocking(move || search(&reader, &question, vector.as_ref().map(|vector| encoding.nearness(vector))))
            .await?
    }
}

impl std::fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Knowledge").field("status", &self.status()).finish_non_exhaustive()
    }
}

fn search(reader: &Reader, question: &Question, nearness: Option<Nearness<'_>>) -> Result<Vec<Hit>, Error> {
    let language = match question.language.as_ref().map(|language| language.as_str().parse()) {
        Some(Err(_)) => return Ok(Vec::new()),
        known => known.and_then(Result::ok),
    };
    let earlier: Vec<_> = question.earlier.iter().map(String::as_str).collect();
    let entities: Vec<_> = question.entities.iter().map(String::as_str).collect();
    let state: Vec<_> = question.state.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let hits = reader.search(&Query {
        tenant: question.tenant.as_str(),
        audience: fold::audience(question.audience),
        language,
        text: &question.text,
        earlier: &earlier,
        entities: &entities,
        state: &state,
        nearness,
        limit: question.limit,
    })?;
    Ok(hits.iter().filter_map(hit).collect())
}

/// An entry of the index as an article; the index holds nothing that is none.
fn hit(hit: &search::Hit) -> Option<Hit> {
    Some(Hit {
        article: hit.id.parse().ok()?,
        version: hit.version.try_into().ok()?,
        score: hit.score,
        title: parts(&hit.title),
        snippet: parts(&hit.snippet),
    })
}
