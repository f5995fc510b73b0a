//! How a Conversation begins and ends.

use async_graphql::{Context, Error, ID, InputObject, Object};
use commands::conversation::{Close, OpenConversation, RecordCustomerLeft, Reopen, Resolve};
use domain::conversation::{Answering, Priority};
use domain::{ConversationId, CustomerId};
use uuid::Uuid;

use super::{ConversationPayload, SERVE, TAKE_PART, on_conversation};
use crate::auth::{Principal, Role};
use crate::graphql::access::require;
use crate::graphql::mutation::envelope::Envelope;
use crate::graphql::mutation::inputs::{AnswererInput, OnConversation, line, maybe_note, new_id, priority};
use crate::graphql::mutation::run::run;
use crate::graphql::node_id;
use crate::graphql::scalars::{Code, Language};
use crate::graphql::user_error::UserError;

/// Opens a Conversation.
#[derive(InputObject, Debug)]
pub struct OpenConversationInput {
    #[graphql(flatten)]
    envelope: Envelope,
    /// The id it shall have; one that follows from the command's id when absent.
    id: Option<Uuid>,
    /// Whose matter: a registered customer. Customers open their own.
    customer_id: Option<ID>,
    /// Where it comes in, such as `web` or `email`.
    channel: Code,
    /// In which language, as far as is known.
    language: Option<Language>,
    /// What it is about, in a line.
    subject: Option<String>,
    /// Who answers first; the Assistant when absent. Not for customers to say.
    answering: Option<AnswererInput>,
    /// Its place among the waiting, from 1, the most pressing, to 5; 3 when absent. Not for customers to say.
    priority: Option<u8>,
}

/// Resolves a Conversation.
#[derive(InputObject, Debug)]
pub struct ResolveConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// How it was settled.
    code: Code,
    /// More, in words.
    note: Option<String>,
    /// The ownership epoch the writer believes in; a late writer is turned down.
    epoch: Option<u64>,
}

/// Takes a Conversation up again.
#[derive(InputObject, Debug)]
pub struct ReopenConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Who answers; as before when absent.
    answering: Option<AnswererInput>,
}

/// Ends a Conversation for good.
#[derive(InputObject, Debug)]
pub struct CloseConversationInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Why.
    reason: Code,
    /// The ownership epoch the writer believes in; a late writer is turned down.
    epoch: Option<u64>,
}

/// Notes that the customer went away before the end.
#[derive(InputObject, Debug)]
pub struct RecordCustomerLeftInput {
    #[graphql(flatten)]
    on: OnConversation,
    /// Where in the course of things.
    stage: Code,
}

impl OpenConversationInput {
    fn customer(&self, principal: &Principal) -> Result<CustomerId, UserError> {
        match (&self.customer_id, principal.role) {
            (Some(id), _) => Ok(node_id::customer(id, "customerId")?),
            (None, Role::Customer) => Uuid::parse_str(&principal.actor_id)
                .map(CustomerId)
                .map_err(|_| UserError::invalid("customerId", "the token names no customer")),
            (None, _) => Err(UserError::invalid("customerId", "say whose matter it is; register strangers first")),
        }
    }

    fn answering(&self) -> Result<Answering, UserError> {
        self.answering.as_ref().map_or(Ok(Answering::Assistant), |input| input.answering("answering"))
    }

    /// Customers do not choose who serves them, nor before whom.
    fn check(&self, principal: &Principal) -> Result<(), UserError> {
        let not_theirs = |field| UserError::invalid(field, "not for customers to say");
        match (principal.role, &self.answering, self.priority) {
            (Role::Customer, Some(_), _) => Err(not_theirs("answering")),
            (Role::Customer, None, Some(_)) => Err(not_theirs("priority")),
            (_, _, _) => Ok(()),
        }
    }

    fn command(self, principal: &Principal, id: ConversationId) -> Result<OpenConversation, UserError> {
        self.check(principal)?;
        Ok(OpenConversation {
            conversation: id,
            customer: self.customer(principal)?,
            answering: self.answering()?,
            priority: self.priority.map_or(Ok(Priority::NORMAL), priority)?,
            channel: self.channel.0,
            language: self.language.map(|language| language.0),
            subject: self.subject.map(|subject| line(subject, "subject")).transpose()?,
        })
    }
}

/// The mutations of this room.
#[derive(Default)]
pub struct LifecycleMutations;

#[Object]
impl LifecycleMutations {
    /// Opens a Conversation.
    async fn open_conversation(
        &self,
        context: &Context<'_>,
        input: OpenConversationInput,
    ) -> Result<ConversationPayload, Error> {
        let principal = require(context, TAKE_PART)?;
        let envelope = input.envelope;
        let id = ConversationId(new_id(input.id, &envelope, "conversation"));
        let ran = run(context, TAKE_PART, &envelope, input.command(principal, id)).await?;
        Ok(ConversationPayload::new(Ok(id), ran))
    }

    /// Settles the matter.
    async fn resolve_conversation(
        &self,
        context: &Context<'_>,
        input: ResolveConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let note = maybe_note(input.note, "note")?;
            Ok(Resolve { conversation, code: input.code.0, note, epoch: input.epoch })
        })
        .await
    }

    /// Takes a resolved matter up again, as long as the policy allows.
    async fn reopen_conversation(
        &self,
        context: &Context<'_>,
        input: ReopenConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            let answering = input.answering.map(|input| input.answering("answering")).transpose()?;
            Ok(Reopen { conversation, answering })
        })
        .await
    }

    /// Ends it for good.
    async fn close_conversation(
        &self,
        context: &Context<'_>,
        input: CloseConversationInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(Close { conversation, reason: input.reason.0, epoch: input.epoch })
        })
        .await
    }

    /// Notes that the customer went away before the end.
    async fn record_customer_left(
        &self,
        context: &Context<'_>,
        input: RecordCustomerLeftInput,
    ) -> Result<ConversationPayload, Error> {
        on_conversation(context, SERVE, &input.on, |conversation| {
            Ok(RecordCustomerLeft { conversation, stage: input.stage.0 })
        })
        .await
    }
}
