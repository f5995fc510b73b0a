//! What events make of the board.

use domain::conversation::event as talk;
use domain::conversation::{Answering, Priority, QueueTarget, SnoozeUntil, WakeCause};
use domain::{ConversationId, Event, StreamId};
use uuid::Uuid;

use super::{QueueBoard, QueueEntryRow};
use crate::conformance::fixture::{agent, code, customer, opened, queue, time};
use crate::conformance::given::{given, rows};
use crate::conformance::story::Line;

const ME: StreamId = StreamId::Conversation(ConversationId(Uuid::from_u128(1)));

fn waiting_in(number: u64) -> Answering {
    Answering::Queue { target: QueueTarget::Queue { queue: queue(number) } }
}

fn entry_after(then: Vec<talk::ConversationEvent>) -> QueueEntryRow {
    let mut lines: Vec<Line> = vec![(ME, 0, opened(customer(1), waiting_in(1)))];
    lines.extend(then.into_iter().zip(1..).map(|(event, step)| (ME, 10 * step, Event::Conversation(event))));
    let mut view = QueueBoard::default();
    given(&mut view, &lines).unwrap();
    rows(&mut view).remove(0)
}

#[test]
fn it_waits_from_the_opening_and_a_new_priority_keeps_its_time() {
    let (from, to) = (Priority::NORMAL, Priority::try_from(1).unwrap());
    let entry = entry_after(vec![talk::Prioritised { from, to, during: waiting_in(1) }.into()]);
    assert_eq!((entry.waiting, entry.since, entry.priority), (true, time(0), 1));
}

#[test]
fn another_queue_is_another_wait() {
    let released = talk::Released { agent: agent(1), answering: waiting_in(2), epoch: 2, reason: code("shift") };
    let entry = entry_after(vec![released.into()]);
    assert_eq!((entry.waiting, entry.since), (true, time(10)));
}

#[test]
fn while_laid_aside_it_does_not_wait_and_then_waits_anew() {
    let snoozed = talk::Snoozed { wake: SnoozeUntil::NextTurn, during: waiting_in(1) };
    let woken = talk::Woken { cause: WakeCause::Due, during: waiting_in(1) };
    assert!(!entry_after(vec![snoozed.clone().into()]).waiting);
    let entry = entry_after(vec![snoozed.into(), woken.into()]);
    assert_eq!((entry.waiting, entry.since), (true, time(20)));
}

#[test]
fn whoever_is_assigned_takes_it_from_the_board() {
    let assigned = talk::Assigned { agent: agent(1), from: waiting_in(1), epoch: 1 };
    let entry = entry_after(vec![assigned.into()]);
    assert_eq!((entry.waiting, entry.queue), (false, None));
}
