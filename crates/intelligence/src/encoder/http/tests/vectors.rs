//! Vectors, and what goes wrong on the way.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use serde_json::json;

use super::scripted::{Answer, Scripted};
use crate::encoder::http::{HttpEncoder, Provider, ProviderError, Spent};
use crate::encoder::{EncoderError, RemoteEncoder as _, Vector};
use crate::outgoing::{Consent, Outgoing};
use crate::personal::PersonalGuard;

fn vectors() -> Answer {
    let data = json!([{"index": 0, "embedding": [3.0, 4.0]}]);
    Answer::Json(200, json!({"data": data, "usage": {"prompt_tokens": 7, "total_tokens": 7}}))
}

fn failing(status: u16) -> Answer {
    Answer::Json(status, json!({}))
}

async fn encoded(provider: &Arc<Provider>, text: &str) -> Result<Vector, EncoderError> {
    let text = Outgoing::new(text, None, &PersonalGuard::default(), Consent::NotNeeded).unwrap();
    HttpEncoder::new(Arc::clone(provider), "small").encode(&text).await
}

#[tokio::test]
async fn a_vector_comes_after_a_failure_that_passed() {
    let scripted = Scripted::with(vec![failing(503), vectors()]).await;
    let provider = scripted.provider(|_| ());
    assert_eq!(encoded(&provider, "one").await.unwrap().components(), [0.6, 0.8]);
    assert_eq!(provider.budget().spent(tokio::time::Instant::now()), Spent { requests: 2, tokens: 7 });
    assert_eq!(scripted.asked()[1], json!({"model": "small", "input": ["one"]}));
}

#[tokio::test]
async fn of_a_blank_text_nobody_is_asked() {
    let scripted = Scripted::with(vec![vectors()]).await;
    let blank = encoded(&scripted.provider(|_| ()), " ").await;
    assert!(matches!(blank, Err(EncoderError::Unusable(_))), "{blank:?}");
    assert_eq!(scripted.asked().len(), 0);
}

#[tokio::test]
async fn what_is_turned_down_is_not_asked_again() {
    for (answer, is_of_the_text) in [
        (failing(400), true),
        (failing(401), false),
        (failing(404), false),
        (failing(413), true),
        (Answer::Header(307, "location: http://127.0.0.1:1/"), false),
    ] {
        let scripted = Scripted::with(vec![answer, vectors()]).await;
        let refused = encoded(&scripted.provider(|_| ()), "one").await;
        assert_eq!(matches!(refused, Err(EncoderError::Unusable(_))), is_of_the_text, "{refused:?}");
        assert_eq!(matches!(refused, Err(EncoderError::Unavailable(_))), !is_of_the_text, "{refused:?}");
        assert_eq!(scripted.asked().len(), 1);
    }
}

#[tokio::test]
async fn a_provider_that_keeps_failing_is_left_alone() {
    let scripted = Scripted::with(vec![failing(500); 9]).await;
    let failed = encoded(&scripted.provider(|settings| settings.tries = 9), "one").await;
    assert!(matches!(failed, Err(EncoderError::NotAsked(_))), "{failed:?}");
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
    let vectors = tokio::time::timeout(hour / 60, encoded(&provider, "one")).await;
    assert_eq!(vectors.expect("its own pause is an hour").unwrap().width(), 2);
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
    let provider = scripted.provider(|settings| settings.most_bytes = 50);
    let error = provider.call::<Nothing>("embeddings", &json!({})).await.unwrap_err();
    assert_eq!(error.to_string(), "the provider answers with something else: more than 50 bytes");
}

#[tokio::test]
async fn a_spent_budget_asks_nobody() {
    let scripted = Scripted::with(vec![vectors(), vectors()]).await;
    let provider = scripted.provider(|settings| settings.tokens_per_hour = 7);
    encoded(&provider, "one").await.unwrap();
    assert!(matches!(encoded(&provider, "one").await, Err(EncoderError::NotAsked(_))));
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
async fn what_is_no_vector_of_the_text_is_not_taken() {
    let one = json!({"index": 0, "embedding": [1.0]});
    let (nothing, empty) = (json!({"embedding": [0.0, 0.0]}), json!({"embedding": []}));
    for wrong in [json!([]), json!([one, one]), json!([nothing]), json!([empty]), json!([{}]), json!("carla")] {
        let scripted = Scripted::with(vec![Answer::Json(200, json!({"data": wrong}))]).await;
        let taken = encoded(&scripted.provider(|_| ()), "one").await;
        assert!(matches!(taken, Err(EncoderError::Unavailable(_))), "{taken:?}");
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
