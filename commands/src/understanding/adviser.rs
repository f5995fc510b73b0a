//! Who is asked what a text wants that the models cannot place.

use std::fmt::Debug;

use async_trait::async_trait;
use domain::Code;
use intelligence::outgoing::Outgoing;

/// Someone outside this process who is asked what a text wants. What it answers is recorded, and then not asked for again.
#[async_trait]
pub trait Adviser: Send + Sync + Debug {
    /// Whether it may be asked only what customers have agreed to let a provider read.
    fn needs_consent(&self) -> bool;

    /// Which of the intents the text wants, the surest first; none when it wants none of them. The text leaves once at most, and
    /// there is an answer or none within 10 seconds: a reaction must renew its lease.
    ///
    /// # Errors
    /// [`Unadvised`].
    async fn choose(&self, text: &Outgoing, intents: &[Code]) -> Result<Advice, Unadvised>;
}

/// What an adviser said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Advice {
    /// What the text wants, the surest first.
    pub intents: Vec<Code>,
    /// Who said so, such as the model of a provider.
    pub model: Code,
    /// What it cost, in tokens.
    pub tokens: u64,
}

/// Why there is no advice; it quotes neither what was asked nor what was answered.
#[derive(thiserror::Error, Debug)]
pub enum Unadvised {
    /// Nobody was asked, for now.
    #[error("nobody is asked for now: {0}")]
    NotAsked(String),
    /// There is no answer, or none that was asked for.
    #[error("there is no advice: {0}")]
    Failed(String),
}
