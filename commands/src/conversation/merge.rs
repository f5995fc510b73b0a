//! Letting a Conversation go on in another.

use domain::conversation::event::Merged;
use domain::conversation::{Conversation, Status};
use domain::{ConversationId, StreamId};

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Lets it go on in another of the same customer, which is neither closed nor merged itself; whoever directs it does that.
/// A Conversation that took others in stays where it is, so that nothing is merged twice over. A reaction tells the other with `ReceiveMerge`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Merge {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// In which.
    pub into: ConversationId,
    /// The ownership epoch the writer believes in, when they are to be held to it.
    pub epoch: Option<u64>,
}

impl Command for Merge {
    type Aggregate = Conversation;
    const NAME: &'static str = "merge";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn references(&self) -> Vec<StreamId> {
        vec![StreamId::Conversation(self.into)]
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        let opened = rules::lasting(state, context.actor)?;
        rules::fence(state, self.epoch)?;
        rules::directs(state, context.actor)?;
        if self.into == self.conversation {
            return Err(Refusal::MergeIntoItself);
        }
        if !state.absorbed.is_empty() {
            return Err(Refusal::HoldsMerged);
        }
        let target = context.world.conversations.get(&self.into).ok_or(Refusal::MergeTargetUnavailable)?;
        match (&target.opened, &target.status) {
            (None, _) | (Some(_), Status::Closed | Status::Merged { .. }) => Err(Refusal::MergeTargetUnavailable),
            (Some(other), _) if other.customer != opened.customer => Err(Refusal::MergeAcrossCustomers),
            (Some(_), Status::Open | Status::Snoozed { .. } | Status::Resolved { .. }) => {
                Ok(vec![Merged { into: self.into, during: state.answering.clone() }.into()])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::conversation::ConversationEvent;
    use domain::conversation::event::MergeReceived;

    use super::*;
    use crate::World;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    const MERGE: Merge = Merge { conversation: CONVERSATION, into: ELSEWHERE, epoch: None };

    fn beside<const N: usize>(events: [ConversationEvent; N]) -> World {
        World::default().with_conversation(ELSEWHERE, events)
    }

    #[test]
    fn it_goes_on_in_another_of_the_same_customer() {
        given([opened()]).when(&MERGE).within(beside([opened()])).then([merged()]);
        given([opened(), resolved()]).when(&MERGE).within(beside([opened(), resolved()])).then([merged()]);
    }

    #[test]
    fn it_does_not_go_on_in_what_has_ended_or_never_was() {
        let check = |world| given([opened()]).when(&MERGE).within(world).refused(Refusal::MergeTargetUnavailable);
        check(World::default());
        check(beside([]));
        check(beside([opened(), closed()]));
        check(beside([opened(), merged()]));
    }

    #[test]
    fn matters_of_different_customers_stay_apart() {
        let other = beside([opened_for(STRANGER)]);
        given([opened()]).when(&MERGE).within(other).refused(Refusal::MergeAcrossCustomers);
    }

    #[test]
    fn it_does_not_go_on_in_itself() {
        let itself = Merge { into: CONVERSATION, ..MERGE };
        given([opened()]).when(&itself).refused(Refusal::MergeIntoItself);
    }

    #[test]
    fn what_took_others_in_stays() {
        let received = MergeReceived { source: ELSEWHERE };
        given([opened(), received.into()]).when(&MERGE).within(beside([opened()])).refused(Refusal::HoldsMerged);
    }

    #[test]
    fn only_those_who_direct_it_merge_it_and_no_late_writer() {
        let check = |command: Merge, actor, refusal| {
            given([opened(), assigned()]).when(&command).within(beside([opened()])).by(actor).refused(refusal);
        };
        check(MERGE, colleague(), Refusal::HeldByAnother { agent: AGENT });
        check(Merge { epoch: Some(0), ..MERGE }, agent(), Refusal::StaleEpoch { current: 1 });
    }

    #[test]
    fn it_is_merged_once() {
        let elsewhere = Refusal::MergedElsewhere { into: ELSEWHERE };
        given([opened(), merged()]).when(&MERGE).within(beside([opened()])).refused(elsewhere);
    }
}
