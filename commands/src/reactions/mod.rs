//! Reactions: when something happened, something else is asked for.
//!
//! A reaction reads the log from a durable checkpoint and asks for commands whose ids derive from the event, so that
//! whatever is done again after a crash is done once. One node at a time runs a reaction, under a lease.

mod batch;
mod destroy_keys;
mod each_node;
mod encode_articles;
mod follow_merges;
mod follow_up;
mod release_claims;
mod runner;
mod second_opinion;
mod status;
mod supervisor;
#[cfg(test)]
mod tests;
mod undone;
mod verdict;
mod wake_snoozed;

use std::fmt::Debug;
use std::sync::Arc;

use domain::Event;
use event_store::{ReactionStore, RecordedEvent, Timer};
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::Executor;
use supervisor::supervise;

pub use destroy_keys::DestroyKeys;
pub use each_node::follow;
pub use encode_articles::EncodeArticles;
pub use follow_merges::FollowMerges;
pub use follow_up::{Cause, FollowUp, Intent};
pub use release_claims::ReleaseClaims;
pub use runner::Runner;
pub use second_opinion::SecondOpinion;
pub use status::{ReactionState, ReactionStatus};
pub use undone::Undone;
pub use wake_snoozed::WakeSnoozed;

/// When something happened, something else is asked for. Pure: what it decides depends on the event alone.
pub trait Reaction: Send + Sync + Debug {
    /// Its name; never changes.
    fn name(&self) -> &'static str;

    /// The word by which it is remembered how far it has come. By another word, it begins with the first event.
    fn remembered_as(&self) -> &str {
        self.name()
    }

    /// The types of the events from which something may follow; of no other it is asked.
    fn heeds(&self) -> &'static [&'static str];

    /// Whether nothing can follow from an event of this type and version. From what only a later program knows something
    /// might: the reaction must stand still there.
    fn passes_over(&self, event_type: &str, schema_version: u32) -> bool {
        Event::is_known(event_type, schema_version) && !self.heeds().contains(&event_type)
    }

    /// What follows from an event.
    fn react(&self, recorded: &RecordedEvent, event: &Event) -> Vec<Intent>;

    /// What is to be done when a timer of this reaction is due.
    fn due(&self, timer: &Timer) -> Vec<Box<dyn FollowUp>> {
        let _ = timer;
        Vec::new()
    }
}

/// Every reaction there is. Nobody outside the house is asked where nobody is there to ask.
#[must_use]
pub fn all(is_advised: bool, encode_articles: Option<EncodeArticles>) -> Vec<Arc<dyn Reaction>> {
    let mut all: Vec<Arc<dyn Reaction>> =
        vec![Arc::new(WakeSnoozed), Arc::new(FollowMerges), Arc::new(DestroyKeys), Arc::new(ReleaseClaims)];
    if is_advised {
        all.push(Arc::new(SecondOpinion));
    }
    if let Some(reaction) = encode_articles {
        all.push(Arc::new(reaction));
    }
    all
}

/// The reactions of one node, running.
#[derive(Debug)]
pub struct Reactions {
    statuses: Vec<watch::Receiver<ReactionStatus>>,
    tasks: JoinSet<()>,
}

impl Reactions {
    /// Starts every reaction, and what each node does for itself, until `stop` is set. `node` is unique among nodes.
    #[must_use]
    pub fn start(
        executor: &Executor,
        memory: &Arc<dyn ReactionStore>,
        encode_articles: Option<EncodeArticles>,
        node: Uuid,
        stop: &watch::Receiver<bool>,
    ) -> Self {
        let mut started = Self { statuses: Vec::new(), tasks: JoinSet::new() };
        started.follow(executor.clone(), stop.clone());
        for reaction in all(executor.adviser().is_some(), encode_articles) {
            started.run(executor, memory, reaction, node, stop);
        }
        started
    }

    fn follow(&mut self, executor: Executor, stop: watch::Receiver<bool>) {
        let follower = executor.clone();
        let stopped = stop.clone();
        let start = move || follow(follower.clone(), stopped.clone());
        self.tasks.spawn(supervise("follow", executor, stop, start, |_| {}));
    }

    fn run(
        &mut self,
        executor: &Executor,
        memory: &Arc<dyn ReactionStore>,
        reaction: Arc<dyn Reaction>,
        node: Uuid,
        stop: &watch::Receiver<bool>,
    ) {
        let name = reaction.name();
        let status = watch::Sender::new(ReactionStatus::new(name));
        self.statuses.push(status.subscribe());
        let (runs, memory, shown, stopped) = (executor.clone(), Arc::clone(memory), status.clone(), stop.clone());
        let start = move || {
            let (memory, reaction) = (Arc::clone(&memory), Arc::clone(&reaction));
            Runner::showing(runs.clone(), memory, reaction, node, shown.clone()).run(stopped.clone())
        };
        let panicked = move |message: &str| {
            status.send_modify(|status| {
                status.state = ReactionState::Failed;
                status.last_error = Some(message.to_owned());
            });
        };
        self.tasks.spawn(supervise(name, executor.clone(), stop.clone(), start, panicked));
    }

    /// How each reaction fares on this node.
    #[must_use]
    pub fn statuses(&self) -> Vec<ReactionStatus> {
        self.statuses.iter().map(|status| status.borrow().clone()).collect()
    }

    /// The same for whoever asks later.
    pub fn watch(&self) -> impl Fn() -> Vec<ReactionStatus> + Send + Sync + use<> {
        let statuses = self.statuses.clone();
        move || statuses.iter().map(|status| status.borrow().clone()).collect()
    }

    /// Returns once everything has stopped.
    pub async fn stopped(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}
