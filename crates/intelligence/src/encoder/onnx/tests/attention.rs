//! A model with what transformers are made of: positions cut to the length of the text, and attention under a mask.

use super::wire::{F32, Model, integers, node, number, numbers, value, weights};
use super::{TABLE, inputs, open};
use crate::encoder::onnx::{OnnxSettings, Pooling};

/// Queries are nothing, so every token attends to all alike: each answer is the mean of what is not masked.
fn attention() -> Model {
    let positions: [[f32; 2]; 8] = std::array::from_fn(|place| [place as f32, 0.0]);
    Model {
        nodes: vec![
            node("Gather", &["table", "input_ids"], "found", &[number("axis", 0)]),
            node("Shape", &["input_ids"], "shape", &[]),
            node("Gather", &["shape", "one"], "length", &[number("axis", 0)]),
            node("Slice", &["positions", "zero", "length", "zero"], "places", &[]),
            node("Add", &["found", "places"], "x", &[]),
            node("MatMul", &["x", "nothing"], "queries", &[]),
            node("Transpose", &["x"], "keys", &[numbers("perm", &[0, 2, 1])]),
            node("MatMul", &["queries", "keys"], "alike", &[]),
            node("Unsqueeze", &["attention_mask", "one"], "row", &[]),
            node("Cast", &["row"], "text", &[number("to", F32)]),
            node("Sub", &["text", "whole"], "hidden", &[]),
            node("Mul", &["hidden", "much"], "penalty", &[]),
            node("Add", &["alike", "penalty"], "masked", &[]),
            node("Softmax", &["masked"], "shares", &[number("axis", 2)]),
            node("MatMul", &["shares", "x"], "last_hidden_state", &[]),
        ],
        weights: vec![
            weights("table", &TABLE),
            weights("positions", &positions),
            weights("nothing", &[[0.0, 0.0], [0.0, 0.0]]),
            weights("whole", &[[1.0]]),
            weights("much", &[[10_000.0]]),
            integers("zero", &[0]),
            integers("one", &[1]),
        ],
        inputs: inputs(&[0, 0], &["input_ids", "attention_mask"]),
        outputs: vec![value("last_hidden_state", F32, &[0, 0, 2])],
    }
}

fn settings(most_tokens: usize) -> OnnxSettings {
    OnnxSettings { pooling: Pooling::Cls, most_tokens, ..OnnxSettings::default() }
}

#[test]
fn attention_is_over_the_text_and_nothing_else() {
    let mut fixed = attention();
    fixed.inputs = inputs(&[1, 6], &["input_ids", "attention_mask"]);
    for (model, most_tokens) in [(attention(), 8), (fixed, 128)] {
        let encoder = open(model, settings(most_tokens)).unwrap();
        // [CLS] red [SEP], with its places: (1 + 0, 0), (4 + 1, 0), (1 + 2, 2)
        let found = encoder.pooled("red").unwrap();
        let wanted = [9.0 / 3.0, 2.0 / 3.0];
        assert!(found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 1e-5), "{found:?}");
    }
}

#[test]
fn a_text_that_is_longer_than_the_model_has_places_for_is_found_out_at_once() {
    let error = open(attention(), settings(9)).unwrap_err();
    assert!(error.to_string().starts_with("the model "), "{error}");
}
