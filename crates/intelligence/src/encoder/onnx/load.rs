//! A model as it is read from its file.

use std::path::Path;
use std::sync::Arc;

use tract_onnx::onnx;
use tract_onnx::prelude::{
    DatumType, Framework as _, InferenceFact, InferenceModel, InferenceModelExt as _, IntoRunnable as _, TDim,
    ToDim as _, TractResult, TypedRunnableModel,
};
use tract_onnx::tract_hir::infer::Factoid as _;
use tract_onnx::tract_hir::internal::DimLike as _;

use super::error::OnnxError;

/// A model that can be run.
pub(super) struct Loaded {
    pub(super) plan: Arc<TypedRunnableModel>,
    pub(super) inputs: Vec<Input>,
    /// The length of every text, for a model that reads only one.
    pub(super) length: Option<usize>,
}

/// An input of a model.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Input {
    pub(super) kind: Kind,
    /// What kind of number it takes.
    pub(super) number: DatumType,
}

/// What an input takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// The pieces' numbers.
    Ids,
    /// 1 where there is text, 0 where it was filled up.
    Mask,
    /// 0: there is one text, not two.
    Types,
}

/// Loads a model for texts of this length, or of any.
pub(super) fn load(path: &Path, length: Option<usize>) -> Result<Loaded, OnnxError> {
    let unreadable = |error: tract_onnx::prelude::TractError| OnnxError::NotAModel(format!("{error:#}"));
    let mut model = onnx().with_ignore_value_info(true).model_for_path(path).map_err(unreadable)?;
    let length = own_length(&model).or(length);
    let inputs = inputs(&model).map_err(unreadable)??;
    let tokens = length.map_or_else(|| model.symbols.sym("tokens").to_dim(), |length| length.to_dim());
    let plan = (|| {
        for (place, input) in inputs.iter().enumerate() {
            let shape: [TDim; 2] = [1.to_dim(), tokens.clone()];
            model.set_input_fact(place, InferenceFact::dt_shape(input.number, shape))?;
        }
        model.into_optimized()?.into_runnable()
    })();
    Ok(Loaded { plan: plan.map_err(unreadable)?, inputs, length })
}

/// The inputs, in the model's order.
fn inputs(model: &InferenceModel) -> TractResult<Result<Vec<Input>, OnnxError>> {
    let mut inputs = Vec::new();
    let mut names = Vec::new();
    for (place, outlet) in model.input_outlets()?.iter().enumerate() {
        let name = model.node(outlet.node).name.as_str();
        let number = model.input_fact(place)?.datum_type.concretize().unwrap_or(DatumType::I64);
        names.push(format!("{name} ({number:?})"));
        inputs.extend(kind(name).filter(|_| number.is_integer()).map(|kind| Input { kind, number }));
    }
    let all_known = inputs.len() == names.len();
    let fits = all_known && inputs.iter().any(|input| input.kind == Kind::Ids);
    Ok(if fits { Ok(inputs) } else { Err(OnnxError::Inputs { found: names.join(", ") }) })
}

fn kind(name: &str) -> Option<Kind> {
    match name {
        "input_ids" => Some(Kind::Ids),
        "attention_mask" => Some(Kind::Mask),
        "token_type_ids" => Some(Kind::Types),
        _ => None,
    }
}

/// The length that the model itself fixes.
fn own_length(model: &InferenceModel) -> Option<usize> {
    let inputs = model.input_outlets().ok()?.len();
    (0..inputs).find_map(|place| {
        let length = model.input_fact(place).ok()?.shape.dim(1)?.concretize()?;
        length.to_usize().ok()
    })
}
