//! What is said is understood before it is sealed, by the version of the model that the log says.

use std::collections::HashMap;
use std::sync::Arc;

use domain::conversation::event::TurnUnderstood;
use domain::conversation::{Answering, ConversationEvent, Priority, Visibility};
use domain::model::Digest;
use domain::model::event::Lineage;
use domain::{Code, ConversationId, DomainEvent as _, ModelId, Participant, TurnId};
use event_store::{EventStore as _, StreamName};
use intelligence::intent::{Example, IntentModel, Settings, train};

use super::personal::{CUSTOMER, customer};
use super::*;
use crate::conversation::{OpenConversation, RecordTurn};
use crate::executor::fixture::{House, request, tenant};
use crate::model::{Promote, RecordTraining, RollBack, StartShadowing};
use crate::understanding::{Instruments, Library, Understanding};
use crate::{Executor, Policy};

const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(0xc0));
const CONVERSATION_STREAM: StreamId = StreamId::Conversation(CONVERSATION);
const MODEL: ModelId = ModelId::INTENTS;

/// A house in which someone listens.
struct Listening {
    house: House,
    executor: Executor,
    commands: u128,
}

impl Listening {
    async fn new() -> Self {
        let house = House::new().await;
        let executor = Self::executor(&house);
        let mut listening = Self { house, executor, commands: 0x100 };
        listening.does(customer()).await;
        let opening = OpenConversation {
            conversation: CONVERSATION,
            customer: CUSTOMER,
            channel: Code::known("web"),
            language: None,
            subject: None,
            answering: Answering::Assistant,
            priority: Priority::NORMAL,
        };
        listening.does(opening).await;
        listening
    }

    /// One process that understands; another when it is asked for again.
    fn executor(house: &House) -> Executor {
        let instruments = Instruments::new(&HashMap::new()).unwrap();
        let understanding = Understanding::new(instruments, Library::new(house.dir.path().join("models")));
        let (store, vault, clock) = (house.store.clone(), house.vault.clone(), house.clock.clone());
        Executor::new(store, vault, clock, Policy::default(), Some(understanding))
    }

    async fn does<C: crate::Command>(&mut self, command: C) {
        self.commands += 1;
        self.executor.execute(request(self.commands, command)).await.unwrap();
    }

    async fn says(&mut self, author: Participant, text: &str) {
        self.commands += 1;
        let turn = TurnId(Uuid::from_u128(self.commands));
        let text = Personal::clear(text.to_owned());
        let (visibility, attachments) = (Visibility::Public, Vec::new());
        let (reply_to, external, epoch) = (None, None, None);
        self.does(RecordTurn {
            conversation: CONVERSATION,
            turn,
            author,
            visibility,
            text,
            attachments,
            reply_to,
            external,
            epoch,
        })
        .await;
    }

    async fn asks(&mut self, text: &str) -> TurnUnderstood {
        self.says(Participant::Customer(CUSTOMER), text).await;
        let ConversationEvent::TurnUnderstood(understood) = self.last().await else { panic!("it was not understood") };
        understood
    }

    async fn last(&self) -> ConversationEvent {
        let name = StreamName::new(&CONVERSATION_STREAM.to_string());
        let events = self.house.store.read_stream(&tenant(), &name, 0, 1000).await.unwrap();
        let last = events.last().unwrap();
        ConversationEvent::decode(&last.event_type, last.schema_version, &last.body).unwrap()
    }

    /// Trains a version that knows two intents; the seed makes it another.
    async fn trains(&mut self, seed: u64) -> Digest {
        let model = two_intents(seed);
        let library = self.executor.understanding().unwrap().library();
        let digest = library.keep(model.bytes()).unwrap();
        let (source, method) = (Code::known("test"), Code::known("linear/1"));
        let lineage = Lineage { source, data: Digest([0; 32]), examples: 8, labels: 2, seed, method, parent: None };
        let bytes = model.bytes().len() as u64;
        self.does(RecordTraining { id: MODEL, model: digest, bytes, lineage, evaluation: None }).await;
        digest
    }
}

