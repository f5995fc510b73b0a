//! Offering suggestions.

use domain::conversation::Conversation;
use domain::conversation::event::SuggestionsOffered;
use domain::ids::SuggestionId;
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Offers suggestions, the best first: for a request, or unasked under a new id. A later offer replaces an earlier one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OfferSuggestions {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The request they answer; a new id when nobody asked.
    pub request: SuggestionId,
    /// What made them, with its version.
    pub source: Code,
    /// What they are called.
    pub options: Vec<Code>,
}

impl Command for OfferSuggestions {
    type Aggregate = Conversation;
    const NAME: &'static str = "offer_suggestions";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        let Self { request, source, options, .. } = self.clone();
        Ok(vec![SuggestionsOffered { request, source, options }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::event::SuggestionsRequested;
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn suggestions_answer_a_request_or_come_unasked() {
        let request = SuggestionId(Uuid::from_u128(1));
        let (source, options) = (code("ranker/3"), vec![code("apologise")]);
        let command =
            OfferSuggestions { conversation: CONVERSATION, request, source: source.clone(), options: options.clone() };
        let requested = SuggestionsRequested { request, agent: AGENT, text: text("soon") };
        let offered = SuggestionsOffered { request, source, options };
        given([opened(), assigned(), requested.into()]).when(&command).then([offered.clone().into()]);
        given([opened(), assigned()]).when(&command).then([offered.into()]);
    }
}
