//! What an event says beside its envelope, in the words of the API.

use async_graphql::{Context, Description, Error, ID, Object};
use chrono::{DateTime, Utc};
use domain::AgentId;
use domain::conversation::SnoozeUntil;
use uuid::Uuid;
use vault::Sealed;

use super::{Agent, Answerer, Bound, Field, Participant, PersonalText, Rating, Urgency, WakeCause, open};
use crate::graphql::load;
use crate::graphql::scalars::Code;

/// What an event says; what it does not speak of is null.
#[derive(Clone, PartialEq, Debug, Default, Description)]
pub struct EventDetails {
    pub(super) reason: Option<domain::Code>,
    pub(super) text: Option<Text>,
    pub(super) from: Option<Answerer>,
    pub(super) target: Option<Answerer>,
    pub(super) answering: Option<Answerer>,
    pub(super) handoff: Option<ID>,
    pub(super) agent: Option<AgentId>,
    pub(super) participant: Option<domain::Participant>,
    pub(super) role: Option<domain::Code>,
    pub(super) tier: Option<u8>,
    pub(super) urgency: Option<Urgency>,
    pub(super) priority: Option<u8>,
    pub(super) tag: Option<domain::Code>,
    pub(super) field: Option<domain::Code>,
    pub(super) value: Option<Field>,
    pub(super) wake: Option<SnoozeUntil>,
    pub(super) cause: Option<WakeCause>,
    pub(super) rating: Option<Rating>,
    pub(super) conversation: Option<ID>,
    pub(super) turn: Option<ID>,
    pub(super) intents: Vec<domain::Code>,
    pub(super) request: Option<Uuid>,
    pub(super) source: Option<domain::Code>,
    pub(super) options: Vec<domain::Code>,
    pub(super) option: Option<domain::Code>,
    pub(super) rank: Option<u16>,
    pub(super) total: Option<u32>,
    pub(super) slot: Option<domain::Code>,
}

/// The one personal text of an event, sealed, and what it is bound to.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Text {
    pub(super) event: Uuid,
    pub(super) tag: &'static str,
    pub(super) sealed: Sealed,
}

fn code(code: Option<&domain::Code>) -> Option<Code> {
    code.cloned().map(Code)
}

#[Object(use_type_description)]
impl EventDetails {
    /// Why: the reason given, how it was resolved, or at which stage the customer left.
    async fn reason(&self) -> Option<Code> {
        code(self.reason.as_ref())
    }

    /// What was written with it: a subject, a note, a name, what suggestions were asked for, or, as JSON, what a
    /// knowledge base was asked or returned. Texts of turns, fields and ratings stand there.
    async fn text(&self, context: &Context<'_>) -> Result<Option<PersonalText>, Error> {
        let Some(Text { event, tag, sealed }) = &self.text else { return Ok(None) };
        open(context, Bound { event_id: *event, tag, sealed }, "conversation.event").await.map(Some)
    }

    /// Who answered before.
    async fn from(&self) -> Option<Answerer> {
        self.from.clone()
    }

    /// Who is asked to answer.
    async fn target(&self) -> Option<Answerer> {
        self.target.clone()
    }

    /// Who answers from here on.
    async fn answering(&self) -> Option<Answerer> {
        self.answering.clone()
    }

    /// The Handoff.
    async fn handoff_id(&self) -> Option<ID> {
        self.handoff.clone()
    }

    /// The agent who declined, gave it back, or asked for help.
    #[graphql(name = "agent")]
    async fn acting_agent(&self, context: &Context<'_>) -> Result<Option<Agent>, Error> {
        match self.agent {
            Some(id) => load::known_agent(context, id).await,
            None => Ok(None),
        }
    }

    /// Who joined or went.
    async fn participant(&self) -> Option<Participant> {
        self.participant.map(Participant)
    }

    /// As what they joined.
    async fn role(&self) -> Option<Code> {
        code(self.role.as_ref())
    }

    /// The tier from here on.
    async fn tier(&self) -> Option<u8> {
        self.tier
    }

    /// The urgency from here on.
    async fn urgency(&self) -> Option<Urgency> {
        self.urgency
    }

    /// The place among the waiting from here on.
    async fn priority(&self) -> Option<u8> {
        self.priority
    }

    /// The tag.
    async fn tag(&self) -> Option<Code> {
        code(self.tag.as_ref())
    }

    /// The name of the field.
    async fn field(&self) -> Option<Code> {
        code(self.field.as_ref())
    }

    /// The value of the field; nothing when it was cleared.
    async fn value(&self) -> Option<Field> {
        self.value.clone()
    }

    /// When it comes back, if it is laid aside until a time.
    async fn snoozed_until(&self) -> Option<DateTime<Utc>> {
        match self.wake? {
            SnoozeUntil::Time { at } => Some(at),
            SnoozeUntil::NextTurn => None,
        }
    }

    /// What woke it or took it up again.
    async fn cause(&self) -> Option<WakeCause> {
        self.cause
    }

    /// The verdict.
    async fn rating(&self) -> Option<Rating> {
        self.rating.clone()
    }

    /// The other Conversation of a merge.
    async fn conversation_id(&self) -> Option<ID> {
        self.conversation.clone()
    }

    /// The turn it is about.
    async fn turn_id(&self) -> Option<ID> {
        self.turn.clone()
    }

    /// What the turn wants, as understood or as corrected.
    async fn intents(&self) -> Vec<Code> {
        self.intents.iter().cloned().map(Code).collect()
    }

    /// The request for suggestions, or the question to a knowledge base.
    async fn request_id(&self) -> Option<Uuid> {
        self.request
    }

    /// What made the suggestions, or which knowledge base.
    async fn source(&self) -> Option<Code> {
        code(self.source.as_ref())
    }

    /// The suggestions offered, the best first.
    async fn options(&self) -> Vec<Code> {
        self.options.iter().cloned().map(Code).collect()
    }

    /// The Suggestion taken.
    async fn option(&self) -> Option<Code> {
        code(self.option.as_ref())
    }

    /// Its place among those offered, from 0; nothing when it was not among them.
    async fn rank(&self) -> Option<u16> {
        self.rank
    }

    /// How many items the knowledge base found.
    async fn total(&self) -> Option<u32> {
        self.total
    }

    /// What the item was chosen for.
    async fn slot(&self) -> Option<Code> {
        code(self.slot.as_ref())
    }
}
