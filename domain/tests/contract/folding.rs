//! A state is a fold over events, whatever they are: it takes in every fact and never fails.

use chrono::DateTime;
use domain::{Aggregate, Event, Meta, agent, article, conversation, customer, ledger, model, queue, samples};
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert_eq, proptest};
use proptest::sample::{Index, select};
use uuid::Uuid;

use crate::support::CANARY;

/// The states of all seven streams.
#[derive(Clone, PartialEq, Debug, Default)]
struct States {
    conversation: conversation::Conversation,
    customer: customer::Customer,
    agent: agent::Agent,
    queue: queue::Queue,
    ledger: ledger::Ledger,
    model: model::Model,
    article: article::Article,
}

impl States {
    fn after(mut self, events: &[Event]) -> Self {
        let meta = Meta { event_id: Uuid::nil(), at: DateTime::UNIX_EPOCH };
        for event in events {
            match event {
                Event::Conversation(event) => self.conversation.evolve(event, meta),
                Event::Customer(event) => self.customer.evolve(event, meta),
                Event::Agent(event) => self.agent.evolve(event, meta),
                Event::Queue(event) => self.queue.evolve(event, meta),
                Event::Ledger(event) => self.ledger.evolve(event, meta),
                Event::Model(event) => self.model.evolve(event, meta),
                Event::Article(event) => self.article.evolve(event, meta),
            }
        }
        self
    }
}

proptest! {
    #[test]
    fn any_events_in_any_order_fold_and_a_snapshot_goes_on(
        events in vec(select(samples::all(CANARY)), 0..60),
        place in any::<Index>(),
    ) {
        let (head, tail) = events.split_at(place.index(events.len() + 1));
        let snapshot = States::default().after(head);
        prop_assert_eq!(snapshot.after(tail), States::default().after(&events));
    }
}
