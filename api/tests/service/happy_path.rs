//! Every mutation is done once, by one who may, in the course of a day.

use std::collections::BTreeSet;

use api::auth::Role;
use api::auth::Role::{Admin, Agent, Assistant, Customer, Service, Supervisor};
use serde_json::{Value, json};

use crate::support::sdl::Sdl;
use crate::support::*;

fn the_service_is_set_up() -> Vec<(Role, &'static str, Value)> {
    let setup = json!({"queueId": QUEUE, "name": "billing", "skills": [{"skill": "refunds", "level": 2}],
        "languages": ["en", "zh-Hant"], "priority": 2,
        "hours": {"timeZone": "Asia/Shanghai", "windows": [{"weekday": 1, "fromMinute": 0, "toMinute": 1440}]}});
    vec![
        (Supervisor, "registerAgent", json!({"id": AGENT, "name": "Ann", "languages": ["en"]})),
        (Supervisor, "registerAgent", json!({"id": COLLEAGUE, "name": "Bert"})),
        (Supervisor, "renameAgent", json!({"agentId": AGENT, "name": "Anna"})),
        (Supervisor, "grantSkill", json!({"agentId": AGENT, "skill": "refunds", "level": 3})),
        (Supervisor, "changeLanguages", json!({"agentId": AGENT, "languages": ["en", "de"]})),
        (Supervisor, "changeCapacity", json!({"agentId": AGENT, "capacity": 3})),
        (Agent, "changePresence", json!({"presence": "ONLINE"})),
        (Supervisor, "defineQueue", json!({"id": QUEUE, "name": "money"})),
        (Admin, "changeQueue", setup),
    ]
}

fn customers_become_known() -> Vec<(Role, &'static str, Value)> {
    let email = |value: &str| json!({"kind": "EMAIL", "value": value});
    let phone = json!({"kind": "PHONE", "value": "+442079460000"});
    let register = |id, value| json!({"id": id, "identity": email(value), "verifiedBy": "sso", "source": "web"});
    vec![
        (Service, "registerCustomer", register(CUSTOMER, "carla@example.org")),
        (Service, "registerCustomer", register(STRANGER, "stan@example.org")),
        (
            Agent,
            "linkIdentity",
            json!({"customerId": CUSTOMER, "id": NOBODY, "identity": phone, "verifiedBy": "code_sent"}),
        ),
        (Agent, "unlinkIdentity", json!({"customerId": CUSTOMER, "identityId": NOBODY, "reason": "wrong"})),
        (Agent, "changeProfile", json!({"customerId": CUSTOMER, "name": "Carla", "remark": "likes tea"})),
        (Agent, "changePreferences", json!({"customerId": CUSTOMER, "language": "en", "channel": "web"})),
        (
            Customer,
            "giveConsent",
            json!({"customerId": CUSTOMER, "purpose": "external_processing", "notice": "privacy/3"}),
        ),
        (Agent, "withdrawConsent", json!({"customerId": CUSTOMER, "purpose": "external_processing"})),
        (Agent, "blockCustomer", json!({"customerId": CUSTOMER, "reason": "abuse"})),
        (Agent, "unblockCustomer", json!({"customerId": CUSTOMER, "reason": "apologised"})),
        (Agent, "mergeCustomer", json!({"customerId": STRANGER, "intoCustomerId": CUSTOMER})),
        (Agent, "unmergeCustomer", json!({"customerId": STRANGER})),
    ]
}

