//! What is counted, by example.

use domain::conversation::event::{FactsFound, IntentCorrected, IntentProposed};
use domain::conversation::understanding::{FactModels, FoundPersonal, Polarity, UrgencyHeard};
use domain::conversation::{Answering, ConversationEvent};
use domain::{ConversationId, Event, StreamId};
use uuid::Uuid;

use super::{HourlyMeaningRow, HourlyUnderstanding, Topic};
use crate::conformance::fixture::{code, customer, opened, turn, understood};
use crate::conformance::given::{given, rows};
use crate::conformance::story::Line;

const ME: StreamId = StreamId::Conversation(ConversationId(Uuid::from_u128(1)));

fn then(seconds: i64, event: impl Into<ConversationEvent>) -> Line {
    (ME, seconds, Event::Conversation(event.into()))
}

/// Topic, name, turns, corrected to, corrected from; what was confirmed is tested apart.
fn counted(lines: &[Line]) -> Vec<(Topic, String, u64, u64, u64)> {
    let mut view = HourlyUnderstanding::default();
    let begins = (ME, 0, opened(customer(1), Answering::Assistant));
    given(&mut view, &[&[begins], lines].concat()).unwrap();
    let mut counted: Vec<_> = rows::<HourlyMeaningRow>(&mut view)
        .into_iter()
        .map(|row| (row.topic, row.name, row.turns, row.corrected_to, row.corrected_from))
        .collect();
    counted.sort();
    counted
}

/// The intents of which someone said that they stand rightly.
fn confirmed(lines: &[Line]) -> Vec<String> {
    let mut view = HourlyUnderstanding::default();
    let begins = (ME, 0, opened(customer(1), Answering::Assistant));
    given(&mut view, &[&[begins], lines].concat()).unwrap();
    rows::<HourlyMeaningRow>(&mut view).into_iter().filter(|row| row.confirmed > 0).map(|row| row.name).collect()
}

#[test]
fn a_turn_is_counted_for_everything_it_means() {
    let mut one = understood(turn(1, 0), "refund.status");
    one.urgency = UrgencyHeard::High;
    one.sentiment.polarity = Polarity::Negative;
    one.emotions = vec![code("anger")];
    let expected = [
        (Topic::Language, "en", 1),
        (Topic::Intent, "refund.status", 1),
        (Topic::Sentiment, "negative", 1),
        (Topic::Urgency, "high", 1),
        (Topic::Emotion, "anger", 1),
        (Topic::Entity, "order_number", 1),
        (Topic::PersonalData, "phone", 1),
    ];
    assert_eq!(counted(&[then(1, one)]), expected.map(|(topic, name, turns)| (topic, name.to_owned(), turns, 0, 0)));
}

#[test]
fn nothing_recognised_has_no_name() {
    let mut nothing = understood(turn(1, 0), "refund.status");
    (nothing.language, nothing.intents) = (None, Vec::new());
    let counted = counted(&[then(1, nothing)]);
    assert!(counted.contains(&(Topic::Language, String::new(), 1, 0, 0)), "{counted:?}");
    assert!(counted.contains(&(Topic::Intent, String::new(), 1, 0, 0)), "{counted:?}");
}

#[test]
fn a_correction_counts_what_was_gained_and_what_was_lost() {
    let (kept, lost, gained) = (code("kept"), code("lost"), code("gained"));
    let before = vec![kept.clone(), lost];
    let corrected = IntentCorrected { turn: turn(1, 0), before, after: vec![kept, gained] };
    let expected = [("gained", 0, 1, 0), ("kept", 0, 0, 0), ("lost", 0, 0, 1)];
    let expected = expected.map(|(name, turns, to, from)| (Topic::Intent, name.to_owned(), turns, to, from));
    assert_eq!(counted(&[then(1, corrected.clone())]), expected);
    assert_eq!(confirmed(&[then(1, corrected)]), ["kept"]);
}

#[test]
fn nothing_wanted_has_no_name_in_corrections_either() {
    let corrected = |before: &[&str], after: &[&str]| {
        let codes = |names: &[&str]| names.iter().map(|name| code(name)).collect();
        IntentCorrected { turn: turn(1, 0), before: codes(before), after: codes(after) }
    };
    assert_eq!(confirmed(&[then(1, corrected(&[], &[]))]), [""]);
    let gained = counted(&[then(1, corrected(&["lost"], &[]))]);
    assert!(gained.contains(&(Topic::Intent, String::new(), 0, 1, 0)), "{gained:?}");
    let left = counted(&[then(1, corrected(&[], &["gained"]))]);
    assert!(left.contains(&(Topic::Intent, String::new(), 0, 0, 1)), "{left:?}");
}

#[test]
fn what_a_provider_proposes_is_counted_apart_from_what_was_understood() {
    let proposed = |intents: &[&str]| {
        let intents = intents.iter().map(|name| code(name)).collect();
        IntentProposed { turn: turn(1, 0), index: 0, intents, model: code("small-chat-1"), tokens: 7 }
    };
    let mut view = HourlyUnderstanding::default();
    let begins = (ME, 0, opened(customer(1), Answering::Assistant));
    given(&mut view, &[begins, then(1, proposed(&["refund.late"])), then(2, proposed(&[]))]).unwrap();
    let counts = |row: HourlyMeaningRow| (row.name, row.turns, row.proposed);
    let counted: Vec<_> = rows(&mut view).into_iter().map(counts).collect();
    assert_eq!(counted, [(String::new(), 0, 1), ("refund.late".to_owned(), 0, 1)]);
}

#[test]
fn personal_data_counts_whoever_said_it_once_for_a_turn() {
    let found = || FoundPersonal { class: code("phone"), start: 0, end: 4, confidence: Default::default() };
    let models = FactModels { entities: code("entities/1"), personal: code("personal/1") };
    let found = FactsFound { turn: turn(1, 0), entities: Vec::new(), personal: vec![found(), found()], models };
    assert_eq!(counted(&[then(1, found)]), [(Topic::PersonalData, "phone".to_owned(), 1, 0, 0)]);
}
