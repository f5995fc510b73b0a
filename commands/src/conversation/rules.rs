//! Rules that several commands share.
//!
//! They keep one from acting as another and the late from writing. Which commands a kind of actor may ask for at all
//! is settled at the edge, by authorization.

pub(super) use domain::conversation::ConversationRefusal as Refusal;
use domain::conversation::event::HandoffWithdrawn;
use domain::conversation::state::OpenedFacts;
use domain::conversation::{Answering, Conversation, ConversationEvent, Handoff, HandoffTarget, QueueTarget, Status};
use domain::{Actor, AgentId, Code, CustomerId, HandoffId, Participant, StreamId, TurnId};

use crate::{Context, World};

/// What every command on a Conversation decides.
pub(super) type Decision = Result<Vec<ConversationEvent>, Refusal>;

/// It was opened; a customer asks of their own Conversation only.
pub(super) fn opened<'a>(state: &'a Conversation, actor: &Actor) -> Result<&'a OpenedFacts, Refusal> {
    let opened = state.opened.as_ref().ok_or(Refusal::NotFound)?;
    own_customer(actor, opened.customer)?;
    Ok(opened)
}

/// It was opened and neither closed nor merged.
pub(super) fn lasting<'a>(state: &'a Conversation, actor: &Actor) -> Result<&'a OpenedFacts, Refusal> {
    let opened = opened(state, actor)?;
    match &state.status {
        Status::Open | Status::Snoozed { .. } | Status::Resolved { .. } => Ok(opened),
        Status::Closed => Err(Refusal::Closed),
        Status::Merged { into, .. } => Err(Refusal::MergedElsewhere { into: *into }),
    }
}

/// It is open or snoozed.
pub(super) fn active<'a>(state: &'a Conversation, actor: &Actor) -> Result<&'a OpenedFacts, Refusal> {
    let opened = lasting(state, actor)?;
    if state.is_active() { Ok(opened) } else { Err(Refusal::Resolved) }
}

/// A customer who asks is this one.
pub(super) fn own_customer(actor: &Actor, customer: CustomerId) -> Result<(), Refusal> {
    match actor {
        Actor::Customer(id) if *id != customer => Err(Refusal::NotTheCustomer),
        Actor::Customer(_)
        | Actor::Assistant
        | Actor::Agent(_)
        | Actor::Supervisor(_)
        | Actor::Admin(_)
        | Actor::Service(_) => Ok(()),
    }
}

/// Nobody acts in the name of another, except supervisors, admins and services, who record for everyone.
pub(super) fn acts_as(actor: &Actor, participant: Participant) -> Result<(), Refusal> {
    let own = match actor {
        Actor::Customer(id) => participant == Participant::Customer(*id),
        Actor::Assistant => participant == Participant::Assistant,
        Actor::Agent(id) => participant == Participant::Agent(*id),
        Actor::Supervisor(_) | Actor::Admin(_) | Actor::Service(_) => true,
    };
    if own { Ok(()) } else { Err(Refusal::NotTheAuthor) }
}

/// The turn is a customer's who was not erased, so that something can be said of what it wants.
pub(super) fn customers_turn(state: &Conversation, context: &Context<'_>, turn: TurnId) -> Result<(), Refusal> {
    if context.world.is_erased(opened(state, context.actor)?.customer) {
        return Err(Refusal::CustomerErased);
    }
    let facts = state.turn(turn).ok_or(Refusal::TurnNotFound)?;
    if matches!(facts.author, Participant::Customer(_)) { Ok(()) } else { Err(Refusal::NotACustomersTurn) }
}

/// The Assistant moves on only what it answers itself, an agent nothing that another agent holds.
pub(super) fn directs(state: &Conversation, actor: &Actor) -> Result<(), Refusal> {
    match (actor, &state.answering) {
        (Actor::Assistant, Answering::Queue { .. } | Answering::Agent { .. }) => Err(Refusal::NotAnswering),
        (Actor::Agent(own), Answering::Agent { agent }) if own != agent => {
            Err(Refusal::HeldByAnother { agent: *agent })
        }
        (
            Actor::Customer(_)
            | Actor::Assistant
            | Actor::Agent(_)
            | Actor::Supervisor(_)
            | Actor::Admin(_)
            | Actor::Service(_),
            Answering::Assistant | Answering::Queue { .. } | Answering::Agent { .. },
        ) => Ok(()),
    }
}

