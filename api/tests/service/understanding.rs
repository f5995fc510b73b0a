//! What turns mean, for those who serve.

use api::auth::Role::{self, Agent, Analyst, Customer, Supervisor};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::*;

const MEANING: &str = "query ($id: ID!, $at: Position) { conversation(id: $id, minPosition: $at) {
    language intent sentiment mood urgencyHeard
    turns(first: 1) { nodes {
        personalData { class start end confidence }
        understanding {
            language { language confidence } otherLanguages intents { intent confidence } ranking { intent }
            correctedIntents sentiment { polarity score } urgency emotions
            entities { kind start end value { text state } } models { intent language } shadow { model } } } } } }";

/// A stage on which someone listens, and a customer has said this.
async fn said(text: &str) -> (Stack, String) {
    let stack = Stack::listening().await;
    stack.customers().await;
    stack.open(CONVERSATION, CUSTOMER).await;
    let input = json!({"id": TURN, "conversationId": CONVERSATION, "text": text});
    let payload = stack.mutate(Customer, "recordTurn", input).await;
    let at = done(&payload)["position"].as_str().unwrap().to_owned();
    (stack, at)
}

async fn meaning(stack: &Stack, role: Role, at: &str) -> Value {
    stack.read(role, MEANING, json!({"id": CONVERSATION, "at": at})).await["conversation"].take()
}

