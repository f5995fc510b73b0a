//! A provider is asked what turns want that the model cannot place, of whom it may be asked, and once.

use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::conversation::{ConversationEvent, Visibility};
use domain::customer::EXTERNAL_PROCESSING;
use domain::{DomainEvent as _, Participant, TurnId};
use event_store::StreamName;
use intelligence::outgoing::Outgoing;
use tokio::sync::{Barrier, Notify};

use super::*;
use crate::conversation::{RecordTurn, RedactTurn};
use crate::customer::{EraseCustomer, GiveConsent, MergeCustomer, WithdrawConsent};
use crate::executor::fixture::tenant;
use crate::reactions::{FollowMerges, SecondOpinion};
use crate::understanding::{Advice, Adviser, Instruments, Library, Unadvised, Understanding};
use crate::{Executor, Policy};

const STREAM: StreamId = StreamId::Conversation(FIRST);
/// What no intent that ships with the program is about.
const UNPLACED: &str = "My quokka swallowed the umbrella, write to quokka@example.org";

/// An adviser that always chooses the same and remembers what it was asked.
#[derive(Debug)]
struct Scripted {
    needs_consent: bool,
    answer: Result<Vec<Code>, ()>,
    asked: Mutex<Vec<(String, usize)>>,
    /// So many are asked at the same time, or none is answered.
    together: Barrier,
    /// Somebody asks.
    asking: Notify,
}

impl Scripted {
    fn saying(answer: Result<&[&'static str], ()>) -> Self {
        let answer = answer.map(|names| names.iter().map(|name| Code::known(name)).collect());
        Self { needs_consent: true, answer, asked: Mutex::default(), together: Barrier::new(1), asking: Notify::new() }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(text, _)| text.clone()).collect()
    }
}

#[async_trait]
impl Adviser for Scripted {
    fn needs_consent(&self) -> bool {
        self.needs_consent
    }

    async fn choose(&self, text: &Outgoing, intents: &[Code]) -> Result<Advice, Unadvised> {
        self.asking.notify_one();
        self.together.wait().await;
        self.asked.lock().unwrap().push((text.as_str().to_owned(), intents.len()));
        let intents = self.answer.clone().map_err(|()| Unadvised::Failed("it is away".to_owned()))?;
        Ok(Advice { intents, model: Code::known("small-chat-1"), tokens: 7 })
    }
}

/// A house that is advised, with one customer whose Conversation is open.
async fn advised(adviser: Scripted) -> (House, Arc<Scripted>) {
    let mut house = House::new().await;
    let adviser = Arc::new(adviser);
    let instruments = Instruments::new(&HashMap::new()).unwrap();
    let library = Library::new(house.dir.path().join("models"));
    let understanding = Understanding::new(instruments, library).advised_by(Some(adviser.clone()));
    let (store, vault, clock) = (house.store.clone(), house.vault.clone(), house.clock.clone());
    house.executor = Executor::new(store, vault, clock, Policy::default(), Some(understanding));
    house.register(ADA).await;
    house.open_for(FIRST, ADA).await;
    (house, adviser)
}

fn agree(customer: CustomerId) -> GiveConsent {
    GiveConsent { customer, purpose: Code::known(EXTERNAL_PROCESSING), notice: None }
}

impl House {
    async fn hears(&self, number: u128, text: &str) -> TurnId {
        let turn = TurnId(Uuid::from_u128(number));
        self.ask(number, said(turn, text)).await;
        turn
    }

    async fn is_reviewed(&self) {
        let mut started = Started::new(self, SecondOpinion);
        started.catches_up(self).await;
        started.stops().await;
    }

    async fn proposals(&self) -> Vec<Vec<String>> {
        let name = StreamName::new(&STREAM.to_string());
        let events = self.store.read_stream(&tenant(), &name, 0, 1000).await.unwrap();
        let decoded = events
            .iter()
            .map(|event| ConversationEvent::decode(&event.event_type, event.schema_version, &event.body).unwrap());
        let names = |intents: &[Code]| intents.iter().map(ToString::to_string).collect();
        let mut proposals = Vec::new();
        for event in decoded {
            if let ConversationEvent::IntentProposed(proposed) = event {
                proposals.push(names(&proposed.intents));
            }
        }
        proposals
    }
}

