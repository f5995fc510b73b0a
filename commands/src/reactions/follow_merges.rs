//! Tells the other side of a merge, for Conversations and Customers alike.

use async_trait::async_trait;
use domain::conversation::{Conversation, ConversationEvent, Status};
use domain::customer::{Customer, CustomerEvent};
use domain::{ConversationId, CustomerId, Event, StreamId};
use event_store::RecordedEvent;

use super::Reaction;
use super::follow_up::{Cause, FollowUp, Intent};
use super::undone::Undone;
use crate::{Error, Executor, Request, conversation, customer};

/// Tells the other side of a merge, for Conversations and Customers alike.
///
/// When two are merged into each other at the same moment, neither stream can tell. The first of the two merges that is
/// followed finds its other side gone and is taken back; the second then holds.
#[derive(Debug)]
pub struct FollowMerges;

impl Reaction for FollowMerges {
    fn name(&self) -> &'static str {
        "follow_merges"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["conversation.merged", "conversation.unmerged", "customer.merged", "customer.unmerged"]
    }

    fn react(&self, recorded: &RecordedEvent, event: &Event) -> Vec<Intent> {
        use {ConversationEvent as Of, CustomerEvent as Who};
        let Ok(stream) = recorded.stream.as_str().parse() else { return Vec::new() };
        let intent = match (stream, event) {
            (StreamId::Conversation(source), Event::Conversation(Of::Merged(merged))) => {
                Intent::Do(Box::new(ReceiveConversation { target: merged.into, source }))
            }
            (StreamId::Conversation(source), Event::Conversation(Of::Unmerged(unmerged))) => {
                Intent::ask("undo", conversation::UndoMerge { conversation: unmerged.target, source })
            }
            (StreamId::Customer(source), Event::Customer(Who::Merged(merged))) => {
                Intent::Do(Box::new(ReceiveCustomer { target: merged.into, source }))
            }
            (StreamId::Customer(source), Event::Customer(Who::Unmerged(unmerged))) => {
                Intent::ask("undo", customer::UndoMerge { customer: unmerged.target, source })
            }
            (_, _) => return Vec::new(),
        };
        vec![intent]
    }
}

/// Tells a Conversation that another goes on in it, if it still does.
#[derive(Debug)]
struct ReceiveConversation {
    target: ConversationId,
    source: ConversationId,
}

#[async_trait]
impl FollowUp for ReceiveConversation {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        let Self { target, source } = *self;
        let load = |id| executor.load::<Conversation>(&cause.tenant, StreamId::Conversation(id));
        if !matches!(load(source).await?.0.status, Status::Merged { into, .. } if into == target) {
            return Ok(());
        }
        let (state, revision) = load(target).await?;
        if matches!(state.status, Status::Merged { .. }) {
            let take_back = conversation::Unmerge { conversation: source };
            executor.follow_up(cause.request("take_back", take_back)).await?;
            return Ok(());
        }
        let receive = cause.request("receive", conversation::ReceiveMerge { conversation: target, source });
        executor.follow_up(Request { expected_revision: revision, ..receive }).await?;
        Ok(())
    }
}

/// Tells a Customer that another goes on as them, if they still do.
#[derive(Debug)]
struct ReceiveCustomer {
    target: CustomerId,
    source: CustomerId,
}

#[async_trait]
impl FollowUp for ReceiveCustomer {
    async fn carry_out(&self, executor: &Executor, cause: &Cause) -> Result<(), Undone> {
        let Self { target, source } = *self;
        let (state, _) = executor.load::<Customer>(&cause.tenant, StreamId::Customer(source)).await?;
        if state.merged_into != Some(target) {
            return Ok(());
        }
        let receive = customer::ReceiveMerge { customer: target, source };
        let Err(error) = executor.follow_up(cause.request("receive", receive)).await else { return Ok(()) };
        if !matches!(error, Error::Refused(_)) {
            return Err(error.into());
        }
        let (other, _) = executor.load::<Customer>(&cause.tenant, StreamId::Customer(target)).await?;
        if let Some(erasure) = &other.erased {
            // They are one person, of whom nothing is to be left.
            let erase = customer::EraseCustomer { customer: source, reason: erasure.reason.clone() };
            executor.follow_up(cause.request("erase", erase)).await?;
            return Ok(());
        }
        let take_back = customer::UnmergeCustomer { customer: source };
        executor.follow_up(cause.request("take_back", take_back)).await?;
        Ok(())
    }
}
