//! Taking a turn from view.

use domain::conversation::Conversation;
use domain::conversation::event::TurnRedacted;
use domain::{Code, ConversationId, StreamId, TurnId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Takes what was said from view, once, whatever became of the Conversation. The log keeps it sealed.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RedactTurn {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which turn.
    pub turn: TurnId,
    /// Why.
    pub reason: Code,
}

impl Command for RedactTurn {
    type Aggregate = Conversation;
    const NAME: &'static str = "redact_turn";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::opened(state, context.actor)?;
        let facts = state.turn(self.turn).ok_or(Refusal::TurnNotFound)?;
        if facts.redacted {
            return Err(Refusal::AlreadyRedacted);
        }
        Ok(vec![TurnRedacted { turn: self.turn, reason: self.reason.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn redact() -> RedactTurn {
        RedactTurn { conversation: CONVERSATION, turn: TURN, reason: code("card_number") }
    }

    #[test]
    fn a_turn_is_redacted_once_even_when_all_has_ended() {
        let redacted = TurnRedacted { turn: TURN, reason: code("card_number") };
        given([opened(), asked(), closed()]).when(&redact()).then([redacted.clone().into()]);
        given([opened(), asked(), redacted.into()]).when(&redact()).refused(Refusal::AlreadyRedacted);
    }

    #[test]
    fn there_is_a_turn_to_redact() {
        given([opened()]).when(&redact()).refused(Refusal::TurnNotFound);
    }
}