fn said(turn: TurnId, text: &str) -> RecordTurn {
    RecordTurn {
        conversation: FIRST,
        turn,
        author: Participant::Customer(ADA),
        visibility: Visibility::Public,
        text: Personal::clear(text.to_owned()),
        attachments: Vec::new(),
        reply_to: None,
        external: None,
        epoch: None,
    }
}

#[tokio::test]
async fn who_agreed_is_asked_about_without_their_personal_data() {
    let (house, adviser) = advised(Scripted::saying(Ok(&["complaint"]))).await;
    house.ask(1, agree(ADA)).await;
    house.hears(2, UNPLACED).await;
    house.is_reviewed().await;
    assert_eq!(house.proposals().await, [["complaint"]]);
    let asked = adviser.asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].0.contains("quokka swallowed") && !asked[0].0.contains("example.org"), "{asked:?}");
    assert!(asked[0].1 > 20, "it chooses from what the model knows");
}

#[tokio::test]
async fn who_never_agreed_or_no_longer_does_is_not_asked_about() {
    let (house, adviser) = advised(Scripted::saying(Ok(&["complaint"]))).await;
    house.hears(1, UNPLACED).await;
    house.ask(2, agree(ADA)).await;
    house.ask(3, refuse(ADA)).await;
    house.hears(4, UNPLACED).await;
    house.is_reviewed().await;
    assert!(adviser.asked().is_empty() && house.proposals().await.is_empty());
}

fn refuse(customer: CustomerId) -> WithdrawConsent {
    WithdrawConsent { customer, purpose: Code::known(EXTERNAL_PROCESSING) }
}

/// ADA goes on as BOB, and both know.
async fn merge(house: &House) {
    house.register(BOB).await;
    house.ask(0x900, MergeCustomer { customer: ADA, into: BOB }).await;
    let mut merges = Started::new(house, FollowMerges);
    merges.catches_up(house).await;
    merges.stops().await;
}

#[tokio::test]
async fn of_whoever_goes_on_as_another_that_other_must_agree() {
    let (house, adviser) = advised(Scripted::saying(Ok(&["complaint"]))).await;
    house.ask(1, agree(ADA)).await;
    merge(&house).await;
    house.hears(2, UNPLACED).await;
    house.is_reviewed().await;
    assert!(adviser.asked().is_empty());
    house.ask(3, agree(BOB)).await;
    house.hears(4, UNPLACED).await;
    house.is_reviewed().await;
    assert_eq!(adviser.asked().len(), 1);
}

#[tokio::test]
async fn who_refused_under_any_of_their_records_is_not_asked_about() {
    let (house, adviser) = advised(Scripted::saying(Ok(&["complaint"]))).await;
    merge(&house).await;
    house.ask(1, agree(BOB)).await;
    house.ask(2, refuse(ADA)).await;
    house.hears(3, UNPLACED).await;
    house.open_for(SECOND, BOB).await;
    let theirs = RecordTurn {
        conversation: SECOND,
        author: Participant::Customer(BOB),
        ..said(TurnId(Uuid::from_u128(4)), UNPLACED)
    };
    house.ask(4, theirs).await;
    house.is_reviewed().await;
    assert!(adviser.asked().is_empty());
}

#[tokio::test]
async fn a_provider_of_the_house_itself_needs_no_consent_and_heeds_a_refusal() {
    let (house, adviser) = advised(Scripted { needs_consent: false, ..Scripted::saying(Ok(&["complaint"])) }).await;
    house.hears(1, UNPLACED).await;
    house.is_reviewed().await;
    house.ask(2, refuse(ADA)).await;
    house.hears(3, UNPLACED).await;
    house.is_reviewed().await;
    assert_eq!((adviser.asked().len(), house.proposals().await.len()), (1, 1));
}

#[tokio::test]
async fn what_is_placed_says_little_or_is_gone_is_not_asked_about() {
    let (house, adviser) = advised(Scripted::saying(Ok(&["complaint"]))).await;
    house.ask(1, agree(ADA)).await;
    house.hears(2, "I was charged twice, please refund the second payment").await;
    house.hears(3, "ok").await;
    let turn = house.hears(4, UNPLACED).await;
    house.ask(5, RedactTurn { conversation: FIRST, turn, reason: Code::known("card") }).await;
    house.is_reviewed().await;
    assert_eq!(adviser.asked(), [""; 0]);
}

