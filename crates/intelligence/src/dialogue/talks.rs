//! Small dialogues that show each rule.

use super::{Act, DialogueState, Form, Speaker, Status, TurnFacts};

fn customer(act: Act) -> TurnFacts {
    TurnFacts::new(Speaker::Customer, act)
}

fn service(act: Act) -> TurnFacts {
    TurnFacts::new(Speaker::Service, act)
}

fn talk(turns: impl IntoIterator<Item = TurnFacts>) -> DialogueState {
    turns.into_iter().fold(DialogueState::default(), |state, turn| state.after(&turn))
}

/// The slot's value and status after a talk.
fn check(turns: impl IntoIterator<Item = TurnFacts>, slot: &str, expected: Option<(&str, Status)>) {
    let state = talk(turns);
    let found = state.slots().get(slot).map(|slot| (slot.value.as_str(), slot.status));
    assert_eq!(found, expected, "{state:?}");
}

#[test]
fn a_customers_value_fills_its_slot() {
    let state = talk([service(Act::Inform), customer(Act::Inform).value("date", "friday")]);
    let slot = &state.slots()["date"];
    assert_eq!((slot.value.as_str(), slot.status, slot.turn, slot.changes), ("friday", Status::Filled, 1, 0));
    assert_eq!(slot.by, Speaker::Customer);
}

#[test]
fn the_last_value_of_a_turn_counts() {
    let turn = customer(Act::Inform).value("date", "friday").value("date", "monday");
    check([turn], "date", Some(("monday", Status::Filled)));
}

#[test]
fn another_value_changes_the_slot_and_is_counted() {
    let state = talk(["friday", "friday", "monday", "friday"].map(|day| customer(Act::Inform).value("date", day)));
    let slot = &state.slots()["date"];
    assert_eq!((slot.value.as_str(), slot.turn, slot.changes), ("friday", 3, 2));
}

#[test]
fn an_offer_fills_nothing_until_it_is_taken() {
    let offer = || service(Act::Inform).value("date", "friday");
    check([offer()], "date", None);
    check([offer(), customer(Act::Confirm)], "date", Some(("friday", Status::Confirmed)));
    check([offer(), customer(Act::Inform), customer(Act::Confirm)], "date", Some(("friday", Status::Confirmed)));
}

#[test]
fn yes_confirms_only_what_was_asked_last() {
    let turns = [
        customer(Act::Inform).value("date", "friday").value("size", "42"),
        service(Act::Inform).value("date", "friday"),
        customer(Act::Confirm),
    ];
    check(turns.clone(), "date", Some(("friday", Status::Confirmed)));
    check(turns, "size", Some(("42", Status::Filled)));
}

#[test]
fn yes_with_a_correction_changes_what_it_corrects() {
    let turns = [
        service(Act::Inform).value("date", "friday").value("size", "42"),
        customer(Act::Confirm).value("date", "monday"),
    ];
    check(turns.clone(), "date", Some(("monday", Status::Filled)));
    check(turns, "size", Some(("42", Status::Confirmed)));
}

#[test]
fn yes_and_no_to_nothing_do_nothing() {
    for act in [Act::Confirm, Act::Deny] {
        let turns = [customer(Act::Inform).value("date", "friday"), service(Act::Inform), customer(act)];
        check(turns, "date", Some(("friday", Status::Filled)));
    }
}

#[test]
fn an_answer_is_used_once() {
    let turns = [service(Act::Inform).value("date", "friday"), customer(Act::Deny), customer(Act::Confirm)];
    check(turns, "date", Some(("friday", Status::Negated)));
}

#[test]
fn no_negates_what_was_offered_and_takes_what_is_named_instead() {
    let offer = || service(Act::Inform).value("date", "friday");
    check([offer(), customer(Act::Deny)], "date", Some(("friday", Status::Negated)));
    check([offer(), customer(Act::Deny).value("date", "friday")], "date", Some(("friday", Status::Negated)));
    check([offer(), customer(Act::Deny).value("date", "monday")], "date", Some(("monday", Status::Filled)));
}

