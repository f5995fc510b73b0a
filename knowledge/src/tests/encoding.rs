//! Articles that are found by what an encoder makes of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use domain::Code;
use domain::article::ArticleEvent;
use domain::article::event::Encoded;
use intelligence::encoder::{Encoder, EncoderError, Hashed, RemoteEncoder, Vector};
use intelligence::outgoing::{Consent, Outgoing};
use intelligence::personal::PersonalGuard;
use tokio::sync::watch;

use super::stand::*;
use crate::{Asked, Encoding, Place, Question, search_once};

/// Counts what it encodes.
struct Counting {
    name: &'static str,
    encoded: Arc<AtomicUsize>,
}

#[async_trait]
impl Encoder for Counting {
    fn name(&self) -> &str {
        self.name
    }

    async fn encode(&self, texts: &[&str]) -> Result<Vec<Vector>, EncoderError> {
        self.encoded.fetch_add(texts.len(), Ordering::Relaxed);
        Hashed::default().encode(texts).await
    }
}

/// Says that it has begun, and goes on when it may.
struct Held {
    begun: watch::Sender<bool>,
    may: watch::Receiver<bool>,
}

#[async_trait]
impl Encoder for Held {
    fn name(&self) -> &'static str {
        "held/1"
    }

    async fn encode(&self, texts: &[&str]) -> Result<Vec<Vector>, EncoderError> {
        self.begun.send_replace(true);
        self.may.clone().wait_for(|may| *may).await.map_err(|gone| EncoderError::Unavailable(gone.to_string()))?;
        Hashed::default().encode(texts).await
    }
}

/// Counts how many texts it encodes at once, at most.
#[derive(Default)]
struct Crowded {
    now: AtomicUsize,
    most: Arc<AtomicUsize>,
}

