//! Taking a Suggestion.

use domain::conversation::Conversation;
use domain::conversation::event::SuggestionPicked;
use domain::ids::SuggestionId;
use domain::{AgentId, Code, ConversationId, Participant, StreamId, TurnId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Takes a Suggestion for a request; one that was not among those offered is taken too, without a rank.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PickSuggestion {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The request it answers.
    pub request: SuggestionId,
    /// Who takes it.
    pub agent: AgentId,
    /// Which one.
    pub option: Code,
    /// The turn in which it was said.
    pub turn: Option<TurnId>,
}

impl Command for PickSuggestion {
    type Aggregate = Conversation;
    const NAME: &'static str = "pick_suggestion";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::lasting(state, context.actor)?;
        rules::acts_as(context.actor, Participant::Agent(self.agent))?;
        let offered = state.suggestions.get(&self.request).ok_or(Refusal::SuggestionNotFound)?;
        if self.turn.is_some_and(|turn| state.turn(turn).is_none()) {
            return Err(Refusal::TurnNotFound);
        }
        let place = offered.iter().position(|option| *option == self.option);
        let picked = SuggestionPicked {
            request: self.request,
            agent: self.agent,
            option: self.option.clone(),
            rank: place.and_then(|place| u16::try_from(place).ok()),
            turn: self.turn,
        };
        Ok(vec![picked.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::ConversationEvent;
    use domain::conversation::event::{SuggestionsOffered, SuggestionsRequested};
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    const REQUEST: SuggestionId = SuggestionId(Uuid::from_u128(1));

    fn pick(option: Code) -> PickSuggestion {
        PickSuggestion { conversation: CONVERSATION, request: REQUEST, agent: AGENT, option, turn: None }
    }

    fn offered() -> Vec<ConversationEvent> {
        let requested = SuggestionsRequested { request: REQUEST, agent: AGENT, text: text("soon") };
        let options = vec![code("apologise"), code("refund")];
        let offered = SuggestionsOffered { request: REQUEST, source: code("ranker/3"), options };
        vec![opened(), assigned(), requested.into(), offered.into()]
    }

    #[test]
    fn one_of_those_offered_is_taken_with_its_rank() {
        let check = |option: Code, rank| {
            let picked = SuggestionPicked { request: REQUEST, agent: AGENT, option: option.clone(), rank, turn: None };
            given(offered()).when(&pick(option)).by(agent()).then([picked.into()]);
        };
        check(code("refund"), Some(1));
        check(code("own_words"), None);
    }

    #[test]
    fn there_are_the_request_and_the_turn() {
        given([opened(), assigned()]).when(&pick(code("refund"))).refused(Refusal::SuggestionNotFound);
        let nowhere = PickSuggestion { turn: Some(TURN), ..pick(code("refund")) };
        given(offered()).when(&nowhere).refused(Refusal::TurnNotFound);
    }

    #[test]
    fn nobody_picks_for_another() {
        given(offered()).when(&pick(code("refund"))).by(colleague()).refused(Refusal::NotTheAuthor);
    }
}