fn a_conversation_is_served() -> Vec<(Role, &'static str, Value)> {
    let on = |input: Value| with(input, "conversationId", json!(CONVERSATION));
    let request = NOBODY;
    vec![
        (Customer, "openConversation", json!({"id": CONVERSATION, "channel": "web", "subject": "a parcel"})),
        (Customer, "recordTurn", on(json!({"id": TURN, "text": "where is it?", "externalId": "m-1"}))),
        (Assistant, "requestHandoff", on(json!({"id": HANDOFF, "target": {"queueId": QUEUE}, "reason": "asked_for"}))),
        (Agent, "acceptHandoff", on(json!({"handoffId": HANDOFF}))),
        (Agent, "requestSuggestions", on(json!({"requestId": request, "text": "on its way"}))),
        (Assistant, "offerSuggestions", on(json!({"requestId": request, "source": "m:1", "options": ["on_its_way"]}))),
        (Agent, "pickSuggestion", on(json!({"requestId": request, "option": "on_its_way"}))),
        (Agent, "queryKnowledge", on(json!({"queryId": NOBODY, "source": "parcels", "constraints": "{}"}))),
        (Service, "returnKnowledge", on(json!({"queryId": NOBODY, "source": "parcels", "total": 1, "item": "{}"}))),
        (Agent, "selectKnowledge", on(json!({"slot": "primary", "item": "{}"}))),
        (Agent, "recordTurn", on(json!({"text": "it is on its way", "replyToId": TURN, "epoch": 2}))),
        (Agent, "correctIntent", on(json!({"turnId": TURN, "intents": ["delivery.late"]}))),
        (Agent, "addTag", on(json!({"tag": "late"}))),
        (Agent, "removeTag", on(json!({"tag": "late"}))),
        (Agent, "setField", on(json!({"field": "order", "value": {"text": "4711"}}))),
        (Agent, "escalateConversation", on(json!({"tier": 2, "urgency": "HIGH", "reason": "angry", "note": "very"}))),
        (Supervisor, "acknowledgeEscalation", on(json!({}))),
        (Supervisor, "deescalateConversation", on(json!({"tier": 0, "urgency": "NORMAL", "reason": "calm"}))),
        (Agent, "prioritiseConversation", on(json!({"priority": 1}))),
        (Agent, "addParticipant", on(json!({"participant": {"kind": "AGENT", "id": COLLEAGUE}, "role": "expert"}))),
        (Agent, "removeParticipant", on(json!({"participant": {"kind": "AGENT", "id": COLLEAGUE}}))),
        (Agent, "snoozeConversation", on(json!({"until": {"nextTurn": true}}))),
        (Agent, "wakeConversation", on(json!({}))),
    ]
}

fn it_changes_hands_and_ends() -> Vec<(Role, &'static str, Value)> {
    let on = |input: Value| with(input, "conversationId", json!(CONVERSATION));
    let elsewhere = || json!({"conversationId": ELSEWHERE});
    vec![
        (Agent, "requestHandoff", on(json!({"id": NOBODY, "target": {"agentId": COLLEAGUE}, "reason": "off"}))),
        (Supervisor, "declineHandoff", on(json!({"handoffId": NOBODY, "agentId": COLLEAGUE, "reason": "busy"}))),
        (Agent, "releaseConversation", on(json!({"to": {"assistant": true}, "reason": "simple"}))),
        (Supervisor, "assignConversation", on(json!({"agentId": AGENT}))),
        (Agent, "redactTurn", on(json!({"turnId": TURN, "reason": "card_number"}))),
        (Customer, "rateConversation", on(json!({"scale": "CSAT", "score": 5, "comment": "thanks"}))),
        (Service, "recordCustomerLeft", on(json!({"stage": "dialogue"}))),
        (Agent, "resolveConversation", on(json!({"code": "answered", "note": "sent"}))),
        (Agent, "reopenConversation", on(json!({}))),
        (Service, "openConversation", json!({"id": ELSEWHERE, "customerId": CUSTOMER, "channel": "email"})),
        (Agent, "mergeConversation", with(elsewhere(), "intoConversationId", json!(CONVERSATION))),
        (Agent, "unmergeConversation", elsewhere()),
        (Agent, "closeConversation", with(elsewhere(), "reason", json!("spam"))),
        (Supervisor, "revokeSkill", json!({"agentId": AGENT, "skill": "refunds"})),
        (Supervisor, "retireAgent", json!({"agentId": COLLEAGUE, "reason": "left"})),
        (Supervisor, "retireQueue", json!({"queueId": QUEUE, "reason": "merged"})),
        (Admin, "eraseCustomer", json!({"customerId": STRANGER, "reason": "request"})),
    ]
}

