//! What events make of a Conversation's row.

use std::collections::BTreeMap;

use domain::conversation::event as talk;
use domain::conversation::{Answering, Conversation, QueueTarget, SnoozeUntil, Status, Visibility, WaitingOn};
use domain::{Aggregate, ConversationId, Event, Meta, Participant, StreamId};
use uuid::Uuid;

use super::{AnsweringKind, ConversationList, ConversationRow, ConversationStatus, WaitingFor, queue_key};
use crate::conformance::fixture::{agent, code, conversation, customer, opened, said, time, turn, understood};
use crate::conformance::given::{given, rows};
use crate::conformance::story::{Line, story};
use crate::{Poison, View};

const ME: StreamId = StreamId::Conversation(ConversationId(Uuid::from_u128(1)));

fn row_of(lines: &[Line]) -> ConversationRow {
    let mut view = ConversationList::default();
    given(&mut view, lines).unwrap();
    rows(&mut view).remove(0)
}

fn begins() -> Line {
    (ME, 0, opened(customer(1), Answering::Assistant))
}

fn then(seconds: i64, event: impl Into<talk::ConversationEvent>) -> Line {
    (ME, seconds, Event::Conversation(event.into()))
}

fn speaks(seconds: i64, index: u32, author: Participant, visibility: Visibility) -> Line {
    (ME, seconds, said(turn(1, index), index, author, visibility))
}

#[test]
fn who_waits_already_goes_on_waiting() {
    let theirs = Participant::Customer(customer(1));
    let row = row_of(&[
        begins(),
        speaks(10, 0, theirs, Visibility::Public),
        speaks(20, 1, Participant::Assistant, Visibility::Internal),
        speaks(30, 2, theirs, Visibility::Public),
    ]);
    assert_eq!((row.waiting_on, row.waiting_since), (WaitingFor::Service, time(0)));
    assert_eq!((row.turns, row.last_turn_at, row.last_activity_at), (3, Some(time(30)), time(30)));
}

#[test]
fn an_answer_passes_the_move_to_the_customer() {
    let row = row_of(&[begins(), speaks(10, 0, Participant::Assistant, Visibility::Public)]);
    assert_eq!((row.waiting_on, row.waiting_since), (WaitingFor::Customer, time(10)));
}

#[test]
fn what_happened_earlier_does_not_take_the_last_activity_back() {
    let row = row_of(&[begins(), speaks(-5, 0, Participant::Assistant, Visibility::Public)]);
    assert_eq!(row.last_activity_at, time(0));
}

#[test]
fn a_merged_conversation_comes_back_as_it_was() {
    let merged = talk::Merged { into: conversation(2), during: Answering::Assistant };
    let snoozed = talk::Snoozed { wake: SnoozeUntil::Time { at: time(99) }, during: Answering::Assistant };
    let unmerged = talk::Unmerged { target: conversation(2), during: Answering::Assistant, open: true };
    let mut lines = vec![begins(), then(1, snoozed), then(2, merged)];
    let row = row_of(&lines);
    assert_eq!((row.status, row.merged_into), (ConversationStatus::Merged, Some(conversation(2))));
    lines.push(then(3, unmerged));
    let row = row_of(&lines);
    assert_eq!((row.status, row.merged_into, row.snoozed_until), (ConversationStatus::Snoozed, None, Some(time(99))));
}

#[test]
fn an_event_before_the_opening_is_poison() {
    let left = talk::CustomerLeft { stage: code("dialogue") };
    let poison = given(&mut ConversationList::default(), &[then(0, left)]);
    assert_eq!(poison, Err(Poison::NeverBegan("conversation")));
}

#[test]
fn an_event_in_a_stream_of_another_kind_is_poison() {
    let misplaced = (StreamId::Agent(agent(1)), 0, begins().2);
    assert_eq!(given(&mut ConversationList::default(), &[misplaced]), Err(Poison::Misplaced));
}

#[test]
fn the_row_agrees_with_the_state_of_the_rules() {
    let lines = story(60);
    let mut states = BTreeMap::new();
    for (stream, seconds, event) in &lines {
        if let Event::Conversation(event) = event {
            let state: &mut Conversation = states.entry(*stream).or_default();
            state.evolve(event, Meta { event_id: Uuid::nil(), at: time(*seconds) });
        }
    }
    let talks: Vec<_> = lines.into_iter().filter(|(stream, ..)| states.contains_key(stream)).collect();
    let mut view = ConversationList::default();
    given(&mut view, &talks).unwrap();
    let rows: Vec<ConversationRow> = rows(&mut view);
    assert_eq!(rows.len(), states.len());
    for row in rows {
        agrees(&row, &states[&StreamId::Conversation(row.id)]);
    }
    assert_eq!(view.name(), super::NAME);
}

