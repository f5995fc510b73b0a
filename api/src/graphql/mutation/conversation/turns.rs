//! What is said, and what is said of it.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::conversation::{CorrectIntent, Rate, RecordTurn, RedactTurn, external_key};
use domain::conversation::{Conversation, RatingScale as Scale};
use domain::{ConversationId, CustomerId, Participant, StreamId, TurnId};
use event_store::Tenant;
use uuid::Uuid;

use super::{ConversationPayload, SERVE, TAKE_PART, on_conversation};
use crate::auth::Principal;
use crate::graphql::access::{Operation, require};
use crate::graphql::mutation::inputs::{AttachmentInput, OnConversation, ParticipantInput, maybe_note, new_id, text};
use crate::graphql::mutation::payload::RecordTurnPayload;
use crate::graphql::mutation::run::own_participant;
use crate::graphql::node_id;
use crate::graphql::scalars::Code;
use crate::graphql::services::Services;
use crate::graphql::types::{RatingScale, Visibility};
use crate::graphql::user_error::{UserError, load_fault};

/// Records what someone said.
#[derive(InputObject, Debug)]
pub struct RecordTurnInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// The id the turn shall have; one that follows from the command's id when absent.
    id: Option<Uuid>,
    /// Who spoke; whoever asks when absent. Supervisors and services say who.
    author: Option<ParticipantInput>,
    /// Who sees it.
    #[graphql(default_with = "Visibility::Public")]
    visibility: Visibility,
    /// What was said.
    text: String,
    /// Files with it, at most 20.
    #[graphql(default, validator(max_items = 20))]
    attachments: Vec<AttachmentInput>,
    /// The turn it answers.
    reply_to_id: Option<ID>,
    /// The channel's own id of it: the same one is recorded once.
    external_id: Option<String>,
    /// The ownership epoch the writer believes in; a late writer is turned down.
    epoch: Option<u64>,
}

/// Takes a turn from view.
#[derive(InputObject, Debug)]
pub struct RedactTurnInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Which.
    turn_id: ID,
    /// Why.
    reason: Code,
}

/// Says what a turn really wanted.
#[derive(InputObject, Debug)]
pub struct CorrectIntentInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Which turn.
    turn_id: ID,
    /// What it wanted; none when it is none of the intents that are known.
    intents: Vec<Code>,
}

/// Gives a verdict.
#[derive(InputObject, Debug)]
pub struct RateConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Who; the one who asks when absent.
    by: Option<ParticipantInput>,
    /// What is measured.
    scale: RatingScale,
    /// The question that a yes or no answers.
    question: Option<Code>,
    /// How much, on that scale.
    score: u8,
    /// What they wrote with it.
    comment: Option<String>,
}

impl RecordTurnInput {
    fn command(
        self,
        speaker: Speaker<'_>,
        services: &Services,
        conversation: ConversationId,
    ) -> Result<RecordTurn, UserError> {
        let tenant = &speaker.principal.tenant;
        let external = self.external_id.as_deref().map(|id| external_key(&services.vault, tenant, conversation, id));
        Ok(RecordTurn {
            conversation,
            turn: TurnId(new_id(self.id, &self.on.envelope, "turn")),
            author: speaker.participant(self.author.as_ref(), "author")?,
            visibility: self.visibility.into(),
            text: text(self.text, "text")?,
            attachments: self.attachments.into_iter().map(AttachmentInput::attachment).collect::<Result<_, _>>()?,
            reply_to: self.reply_to_id.map(|id| node_id::turn(&id, "replyToId")).transpose()?,
            external,
            epoch: self.epoch,
        })
    }
}

impl RateConversationInput {
    fn scale(&self) -> Result<Scale, UserError> {
        match (self.scale, &self.question) {
            (RatingScale::Csat, None) => Ok(Scale::Csat),
            (RatingScale::Nps, None) => Ok(Scale::Nps),
            (RatingScale::Ces, None) => Ok(Scale::Ces),
            (RatingScale::YesNo, Some(question)) => Ok(Scale::YesNo { question: question.0.clone() }),
            (RatingScale::YesNo, None) => Err(UserError::invalid("question", "say which question was answered")),
            (RatingScale::Csat | RatingScale::Nps | RatingScale::Ces, Some(_)) => {
                Err(UserError::invalid("question", "only a yes or no has a question"))
            }
        }
    }
}

