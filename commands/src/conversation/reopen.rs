//! Taking a settled matter up again.

use domain::conversation::event::Reopened;
use domain::conversation::{Answering, Conversation, Status, WakeCause};
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Takes a settled matter up again, within the time the policy allows. Whoever answered does so again unless another is
/// named, who is in service; that is for whoever directs it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Reopen {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// Who answers; nothing leaves it as it was.
    pub answering: Option<Answering>,
}

impl Command for Reopen {
    type Aggregate = Conversation;
    const NAME: &'static str = "reopen";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn references(&self) -> Vec<StreamId> {
        self.answering.as_ref().map(rules::references).unwrap_or_default()
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::lasting(state, context.actor)?;
        let answering = self.answering.as_ref().unwrap_or(&state.answering);
        if *answering != state.answering {
            rules::directs(state, context.actor)?;
        }
        let reopened = reopening(state, context, WakeCause::Manual, answering)?;
        if let Some(answering) = &self.answering {
            rules::can_answer(context.world, answering)?;
        }
        Ok(vec![reopened.into()])
    }
}

/// The Reopening of a Conversation that was resolved, and not too long ago.
pub(super) fn reopening(
    state: &Conversation,
    context: &Context<'_>,
    cause: WakeCause,
    answering: &Answering,
) -> Result<Reopened, Refusal> {
    let Status::Resolved { at } = state.status else { return Err(Refusal::NotResolved) };
    let limit = context.policy.reopen_within;
    if context.now - at > limit {
        return Err(Refusal::TooOldToReopen { days: limit.num_days() });
    }
    let epoch = rules::epoch_under(state, answering);
    Ok(Reopened { cause, cycle: state.cycle + 1, answering: answering.clone(), epoch })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use domain::conversation::ConversationEvent;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;
    use crate::testing::minutes;

    fn reopen(answering: Option<Answering>) -> Reopen {
        Reopen { conversation: CONVERSATION, answering }
    }

    fn reopened(answering: Answering, epoch: u64) -> ConversationEvent {
        Reopened { cause: WakeCause::Manual, cycle: 2, answering, epoch }.into()
    }

    #[test]
    fn whoever_answered_does_so_again() {
        given([opened(), assigned(), resolved()]).when(&reopen(None)).then([reopened(held_by(AGENT), 1)]);
    }

    #[test]
    fn another_answers_under_a_new_epoch() {
        let settled = [opened(), assigned(), resolved()];
        let command = reopen(Some(in_queue()));
        given(settled.clone()).when(&command).within(world()).then([reopened(in_queue(), 2)]);
        given(settled).when(&command).refused(Refusal::QueueUnavailable);
    }

    #[test]
    fn only_those_who_direct_it_give_it_to_another() {
        let settled = [opened(), assigned(), resolved()];
        given(settled.clone()).when(&reopen(None)).by(colleague()).then([reopened(held_by(AGENT), 1)]);
        let same = reopen(Some(held_by(AGENT)));
        given(settled.clone()).when(&same).by(colleague()).within(world()).then([reopened(held_by(AGENT), 1)]);
        let take = reopen(Some(held_by(COLLEAGUE)));
        let refusal = Refusal::HeldByAnother { agent: AGENT };
        given(settled).when(&take).by(colleague()).within(world()).refused(refusal);
    }

    #[test]
    fn each_reopening_begins_another_cycle() {
        let again = Reopened { cause: WakeCause::Manual, cycle: 3, answering: Answering::Assistant, epoch: 0 };
        given([opened(), resolved(), reopened(Answering::Assistant, 0), resolved()])
            .when(&reopen(None))
            .then([again.into()]);
    }

    #[test]
    fn after_a_fortnight_a_new_conversation_is_opened() {
        let settled = [opened(), resolved()];
        let fortnight = minutes(14 * 24 * 60);
        given(settled.clone()).when(&reopen(None)).at(fortnight).then([reopened(Answering::Assistant, 0)]);
        given(settled)
            .when(&reopen(None))
            .at(fortnight + TimeDelta::seconds(1))
            .refused(Refusal::TooOldToReopen { days: 14 });
    }

    #[test]
    fn what_is_not_settled_is_not_reopened() {
        given([opened(), snoozed()]).when(&reopen(None)).refused(Refusal::NotResolved);
    }
}
