//! Who takes part.

use async_graphql::{Context, Description, Error, Object};

use super::{Agent, Customer, ParticipantKind};
use crate::graphql::load;

/// Someone who takes part in a Conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Description)]
pub struct Participant(pub domain::Participant);

#[Object(use_type_description)]
impl Participant {
    /// What they are.
    async fn kind(&self) -> ParticipantKind {
        match self.0 {
            domain::Participant::Customer(_) => ParticipantKind::Customer,
            domain::Participant::Assistant => ParticipantKind::Assistant,
            domain::Participant::Agent(_) => ParticipantKind::Agent,
        }
    }

    /// The customer, if they are one.
    async fn customer(&self, context: &Context<'_>) -> Result<Option<Customer>, Error> {
        match self.0 {
            domain::Participant::Customer(id) => load::customer(context, id).await,
            domain::Participant::Assistant | domain::Participant::Agent(_) => Ok(None),
        }
    }

    /// The agent, if they are one.
    async fn agent(&self, context: &Context<'_>) -> Result<Option<Agent>, Error> {
        match self.0 {
            domain::Participant::Agent(id) => load::known_agent(context, id).await,
            domain::Participant::Assistant | domain::Participant::Customer(_) => Ok(None),
        }
    }
}
