//! Vectors, and what goes wrong on the way.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use serde_json::json;

use super::scripted::{Answer, Scripted};
use crate::encoder::http::{HttpEncoder, Provider, ProviderError, Spent};
use crate::encoder::{Encoder as _, EncoderError, Vector};
use crate::outgoing::Consent;
use crate::personal::PersonalGuard;

fn vectors() -> Answer {
    let data = json!([{"index": 1, "embedding": [0.0, 2.0]}, {"index": 0, "embedding": [3.0, 4.0]}]);
    Answer::Json(200, json!({"data": data, "usage": {"prompt_tokens": 7, "total_tokens": 7}}))
}

fn failing(status: u16) -> Answer {
    Answer::Json(status, json!({}))
}

async fn encoded(provider: &Arc<Provider>, consent: Consent) -> Result<Vec<Vector>, EncoderError> {
    let encoder = HttpEncoder::new(Arc::clone(provider), PersonalGuard::default(), consent);
    encoder.encode(&["one", "two"]).await
}

#[tokio::test]
async fn vectors_come_in_the_order_of_the_texts_after_a_failure_that_passed() {
    let scripted = Scripted::with(vec![failing(503), vectors()]).await;
    let provider = scripted.provider(|_| ());
    let vectors = encoded(&provider, Consent::NotNeeded).await.unwrap();
    assert_eq!(vectors.iter().map(Vector::components).collect::<Vec<_>>(), [[0.6, 0.8], [0.0, 1.0]]);
    assert_eq!(provider.budget().spent(tokio::time::Instant::now()), Spent { requests: 2, tokens: 7 });
}

#[tokio::test]
async fn personal_data_does_not_leave() {
    let scripted = Scripted::with(vec![vectors()]).await;
    let encoder = HttpEncoder::new(scripted.provider(|_| ()), PersonalGuard::default(), Consent::Given);
    encoder.encode(&["write to carla@example.org", "it is late"]).await.unwrap();
    let asked = scripted.asked()[0].to_string();
    assert!(!asked.contains("carla"), "{asked}");
    assert!(asked.contains("write to") && asked.contains("it is late"), "{asked}");
}

#[tokio::test]
async fn without_consent_nobody_is_asked() {
    let scripted = Scripted::with(vec![vectors()]).await;
    let withheld = encoded(&scripted.provider(|_| ()), Consent::Missing).await;
    assert!(matches!(withheld, Err(EncoderError::Withheld(_))), "{withheld:?}");
    assert_eq!(scripted.asked().len(), 0);
}

#[tokio::test]
async fn blank_texts_stay_here_and_keep_their_place() {
    let scripted = Scripted::with(vec![vectors()]).await;
    let encoder = HttpEncoder::new(scripted.provider(|_| ()), PersonalGuard::default(), Consent::NotNeeded);
    let vectors = encoder.encode(&[" ", "one", "", "two"]).await.unwrap();
    let components: Vec<_> = vectors.iter().map(Vector::components).collect();
    assert_eq!(components, [[0.0, 0.0], [0.6, 0.8], [0.0, 0.0], [0.0, 1.0]]);
    assert_eq!(scripted.asked()[0]["input"], json!(["one", "two"]));
    assert_eq!(encoder.encode(&[]).await.unwrap(), []);
}

#[tokio::test]
async fn what_is_turned_down_is_not_asked_again() {
    for answer in [failing(400), failing(401), Answer::Header(307, "location: http://127.0.0.1:1/")] {
        let scripted = Scripted::with(vec![answer, vectors()]).await;
        let refused = encoded(&scripted.provider(|_| ()), Consent::NotNeeded).await;
        assert!(matches!(refused, Err(EncoderError::Unusable(_))), "{refused:?}");
        assert_eq!(scripted.asked().len(), 1);
    }
}

#[tokio::test]
async fn a_provider_that_keeps_failing_is_left_alone() {
    let scripted = Scripted::with(vec![failing(500); 9]).await;
    let failed = encoded(&scripted.provider(|settings| settings.tries = 9), Consent::NotNeeded).await;
    assert!(matches!(failed, Err(EncoderError::Unavailable(_))), "{failed:?}");
    assert_eq!(scripted.asked().len(), 5, "the breaker opens after five failures in a row");
}