/// Whoever names an ownership epoch names the present one: a late write is refused.
pub(super) fn fence(state: &Conversation, epoch: Option<u64>) -> Result<(), Refusal> {
    match epoch {
        Some(epoch) if epoch != state.epoch => Err(Refusal::StaleEpoch { current: state.epoch }),
        Some(_) | None => Ok(()),
    }
}

/// The Handoff of this id that waits, of which the agent may dispose: it was asked of them or of a queue.
pub(super) fn pending(state: &Conversation, id: HandoffId, agent: AgentId) -> Result<&Handoff, Refusal> {
    let handoff = state.handoff.as_ref().filter(|handoff| handoff.id == id).ok_or(Refusal::NoHandoff)?;
    match handoff.target {
        HandoffTarget::Agent { agent: asked } if asked != agent => Err(Refusal::HandoffForAnother),
        HandoffTarget::Agent { .. }
        | HandoffTarget::Queue { .. }
        | HandoffTarget::Skill { .. }
        | HandoffTarget::Assistant => Ok(handoff),
    }
}

/// The Handoff that waits, when it was asked of this agent: by name, or of a queue or a skill.
pub(super) fn asked_of(state: &Conversation, agent: AgentId) -> Option<&Handoff> {
    state.handoff.as_ref().filter(|handoff| match handoff.target {
        HandoffTarget::Agent { agent: asked } => asked == agent,
        HandoffTarget::Queue { .. } | HandoffTarget::Skill { .. } => true,
        HandoffTarget::Assistant => false,
    })
}

/// What happens, and before it the withdrawal of the Handoff that waits, so that the log says what became of that.
pub(super) fn withdrawing(
    state: &Conversation,
    reason: &'static str,
    event: impl Into<ConversationEvent>,
) -> Vec<ConversationEvent> {
    let withdrawn = state.handoff.as_ref().map(|handoff| {
        let (target, during) = (handoff.target.clone(), state.answering.clone());
        HandoffWithdrawn { handoff: handoff.id, target, reason: Code::known(reason), during }.into()
    });
    withdrawn.into_iter().chain([event.into()]).collect()
}

/// Whether the participant answers, or is an agent who was added.
pub(super) fn takes_part(state: &Conversation, participant: Participant) -> bool {
    let added = matches!(participant, Participant::Agent(_)) && state.participants.contains_key(&participant);
    added || state.answering.is(participant)
}

/// The ownership epoch once this one answers: it rises whenever who answers changes.
pub(super) fn epoch_under(state: &Conversation, answering: &Answering) -> u64 {
    state.epoch + u64::from(state.answering != *answering)
}

/// Who would answer once the target of a Handoff does.
pub(super) fn asked(target: &HandoffTarget) -> Answering {
    match target {
        HandoffTarget::Queue { queue } => Answering::Queue { target: QueueTarget::Queue { queue: *queue } },
        HandoffTarget::Skill { skill, level } => {
            Answering::Queue { target: QueueTarget::Skill { skill: skill.clone(), level: *level } }
        }
        HandoffTarget::Agent { agent } => Answering::Agent { agent: *agent },
        HandoffTarget::Assistant => Answering::Assistant,
    }
}

/// Whoever is to answer is in service.
pub(super) fn can_answer(world: &World, answering: &Answering) -> Result<(), Refusal> {
    match answering {
        Answering::Assistant => Ok(()),
        Answering::Agent { agent } if world.agent_serves(*agent) => Ok(()),
        Answering::Agent { .. } => Err(Refusal::AgentUnavailable),
        Answering::Queue { target: QueueTarget::Queue { queue } } if world.queue_serves(*queue) => Ok(()),
        Answering::Queue { target: QueueTarget::Queue { .. } } => Err(Refusal::QueueUnavailable),
        Answering::Queue { target: QueueTarget::Skill { level: 1..=10, .. } } => Ok(()),
        Answering::Queue { target: QueueTarget::Skill { .. } } => Err(Refusal::InvalidLevel),
    }
}

/// The streams that [`can_answer`] looks at.
pub(super) fn references(answering: &Answering) -> Vec<StreamId> {
    match answering {
        Answering::Agent { agent } => vec![StreamId::Agent(*agent)],
        Answering::Queue { target: QueueTarget::Queue { queue } } => vec![StreamId::Queue(*queue)],
        Answering::Queue { target: QueueTarget::Skill { .. } } | Answering::Assistant => Vec::new(),
    }
}
