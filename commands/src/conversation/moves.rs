//! Which command is possible in which status.

use domain::conversation::{Conversation, ConversationEvent};
use domain::{Actor, Refusal};

use super::catalogue::{Asked, Seed, before, catalogue};
use super::fixtures::*;
use crate::testing::{fold, noon};
use crate::{Context, Policy};

/// A line for each command: what becomes of it before the Conversation is opened, and while it is open, snoozed,
/// resolved, closed and merged.
const MOVES: &str = "
open_conversation:      ok        already_opened already_opened  already_opened already_opened already_opened
record_turn:            not_found ok             ok              ok             closed         merged
redact_turn:            not_found ok             ok              ok             ok             ok
correct_intent:         not_found ok             ok              ok             ok             ok
propose_intent:         not_found ok             ok              ok             ok             ok
request_handoff:        not_found ok             ok              resolved       closed         merged
accept_handoff:         not_found ok             ok              resolved       closed         merged
decline_handoff:        not_found ok             ok              resolved       closed         merged
assign:                 not_found ok             ok              resolved       closed         merged
release:                not_found ok             ok              resolved       closed         merged
add_participant:        not_found ok             ok              resolved       closed         merged
remove_participant:     not_found ok             ok              resolved       closed         merged
escalate:               not_found ok             ok              resolved       closed         merged
acknowledge_escalation: not_found ok             ok              resolved       closed         merged
deescalate:             not_found ok             ok              resolved       closed         merged
prioritise:             not_found ok             ok              resolved       closed         merged
add_tag:                not_found ok             ok              ok             closed         merged
remove_tag:             not_found ok             ok              ok             closed         merged
set_field:              not_found ok             ok              ok             closed         merged
snooze:                 not_found ok             already_snoozed resolved       closed         merged
wake:                   not_found not_snoozed    ok              resolved       closed         merged
resolve:                not_found ok             ok              resolved       closed         merged
reopen:                 not_found not_resolved   not_resolved    ok             closed         merged
close:                  not_found ok             ok              ok             closed         merged
rate:                   not_found ok             ok              ok             ok             merged
record_customer_left:   not_found ok             ok              ok             closed         merged
merge:                  not_found ok             ok              ok             closed         merged
receive_merge:          not_found ok             ok              ok             ok             ok
unmerge:                not_found not_merged     not_merged      not_merged     not_merged     ok
undo_merge:             not_found ok             ok              ok             ok             ok
request_suggestions:    not_found ok             ok              resolved       closed         merged
offer_suggestions:      not_found ok             ok              resolved       closed         merged
pick_suggestion:        not_found ok             ok              ok             closed         merged
query_knowledge:        not_found ok             ok              resolved       closed         merged
return_knowledge:       not_found ok             ok              resolved       closed         merged
select_knowledge:       not_found ok             ok              resolved       closed         merged
";

fn statuses(name: &str) -> [Vec<ConversationEvent>; 6] {
    let open = || [vec![opened()], before(name)].concat();
    let then = |event| [open(), vec![event]].concat();
    [Vec::new(), open(), then(snoozed()), then(resolved()), then(closed()), then(merged())]
}

fn outcome(asked: &Asked, before: Vec<ConversationEvent>) -> String {
    let state: Conversation = fold(before);
    let (actor, policy) = (Actor::Service(code("test")), Policy::default());
    let world = world().with_conversation(ELSEWHERE, [opened()]);
    let reveal = |_, _, _: &_| None;
    let context =
        Context { now: noon(), actor: &actor, policy: &policy, world: &world, reveal: &reveal, understander: None };
    match (asked.decide)(&state, &context) {
        Ok(events) if events.is_empty() => "nothing".to_owned(),
        Ok(_) => "ok".to_owned(),
        Err(refusal) => refusal.code().trim_start_matches("CONVERSATION_").to_lowercase(),
    }
}

#[test]
fn each_command_is_possible_where_the_table_says() {
    let line = |asked: Asked| {
        let outcomes = statuses(asked.name).map(|before| outcome(&asked, before));
        [&[format!("{}:", asked.name)], &outcomes[..]].concat()
    };
    for (outcomes, expected) in catalogue(Seed::default()).into_iter().map(line).zip(MOVES.trim().lines()) {
        assert_eq!(outcomes, expected.split_whitespace().collect::<Vec<_>>());
    }
    assert_eq!(MOVES.trim().lines().count(), catalogue(Seed::default()).len());
}
