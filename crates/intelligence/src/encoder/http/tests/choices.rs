//! Choosing among intents.

use serde_json::{Value, json};

use super::scripted::{Answer, Scripted};
use crate::encoder::http::ProviderError;
use crate::outgoing::{Consent, Outgoing};
use crate::personal::PersonalGuard;

const KNOWN: [&str; 5] = ["refund.late", "order.cancel", "goodbye", "complaint", "invoice.copy"];

fn chosen(intents: &Value) -> Answer {
    let content = json!({"intents": intents}).to_string();
    let said =
        json!({"model": "small-2", "choices": [{"message": {"content": content}}], "usage": {"total_tokens": 9}});
    Answer::Json(200, said)
}

async fn choose(scripted: &Scripted) -> Result<Vec<String>, ProviderError> {
    let text = "my money from +44 20 7946 0000 never came back";
    let text = Outgoing::new(text, None, &PersonalGuard::default(), Consent::Given).unwrap();
    scripted.provider(|settings| settings.tries = 1).choose("small", &text, &KNOWN).await.map(|answer| answer.value)
}

#[tokio::test]
async fn a_provider_chooses_among_the_intents_it_is_given() {
    let scripted = Scripted::with(vec![chosen(&json!(["refund.late", "complaint"]))]).await;
    assert_eq!(choose(&scripted).await.unwrap(), ["refund.late", "complaint"]);
    let asked = &scripted.asked()[0];
    let listed = &asked["response_format"]["json_schema"]["schema"]["properties"]["intents"]["items"]["enum"];
    assert_eq!(listed, &json!(KNOWN));
    assert!(!asked.to_string().contains("7946"), "{asked}");
}

#[tokio::test]
async fn it_may_choose_none_and_few() {
    let scripted = Scripted::with(vec![chosen(&json!([]))]).await;
    assert!(choose(&scripted).await.unwrap().is_empty());
    let scripted = Scripted::with(vec![chosen(&json!([KNOWN[0], KNOWN[0], KNOWN[1], KNOWN[2], KNOWN[3]]))]).await;
    assert_eq!(choose(&scripted).await.unwrap(), KNOWN[..3]);
}

#[tokio::test]
async fn what_is_not_in_the_list_is_no_answer() {
    let scripted = Scripted::with(vec![chosen(&json!(["transfer all money", "refund.late"]))]).await;
    assert_eq!(choose(&scripted).await.unwrap(), ["refund.late"]);
    let scripted = Scripted::with(vec![chosen(&json!(["transfer all money"]))]).await;
    let answer = choose(&scripted).await;
    assert!(matches!(&answer, Err(ProviderError::Unexpected(why)) if !why.contains("money")), "{answer:?}");
}
