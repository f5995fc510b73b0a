//! Letting a merged Conversation stand on its own again.

use domain::conversation::event::Unmerged;
use domain::conversation::{Conversation, Status};
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Lets it stand on its own again, as it was before it was merged; whoever directs it does that. A reaction tells the other with `UndoMerge`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Unmerge {
    /// In which Conversation.
    pub conversation: ConversationId,
}

impl Command for Unmerge {
    type Aggregate = Conversation;
    const NAME: &'static str = "unmerge";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::opened(state, context.actor)?;
        rules::directs(state, context.actor)?;
        let Status::Merged { into, before } = &state.status else { return Err(Refusal::NotMerged) };
        let open = matches!(**before, Status::Open | Status::Snoozed { .. });
        Ok(vec![Unmerged { target: *into, during: state.answering.clone(), open }.into()])
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::{Answering, ConversationEvent};

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::fold;
    use crate::testing::given;

    const UNMERGE: Unmerge = Unmerge { conversation: CONVERSATION };

    fn unmerged(open: bool) -> ConversationEvent {
        Unmerged { target: ELSEWHERE, during: Answering::Assistant, open }.into()
    }

    #[test]
    fn it_is_again_what_it_was() {
        given([opened(), merged()]).when(&UNMERGE).then([unmerged(true)]);
        given([opened(), resolved(), merged()]).when(&UNMERGE).then([unmerged(false)]);
        let before: Conversation = fold([opened(), resolved()]);
        assert_eq!(fold::<Conversation>([opened(), resolved(), merged(), unmerged(false)]), before);
    }

    #[test]
    fn only_those_who_direct_it_unmerge_it() {
        let refusal = Refusal::HeldByAnother { agent: AGENT };
        given([opened(), assigned(), merged()]).when(&UNMERGE).by(colleague()).refused(refusal);
    }

    #[test]
    fn only_what_was_merged_is_unmerged() {
        given([opened()]).when(&UNMERGE).refused(Refusal::NotMerged);
        given([opened(), merged(), unmerged(true)]).when(&UNMERGE).refused(Refusal::NotMerged);
    }
}
