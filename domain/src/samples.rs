//! One example of every event, for tests and for the committed contracts.
//!
//! An event with optional fields has two: first with all of them, then with none.

mod agent;
mod article;
mod conversation;
mod customer;
mod knowledge;
mod ledger;
mod lifecycle;
mod model;
mod ownership;
mod queue;
mod understanding;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use vault::Personal;

use crate::{Code, Event};

/// Examples of all events of all streams, with the same ids every time. Every personal field is clear and holds `text`.
#[must_use]
pub fn all(text: &str) -> Vec<Event> {
    let sample = Sample { text };
    let conversation =
        [sample.conversation(), sample.understanding(), sample.lifecycle(), sample.ownership(), sample.knowledge()];
    [
        any(conversation.concat()),
        any(sample.customer()),
        any(sample.agent()),
        any(sample.queue()),
        any(sample.ledger()),
        any(sample.model()),
        any(sample.article()),
    ]
    .concat()
}

fn any<E: Into<Event>>(events: Vec<E>) -> Vec<Event> {
    events.into_iter().map(Into::into).collect()
}

/// What examples are made of.
struct Sample<'a> {
    text: &'a str,
}

impl Sample<'_> {
    fn personal(&self) -> Personal<String> {
        Personal::clear(self.text.to_owned())
    }
}

/// A fixed id.
const fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)
}

fn code(text: &'static str) -> Code {
    Code::known(text)
}

fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_750_000_000, 123_456_000).expect("the second lies in the range of times")
}
