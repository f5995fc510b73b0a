//! Vectors of articles and of what is asked, where an encoder is configured.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;

use domain::Code;
use intelligence::encoder::{Encoder, EncoderError, RemoteEncoder, Vector};
use intelligence::outgoing::Outgoing;
use intelligence::search::Nearness;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Where vectors come from. Clones share it.
#[derive(Clone)]
pub struct Encoding {
    source: Source,
    weight: f32,
    least: f32,
}

#[derive(Clone)]
enum Source {
    /// From nowhere: words alone count.
    Words,
    /// From an encoder in this process.
    Here(Taking),
    /// Those of articles from the log, where an encoder's answers are recorded under this name; that of a question from the encoder, if it
    /// may be asked at all.
    Log(Code, Option<Asked>),
}

/// An encoder outside this process, as far as questions go.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What asks it; it answers or gives up within the time that a search can wait.
    pub remote: Arc<dyn RemoteEncoder>,
    /// Whether it may read only what customers agreed to.
    pub needs_consent: bool,
}

/// Who reads what is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReadBy {
    /// Nobody outside this process.
    House,
    /// An encoder outside it, which needs the consent of the customer whose words they may be, or not.
    Outside {
        /// Whether it does.
        needs_consent: bool,
    },
}

/// An encoder, and the turns at it: one for each processor. More at once would only take room from each other and from
/// whatever else is answered.
#[derive(Clone)]
struct Taking {
    encoder: Arc<dyn Encoder>,
    turns: Arc<Semaphore>,
}

impl Encoding {
    /// By words alone.
    #[must_use]
    pub const fn none() -> Self {
        Self { source: Source::Words, weight: 0.0, least: 0.0 }
    }

    /// By an encoder that runs in this process. Its ranking counts `weight`, where that of words counts 1; an article whose vector has a
    /// cosine of no more than `least` with that of the question is not found by it.
    #[must_use]
    pub fn by(encoder: impl Encoder + 'static, weight: f32, least: f32) -> Self {
        let processors = available_parallelism().map_or(1, NonZero::get);
        let (encoder, turns) = (Arc::new(encoder), Arc::new(Semaphore::new(processors)));
        Self { source: Source::Here(Taking { encoder, turns }), weight, least }
    }

    /// By an encoder outside this process: the vectors of articles are those that the log has under its name, so nobody is asked again to
    /// fill an index; that of a question is asked for, where the question may leave.
    #[must_use]
    pub fn recorded(name: Code, asked: Option<Asked>, weight: f32, least: f32) -> Self {
        Self { source: Source::Log(name, asked), weight, least }
    }

    pub(crate) fn read_by(&self) -> ReadBy {
        match &self.source {
            Source::Log(_, Some(asked)) => ReadBy::Outside { needs_consent: asked.needs_consent },
            Source::Log(_, None) | Source::Words | Source::Here(_) => ReadBy::House,
        }
    }

    pub(crate) const fn nearness<'a>(&self, vector: &'a Vector) -> Nearness<'a> {
        Nearness { vector, weight: self.weight, least: self.least }
    }

    /// The encoder's name and version; nothing when words alone count.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.source {
            Source::Words => None,
            Source::Here(taking) => Some(taking.encoder.name()),
            Source::Log(name, _) => Some(name.as_str()),
        }
    }

    /// Whether an article takes an encoder's time when it is put into the index.
    pub(crate) const fn takes_time(&self) -> bool {
        matches!(self.source, Source::Here(_))
    }

    /// A vector for each text, in their order; none unless an encoder runs here, and for a text that it fails on, which is logged.
    pub(crate) async fn vectors(&self, texts: Vec<String>) -> Vec<Option<Vector>> {
        let Source::Here(taking) = &self.source else { return vec![None; texts.len()] };
        let mut vectors = Vec::with_capacity(texts.len());
        for text in texts {
            vectors.push(vector(taking.clone(), text).await);
        }
        vectors
    }

    /// The vector of what is asked; none where it may not leave, or has none in time.
    pub(crate) async fn of_question(&self, text: &str, outgoing: Option<&Outgoing>) -> Option<Vector> {
        match &self.source {
            Source::Words => None,
            Source::Here(taking) => vector(taking.clone(), text.to_owned()).await,
            Source::Log(_, Some(asked)) => ask(&*asked.remote, outgoing).await,
            Source::Log(_, None) => None,
        }
    }
}

async fn ask(remote: &dyn RemoteEncoder, outgoing: Option<&Outgoing>) -> Option<Vector> {
    let Some(outgoing) = outgoing else {
        count("withheld");
        return None;
    };
    let answer = remote.encode(outgoing).await;
    count(match &answer {
        Ok(_) => "encoded",
        Err(EncoderError::NotAsked(_)) => "not_asked",
        Err(EncoderError::Unavailable(_) | EncoderError::Unusable(_)) => "failed",
    });
    if let Err(EncoderError::NotAsked(why)) = &answer {
        tracing::debug!(why, "words alone count for a question");
        return None;
    }
    answer.map_or_else(|error| failed(&error), Some)
}

fn count(outcome: &'static str) {
    metrics::counter!("questions_encoded_total", "outcome" => outcome).increment(1);
}

/// Encoders take the processor for milliseconds. Text by text, so that who stops waits for one.
async fn vector(Taking { encoder, turns }: Taking, text: String) -> Option<Vector> {
    let turn = turns.acquire_owned().await;
    let handle = Handle::current();
    let encode = move || {
        // Taken along: who asked may have gone, and the encoder still works.
        let _turn = turn;
        handle.block_on(encoder.encode(&[&text]))
    };
    match spawn_blocking(encode).await {
        Ok(Ok(mut vectors)) => vectors.pop(),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn failed(error: &(dyn std::error::Error + 'static)) -> Option<Vector> {
    tracing::warn!(error, "a text has no vector; words alone count for it");
    None
}

impl std::fmt::Debug for Encoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Encoding").field(&self.name()).finish()
    }
}
