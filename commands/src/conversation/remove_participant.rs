//! Letting someone leave who had joined.

use domain::conversation::Conversation;
use domain::conversation::event::ParticipantRemoved;
use domain::{ConversationId, Participant, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Lets someone leave who had joined.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RemoveParticipant {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Who.
    pub participant: Participant,
}

impl Command for RemoveParticipant {
    type Aggregate = Conversation;
    const NAME: &'static str = "remove_participant";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        if !state.participants.contains_key(&self.participant) {
            return Err(Refusal::NotParticipant);
        }
        Ok(vec![ParticipantRemoved { participant: self.participant }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::ParticipantAdded;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn those_who_joined_leave_and_nobody_else_does() {
        let specialist = Participant::Agent(COLLEAGUE);
        let command = RemoveParticipant { conversation: CONVERSATION, participant: specialist };
        let added = ParticipantAdded { participant: specialist, role: code("specialist"), name: None };
        let removed = ParticipantRemoved { participant: specialist };
        given([opened(), added.clone().into()]).when(&command).then([removed.clone().into()]);
        given([opened(), added.into(), removed.into()]).when(&command).refused(Refusal::NotParticipant);
    }
}
