//! Small models, made here: a table of vectors, looked up token by token.

mod attention;
mod wire;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::encoder::head::{Head, HeadSettings, Taught};
use wire::{F32, I64, Message, Model, node, number, numbers, value, weights};

const VOCABULARY: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nred\ngreen\n##ish\n";
/// The vector of each piece.
const TABLE: [[f32; 2]; 7] = [[9.0, 9.0], [0.0, 1.0], [1.0, 0.0], [1.0, 2.0], [4.0, 0.0], [0.0, 8.0], [2.0, 2.0]];

/// Looks every token up, and adds what the kinds of the tokens mean, which is nothing for the first.
fn table() -> Model {
    Model {
        nodes: vec![
            node("Gather", &["table", "input_ids"], "found", &[number("axis", 0)]),
            node("Gather", &["kinds", "token_type_ids"], "kind", &[number("axis", 0)]),
            node("Add", &["found", "kind"], "last_hidden_state", &[]),
        ],
        weights: vec![weights("table", &TABLE), weights("kinds", &[[0.0, 0.0], [7.0, 7.0]])],
        inputs: ["input_ids", "attention_mask", "token_type_ids"].map(|name| value(name, I64, &[0, 0])).into(),
        outputs: vec![value("last_hidden_state", F32, &[0, 0, 2])],
    }
}

/// With one vector for the text: the mean over the tokens, made in the model.
fn pooled() -> Model {
    let mut model = table();
    let attributes = [numbers("axes", &[1]), number("keepdims", 0)];
    model.nodes.push(node("ReduceMean", &["last_hidden_state"], "sentence_embedding", &attributes));
    model.outputs = vec![value("sentence_embedding", F32, &[0, 2])];
    model
}

fn inputs(shape: &[u64], names: &[&str]) -> Vec<Message> {
    names.iter().map(|name| value(name, I64, shape)).collect()
}

fn open(model: Model, settings: OnnxSettings) -> Result<OnnxEncoder, OnnxError> {
    let folder = folder(&model.file());
    OnnxEncoder::open(folder.path(), settings)
}

fn folder(model: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("model.onnx"), model).unwrap();
    std::fs::write(folder.path().join("vocab.txt"), VOCABULARY).unwrap();
    folder
}

#[test]
fn vectors_are_those_that_a_hand_computes() {
    // [CLS] red green ##ish [SEP] = (1 + 4 + 0 + 2 + 1, 0 + 0 + 8 + 2 + 2) / 5
    let mean = open(table(), OnnxSettings::default()).unwrap();
    assert_eq!(mean.pooled("red GREENish").unwrap(), [8.0 / 5.0, 12.0 / 5.0]);
    assert_eq!(mean.vector("red GREENish").unwrap(), Vector::of(vec![2.0, 3.0]));
    let first = open(table(), OnnxSettings { pooling: Pooling::Cls, ..OnnxSettings::default() }).unwrap();
    assert_eq!(first.pooled("red GREENish").unwrap(), [1.0, 0.0]);
    assert_eq!((mean.width(), first.width()), (2, 2));
}

#[test]
fn a_model_may_pool_by_itself() {
    let encoder = open(pooled(), OnnxSettings { pooling: Pooling::Cls, ..OnnxSettings::default() }).unwrap();
    assert_eq!(encoder.pooled("red").unwrap(), [2.0, 2.0 / 3.0]);
}

#[test]
fn a_prefix_is_read_before_the_text() {
    let prefixed = open(table(), OnnxSettings { prefix: "green ".to_owned(), ..OnnxSettings::default() }).unwrap();
    assert_eq!(prefixed.pooled("red").unwrap(), [6.0 / 4.0, 10.0 / 4.0]);
}

#[test]
fn only_the_first_tokens_are_read() {
    let short = open(table(), OnnxSettings { most_tokens: 3, ..OnnxSettings::default() }).unwrap();
    assert_eq!(short.pooled("red green green").unwrap(), [2.0, 2.0 / 3.0]);
}

#[test]
fn what_fills_up_a_fixed_length_does_not_count() {
    let mut model = table();
    model.inputs = inputs(&[1, 6], &["input_ids", "attention_mask", "token_type_ids"]);
    let encoder = open(model, OnnxSettings::default()).unwrap();
    assert_eq!(encoder.pooled("red").unwrap(), [2.0, 2.0 / 3.0]);
    assert_eq!(encoder.ids("red red red red red red").len(), 6);
}

