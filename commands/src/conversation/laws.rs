//! What holds whatever is asked, in whatever order, by whomever.

use chrono::{DateTime, TimeDelta, Utc};
use domain::aggregate::Aggregate;
use domain::conversation::event::TurnRecorded;
use domain::conversation::{Conversation, ConversationEvent, Status, Visibility};
use domain::{Actor, Meta, Participant};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;
use uuid::Uuid;

use super::catalogue::{Seed, catalogue};
use super::fixtures::*;
use crate::testing::noon;
use crate::{Context, Policy};

/// One thing asked.
#[derive(Clone, Debug)]
struct Step {
    command: usize,
    seed: Seed,
    actor: Actor,
    hours: i64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let (admin, service) = (Actor::Admin(code("admin")), Actor::Service(code("test")));
    let actors = vec![customer(), Actor::Assistant, agent(), colleague(), supervisor(), admin, service];
    let step = (0..catalogue(Seed::default()).len(), any::<[u8; 3]>(), proptest::sample::select(actors), 0..100_i64);
    let step = step.prop_map(|(command, [who, which, what], actor, hours)| {
        // Few ids, so that commands meet each other's turns, tags and requests.
        let which = if which % 8 == 0 { 255 } else { which % 4 };
        Step { command, seed: Seed { who, which, what }, actor, hours }
    });
    vec(step, 0..80)
}

type Log = Vec<(ConversationEvent, Meta)>;

fn fold(mut state: Conversation, log: &[(ConversationEvent, Meta)]) -> Conversation {
    for (event, meta) in log {
        state.evolve(event, *meta);
    }
    state
}

fn ask(step: &Step, state: &Conversation, now: DateTime<Utc>) -> Vec<ConversationEvent> {
    let policy = Policy::default();
    let world = world().with_conversation(ELSEWHERE, [opened()]);
    let reveal = |_, _, _: &_| None;
    let context =
        Context { now, actor: &step.actor, policy: &policy, world: &world, reveal: &reveal, understander: None };
    // What a rule turns down is as if it had not been asked.
    (catalogue(step.seed)[step.command].decide)(state, &context).unwrap_or_default()
}

/// Lets everything be asked in turn and checks each event as it happens.
fn play(steps: &[Step]) -> Result<Log, TestCaseError> {
    let (mut log, mut now) = (vec![(opened(), Meta { event_id: Uuid::nil(), at: noon() })], noon());
    let mut state = fold(Conversation::default(), &log);
    for step in steps {
        now += TimeDelta::hours(step.hours);
        for event in ask(step, &state, now) {
            let before = state.clone();
            let meta = Meta { event_id: Uuid::from_u128(log.len() as u128), at: now };
            state.evolve(&event, meta);
            check(&before, &event, &state)?;
            log.push((event, meta));
        }
    }
    Ok(log)
}

fn check(before: &Conversation, event: &ConversationEvent, after: &Conversation) -> Result<(), TestCaseError> {
    let changed = before.answering != after.answering;
    prop_assert_eq!(after.epoch, before.epoch + u64::from(changed), "the epoch after {:?}", event);
    let ended = matches!(after.status, Status::Resolved { .. } | Status::Closed);
    prop_assert!(!ended || after.handoff.is_none(), "a handoff waits after {:?}", event);
    let told = matches!(
        event,
        ConversationEvent::HandoffAccepted(_)
            | ConversationEvent::HandoffDeclined(_)
            | ConversationEvent::HandoffWithdrawn(_)
    );
    let vanished = before.handoff.is_some() && after.handoff.is_none();
    prop_assert!(told || !vanished, "nothing says what became of the handoff before {:?}", event);
    if let ConversationEvent::TurnRecorded(turn) = event {
        check_turn(before, turn)?;
    }
    Ok(())
}

/// Only the one who answers speaks to the customer, and agents who were added.
fn check_turn(before: &Conversation, turn: &TurnRecorded) -> Result<(), TestCaseError> {
    let added = matches!(turn.author, Participant::Agent(_)) && before.participants.contains_key(&turn.author);
    let of_the_service = turn.author != Participant::Customer(CUSTOMER);
    if of_the_service && turn.visibility == Visibility::Public {
        prop_assert!(before.answering.is(turn.author) || added);
    }
    prop_assert!(before.is_active() || turn.visibility == Visibility::Internal);
    prop_assert_eq!(usize::try_from(turn.index).ok(), Some(before.turns.len()));
    Ok(())
}

proptest! {
    #[test]
    fn only_whoever_answers_speaks_and_the_epoch_rises_with_each_change(steps in steps()) {
        play(&steps)?;
    }

    #[test]
    fn a_snapshot_and_what_followed_it_make_the_whole(steps in steps(), place in any::<proptest::sample::Index>()) {
        let log = play(&steps)?;
        let (head, tail) = log.split_at(place.index(log.len()));
        let snapshot = fold(Conversation::default(), head);
        prop_assert_eq!(fold(snapshot, tail), fold(Conversation::default(), &log));
    }

    #[test]
    fn what_happened_to_one_can_be_folded_into_any_other(mine in steps(), others in steps()) {
        let (mine, others) = (play(&mine)?, play(&others)?);
        fold(fold(Conversation::default(), &mine), &others);
    }
}
