//! Noting that the customer went away.

use domain::conversation::Conversation;
use domain::conversation::event::CustomerLeft;
use domain::{Code, ConversationId, StreamId};

use super::rules::{self, Decision};
use crate::{Command, Context};

/// Notes that the customer went away before the end, or before they rated.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RecordCustomerLeft {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Where in the course of things, such as `dialogue`.
    pub stage: Code,
}

impl Command for RecordCustomerLeft {
    type Aggregate = Conversation;
    const NAME: &'static str = "record_customer_left";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::lasting(state, context.actor)?;
        Ok(vec![CustomerLeft { stage: self.stage.clone() }.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    #[test]
    fn the_customer_leaves_before_the_end_or_before_the_rating() {
        let command = RecordCustomerLeft { conversation: CONVERSATION, stage: code("dialogue") };
        let left = CustomerLeft { stage: code("dialogue") };
        given([opened()]).when(&command).then([left.clone().into()]);
        given([opened(), resolved()]).when(&command).then([left.into()]);
    }
}
