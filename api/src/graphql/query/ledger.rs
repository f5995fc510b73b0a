//! The ledger: what was signed, and proofs of what is under it.

use async_graphql::{Context, Error, ID, Object};
use domain::conversation::ConversationEvent;
use domain::{Event, StreamId};
use event_store::{RecordedEvent, StreamName, Tenant};

use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, fault, principal, require};
use crate::graphql::scalars::Position;
use crate::graphql::services::Services;
use crate::graphql::types::{Checkpoint, ConsistencyProof, InclusionProof, LoggedEvent};
use crate::graphql::user_error::{ledger_fault, store_fault};
use crate::graphql::{load, node_id};

/// How many events of a stream are read at once.
const BATCH: usize = 500;

/// The queries of this room.
#[derive(Default)]
pub struct LedgerQueries;

#[Object]
impl LedgerQueries {
    /// The last checkpoint of the ledger; nothing before the first.
    async fn checkpoint(&self, context: &Context<'_>) -> Result<Option<Checkpoint>, Error> {
        principal(context)?;
        let ledger = &context.data_unchecked::<Services>().ledger;
        let last = ledger.last().await.map_err(|error| ledger_fault(&error))?;
        Ok(last.map(|last| Checkpoint::of(ledger, &last)))
    }

    /// The checkpoints of a size greater than `after`, at most 100.
    #[graphql(complexity = "first.unwrap_or(20).clamp(1, 100) as usize * child_complexity + 1")]
    async fn checkpoints(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only those behind this size; 0 for the beginning.", default_with = "Position(0)")]
        after: Position,
        #[graphql(desc = "How many, at most 100.", validator(minimum = 1, maximum = 100))] first: Option<i32>,
    ) -> Result<Vec<Checkpoint>, Error> {
        principal(context)?;
        let ledger = &context.data_unchecked::<Services>().ledger;
        let wanted = first.and_then(|first| usize::try_from(first).ok()).unwrap_or(20);
        let found = ledger.checkpoints(after.0, wanted).await.map_err(|error| ledger_fault(&error))?;
        Ok(found.iter().map(|sealed| Checkpoint::of(ledger, sealed)).collect())
    }

    /// The proof that the event at a place in the log is in the ledger; nothing while it is not sealed. It leads to the last
    /// checkpoint, or, when the service requires witnesses, to one that enough of them have seen.
    async fn inclusion_proof(
        &self,
        context: &Context<'_>,
        position: Position,
    ) -> Result<Option<InclusionProof>, Error> {
        let principal = require(context, &[Operation::ProveEvents])?;
        let store = &context.data_unchecked::<Services>().store;
        let Some(before) = position.0.checked_sub(1) else { return Err(no_event()) };
        let found = store.read_all(before, 1).await.map_err(|error| store_fault(&error))?.pop();
        let is_theirs =
            |event: &RecordedEvent| event.position == position.0 && event.tenant.as_str() == principal.tenant;
        if !found.as_ref().is_some_and(is_theirs) {
            return Err(no_event());
        }
        prove(context, position.0).await
    }

    /// The proof that the last turn of a Conversation is in the ledger. Its entry holds the hash of the leaf before it in
    /// the Conversation, and so on to the first. Nothing while it is not sealed, or when there is no turn.
    async fn conversation_proof(
        &self,
        context: &Context<'_>,
        conversation_id: ID,
    ) -> Result<Option<InclusionProof>, Error> {
        require(context, &[Operation::ProveEvents])?;
        let id = node_id::conversation(&conversation_id, "conversationId")?;
        let stream = StreamName::new(&StreamId::Conversation(id).to_string());
        match last_turn(context, &load::tenant(context)?, &stream).await? {
            Some(position) => prove(context, position).await,
            None => Ok(None),
        }
    }

    /// The proof that between two sizes the ledger only grew.
    async fn consistency_proof(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The size of the earlier checkpoint.")] from: Position,
        #[graphql(desc = "The size of the later checkpoint.")] to: Position,
    ) -> Result<ConsistencyProof, Error> {
        principal(context)?;
        let ledger = &context.data_unchecked::<Services>().ledger;
        let hashes = ledger.consistency(from.0, to.0).await.map_err(|error| ledger_fault(&error))?;
        let hashes = hashes.ok_or_else(|| {
            fault(ErrorCode::BadRequest, "from is not larger than to, and to not larger than the last checkpoint")
        })?;
        Ok(ConsistencyProof { from, to, hashes: hashes.iter().map(|hash| hash.to_base64()).collect() })
    }
}

async fn prove(context: &Context<'_>, position: u64) -> Result<Option<InclusionProof>, Error> {
    let ledger = &context.data_unchecked::<Services>().ledger;
    let proven = ledger.inclusion(position - 1).await.map_err(|error| ledger_fault(&error))?;
    Ok(proven.map(|proven| InclusionProof::of(ledger, &proven)))
}

/// The position of the last turn that was recorded in a stream.
async fn last_turn(context: &Context<'_>, tenant: &Tenant, stream: &StreamName) -> Result<Option<u64>, Error> {
    let store = &context.data_unchecked::<Services>().store;
    let (mut next, mut last) = (0, None);
    loop {
        let events = store.read_stream(tenant, stream, next, BATCH).await.map_err(|error| store_fault(&error))?;
        let Some(end) = events.last() else { break };
        next = end.revision + 1;
        for event in events {
            let event = LoggedEvent::decode(event)?;
            if matches!(event.event, Event::Conversation(ConversationEvent::TurnRecorded(_))) {
                last = Some(event.recorded.position);
            }
        }
    }
    if next == 0 { Err(fault(ErrorCode::NotFound, "there is no such conversation")) } else { Ok(last) }
}

fn no_event() -> Error {
    fault(ErrorCode::NotFound, "there is no such event")
}
