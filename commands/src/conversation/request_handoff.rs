//! Asking another to answer.

use domain::conversation::event::{HandoffAccepted, HandoffRequested};
use domain::conversation::{Answering, Conversation, ConversationEvent, HandoffTarget};
use domain::{Code, ConversationId, HandoffId, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Asks another to answer.
///
/// A queue or a skill takes over at once, so that the Conversation waits there; an agent takes over when they accept; the
/// Assistant always accepts. One Handoff is pending at a time. Whoever asks directs the Conversation.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RequestHandoff {
    /// In which Conversation.
    pub conversation: ConversationId,
    /// The Handoff; a new id.
    pub handoff: HandoffId,
    /// Who is asked.
    pub target: HandoffTarget,
    /// Why.
    pub reason: Code,
    /// More, in words, for the one asked.
    pub note: Option<Personal<String>>,
    /// The ownership epoch the writer believes in, when they are to be held to it.
    pub epoch: Option<u64>,
}

impl Command for RequestHandoff {
    type Aggregate = Conversation;
    const NAME: &'static str = "request_handoff";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn references(&self) -> Vec<StreamId> {
        rules::references(&rules::asked(&self.target))
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        rules::active(state, context.actor)?;
        rules::fence(state, self.epoch)?;
        rules::directs(state, context.actor)?;
        if state.handoff.is_some() {
            return Err(Refusal::HandoffPending);
        }
        let asked = rules::asked(&self.target);
        if asked == state.answering {
            return Err(Refusal::AlreadyAnswering);
        }
        rules::can_answer(context.world, &asked)?;
        Ok(match asked {
            Answering::Queue { .. } => vec![self.requested(state, asked)],
            Answering::Agent { .. } => vec![self.requested(state, state.answering.clone())],
            Answering::Assistant => vec![self.requested(state, state.answering.clone()), self.accepted(state, asked)],
        })
    }
}

impl RequestHandoff {
    fn requested(&self, state: &Conversation, answering: Answering) -> ConversationEvent {
        let requested = HandoffRequested {
            handoff: self.handoff,
            from: state.answering.clone(),
            target: self.target.clone(),
            epoch: rules::epoch_under(state, &answering),
            answering,
            reason: self.reason.clone(),
            note: self.note.clone(),
        };
        requested.into()
    }

    fn accepted(&self, state: &Conversation, answering: Answering) -> ConversationEvent {
        let epoch = rules::epoch_under(state, &answering);
        HandoffAccepted { handoff: self.handoff, from: state.answering.clone(), answering, epoch }.into()
    }
}

#[cfg(test)]
mod tests {
    use domain::Actor;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::given;

    const TO_QUEUE: HandoffTarget = HandoffTarget::Queue { queue: QUEUE };
    const TO_AGENT: HandoffTarget = HandoffTarget::Agent { agent: AGENT };

    fn request(target: HandoffTarget) -> RequestHandoff {
        let reason = code("asked_for");
        RequestHandoff { conversation: CONVERSATION, handoff: HANDOFF, target, reason, note: None, epoch: None }
    }

    #[test]
    fn a_queue_takes_over_at_once() {
        given([opened()]).when(&request(TO_QUEUE)).by(Actor::Assistant).within(world()).then([handoff_to(TO_QUEUE)]);
    }

    #[test]
    fn an_agent_takes_over_only_when_they_accept() {
        given([opened()]).when(&request(TO_AGENT)).within(world()).then([handoff_to(TO_AGENT)]);
    }

    #[test]
    fn the_assistant_always_accepts() {
        let requested = HandoffRequested {
            handoff: HANDOFF,
            from: held_by(AGENT),
            target: HandoffTarget::Assistant,
            answering: held_by(AGENT),
            epoch: 1,
            reason: code("asked_for"),
            note: None,
        };
        let accepted =
            HandoffAccepted { handoff: HANDOFF, from: held_by(AGENT), answering: Answering::Assistant, epoch: 2 };
        given([opened(), assigned()])
            .when(&request(HandoffTarget::Assistant))
            .by(agent())
            .then([requested.into(), accepted.into()]);
    }

    #[test]
    fn one_handoff_waits_at_a_time() {
        given([opened(), handoff_to(TO_QUEUE)])
            .when(&request(TO_AGENT))
            .within(world())
            .refused(Refusal::HandoffPending);
    }

    #[test]
    fn whoever_answers_already_is_not_asked() {
        given([opened(), assigned()]).when(&request(TO_AGENT)).within(world()).refused(Refusal::AlreadyAnswering);
    }

    #[test]
    fn whoever_is_asked_is_in_service() {
        let target = HandoffTarget::Agent { agent: NOBODY };
        given([opened()]).when(&request(target)).within(world()).refused(Refusal::AgentUnavailable);
    }

    #[test]
    fn only_those_who_direct_it_hand_it_on() {
        let check = |actor, refusal| {
            given([opened(), assigned()]).when(&request(TO_QUEUE)).by(actor).within(world()).refused(refusal);
        };
        check(Actor::Assistant, Refusal::NotAnswering);
        check(colleague(), Refusal::HeldByAnother { agent: AGENT });
    }

    #[test]
    fn a_late_writer_hands_nothing_on() {
        let late = RequestHandoff { epoch: Some(0), ..request(TO_QUEUE) };
        given([opened(), assigned()]).when(&late).within(world()).refused(Refusal::StaleEpoch { current: 1 });
    }
}
