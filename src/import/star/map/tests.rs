//! Tests of the mapping, on dialogues made up for them.

use serde_json::{Value, json};

use super::*;
use crate::import::ask::Ask;
use crate::import::ids::for_tests;

const WOKEN_AT: i64 = 1_600_000_000;

fn dialogue(completion: &str, events: &Value) -> Plan {
    let dialogue = json!({
        "AnonymizedUserWorkerID": "customer-a",
        "AnonymizedWizardWorkerID": "agent-b-of-many",
        "BatchID": format!("woz_{WOKEN_AT}"),
        "CompletionLevel": completion,
        "DialogueID": 7,
        "Events": events,
        "Scenario": {
            "Domains": ["tea", null],
            "Happy": true,
            "MultiTask": false,
            "WizardCapabilities": [{"Domain": "tea", "Task": "brew"}, {"Domain": "tea", "Task": "brew"}],
            "SomethingNew": 1,
        },
        "UserQuestionnaire": [{"Question": "Was it hot?", "Answer": true}],
        "WizardQuestionnaire": [{"Question": "Was it easy?", "Answer": false}],
    });
    plan(&serde_json::from_value(dialogue).unwrap(), &for_tests("star")).unwrap()
}

/// The commands after those of the beginning and before those of the questionnaires.
fn told(events: &Value) -> Vec<Ask> {
    let steps = dialogue("Complete", events).steps;
    let begins = steps
        .iter()
        .position(|step| matches!(&step.ask, Ask::SetField(set) if set.field.as_str() == "star_completion"));
    let ends = steps.len() - 2;
    steps[begins.unwrap() + 1..ends].iter().map(|step| step.ask.clone()).collect()
}

fn names(asks: &[Ask]) -> Vec<&'static str> {
    asks.iter().map(Ask::name).collect()
}

fn pick() -> Value {
    json!({"Action": "pick_suggestion", "Agent": "Wizard", "Text": "Black or green?", "ActionLabel": "ask_kind",
        "ActionLabelOptions": ["greet", "ask_kind"], "UnixTime": 3})
}

#[test]
fn a_dialogue_begins_with_its_customer_its_agent_and_what_it_was_to_be_about() {
    let plan = dialogue("Complete", &json!([{"Action": "complete", "Agent": "User", "UnixTime": 9}]));
    let names: Vec<_> = plan.steps.iter().map(|step| step.ask.name()).collect();
    let begin =
        ["open_conversation", "assign", "add_tag", "add_tag", "set_field", "set_field", "set_field", "set_field"];
    assert_eq!(names, [&begin[..], &["resolve", "rate", "rate"]].concat());
    assert_eq!(plan.agents[0].name.as_clear().unwrap(), "star agent-b-");
    assert_eq!(plan.skipped.get("domain: without a name"), Some(&1));
    assert!(plan.steps.iter().all(|step| step.at.timestamp() == 9));
}

#[test]
fn a_pick_of_what_was_asked_for_is_an_offer_a_turn_and_a_pick() {
    let ask = json!({"Action": "request_suggestions", "Agent": "Wizard", "Text": "which?", "UnixTime": 2});
    let asks = told(&json!([ask, pick()]));
    assert_eq!(names(&asks), ["request_suggestions", "offer_suggestions", "record_turn", "pick_suggestion"]);
    let (Ask::RequestSuggestions(request), Ask::OfferSuggestions(offer)) = (&asks[0], &asks[1]) else { panic!() };
    let (Ask::RecordTurn(turn), Ask::PickSuggestion(picked)) = (&asks[2], &asks[3]) else { panic!() };
    assert_eq!((offer.request, picked.request), (request.request, request.request));
    assert_eq!(offer.options.len(), 2);
    assert_eq!((picked.option.as_str(), picked.turn), ("ask_kind", Some(turn.turn)));
    assert_eq!(turn.text.as_clear().unwrap(), "Black or green?");
}

#[test]
fn a_pick_that_nobody_asked_for_has_a_request_of_its_own() {
    let asks = told(&json!([pick(), pick()]));
    let requests: Vec<_> = asks
        .iter()
        .filter_map(|ask| if let Ask::OfferSuggestions(offer) = ask { Some(offer.request) } else { None })
        .collect();
    assert_eq!(requests.len(), 2);
    assert_ne!(requests[0], requests[1]);
}

#[test]
fn an_answer_belongs_to_the_question_before_it_and_has_its_time() {
    let query = json!({"Action": "query", "Agent": "Wizard", "APIName": "teas", "Constraints": [{"Kind": "green"}], "UnixTime": 4});
    let item =
        |total: i64| json!({"Action": "return_item", "Agent": "KnowledgeBase", "APIName": "teas", "TotalItems": total});
    let asks = told(&json!([query, item(-1), item(3)]));
    let (Ask::QueryKnowledge(asked), Ask::ReturnKnowledge(answered)) = (&asks[0], &asks[1]) else { panic!() };
    assert_eq!(asks.len(), 2);
    assert_eq!((answered.query, answered.total, answered.item.is_none()), (asked.query, None, true));
    assert_eq!(asked.constraints.as_clear().unwrap(), r#"[{"Kind":"green"}]"#);
}

#[test]
fn hidden_instructions_and_unknown_actions_are_counted_and_left_out() {
    let events =
        json!([{"Action": "instruct", "Agent": "UserGuide", "Text": "be rude", "UnixTime": 1}, {"Action": "dance"}]);
    let plan = dialogue("Complete", &events);
    assert_eq!(plan.skipped.get("instruct: hidden from the customer, not a turn"), Some(&1));
    assert_eq!(plan.skipped.get("unknown action"), Some(&1));
}

#[test]
fn whoever_left_early_settles_the_matter() {
    let plan = dialogue("EarlyDisconnectDuringDialogue", &json!([]));
    let names: Vec<_> = plan.steps.iter().map(|step| step.ask.name()).collect();
    assert_eq!(names[8..], ["record_customer_left", "resolve", "rate", "rate"]);
    assert_eq!(plan.steps[0].at.timestamp(), WOKEN_AT);
    assert_eq!(plan.seen.get("dialogue without events"), Some(&1));
}

#[test]
fn a_second_plan_of_a_dialogue_is_the_same() {
    let ids = |plan: Plan| plan.steps.iter().map(|step| step.id).collect::<Vec<_>>();
    let first = ids(dialogue("Complete", &json!([pick()])));
    assert_eq!(first, ids(dialogue("Complete", &json!([pick()]))));
    let mut distinct = first.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), first.len());
}