fn what_is_known_is_written() -> Vec<(Role, &'static str, Value)> {
    let content = |body: &str| json!({"language": "en", "audience": "CUSTOMER", "title": "Refunds", "body": body});
    let on = |input: Value| with(input, "articleId", json!(ARTICLE));
    vec![
        (Supervisor, "draftArticle", with(content("In five days."), "id", json!(ARTICLE))),
        (Admin, "reviseArticle", on(content("In **five** days."))),
        (Supervisor, "publishArticle", on(json!({"version": 2}))),
        (Supervisor, "retireArticle", on(json!({"reason": "outdated"}))),
        (Supervisor, "restoreArticle", on(json!({"reason": "still_true"}))),
    ]
}

fn a_version_answers() -> Vec<(Role, &'static str, Value)> {
    vec![
        (Supervisor, "startShadowing", json!({"version": 1})),
        (Supervisor, "endShadowing", json!({})),
        (Admin, "promoteModel", json!({"version": 1})),
        (Supervisor, "rollBackModel", json!({"reason": "worse"})),
    ]
}

fn with(mut input: Value, name: &str, value: Value) -> Value {
    input[name] = value;
    input
}

#[tokio::test(flavor = "multi_thread")]
async fn every_mutation_is_done_once() {
    let stack = Stack::new().await;
    stack.trained().await;
    let days = [
        the_service_is_set_up(),
        customers_become_known(),
        a_conversation_is_served(),
        it_changes_hands_and_ends(),
        what_is_known_is_written(),
        a_version_answers(),
    ];
    let (mut names, mut last) = (BTreeSet::new(), 0);
    for (role, name, input) in days.into_iter().flatten() {
        let payload = stack.mutate(role, name, input).await;
        let position: u64 = done(&payload)["position"].as_str().unwrap().parse().unwrap();
        assert!(position > last, "{name} changed nothing");
        last = position;
        names.insert(name.to_owned());
    }
    let sdl = Sdl::of(&api::graphql::sdl());
    let all: BTreeSet<_> = sdl.fields("Mutation").iter().map(|field| field.name.node.to_string()).collect();
    assert_eq!(names, all);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payload_shows_what_was_changed() {
    let stack = Stack::set().await;
    let turn = json!({"conversationId": CONVERSATION, "text": "hello?"});
    let more = "turn { index text { text state } } conversation { turnCount status waitingOn }";
    let payload = stack.mutate_for(Customer, "recordTurn", turn, more).await;
    assert_eq!(done(&payload)["turn"], json!({"index": 1, "text": {"text": "hello?", "state": "READABLE"}}));
    assert_eq!(payload["conversation"], json!({"turnCount": null, "status": "OPEN", "waitingOn": "SERVICE"}));
    let tag = json!({"conversationId": CONVERSATION, "tag": "late"});
    let payload = stack.mutate_for(Role::Agent, "addTag", tag, "conversation { tags turnCount }").await;
    assert_eq!(done(&payload)["conversation"], json!({"tags": ["late"], "turnCount": 2}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_says_what_it_came_to() {
    let stack = Stack::new().await;
    let register = |name: &str| {
        let identity = json!({"kind": "EMAIL", "value": "Carla@Example.org"});
        json!({"identity": identity, "verifiedBy": "sso", "source": "web", "name": name})
    };
    for (name, registration) in [("Carla", "CREATED"), ("Carla", "UNCHANGED"), ("Carla M.", "UPDATED")] {
        let payload = stack.mutate_for(Service, "registerCustomer", register(name), "registration").await;
        assert_eq!(done(&payload)["registration"], registration);
    }
}
