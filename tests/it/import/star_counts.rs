//! How many events of each type a set of dialogues must come to, counted from their JSON alone.

use std::collections::BTreeSet;

use serde_json::Value;

/// Types and how many events of each there must be.
pub(super) fn expected(dialogues: &[Value]) -> Vec<(&'static str, u64)> {
    let of_all = |count: fn(&Value) -> u64| dialogues.iter().map(count).sum();
    vec![
        ("customer.registered", distinct(dialogues, "AnonymizedUserWorkerID")),
        ("agent.registered", distinct(dialogues, "AnonymizedWizardWorkerID")),
        ("conversation.opened", dialogues.len() as u64),
        ("conversation.turn_recorded", of_all(|d| actions(d, &["utter", "pick_suggestion"]))),
        ("conversation.suggestions_requested", of_all(|d| actions(d, &["request_suggestions"]))),
        ("conversation.suggestions_offered", of_all(|d| actions(d, &["pick_suggestion"]))),
        ("conversation.suggestion_picked", of_all(|d| actions(d, &["pick_suggestion"]))),
        ("conversation.knowledge_queried", of_all(|d| actions(d, &["query"]))),
        ("conversation.knowledge_returned", of_all(answered_queries)),
        ("conversation.knowledge_selected", of_all(|d| actions(d, &["select_primary", "select_secondary"]))),
        // Batch, kind of scenario (two flags) and how far it came are fields of each.
        ("conversation.field_set", of_all(|d| 4 + actions(d, &["select_task"]))),
        ("conversation.tag_added", of_all(tags)),
        ("conversation.customer_left", of_all(|d| u64::from(d["CompletionLevel"] != "Complete"))),
        ("conversation.rated", of_all(|d| answers(d, "UserQuestionnaire") + answers(d, "WizardQuestionnaire"))),
    ]
}

fn distinct(dialogues: &[Value], key: &str) -> u64 {
    dialogues.iter().map(|dialogue| dialogue[key].as_str().unwrap()).collect::<BTreeSet<_>>().len() as u64
}

fn events(dialogue: &Value) -> impl Iterator<Item = &str> {
    dialogue["Events"].as_array().unwrap().iter().map(|event| event["Action"].as_str().unwrap())
}

fn actions(dialogue: &Value, names: &[&str]) -> u64 {
    events(dialogue).filter(|action| names.contains(action)).count() as u64
}

/// A returned item answers the last query, once.
fn answered_queries(dialogue: &Value) -> u64 {
    let (mut is_asked, mut answered) = (false, 0);
    for action in events(dialogue) {
        match action {
            "query" => is_asked = true,
            "return_item" if is_asked => (is_asked, answered) = (false, answered + 1),
            _ => {}
        }
    }
    answered
}

/// Tasks and areas that have a name, each once.
fn tags(dialogue: &Value) -> u64 {
    let scenario = &dialogue["Scenario"];
    let tasks = scenario["WizardCapabilities"].as_array().into_iter().flatten().map(|c| ("task", c["Task"].as_str()));
    let domains = scenario["Domains"].as_array().into_iter().flatten().map(|d| ("domain", d.as_str()));
    let named = tasks.chain(domains).filter_map(|(kind, name)| Some((kind, name?)));
    named.collect::<BTreeSet<_>>().len() as u64
}

fn answers(dialogue: &Value, key: &str) -> u64 {
    dialogue[key].as_array().map_or(0, |answers| answers.len() as u64)
}
