//! Small makers of what the cases and the tests of views need, all deterministic.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::article::event::{Drafted, Revised};
use domain::article::{ArticleEvent, Audience, Content};
use domain::conversation::event::TurnUnderstood;
use domain::conversation::event::{Opened, TurnRecorded};
use domain::conversation::understanding::{
    Confidence, FoundEntity, FoundPersonal, Polarity, RecognisedIntent, RecognisedLanguage, Sentiment,
    UnderstandingModels, UrgencyHeard,
};
use domain::conversation::{Answering, ConversationEvent, Priority, Visibility};
use domain::{AgentId, ArticleId, Code, ConversationId, CustomerId, Event, Participant, QueueId, StreamId, TurnId};
use event_store::{Actor, RecordedEvent, StreamName, Tenant};
use uuid::Uuid;
use vault::Personal;

/// An id that no other call of this process gives.
pub fn fresh_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u64_pair(0x0190_0000_0000_7000, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// An id by kind and number.
fn id(kind: u16, number: u64) -> Uuid {
    Uuid::from_u64_pair(0x0191_0000_0000_7000 | u64::from(kind) << 16, 0x8000_0000_0000_0000 | number)
}

/// A Conversation by number.
pub fn conversation(number: u64) -> ConversationId {
    ConversationId(id(1, number))
}

/// A customer by number.
pub fn customer(number: u64) -> CustomerId {
    CustomerId(id(2, number))
}

/// An agent by number.
pub fn agent(number: u64) -> AgentId {
    AgentId(id(3, number))
}

/// A queue by number.
pub fn queue(number: u64) -> QueueId {
    QueueId(id(4, number))
}

/// An article by number.
pub fn article(number: u64) -> ArticleId {
    ArticleId(id(6, number))
}

/// The turn of a Conversation, by the numbers of both.
pub fn turn(conversation: u64, number: u32) -> TurnId {
    TurnId(id(5, conversation << 20 | u64::from(number)))
}

/// The tenant of cases that need only one.
pub fn tenant() -> Tenant {
    Tenant::new("acme")
}

/// A moment, in seconds after midnight of some day.
pub fn time(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_750_032_000 + seconds, 0).unwrap()
}

/// A code.
pub fn code(text: &str) -> Code {
    text.parse().unwrap()
}

/// What looks like a sealed text; no key opens it.
pub fn sealed(number: u64) -> Personal<String> {
    let key = URL_SAFE_NO_PAD.encode(Uuid::from_u128(number.into()).as_bytes());
    let body = URL_SAFE_NO_PAD.encode([number as u8; 40]);
    Personal::sealed(format!("s1.{key}.{body}").parse().unwrap())
}

/// A Conversation of a customer begins on the web, in English.
pub fn opened(customer: CustomerId, answering: Answering) -> Event {
    Event::Conversation(ConversationEvent::Opened(Opened {
        customer,
        channel: code("web"),
        language: Some("en".parse().unwrap()),
        subject: Some(sealed(1)),
        answering,
        priority: Priority::NORMAL,
    }))
}

/// Someone speaks.
pub fn said(turn: TurnId, index: u32, author: Participant, visibility: Visibility) -> Event {
    Event::Conversation(ConversationEvent::TurnRecorded(TurnRecorded {
        turn,
        index,
        author,
        visibility,
        text: sealed(u64::from(index)),
        attachments: Vec::new(),
        reply_to: None,
        external: None,
        during: Answering::Assistant,
        epoch: 0,
    }))
}

/// A turn was understood: it wants this, plainly, in English, with an order number and a phone number in it.
pub fn understood(turn: TurnId, intent: &str) -> TurnUnderstood {
    let sure = RecognisedIntent { intent: code(intent), confidence: Confidence::of(0.9) };
    TurnUnderstood {
        turn,
        language: Some(RecognisedLanguage { language: "en".parse().unwrap(), confidence: Confidence::of(1.0) }),
        also: Vec::new(),
        intents: vec![sure.clone()],
        ranking: vec![sure],
        sentiment: Sentiment { polarity: Polarity::Neutral, score: 0, confidence: Confidence::of(0.5) },
        urgency: UrgencyHeard::None,
        emotions: Vec::new(),
        entities: vec![FoundEntity { kind: code("order_number"), start: 0, end: 4, value: sealed(9) }],
        personal: vec![FoundPersonal { class: code("phone"), start: 5, end: 9, confidence: Confidence::of(0.9) }],
        models: UnderstandingModels {
            language: code("language/1"),
            intent: Some(code("intent/1")),
            sentiment: code("sentiment/1"),
            entities: code("entities/1"),
            personal: code("personal/1"),
        },
        shadow: None,
    }
}

fn content(title: &str, tags: &[&str]) -> Content {
    Content {
        language: "en".parse().unwrap(),
        audience: Audience::Customer,
        title: title.into(),
        body: format!("All about **{title}**.").into(),
        tags: tags.iter().map(|tag| code(tag)).collect(),
        entities: vec!["Harbour Card".into()],
    }
}

/// The first version of an article for customers, in English.
pub fn drafted(title: &str, tags: &[&str]) -> ArticleEvent {
    Drafted { content: content(title, tags) }.into()
}

/// Another version of such an article.
pub fn revised(version: u32, title: &str, tags: &[&str]) -> ArticleEvent {
    Revised { version, content: content(title, tags) }.into()
}

/// An event as it would stand in the log.
pub fn recorded(event: &Event, stream: StreamId, revision: u64, position: u64, at: DateTime<Utc>) -> RecordedEvent {
    RecordedEvent {
        position,
        event_id: Uuid::from_u128(position.into()),
        tenant: tenant(),
        stream: StreamName::new(&stream.to_string()),
        revision,
        event_type: event.event_type().into(),
        schema_version: event.schema_version(),
        occurred_at: at,
        recorded_at: at,
        actor: actor(),
        command_id: Uuid::nil(),
        causation_id: None,
        correlation_id: None,
        body: Bytes::from(event.encode().unwrap()),
    }
}

/// Who did it, where that does not matter.
pub fn actor() -> Actor {
    Actor { kind: Arc::from("service"), id: Arc::from("test"), on_behalf_of: None }
}
