//! What events make of what agents hold.

use domain::conversation::event as talk;
use domain::conversation::{Answering, QueueTarget, SnoozeUntil, WakeCause};
use domain::{ConversationId, Event, StreamId};
use uuid::Uuid;

use super::{AgentRow, AgentWorkload, HeldRow, NameTag};
use crate::conformance::fixture::{agent, code, conversation, customer, opened, queue, time};
use crate::conformance::given::{given, rows};
use crate::conformance::story::{Line, story};
use crate::views::conversation_list::ConversationStatus;

const ME: StreamId = StreamId::Conversation(ConversationId(Uuid::from_u128(1)));

fn held_after(then: Vec<talk::ConversationEvent>) -> Option<HeldRow> {
    let mut lines: Vec<Line> = vec![(ME, 0, opened(customer(1), Answering::Assistant))];
    lines.extend(then.into_iter().zip(1..).map(|(event, step)| (ME, 10 * step, Event::Conversation(event))));
    let mut view = AgentWorkload::default();
    given(&mut view, &lines).unwrap();
    rows(&mut view).pop()
}

fn held() -> Answering {
    Answering::Agent { agent: agent(1) }
}

fn assigned() -> talk::ConversationEvent {
    talk::Assigned { agent: agent(1), from: Answering::Assistant, epoch: 1 }.into()
}

fn snoozed() -> talk::ConversationEvent {
    talk::Snoozed { wake: SnoozeUntil::NextTurn, during: held() }.into()
}

fn woken() -> talk::ConversationEvent {
    talk::Woken { cause: WakeCause::Due, during: held() }.into()
}

#[test]
fn an_agent_holds_it_from_the_assignment_on() {
    let row = held_after(vec![assigned()]).unwrap();
    assert_eq!((row.agent, row.since, row.status), (Some(agent(1)), time(10), ConversationStatus::Open));
    assert_eq!(held_after(vec![]), None);
}

#[test]
fn laid_aside_it_is_still_held_since_the_beginning() {
    let row = held_after(vec![assigned(), snoozed()]).unwrap();
    assert_eq!((row.agent, row.since, row.status), (Some(agent(1)), time(10), ConversationStatus::Snoozed));
    let row = held_after(vec![assigned(), snoozed(), woken()]).unwrap();
    assert_eq!((row.since, row.status), (time(10), ConversationStatus::Open));
}

#[test]
fn what_was_laid_aside_before_the_assignment_still_is() {
    assert_eq!(held_after(vec![snoozed(), assigned()]).unwrap().status, ConversationStatus::Snoozed);
    assert_eq!(held_after(vec![snoozed(), woken()]), None);
}

#[test]
fn it_is_held_no_longer_when_it_is_given_back_or_settled() {
    let answering = Answering::Queue { target: QueueTarget::Queue { queue: queue(1) } };
    let released = talk::Released { agent: agent(1), answering, epoch: 2, reason: code("shift") };
    let resolved = talk::Resolved { code: code("done"), note: None, during: held() };
    assert_eq!(held_after(vec![assigned(), released.into()]), None);
    assert_eq!(held_after(vec![assigned(), resolved.into()]), None);
}

#[test]
fn a_merge_undone_gives_it_back_to_its_agent() {
    let merged = talk::Merged { into: conversation(2), during: held() };
    let unmerged = talk::Unmerged { target: conversation(2), during: held(), open: true };
    let row = held_after(vec![assigned(), snoozed(), merged.clone().into()]).unwrap();
    assert_eq!(row.status, ConversationStatus::Merged);
    let row = held_after(vec![assigned(), snoozed(), merged.into(), unmerged.into()]).unwrap();
    assert_eq!((row.agent, row.status), (Some(agent(1)), ConversationStatus::Snoozed));
}

#[test]
fn a_name_is_bound_to_the_event_that_brought_it() {
    let mut view = AgentWorkload::default();
    given(&mut view, &story(0)).unwrap();
    let agents: Vec<AgentRow> = rows(&mut view);
    assert_eq!(agents.len(), 7);
    assert!(agents.iter().all(|agent| agent.name_tag == NameTag::Renamed && agent.capacity == 5));
    assert!(
        agents
            .iter()
            .all(|agent| agent.name_event == Uuid::from_u128((agent.position - u64::from(agent.retired)).into()))
    );
}
