//! Given events, when a command is asked, then events or a refusal: the language of the tests of rules.

use chrono::{DateTime, TimeDelta, Utc};
use domain::agent::Agent;
use domain::aggregate::Aggregate;
use domain::customer::Customer;
use domain::queue::Queue;
use domain::queue::event::Changed;
use domain::{Actor, AgentId, Code, ConversationId, CustomerId, DomainEvent, Meta, QueueId};
use uuid::Uuid;
use vault::Personal;

use crate::{Command, Context, Policy, World};

type EventOf<C> = <<C as Command>::Aggregate as Aggregate>::Event;
type RefusalOf<C> = <<C as Command>::Aggregate as Aggregate>::Refusal;

/// When everything that is given happened, and when commands are asked unless a test says otherwise.
pub fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_750_000_000, 0).expect("the second lies in the range of times")
}

/// So many minutes after [`noon`].
pub fn minutes(count: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(count)
}

/// The state after these events, all of which happened at [`noon`].
pub fn fold<A: Aggregate>(events: impl IntoIterator<Item = A::Event>) -> A {
    let mut state = A::default();
    for (event, number) in events.into_iter().zip(1..) {
        state.evolve(&event, Meta { event_id: Uuid::from_u128(number), at: noon() });
    }
    state
}

/// What happened before.
pub fn given<E: DomainEvent>(events: impl IntoIterator<Item = E>) -> Given<E> {
    Given { events: events.into_iter().collect() }
}

/// What happened before.
pub struct Given<E> {
    events: Vec<E>,
}

impl<E: DomainEvent> Given<E> {
    /// The command, asked by a service at [`noon`] in an empty world.
    pub fn when<C>(self, command: &C) -> When<C>
    where
        C: Command,
        C::Aggregate: Aggregate<Event = E>,
    {
        When {
            state: fold(self.events),
            command: command.clone(),
            actor: Actor::Service(Code::known("test")),
            now: noon(),
            world: World::default(),
        }
    }
}

/// A command that is asked of a state.
#[must_use = "it says nothing until it ends in then, then_nothing or refused"]
pub struct When<C: Command> {
    state: C::Aggregate,
    command: C,
    actor: Actor,
    now: DateTime<Utc>,
    world: World,
}

impl<C: Command> When<C> {
    /// Who asks.
    pub fn by(self, actor: Actor) -> Self {
        Self { actor, ..self }
    }

    /// When it is asked.
    pub fn at(self, now: DateTime<Utc>) -> Self {
        Self { now, ..self }
    }

    /// What is true of other streams.
    pub fn within(self, world: World) -> Self {
        Self { world, ..self }
    }

    /// These events follow.
    #[track_caller]
    pub fn then(self, expected: impl IntoIterator<Item = EventOf<C>>)
    where
        EventOf<C>: PartialEq,
    {
        let expected: Vec<_> = expected.into_iter().collect();
        match self.decide() {
            Ok(events) => assert_eq!(events, expected),
            Err(refusal) => panic!("it was refused: {refusal}"),
        }
    }

    /// It is allowed and changes nothing.
    #[track_caller]
    pub fn then_nothing(self)
    where
        EventOf<C>: PartialEq,
    {
        self.then([]);
    }

    /// This rule turns it down.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "a rule is named where it is expected")]
    pub fn refused(self, expected: RefusalOf<C>)
    where
        RefusalOf<C>: PartialEq,
    {
        match self.decide() {
            Ok(events) => panic!("it was not refused; {events:?} followed"),
            Err(refusal) => assert_eq!(refusal, expected),
        }
    }

    fn decide(&self) -> Result<Vec<EventOf<C>>, RefusalOf<C>> {
        let policy = Policy::default();
        let context = Context {
            now: self.now,
            actor: &self.actor,
            policy: &policy,
            world: &self.world,
            reveal: &reveal,
            understander: None,
        };
        self.command.decide(&self.state, &context)
    }
}

/// Nothing is sealed in these tests, so there is nothing to open.
fn reveal(_: Uuid, _: &'static str, value: &Personal<String>) -> Option<String> {
    value.as_clear().cloned()
}

impl World {
    /// With an agent who serves.
    pub fn with_agent(mut self, id: AgentId) -> Self {
        self.agents.insert(id, Agent { registered: true, ..Agent::default() }.into());
        self
    }

    /// With a queue that is served.
    pub fn with_queue(mut self, id: QueueId) -> Self {
        let name = Code::known("a_queue");
        let definition = Changed { name, skills: Vec::new(), languages: Vec::new(), hours: None, priority: 3 };
        self.queues.insert(id, Queue { definition: Some(definition), retired: false }.into());
        self
    }

    /// With a customer.
    pub fn with_customer(mut self, id: CustomerId, customer: Customer) -> Self {
        self.customers.insert(id, customer.into());
        self
    }

    /// With a Conversation to which this happened.
    pub fn with_conversation(
        mut self,
        id: ConversationId,
        events: impl IntoIterator<Item = domain::conversation::ConversationEvent>,
    ) -> Self {
        self.conversations.insert(id, std::sync::Arc::new(fold(events)));
        self
    }
}
