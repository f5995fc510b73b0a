//! What holds for any model, on a small one.

use proptest::prelude::*;

use super::{Error, Example, Model, Settings, Step, Trained, lineage, train as trained};
use crate::words::{self, WordVectors};

const TEXTS: [(&str, &str); 16] = [
    ("where is my parcel", "track_order"),
    ("has my order been sent yet", "track_order"),
    ("when will the package arrive", "track_order"),
    ("track the delivery please", "track_order"),
    ("我的包裹到哪里了", "track_order"),
    ("i want my money back", "refund"),
    ("please refund the last payment", "refund"),
    ("how do i get a refund for the shoes", "refund"),
    ("you charged me twice, give it back", "refund"),
    ("我要退款", "refund"),
    ("the app does not open", "broken_app"),
    ("your app crashes when i log in", "broken_app"),
    ("the screen of the app stays white", "broken_app"),
    ("login in the app fails", "broken_app"),
    ("アプリが開きません", "broken_app"),
    ("the application freezes all the time", "broken_app"),
];

pub(crate) fn examples() -> Vec<Example> {
    TEXTS.iter().map(|&(text, label)| Example::new(text, label)).collect()
}

/// Without words.
pub(super) fn train(
    examples: &[Example],
    settings: &Settings,
    seed: u64,
    progress: &mut dyn FnMut(Step),
) -> Result<Trained, Error> {
    trained(examples, &WordVectors::default(), settings, seed, progress)
}

pub(super) fn model() -> Model {
    train(&examples(), &Settings::default(), 7, &mut |_| ()).expect("three labels can be learned").model
}

pub(super) fn best<'m>(model: &'m Model, text: &str) -> &'m str {
    &model.labels()[model.predict(text).best()]
}

#[test]
fn a_text_like_those_of_a_label_gets_the_label() {
    let model = model();
    assert_eq!(best(&model, "Where's my PACKAGE?"), "track_order");
    assert_eq!(best(&model, "a refund, please"), "refund");
    assert_eq!(best(&model, "退款"), "refund");
    assert_eq!(best(&model, "app crashes"), "broken_app");
}

#[test]
fn the_same_examples_settings_and_seed_give_the_same_bytes() {
    assert_eq!(model().bytes(), model().bytes());
    // Also on every other run, machine and build profile: this is the model's checksum.
    expect_test::expect!["5326e9cefed190b006d3b9d65be9897aadddcc6b72b185c9a4be089c91bfc9f7"]
        .assert_eq(&model().version());
}

#[test]
fn another_order_of_visits_gives_another_model_that_answers_alike() {
    let other = train(&examples(), &Settings::default(), 8, &mut |_| ()).expect("three labels can be learned").model;
    assert_ne!(model().version(), other.version());
    assert_eq!(best(&other, "a refund, please"), "refund");
}

#[test]
fn one_label_is_too_few() {
    let result = train(&[Example::new("hello", "greeting")], &Settings::default(), 1, &mut |_| ());
    assert_eq!(result.err(), Some(Error::TooFewLabels { found: 1 }));
}

#[test]
fn examples_of_two_labels_are_enough() {
    let two = [Example::new("yes", "yes"), Example::new("no", "no")];
    let model = train(&two, &Settings::default(), 1, &mut |_| ()).expect("two labels can be learned").model;
    assert_eq!(best(&model, "no"), "no");
}

#[test]
fn what_spoke_for_a_label_adds_up_to_its_score() {
    let model = model();
    let text = "please refund my parcel";
    let label = model.labels().iter().position(|label| label == "refund").expect("it was learned");
    let reasons = model.explain(text, "refund", usize::MAX).expect("it was learned");
    let sum: f32 = reasons.iter().map(|reason| reason.contribution).sum::<f32>() + model.tables().bias(label);
    assert!((sum - model.predict(text).scores[label]).abs() < 1e-4, "{sum}");
    assert!(reasons.iter().take(8).any(|reason| reason.gram.contains("refund")), "{reasons:?}");
    assert_eq!(model.explain(text, "unheard of", 3), Err(Error::UnknownLabel("unheard of".to_owned())));
}

#[test]
fn an_update_learns_a_new_label_and_keeps_the_old_ones() {
    let new = ["tell me a joke", "say something funny", "make me laugh"].map(|text| Example::new(text, "joke"));
    let before = model();
    let after = before.update(&new, 7).expect("four labels can be learned");
    assert_eq!(best(&after, "a funny joke"), "joke");
    for example in examples() {
        assert_eq!(best(&after, &example.text), example.labels[0], "{}", example.text);
    }
    assert_eq!(after.header().lineage.parent, Some(before.version()));
    assert_eq!(after.bytes(), before.update(&new, 7).expect("four labels can be learned").bytes());
}

#[test]
fn an_update_takes_a_correction() {
    let before = model();
    let text = "nothing happens after i pay";
    let after = before.update(&[Example::new(text, "broken_app")], 7).expect("the labels are known");
    assert_eq!(best(&after, text), "broken_app");
    assert_eq!(after.labels(), before.labels());
}

