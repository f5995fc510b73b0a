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
    /// How often it is away before it answers.
    away: Mutex<usize>,
    /// What it has no vector of.
    unreadable: Option<&'static str>,
}

impl Remote {
    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

#[async_trait]
impl RemoteEncoder for Remote {
    async fn encode(&self, text: &Outgoing) -> Result<Vector, EncoderError> {
        let mut away = self.away.lock().unwrap();
        if *away > 0 {
            *away -= 1;
            return Err(EncoderError::Unavailable("it is away".to_owned()));
        }
        self.asked.lock().unwrap().push(text.as_str().to_owned());
        match self.unreadable {
            Some(word) if text.as_str().contains(word) => Err(EncoderError::Unusable("too long".to_owned())),
            _ => Ok(Vector::of(vec![3.0, 4.0])),
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
    let asked = remote.asked();
    assert!(asked.len() == 1 && asked[0].starts_with("Fees\nWrite to "), "{asked:?}");
    assert!(!asked[0].contains("carla") && !asked[0].contains('*'), "{asked:?}");
    house.lose_checkpoint("encode_articles:http/small").await;
    house.encode(by(&remote, SMALL)).await;
    assert_eq!((remote.asked().len(), house.count(StreamId::Article(FEES), "article.encoded").await), (1, 1));
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
    assert!(remote.asked()[1].starts_with("Charges") && remote.asked().len() == 3);
    assert_eq!(house.vector(FEES, "http/large").await, [0.6, 0.8]);
}

#[tokio::test]
async fn what_is_told_again_is_encoded_when_it_was_not() {
    let (house, remote) = (House::new().await, Arc::new(Remote::default()));
    house.publish(1, FEES, "Fees").await;
    let reason = || Code::known("moved");
    house.ask(3, RetireArticle { article: FEES, reason: reason() }).await;
    house.encode(by(&remote, SMALL)).await;
    assert_eq!(remote.asked().len(), 0);
    house.ask(4, RestoreArticle { article: FEES, reason: reason() }).await;
    house.encode(by(&remote, SMALL)).await;
    assert_eq!(house.vector(FEES, SMALL).await, [0.6, 0.8]);
}

#[tokio::test]
async fn articles_wait_for_an_encoder_that_is_away() {
    let (house, remote) = (House::new().await, Arc::new(Remote { away: Mutex::new(2), ..Remote::default() }));
    house.publish(1, FEES, "Fees").await;
    let mut started = Started::new(&house, by(&remote, SMALL));
    let status = started.becomes(ReactionState::Waiting).await;
    assert!(status.last_error.unwrap().contains("it is away"));
    while house.vector(FEES, SMALL).await.is_empty() {
        house.clock.advance(TimeDelta::seconds(1));
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    started.stops().await;
    assert_eq!(house.vector(FEES, SMALL).await, [0.6, 0.8]);
}

#[tokio::test]
async fn an_article_that_has_no_vector_keeps_no_other_waiting() {
    let remote = Arc::new(Remote { unreadable: Some("Fees"), ..Remote::default() });
    let house = House::new().await;
    house.publish(1, FEES, "Fees").await;
    house.publish(3, HOURS, "Hours").await;
    house.encode(by(&remote, SMALL)).await;
    assert!(house.vector(FEES, SMALL).await.is_empty());
    assert_eq!(house.vector(HOURS, SMALL).await, [0.6, 0.8]);
}