fn two_intents(seed: u64) -> IntentModel {
    let tea = ["a pot of tea", "green tea please", "tea with milk", "more tea"].map(|text| Example::new(text, "tea"));
    let coffee = ["a cup of coffee", "black coffee please", "coffee with sugar", "more coffee"]
        .map(|text| Example::new(text, "coffee"));
    let settings = Settings { folds: 2, ..Settings::default() };
    let noise = Example::new(format!("coffee number {seed}"), "coffee");
    train(&[&tea[..], &coffee[..], &[noise]].concat(), &settings, seed, &mut |_| ()).unwrap()
}

fn model_of(understood: &TurnUnderstood) -> &str {
    understood.models.intent.as_ref().unwrap().as_str()
}

#[tokio::test]
async fn a_customers_turn_means_something_and_no_fact_of_it_is_written_in_the_clear() {
    let mut listening = Listening::new().await;
    let understood = listening.asks("I was charged $49.99 twice, write to zsofia@example.org").await;
    assert_eq!(understood.language.unwrap().language.as_str(), "en");
    assert_eq!(understood.intents[0].intent.as_str(), "payment.double_charge");
    assert_eq!((understood.entities[0].kind.as_str(), understood.entities[0].start), ("amount", 14));
    assert!(understood.entities[0].value.as_sealed().is_some());
    assert_eq!((understood.personal[0].class.as_str(), understood.personal[0].start), ("email", 37));
    for event in listening.house.log().await {
        let body = String::from_utf8_lossy(&event.body);
        assert!(!body.contains("49.99") && !body.contains("zsofia"), "{}: {body}", event.event_type);
    }
}

