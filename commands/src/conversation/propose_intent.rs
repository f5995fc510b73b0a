//! Recording what a provider says a turn wants.

use domain::conversation::Conversation;
use domain::conversation::event::IntentProposed;
use domain::{Code, ConversationId, StreamId, TurnId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Records what a provider says a customer's turn wants that the model could not place. What someone who serves said of it, or
/// what is known of it by now, stands; of a turn that was redacted, and of an erased customer, nothing is recorded.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ProposeIntent {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which turn.
    pub turn: TurnId,
    /// What it wants; nothing when it is none of the intents that are known.
    pub intents: Vec<Code>,
    /// The provider's model.
    pub model: Code,
    /// What the answer cost, in tokens.
    pub tokens: u64,
}

impl Command for ProposeIntent {
    type Aggregate = Conversation;
    const NAME: &'static str = "propose_intent";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn concerns(&self, state: &Conversation) -> Vec<StreamId> {
        state.opened.iter().map(|opened| StreamId::Customer(opened.customer)).collect()
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::customers_turn(state, context, self.turn)?;
        if !state.is_unplaced(self.turn) {
            return Ok(Vec::new());
        }
        let index = state.turn_index.get(&self.turn).and_then(|&index| index.try_into().ok()).unwrap_or(u32::MAX);
        let Self { turn, intents, model, tokens, .. } = self.clone();
        Ok(vec![IntentProposed { turn, index, intents, model, tokens }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::{IntentCorrected, TurnRedacted};

    use super::super::rules::Refusal;
    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn propose(intents: &[&'static str]) -> ProposeIntent {
        let intents = intents.iter().copied().map(code).collect();
        ProposeIntent { conversation: CONVERSATION, turn: TURN, intents, model: code("small-chat-1"), tokens: 7 }
    }

    fn proposed(intents: &[&'static str]) -> IntentProposed {
        let ProposeIntent { turn, intents, model, tokens, .. } = propose(intents);
        IntentProposed { turn, index: 0, intents, model, tokens }
    }

    #[test]
    fn an_answer_is_recorded_whatever_it_is() {
        given([opened(), asked()]).when(&propose(&["refund.late"])).then([proposed(&["refund.late"]).into()]);
        given([opened(), asked(), closed()]).when(&propose(&[])).then([proposed(&[]).into()]);
    }

    #[test]
    fn what_people_said_or_is_known_by_now_stands() {
        let corrected = IntentCorrected { turn: TURN, before: Vec::new(), after: Vec::new() };
        given([opened(), asked(), corrected.into()]).when(&propose(&["refund.late"])).then_nothing();
        for known in [proposed(&["refund.late"]), proposed(&[])] {
            given([opened(), asked(), known.into()]).when(&propose(&["complaint"])).then_nothing();
        }
    }

    #[test]
    fn of_what_was_redacted_nothing_is_said_any_more() {
        let redacted = TurnRedacted { turn: TURN, reason: code("card") };
        given([opened(), asked(), redacted.into()]).when(&propose(&["refund.late"])).then_nothing();
    }

    #[test]
    fn only_what_a_customer_said_wants_something() {
        given([opened()]).when(&propose(&[])).refused(Refusal::TurnNotFound);
        given([opened(), reply()]).when(&propose(&[])).refused(Refusal::NotACustomersTurn);
    }
}
