//! Articles that are found by what an encoder makes of them.

use async_trait::async_trait;
use intelligence::encoder::{Encoder, EncoderError, Hashed, Vector};

use super::stand::*;
use crate::Encoding;

/// Fails on every text.
struct Failing;

#[async_trait]
impl Encoder for Failing {
    fn name(&self) -> &'static str {
        "failing/1"
    }

    async fn encode(&self, _: &[&str]) -> Result<Vec<Vector>, EncoderError> {
        Err(EncoderError::Unusable("it fails".to_owned()))
    }
}

fn hashed() -> Encoding {
    Encoding::by(Hashed::default(), 0.1)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_word_finds_is_found_by_its_vector() {
    let stand = Stand::new();
    let at = stand.publish(1, "unreturnable parcels").await;
    let by_words = stand.follow();
    assert_eq!(by_words.knowledge.found("acme", "returnabl", at).await, []);
    by_words.stop().await;
    let by_vectors = stand.follow_by(hashed());
    assert_eq!(by_vectors.knowledge.found("acme", "returnabl", at).await, [1], "the index was filled anew");
    assert_eq!(by_vectors.knowledge.found("other", "returnabl", at).await, []);
    let at = stand.tell("acme", 1, &[retired()]).await;
    assert_eq!(by_vectors.knowledge.found("acme", "returnabl", at).await, []);
    by_vectors.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vectors_are_there_after_a_restart() {
    let stand = Stand::new();
    let at = stand.publish(1, "unreturnable parcels").await;
    for _ in 0..2 {
        let running = stand.follow_by(hashed());
        assert_eq!(running.knowledge.found("acme", "returnabl", at).await, [1]);
        running.stop().await;
    }
    let by_words = stand.follow();
    assert_eq!(by_words.knowledge.found("acme", "returnabl", at).await, []);
    by_words.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_find_what_an_encoder_fails_on() {
    let stand = Stand::new();
    let at = stand.publish(1, "parcels").await;
    let running = stand.follow_by(Encoding::by(Failing, 1.0));
    assert_eq!(running.knowledge.found("acme", "parcels", at).await, [1]);
    running.stop().await;
}
