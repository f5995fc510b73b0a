//! What a command is: a value that decides.

use std::hash::Hash;

use chrono::{DateTime, TimeDelta, Utc};
use domain::aggregate::Aggregate;
use domain::{Actor, StreamId};
use uuid::Uuid;
use vault::Personal;

use crate::World;
use crate::understanding::Understander;

/// A command: what is asked of one stream. Its hash tells a repeat from a reuse of its id.
pub trait Command: Hash + Clone + Send + Sync + 'static {
    /// What it is asked of.
    type Aggregate: Aggregate;

    /// Its name in logs and metrics, in snake case.
    const NAME: &'static str;

    /// Whether it says something that is to be understood, so that [`Context::understander`] is needed.
    const HEARS: bool = false;

    /// The stream it is asked of.
    fn stream(&self) -> StreamId;

    /// The other streams whose states [`Context::world`] must hold.
    fn references(&self) -> Vec<StreamId> {
        Vec::new()
    }

    /// The other streams whose states [`Context::world`] must hold too, which the command does not name but the state does.
    fn concerns(&self, state: &Self::Aggregate) -> Vec<StreamId> {
        let _ = state;
        Vec::new()
    }

    /// The sealed fields of the state that [`Context::reveal`] must open: the event each is bound to, its tag, itself.
    fn reveals<'a>(&self, state: &'a Self::Aggregate) -> Vec<(Uuid, &'static str, &'a Personal<String>)> {
        let _ = state;
        Vec::new()
    }

    /// Which events follow; none when it changes nothing.
    ///
    /// # Errors
    /// The rule that turns it down.
    fn decide(
        &self,
        state: &Self::Aggregate,
        context: &Context<'_>,
    ) -> Result<Vec<<Self::Aggregate as Aggregate>::Event>, <Self::Aggregate as Aggregate>::Refusal>;
}

/// How a decision reads a sealed text: by the event it is bound to, and its tag.
pub type Reveal<'a> = dyn Fn(Uuid, &'static str, &Personal<String>) -> Option<String> + 'a;

/// What a decision may know besides the state and the command.
pub struct Context<'a> {
    /// When it happens.
    pub now: DateTime<Utc>,
    /// Who asks.
    pub actor: &'a Actor,
    /// What the tenant has settled.
    pub policy: &'a Policy,
    /// The other streams the command refers to.
    pub world: &'a World,
    /// Opens a field that [`Command::reveals`] named, given the event it is bound to and its tag; `None` when erased.
    pub reveal: &'a Reveal<'a>,
    /// Understands what is said, for a command that [`Command::HEARS`], where the process does.
    pub understander: Option<&'a Understander>,
}

/// What is settled by configuration, not by a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// How long after its Resolution a Conversation can be reopened.
    pub reopen_within: TimeDelta,
}

impl Default for Policy {
    fn default() -> Self {
        Self { reopen_within: TimeDelta::days(14) }
    }
}
