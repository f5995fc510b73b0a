//! A log with anything in it: decoding never panics, what decodes is stable, and states survive every history.
//!
//! A line is one stored event: its type, its version and its body, with a space between them. All events of an input
//! happen one after another to the same states, one of each stream.

#![no_main]

use chrono::DateTime;
use domain::agent::Agent;
use domain::article::Article;
use domain::conversation::Conversation;
use domain::customer::Customer;
use domain::ledger::Ledger;
use domain::model::Model;
use domain::queue::Queue;
use domain::{Aggregate, Event, Meta};
use libfuzzer_sys::fuzz_target;
use uuid::Uuid;

fuzz_target!(|log: &[u8]| {
    let mut world = World::default();
    for (number, line) in log.split(|byte| *byte == b'\n').enumerate() {
        if let Some(event) = decode(line) {
            assert_stable(&event);
            world.happen(&event, meta(number));
        }
    }
});

fn decode(line: &[u8]) -> Option<Event> {
    let mut parts = line.splitn(3, |byte| *byte == b' ');
    let event_type = std::str::from_utf8(parts.next()?).ok()?;
    let version = std::str::from_utf8(parts.next()?).ok()?.parse().ok()?;
    Event::decode(event_type, version, parts.next()?).ok()
}

/// What was decoded is sealed, so it encodes; what it encodes to decodes to the same.
fn assert_stable(event: &Event) {
    let body = event.encode().expect("a decoded event has no clear field");
    let again = Event::decode(event.event_type(), event.schema_version(), &body);
    assert_eq!(&again.expect("an encoded event decodes"), event);
}

#[derive(Default)]
struct World {
    conversation: Conversation,
    customer: Customer,
    agent: Agent,
    queue: Queue,
    ledger: Ledger,
    model: Model,
    article: Article,
}

impl World {
    fn happen(&mut self, event: &Event, meta: Meta) {
        match event {
            Event::Conversation(event) => evolve::<Conversation>(&mut self.conversation, event, meta),
            Event::Customer(event) => evolve::<Customer>(&mut self.customer, event, meta),
            Event::Agent(event) => evolve::<Agent>(&mut self.agent, event, meta),
            Event::Queue(event) => evolve::<Queue>(&mut self.queue, event, meta),
            Event::Ledger(event) => evolve::<Ledger>(&mut self.ledger, event, meta),
            Event::Model(event) => evolve::<Model>(&mut self.model, event, meta),
            Event::Article(event) => evolve::<Article>(&mut self.article, event, meta),
        }
    }
}

fn evolve<A: Aggregate>(state: &mut A, event: &A::Event, meta: Meta) {
    let _subject = state.subject(event);
    state.evolve(event, meta);
}

fn meta(number: usize) -> Meta {
    let at = DateTime::from_timestamp(1_750_000_000 + number as i64, 0).expect("an input has few lines");
    Meta { event_id: Uuid::from_u128(number as u128), at }
}