#[tokio::test]
async fn of_the_erased_nothing_is_read() {
    let (house, adviser) = advised(Scripted { needs_consent: false, ..Scripted::saying(Ok(&["complaint"])) }).await;
    house.hears(1, UNPLACED).await;
    let erase = EraseCustomer { customer: ADA, reason: Code::known("request") };
    crate::customer::erase(&house.executor, request(2, erase)).await.unwrap();
    house.is_reviewed().await;
    assert!(adviser.asked().is_empty());
}

#[tokio::test]
async fn a_crash_before_the_position_was_saved_asks_and_records_nothing_twice() {
    let (house, adviser) = advised(Scripted::saying(Ok(&[]))).await;
    house.ask(1, agree(ADA)).await;
    house.hears(2, UNPLACED).await;
    for _ in 0..2 {
        house.is_reviewed().await;
        assert_eq!(house.proposals().await, [[""; 0]], "that it wants nothing that is known is an answer");
        assert_eq!(adviser.asked().len(), 1);
        house.lose_checkpoint("second_opinion").await;
    }
}

#[tokio::test]
async fn without_an_answer_the_turn_stays_as_it_was_and_the_next_is_asked_about() {
    let (house, adviser) = advised(Scripted::saying(Err(()))).await;
    house.ask(1, agree(ADA)).await;
    house.hears(2, UNPLACED).await;
    house.hears(3, UNPLACED).await;
    house.is_reviewed().await;
    assert_eq!((adviser.asked().len(), house.proposals().await.len()), (2, 0));
}

#[tokio::test]
async fn what_waited_too_long_is_passed_over() {
    let (house, adviser) = advised(Scripted::saying(Ok(&["complaint"]))).await;
    house.ask(1, agree(ADA)).await;
    house.hears(2, UNPLACED).await;
    house.clock.advance(TimeDelta::minutes(11));
    let history = said(TurnId(Uuid::from_u128(3)), UNPLACED);
    let occurred_at = Some(house.executor.clock().now() - TimeDelta::days(1));
    let history = crate::Request { occurred_at, ..request(3, history) };
    house.executor.execute(history).await.unwrap();
    house.is_reviewed().await;
    assert!(adviser.asked().is_empty());
}

#[tokio::test]
async fn several_turns_are_asked_about_at_once() {
    let adviser = Scripted { together: Barrier::new(3), ..Scripted::saying(Ok(&["complaint"])) };
    let (house, adviser) = advised(adviser).await;
    house.ask(1, agree(ADA)).await;
    for number in 2..5 {
        house.hears(number, UNPLACED).await;
    }
    house.is_reviewed().await;
    assert_eq!((adviser.asked().len(), house.proposals().await.len()), (3, 3));
}

/// What is recorded when something happens while a question is on its way.
async fn proposals_when(meanwhile: impl AsyncFnOnce(&House)) -> usize {
    let adviser = Scripted { together: Barrier::new(2), ..Scripted::saying(Ok(&["complaint"])) };
    let (house, adviser) = advised(adviser).await;
    house.ask(1, agree(ADA)).await;
    house.hears(2, UNPLACED).await;
    let mut started = Started::new(&house, SecondOpinion);
    adviser.asking.notified().await;
    meanwhile(&house).await;
    adviser.together.wait().await;
    started.catches_up(&house).await;
    started.stops().await;
    house.proposals().await.len()
}

#[tokio::test]
async fn of_who_takes_it_back_or_is_erased_while_a_question_is_on_its_way_nothing_is_recorded() {
    assert_eq!(proposals_when(async |_| ()).await, 1);
    assert_eq!(proposals_when(async |house| house.ask(3, refuse(ADA)).await).await, 0);
    let erased = async |house: &House| {
        let erase = EraseCustomer { customer: ADA, reason: Code::known("request") };
        crate::customer::erase(&house.executor, request(3, erase)).await.unwrap();
    };
    assert_eq!(proposals_when(erased).await, 0);
}