#[tokio::test]
async fn the_starter_model_keeps_silent_in_languages_it_has_not_learned() {
    let mut listening = Listening::new().await;
    let asked = "Je veux annuler ma commande, mon adresse est jean@example.fr";
    let understood = listening.asks(asked).await;
    assert_eq!(understood.language.as_ref().unwrap().language.as_str(), "fr");
    let understander = listening.executor.understander(&tenant()).await.unwrap().unwrap();
    assert_eq!(understander.explain(asked, &understood), [], "there is nothing to give reasons for");
    assert_eq!((understood.intents, understood.ranking), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn personal_data_says_nothing_of_what_is_wanted() {
    let mut listening = Listening::new().await;
    let bare = listening.asks("Where is my parcel, call").await;
    let with_number = listening.asks("Where is my parcel, call 020 7946 0958").await;
    assert_eq!(bare.intents, with_number.intents);
    assert_eq!(with_number.intents[0].intent.as_str(), "order.status");
}

#[tokio::test]
async fn places_are_counted_in_characters() {
    let mut listening = Listening::new().await;
    let understood = listening.asks("退款 😀 zsofia@example.org").await;
    let found = &understood.personal[0];
    assert_eq!((found.class.as_str(), found.start, found.end), ("email", 5, 23));
}

#[tokio::test]
async fn what_is_short_is_read_by_what_was_said_before() {
    let mut listening = Listening::new().await;
    listening.asks("Wo bleibt meine Bestellung? Ich warte seit einer Woche.").await;
    let understood = listening.asks("ok").await;
    assert_eq!(understood.language.unwrap().language.as_str(), "de");
}

#[tokio::test]
async fn of_those_who_serve_facts_and_personal_data_are_noted() {
    let mut listening = Listening::new().await;
    listening.says(Participant::Assistant, "It is on its way.").await;
    assert!(matches!(listening.last().await, ConversationEvent::TurnRecorded(_)));
    listening.says(Participant::Assistant, "Write to desk@example.org.").await;
    let ConversationEvent::FactsFound(found) = listening.last().await else { panic!("nothing was found") };
    assert_eq!(found.personal[0].class.as_str(), "email");
}

#[tokio::test]
async fn the_version_that_the_log_names_answers_in_every_process() {
    let mut listening = Listening::new().await;
    listening.trains(1).await;
    assert!(
        model_of(&listening.asks("more tea").await).starts_with("intent/0"),
        "a version answers once it is promoted"
    );
    listening.does(Promote { id: MODEL, version: 1 }).await;
    let understood = listening.asks("tea please").await;
    assert_eq!((model_of(&understood), understood.intents[0].intent.as_str()), ("intent/1", "tea"));
    listening.executor = Listening::executor(&listening.house);
    assert_eq!(model_of(&listening.asks("coffee please").await), "intent/1", "another process");
    listening.does(RollBack { id: MODEL, reason: Code::known("worse") }).await;
    assert!(model_of(&listening.asks("more tea").await).starts_with("intent/0"));
}

#[tokio::test]
async fn of_the_versions_those_in_use_stay_in_memory() {
    let mut listening = Listening::new().await;
    let (first, second) = (listening.trains(1).await, listening.trains(2).await);
    listening.does(Promote { id: MODEL, version: 1 }).await;
    listening.asks("more tea").await;
    let library = listening.executor.understanding().unwrap().library();
    let answering = Arc::downgrade(&library.get(first).unwrap());
    let file = listening.house.dir.path().join("models").join(format!("{second}.model"));
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    listening.does(StartShadowing { id: MODEL, version: 2 }).await;
    listening.asks("more tea").await;
    assert!(answering.upgrade().is_some(), "it is not read again for every turn while another is lost");
    std::fs::write(&file, bytes).unwrap();
    listening.does(Promote { id: MODEL, version: 2 }).await;
    assert_eq!(model_of(&listening.asks("more tea").await), "intent/2");
    assert!(answering.upgrade().is_none(), "nobody uses it any more");
}

#[tokio::test]
async fn a_version_beside_the_one_that_answers_is_recorded_and_has_no_effect() {
    let mut listening = Listening::new().await;
    listening.trains(1).await;
    listening.does(StartShadowing { id: MODEL, version: 1 }).await;
    let understood = listening.asks("tea please").await;
    assert!(model_of(&understood).starts_with("intent/0"));
    let shadow = understood.shadow.unwrap();
    assert_eq!((shadow.model.as_str(), shadow.intents[0].intent.as_str()), ("intent/1", "tea"));
    assert!(understood.intents.iter().all(|recognised| recognised.intent.as_str() != "tea"));
}

#[tokio::test]
async fn a_turn_is_recorded_although_the_model_is_lost_or_altered() {
    for damage in [None, Some(b"altered".as_slice())] {
        let mut listening = Listening::new().await;
        let digest = listening.trains(1).await;
        listening.does(Promote { id: MODEL, version: 1 }).await;
        let file = listening.house.dir.path().join("models").join(format!("{digest}.model"));
        match damage {
            Some(bytes) => std::fs::write(&file, bytes).unwrap(),
            None => std::fs::remove_file(&file).unwrap(),
        }
        let understood = listening.asks("more tea").await;
        assert_eq!((understood.models.intent, understood.intents), (None, Vec::new()));
    }
}

#[tokio::test]
async fn a_model_that_comes_back_answers_again() {
    let mut listening = Listening::new().await;
    let digest = listening.trains(1).await;
    let file = listening.house.dir.path().join("models").join(format!("{digest}.model"));
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    listening.does(Promote { id: MODEL, version: 1 }).await;
    assert_eq!(listening.asks("more tea").await.models.intent, None);
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(model_of(&listening.asks("more tea").await), "intent/1");
}

#[tokio::test]
async fn of_a_flood_only_so_much_is_recorded() {
    let mut listening = Listening::new().await;
    let understood = listening.asks(&"pay $1 to a@b.example ".repeat(3000)).await;
    assert_eq!((understood.entities.len(), understood.personal.len()), (64, 64));
    let understood = listening.asks(&"钱".repeat(20_000)).await;
    assert_eq!(understood.language.unwrap().language.as_str(), "zh-Hans");
}

#[tokio::test]
async fn a_repeat_means_what_it_meant_first() {
    let mut listening = Listening::new().await;
    let before = listening.asks("more tea").await;
    let repeated = listening.commands;
    listening.trains(1).await;
    listening.does(Promote { id: MODEL, version: 1 }).await;
    let count = listening.house.types(CONVERSATION_STREAM).await.len();
    let (turn, text) = (before.turn, Personal::clear("more tea".to_owned()));
    let author = Participant::Customer(CUSTOMER);
    let again = RecordTurn {
        conversation: CONVERSATION,
        turn,
        author,
        visibility: Visibility::Public,
        text,
        attachments: Vec::new(),
        reply_to: None,
        external: None,
        epoch: None,
    };
    let outcome = listening.executor.execute(request(repeated, again)).await.unwrap();
    assert!(outcome.repeated);
    assert_eq!(listening.house.types(CONVERSATION_STREAM).await.len(), count);
}