#[test]
fn a_smaller_model_is_no_larger_than_allowed() {
    let settings = Settings { most_bytes: 20_000, ..Settings::default() };
    let small = train(&examples(), &settings, 7, &mut |_| ()).expect("three labels can be learned").model;
    assert!(small.bytes().len() < model().bytes().len());
}

#[test]
fn lineage_tells_texts_labels_and_their_borders_apart() {
    let none = WordVectors::default();
    let one = lineage(&[Example::new("a", "bc")], &none);
    assert_ne!(one, lineage(&[Example::new("ab", "c")], &none));
    assert_ne!(one, lineage(&[Example::out_of_scope("a"), Example::out_of_scope("bc")], &none));
    assert_eq!(one, lineage(&[Example::new("a", "bc")], &none));
}

#[test]
fn a_saved_model_answers_as_before() {
    let model = model();
    let loaded = Model::load(model.bytes().to_vec()).expect("it was just saved");
    assert_eq!(loaded.header(), model.header());
    assert_eq!(loaded.predict("refund 我的 parcel"), model.predict("refund 我的 parcel"));
}

/// Texts without labels in which "reimbursement" keeps the company of "refund", and "chocolate" another.
fn unlabelled() -> Vec<String> {
    let mut texts = Vec::new();
    for thing in ["shoes", "payment", "order", "shirt", "ticket", "subscription"] {
        for word in ["refund", "reimbursement"] {
            texts.push(format!("i am still waiting for my {word} of the {thing}"));
            texts.push(format!("send me the {word} for this {thing} to my card"));
        }
        texts.push(format!("the app shows the {thing} with a chocolate background and freezes"));
    }
    texts
}

pub(super) fn knowing() -> Model {
    let voices: Vec<[String; 1]> = unlabelled().into_iter().map(|text| [text]).collect();
    let learned = words::learn(&voices, &words::Settings::default(), 7, &mut |_| ());
    let model = trained(&examples(), &learned, &Settings::default(), 7, &mut |_| ());
    model.expect("three labels can be learned").model
}

#[test]
fn a_word_that_no_labelled_text_has_speaks_by_what_it_means() {
    let text = "reimbursement";
    let label = |model: &Model| model.labels().iter().position(|label| label == "refund").expect("it was learned");
    let (plain, knowing) = (model(), knowing());
    let refund = |model: &Model| model.predict(text).scores[label(model)];
    assert!(refund(&knowing) > refund(&plain) + 0.1, "{} and {}", refund(&knowing), refund(&plain));
    assert_eq!(best(&knowing, text), "refund");
    let reasons = knowing.explain(text, "refund", 3).expect("it was learned");
    assert!(reasons.iter().any(|reason| reason.gram == "≈ reimbursement" && reason.contribution > 0.0), "{reasons:?}");
    let sum: f32 =
        knowing.explain(text, "refund", usize::MAX).expect("it was learned").iter().map(|r| r.contribution).sum();
    let sum = sum + knowing.tables().bias(label(&knowing));
    assert!((sum - refund(&knowing)).abs() < 1e-4, "{sum}");
}

#[test]
fn a_model_that_knows_words_is_saved_with_them() {
    let model = knowing();
    let loaded = Model::load(model.bytes().to_vec()).expect("it was just saved");
    assert_eq!(loaded.header().words, model.header().words);
    assert!(loaded.header().words.is_some_and(|words| words.count > 10));
    assert_eq!(loaded.predict("the reimbursement"), model.predict("the reimbursement"));
    assert_eq!(model.bytes(), knowing().bytes());
    expect_test::expect!["e6833beff647f365a6320d390dd633bbb8b46257d4f63c9db64e4c950912fe49"]
        .assert_eq(&model.version());
    for length in (0..model.bytes().len()).step_by(997) {
        assert!(Model::load(model.bytes()[..length].to_vec()).is_err(), "{length}");
    }
}

#[test]
fn an_update_keeps_what_words_mean() {
    let new = ["tell me a joke", "say something funny", "make me laugh"].map(|text| Example::new(text, "joke"));
    let after = knowing().update(&new, 7).expect("four labels can be learned");
    assert_eq!(best(&after, "reimbursement"), "refund");
    assert_eq!(best(&after, "a funny joke"), "joke");
    for example in examples() {
        assert_eq!(best(&after, &example.text), example.labels[0], "{}", example.text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gets_an_answer_and_reasons(text in "\\PC*|.{0,200}") {
        thread_local!(static MODEL: Model = model());
        MODEL.with(|model| {
            let prediction = model.predict(&text);
            prop_assert!((prediction.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-4);
            prop_assert!(prediction.scores.iter().all(|score| score.is_finite()));
            model.explain(&text, "refund", 5).expect("the label is known");
            Ok(())
        })?;
    }

    #[test]
    fn a_model_of_any_texts_can_be_trained(texts in proptest::collection::vec("\\PC{0,20}", 4..10)) {
        let examples: Vec<Example> =
            texts.iter().enumerate().map(|(n, text)| Example::new(text.as_str(), (n % 2).to_string())).collect();
        let trained = train(&examples, &Settings::default(), 1, &mut |_| ()).expect("there are two labels");
        prop_assert_eq!(trained.model.predict(&texts[0]).scores.len(), 2);
    }
}
