//! An event of the log as clients see it.

use async_graphql::{Context, Description, Error, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::conversation::ConversationEvent;
use domain::{ConversationId, Event, StreamId};
use event_store::RecordedEvent;
use uuid::Uuid;

use super::told::{Place, details, details_for_customers};
use super::{Conversation, EventDetails, EventSeal, Turn};
use crate::auth::Role;
use crate::error_code::ErrorCode;
use crate::graphql::access::{Operation, allows_any, fault, internal, principal, require};
use crate::graphql::load;
use crate::graphql::scalars::Position;

/// Who did it.
#[derive(Clone, PartialEq, Eq, Debug, SimpleObject)]
pub struct EventActor {
    /// What kind of actor, such as `agent` or `service`.
    kind: String,
    /// The id among those of the kind; a pseudonym; nothing for customers.
    id: Option<String>,
    /// For whom they acted, as `kind:id`; nothing for customers.
    on_behalf_of: Option<String>,
}

/// Something that happened, as it stands in the log for ever.
#[derive(Clone, PartialEq, Debug, Description)]
pub struct LoggedEvent {
    pub(crate) recorded: RecordedEvent,
    pub(crate) event: Event,
}

impl LoggedEvent {
    /// Decodes an event of the log.
    ///
    /// # Errors
    /// `INTERNAL` when this program does not know it.
    pub fn decode(recorded: RecordedEvent) -> Result<Self, Error> {
        match Event::decode(&recorded.event_type, recorded.schema_version, &recorded.body) {
            Ok(event) => Ok(Self { recorded, event }),
            Err(error) => {
                crate::graphql::user_error::log_fault(&error);
                Err(fault(ErrorCode::Internal, "the log holds an event this server cannot read"))
            }
        }
    }
}

impl LoggedEvent {
    /// The Conversation it happened in, if it happened in one.
    pub(crate) fn conversation_id(&self) -> Option<ConversationId> {
        if let Ok(StreamId::Conversation(id)) = self.recorded.stream.as_str().parse() { Some(id) } else { None }
    }
}

#[Object(use_type_description)]
impl LoggedEvent {
    /// Its place in the log; hand it to `after` to go on behind it.
    async fn position(&self) -> Position {
        Position(self.recorded.position)
    }

    /// Its id.
    async fn event_id(&self) -> Uuid {
        self.recorded.event_id
    }

    /// The stream it stands in.
    async fn stream(&self) -> &str {
        self.recorded.stream.as_str()
    }

    /// Its place in the stream, from 0.
    async fn revision(&self) -> Position {
        Position(self.recorded.revision)
    }

    /// What happened, such as `conversation.turn_recorded`.
    #[graphql(name = "type")]
    async fn event_type(&self) -> &str {
        &self.recorded.event_type
    }

    /// The version of its shape.
    async fn schema_version(&self) -> u32 {
        self.recorded.schema_version
    }

    /// When it happened.
    async fn occurred_at(&self) -> DateTime<Utc> {
        self.recorded.occurred_at
    }

    /// When it was appended.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.recorded.recorded_at
    }

    /// Whether and where it is sealed.
    async fn seal(&self) -> EventSeal {
        EventSeal::at(self.recorded.position)
    }

    /// Who did it.
    async fn actor(&self, context: &Context<'_>) -> Result<EventActor, Error> {
        let actor = &self.recorded.actor;
        Ok(EventActor {
            kind: actor.kind.to_string(),
            id: internal(context, || Some(actor.id.to_string()))?,
            on_behalf_of: internal(context, || actor.on_behalf_of.as_deref().map(str::to_owned))?,
        })
    }

    /// The command that led to it.
    async fn command_id(&self) -> Uuid {
        self.recorded.command_id
    }

    /// The event that led to the command, if one did.
    async fn causation_id(&self) -> Option<Uuid> {
        self.recorded.causation_id
    }

    /// What everything of one request shares.
    async fn correlation_id(&self) -> Option<Uuid> {
        self.recorded.correlation_id
    }

    /// The exact bytes that are stored: JSON in which all that is personal is sealed. For those who may read the log.
    async fn body(&self, context: &Context<'_>) -> Result<Option<String>, Error> {
        require(context, &[Operation::ReadLog])?;
        Ok(Some(String::from_utf8_lossy(&self.recorded.body).into_owned()))
    }

    /// What it says; its personal text for those who read Conversations. Customers read what is theirs.
    async fn details(&self, context: &Context<'_>) -> Result<Option<EventDetails>, Error> {
        let role = principal(context)?.role;
        let Some(conversation) = self.conversation_id() else { return Ok(None) };
        let place = Place { event: self.recorded.event_id, conversation };
        Ok(if allows_any(role, &[Operation::ReadConversations, Operation::ReadLog]) {
            Some(details(&self.event, place))
        } else if role == Role::Customer {
            Some(details_for_customers(&self.event, place))
        } else {
            None
        })
    }

    /// The turn that was recorded, or that it tells more of; as it stands now, so that what was redacted stays hidden.
    async fn turn(&self, context: &Context<'_>) -> Result<Option<Turn>, Error> {
        let turn = self.event.as_conversation().and_then(ConversationEvent::turn);
        let (Some(id), Some(turn)) = (self.conversation_id(), turn) else { return Ok(None) };
        load::wait(context, &[load::CONVERSATIONS, load::TURNS], Some(Position(self.recorded.position))).await?;
        load::turn(context, id, turn).await
    }

    /// The Conversation it happened in, as it stands now.
    async fn conversation(&self, context: &Context<'_>) -> Result<Option<Conversation>, Error> {
        let Some(id) = self.conversation_id() else { return Ok(None) };
        load::wait(context, &[load::CONVERSATIONS], Some(Position(self.recorded.position))).await?;
        load::conversation(context, id).await
    }
}