fn agrees(row: &ConversationRow, state: &Conversation) {
    assert_eq!(row.status, status(&state.status));
    assert_eq!(row.answering, AnsweringKind::from(&state.answering));
    assert_eq!((row.agent, row.queue.clone()), (state.answering.agent(), state.answering.queue().map(queue_key)));
    assert_eq!(row.waiting_on, waiting(state.waiting_on));
    assert_eq!((row.epoch, row.cycle, row.turns), (state.epoch, state.cycle, state.turns.len() as u64));
    assert_eq!((row.tier, row.urgency, row.acknowledged), (state.tier.into(), state.urgency, state.acknowledged));
    assert_eq!(row.priority, u32::from(state.priority.get()));
    assert_eq!(row.handoff, state.handoff.as_ref().map(|handoff| handoff.id));
    assert_eq!(row.tags.0, state.tags);
    assert!(row.fields.0.keys().eq(&state.fields));
    assert_eq!(row.participants.0.len(), state.participants.len());
    assert_eq!(row.ratings.0.len(), state.ratings.len());
}

fn status(status: &Status) -> ConversationStatus {
    match status {
        Status::Open => ConversationStatus::Open,
        Status::Snoozed { .. } => ConversationStatus::Snoozed,
        Status::Resolved { .. } => ConversationStatus::Resolved,
        Status::Closed => ConversationStatus::Closed,
        Status::Merged { .. } => ConversationStatus::Merged,
    }
}

fn waiting(waiting: WaitingOn) -> WaitingFor {
    match waiting {
        WaitingOn::Customer => WaitingFor::Customer,
        WaitingOn::Service => WaitingFor::Service,
        WaitingOn::Nobody => WaitingFor::Nobody,
    }
}

#[test]
fn a_queue_is_named_by_kind() {
    let skill = QueueTarget::Skill { skill: code("billing"), level: 3 };
    assert_eq!(queue_key(&skill), "skill:billing:3");
}

#[test]
fn nothing_waits_for_a_conversation_that_ended() {
    let asked = talk::HandoffRequested {
        handoff: domain::HandoffId(Uuid::from_u128(9)),
        from: Answering::Assistant,
        target: domain::conversation::HandoffTarget::Agent { agent: agent(1) },
        answering: Answering::Assistant,
        epoch: 0,
        reason: code("stuck"),
        note: None,
    };
    let asleep = talk::Snoozed { wake: SnoozeUntil::Time { at: time(90) }, during: Answering::Assistant };
    let ended = talk::Closed { reason: code("spam"), during: Answering::Assistant };
    let row = row_of(&[begins(), then(1, asked), then(2, asleep), then(3, ended)]);
    assert_eq!((row.handoff, row.handoff_target, row.snoozed_until), (None, None, None));
}

#[test]
fn the_intent_is_that_of_the_last_turn_that_wanted_anything_or_its_correction() {
    let silent = || {
        let mut silent = understood(turn(1, 1), "none");
        silent.intents.clear();
        silent
    };
    let correct = |number, after: &[&str]| {
        let after = after.iter().map(|name| code(name)).collect();
        talk::IntentCorrected { turn: turn(1, number), before: Vec::new(), after }
    };
    let wants = [begins(), then(1, understood(turn(1, 0), "refund.late")), then(2, silent())];
    let intent = |more: Vec<Line>| row_of(&[&wants[..], &more].concat()).intent.map(|intent| intent.to_string());
    assert_eq!(intent(Vec::new()).as_deref(), Some("refund.late"));
    assert_eq!(intent(vec![then(3, correct(1, &["goodbye"]))]).as_deref(), Some("goodbye"), "of the later turn");
    assert_eq!(intent(vec![then(3, correct(1, &[]))]).as_deref(), Some("refund.late"), "the later turn wants nothing");
    assert_eq!(intent(vec![then(3, correct(0, &[]))]), None);
}

#[test]
fn a_proposal_is_the_intent_until_a_later_turn_wants_something() {
    let says = |number: u32| {
        let author = Participant::Customer(customer(1));
        (ME, number.into(), said(turn(1, number), number, author, Visibility::Public))
    };
    let wants = |number, intent: &str| vec![says(number), then(9, understood(turn(1, number), intent))];
    let silent = |number| {
        let mut silent = understood(turn(1, number), "none");
        silent.intents.clear();
        vec![says(number), then(9, silent)]
    };
    let propose = |number: u32, intents: &[&str]| {
        let intents = intents.iter().map(|name| code(name)).collect();
        let (turn, index, model) = (turn(1, number), number, code("small-chat-1"));
        vec![then(10, talk::IntentProposed { turn, index, intents, model, tokens: 7 })]
    };
    let intent = |parts: &[Vec<Line>]| {
        let lines = [vec![begins()], parts.concat()].concat();
        row_of(&lines).intent.map(|intent| intent.to_string())
    };
    let late = "refund.late";
    assert_eq!(intent(&[silent(0), propose(0, &[late])]).as_deref(), Some(late));
    assert_eq!(intent(&[silent(0), propose(0, &[late]), silent(1), propose(1, &[])]).as_deref(), Some(late));
    assert_eq!(intent(&[silent(0), wants(1, "goodbye"), propose(0, &[late])]).as_deref(), Some("goodbye"));
    let between = [wants(0, "goodbye"), silent(1), silent(2), propose(1, &[late])];
    assert_eq!(intent(&between).as_deref(), Some(late), "it is of the last turn that wants anything");
    let corrected = talk::IntentCorrected { turn: turn(1, 1), before: Vec::new(), after: vec![code("greeting")] };
    let corrected = [silent(0), silent(1), vec![then(9, corrected)], propose(0, &[late])];
    assert_eq!(intent(&corrected).as_deref(), Some("greeting"));
}