#[tokio::test]
async fn a_provider_that_does_not_answer_in_time_is_given_up() {
    let scripted = Scripted::with(vec![Answer::Nothing, Answer::Nothing, vectors()]).await;
    let provider = scripted.provider(|settings| (settings.tries, settings.timeout) = (2, Duration::from_millis(100)));
    let error = provider.call::<Nothing>("embeddings", &json!({})).await.unwrap_err();
    assert!(matches!(&error, ProviderError::Silent(source) if source.is_timeout()), "{error:?}");
    assert_eq!(scripted.asked().len(), 2);
}

#[tokio::test]
async fn the_pause_that_the_provider_names_is_kept() {
    let scripted = Scripted::with(vec![Answer::Header(429, "retry-after: 0"), vectors()]).await;
    let hour = Duration::from_secs(3600);
    let provider = scripted.provider(|settings| (settings.pause, settings.longest_pause) = (hour, hour));
    let vectors = tokio::time::timeout(hour / 60, encoded(&provider, Consent::NotNeeded)).await;
    assert_eq!(vectors.expect("its own pause is an hour").unwrap().len(), 2);
}

#[tokio::test]
async fn a_provider_that_wants_a_longer_pause_than_we_make_is_not_tried_again() {
    let scripted = Scripted::with(vec![Answer::Header(429, "retry-after: 21"), vectors()]).await;
    let provider = scripted.provider(|_| ());
    let error = provider.call::<Nothing>("embeddings", &json!({})).await.unwrap_err();
    assert!(matches!(error, ProviderError::Busy(StatusCode::TOO_MANY_REQUESTS)), "{error:?}");
    assert_eq!(scripted.asked().len(), 1);
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_not_read() {
    let scripted = Scripted::with(vec![vectors()]).await;
    let provider = scripted.provider(|settings| settings.most_bytes = 100);
    let error = provider.call::<Nothing>("embeddings", &json!({})).await.unwrap_err();
    assert_eq!(error.to_string(), "the provider answers with something else: more than 100 bytes");
}

#[tokio::test]
async fn a_spent_budget_asks_nobody() {
    let scripted = Scripted::with(vec![vectors(), vectors()]).await;
    let provider = scripted.provider(|settings| settings.tokens_per_hour = 7);
    encoded(&provider, Consent::NotNeeded).await.unwrap();
    assert!(matches!(encoded(&provider, Consent::NotNeeded).await, Err(EncoderError::Unavailable(_))));
    assert_eq!(scripted.asked().len(), 1);
}

#[tokio::test]
async fn what_does_not_say_its_price_costs_what_was_sent() {
    let scripted = Scripted::with(vec![Answer::Json(200, json!({}))]).await;
    let provider = scripted.provider(|_| ());
    provider.call::<Nothing>("embeddings", &json!({"input": "x".repeat(400)})).await.unwrap();
    assert_eq!(provider.budget().spent(tokio::time::Instant::now()).tokens, 103);
}

#[tokio::test]
async fn vectors_of_other_texts_are_not_taken() {
    let one = json!({"index": 0, "embedding": [1.0]});
    let (wide, empty) = (json!({"index": 1, "embedding": [1.0, 2.0]}), json!({"index": 1, "embedding": []}));
    for wrong in [json!([]), json!([one]), json!([one, one]), json!([one, wide]), json!([one, empty]), json!("carla")] {
        let scripted = Scripted::with(vec![Answer::Json(200, json!({"data": wrong}))]).await;
        let taken = encoded(&scripted.provider(|_| ()), Consent::NotNeeded).await;
        assert!(matches!(taken, Err(EncoderError::Unusable(_))), "{taken:?}");
        assert!(!format!("{taken:?}").contains("carla"), "{taken:?}");
    }
}

#[tokio::test]
async fn the_key_does_not_show() {
    let scripted = Scripted::with(vec![failing(403)]).await;
    let provider = scripted.provider(|_| ());
    let error = provider.call::<Nothing>("embeddings", &json!({})).await.unwrap_err();
    let nobody = Provider::new(provider.settings().clone(), Some("secret\r\n")).unwrap_err();
    for shown in [format!("{provider:?}"), format!("{error:?} {error}"), format!("{nobody:?} {nobody}")] {
        assert!(!shown.contains("secret"), "{shown}");
    }
}

/// Any JSON.
#[derive(serde::Deserialize, Debug)]
struct Nothing {}

impl crate::encoder::http::provider::Priced for Nothing {
    fn usage(&self) -> crate::encoder::http::Usage {
        crate::encoder::http::Usage::default()
    }
}
