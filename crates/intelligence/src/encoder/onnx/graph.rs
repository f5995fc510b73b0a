//! A model as tract runs it: its inputs by name, its answer by shape.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use tract_onnx::prelude::{TValue, Tensor, TypedRunnableModel};
use tract_onnx::tract_hir::tract_core::internal::TVec;

use super::error::OnnxError;
use super::load::{Input, Kind, Loaded, load};
use super::pool::pool;
use super::settings::Pooling;
use super::wordpiece::WordPiece;

/// A model that was tried out.
pub(super) struct Graph {
    plan: Arc<TypedRunnableModel>,
    inputs: Vec<Input>,
    /// The length of every text, for a model that reads only one.
    length: Option<usize>,
    padding: i64,
    most_tokens: usize,
    answer: Answer,
}

/// Which output holds the vectors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Answer {
    place: usize,
    width: usize,
    of: Of,
}

/// What an output has a vector for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Of {
    Tokens,
    Text,
}

impl Graph {
    /// Opens a model for texts of at most so many tokens.
    pub(super) fn open(path: &Path, pieces: &WordPiece, most_tokens: usize) -> Result<Self, OnnxError> {
        if most_tokens < 3 {
            return Err(OnnxError::TooShort(most_tokens));
        }
        let open = |length| Self::tried(guarded(|| load(path, length))?, pieces, most_tokens);
        // Some models cannot be reasoned about while the number of tokens is open.
        open(None).or_else(|error| match error {
            OnnxError::NotAModel(_) | OnnxError::Failed(_) => open(Some(most_tokens)).map_err(|_| error),
            OnnxError::Unreadable { .. }
            | OnnxError::NoModel { .. }
            | OnnxError::NoToken(_)
            | OnnxError::Inputs { .. }
            | OnnxError::Outputs { .. }
            | OnnxError::NoMask { .. }
            | OnnxError::TooShort(_) => Err(error),
        })
    }

    /// Tries a model out: the highest piece must have a vector, and the longest text a position.
    fn tried(loaded: Loaded, pieces: &WordPiece, most_tokens: usize) -> Result<Self, OnnxError> {
        let Loaded { plan, inputs, length } = loaded;
        let most_tokens = length.map_or(most_tokens, |length| length.min(most_tokens));
        if let Some(tokens) = length.filter(|_| inputs.iter().all(|input| input.kind != Kind::Mask)) {
            return Err(OnnxError::NoMask { tokens });
        }
        let answer = Answer { place: 0, width: 0, of: Of::Text };
        let mut graph = Self { plan, inputs, length, padding: pieces.padding(), most_tokens, answer };
        let mut probe = pieces.ids("", most_tokens);
        probe.insert(1, pieces.highest());
        graph.answer = graph.answer(&graph.outputs(&probe)?, probe.len())?;
        probe.splice(1..1, vec![pieces.highest(); most_tokens - probe.len()]);
        graph.run(&probe, Pooling::Mean)?;
        Ok(graph)
    }

    /// The first output with a vector for each token, or else the first with one for the text.
    fn answer(&self, outputs: &[TValue], tokens: usize) -> Result<Answer, OnnxError> {
        let tokens = self.length.unwrap_or(tokens);
        let is_number = |output: &TValue| output.datum_type().is_float();
        let shapes = || outputs.iter().enumerate().filter(|(_, output)| is_number(output));
        let of_tokens = shapes().find_map(|(place, output)| match *output.shape() {
            [1, count, width] if count == tokens && width > 0 => Some(Answer { place, width, of: Of::Tokens }),
            _ => None,
        });
        let of_text = shapes().find_map(|(place, output)| match *output.shape() {
            [1, width] if width > 0 => Some(Answer { place, width, of: Of::Text }),
            _ => None,
        });
        of_tokens.or(of_text).ok_or_else(|| {
            let found: Vec<_> = outputs.iter().map(|output| format!("{:?}", output.shape())).collect();
            OnnxError::Outputs { tokens, found: found.join(", ") }
        })
    }

    pub(super) fn width(&self) -> usize {
        self.answer.width
    }

    pub(super) fn most_tokens(&self) -> usize {
        self.most_tokens
    }

    /// The vector of a text of these tokens.
    pub(super) fn run(&self, ids: &[i64], pooling: Pooling) -> Result<Vec<f32>, OnnxError> {
        let outputs = self.outputs(ids)?;
        let Answer { place, width, of } = self.answer;
        let values = guarded(|| numbers(&outputs[place]))?;
        let needed = match of {
            Of::Tokens => ids.len() * width,
            Of::Text => width,
        };
        let values = values.get(..needed).ok_or_else(|| OnnxError::Failed("its answer is too short".to_owned()))?;
        Ok(match of {
            Of::Tokens => pool(values, width, pooling),
            Of::Text => values.to_vec(),
        })
    }

    fn outputs(&self, ids: &[i64]) -> Result<TVec<TValue>, OnnxError> {
        guarded(|| {
            let inputs: Result<TVec<TValue>, _> = self.inputs.iter().map(|input| self.value(input, ids)).collect();
            self.plan.run(inputs?).map_err(failed)
        })
    }

    /// What one input is of a text, filled up to the length that the model reads.
    fn value(&self, input: &Input, ids: &[i64]) -> Result<TValue, OnnxError> {
        let length = self.length.unwrap_or(ids.len());
        let (value, filler): (Box<dyn Fn(i64) -> i64>, _) = match input.kind {
            Kind::Ids => (Box::new(|id| id), self.padding),
            Kind::Mask => (Box::new(|_| 1), 0),
            Kind::Types => (Box::new(|_| 0), 0),
        };
        let mut values: Vec<i64> = ids.iter().map(|id| value(*id)).collect();
        values.resize(length, filler);
        let tensor = Tensor::from_shape(&[1, length], &values).map_err(failed)?;
        Ok(tensor.cast_to_dt(input.number).map_err(failed)?.into_owned().into())
    }
}

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Graph").field("inputs", &self.inputs).field("answer", &self.answer).finish_non_exhaustive()
    }
}

fn numbers(output: &TValue) -> Result<Vec<f32>, OnnxError> {
    let numbers = output.cast_to::<f32>().map_err(failed)?;
    let view = numbers.to_plain_array_view::<f32>().map_err(failed)?;
    Ok(view.iter().copied().collect())
}

#[expect(clippy::needless_pass_by_value, reason = "map_err gives it away")]
fn failed(error: impl fmt::Debug) -> OnnxError {
    // The chain in one line: tract's innermost error says most.
    OnnxError::Failed(format!("{error:?}").split_whitespace().collect::<Vec<_>>().join(" "))
}

/// tract indexes with what a model tells it to; a model that is wrong must not end the program.
fn guarded<T>(act: impl FnOnce() -> Result<T, OnnxError>) -> Result<T, OnnxError> {
    let outside =
        || OnnxError::Failed("it has no weights for a piece of the vocabulary or a place in the text".to_owned());
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|_| Err(outside()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_that_panics_fails() {
        let error = guarded::<()>(|| panic!("index out of bounds")).unwrap_err();
        assert!(matches!(error, OnnxError::Failed(_)));
    }
}
