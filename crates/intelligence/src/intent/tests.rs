//! What a small model of intents says.

use proptest::prelude::*;

use super::{Example, IntentModel, Settings, calibration_error, evaluate, train};
use crate::linear::tests::examples;

fn model() -> IntentModel {
    train(&examples(), &Settings::default(), 7, &mut |_| ()).expect("three labels can be learned")
}

#[test]
fn the_best_intent_comes_first() {
    let model = model();
    let intents = model.predict("please refund the payment");
    assert_eq!(intents.best().map(|best| best.label), Some("refund"));
    assert_eq!(intents.ranked.len(), 3);
    assert!(intents.ranked.is_sorted_by(|a, b| a.confidence >= b.confidence));
}

#[test]
fn a_text_without_a_known_n_gram_is_out_of_scope() {
    let model = model();
    assert!(model.predict("").out_of_scope);
    assert!(model.predict("жжжж").out_of_scope);
    assert_eq!(model.predict("жжжж").best(), None);
    assert_eq!(model.intents("жжжж"), []);
}

#[test]
fn a_threshold_that_rejects_nothing_rejects_nothing() {
    let model = model().with_least(f32::MIN).expect("it is finite");
    assert!(!model.predict("where is my refund").out_of_scope);
    assert!(model.with_least(f32::NAN).is_err());
}

#[test]
fn two_wishes_in_two_clauses_are_both_found() {
    let model = model().with_least(f32::MIN).expect("it is finite");
    let found = |text| {
        let mut labels: Vec<&str> = model.intents(text).into_iter().map(|ranked| ranked.label).collect();
        labels.sort_unstable();
        labels
    };
    assert_eq!(found("where is my parcel and the app does not open"), ["broken_app", "track_order"]);
    assert_eq!(found("我的包裹到哪里了，另外我要退款"), ["refund", "track_order"]);
    assert_eq!(found("where is my parcel and when will it arrive"), ["track_order"]);
    let after_one_that_wants_nothing = "жжжж шшшш, where is my parcel and the app does not open";
    assert_eq!(found(after_one_that_wants_nothing), ["broken_app", "track_order"]);
}

#[test]
fn a_wish_names_its_clause_where_clauses_decided() {
    let model = model().with_least(f32::MIN).expect("it is finite");
    let wishes = |text| {
        let mut wishes: Vec<_> = model.wishes(text).into_iter().map(|wish| (wish.intent.label, wish.clause)).collect();
        wishes.sort_unstable();
        wishes
    };
    let (order, app) = ("where is my parcel".to_owned(), "the app does not open".to_owned());
    assert_eq!(
        wishes("Where is my parcel and the app does not open?"),
        [("broken_app", format!("{app}?")), ("track_order", order)]
    );
    assert_eq!(wishes("where is my parcel and when will it arrive"), [], "they want the same");
    assert_eq!(wishes("where is my parcel"), []);
}

#[test]
fn turns_with_two_labels_teach_that_there_may_be_two() {
    let mut all = Vec::new();
    for number in 0..30 {
        all.push(Example::new(format!("a pizza number {number}"), "pizza"));
        all.push(Example::new(format!("a cola number {number}"), "drink"));
        let both = format!("a pizza with a cola number {number}");
        all.push(Example { text: both, labels: vec!["drink".to_owned(), "pizza".to_owned()] });
    }
    let model = train(&all, &Settings::default(), 1, &mut |_| ()).expect("two labels can be learned");
    assert_eq!(model.intents("a pizza with a cola").len(), 2);
    assert_eq!(model.intents("a pizza").len(), 1);
}

#[test]
fn an_evaluation_counts_what_was_right() {
    let model = model();
    let mut test = examples();
    test.push(Example::new("where is my parcel", "refund"));
    test.push(Example::out_of_scope("жжжж"));
    let evaluation = evaluate(&model, &test);
    assert_eq!((evaluation.in_scope, evaluation.out_of_scope), (17, 1));
    assert!((evaluation.accuracy - 16.0 / 17.0).abs() < 1e-9);
    assert!((evaluation.out_of_scope_recall - 1.0).abs() < 1e-9);
    let [wrong] = evaluation.confusion.as_slice() else { panic!("{:?}", evaluation.confusion) };
    assert_eq!((wrong.was.as_str(), wrong.taken_for.as_str(), wrong.count), ("refund", "track_order", 1));
    assert!(evaluation.out_of_scope_curve.is_sorted_by(|a, b| a.least <= b.least && a.recall <= b.recall));
}

#[test]
fn nothing_evaluated_is_no_division_by_zero() {
    let evaluation = evaluate(&model(), &[]);
    assert_eq!((evaluation.accuracy, evaluation.macro_f1, evaluation.calibration_error), (0.0, 0.0, 0.0));
}

#[test]
fn confidence_that_keeps_its_word_has_no_calibration_error() {
    assert_eq!(calibration_error(&[(1.0, true), (0.0, false)]), 0.0);
    assert!((calibration_error(&[(0.9, true), (0.9, false)]) - 0.4).abs() < 1e-6);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gets_an_answer(text in "\\PC*|.{0,200}|([a-z]{1,5}[ ,.!?]|and |还有|，){0,20}") {
        thread_local!(static MODEL: IntentModel = model());
        MODEL.with(|model| {
            prop_assert_eq!(model.predict(&text).ranked.len(), 3);
            prop_assert!(model.intents(&text).len() <= 3);
            Ok(())
        })?;
    }
}
