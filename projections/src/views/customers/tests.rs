//! What events make of a customer's row.

use domain::conversation::Answering;
use domain::customer::CustomerEvent;
use domain::customer::event::{Erased, ProfileChanged, Registered};
use domain::{CustomerId, Event, StreamId};

use super::{CustomerRow, Customers};
use crate::conformance::fixture::{code, conversation, customer, opened, sealed, time};
use crate::conformance::given::{given, rows};
use crate::conformance::story::{Line, story};

fn after(id: CustomerId, seconds: i64, event: impl Into<CustomerEvent>) -> Line {
    (StreamId::Customer(id), seconds, Event::Customer(event.into()))
}

fn row_of(lines: &[Line]) -> CustomerRow {
    let mut view = Customers::default();
    given(&mut view, lines).unwrap();
    rows(&mut view).remove(0)
}

#[test]
fn a_conversation_may_tell_of_a_customer_first() {
    let opens = (StreamId::Conversation(conversation(1)), 5, opened(customer(1), Answering::Assistant));
    let mut lines = vec![opens];
    let row = row_of(&lines);
    assert_eq!((row.registered_at, row.first_seen_at, row.conversations), (None, time(5), 1));
    lines.push(after(customer(1), 9, Registered { source: code("web") }));
    let row = row_of(&lines);
    assert_eq!((row.registered_at, row.first_seen_at, row.conversations), (Some(time(9)), time(5), 1));
}

#[test]
fn fields_of_a_profile_that_are_absent_stay() {
    let row = row_of(&[
        after(customer(1), 0, Registered { source: code("web") }),
        after(customer(1), 1, ProfileChanged { name: Some(sealed(1)), remark: None }),
        after(customer(1), 2, ProfileChanged { name: None, remark: Some(sealed(2)) }),
    ]);
    assert_eq!((row.name.as_ref(), row.remark.as_ref()), (sealed(1).as_sealed(), sealed(2).as_sealed()));
    assert_ne!(row.name_event, row.remark_event);
}

#[test]
fn erasure_leaves_nothing_personal() {
    let mut lines: Vec<Line> =
        story(0).into_iter().filter(|(stream, ..)| *stream == StreamId::Customer(customer(0))).collect();
    lines.push(after(customer(0), 99, Erased { reason: code("request") }));
    let row = row_of(&lines);
    assert!(row.erased && row.identities.0.is_empty());
    assert_eq!((row.name, row.name_event, row.remark), (None, None, None));
    assert_eq!(row.source, Some(code("web")));
}
