//! Letting someone join.

use domain::conversation::event::ParticipantAdded;
use domain::conversation::{Answering, Conversation};
use domain::{Code, ConversationId, Participant, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// The most who join.
const MAX_PARTICIPANTS: usize = 50;

/// Lets someone join in a role, at most 50; an agent who joins is in service and may speak to the customer.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AddParticipant {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Who.
    pub participant: Participant,
    /// As what, such as `specialist` or `copied`.
    pub role: Code,
    /// What they are called.
    pub name: Option<Personal<String>>,
}

impl Command for AddParticipant {
    type Aggregate = Conversation;
    const NAME: &'static str = "add_participant";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn references(&self) -> Vec<StreamId> {
        match self.participant {
            Participant::Agent(agent) => vec![StreamId::Agent(agent)],
            Participant::Customer(_) | Participant::Assistant => Vec::new(),
        }
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        let opened = rules::active(state, context.actor)?;
        let takes_part = self.participant == Participant::Customer(opened.customer)
            || state.answering.is(self.participant)
            || state.participants.contains_key(&self.participant);
        if takes_part {
            return Err(Refusal::AlreadyParticipant);
        }
        if state.participants.len() >= MAX_PARTICIPANTS {
            return Err(Refusal::TooManyParticipants);
        }
        if let Participant::Agent(agent) = self.participant {
            rules::can_answer(context.world, &Answering::Agent { agent })?;
        }
        let added =
            ParticipantAdded { participant: self.participant, role: self.role.clone(), name: self.name.clone() };
        Ok(vec![added.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::CustomerId;
    use domain::conversation::ConversationEvent;
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn add(participant: Participant) -> AddParticipant {
        AddParticipant { conversation: CONVERSATION, participant, role: code("specialist"), name: None }
    }

    fn added(participant: Participant) -> ConversationEvent {
        ParticipantAdded { participant, role: code("specialist"), name: None }.into()
    }

    #[test]
    fn an_agent_in_service_joins_once() {
        let specialist = Participant::Agent(COLLEAGUE);
        let command = add(specialist);
        given([opened()]).when(&command).within(world()).then([added(specialist)]);
        given([opened(), added(specialist)]).when(&command).within(world()).refused(Refusal::AlreadyParticipant);
        given([opened()]).when(&add(Participant::Agent(NOBODY))).refused(Refusal::AgentUnavailable);
    }

    #[test]
    fn those_whose_matter_it_is_and_who_answer_need_not_join() {
        let check = |who| given([opened(), assigned()]).when(&add(who)).refused(Refusal::AlreadyParticipant);
        check(Participant::Customer(CUSTOMER));
        check(Participant::Agent(AGENT));
    }

    #[test]
    fn there_are_fifty_at_most() {
        let customers = (0..50).map(|number| added(Participant::Customer(CustomerId(Uuid::from_u128(1000 + number)))));
        let full: Vec<_> = [opened()].into_iter().chain(customers).collect();
        given(full).when(&add(Participant::Customer(STRANGER))).refused(Refusal::TooManyParticipants);
    }
}
