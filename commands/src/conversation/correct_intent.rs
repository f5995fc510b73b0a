//! Saying what a turn really wanted.

use std::collections::BTreeSet;

use domain::conversation::Conversation;
use domain::conversation::event::IntentCorrected;
use domain::conversation::understanding::is_intent_name;
use domain::{Code, ConversationId, StreamId, TurnId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// The most intents that one turn is said to want.
const MOST: usize = 8;

/// Says what a customer's turn wanted, or that it was understood rightly: a label to learn from. It may be said whatever
/// became of the Conversation, and again; but not once the customer was erased: nobody can read any more what it is said of.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CorrectIntent {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Which turn.
    pub turn: TurnId,
    /// What it wanted; nothing when it is none of the intents that are known.
    pub intents: Vec<Code>,
}

impl Command for CorrectIntent {
    type Aggregate = Conversation;
    const NAME: &'static str = "correct_intent";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn concerns(&self, state: &Conversation) -> Vec<StreamId> {
        state.opened.iter().map(|opened| StreamId::Customer(opened.customer)).collect()
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::customers_turn(state, context, self.turn)?;
        let is_repetitive = self.intents.iter().collect::<BTreeSet<_>>().len() < self.intents.len();
        if self.intents.len() > MOST || is_repetitive || !self.intents.iter().all(is_intent_name) {
            return Err(Refusal::InvalidIntents);
        }
        let before = state.wanted.get(&self.turn).cloned().unwrap_or_default();
        if before == self.intents && state.corrected.contains(&self.turn) {
            return Ok(Vec::new());
        }
        Ok(vec![IntentCorrected { turn: self.turn, before, after: self.intents.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::customer::{Customer, Erasure};
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::{given, noon};

    fn correct(intents: &[&'static str]) -> CorrectIntent {
        let intents = intents.iter().copied().map(code).collect();
        CorrectIntent { conversation: CONVERSATION, turn: TURN, intents }
    }

    fn corrected(before: &[&'static str], after: &[&'static str]) -> IntentCorrected {
        let codes = |names: &[&'static str]| names.iter().copied().map(code).collect();
        IntentCorrected { turn: TURN, before: codes(before), after: codes(after) }
    }

    #[test]
    fn a_correction_says_what_stood_before_even_when_all_has_ended() {
        let first = corrected(&[], &["refund.late"]);
        given([opened(), asked(), closed()]).when(&correct(&["refund.late"])).by(agent()).then([first.clone().into()]);
        let again = corrected(&["refund.late"], &["refund.status", "complaint"]);
        given([opened(), asked(), first.into()])
            .when(&correct(&["refund.status", "complaint"]))
            .by(agent())
            .then([again.into()]);
    }

    #[test]
    fn what_was_understood_rightly_is_said_once() {
        let rightly = corrected(&[], &[]);
        given([opened(), asked()]).when(&correct(&[])).then([rightly.clone().into()]);
        given([opened(), asked(), rightly.into()]).when(&correct(&[])).then_nothing();
        let first = corrected(&[], &["refund.late"]);
        given([opened(), asked(), first.into()]).when(&correct(&["refund.late"])).then_nothing();
    }

    #[test]
    fn only_what_a_customer_said_wants_something() {
        given([opened()]).when(&correct(&["refund.late"])).refused(Refusal::TurnNotFound);
        given([opened(), reply()]).when(&correct(&["refund.late"])).refused(Refusal::NotACustomersTurn);
    }

    #[test]
    fn of_an_erased_customers_turn_nothing_is_said() {
        let erasure = Erasure { event_id: Uuid::nil(), at: noon(), reason: code("request") };
        let erased = Customer { registered: true, erased: Some(erasure), ..Customer::default() };
        let world = world().with_customer(CUSTOMER, erased);
        given([opened(), asked()]).when(&correct(&["refund.late"])).within(world).refused(Refusal::CustomerErased);
    }

    #[test]
    fn intents_are_few_different_and_named_like_intents() {
        let many = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        for wrong in [&["a", "a"][..], &many, &["15551234567"], &["张伟"]] {
            given([opened(), asked()]).when(&correct(wrong)).refused(Refusal::InvalidIntents);
        }
    }
}