#[async_trait]
impl Encoder for Crowded {
    fn name(&self) -> &'static str {
        "crowded/1"
    }

    async fn encode(&self, texts: &[&str]) -> Result<Vec<Vector>, EncoderError> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(10)).await;
        self.now.fetch_sub(1, Ordering::SeqCst);
        Hashed::default().encode(texts).await
    }
}

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
    Encoding::by(Hashed::default(), 0.1, 0.2)
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
async fn an_index_goes_on_with_its_encoder_and_is_filled_over_by_another() {
    let stand = Stand::new();
    stand.publish(1, "unreturnable parcels").await;
    let at = stand.publish(2, "opening hours").await;
    let encoded = |name: &'static str| {
        let stand = &stand;
        async move {
            let counting = Counting { name, encoded: Arc::default() };
            let encoded = Arc::clone(&counting.encoded);
            let running = stand.follow_by(Encoding::by(counting, 0.1, 0.0));
            assert_eq!(running.knowledge.found("acme", "parcels", at).await[0], 1);
            running.stop().await;
            // One of them was the question.
            encoded.load(Ordering::Relaxed) - 1
        }
    };
    assert_eq!(encoded("counting/1").await, 2);
    assert_eq!(encoded("counting/1").await, 0, "the index goes on");
    assert_eq!(encoded("counting/2").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_of_another_encoder_leaves_the_index_as_it_is() {
    let stand = Stand::new();
    let at = stand.publish(1, "unreturnable parcels").await;
    let running = stand.follow_by(hashed());
    assert_eq!(running.knowledge.found("acme", "returnabl", at).await, [1]);
    running.stop().await;
    let before = Place::read(&stand.folder());
    let once = search_once(&stand.store, &stand.folder(), &Encoding::none(), &mut |_| ()).await.unwrap();
    assert_eq!(once.found("acme", "parcels", at).await, [1]);
    assert!(before.is_some() && Place::read(&stand.folder()) == before);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_is_encoded_at_once_than_there_are_processors() {
    let processors = std::thread::available_parallelism().unwrap().get();
    let crowded = Crowded::default();
    let most = Arc::clone(&crowded.most);
    let encoding = Encoding::by(crowded, 0.1, 0.0);
    let ask = |number: usize| {
        let encoding = encoding.clone();
        tokio::spawn(async move { encoding.vectors(vec![format!("question {number}")]).await })
    };
    let asked: Vec<_> = (0..4 * processors).map(ask).collect();
    // Who goes away while they are answered leaves their turn to nobody else yet.
    asked[0].abort();
    for asked in asked.into_iter().skip(1) {
        assert!(asked.await.unwrap()[0].is_some());
    }
    assert!((1..=processors).contains(&most.load(Ordering::SeqCst)));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_find_what_an_encoder_fails_on() {
    let stand = Stand::new();
    let at = stand.publish(1, "parcels").await;
    let running = stand.follow_by(Encoding::by(Failing, 1.0, 0.0));
    assert_eq!(running.knowledge.found("acme", "parcels", at).await, [1]);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_is_reached_when_its_article_is_found_though_the_log_went_on_meanwhile() {
    let stand = Stand::new();
    let (begun, may) = (watch::Sender::new(false), watch::Sender::new(false));
    let held = Held { begun: begun.clone(), may: may.subscribe() };
    let running = stand.follow_by(Encoding::by(held, 0.1, 0.2));
    let at = stand.publish(1, "parcels").await;
    begun.subscribe().wait_for(|begun| *begun).await.unwrap();
    stand.tell("acme", 2, &[drafted("fees")]).await;
    may.send_replace(true);
    assert_eq!(running.knowledge.found("acme", "parcels", at).await, [1]);
    running.stop().await;
}

/// The built-in encoder as if it were outside; it counts what it is asked, and has nothing of what says "slow".
#[derive(Debug, Default)]
struct Remote(AtomicUsize);

#[async_trait]
impl RemoteEncoder for Remote {
    async fn encode(&self, text: &Outgoing) -> Result<Vector, EncoderError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        if text.as_str().contains("slow") {
            return Err(EncoderError::Unavailable("it is slow".to_owned()));
        }
        Ok(Hashed::default().encode(&[text.as_str()]).await?.remove(0))
    }
}

fn recorded_by(name: &'static str, remote: &Arc<Remote>) -> Encoding {
    let asked = Asked { remote: remote.clone(), needs_consent: true };
    Encoding::recorded(Code::known(name), Some(asked), 0.1, 0.2)
}

async fn encoded(version: u32, encoder: &'static str, text: &str) -> ArticleEvent {
    let vector = Hashed::default().encode(&[text]).await.unwrap().remove(0);
    Encoded { version, encoder: Code::known(encoder), vector: vector.components().into() }.into()
}

/// A question whose words may leave.
fn outgoing(text: &str) -> Question {
    let outgoing = Outgoing::new(text, None, &PersonalGuard::default(), Consent::Given).ok();
    Question { outgoing, ..question("acme", text) }
}

#[tokio::test(flavor = "multi_thread")]
async fn vectors_of_articles_come_from_the_log_and_of_questions_that_may_leave_from_outside() {
    let (stand, remote) = (Stand::new(), Arc::new(Remote::default()));
    let title = "unreturnable parcels";
    stand.publish(1, title).await;
    let at = stand.tell("acme", 1, &[encoded(1, "http/small", title).await]).await;
    let running = stand.follow_by(recorded_by("http/small", &remote));
    assert_eq!(running.knowledge.found("acme", "returnabl", at).await, [], "it may not leave");
    assert_eq!(remote.0.load(Ordering::Relaxed), 0);
    let hits = async |question| running.knowledge.search(question).await.unwrap().len();
    assert_eq!((hits(outgoing("returnabl")).await, remote.0.load(Ordering::Relaxed)), (1, 1));
    let at = stand.tell("acme", 1, &[revised(2, "opening hours"), published(2)]).await;
    running.knowledge.wait_for(at, LONG).await.unwrap();
    assert_eq!(hits(outgoing("returnabl")).await, 0, "the vector is of the version before");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vectors_of_another_encoder_are_not_taken() {
    let (stand, remote) = (Stand::new(), Arc::new(Remote::default()));
    stand.publish(1, "unreturnable parcels").await;
    let at = stand.tell("acme", 1, &[encoded(1, "http/small", "unreturnable parcels").await]).await;
    let running = stand.follow_by(recorded_by("http/large", &remote));
    running.knowledge.wait_for(at, LONG).await.unwrap();
    assert!(running.knowledge.search(outgoing("returnabl")).await.unwrap().is_empty());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_answer_when_an_encoder_outside_does_not() {
    let (stand, remote) = (Stand::new(), Arc::new(Remote::default()));
    let at = stand.publish(1, "slow parcels").await;
    let running = stand.follow_by(recorded_by("http/small", &remote));
    running.knowledge.wait_for(at, LONG).await.unwrap();
    assert_eq!(running.knowledge.search(outgoing("slow parcels")).await.unwrap().len(), 1);
    assert_eq!(remote.0.load(Ordering::Relaxed), 1);
    running.stop().await;
}
