//! Articles that are told get a vector from outside the house, each once, however long the encoder is away.

use std::sync::Mutex;

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::ArticleId;
use domain::article::{Article, Audience, Content};
use intelligence::encoder::{EncoderError, RemoteEncoder, Vector};
use intelligence::outgoing::Outgoing;

use super::*;
use crate::article::{DraftArticle, PublishArticle, RestoreArticle, RetireArticle, ReviseArticle};
use crate::executor::fixture::tenant;
use crate::reactions::EncodeArticles;

const FEES: ArticleId = ArticleId(Uuid::from_u128(0x50));
const HOURS: ArticleId = ArticleId(Uuid::from_u128(0x51));
const SMALL: &str = "http/small";

/// An encoder that remembers what it was asked.
#[derive(Debug, Default)]
pub(super) struct Remote {
    asked: Mutex<Vec<String>>,
    /// How it fails, and of texts with which word; of no text when there is none.
    failing: Mutex<Option<(&'static str, Failing)>>,
}

/// How it fails.
#[derive(Clone, Copy, Debug)]
enum Failing {
    TurnsDown,
    IsAway,
}

/// Every text holds it.
const ANY: &str = "";

impl Remote {
    fn failing_of(word: &'static str, failing: Failing) -> Arc<Self> {
        Arc::new(Self { failing: Mutex::new(Some((word, failing))), ..Self::default() })
    }

    fn asked_of(&self, word: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|text| text.contains(word)).count()
    }
}

#[async_trait]
impl RemoteEncoder for Remote {
    async fn encode(&self, text: &Outgoing) -> Result<Vector, EncoderError> {
        self.asked.lock().unwrap().push(text.as_str().to_owned());
        match *self.failing.lock().unwrap() {
            Some((word, Failing::TurnsDown)) if text.as_str().contains(word) => {
                Err(EncoderError::Unusable("it turns it down".to_owned()))
            }
            Some((word, Failing::IsAway)) if text.as_str().contains(word) => {
                Err(EncoderError::Unavailable("it is away".to_owned()))
            }
            Some(_) | None => Ok(Vector::of(vec![3.0, 4.0])),
        }
    }
}

pub(super) fn by(remote: &Arc<Remote>, encoder: &'static str) -> EncodeArticles {
    EncodeArticles::new(Code::known(encoder), remote.clone())
}

fn content(title: &str) -> Content {
    Content {
        language: "en".parse().unwrap(),
        audience: Audience::Customer,
        title: title.into(),
        body: "Write to **carla@example.org**.".into(),
        tags: Vec::new(),
        entities: Vec::new(),
    }
}

impl House {
    async fn publish(&self, id: u128, article: ArticleId, title: &str) {
        self.ask(id, DraftArticle { article, content: content(title) }).await;
        self.ask(id + 1, PublishArticle { article, version: None }).await;
    }

    /// Runs the reaction until it has come to the end of the log.
    async fn encode(&self, reaction: EncodeArticles) {
        let mut started = Started::new(self, reaction);
        started.catches_up(self).await;
        started.stops().await;
    }

    /// The components of the vector that an encoder made of what is told of an article; none without one.
    async fn vector(&self, article: ArticleId, encoder: &str) -> Vec<f32> {
        let stream = StreamId::Article(article);
        let (state, _) = self.executor.load::<Article>(&tenant(), stream).await.unwrap();
        state.vector(encoder).map(|vector| vector.components().to_vec()).unwrap_or_default()
    }
}

#[tokio::test]
async fn what_is_told_is_encoded_once_without_what_looks_personal() {
    let (house, remote) = (House::new().await, Arc::new(Remote::default()));
    house.publish(1, FEES, "Fees").await;
    house.ask(3, DraftArticle { article: HOURS, content: content("Hours") }).await;
    house.encode(by(&remote, SMALL)).await;
    assert_eq!(house.vector(FEES, SMALL).await, [0.6, 0.8]);
    assert!(house.vector(HOURS, SMALL).await.is_empty());
    let asked = remote.asked.lock().unwrap().clone();
    assert!(asked.len() == 1 && asked[0].starts_with("Fees\nWrite to "), "{asked:?}");
    assert!(!asked[0].contains("carla") && !asked[0].contains('*'), "{asked:?}");
    house.lose_checkpoint("encode_articles:http/small").await;
    house.encode(by(&remote, SMALL)).await;
    assert_eq!((remote.asked_of(ANY), house.count(StreamId::Article(FEES), "article.encoded").await), (1, 1));
}

#[tokio::test]
async fn another_version_and_another_encoder_want_another_vector() {
    let (house, remote) = (House::new().await, Arc::new(Remote::default()));
    house.publish(1, FEES, "Fees").await;
    house.encode(by(&remote, SMALL)).await;
    house.ask(3, ReviseArticle { article: FEES, content: content("Charges") }).await;
    house.ask(4, PublishArticle { article: FEES, version: None }).await;
    assert!(house.vector(FEES, SMALL).await.is_empty(), "it is of another version");
    house.encode(by(&remote, SMALL)).await;
    house.encode(by(&remote, "http/large")).await;
    assert_eq!((remote.asked_of("Fees"), remote.asked_of("Charges")), (1, 2));
    for encoder in [SMALL, "http/large"] {
        assert_eq!(house.vector(FEES, encoder).await, [0.6, 0.8], "who goes back to {encoder} has it still");
    }
}