#[test]
fn a_fixed_length_needs_a_mask() {
    let mut model = table();
    model.inputs = inputs(&[1, 6], &["input_ids", "token_type_ids"]);
    let error = open(model, OnnxSettings::default()).unwrap_err();
    assert_eq!(error.to_string(), "the model reads exactly 6 tokens and takes no attention_mask");
}

#[test]
fn a_model_of_something_else_says_what_it_takes() {
    let mut model = table();
    model.inputs.push(value("pixels", F32, &[0, 0]));
    let error = open(model, OnnxSettings::default()).unwrap_err();
    let OnnxError::Inputs { found } = &error else { panic!("{error:?}") };
    assert!(found.contains("pixels (F32)") && found.contains("input_ids (I64)"), "{found}");
}

#[test]
fn a_model_that_answers_with_something_else_says_what() {
    let mut model = table();
    model.nodes.push(node("Shape", &["last_hidden_state"], "shape", &[]));
    model.outputs = vec![value("shape", I64, &[3])];
    let error = open(model, OnnxSettings::default()).unwrap_err();
    assert!(matches!(&error, OnnxError::Outputs { tokens: 3, found } if found == "[3]"), "{error}");
}

#[test]
fn a_vocabulary_that_is_larger_than_the_model_is_found_out_at_once() {
    let mut model = table();
    model.weights[0] = weights("table", &TABLE[..6]);
    let error = open(model, OnnxSettings::default()).unwrap_err();
    assert!(matches!(error, OnnxError::Failed(_)), "{error}");
}

#[test]
fn what_is_no_model_is_none() {
    for bytes in [b"nonsense".as_slice(), b"", &table().file()[..200]] {
        let error = OnnxEncoder::open(folder(bytes).path(), OnnxSettings::default()).unwrap_err();
        assert!(matches!(error, OnnxError::NotAModel(_) | OnnxError::Inputs { .. }), "{error:?}");
    }
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(OnnxEncoder::open(empty.path(), OnnxSettings::default()), Err(OnnxError::NoModel { .. })));
}

#[test]
fn numbers_that_are_none_are_no_vector() {
    let mut model = table();
    model.weights[0] = weights("table", &[TABLE[0], TABLE[1], TABLE[2], TABLE[3], [f32::NAN, 0.0], TABLE[5], TABLE[6]]);
    let encoder = open(model, OnnxSettings::default()).unwrap();
    assert!(matches!(encoder.vector("red"), Err(EncoderError::Unusable(_))));
    assert!(encoder.vector("green").is_ok());
}

#[test]
fn the_name_tells_models_and_settings_apart() {
    let names = [
        open(table(), OnnxSettings::default()),
        open(table(), OnnxSettings { pooling: Pooling::Cls, ..OnnxSettings::default() }),
        open(pooled(), OnnxSettings::default()),
    ]
    .map(|encoder| encoder.unwrap().name().to_owned());
    assert!(names[0] != names[1] && names[0] != names[2] && names[1] != names[2], "{names:?}");
    assert_eq!(open(table(), OnnxSettings::default()).unwrap().name(), names[0]);
}

#[test]
fn any_text_has_a_vector() {
    let encoder = open(table(), OnnxSettings { most_tokens: 9, ..OnnxSettings::default() }).unwrap();
    proptest!(|(text in any::<String>())| {
        prop_assert_eq!(encoder.vector(&text).unwrap().width(), 2);
    });
}

#[test]
fn a_head_learns_from_its_vectors() {
    let encoder = open(table(), OnnxSettings::default()).unwrap();
    let taught = ["red", "red red", "red nothing", "red red red", "green", "green green", "greenish", "nothing green"];
    let vectors = taught.map(|text| encoder.vector(text).unwrap());
    let labels = taught.map(|text| [text.contains("red").to_string()]);
    let taught: Vec<_> = vectors.iter().zip(&labels).map(|(vector, labels)| Taught { vector, labels }).collect();
    let head = Head::train(encoder.name(), &taught, &HeadSettings::default(), 1).unwrap();
    for (text, label) in [("red red nothing", "true"), ("green greenish", "false")] {
        let judged = head.judge(&encoder.vector(text).unwrap()).unwrap();
        assert_eq!(judged.ranked[0].0, label, "{text}: {judged:?}");
    }
}