const CHARGED: &str = "This is a disgrace: I was charged $49.99 twice! Write to zsofia@example.org";

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_shows_what_it_means() {
    let (stack, at) = said(CHARGED).await;
    let shown = meaning(&stack, Agent, &at).await;
    let turn = &shown["turns"]["nodes"][0];
    let understanding = &turn["understanding"];
    assert_eq!(understanding["language"]["language"], "en");
    assert_eq!(understanding["intents"][0]["intent"], "payment.double_charge");
    assert_eq!(understanding["sentiment"]["polarity"], "NEGATIVE");
    assert_eq!(understanding["entities"][0]["kind"], "amount");
    let value = understanding["entities"][0]["value"]["text"].as_str().unwrap();
    assert_eq!(serde_json::from_str::<Value>(value).unwrap()["amount"], "49.99");
    assert_eq!((&turn["personalData"][0]["class"], &turn["personalData"][0]["start"]), (&json!("email"), &json!(57)));
    assert_eq!((&shown["intent"], &shown["sentiment"]), (&json!("payment.double_charge"), &json!("NEGATIVE")));
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_see_nothing_of_it() {
    let (stack, at) = said(CHARGED).await;
    let shown = meaning(&stack, Customer, &at).await;
    let turn = &shown["turns"]["nodes"][0];
    assert_eq!((&turn["understanding"], &turn["personalData"]), (&Value::Null, &json!([])));
    for hidden in ["intent", "sentiment", "mood", "urgencyHeard"] {
        assert_eq!(shown[hidden], Value::Null, "{hidden}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_redacted_means_nothing_any_more() {
    let (stack, _) = said(CHARGED).await;
    let redact = json!({"conversationId": CONVERSATION, "turnId": TURN, "reason": "card_number"});
    let payload = stack.mutate(Agent, "redactTurn", redact).await;
    let shown = meaning(&stack, Agent, done(&payload)["position"].as_str().unwrap()).await;
    let turn = &shown["turns"]["nodes"][0];
    assert_eq!((&turn["understanding"], &turn["personalData"]), (&Value::Null, &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_customers_facts_are_gone_and_the_numbers_stay() {
    let (stack, at) = said(CHARGED).await;
    let before = numbers(&stack, &at).await;
    let payload =
        stack.mutate(Role::Admin, "eraseCustomer", json!({"customerId": CUSTOMER, "reason": "request"})).await;
    let at = done(&payload)["position"].as_str().unwrap().to_owned();
    let shown = meaning(&stack, Agent, &at).await;
    let entity = &shown["turns"]["nodes"][0]["understanding"]["entities"][0];
    assert_eq!(entity["value"], json!({"text": null, "state": "ERASED"}));
    assert_eq!(numbers(&stack, &at).await, before);
}

async fn numbers(stack: &Stack, at: &str) -> Value {
    let query = "query ($at: Position) { understandingActivity(minPosition: $at) {
        languages { name turns } intents { name turns correctedTo correctedFrom } sentiments { name turns }
        urgencies { name turns } emotions { name turns } entities { name turns } personalData { name turns } } }";
    stack.read(Analyst, query, json!({"at": at})).await["understandingActivity"][0].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_shown_found_and_counted() {
    let (stack, _) = said(CHARGED).await;
    let correct = json!({"conversationId": CONVERSATION, "turnId": TURN, "intents": ["refund.request"]});
    let payload = stack.mutate(Agent, "correctIntent", correct).await;
    let at = done(&payload)["position"].as_str().unwrap().to_owned();
    let shown = meaning(&stack, Agent, &at).await;
    assert_eq!(shown["intent"], "refund.request");
    let understanding = &shown["turns"]["nodes"][0]["understanding"];
    assert_eq!(understanding["correctedIntents"], json!(["refund.request"]));
    assert_eq!(understanding["intents"][0]["intent"], "payment.double_charge", "what was understood stays");
    let intents = numbers(&stack, &at).await["intents"].take();
    let expected = json!([
        {"name": "payment.double_charge", "turns": 1, "correctedTo": 0, "correctedFrom": 1},
        {"name": "refund.request", "turns": 0, "correctedTo": 1, "correctedFrom": 0},
    ]);
    assert_eq!(intents, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_are_found_by_what_they_mean() {
    let (stack, at) = said(CHARGED).await;
    let query = "query ($filter: ConversationFilterInput, $at: Position) {
        conversations(filter: $filter, minPosition: $at) { nodes { id } } }";
    let count = async |filter: Value| {
        let data = stack.read(Supervisor, query, json!({"filter": filter, "at": at})).await;
        data["conversations"]["nodes"].as_array().unwrap().len()
    };
    assert_eq!(count(json!({"intents": ["payment.double_charge"], "sentiments": ["NEGATIVE"]})).await, 1);
    assert_eq!(count(json!({"intents": ["greeting"]})).await, 0);
    assert_eq!(count(json!({"sentiments": ["POSITIVE"]})).await, 0);
    assert_eq!(count(json!({"urgenciesHeard": ["HIGH"]})).await, 0);
    let told = json!({"filter": {"intents": ["payment.double_charge"]}, "at": at});
    assert!(stack.ask(Customer, query, told).await["errors"].is_array(), "a customer's list tells nothing of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dialogue_knows_what_was_named_changed_and_confirmed() {
    let (stack, _) = said("I want my money back, I was charged $49.99").await;
    let say = async |role: Role, text: &str| {
        let input = json!({"conversationId": CONVERSATION, "text": text});
        done(&stack.mutate(role, "recordTurn", input).await)["position"].as_str().unwrap().to_owned()
    };
    say(Role::Assistant, "Was it $59.99?").await;
    let at = say(Customer, "Yes, that is right").await;
    let query = "query ($id: ID!, $at: Position) { conversation(id: $id, minPosition: $at) {
        dialogue { intents slots { kind value { text } status byCustomer changes } } } }";
    let dialogue =
        stack.read(Agent, query, json!({"id": CONVERSATION, "at": at})).await["conversation"]["dialogue"].take();
    assert!(dialogue["intents"][0].as_str().unwrap().starts_with("refund"), "{dialogue}");
    let slot = &dialogue["slots"][0];
    assert_eq!((&slot["kind"], &slot["status"], &slot["changes"]), (&json!("amount"), &json!("CONFIRMED"), &json!(1)));
    assert!(slot["value"]["text"].as_str().unwrap().contains("59.99"), "{slot}");
    let hidden = stack.read(Customer, query, json!({"id": CONVERSATION, "at": at})).await;
    assert_eq!(hidden["conversation"]["dialogue"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_nobody_said_is_read_and_leaves_no_trace() {
    let stack = Stack::listening().await;
    let query =
        "query ($text: String!) { understand(text: $text) { redacted strength leastStrength reasons { feature weight }
        understanding { intents { intent } entities { value { text state } } } } }";
    let read = stack.read(Agent, query, json!({"text": CHARGED})).await["understand"].take();
    assert_eq!(read["understanding"]["intents"][0]["intent"], "payment.double_charge");
    assert_eq!(read["understanding"]["entities"][0]["value"]["state"], "READABLE");
    assert!(!read["redacted"].as_str().unwrap().contains("zsofia"), "{read}");
    assert!(!read["reasons"].as_array().unwrap().is_empty());
    assert!(read["strength"].as_f64().unwrap() >= read["leastStrength"].as_f64().unwrap(), "{read}");
    let foreign = stack.read(Agent, query, json!({"text": "☂☂"})).await["understand"].take();
    assert_eq!((&foreign["strength"], foreign["leastStrength"].is_f64()), (&Value::Null, true));
    assert_eq!(stack.settled().await, 0);
    let long = "a".repeat((8 << 10) + 1);
    assert_eq!(code(&stack.ask(Agent, query, json!({"text": long})).await), "BAD_REQUEST");
    assert_eq!(code(&stack.ask(Customer, query, json!({"text": "hi"})).await), "FORBIDDEN");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_understand_says_so() {
    let stack = Stack::new().await;
    let answer = stack.ask(Agent, "{ understand(text: \"hi\") { redacted } }", json!({})).await;
    assert_eq!(code(&answer), "UNAVAILABLE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_whose_file_is_missing_neither_answers_nor_runs_beside() {
    let stack = Stack::listening().await;
    stack.trained().await;
    for mutation in ["promoteModel", "startShadowing"] {
        let payload = stack.mutate(Supervisor, mutation, json!({"version": 1})).await;
        assert_eq!((refusal(&payload), &payload["userErrors"][0]["field"]), ("INVALID_INPUT", &json!("version")));
    }
    for (id, version) in [(0x71, 1), (0x72, 0)] {
        stack.command(id, commands::model::Promote { id: domain::ModelId::INTENTS, version }).await;
    }
    let payload = stack.mutate(Supervisor, "rollBackModel", json!({"reason": "worse"})).await;
    assert_eq!(refusal(&payload), "INVALID_INPUT");
    let repeat = json!({"version": 1, "commandId": Uuid::from_u128(0x71)});
    done(&stack.mutate(Supervisor, "promoteModel", repeat).await);
    let reused = json!({"version": 0, "commandId": Uuid::from_u128(0x71)});
    assert_eq!(refusal(&stack.mutate(Supervisor, "promoteModel", reused).await), "COMMAND_REUSED");
    let roll_back = commands::model::RollBack { id: domain::ModelId::INTENTS, reason: "worse".parse().unwrap() };
    stack.command(0x73, roll_back).await;
    let repeat = json!({"reason": "worse", "commandId": Uuid::from_u128(0x73)});
    done(&stack.mutate(Supervisor, "rollBackModel", repeat).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_write_no_labels() {
    let (stack, _) = said(CHARGED).await;
    let input = json!({"commandId": NOBODY, "conversationId": CONVERSATION, "turnId": TURN, "intents": []});
    let correct = "mutation ($input: CorrectIntentInput!) { correctIntent(input: $input) { position } }";
    for machine in [Role::Assistant, Role::Service] {
        assert_eq!(code(&stack.ask(machine, correct, json!({"input": input})).await), "FORBIDDEN");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_model_shows_its_versions_and_which_answers() {
    let stack = Stack::new().await;
    stack.trained().await;
    let query = "{ intentModel { answering shadow before versions { version digest source examples labels seed method
        parent evaluation { accuracy } } } }";
    done(&stack.mutate(Supervisor, "promoteModel", json!({"version": 1})).await);
    let model = stack.read(Analyst, query, json!({})).await["intentModel"].take();
    assert_eq!((&model["answering"], &model["before"], &model["shadow"]), (&json!(1), &json!([0]), &Value::Null));
    let version = &model["versions"][0];
    assert_eq!((&version["version"], &version["source"], &version["labels"]), (&json!(1), &json!("test"), &json!(2)));
}