#[test]
fn no_to_an_offer_leaves_another_value_standing() {
    let turns = [
        customer(Act::Inform).value("date", "monday"),
        service(Act::Inform).value("date", "friday"),
        customer(Act::Deny).value("date", "friday"),
    ];
    check(turns, "date", Some(("monday", Status::Filled)));
}

#[test]
fn a_value_can_be_taken_back() {
    let turns = [customer(Act::Inform).value("date", "friday"), customer(Act::Deny).value("date", "friday")];
    check(turns.clone(), "date", Some(("friday", Status::Negated)));
    let again = turns.into_iter().chain([customer(Act::Inform).value("date", "friday")]);
    check(again, "date", Some(("friday", Status::Filled)));
}

#[test]
fn the_service_can_agree_to_a_value_or_refuse_it() {
    let wish = || customer(Act::Inform).value("date", "friday");
    check([wish(), service(Act::Confirm)], "date", Some(("friday", Status::Confirmed)));
    check([wish(), service(Act::Deny)], "date", Some(("friday", Status::Negated)));
    let instead = [wish(), service(Act::Deny).value("date", "monday"), customer(Act::Confirm)];
    check(instead, "date", Some(("monday", Status::Confirmed)));
}

#[test]
fn a_value_named_instead_closes_the_offer() {
    let turns = [
        service(Act::Inform).value("date", "friday"),
        customer(Act::Inform).value("date", "monday"),
        customer(Act::Confirm),
    ];
    check(turns, "date", Some(("monday", Status::Filled)));
}

#[test]
fn a_wish_to_know_stays_open_until_it_is_answered() {
    let again = talk([customer(Act::Inform).value("size", "41"), service(Act::Inform).wants("size")]);
    assert!(again.open(Speaker::Service).wanted.contains("size"), "known before, but asked again");
    let asked = talk([service(Act::Inform).wants("date").wants("size"), customer(Act::Confirm)]);
    assert_eq!(asked.open(Speaker::Service).wanted.len(), 2);
    let answered = asked.after(&customer(Act::Inform).value("size", "42"));
    let open: Vec<_> = answered.open(Speaker::Service).wanted.iter().collect();
    assert_eq!(open, ["date"]);
    let taken = talk([service(Act::Inform).wants("date").value("date", "friday"), customer(Act::Confirm)]);
    assert!(taken.open(Speaker::Service).wanted.is_empty());
}

#[test]
fn the_intent_named_last_is_worked_on_until_it_is_done() {
    let state = talk([
        customer(Act::Inform).intent("order.status"),
        customer(Act::Inform).intent("refund.request").intent("complaint"),
        service(Act::Inform).intent("upsell"),
    ]);
    assert!(state.intents().eq(["refund.request", "complaint", "order.status"]));
    let back =
        state.after(&customer(Act::Inform).intent("order.status")).after(&service(Act::Inform).done("complaint"));
    assert!(back.intents().eq(["order.status", "refund.request"]));
}

#[test]
fn a_form_says_what_is_missing() {
    let forms = [Form { intent: "return.start".to_owned(), required: vec!["order".to_owned(), "reason".to_owned()] }];
    let state = talk([customer(Act::Inform).intent("return.start").intent("greeting").value("reason", "too small")]);
    assert_eq!(state.next_missing(&forms), Some((&forms[0], Some("order"))));
    let state = state.after(&customer(Act::Inform).value("order", "1234"));
    assert_eq!(state.next_missing(&forms), Some((&forms[0], None)));
    let refused = state.after(&customer(Act::Deny).value("reason", "too small"));
    assert!(forms[0].missing(&refused).eq(["reason"]));
    assert_eq!(talk([]).next_missing(&forms), None);
}
