//! Asking for suggestions.

use domain::conversation::Conversation;
use domain::conversation::event::SuggestionsRequested;
use domain::ids::SuggestionId;
use domain::{AgentId, ConversationId, Participant, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Asks for suggestions of what to say. The agent answers or was added; a request of the same id is made once.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RequestSuggestions {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The request; a new id.
    pub request: SuggestionId,
    /// Who asks.
    pub agent: AgentId,
    /// What they mean to say.
    pub text: Personal<String>,
}

impl Command for RequestSuggestions {
    type Aggregate = Conversation;
    const NAME: &'static str = "request_suggestions";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        let agent = Participant::Agent(self.agent);
        rules::acts_as(context.actor, agent)?;
        if !rules::takes_part(state, agent) {
            return Err(Refusal::NotAnswering);
        }
        if state.suggestions.contains_key(&self.request) {
            return Ok(Vec::new());
        }
        let text = self.text.clone();
        Ok(vec![SuggestionsRequested { request: self.request, agent: self.agent, text }.into()])
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    fn request() -> RequestSuggestions {
        let request = SuggestionId(Uuid::from_u128(1));
        RequestSuggestions { conversation: CONVERSATION, request, agent: AGENT, text: text("soon") }
    }

    #[test]
    fn the_agent_who_answers_asks_once() {
        let RequestSuggestions { request: id, agent: who, text, .. } = request();
        let requested = SuggestionsRequested { request: id, agent: who, text };
        given([opened(), assigned()]).when(&request()).by(agent()).then([requested.clone().into()]);
        given([opened(), assigned(), requested.into()]).when(&request()).then_nothing();
    }

    #[test]
    fn only_an_agent_who_takes_part_asks_and_for_themselves() {
        given([opened()]).when(&request()).by(agent()).refused(Refusal::NotAnswering);
        given([opened(), assigned()]).when(&request()).by(colleague()).refused(Refusal::NotTheAuthor);
    }
}