/// Who may be speaking: the one who asks, and the customer whose Conversation it is.
#[derive(Clone, Copy)]
struct Speaker<'a> {
    principal: &'a Principal,
    customer: Option<CustomerId>,
}

impl<'a> Speaker<'a> {
    async fn of(context: &Context<'a>, on: &OnConversation) -> Result<Self, Error> {
        let principal = require(context, TAKE_PART)?;
        let executor = &context.data_unchecked::<Services>().executor;
        let Ok(id) = node_id::conversation(&on.conversation_id, "conversationId") else {
            return Ok(Self { principal, customer: None });
        };
        let stream = StreamId::Conversation(id);
        // Whose Conversation it is does not change.
        let remembered = executor.remembered::<Conversation>(&Tenant::new(&principal.tenant), stream).await;
        // A log that is away must not look like an input without its customer: that would be final.
        let state = remembered.map_err(load_fault)?;
        Ok(Self { principal, customer: state.opened.as_ref().map(|opened| opened.customer) })
    }

    fn participant(self, named: Option<&ParticipantInput>, field: &'static str) -> Result<Participant, UserError> {
        match named {
            Some(named) => named.participant(self.customer, field),
            None => own_participant(self.principal).ok_or_else(|| {
                UserError::invalid(field, "say who by a kind: CUSTOMER, ASSISTANT, or AGENT with an id")
            }),
        }
    }
}

/// The mutations of this room.
#[derive(Default)]
pub struct TurnMutations;

#[Object]
impl TurnMutations {
    /// Records what someone said, or an internal note. A customer's turn wakes what is snoozed and reopens what was
    /// resolved lately.
    async fn record_turn(&self, context: &Context<'_>, input: RecordTurnInput) -> Result<RecordTurnPayload, Error> {
        let speaker = Speaker::of(context, &input.on).await?;
        let services = context.data_unchecked::<Services>();
        let on = input.on.clone();
        let turn = TurnId(new_id(input.id, &on.envelope, "turn"));
        let build = |conversation| input.command(speaker, services, conversation);
        Ok(on_conversation(context, TAKE_PART, &on, build).await?.with_turn(turn))
    }

    /// Takes from view what was said in a turn. The log keeps it sealed; nothing shows it any more.
    async fn redact_turn(&self, context: &Context<'_>, input: RedactTurnInput) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let turn = node_id::turn(&input.turn_id, "turnId")?;
            Ok(RedactTurn { conversation, turn, reason: input.reason.0 })
        })
        .await
    }

    /// Says what a customer's turn really wanted, or that it was understood rightly. Models learn from it.
    async fn correct_intent(
        &self,
        context: &Context<'_>,
        input: CorrectIntentInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, &[Operation::CorrectUnderstanding], &input.on, |conversation| {
            let turn = node_id::turn(&input.turn_id, "turnId")?;
            let intents = input.intents.iter().map(|intent| intent.0.clone()).collect();
            Ok(CorrectIntent { conversation, turn, intents })
        })
        .await
    }

    /// Gives a verdict. Another on the same scale by the same participant takes its place.
    async fn rate_conversation(
        &self,
        context: &Context<'_>,
        input: RateConversationInput,
    ) -> Result<ConversationPayload, Error> {
        let speaker = Speaker::of(context, &input.on).await?;
        let on = input.on.clone();
        on_conversation(context, TAKE_PART, &on, |conversation| {
            let (by, scale) = (speaker.participant(input.by.as_ref(), "by")?, input.scale()?);
            Ok(Rate { conversation, by, scale, score: input.score, comment: maybe_note(input.comment, "comment")? })
        })
        .await
    }
}