#[tokio::test]
async fn what_is_told_again_is_encoded_when_it_was_not() {
    let (house, remote) = (House::new().await, Arc::new(Remote::default()));
    house.publish(1, FEES, "Fees").await;
    let reason = || Code::known("moved");
    house.ask(3, RetireArticle { article: FEES, reason: reason() }).await;
    house.encode(by(&remote, SMALL)).await;
    assert_eq!(remote.asked_of(ANY), 0);
    house.ask(4, RestoreArticle { article: FEES, reason: reason() }).await;
    house.encode(by(&remote, SMALL)).await;
    assert_eq!(house.vector(FEES, SMALL).await, [0.6, 0.8]);
}

/// Lets time pass until everything is done.
async fn comes_to_the_end(started: &Started, house: &House) {
    while started.status.borrow().position < house.store.head().await.unwrap() {
        house.clock.advance(TimeDelta::seconds(1));
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

#[tokio::test]
async fn articles_wait_for_an_encoder_that_is_away_or_turns_everything_down() {
    for failing in [Failing::IsAway, Failing::TurnsDown] {
        let (house, remote) = (House::new().await, Remote::failing_of(ANY, failing));
        house.publish(1, FEES, "Fees").await;
        let mut started = Started::new(&house, by(&remote, SMALL));
        let status = started.becomes(ReactionState::Waiting).await;
        assert!(status.last_error.unwrap().contains("it "));
        while remote.asked_of("opening hours") < 4 {
            house.clock.advance(TimeDelta::seconds(30));
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        *remote.failing.lock().unwrap() = None;
        comes_to_the_end(&started, &house).await;
        started.stops().await;
        assert_eq!(house.vector(FEES, SMALL).await, [0.6, 0.8]);
    }
}

#[tokio::test]
async fn an_article_that_alone_has_no_vector_keeps_no_other_waiting() {
    for failing in [Failing::TurnsDown, Failing::IsAway] {
        let (house, remote) = (House::new().await, Remote::failing_of("Fees", failing));
        house.publish(1, FEES, "Fees").await;
        let mut started = Started::new(&house, by(&remote, SMALL));
        started.becomes(ReactionState::Waiting).await;
        house.publish(3, HOURS, "Hours").await;
        comes_to_the_end(&started, &house).await;
        started.stops().await;
        assert_eq!((house.vector(FEES, SMALL).await, house.vector(HOURS, SMALL).await), (vec![], vec![0.6, 0.8]));
        assert_eq!(remote.asked_of("Fees"), 6, "it was tried while others were not, and no more");
    }
}

#[tokio::test]
async fn once_an_encoder_is_back_all_that_waits_is_encoded_and_it_is_probed_once() {
    let (house, remote) = (House::new().await, Remote::failing_of(ANY, Failing::IsAway));
    for number in 1..=20 {
        house.publish(10 * number, ArticleId(Uuid::from_u128(0x100 + number)), &format!("Fees {number}")).await;
    }
    let mut started = Started::new(&house, by(&remote, SMALL));
    started.becomes(ReactionState::Waiting).await;
    let before = remote.asked_of("opening hours");
    *remote.failing.lock().unwrap() = None;
    comes_to_the_end(&started, &house).await;
    started.stops().await;
    assert_eq!(remote.asked_of("opening hours"), before + 1);
    for number in 1..=20 {
        assert_eq!(house.vector(ArticleId(Uuid::from_u128(0x100 + number)), SMALL).await, [0.6, 0.8]);
    }
}

#[tokio::test]
async fn of_an_article_that_is_too_long_for_the_encoder_half_as_much_is_shown() {
    let (house, remote) = (House::new().await, Remote::failing_of("the fifth page", Failing::TurnsDown));
    let body = format!("{}the fifth page", "A page of prose. ".repeat(300));
    let content = Content { body: body.as_str().into(), ..content("Fees") };
    house.ask(1, DraftArticle { article: FEES, content }).await;
    house.ask(2, PublishArticle { article: FEES, version: None }).await;
    let started = Started::new(&house, by(&remote, SMALL));
    comes_to_the_end(&started, &house).await;
    started.stops().await;
    assert_eq!(house.vector(FEES, SMALL).await, [0.6, 0.8]);
    let longest = |text: &String| if text.contains("Fees") { text.len() } else { 0 };
    let shown: Vec<_> = remote.asked.lock().unwrap().iter().map(longest).filter(|length| *length > 0).collect();
    assert_eq!(shown.last(), Some(&(4 << 10)), "{shown:?}");
}
