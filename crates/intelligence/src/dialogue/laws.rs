//! What holds for every dialogue.

use proptest::prelude::*;

use super::{Act, DialogueState, Speaker, Status, TurnFacts};

prop_compose! {
    fn turn()(
        speaker in prop_oneof![Just(Speaker::Customer), Just(Speaker::Service)],
        act in prop_oneof![Just(Act::Inform), Just(Act::Confirm), Just(Act::Deny)],
        values in prop::collection::vec(("[ab]|\\PC{0,3}", "[xyz]|\\PC{0,3}"), 0..4),
        wanted in prop::collection::vec("[ab]", 0..3),
        intents in prop::collection::vec("[ij]", 0..3),
        done in prop::collection::vec("[ij]", 0..2),
    ) -> TurnFacts {
        let facts = TurnFacts { intents, wanted, done, ..TurnFacts::new(speaker, act) };
        values.into_iter().fold(facts, |facts, (slot, value)| facts.value(slot, value))
    }
}

fn fold<'a>(turns: impl IntoIterator<Item = &'a TurnFacts>) -> DialogueState {
    turns.into_iter().fold(DialogueState::default(), DialogueState::after)
}

proptest! {
    #[test]
    fn every_dialogue_has_a_state_and_any_prefix_of_it_may_be_folded_first(
        turns in prop::collection::vec(turn(), 0..16), cut in 0_usize..17,
    ) {
        let cut = cut.min(turns.len());
        let whole = fold(&turns);
        prop_assert_eq!(whole.turns(), turns.len());
        prop_assert_eq!(turns[cut..].iter().fold(fold(&turns[..cut]), DialogueState::after), whole);
    }

    #[test]
    fn every_slot_holds_a_value_that_was_named_for_it_in_its_turn_by_its_speaker(
        turns in prop::collection::vec(turn(), 0..16),
    ) {
        for (kind, slot) in fold(&turns).slots() {
            let source = &turns[slot.turn];
            prop_assert_eq!(source.speaker, slot.by);
            prop_assert!(source.values.iter().any(|named| named.slot == *kind && named.value == slot.value));
        }
    }

    #[test]
    fn a_service_alone_fills_nothing(turns in prop::collection::vec(turn(), 0..16)) {
        let service = |turn: &TurnFacts| TurnFacts { speaker: Speaker::Service, ..turn.clone() };
        let turns: Vec<_> = turns.iter().map(service).collect();
        prop_assert!(fold(&turns).slots().is_empty());
    }

    #[test]
    fn what_a_customer_states_stands_at_once(turns in prop::collection::vec(turn(), 0..12), value in "[xyz]") {
        let state = fold(&turns).after(&TurnFacts::new(Speaker::Customer, Act::Inform).value("a", value.clone()));
        let slot = &state.slots()["a"];
        prop_assert_eq!(slot.standing(), Some(value.as_str()));
        prop_assert!(!state.open(Speaker::Service).wanted.contains("a"));
    }

    #[test]
    fn yes_or_no_leaves_nothing_to_be_answered_twice(turns in prop::collection::vec(turn(), 0..12)) {
        for act in [Act::Confirm, Act::Deny] {
            let answer = TurnFacts::new(Speaker::Customer, act);
            let once = fold(&turns).after(&answer);
            let twice = once.clone().after(&answer);
            prop_assert_eq!(once.slots(), twice.slots());
            prop_assert!(once.open(Speaker::Service).values.is_empty());
        }
    }

    #[test]
    fn a_yes_negates_nothing(turns in prop::collection::vec(turn(), 0..12)) {
        let before = fold(&turns);
        let negated = |state: &DialogueState| {
            state.slots().values().filter(|slot| slot.status == Status::Negated).count()
        };
        let earlier = negated(&before);
        prop_assert!(negated(&before.after(&TurnFacts::new(Speaker::Customer, Act::Confirm))) <= earlier);
    }
}
