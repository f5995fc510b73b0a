//! The people and events that the tests of Conversation commands have in common.

use domain::conversation::event::{
    Assigned, Closed, HandoffRequested, HandoffWithdrawn, Merged, Opened, Resolved, Snoozed, TurnRecorded,
};
use domain::conversation::{
    Answering, ConversationEvent, HandoffTarget, Priority, QueueTarget, SnoozeUntil, Visibility,
};
use domain::customer::Customer;
use domain::{Actor, AgentId, Code, ConversationId, CustomerId, HandoffId, Participant, QueueId, TurnId};
use uuid::Uuid;
use vault::Personal;

use crate::World;

pub(super) const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(0xc0));
pub(super) const ELSEWHERE: ConversationId = ConversationId(Uuid::from_u128(0xc1));
pub(super) const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(0x10));
pub(super) const STRANGER: CustomerId = CustomerId(Uuid::from_u128(0x11));
pub(super) const AGENT: AgentId = AgentId(Uuid::from_u128(0x20));
pub(super) const COLLEAGUE: AgentId = AgentId(Uuid::from_u128(0x21));
pub(super) const NOBODY: AgentId = AgentId(Uuid::from_u128(0x22));
pub(super) const QUEUE: QueueId = QueueId(Uuid::from_u128(0x30));
pub(super) const HANDOFF: HandoffId = HandoffId(Uuid::from_u128(0x40));
pub(super) const TURN: TurnId = TurnId(Uuid::from_u128(0x50));
pub(super) const NEXT_TURN: TurnId = TurnId(Uuid::from_u128(0x51));

pub(super) fn code(text: &'static str) -> Code {
    Code::known(text)
}

pub(super) fn text(text: &str) -> Personal<String> {
    Personal::clear(text.to_owned())
}

pub(super) fn customer() -> Actor {
    Actor::Customer(CUSTOMER)
}

pub(super) fn agent() -> Actor {
    Actor::Agent(AGENT)
}

pub(super) fn colleague() -> Actor {
    Actor::Agent(COLLEAGUE)
}

pub(super) fn supervisor() -> Actor {
    Actor::Supervisor(code("supervisor"))
}

pub(super) fn held_by(agent: AgentId) -> Answering {
    Answering::Agent { agent }
}

pub(super) fn in_queue() -> Answering {
    Answering::Queue { target: QueueTarget::Queue { queue: QUEUE } }
}

/// Two agents, a queue and a customer, all in service.
pub(super) fn world() -> World {
    World::default()
        .with_agent(AGENT)
        .with_agent(COLLEAGUE)
        .with_queue(QUEUE)
        .with_customer(CUSTOMER, Customer { registered: true, ..Customer::default() })
}

/// The customer's, answered by the Assistant.
pub(super) fn opened() -> ConversationEvent {
    opened_for(CUSTOMER)
}

pub(super) fn opened_for(customer: CustomerId) -> ConversationEvent {
    Opened {
        customer,
        channel: code("web"),
        language: None,
        subject: None,
        answering: Answering::Assistant,
        priority: Priority::NORMAL,
    }
    .into()
}

/// The first Assignment: to [`AGENT`], who takes it from the Assistant.
pub(super) fn assigned() -> ConversationEvent {
    Assigned { agent: AGENT, from: Answering::Assistant, epoch: 1 }.into()
}

/// The customer's first turn.
pub(super) fn asked() -> ConversationEvent {
    TurnRecorded {
        turn: TURN,
        index: 0,
        author: Participant::Customer(CUSTOMER),
        visibility: Visibility::Public,
        text: text("where is it?"),
        attachments: Vec::new(),
        reply_to: None,
        external: None,
        during: Answering::Assistant,
        epoch: 0,
    }
    .into()
}

/// [`asked`], but by the Assistant.
pub(super) fn reply() -> ConversationEvent {
    let ConversationEvent::TurnRecorded(turn) = asked() else { unreachable!("it is a turn") };
    TurnRecorded { author: Participant::Assistant, ..turn }.into()
}

/// A first Handoff that the Assistant requested.
pub(super) fn handoff_to(target: HandoffTarget) -> ConversationEvent {
    let (answering, epoch) = match target.queue() {
        Some(target) => (Answering::Queue { target }, 1),
        None => (Answering::Assistant, 0),
    };
    let from = Answering::Assistant;
    HandoffRequested { handoff: HANDOFF, from, target, answering, epoch, reason: code("asked_for"), note: None }.into()
}

/// [`HANDOFF`] withdrawn while this one answers.
pub(super) fn withdrawn(target: HandoffTarget, reason: &'static str, during: Answering) -> ConversationEvent {
    HandoffWithdrawn { handoff: HANDOFF, target, reason: code(reason), during }.into()
}

pub(super) fn snoozed() -> ConversationEvent {
    Snoozed { wake: SnoozeUntil::NextTurn, during: Answering::Assistant }.into()
}

pub(super) fn resolved() -> ConversationEvent {
    Resolved { code: code("answered"), note: None, during: Answering::Assistant }.into()
}

pub(super) fn closed() -> ConversationEvent {
    Closed { reason: code("spam"), during: Answering::Assistant }.into()
}

pub(super) fn merged() -> ConversationEvent {
    Merged { into: ELSEWHERE, during: Answering::Assistant }.into()
}
