//! Beginning a Conversation.

use std::sync::Arc;

use domain::conversation::event::Opened;
use domain::conversation::{Answering, Conversation, Priority};
use domain::customer::Customer;
use domain::{Code, ConversationId, CustomerId, Language, StreamId};
use vault::Personal;

use super::rules::{self, Decision, Refusal};
use crate::{Command, Context};

/// Begins a Conversation. The customer is registered and not blocked; whoever is to answer first is in service.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OpenConversation {
    /// The Conversation; a new id.
    pub conversation: ConversationId,
    /// Whose matter.
    pub customer: CustomerId,
    /// Where it comes in, such as `web`.
    pub channel: Code,
    /// In which language, as far as is known.
    pub language: Option<Language>,
    /// What it is about, in a line.
    pub subject: Option<Personal<String>>,
    /// Who answers first.
    pub answering: Answering,
    /// Its place among the waiting.
    pub priority: Priority,
}

impl Command for OpenConversation {
    type Aggregate = Conversation;
    const NAME: &'static str = "open_conversation";

    fn stream(&self) -> StreamId {
        StreamId::Conversation(self.conversation)
    }

    fn references(&self) -> Vec<StreamId> {
        [vec![StreamId::Customer(self.customer)], rules::references(&self.answering)].concat()
    }

    fn decide(&self, state: &Conversation, context: &Context<'_>) -> Decision {
        if state.opened.is_some() {
            return Err(Refusal::AlreadyOpened);
        }
        rules::own_customer(context.actor, self.customer)?;
        may_open(context.world.customers.get(&self.customer).map(Arc::as_ref))?;
        rules::can_answer(context.world, &self.answering)?;
        let opened = Opened {
            customer: self.customer,
            channel: self.channel.clone(),
            language: self.language.clone(),
            subject: self.subject.clone(),
            answering: self.answering.clone(),
            priority: self.priority,
        };
        Ok(vec![opened.into()])
    }
}

fn may_open(customer: Option<&Customer>) -> Result<(), Refusal> {
    let customer = customer
        .filter(|customer| customer.registered && customer.erased.is_none() && customer.merged_into.is_none())
        .ok_or(Refusal::CustomerUnavailable)?;
    if customer.blocked { Err(Refusal::CustomerBlocked) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use domain::conversation::QueueTarget;
    use domain::customer::Erasure;
    use domain::{Actor, QueueId};
    use uuid::Uuid;

    use super::*;
    use crate::conversation::fixtures::*;
    use crate::testing::{given, noon};

    fn open(answering: Answering) -> OpenConversation {
        OpenConversation {
            conversation: CONVERSATION,
            customer: CUSTOMER,
            channel: code("web"),
            language: None,
            subject: None,
            answering,
            priority: Priority::NORMAL,
        }
    }

    #[test]
    fn a_customer_opens_a_conversation_with_the_assistant() {
        given([]).when(&open(Answering::Assistant)).by(customer()).within(world()).then([opened()]);
    }

    #[test]
    fn an_id_serves_one_conversation() {
        given([opened()]).when(&open(Answering::Assistant)).within(world()).refused(Refusal::AlreadyOpened);
    }

    #[test]
    fn a_customer_opens_nothing_for_another() {
        let stranger = Actor::Customer(STRANGER);
        given([]).when(&open(Answering::Assistant)).by(stranger).within(world()).refused(Refusal::NotTheCustomer);
    }

    #[test]
    fn only_a_registered_customer_is_served() {
        given([]).when(&open(Answering::Assistant)).refused(Refusal::CustomerUnavailable);
        let erasure = Erasure { event_id: Uuid::nil(), at: noon(), reason: code("request") };
        let erased = Customer { registered: true, erased: Some(erasure), ..Customer::default() };
        let world = world().with_customer(CUSTOMER, erased);
        given([]).when(&open(Answering::Assistant)).within(world).refused(Refusal::CustomerUnavailable);
    }

    #[test]
    fn a_blocked_customer_is_not_served() {
        let blocked = Customer { registered: true, blocked: true, ..Customer::default() };
        let world = world().with_customer(CUSTOMER, blocked);
        given([]).when(&open(Answering::Assistant)).within(world).refused(Refusal::CustomerBlocked);
    }

    #[test]
    fn whoever_answers_first_is_in_service() {
        let skill = |level| Answering::Queue { target: QueueTarget::Skill { skill: code("refunds"), level } };
        let queue = Answering::Queue { target: QueueTarget::Queue { queue: QueueId(Uuid::from_u128(0x39)) } };
        let check = |answering, refusal| given([]).when(&open(answering)).within(world()).refused(refusal);
        check(held_by(NOBODY), Refusal::AgentUnavailable);
        check(queue, Refusal::QueueUnavailable);
        check(skill(0), Refusal::InvalidLevel);
        check(skill(11), Refusal::InvalidLevel);
    }
}
